"""Tellings: what day the words give for one happening, where several words tell of it.

    2003-06, 2003-22 (summer), 2003  ──► one telling, June 2003           1982 ──► another, beside it

Dates that overlap or lie within 45 days tell the same. The telling of most voices comes first; a day that lies after
the first report of the happening comes last. None is dropped.
Source of the tolerance: dated events in news differ by the day of happening, of announcement and of report; 45 days is
what the project asks of dates that it recovers. What this does not show: which telling is true.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from allegiance.analysis.moment import first_day, last_day
from allegiance.analysis.ties import voice
from allegiance.casefile.record import Record
from allegiance.claims.claim import Certainty
from allegiance.interval import Interval

SAME = timedelta(days=45)
_EXACT = 31  # days: a month; years and seasons join what they overlap instead of standing alone

Dated = tuple[Interval | None, Record]


@dataclass(frozen=True, slots=True)
class Telling:
    """Words that give one time for a happening, in order of publication; `when` None: they give none."""

    when: Interval | None
    records: tuple[Record, ...]

    @property
    def voices(self) -> int:
        """How many speakers or publishers tell it so."""
        return len({voice(record) for record in self.records})


def tellings(dated: Iterable[Dated], same: timedelta = SAME) -> tuple[Telling, ...]:
    """One telling for each time that does not agree with the others, those of most voices first, undated words last."""
    every = sorted(dated, key=_order)
    undated = [(when, record) for when, record in every if when is None]
    timed = [(when, record) for when, record in every if when is not None]
    exact = [one for one in timed if _length(one[0]) <= _EXACT]
    clusters = _runs(exact, same)
    for one in sorted(
        (one for one in timed if _length(one[0]) > _EXACT), key=lambda o: (_length(o[0]), _order(o))
    ):
        _attach(one, clusters)
    reported = first_report(timed)
    found = [_telling(cluster) for cluster in clusters]
    found.sort(key=lambda telling: (is_after(telling.when, reported), *_rank(telling)))
    return (*found, *((_telling(undated),) if undated else ()))


def first_report(dated: Iterable[Dated]) -> date | None:
    """The day of the first words that tell the happening as past; it cannot have happened later."""
    days = [
        last_day(published)
        for when, record in dated
        if when is not None
        and when.start is not None
        and (published := record.document.published) is not None
        and published.end is not None
        and when.start <= last_day(published)
    ]
    return min(days, default=None)


def is_after(when: Interval | None, reported: date | None) -> bool:
    """Whether a time begins after the happening was first reported."""
    return when is not None and reported is not None and when.start is not None and when.start > reported


def _rank(telling: Telling) -> tuple[int, int, float, date]:
    """Most voices that state it first, then those that allege it too; then the surest reading; then the earliest."""
    stating = {voice(r) for r in telling.records if r.claim.certainty is Certainty.STATED}
    surest = round(sum(record.claim.score for record in telling.records), 6)
    return -len(stating), -telling.voices, -surest, first_day(telling.when) if telling.when else date.max


def best(told: Sequence[Telling]) -> Interval | None:
    """The time that most voices give; None where no words give one."""
    return next((telling.when for telling in told if telling.when is not None), None)


def agree(one: Interval, other: Interval, same: timedelta = SAME) -> bool:
    """Whether both may mean one day, give or take `same`."""
    return one.overlaps(other) or _distance(one, other) <= same


def _distance(one: Interval, other: Interval) -> timedelta:
    """Days between two intervals that do not overlap."""
    earlier, later = sorted((one, other), key=lambda interval: interval.sort_key)
    return first_day(later) - last_day(earlier)


def _runs(exact: Sequence[tuple[Interval, Record]], same: timedelta) -> list[list[Dated]]:
    """Neighbouring dates of one telling: none lies further than `same` from the first of its run."""
    clusters: list[list[Dated]] = []
    for when, record in exact:
        lead = clusters[-1][0][0] if clusters else None
        if lead is not None and agree(lead, when, same):
            clusters[-1].append((when, record))
        else:
            clusters.append([(when, record)])
    return clusters


def _attach(one: tuple[Interval, Record], clusters: list[list[Dated]]) -> None:
    """A year or a season goes with the telling of most voices that lies in it, else stands for itself."""
    fitting = [c for c in clusters if c[0][0] is not None and c[0][0].overlaps(one[0])]
    if fitting:
        max(fitting, key=lambda c: (len({voice(r) for _, r in c}), -clusters.index(c))).append(one)
    else:
        clusters.append([one])


def _telling(cluster: Sequence[Dated]) -> Telling:
    """Of times that agree, the one of a month or less that is told most often; then the more exact, the earlier."""
    times = [when for when, _ in cluster if when is not None]
    votes = Counter(str(when) for when in times)
    when = min(
        times,
        key=lambda t: (_length(t) > _EXACT, -votes[str(t)], _length(t), first_day(t), str(t)),
        default=None,
    )
    records = {record.id: record for _, record in cluster}
    return Telling(when, tuple(sorted(records.values(), key=_published)))


def _published(record: Record) -> tuple[date, str]:
    published = record.document.published
    return (first_day(published) if published else date.max), record.id


def _order(one: Dated) -> tuple[date, date, str]:
    when, record = one
    return (first_day(when), last_day(when), record.id) if when else (date.max, date.max, record.id)


def _length(when: Interval) -> int:
    return (last_day(when) - first_day(when)).days + 1
