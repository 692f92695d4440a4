"""Lanes: one group through time, under the names that it had.

    Mahdi Army ──renamed 2014──► Saraya al-Salam          one lane with two labels, two actors of the casefile

A re-naming makes one lane of two actors where words tell it firmly: stated or alleged, and denied by nobody else. Two
groups that are told to have taken one and the same name stay two lanes; that is a merger, or an error, and is reported.
'First mentioned' is the earliest time that words about the group speak of, and no beginning; 'last mentioned' no end.
What this does not show: re-namings that no words tell, such as spellings that the casefile holds as two actors.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from allegiance.actors.actor import Actor
from allegiance.analysis.family.strokes import Stroke, StrokeKind, begun
from allegiance.analysis.moment import filed, first_day, last_day, moment
from allegiance.analysis.telling import Telling, agree, best, tellings
from allegiance.casefile.record import Record
from allegiance.interval import Interval

_STEPS = 30  # re-namings of one group that are followed in order; no group is known to have had more names


@dataclass(frozen=True, slots=True)
class Label:
    """A name and since when it was borne. `since` None: always, as far as is told, or from a day that no words give.

    `effective` is the day from which it counts in the order of names: of the re-naming, failing that of its report.
    """

    actor: Actor
    since: Interval | None
    effective: date
    stroke: Stroke | None  # the re-naming that brought it; None for the first name


@dataclass(frozen=True, slots=True)
class Lane:
    """One group. `actors` are all actors of the casefile that it is, under whatever name.

    `founded` and `ended` hold every telling; `first` and `last` are times for which it is mentioned, no more.
    """

    id: str
    actors: tuple[Actor, ...]
    labels: tuple[Label, ...]
    founded: tuple[Telling, ...]
    ended: tuple[Telling, ...]
    first: Interval | None
    last: Interval | None
    first_records: tuple[Record, ...]  # those of the time of which it is first mentioned

    @property
    def name(self) -> str:
        """Its latest name."""
        return self.labels[-1].actor.name

    @property
    def founding(self) -> Interval | None:
        """The founding day that most voices give."""
        return best(self.founded)


def lanes(
    groups: Mapping[str, Actor],
    drawn: Iterable[Stroke],
    records: Iterable[Record],
    ended: Mapping[str, tuple[Telling, ...]],
    renamings: Iterable[Stroke] | None = None,
    until: date = date.max,
) -> tuple[Lane, ...]:
    """One lane for every group; each group is in exactly one.

    `renamings`: all that are known, also later ones, so that a group is the same before and after; names that came
    after `until` are left out.
    """
    drawn = tuple(drawn)
    named = drawn if renamings is None else tuple(renamings)
    joined = _joined(groups, [s for s in named if s.kind is StrokeKind.RENAME and s.is_firm])
    spoken = _spoken(records)
    founded = _founded(drawn)
    members: dict[str, list[Actor]] = {}
    for group in sorted(groups):
        members.setdefault(joined.root(group), []).append(groups[group])
    return tuple(
        _lane(members[root], joined.used.get(root, ()), until, spoken, founded, ended)
        for root in sorted(members)
    )


class _Joined:
    """Groups put together by re-namings: `root` of each, and the re-namings used, by root."""

    def __init__(self, groups: Iterable[str]) -> None:
        self._above = {group: group for group in groups}
        self.used: dict[str, tuple[Stroke, ...]] = {}

    def root(self, group: str) -> str:
        while self._above[group] != group:
            group = self._above[group]
        return group

    def join(self, stroke: Stroke) -> None:
        one, other = sorted((self.root(stroke.older.id), self.root(stroke.newer.id)))
        used = (*self.used.pop(one, ()), *self.used.pop(other, ()), stroke)
        self._above[other] = one
        self.used[one] = used if one != other else tuple(dict.fromkeys(used))


def _joined(groups: Mapping[str, Actor], renamings: Sequence[Stroke]) -> _Joined:
    """The weightiest first; one that would give two names at a time, or one name to two groups, joins nothing."""
    joined = _Joined(groups)
    named: set[str] = set()  # groups whose lane already has an earlier name for them
    taken: dict[str, list[Stroke]] = {}  # re-namings used, by the old name
    for stroke in sorted(renamings, key=_weightiest):
        if stroke.older.id not in groups or stroke.newer.id not in groups:
            continue
        if any(at_once(stroke.when, other.when) for other in taken.get(stroke.older.id, ())):
            continue
        within = joined.root(stroke.older.id) == joined.root(stroke.newer.id)
        if within or stroke.newer.id not in named:
            joined.join(stroke)
            named.add(stroke.newer.id)
            taken.setdefault(stroke.older.id, []).append(stroke)
    return joined


def at_once(one: Interval | None, other: Interval | None) -> bool:
    """Whether two re-namings may be of one time; words without a day may be of any."""
    return one is None or other is None or agree(one, other)


def _weightiest(stroke: Stroke) -> tuple[int, date, str, str]:
    voices = max(telling.voices for telling in stroke.told)
    return -voices, effective(stroke), stroke.older.id, stroke.newer.id


def effective(stroke: Stroke) -> date:
    """The day from which it counts: of the happening, failing that of its first report, else the last of days."""
    if stroke.when is not None:
        return first_day(stroke.when)
    published = [p for r in stroke.affirmed if (p := r.document.published) is not None]
    return min((first_day(p) for p in published), default=date.max)


def _lane(
    members: Sequence[Actor],
    used: Sequence[Stroke],
    until: date,
    spoken: Mapping[str, list[tuple[Interval, Record]]],
    founded: Mapping[str, list[Record]],
    ended: Mapping[str, tuple[Telling, ...]],
) -> Lane:
    every = _labels(members, used)
    labels = (every[0], *(label for label in every[1:] if label.effective <= until))
    times = {r.id: (time, r) for actor in members for time, r in spoken.get(actor.id, ())}.values()
    first = min((time for time, _ in times), key=_earliest, default=None)
    return Lane(
        id=labels[0].actor.id,
        actors=tuple({label.actor.id: label.actor for label in every}.values()),
        labels=labels,
        founded=tellings((begun(r), r) for actor in members for r in founded.get(actor.id, ())),
        ended=tuple(t for actor in members for t in ended.get(actor.id, ())),
        first=first,
        last=max((time for time, _ in times), key=_latest, default=None),
        first_records=tuple(sorted((r for time, r in times if time == first), key=lambda r: r.id)),
    )


def _earliest(time: Interval) -> tuple[date, date, str]:
    """By first day, the most exact of those that begin together first."""
    return time.start or last_day(time), last_day(time), str(time)


def _latest(time: Interval) -> tuple[date, date, str]:
    """By last day, the most exact of those that end together last."""
    return last_day(time) if time.end else first_day(time), first_day(time), str(time)


def _labels(members: Sequence[Actor], used: Sequence[Stroke]) -> tuple[Label, ...]:
    """The names in order of time; what no re-naming touches has one name for all days."""
    ordered = _in_order(used)
    labels = []
    if ordered:
        labels = [Label(ordered[0][1].older, None, date.min, None)]
        for day, stroke in ordered:
            if labels[-1].actor.id != stroke.newer.id:
                labels.append(Label(stroke.newer, stroke.when, day, stroke))
    borne = {label.actor.id for label in labels}
    left = [Label(actor, None, date.min, None) for actor in members if actor.id not in borne]
    return (*left, *labels)


def _in_order(used: Sequence[Stroke]) -> list[tuple[date, Stroke]]:
    """Re-namings by day; one without a day comes before those that start from the name that it gave."""
    days = {(s.older.id, s.newer.id): effective(s) for s in used}
    for _ in used[:_STEPS]:
        for stroke in used:
            key = stroke.older.id, stroke.newer.id
            later = [day for (older, newer), day in days.items() if older == key[1] and newer != key[0]]
            if stroke.when is None and later:
                days[key] = min(days[key], *later)
    depth = _depth(used)
    keyed = [(days[s.older.id, s.newer.id], depth[s.older.id], s.older.id, s.newer.id, s) for s in used]
    return [(row[0], row[4]) for row in sorted(keyed, key=lambda row: row[:4])]


def _depth(used: Sequence[Stroke]) -> dict[str, int]:
    """How many re-namings lead to each name, so that those of one day stand in order; circles are cut."""
    depth = {actor.id: 0 for s in used for actor in (s.older, s.newer)}
    for _ in used[:_STEPS]:
        for stroke in used:
            depth[stroke.newer.id] = min(max(depth[stroke.newer.id], depth[stroke.older.id] + 1), len(used))
    return depth


def _spoken(records: Iterable[Record]) -> dict[str, list[tuple[Interval, Record]]]:
    """For each actor: the times that the records about it speak of; of "since 2003" also when that was written."""
    found: dict[str, list[tuple[Interval, Record]]] = {}
    for record in records:
        times = {str(time): time for time in (filed(record), moment(record)) if time is not None}
        for actor in (record.claim.subject, record.claim.object):
            if actor is not None:
                found.setdefault(actor.id, []).extend((time, record) for time in times.values())
    return found


def _founded(drawn: Iterable[Stroke]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for stroke in drawn:
        if stroke.kind is StrokeKind.FOUND:
            found.setdefault(stroke.newer.id, []).extend(stroke.affirmed)
    return found
