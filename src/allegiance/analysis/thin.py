"""Thin: what a record rests on too little: one publisher carries a pair, nobody writes for months.

    publisher   those who print one story but for small edits count as one, under the name that comes first
    single      pairs with several claims, all of one publisher
    silence     months without any claim between two months that have one

Disputed matters are in `contested.py`. Source: media coverage as a filter of events (Weidmann 2016; Davenport 2010).
What this does not show: why nobody wrote. Silence is neither peace nor neutrality.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from allegiance.actors.actor import Actor
from allegiance.analysis.moment import filed, first_day, last_day
from allegiance.analysis.sources import NONE
from allegiance.casefile.record import Record, Reprints

AT_LEAST = 3  # claims of a pair below which one publisher is no surprise
SILENT = 6  # months without a claim that are told as a silence
_MONTHS = 24  # a time that spans more months speaks of none in particular


@dataclass(frozen=True, slots=True)
class Share:
    """How much of the record a publisher carries; `also` are those that only print its stories again."""

    publisher: str
    records: tuple[Record, ...]
    share: float  # 0–1
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Single:
    """A pair of actors of which one publisher carries everything."""

    actors: tuple[Actor, Actor]
    publisher: str
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Silence:
    """Months, first and last day, without a claim; `before` and `after` are the records on either side."""

    first: date
    last: date
    months: int
    before: tuple[Record, ...]
    after: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month (its first day) with the claims that speak of it and the documents published in it."""

    day: date
    claims: int
    documents: int


@dataclass(frozen=True, slots=True)
class Thin:
    """All of it. Order of the records does not matter."""

    shares: tuple[Share, ...]
    singles: tuple[Single, ...]
    silences: tuple[Silence, ...]
    months: tuple[Month, ...]


def thin(
    records: Iterable[Record], reprints: Reprints = NONE, *, least: int = AT_LEAST, silent: int = SILENT
) -> Thin:
    """Where these records are thin. `least`: claims of a pair that are looked at; `silent`: months of a silence."""
    records = tuple(sorted(records, key=lambda r: r.id))
    leads = _leads(records, reprints)
    return Thin(
        _shares(records, leads), _singles(records, leads, least), _silences(records, silent), _months(records)
    )


def _publisher(record: Record) -> str:
    return record.document.publisher or record.document.name


def _leads(records: Sequence[Record], reprints: Reprints) -> dict[str, str]:
    """For each claim by id: the publisher that it counts for, the one that printed its story first."""
    first: dict[str, tuple[date, str]] = {}
    stories: dict[str, str] = {}
    for record in records:
        for passage in record.claim.evidence:
            story = reprints.story(record.document.id, passage.start)
            if story is not None:
                published = record.document.published
                key = (first_day(published) if published else date.max), _publisher(record)
                first[story] = min(first.get(story, key), key)
                stories.setdefault(record.id, story)
    return {r.id: first[stories[r.id]][1] if r.id in stories else _publisher(r) for r in records}


def _shares(records: Sequence[Record], leads: dict[str, str]) -> tuple[Share, ...]:
    grouped: dict[str, list[Record]] = {}
    for record in records:
        grouped.setdefault(leads[record.id], []).append(record)
    found = [
        Share(
            name, tuple(some), len(some) / len(records), tuple(sorted({_publisher(r) for r in some} - {name}))
        )
        for name, some in grouped.items()
    ]
    return tuple(sorted(found, key=lambda share: (-len(share.records), share.publisher)))


def _singles(records: Sequence[Record], leads: dict[str, str], least: int) -> tuple[Single, ...]:
    pairs: dict[tuple[str, str], list[Record]] = {}
    actors: dict[str, Actor] = {}
    for record in records:
        one, other = record.claim.subject, record.claim.object
        if other is not None and one.id != other.id:
            actors |= {one.id: one, other.id: other}
            pairs.setdefault((min(one.id, other.id), max(one.id, other.id)), []).append(record)
    found = []
    for (one_id, other_id), some in sorted(pairs.items()):
        publishers = {leads[r.id] for r in some}
        if len(some) >= least and len(publishers) == 1:
            found.append(Single((actors[one_id], actors[other_id]), publishers.pop(), tuple(some)))
    return tuple(
        sorted(found, key=lambda single: (-len(single.records), single.actors[0].id, single.actors[1].id))
    )


def _days(record: Record) -> tuple[date, date] | None:
    """First and last day that a record speaks of; None for what has no date or spans more than two years."""
    time = filed(record)
    if time is None:
        return None
    start = time.start or last_day(time)
    end = last_day(time) if time.end else start
    return (start, end) if (end.year - start.year) * 12 + end.month - start.month <= _MONTHS else None


def _silences(records: Sequence[Record], silent: int) -> tuple[Silence, ...]:
    """Stretches of months that no record speaks of, between the first and the last that one does."""
    spoken: dict[int, list[Record]] = {}
    for record in records:
        if (days := _days(record)) is not None:
            for month in range(_number(days[0]), _number(days[1]) + 1):
                spoken.setdefault(month, []).append(record)
    return tuple(
        Silence(
            _first_of(one + 1),
            _first_of(other - 1),
            other - one - 1,
            tuple(spoken[one]),
            tuple(spoken[other]),
        )
        for one, other in pairwise(sorted(spoken))
        if other - one > silent
    )


def _months(records: Sequence[Record]) -> tuple[Month, ...]:
    """Every month from the first to the last, those without anything too."""
    claims: Counter[int] = Counter()
    documents: dict[int, set[str]] = {}
    for record in records:
        if (days := _days(record)) is not None:
            claims[_number(days[0])] += 1
        published = record.document.published
        if published is not None and published.start is not None:
            documents.setdefault(_number(published.start), set()).add(record.document.id)
    known = claims.keys() | documents.keys()
    every = range(min(known, default=0), max(known, default=-1) + 1)
    return tuple(Month(_first_of(n), claims[n], len(documents.get(n, ()))) for n in every)


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _first_of(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)
