"""Strokes: what connects two lanes at a day: forks of splits, joins of mergers, successions, memberships.

━━━◆━━━━━     split: the fork leaves its lane at a diamond      ━━━╮     merger: the join ends in an arrow
    ╰━━━━                                                      ━━━▼━━
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from allegiance.pictures.colours import colour
from allegiance.pictures.frame import text
from allegiance.pictures.links import Links
from allegiance.pictures.svg import EMPTY, Markup, element, join, path, polyline
from allegiance.views.lineage import Stroke

_ROUND = 9.0  # radius of the bends
_APART = 7.0  # pixels between two strokes side by side
_TRIES = 9


class Look(NamedTuple):
    """How a kind of stroke is drawn."""

    role: str
    weight: float
    dash: str | None
    meaning: str


LOOKS = {
    "split": Look("against", 2.4, None, "broke away"),
    "merge": Look("with", 2.4, None, "merged into"),
    "succeed": Look("ink", 2.0, "7 4", "succeeded"),
    "found": Look("side-3", 1.8, "2 3", "founded by"),
    "member": Look("side-4", 1.6, "1 3", "member of"),
}


class Bow(NamedTuple):
    """A stroke on the page: vertical at x, from the one lane to the other."""

    stroke: Stroke
    x: float
    start: float
    end: float


def apart(bows: Sequence[Bow]) -> list[Bow]:
    """The strokes moved sideways, a few pixels, where two would lie on each other."""
    placed: list[Bow] = []
    for bow in bows:
        steps = (0.0, *(sign * _APART * n for n in range(1, _TRIES) for sign in (1, -1)))
        free = (bow._replace(x=bow.x + step) for step in steps)
        placed.append(next((b for b in free if not any(_touch(b, other) for other in placed)), bow))
    return placed


def _touch(one: Bow, other: Bow) -> bool:
    """Whether two lie side by side too closely over some height."""
    high = max(min(one.start, one.end), min(other.start, other.end))
    low = min(max(one.start, one.end), max(other.start, other.end))
    return abs(one.x - other.x) < _APART - 0.5 and high < low


def draw_stroke(bow: Bow, links: Links) -> Markup:
    """The stroke with its mark, and a sign where it is not simply stated."""
    look = LOOKS[bow.stroke.kind]
    denied = "denied" in bow.stroke.marks
    line = lined(_course(bow), look._replace(dash="2 5", weight=1.4) if denied else look)
    # A wide stroke that cannot be seen makes the thin one easy to hit.
    field = element("path", d=_course(bow), fill="none", stroke="transparent", stroke_width=12)
    sign = _doubt(bow)
    return links.wrap(join((field, line, head(bow), sign)), _told(bow.stroke), bow.stroke.passages)


def lined(course: str, look: Look) -> Markup:
    """The line of a stroke."""
    return element(
        "path",
        d=course,
        fill="none",
        stroke=colour(look.role),
        stroke_width=look.weight,
        stroke_dasharray=look.dash,
        stroke_linecap="round" if look.dash in ("1 3", "2 3") else None,
    )


def sample(kind: str) -> Markup:
    """A stroke of the kind with its mark, 30 pixels wide, for the legend."""
    look = LOOKS[kind]
    bow = Bow(Stroke(kind, "", "", "2000", "", ()), 17, -5, 5)
    if kind == "split":
        old = element("line", x1=1, x2=29, y1=-5, y2=-5, stroke=colour("ink"), stroke_width=2)
        return join((old, lined(_course(bow), look), lined("M21 5H29", look), head(bow)))
    if kind == "merge":
        whole = element("line", x1=1, x2=29, y1=6, y2=6, stroke=colour("ink"), stroke_width=2)
        low = bow._replace(start=-7, end=9)
        return join((whole, lined("M1 -7H12", look), lined(_course(low), look), head(low)))
    return join((lined("M2 0H26", look), head(bow._replace(x=27, start=0, end=0))))


def head(bow: Bow) -> Markup:
    """The mark by which kinds differ without colour."""
    down = 1 if bow.end > bow.start else -1
    role = LOOKS[bow.stroke.kind].role
    if bow.stroke.kind == "split":
        return diamond(bow.x - _ROUND, bow.start, role)
    if bow.stroke.kind == "merge":
        return arrow(bow.x, bow.end - 3 * down, down, role)
    if bow.stroke.kind == "member":
        return element(
            "circle", cx=bow.x, cy=bow.end, r=3.2, fill=colour("paper"), stroke=colour(role), stroke_width=1.6
        )
    return EMPTY


def diamond(x: float, y: float, role: str) -> Markup:
    """Where a fork leaves its lane."""
    outline = polyline([(x, y - 5), (x + 5, y), (x, y + 5), (x - 5, y)]) + "Z"
    return element("path", d=outline, fill=colour("paper"), stroke=colour(role), stroke_width=1.8)


def arrow(x: float, y: float, down: int, role: str) -> Markup:
    """Where a join arrives."""
    outline = polyline([(x - 4.5, y - 7 * down), (x + 4.5, y - 7 * down), (x, y)]) + "Z"
    return element("path", d=outline, fill=colour(role))


def _course(bow: Bow) -> str:
    """Out of the one lane, straight to the other; a fork bends into its lane, a join runs up to it."""
    down = 1 if bow.end > bow.start else -1
    x, bend = bow.x, min(_ROUND, abs(bow.end - bow.start) / 2)
    if bow.stroke.kind in ("member", "found"):
        return polyline([(x, bow.start), (x, bow.end)])
    steps = [("M", (x - bend, bow.start)), ("Q", (x, bow.start, x, bow.start + bend * down))]
    if bow.stroke.kind == "merge":
        return path([*steps, ("L", (x, bow.end - 4 * down))])
    return path([*steps, ("L", (x, bow.end - bend * down)), ("Q", (x, bow.end, x + bend, bow.end))])


def _doubt(bow: Bow) -> Markup:
    if "denied" in bow.stroke.marks:
        sign = "×"
    elif is_doubtful(bow.stroke):
        sign = "?"
    else:
        return EMPTY
    middle = bow.start + (bow.end - bow.start) * 0.5
    return text(
        bow.x, middle + 4, sign, 12, LOOKS[bow.stroke.kind].role, anchor="middle", bold=True, halo=True
    )


def is_doubtful(stroke: Stroke) -> bool:
    """Whether the words do not simply state it."""
    return bool(set(stroke.marks) - {"denied", "accepted", "corrected"})


def _told(stroke: Stroke) -> str:
    day = f" ({stroke.day})" if stroke.day else " (no date)"
    marks = f" [{', '.join(stroke.marks)}]" if stroke.marks else ""
    return f"{stroke.label}{day}{marks}"
