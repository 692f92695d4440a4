"""Names: who a name means on a day, and what a group was called then.

    'Mahdi Army' on 2008-05-01 ──► the lane that bore it then, else the lanes that bore it at another time

On any day a group has exactly one name. Where a re-naming is only known roughly ('in 2007'), the old name holds until
the rough date is over, and `sure` is false in between.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from allegiance.actors.actor import Actor
from allegiance.analysis.family.lanes import Label, Lane, lanes
from allegiance.analysis.family.strokes import StrokeKind, groups_of, strokes
from allegiance.analysis.moment import last_day
from allegiance.casefile.fold import fold
from allegiance.casefile.record import Record


@dataclass(frozen=True, slots=True)
class Called:
    """The name that a group bore on a day; not `sure` inside a rough date of a re-naming or where none is given."""

    label: Label
    sure: bool


@dataclass(frozen=True, slots=True)
class Meaning:
    """A group that a name means. `borne`: whether it bore the name on that day; `then`: what it was called then."""

    lane: Lane
    label: Label
    borne: bool
    then: Called


def called(lane: Lane, day: date) -> Called:
    """The one name of the group on that day.

    A name whose day is not told counts from its first report on, and is not sure.
    """
    current, sure = lane.labels[0], all(label.since for label in lane.labels if label.stroke)
    for label in lane.labels[1:]:
        if day < label.effective:
            break
        if label.since is not None and day < last_day(label.since):
            return Called(current, False)
        current = label
    return Called(current, sure)


def meanings(among: Iterable[Lane], name: str, day: date | None = None) -> tuple[Meaning, ...]:
    """The groups that the name means: those that bore it on that day first, then those that bore it at another time.

    Names are compared without case, accents and articles. `day` None: any time.
    """
    wanted = fold(name)
    found = []
    for lane in among:
        labels = [label for label in lane.labels if wanted in _forms(label)]
        if labels:
            then = called(lane, day if day is not None else date.max)
            borne = day is None or wanted in _forms(then.label)
            found.append(
                Meaning(lane, then.label if borne and then.label in labels else labels[0], borne, then)
            )
    return tuple(sorted(found, key=lambda m: (not m.borne, m.lane.id)))


def named_lanes(records: Iterable[Record]) -> tuple[Lane, ...]:
    """All groups with their names only: one lane for every group, under the names that re-namings tell."""
    records = tuple(records)
    return lanes(groups_of(records), [s for s in strokes(records) if s.kind is StrokeKind.RENAME], (), {})


def later_names(records: Iterable[Record]) -> dict[str, tuple[Actor, ...]]:
    """For each group that took another name: what it was called next, and after that, in order; each name once."""
    found: dict[str, tuple[Actor, ...]] = {}
    for lane in named_lanes(records):
        names = [label.actor for label in lane.labels]
        for place, actor in enumerate(names):
            later = {other.id: other for other in names[place + 1 :] if other.id != actor.id}
            if later and actor.id not in found:
                found[actor.id] = tuple(later.values())
    return found


def spans(lane: Lane) -> tuple[tuple[Label, Label | None], ...]:
    """Each name with the one that followed it."""
    return (*pairwise(lane.labels), (lane.labels[-1], None))


def _forms(label: Label) -> frozenset[str]:
    return frozenset(fold(form) for form in (label.actor.name, *label.actor.names))
