"""The legend of the lineage map: only what is in the picture is explained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from allegiance.pictures import arcs
from allegiance.pictures.colours import colour
from allegiance.pictures.frame import Key, text
from allegiance.pictures.lanes import beginning, rename_tick, stop
from allegiance.pictures.strokes import LOOKS, is_doubtful, sample
from allegiance.pictures.svg import element, join
from allegiance.views.lineage import Lane, Stroke


def keys(lanes: Sequence[Lane], strokes: Sequence[Stroke], arced: Sequence[Stroke]) -> Iterator[Key]:
    """Keys for the beginnings, ends, strokes and arcs that there are."""
    begun = {lane.begin_kind for lane in lanes if lane.begins}
    line = element("line", x1=8, x2=28, y1=0, y2=0, stroke=colour("ink"), stroke_width=3)
    if "founded" in begun:
        yield Key(join((line, beginning(8, 0, "founded"))), "founded")
    if "first mentioned" in begun or any(lane.begins is None for lane in lanes):
        yield Key(
            join((line, beginning(8, 0, "first mentioned"))), "first mentioned; its beginning is not told"
        )
    if any(len(lane.labels) > 1 for lane in lanes):
        yield Key(join((line, rename_tick(18, 0))), "took another name")
    if any(lane.end_kind == "ended" for lane in lanes):
        short = element("line", x1=2, x2=22, y1=0, y2=0, stroke=colour("ink"), stroke_width=3)
        yield Key(join((short, stop(22, 0))), "ended")
    if any(lane.end_kind not in ("ended", "merged") for lane in lanes):
        dashes = element(
            "line",
            x1=2,
            x2=28,
            y1=0,
            y2=0,
            stroke=colour("ink"),
            stroke_width=2.4,
            stroke_dasharray="1.5 4.5",
        )
        yield Key(dashes, "last mentioned; no end is told")
    for kind in [kind for kind in LOOKS if any(stroke.kind == kind for stroke in strokes)]:
        yield Key(sample(kind), LOOKS[kind].meaning)
    for kind, meaning in (("ally", "allied"), ("rival", "rivals")):
        if any(stroke.kind == kind for stroke in arced):
            yield Key(arcs.sample("M6 -7C24 -7 24 7 6 7", kind), meaning)
    if any(is_doubtful(stroke) for stroke in strokes if stroke.kind in LOOKS):
        yield Key(text(15, 4, "?", 12, anchor="middle", bold=True), "alleged, possible or concluded")
    if any("denied" in stroke.marks for stroke in strokes if stroke.kind in LOOKS):
        yield Key(text(15, 4, "×", 12, anchor="middle", bold=True), "denied")
