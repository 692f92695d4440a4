"""Arcs: who was allied with whom, and whose rival, on one day, beside the lanes; rivals by a broken line.

━━━━━━━━━━━━ ┈┈•╮         ╮ allied
━━━━━━━━━━━━ ┈┈•╯╲        ╲ rivals, dashed
━━━━━━━━━━━━ ┈┈•┄╯
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from allegiance.pictures.colours import colour
from allegiance.pictures.lanes import Row
from allegiance.pictures.links import Links
from allegiance.pictures.rough import rough
from allegiance.pictures.svg import Markup, element, join, path
from allegiance.views.lineage import Stroke

KINDS = {"ally": "with", "rival": "against"}
GUTTER = 116.0  # pixels beside the lanes
_MOST = 60


def in_force(strokes: Sequence[Stroke], day: int) -> list[Stroke]:
    """Alliances and rivalries that had begun by the day and had not ended; without a date they are left out."""
    found = []
    for stroke in strokes:
        begun, ended = rough(stroke.day), rough(stroke.until, end=True)
        if stroke.kind in KINDS and begun and begun.first <= day and (ended is None or ended.last >= day):
            found.append(stroke)
    return found[:_MOST]


def draw_arcs(strokes: Sequence[Stroke], rows: Mapping[str, Row], x: float, links: Links) -> Markup:
    """The arcs right of x, and faint guides from each lane to its dot."""
    touched = {lane: rows[lane] for stroke in strokes for lane in (stroke.from_lane, stroke.to_lane)}
    guides = [_guide(row, x) for row in touched.values()]
    arcs = [_arc(stroke, rows[stroke.from_lane].y, rows[stroke.to_lane].y, x, links) for stroke in strokes]
    dots = [element("circle", cx=x, cy=row.y, r=3.5, fill=colour("ink")) for row in touched.values()]
    return join((*guides, *arcs, *dots))


def _guide(row: Row, x: float) -> Markup:
    return element(
        "line",
        x1=row.right + 30,
        x2=x,
        y1=row.y,
        y2=row.y,
        stroke=colour("rule"),
        stroke_width=1,
        stroke_dasharray="1 4",
    )


def _arc(stroke: Stroke, one: float, other: float, x: float, links: Links) -> Markup:
    reach = min(18 + abs(other - one) * 0.42, (GUTTER - 12) / 0.75)
    course = path((("M", (x, one)), ("C", (x + reach, one, x + reach, other, x, other))))
    line = sample(course, stroke.kind)
    field = element("path", d=course, fill="none", stroke="transparent", stroke_width=10)
    day = f" ({stroke.day})" if stroke.day else ""
    return links.wrap(join((field, line)), f"{stroke.label}{day}", stroke.passages)


def sample(course: str, kind: str) -> Markup:
    """An arc of its kind."""
    return element(
        "path",
        d=course,
        fill="none",
        stroke=colour(KINDS[kind]),
        stroke_width=1.8,
        stroke_dasharray="5 4" if kind == "rival" else None,
    )
