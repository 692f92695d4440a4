"""What does not fit in a family tree: told beside one another, never settled here.

two dates      a founding, split, merger or re-naming told for days that cannot be one
two parents    a group that is told to have broken away from more than one
two names      two groups that are told to have taken one name, or one group two names at a time
circle         a group that would be its own ancestor
order          a child older than its parent; a re-naming or an end before the founding
denied         what one voice tells and another denies
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import rustworkx

from allegiance.actors.actor import Actor
from allegiance.analysis.family.lanes import Lane, at_once
from allegiance.analysis.family.strokes import Stroke, StrokeKind
from allegiance.analysis.moment import first_day, last_day
from allegiance.analysis.telling import Telling, agree
from allegiance.casefile.record import Record


class FaultKind(StrEnum):
    DATES = "two dates"
    PARENTS = "two parents"
    NAMES = "two names"
    CIRCLE = "circle"
    ORDER = "order"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not fit. `tellings`: its sides, each with its records; `actors` in the order of the story."""

    kind: FaultKind
    about: StrokeKind
    actors: tuple[Actor, ...]
    tellings: tuple[Telling, ...]


_DESCENT = (StrokeKind.SPLIT, StrokeKind.SUCCEED)


def faults(lanes: Sequence[Lane], drawn: Sequence[Stroke]) -> tuple[Fault, ...]:
    """Everything that does not fit among these lanes and strokes, in a fixed order."""
    lane_of = {a.id: lane for lane in lanes for a in lane.actors}
    found = [
        *_founding_dates(lanes),
        *_dates(drawn),
        *_parents(drawn, lane_of),
        *_names(drawn, lane_of),
        *_circles(drawn, lane_of),
        *_order(drawn, lane_of),
        *(Fault(FaultKind.DENIED, s.kind, (s.older, s.newer), _sides(s)) for s in drawn if s.contested),
    ]
    return tuple(sorted(found, key=lambda f: (list(FaultKind).index(f.kind), f.about, _ids(f.actors))))


def _ids(actors: Iterable[Actor]) -> tuple[str, ...]:
    return tuple(actor.id for actor in actors)


def _sides(stroke: Stroke) -> tuple[Telling, ...]:
    return Telling(stroke.when, stroke.affirmed), Telling(None, stroke.denied)


def _timed(told: Iterable[Telling]) -> tuple[Telling, ...]:
    return tuple(telling for telling in told if telling.when is not None)


def _founding_dates(lanes: Iterable[Lane]) -> Iterator[Fault]:
    """One group told to have been founded on days that do not agree, by whomever."""
    for lane in lanes:
        told = _timed(lane.founded)
        if len(told) > 1:
            yield Fault(FaultKind.DATES, StrokeKind.FOUND, (lane.labels[0].actor,), told)


def _dates(drawn: Iterable[Stroke]) -> Iterator[Fault]:
    kinds = (StrokeKind.SPLIT, StrokeKind.MERGE, StrokeKind.RENAME)
    for stroke in drawn:
        told = _timed(stroke.told)
        if stroke.kind in kinds and len(told) > 1 and stroke.through is None:
            yield Fault(FaultKind.DATES, stroke.kind, (stroke.older, stroke.newer), told)


def _parents(drawn: Iterable[Stroke], lane_of: Mapping[str, Lane]) -> Iterator[Fault]:
    by_child: dict[str, list[Stroke]] = {}
    for stroke in drawn:
        if stroke.kind is StrokeKind.SPLIT and stroke.told:
            by_child.setdefault(lane_of[stroke.newer.id].id, []).append(stroke)
    for _, splits in sorted(by_child.items()):
        parents = {lane_of[s.older.id].id: s for s in splits}
        if len(parents) > 1:
            told = tuple(Telling(s.when, s.affirmed) for s in splits)
            yield Fault(
                FaultKind.PARENTS,
                StrokeKind.SPLIT,
                (splits[0].newer, *(s.older for s in parents.values())),
                told,
            )


def _names(drawn: Iterable[Stroke], lane_of: Mapping[str, Lane]) -> Iterator[Fault]:
    renamings = [s for s in drawn if s.kind is StrokeKind.RENAME and s.told]
    for stroke in renamings:
        rival = [s for s in renamings if s.newer.id == stroke.newer.id and s is not stroke]
        if rival and stroke.is_firm and lane_of[stroke.older.id].id != lane_of[stroke.newer.id].id:
            told = tuple(Telling(s.when, s.affirmed) for s in (stroke, *rival))
            yield Fault(
                FaultKind.NAMES,
                StrokeKind.RENAME,
                (stroke.newer, stroke.older, *(s.older for s in rival)),
                told,
            )
    by_old: dict[str, list[Stroke]] = {}
    for stroke in renamings:
        by_old.setdefault(stroke.older.id, []).append(stroke)
    for _, forks in sorted(by_old.items()):
        together = [s for s in forks if any(o is not s and at_once(s.when, o.when) for o in forks)]
        if together:
            told = tuple(Telling(s.when, s.affirmed) for s in together)
            yield Fault(
                FaultKind.NAMES, StrokeKind.RENAME, (together[0].older, *(s.newer for s in together)), told
            )


def _circles(drawn: Sequence[Stroke], lane_of: Mapping[str, Lane]) -> Iterator[Fault]:
    """Groups that would descend from themselves. Source: strongly connected components, Tarjan 1972 (rustworkx)."""
    descent = [s for s in drawn if s.kind in _DESCENT and s.told]
    names = sorted({lane_of[a.id].id for s in descent for a in (s.older, s.newer)})
    place = {name: number for number, name in enumerate(names)}
    graph = rustworkx.PyDiGraph()
    graph.add_nodes_from(names)
    graph.add_edges_from([(place[lane_of[s.older.id].id], place[lane_of[s.newer.id].id], s) for s in descent])
    rings = [set(ring) for ring in rustworkx.strongly_connected_components(graph) if len(ring) > 1]
    rings += [{i} for i in range(len(names)) if graph.has_edge(i, i)]
    for ring in sorted(rings, key=min):
        inside = [s for s in descent if _within(s, names, ring, lane_of)]
        if len(ring) == 1:  # it left a group of which it is told to be another name
            inside += [
                s
                for s in drawn
                if s.kind is StrokeKind.RENAME and s.told and _within(s, names, ring, lane_of)
            ]
        actors = {a.id: a for s in inside for a in (s.older, s.newer)}
        told = tuple(Telling(s.when, s.affirmed) for s in inside)
        yield Fault(FaultKind.CIRCLE, StrokeKind.SPLIT, tuple(actors[i] for i in sorted(actors)), told)


def _within(stroke: Stroke, names: Sequence[str], ring: set[int], lane_of: Mapping[str, Lane]) -> bool:
    return all(lane_of[a.id].id in {names[number] for number in ring} for a in (stroke.older, stroke.newer))


def _order(drawn: Iterable[Stroke], lane_of: Mapping[str, Lane]) -> Iterator[Fault]:
    """What is told to have happened before the founding of the group that it happened to."""
    for stroke in drawn:
        when = stroke.when
        if (
            when is None
            or not stroke.told
            or stroke.kind not in (StrokeKind.SPLIT, StrokeKind.MERGE, StrokeKind.RENAME)
        ):
            continue
        lane = lane_of[stroke.older.id]
        founding = lane.founding
        if founding is None or agree(founding, when) or last_day(when) >= first_day(founding):
            continue
        said = next(telling.records for telling in lane.founded if telling.when == founding)
        told = (Telling(founding, said), Telling(when, stroke.affirmed))
        yield Fault(FaultKind.ORDER, stroke.kind, (stroke.older, stroke.newer), told)


def evidence(fault: Fault) -> tuple[Record, ...]:
    """Every record behind it."""
    return tuple({r.id: r for telling in fault.tellings for r in telling.records}.values())
