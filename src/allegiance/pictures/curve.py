"""Curve: the line of an alignment with the band of its uncertainty; where nothing speaks it stays open.

── two or more independent voices      ··· one voice alone      (gap) silence
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from allegiance.pictures.axis import TimeScale
from allegiance.pictures.colours import colour
from allegiance.pictures.evidence import day_number
from allegiance.pictures.svg import Markup, element, join, polyline
from allegiance.views.alignment import PointView

Height = Callable[[float], float]  # −1 … +1 to pixels
_STUB = 4.0  # half the length of the line that one point alone makes
_ALONE = "1.5 3.5"


class _Place(NamedTuple):
    """A point in pixels, and how many voices stand behind it."""

    x: float
    value: float
    low: float
    high: float
    voices: int


def curve(points: Sequence[PointView], scale: TimeScale, y: Height, weight: float = 2.2) -> Markup:
    """Bands first, then lines, so that no band covers a line."""
    stretches = [_places(stretch, scale, y) for stretch in _stretches(points)]
    bands = (_band(places) for places in stretches)
    return join((*bands, *(piece for places in stretches for piece in _lines(places, weight))))


def line(points: Sequence[tuple[float, float]], weight: float = 2.2, *, alone: bool) -> Markup:
    """A piece of the line; dotted where one voice alone carries it."""
    return element(
        "path",
        d=polyline(points),
        fill="none",
        stroke=colour("ink"),
        stroke_width=weight,
        stroke_linejoin="round",
        stroke_linecap="round",
        stroke_dasharray=_ALONE if alone else None,
    )


def band(upper: Sequence[tuple[float, float]], lower: Sequence[tuple[float, float]]) -> Markup:
    """The stretch of uncertainty between two lines, both from left to right."""
    outline = polyline([*upper, *reversed(lower)]) + "Z"
    return element("path", d=outline, fill=colour("rule"), fill_opacity=0.22)


def _stretches(points: Sequence[PointView]) -> Iterator[list[PointView]]:
    """Runs of points with a value; silence parts them."""
    for known, run in groupby(points, key=lambda point: point.value is not None):
        if known:
            yield list(run)


def _places(stretch: list[PointView], scale: TimeScale, y: Height) -> list[_Place]:
    places = [_place(point, scale, y) for point in stretch]
    if len(places) > 1:
        return places
    alone = places[0]
    return [alone._replace(x=alone.x - _STUB), alone._replace(x=alone.x + _STUB)]


def _place(point: PointView, scale: TimeScale, y: Height) -> _Place:
    value = point.value or 0.0
    low = value if point.low is None else point.low
    high = value if point.high is None else point.high
    return _Place(scale.x(day_number(point.day)), y(value), y(low), y(high), point.independent)


def _band(places: list[_Place]) -> Markup:
    return band([(p.x, p.high) for p in places], [(p.x, p.low) for p in places])


def _lines(places: list[_Place], weight: float) -> Iterator[Markup]:
    """Pieces by whether more than one voice carries both of their ends."""
    steps = pairwise(places)
    for alone, run in groupby(steps, key=lambda step: min(step[0].voices, step[1].voices) < 2):
        pieces = list(run)
        ends = [pieces[0][0], *(piece[1] for piece in pieces)]
        yield line([(p.x, p.value) for p in ends], weight, alone=alone)
