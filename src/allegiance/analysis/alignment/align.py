"""Aligning: the records of two actors as a series of values, a point a step.

    records ──weigh──► evidence ──series──► value, low, high for the last day of each day, month or year

Silence has no value: a step for which nothing on record counts any more is None, and its point stays in the row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import MAXYEAR, date, timedelta
from itertools import islice

import numpy as np

from allegiance.analysis.alignment.alignment import Alignment, Evidence, Point
from allegiance.analysis.alignment.series import Values, columns, values
from allegiance.analysis.alignment.weigh import weigh
from allegiance.analysis.alignment.weights import WEIGHTS, Weights
from allegiance.analysis.sources import NONE
from allegiance.casefile.record import Record, Reprints
from allegiance.errors import UsageError

STEPS = ("day", "month", "year")
_MOST = 2_400  # points: two hundred years of months; of a longer record the last are taken
_DAY = timedelta(days=1)


def align(
    records: Iterable[Record],
    a: str,
    b: str,
    *,
    until: date | None = None,
    step: str = "month",
    weights: Weights = WEIGHTS,
    reprints: Reprints = NONE,
) -> Alignment:
    """How two actors (by id) stood at the end of each step, from the first day on record to the last, or to `until`.

    `until` leaves out what begins later. What lies after the day on which it was recorded is a plan or a mistake: the
    row of points ends before it. Raises: UsageError for a step that is none of day, month, year, or one actor twice.
    """
    if step not in STEPS:
        raise UsageError(f"step {step!r} is none of {', '.join(STEPS)}")
    if a == b:
        raise UsageError(f"{a!r} is given twice; name two different actors")
    weighed = weigh(records, a, b, weights, reprints)
    evidence = weighed.evidence
    if until is not None:
        evidence = tuple(e for e in evidence if e.first <= until)
    days = _days(evidence, until, step)
    points = _points(evidence, days, weights) if days else ()
    return Alignment(a, b, step, points, evidence, weighed.undated, weighed.neutral, weighed.reprints)


def _points(evidence: Sequence[Evidence], days: Sequence[date], weights: Weights) -> tuple[Point, ...]:
    found = values(columns(evidence, weights), np.array([float(d.toordinal()) for d in days]), weights)
    begun = np.searchsorted(
        [d.toordinal() for d in days], [e.first.toordinal() for e in evidence], side="left"
    )
    fresh: dict[int, list[Record]] = {}
    for number, e in zip(begun.tolist(), evidence, strict=True):
        fresh.setdefault(number, []).append(e.record)
    return tuple(_point(day, number, found, fresh) for number, day in enumerate(days))


def _point(day: date, number: int, found: Values, fresh: dict[int, list[Record]]) -> Point:
    value, low, high, words, deeds = (
        None if np.isnan(column[number]) else float(column[number])
        for column in (found.value, found.low, found.high, found.words, found.deeds)
    )
    return Point(day, value, low, high, int(found.voices[number]), words, deeds, tuple(fresh.get(number, ())))


def _days(evidence: Sequence[Evidence], until: date | None, step: str) -> list[date]:
    """The last day of each step, in order; at most `_MOST`."""
    if not evidence:
        return []
    last = until or min(max(e.last for e in evidence), max(e.record.recorded for e in evidence).date())
    last = max(last, evidence[0].first)
    backwards = islice(_ends(evidence[0].first, last, step), _MOST)
    return list(backwards)[::-1]


def _ends(first: date, last: date, step: str) -> Iterator[date]:
    """Ends of steps from the one that holds `last` back to the one that holds `first`."""
    end = _end(last, step)
    while end >= first:
        yield end
        begin = (
            end if step == "day" else end.replace(day=1) if step == "month" else end.replace(month=1, day=1)
        )
        if begin == date.min:
            return
        end = begin - _DAY


def _end(day: date, step: str) -> date:
    """The last day of the step that holds this day."""
    if step == "day":
        return day
    if step == "year" or day.month == 12:
        return date(day.year, 12, 31)
    return date(min(day.year, MAXYEAR), day.month + 1, 1) - _DAY
