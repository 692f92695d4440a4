"""Lanes: one group through time as a line, under the names that it had.

●━━━━━━━━━┿━━━━━━━━━┃      founded … re-named … ended
○╌━━━━━━━━━━━━━━━━━━╌      first mentioned … last mentioned: how it began and ended is not told
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from allegiance.pictures.axis import TimeScale
from allegiance.pictures.colours import colour
from allegiance.pictures.frame import text
from allegiance.pictures.lettering import Face, clean, isolated, shorten, width
from allegiance.pictures.links import Links
from allegiance.pictures.packing import rows
from allegiance.pictures.rough import Rough, rough
from allegiance.pictures.svg import EMPTY, Markup, element, join
from allegiance.views.lineage import Label, Lane, Stroke

SIZE = 12.5
_LINE = 16.0  # height of a row of labels
_AIR = 21.0  # between a lane and the labels of the next
_FADE = 26.0  # pixels of a beginning or an end that no words tell
_LONGEST = 420.0  # pixels of a label
_INSET = 10.0  # of the first label from the beginning of its lane, where strokes arrive
_BORN = ("split", "merged")  # beginnings that a stroke shows


@dataclass(frozen=True, slots=True)
class Lettering:
    """A name at its place: `left` in pixels, `row` counted upwards from the lane; `since` in pixels."""

    label: Label
    words: str
    left: float
    row: int
    since: float


@dataclass(frozen=True, slots=True)
class Row:
    """A lane on the page."""

    lane: Lane
    y: float
    left: float
    right: float
    letterings: tuple[Lettering, ...]


def ends(lane: Lane, touching: Sequence[Stroke]) -> tuple[Rough | None, Rough | None]:
    """First and last time that anything tells of the lane."""
    told = [rough(lane.begins), rough(lane.ends, end=True), rough(lane.first), rough(lane.last)]
    told += [rough(label.since) for label in lane.labels]
    told += [rough(stroke.day) for stroke in touching]
    told += [rough(stroke.until, end=True) for stroke in touching]
    known = sorted((time for time in told if time is not None), key=lambda time: time.middle)
    if not known:
        return None, None
    return rough(lane.begins) or known[0], rough(lane.ends, end=True) or known[-1]


def placed(
    lanes: Sequence[Lane], times: Sequence[tuple[Rough | None, Rough | None]], scale: TimeScale, top: float
) -> tuple[Row, ...]:
    """The lanes one below the other, each as high as its labels need."""
    made, y = [], top
    for lane, (first, last) in zip(lanes, times, strict=True):
        left = scale.x(first.middle) if first else scale.left
        right = scale.x(last.middle) if last else scale.right
        letterings = _letterings(lane, left, scale)
        y += (max((lettering.row for lettering in letterings), default=0) + 1) * _LINE
        made.append(Row(lane, y, left, max(right, left), letterings))
        y += _AIR
    return tuple(made)


def draw_lane(row: Row, links: Links, reached: float = 0.0) -> Markup:
    """The line with its beginning, its end and the changes of its name; a thread where a stroke leaves it later."""
    faded = row.lane.begin_kind == "first mentioned" or row.lane.begins is None
    on = row.lane.end_kind not in ("merged", "ended")
    parts = [_stretch(row.left, row.right, row.y)]
    if reached > row.right + 2:
        parts.append(_thread(row.right, reached, row.y))
    if faded:
        parts.append(_stretch(row.left - _FADE, row.left, row.y, dashed=True))
    if on:
        parts.append(_stretch(row.right, row.right + _FADE, row.y, dashed=True))
    parts.append(beginning(row.left, row.y, row.lane.begin_kind, told=row.lane.begins is not None))
    if row.lane.end_kind == "ended":
        parts.append(stop(row.right, row.y))
    parts += [_renaming(lettering, row.y) for lettering in row.letterings[1:]]
    return links.wrap(join(parts), _told(row.lane), row.lane.passages)


def draw_names(row: Row, links: Links) -> Markup:
    """The names, to be drawn over everything else."""
    drawn = []
    for number, lettering in enumerate(row.letterings):
        y = row.y - 7 - lettering.row * _LINE
        words = text(lettering.left, y, lettering.words, SIZE, bold=number == 0, halo=True)
        drawn.append(links.wrap(words, _named(lettering.label), lettering.label.passages))
    return join(drawn)


def beginning(x: float, y: float, kind: str, *, told: bool = True) -> Markup:
    """A full dot where words tell of a founding, a ring where a name is only mentioned first."""
    if kind in _BORN and told:
        return EMPTY
    if kind == "first mentioned" or not told:
        return element(
            "circle", cx=x, cy=y, r=4.5, fill=colour("paper"), stroke=colour("ink"), stroke_width=2
        )
    return element("circle", cx=x, cy=y, r=5.5, fill=colour("ink"))


def stop(x: float, y: float) -> Markup:
    """The bar of an end that words tell."""
    return element(
        "line", x1=x, x2=x, y1=y - 7, y2=y + 7, stroke=colour("ink"), stroke_width=3, stroke_linecap="round"
    )


def rename_tick(x: float, y: float) -> Markup:
    """Where a group took another name."""
    return element("circle", cx=x, cy=y, r=3.4, fill=colour("paper"), stroke=colour("ink"), stroke_width=1.6)


def _renaming(lettering: Lettering, y: float) -> Markup:
    """The tick and, where the name stands higher than the first row, a thread up to it."""
    if not lettering.row:
        return rename_tick(lettering.since, y)
    top = y - 4 - lettering.row * _LINE
    thread = element(
        "line", x1=lettering.since, x2=lettering.since, y1=top, y2=y, stroke=colour("rule"), stroke_width=1
    )
    return join((thread, rename_tick(lettering.since, y)))


def _letterings(lane: Lane, left: float, scale: TimeScale) -> tuple[Lettering, ...]:
    labels = _told_apart(lane.labels or (Label(lane.name, None, None),))
    found = []
    for number, label in enumerate(labels):
        since = rough(label.since)
        x = scale.x(since.middle) if since and number else left
        found.append((label, shorten(clean(label.name), _LONGEST, SIZE, Face.BOLD), x))
    spans = [
        _span(words, x + (_INSET if not number else 0.0), scale) for number, (_, words, x) in enumerate(found)
    ]
    high = rows(spans, 12.0)
    return tuple(
        Lettering(label, isolated(words), span[0], row, x)
        for (label, words, x), span, row in zip(found, spans, high, strict=True)
    )


def _told_apart(labels: Sequence[Label]) -> list[Label]:
    """Names; a later one of which nobody says since when stands behind the one before it, after an arrow."""
    apart: list[Label] = []
    for label in labels:
        if apart and label.since is None:
            before = apart.pop()
            label = replace(
                before, name=f"{before.name} → {label.name}", passages=before.passages + label.passages
            )
        apart.append(label)
    return apart


def _span(words: str, x: float, scale: TimeScale) -> tuple[float, float]:
    wide = width(words, SIZE, Face.BOLD)
    left = max(min(x, scale.right - wide), scale.left)
    return left, left + wide


def _stretch(left: float, right: float, y: float, *, dashed: bool = False) -> Markup:
    return element(
        "line",
        x1=left,
        x2=right,
        y1=y,
        y2=y,
        stroke=colour("ink"),
        stroke_width=3 if not dashed else 2.4,
        stroke_dasharray="1.5 4.5" if dashed else None,
    )


def _thread(left: float, right: float, y: float) -> Markup:
    return element(
        "line", x1=left, x2=right, y1=y, y2=y, stroke=colour("rule"), stroke_width=1.2, stroke_dasharray="1 3"
    )


def gap(row: Row, x: float) -> Markup:
    """A piece of paper on which the lane passes over a stroke that goes on to another lane."""
    return element("line", x1=x - 6, x2=x + 6, y1=row.y, y2=row.y, stroke=colour("paper"), stroke_width=11)


def _told(lane: Lane) -> str:
    begins = f"{lane.begin_kind} {lane.begins}" if lane.begins else "its beginning is not told"
    ends_ = f"{lane.end_kind} {lane.ends}" if lane.ends else "its end is not told"
    return f"{lane.name}: {begins}, {ends_}"


def _named(label: Label) -> str:
    since = f" since {label.since}" if label.since else ""
    until = f" until {label.until}" if label.until else ""
    return f"{label.name}{since}{until}"
