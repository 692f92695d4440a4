"""A family tree in words: 'broke away from', 'founded in 1982', 'on 1 May 2008 it was called …'."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from allegiance.actors.actor import Actor
from allegiance.analysis.family import Called, Fault, FaultKind, Lane, Lineage, Stroke, StrokeKind
from allegiance.analysis.moment import first_day
from allegiance.analysis.telling import Telling
from allegiance.interval import Interval
from allegiance.views.dates import in_words

_SAYS: Mapping[StrokeKind, str] = {
    StrokeKind.FOUND: "{older} founded {newer}",
    StrokeKind.SPLIT: "{newer} broke away from {older}",
    StrokeKind.MERGE: "{older} merged with {newer}",
    StrokeKind.RENAME: "{older} took the name {newer}",
    StrokeKind.SUCCEED: "{newer} took the place of {older}",
    StrokeKind.MEMBER: "{older} belongs to {newer}",
    StrokeKind.ALLY: "{older} is allied with {newer}",
    StrokeKind.RIVAL: "{older} is a rival of {newer}",
}
_ENDED: Mapping[StrokeKind, str] = {
    StrokeKind.MEMBER: "{older} belonged to {newer}",
    StrokeKind.ALLY: "{older} was allied with {newer}",
    StrokeKind.RIVAL: "{older} was a rival of {newer}",
}
_BRANCHES: Mapping[StrokeKind, str] = {
    StrokeKind.SPLIT: "broke away",
    StrokeKind.MERGE: "merged into",
    StrokeKind.SUCCEED: "succeeded by",
    StrokeKind.RENAME: "took the name, some say",
    StrokeKind.FOUND: "founded",
}


def stroke_words(stroke: Stroke) -> str:
    """What the stroke tells, as a sentence without its day."""
    if stroke.through is not None:
        child, parent, person = stroke.newer.name, stroke.older.name, stroke.through.name
        return f"{child} came out of {parent} through {person}, who left it and founded {child}"
    says = _ENDED if stroke.until is not None and stroke.kind in _ENDED else _SAYS
    return says[stroke.kind].format(older=stroke.older.name, newer=stroke.newer.name)


def told(when: Interval | None) -> str:
    """A day in words; says so where there is none."""
    return in_words(when) if when is not None else "no date"


def fault_sentence(fault: Fault) -> str:
    """What does not fit, as a sentence."""
    names = [actor.name for actor in fault.actors]
    if fault.kind is FaultKind.DATES:
        what = f"{names[0]} was founded" if fault.about is StrokeKind.FOUND else _what(fault.about, names)
        return f"It is told for {len(fault.tellings)} different times that {what}"
    if fault.kind is FaultKind.PARENTS:
        return f"{names[0]} is told to have broken away from {_and(names[1:])}"
    if fault.kind is FaultKind.NAMES:
        others = _and(list(dict.fromkeys(names[1:])))
        return f"{names[0]} is told to be the old or the new name of {others} at one time"
    if fault.kind is FaultKind.CIRCLE:
        return f"{_and(names)} are told to have come out of each other"
    if fault.kind is FaultKind.ORDER:
        return f"It is told that {_what(fault.about, names)} before {names[0]} was founded"
    return f"Some tell and others deny that {_what(fault.about, names)}"


def _what(about: StrokeKind, names: Sequence[str]) -> str:
    return _SAYS[about].format(older=names[0], newer=names[-1])


def _and(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def telling_words(telling: Telling) -> str:
    """One side: its day and how many voices tell it."""
    voices = telling.voices
    return f"{told(telling.when)}: {voices} {'voice' if voices == 1 else 'voices'}"


def called_words(asked: str, then: Called, day: date) -> str:
    """What a group was called on a day: 'On 1 May 2008 the Mahdi Army …'."""
    when = in_words(Interval.of_day(day))
    name = then.label.actor.name
    sure = "" if then.sure else ", as far as the rough dates of its names tell"
    if name.casefold() == asked.casefold():
        return f"On {when} the name {asked} means this group{sure}."
    return f"On {when} the group that is asked for as {asked} was called {name}{sure}."


def tree_lines(found: Lineage, facts: Mapping[str, str]) -> Iterator[str]:
    """The tree as lines, each child two spaces further in. `facts`: by lane, what stands behind its name.

    A lane with two parents stands under the first and is only named under the second; circles are cut the same way.
    """
    below = _below(found)
    children = {lane for branches in below.values() for _, lane in branches}
    roots = [lane for lane in found.lanes if lane.id not in children]
    drawn: set[str] = set()
    by_id = {lane.id: lane for lane in found.lanes}
    for lane in (*sorted(roots, key=_age), *sorted(found.lanes, key=_age)):
        if lane.id not in drawn:
            yield from _branch(lane, "", 0, below, by_id, facts, drawn)


def _branch(
    top: Lane,
    words: str,
    depth: int,
    below: Mapping[str, list[tuple[str, str]]],
    by_id: Mapping[str, Lane],
    facts: Mapping[str, str],
    drawn: set[str],
) -> Iterator[str]:
    """The lane and all below it, without recursion, so that a long chain of splits is no danger."""
    waiting = [(top.id, words, depth)]
    while waiting:
        lane, words, depth = waiting.pop()
        again = lane in drawn
        drawn.add(lane)
        yield f"{'  ' * depth}{words}{by_id[lane].name}{', see above' if again else facts[lane]}"
        if not again:
            waiting += [(child, lead, depth + 1) for lead, child in reversed(below.get(lane, []))]


def _age(lane: Lane) -> tuple[date, str]:
    founding = lane.founding
    return (
        founding.start if founding and founding.start else first_day(lane.first) if lane.first else date.max
    ), lane.id


def _below(found: Lineage) -> dict[str, list[tuple[str, str]]]:
    """For each lane by id: what hangs below it, with the words before its name, in order of time."""
    lane_of = {a.id: lane.id for lane in found.lanes for a in lane.actors}
    below: dict[str, list[tuple[str, str]]] = {}
    for stroke in found.strokes:
        older, newer = lane_of.get(stroke.older.id), lane_of[stroke.newer.id]
        if older is None or older == newer or not stroke.told:
            continue
        if stroke.kind in _BRANCHES:
            below.setdefault(older, []).append((_lead(stroke), newer))
        elif stroke.kind is StrokeKind.MEMBER:
            ended = f", until {told(stroke.until)}" if stroke.until else ""
            below.setdefault(newer, []).append((f"member{ended}: ", older))
    return below


def _lead(stroke: Stroke) -> str:
    marks = "".join(f"[{mark}] " for mark in stroke_marks(stroke))
    when = f", {told(stroke.when)}" if stroke.when else ""
    through = f" through {stroke.through.name}" if stroke.through else ""
    return f"{marks}{_BRANCHES[stroke.kind]}{through}{when}: "


def stroke_marks(stroke: Stroke) -> tuple[str, ...]:
    """What must be read with the stroke."""
    marks = [] if stroke.told else ["denied"]
    if stroke.certainty != "stated":
        marks.append(stroke.certainty.value)
    if stroke.contested:
        marks.append("contested")
    if stroke.through is not None:
        marks.append("concluded")
    return tuple(marks)


def founders(found: Iterable[Stroke], actors: Iterable[Actor]) -> tuple[str, ...]:
    """Who is told to have founded the group."""
    ids = {actor.id for actor in actors}
    told = (s for s in found if s.kind is StrokeKind.FOUND and s.newer.id in ids and s.told)
    return tuple(dict.fromkeys(s.older.name for s in told))
