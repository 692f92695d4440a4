"""Evidence: the marks of single claims, packed into a strip so that none covers another.

    ▬▬▬▬  a tie, as long as it held      ●  an act      ○  words

Above the line of a pair stand the claims that have the two together, below those that have them against each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from allegiance.pictures.axis import TimeScale
from allegiance.pictures.colours import colour
from allegiance.pictures.links import Links
from allegiance.pictures.packing import rows
from allegiance.pictures.svg import EMPTY, Markup, element, join
from allegiance.views.alignment import Dot

_SIZES = (4.0, 3.2, 2.4)  # radius of a dot: the largest that needs no more rows than there may be
_MOST_ROWS = 14
_AIR = 1.6  # pixels between two marks


@dataclass(frozen=True, slots=True)
class Strip:
    """The marks drawn from y = 0 upwards (negative y); `left_out` counts those for which there was no room."""

    markup: Markup
    height: float
    left_out: int


def strip(
    dots: Sequence[Dot], scale: TimeScale, role: str, links: Links, *, downwards: bool = False
) -> Strip:
    """The dots as marks in the colour of the role, packed into rows from the line of the pair outwards."""
    if not dots:
        return Strip(EMPTY, 0.0, 0)
    order = sorted(
        range(len(dots)), key=lambda index: (dots[index].kind != "tie", dots[index].day_from, index)
    )
    ordered = [dots[index] for index in order]
    radius, placed = _placed(ordered, scale)
    pitch = 2 * radius + _AIR
    shown = [(dot, row) for dot, row in zip(ordered, placed, strict=True) if row < _MOST_ROWS]
    direction = 1 if downwards else -1
    marks = (_mark(dot, direction * (row + 0.5) * pitch, radius, scale, role, links) for dot, row in shown)
    height = (max(row for _, row in shown) + 1) * pitch
    return Strip(join(marks), height, len(ordered) - len(shown))


def _placed(dots: Sequence[Dot], scale: TimeScale) -> tuple[float, list[int]]:
    """The largest radius with which the marks keep to the rows there may be, and the row of each."""
    for radius in _SIZES:
        placed = rows((_span(dot, scale, radius) for dot in dots), _AIR)
        if max(placed) < _MOST_ROWS:
            break
    return radius, placed


def _span(dot: Dot, scale: TimeScale, radius: float) -> tuple[float, float]:
    left, right = scale.x(day_number(dot.day_from)), scale.x(day_number(dot.day_until) + 1)
    if dot.kind != "tie":
        middle = (left + right) / 2
        return middle - radius, middle + radius
    short = max(2 * radius - (right - left), 0) / 2
    return left - short, right + short


def _mark(dot: Dot, y: float, radius: float, scale: TimeScale, role: str, links: Links) -> Markup:
    left, right = _span(dot, scale, radius)
    shape = sample(dot.kind, left, right, y, radius, role, faint=not dot.dated)
    marks = f" [{', '.join(dot.marks)}]" if dot.marks else ""
    return links.wrap(shape, dot.label + marks, dot.passages)


def sample(
    kind: str, left: float, right: float, y: float, radius: float, role: str, *, faint: bool = False
) -> Markup:
    """One mark: a bar for a tie, a dot for an act, a ring for words; `faint` where the text gives no time."""
    opacity = 0.45 if faint else None
    if kind == "tie":
        return element(
            "rect",
            x=left,
            y=y - radius * 0.75,
            width=right - left,
            height=radius * 1.5,
            rx=radius * 0.75,
            fill=colour(role),
            opacity=opacity,
        )
    middle = (left + right) / 2
    if kind == "act":
        return element("circle", cx=middle, cy=y, r=radius, fill=colour(role), opacity=opacity)
    return element(
        "circle",
        cx=middle,
        cy=y,
        r=radius - 0.7,
        fill=colour("paper"),
        stroke=colour(role),
        stroke_width=1.4,
        stroke_opacity=opacity,
    )


def day_number(day: str) -> int:
    """The ordinal of a day in ISO 8601."""
    return date.fromisoformat(day).toordinal()
