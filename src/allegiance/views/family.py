"""Family: the dated family tree of a group, or of all, put into words. Its shapes are in `lineage.py`."""

from __future__ import annotations

from collections.abc import Iterator

from allegiance.actors.actor import Actor
from allegiance.analysis import family
from allegiance.analysis.family import StrokeKind
from allegiance.analysis.family.names import spans
from allegiance.analysis.moment import first_day, last_day
from allegiance.analysis.telling import best
from allegiance.casefile.questions import Questions
from allegiance.casefile.record import Record
from allegiance.interval import Interval
from allegiance.views.cited import cited
from allegiance.views.dates import in_words
from allegiance.views.lineage import FaultView, Label, Lane, LineageView, Stroke, TellingView
from allegiance.views.lineage_words import (
    called_words,
    fault_sentence,
    founders,
    stroke_marks,
    stroke_words,
    telling_words,
    tree_lines,
)
from allegiance.views.time import AsOf, as_of_interval
from allegiance.views.who import find_actor

_RELATIONS = (
    "founded",
    "split_from",
    "merged_with",
    "renamed_as",
    "succeeded",
    "member_of",
    "leads",
    "withdrew_from",
    "allied_with",
    "rivals",
)
_MOST = 60  # lanes whose whole record is looked through for their first and last mention


def lineage(
    casefile: Questions, actor: str | Actor | None = None, *, as_of: AsOf = None, asked: str = ""
) -> LineageView:
    """The family tree of an actor, or of all groups; names are matched as people type them, ids are taken as they are.

    `as_of` leaves out what came later and says what the group was called then; `asked` is the name that was typed.
    Raises: UnknownActor, UsageError (a name that fits several), BadInterval.
    """
    on = as_of_interval(as_of)
    who = actor if actor is None or isinstance(actor, Actor) else find_actor(casefile, actor).actor
    asked = asked or (actor if isinstance(actor, str) else who.name if who else "")
    records = {r.id: r for name in _RELATIONS for r in casefile.claims(relation=name)}
    if who is not None:
        related = family.lineage(records.values(), who)
        around = [a.id for lane in related.lanes for a in lane.actors][:_MOST]
        records |= {
            r.id: r for group in dict.fromkeys((who.id, *around)) for r in casefile.claims(actor=group)
        }
    return lineage_view(tuple(records.values()), who, on=on, asked=asked)


def lineage_view(
    records: tuple[Record, ...], actor: Actor | None = None, *, on: Interval | None = None, asked: str = ""
) -> LineageView:
    """The family tree that these records tell, put into words."""
    found = family.lineage(records, actor, on=on)
    then, then_records = _then(found, records, actor, asked)
    lane_of = {a.id: lane.id for lane in found.lanes for a in lane.actors}
    drawn = tuple(_lane(lane, found) for lane in found.lanes)
    days = [day for lane in drawn for day in (lane.first, lane.last) if day]
    facts = {lane.id: _facts(lane, view, found) for lane, view in zip(found.lanes, drawn, strict=True)}
    return LineageView(
        title=f"Lineage of {actor.name}" if actor else "Lineage of all groups",
        lanes=drawn,
        strokes=tuple(_stroke(stroke, lane_of) for stroke in found.strokes),
        first=min(days, default=""),
        last=max(days, default=""),
        faults=tuple(_fault(fault) for fault in found.faults),
        tree=tuple(tree_lines(found, facts)),
        note=_NOTE if drawn else "Nothing is told of the origin of any group; that says nothing about it.",
        then=then,
        then_passages=cited(then_records),
    )


_NOTE = (
    "First and last mentioned: the times for which words speak of a group. It may be older and may live on."
)


def _then(
    found: family.Lineage, records: tuple[Record, ...], actor: Actor | None, asked: str
) -> tuple[str, tuple[Record, ...]]:
    """What the group asked for was called at the time, with the words for all its names, later ones too."""
    lane = found.lane_of(actor.id) if actor is not None else None
    if lane is None or found.on is None:
        return "", ()
    whole = family.lineage(records, lane.actors[0]).lane_of(lane.actors[0].id) or lane
    day = last_day(found.on)
    renamings = [label.stroke for label in whole.labels if label.stroke is not None]
    return called_words(asked, family.called(whole, day), day), tuple(
        r for stroke in renamings for r in stroke.affirmed
    )


def _lane(lane: family.Lane, found: family.Lineage) -> Lane:
    begins, begin_kind, begun = _beginning(lane, found)
    ends, end_kind, ended = _end(lane, found)
    return Lane(
        id=lane.id,
        name=lane.name,
        labels=tuple(_labels(lane)),
        kind=lane.labels[-1].actor.kind.value if lane.labels[-1].actor.kind else None,
        begins=begins,
        begin_kind=begin_kind,
        ends=ends,
        end_kind=end_kind,
        actors=tuple(actor.id for actor in lane.actors),
        passages=cited({r.id: r for r in (*begun, *ended)}.values()),
        first=(lane.first.start or last_day(lane.first)).isoformat() if lane.first else None,
        last=_last(lane.last) if lane.last else None,
    )


def _last(time: Interval) -> str:
    return (last_day(time) if time.end else first_day(time)).isoformat()


def _labels(lane: family.Lane) -> Iterator[Label]:
    for label, following in spans(lane):
        until = following.since if following else None
        words = cited(label.stroke.affirmed) if label.stroke else ()
        yield Label(
            label.actor.name,
            str(label.since) if label.since else None,
            str(until) if until else None,
            words,
        )


_BEGINNINGS = {StrokeKind.SPLIT: "split", StrokeKind.MERGE: "merged"}


def _beginning(lane: family.Lane, found: family.Lineage) -> tuple[str | None, str, tuple[Record, ...]]:
    """When and how it began: founded before split, split before first mentioned."""
    told = [telling for telling in lane.founded if telling.when is not None] or list(lane.founded)
    if told:
        return (str(told[0].when) if told[0].when else None), "founded", told[0].records
    mine = {actor.id for actor in lane.actors}
    for stroke in found.strokes:
        if stroke.kind is StrokeKind.SPLIT and stroke.newer.id in mine and stroke.told:
            return (str(stroke.when) if stroke.when else None), "split", stroke.affirmed
    return (str(lane.first) if lane.first else None), "first mentioned", lane.first_records


def _end(lane: family.Lane, found: family.Lineage) -> tuple[str | None, str, tuple[Record, ...]]:
    ended = best(lane.ended)
    if lane.ended:
        return (str(ended) if ended else None), "ended", lane.ended[0].records
    mine = {actor.id for actor in lane.actors}
    for stroke in found.strokes:
        if stroke.kind is StrokeKind.MERGE and stroke.older.id in mine and stroke.is_firm:
            return (str(stroke.when) if stroke.when else None), "merged", stroke.affirmed
    return (str(lane.last) if lane.last else None), "last mentioned", ()


def _facts(lane: family.Lane, view: Lane, found: family.Lineage) -> str:
    """What stands behind the name in the tree."""
    parts = []
    if view.begin_kind != "split":
        day = _day(view.begin_kind, view.begins)
        names = founders(found.strokes, lane.actors) if view.begin_kind == "founded" else ()
        by = f" by {' or '.join(names)}" if names else ""
        parts.append(f"{view.begin_kind}{day}{by}")
    if len(lane.labels) > 1:
        parts.append(f"earlier {', '.join(_earlier(lane))}")
    if view.ends:
        parts.append(f"{view.end_kind}{_day(view.end_kind, view.ends)}")
    return f" ({'; '.join(parts)})" if parts else ""


def _day(kind: str, edtf: str | None) -> str:
    """' 1982', ' for 2006' of what is only mentioned, ', no date'."""
    if edtf is None:
        return ", no date"
    return f"{' for' if kind.endswith('mentioned') else ''} {in_words(Interval.parse(edtf))}"


def _earlier(lane: family.Lane) -> Iterator[str]:
    for label, following in spans(lane):
        if following is not None:
            until = f" until {in_words(following.since)}" if following.since else ""
            yield f"{label.actor.name}{until}"


def _stroke(stroke: family.Stroke, lane_of: dict[str, str]) -> Stroke:
    return Stroke(
        kind=stroke.kind.value,
        from_lane=lane_of.get(stroke.older.id, ""),
        to_lane=lane_of[stroke.newer.id],
        day=str(stroke.when) if stroke.when else None,
        label=stroke_words(stroke),
        passages=cited(stroke.records),
        marks=stroke_marks(stroke),
        reported=stroke.reported.isoformat() if stroke.reported else None,
        until=str(stroke.until) if stroke.until else None,
    )


def _fault(fault: family.Fault) -> FaultView:
    tellings = tuple(TellingView(telling_words(t), cited(t.records)) for t in fault.tellings)
    return FaultView(fault.kind.value, fault_sentence(fault), tellings)
