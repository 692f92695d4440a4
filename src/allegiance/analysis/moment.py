"""Moment: the time for which a record is good evidence.

dated             its valid interval
'since 2003'      the day of publication: the words were written while it held
no date           none; only the publication is known, and that is kept apart
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from allegiance.casefile.record import Record
from allegiance.interval import Interval


def moment(record: Record) -> Interval | None:
    """The last time for which the words show what they say; None where the text gives no time."""
    valid, published = record.claim.valid, record.document.published
    if valid is None or valid.start is None or not valid.is_open:
        return valid
    if published is not None and (published.start or date.min) >= valid.start:
        return published
    return beginning(valid)


def beginning(interval: Interval) -> Interval | None:
    """The first end of an interval as it was written: 2003 of 2003/..; None where it is open."""
    left = interval.edtf.partition("/")[0]
    if interval.start is None:
        return None
    return Interval.parse(left) if left else Interval.of_day(interval.start)


def filed(record: Record) -> Interval | None:
    """Under which time a chronology files a record: when it was valid, else when it was published."""
    return record.claim.valid or record.document.published


def filed_by(records: Iterable[Record], on: Interval) -> tuple[Record, ...]:
    """Those that had begun, or were published, by some day of `on`; what has no time at all falls away."""
    last = last_day(on)
    return tuple(r for r in records if (time := filed(r)) is not None and (time.start or date.min) <= last)


def during(records: Iterable[Record], on: Interval) -> tuple[Record, ...]:
    """Those that were valid on some day of `on`; what has no valid time falls away."""
    return tuple(r for r in records if r.claim.valid is not None and r.claim.valid.overlaps(on))


def first_day(interval: Interval) -> date:
    """The first day, or the first of all days where the start is open."""
    return interval.start or date.min


def last_day(interval: Interval) -> date:
    """The last day, or the last of all days where the end is open."""
    return date.max if interval.end is None else interval.end - timedelta(days=1)
