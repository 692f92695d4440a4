"""Names: a name beside each mark, so that none lies on another or on a mark; who comes first is served first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from allegiance.pictures.frame import text
from allegiance.pictures.lettering import width
from allegiance.pictures.packing import Box, first_free
from allegiance.pictures.svg import Markup, join

_GAP = 3.0


class Spot(NamedTuple):
    """A mark and the name that belongs to it."""

    x: float
    y: float
    radius: float
    name: str


def lettered(
    spots: Sequence[Spot], size: float, page: tuple[float, float, float, float]
) -> tuple[Markup, int]:
    """The names as text, and how many found no room."""
    boxes = boxes_of(spots, size, page)
    drawn = []
    for spot, box in zip(spots, boxes, strict=True):
        if box is not None:
            middle, base = (box.left + box.right) / 2, box.bottom - size * 0.24
            drawn.append(text(middle, base, spot.name, size, anchor="middle", halo=True))
    return join(drawn), sum(box is None for box in boxes)


def boxes_of(spots: Sequence[Spot], size: float, page: tuple[float, float, float, float]) -> list[Box | None]:
    """Where each name stands; None where there is no room for it."""
    taken = [_mark(spot) for spot in spots]
    found: list[Box | None] = []
    for spot in spots:
        box = first_free(_candidates(spot, size), taken, Box(*page))
        if box is not None:
            taken.append(box)
        found.append(box)
    return found


def _mark(spot: Spot) -> Box:
    reach = spot.radius
    return Box(spot.x - reach, spot.y - reach, spot.x + reach, spot.y + reach)


def _candidates(spot: Spot, size: float) -> Iterator[Box]:
    """Below, above, right, left, then the corners."""
    wide, high, reach = width(spot.name, size), size * 1.16, spot.radius + _GAP
    middle, level = spot.x - wide / 2, spot.y - high / 2
    right, left = spot.x + reach, spot.x - reach - wide
    above, below = spot.y - reach - high, spot.y + reach - 1
    for x, y in (
        (middle, below),
        (middle, above),
        (right, level),
        (left, level),
        (right - 2, below - 4),
        (left + 2, below - 4),
        (right - 2, above + 4),
        (left + 2, above + 4),
    ):
        yield Box(x, y, x + wide, y + high)
