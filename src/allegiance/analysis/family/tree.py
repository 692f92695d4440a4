"""Lineage: the dated family tree of one group, or of all.

    records ──► strokes ──► lanes (one group each) ──► those that are related to the one asked for ──► faults

Shown with a group: everything that it came out of or that came out of it, in any number of steps; the umbrella that it
belongs to and the members of either, one step; alliances and rivalries among those that are shown.
A group that was founded by somebody who had just left another one (within two years) is drawn as a split *through* that
person, with the words for both; it is a conclusion and marked as one.
Source: the maps of the Mapping Militants Project (Stanford/CISAC), which show the same by hand; splits through a
founder follow Bakke, Cunningham & Seymour, 'A Plague of Initials', Perspectives on Politics 10(2), 2012.
What this does not show: how strong a group was, and any link that no words tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from allegiance.actors.actor import Actor
from allegiance.analysis.family.lanes import Lane, lanes
from allegiance.analysis.family.strokes import Stroke, StrokeKind, endings, groups_of, strokes
from allegiance.analysis.family.wrong import Fault, faults
from allegiance.analysis.moment import filed_by, first_day, last_day
from allegiance.analysis.telling import Telling, agree, tellings
from allegiance.analysis.ties import TieHistory, TieState, ties
from allegiance.casefile.record import Record
from allegiance.claims.claim import Polarity
from allegiance.interval import Interval
from allegiance.language.mention import ActorKind

_SOON = timedelta(days=730)  # between leaving the parent and founding the child: two years
_DESCENT = frozenset(
    {StrokeKind.SPLIT, StrokeKind.MERGE, StrokeKind.RENAME, StrokeKind.SUCCEED, StrokeKind.FOUND}
)
_TIES = {"member_of": StrokeKind.MEMBER, "allied_with": StrokeKind.ALLY, "rivals": StrokeKind.RIVAL}
_PARTS = frozenset({ActorKind.ORGANIZATION, ActorKind.ARMED_GROUP, ActorKind.MOVEMENT, None})
_LEAVING = frozenset({"split_from", "withdrew_from"})


@dataclass(frozen=True, slots=True)
class Lineage:
    """A family tree. Every stroke lies between actors of `lanes`, but for founders, who may be persons."""

    on: Interval | None
    lanes: tuple[Lane, ...]
    strokes: tuple[Stroke, ...]
    faults: tuple[Fault, ...]

    def lane_of(self, actor: str) -> Lane | None:
        """The lane of the actor with this id; None for persons and for groups that are not shown."""
        return next((lane for lane in self.lanes if any(a.id == actor for a in lane.actors)), None)


def lineage(records: Iterable[Record], actor: Actor | None = None, *, on: Interval | None = None) -> Lineage:
    """The family tree of the actor (of a person: of the groups that the person founded or leads), else of all groups.

    `on` leaves out what came later; a group is found then under whatever name it had. A group
    that is asked for is in the answer even if nothing is told of its origin.
    """
    records = tuple(records)
    known = filed_by(records, on) if on is not None else records
    groups = groups_of(records)
    drawn = [s for s in strokes(known) if _connects_groups(s, groups)]
    drawn += _through_founders(known, drawn, groups)
    renamings = [s for s in strokes(records) if s.kind is StrokeKind.RENAME]
    until = last_day(on) if on is not None else date.max
    every = lanes(groups, drawn, known, endings(known), renamings, until)
    drawn = [_oriented(stroke, every) for stroke in drawn]
    tied = [s for tie in ties(known) if (s := _tie_stroke(tie, groups)) is not None]
    lane_of = {a.id: lane for lane in every for a in lane.actors}
    shown = _related(_wanted(actor, known, lane_of, drawn), drawn, tied, lane_of)
    inside = [s for s in (*drawn, *tied) if _is_inside(s, shown, lane_of)]
    kept = tuple(lane for lane in every if lane.id in shown)
    return Lineage(on, kept, tuple(sorted(inside, key=_by_day)), faults(kept, inside))


def _connects_groups(stroke: Stroke, groups: Mapping[str, Actor]) -> bool:
    """Whether both ends are groups; a founder may be anybody."""
    return stroke.newer.id in groups and (stroke.older.id in groups or stroke.kind is StrokeKind.FOUND)


def _by_day(stroke: Stroke) -> tuple[date, str, str, str]:
    when = stroke.when
    return first_day(when) if when else date.max, stroke.kind, stroke.older.id, stroke.newer.id


def _through_founders(
    records: Sequence[Record], drawn: Sequence[Stroke], groups: Mapping[str, Actor]
) -> Iterator[Stroke]:
    """A split for each group founded by a person who left another group shortly before."""
    told = {(s.older.id, s.newer.id) for s in drawn if s.kind is StrokeKind.SPLIT}
    left: dict[str, list[Record]] = {}
    for record in records:
        claim = record.claim
        if claim.relation in _LEAVING and claim.polarity is Polarity.AFFIRMED and claim.object is not None:
            left.setdefault(claim.subject.id, []).append(record)
    for found in drawn:
        if found.kind is not StrokeKind.FOUND or not found.told or found.older.id in groups:
            continue
        parents: dict[str, list[Record]] = {}
        for record in left.get(found.older.id, ()):
            parent = record.claim.object
            if parent is None or parent.id not in groups or parent.id == found.newer.id:
                continue
            if groups[parent.id].kind in _PARTS and _is_soon(record, found.told):
                parents.setdefault(parent.id, []).append(record)
        for parent_id, leaving in sorted(parents.items()):
            if (parent_id, found.newer.id) not in told:
                words = [(record.claim.valid, record) for record in leaving]
                words += [(None, record) for record in found.affirmed]
                yield Stroke(
                    StrokeKind.SPLIT, groups[parent_id], found.newer, tellings(words), through=found.older
                )


def _is_soon(leaving: Record, founded: Sequence[Telling]) -> bool:
    """Whether the founding may have come within two years of the leaving; without days, in words of one document."""
    for telling in founded:
        if telling.when is None or leaving.claim.valid is None:
            if any(record.document.id == leaving.document.id for record in telling.records):
                return True
            continue
        left = leaving.claim.valid
        before = first_day(left) <= last_day(telling.when) or agree(telling.when, left)
        if before and agree(telling.when, left, _SOON):
            return True
    return False


def _oriented(stroke: Stroke, every: Sequence[Lane]) -> Stroke:
    """A merger told the way it went: into the group that was founded then, or that is on record after it."""
    if stroke.kind is not StrokeKind.MERGE or stroke.when is None:
        return stroke
    lane = {a.id: lane for lane in every for a in lane.actors}
    one, other = lane[stroke.older.id], lane[stroke.newer.id]
    if _weight_after(one, stroke.when) > _weight_after(other, stroke.when):
        return replace(stroke, older=stroke.newer, newer=stroke.older)
    return stroke


def _weight_after(lane: Lane, merger: Interval) -> tuple[bool, bool]:
    began = any(t.when is not None and agree(t.when, merger) for t in lane.founded)
    lives = lane.last is not None and first_day(lane.last) > (merger.end or date.max)
    return began, lives


def _tie_stroke(tie: TieHistory, groups: Mapping[str, Actor]) -> Stroke | None:
    kind = _TIES.get(tie.relation)
    if kind is None or tie.object is None or tie.subject.id not in groups or tie.object.id not in groups:
        return None
    if kind is StrokeKind.MEMBER and not {groups[a.id].kind for a in (tie.subject, tie.object)} <= _PARTS:
        return None
    ended = tie.until if tie.state is TieState.ENDED else None
    words = (*tie.begun, *tie.shown, *tie.ended)
    told = tellings((tie.since, record) for record in words)
    return Stroke(kind, tie.subject, tie.object, told, tie.denied, until=ended)


def _wanted(
    actor: Actor | None, records: Iterable[Record], lane_of: Mapping[str, Lane], drawn: Iterable[Stroke]
) -> frozenset[str]:
    """Ids of the lanes from which the tree is grown; where no actor is asked for, of all that have a lineage."""
    if actor is None:
        return frozenset(lane_of[a.id].id for s in drawn for a in (s.older, s.newer) if a.id in lane_of)
    if actor.id in lane_of:
        return frozenset({lane_of[actor.id].id})
    found = {
        r.claim.object.id
        for r in records
        if r.claim.subject.id == actor.id
        and r.claim.object is not None
        and r.claim.relation in ("founded", "leads")
        and r.claim.polarity is Polarity.AFFIRMED
    }
    return frozenset(lane_of[group].id for group in found if group in lane_of)


def _related(
    seeds: frozenset[str],
    drawn: Sequence[Stroke],
    tied: Sequence[Stroke],
    lane_of: Mapping[str, Lane],
) -> frozenset[str]:
    """The lanes to show: descent without limit, membership one step beyond it."""
    descended = _spread(seeds, [s for s in drawn if s.kind in _DESCENT], lane_of)
    members = [s for s in tied if s.kind is StrokeKind.MEMBER and s.told]
    umbrellas = _beside(seeds, members, lane_of)
    siblings = _beside(umbrellas, members, lane_of) if len(seeds) == 1 else set()
    return frozenset(descended | umbrellas | siblings)


def _beside(ids: Iterable[str], members: Iterable[Stroke], lane_of: Mapping[str, Lane]) -> set[str]:
    """Both ends of every membership that touches one of these lanes."""
    ids = set(ids)
    return {lane for s in members if (both := _lanes_of(s, lane_of)) & ids for lane in both}


def _spread(seeds: Iterable[str], drawn: Sequence[Stroke], lane_of: Mapping[str, Lane]) -> set[str]:
    nearby: dict[str, set[str]] = {}
    for stroke in drawn:
        both = _lanes_of(stroke, lane_of)
        for lane in both:
            nearby.setdefault(lane, set()).update(both)
    reached, waiting = set(seeds), list(seeds)
    while waiting:
        for lane in nearby.get(waiting.pop(), ()):
            if lane not in reached:
                reached.add(lane)
                waiting.append(lane)
    return reached


def _lanes_of(stroke: Stroke, lane_of: Mapping[str, Lane]) -> set[str]:
    return {lane_of[a.id].id for a in (stroke.older, stroke.newer) if a.id in lane_of}


def _is_inside(stroke: Stroke, shown: frozenset[str], lane_of: Mapping[str, Lane]) -> bool:
    if stroke.newer.id not in lane_of or lane_of[stroke.newer.id].id not in shown:
        return False
    return stroke.older.id not in lane_of or lane_of[stroke.older.id].id in shown
