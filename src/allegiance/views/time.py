"""The time that somebody asks for: a day, or a text in EDTF."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from allegiance.errors import BadInterval
from allegiance.interval import Interval

AsOf = Interval | date | str | None


def as_of_interval(asked: AsOf) -> Interval | None:
    """The interval that is meant; a year or a month means some day in it.

    Raises: BadInterval, naming the text, when it is no date.
    """
    if asked is None or isinstance(asked, Interval):
        return asked
    if isinstance(asked, date):
        return Interval.of_day(asked)
    interval = Interval.parse(asked)
    if interval.start is None or interval.end is None:
        raise BadInterval(f"{asked!r} is open on one side; give a day, month, year or span, such as 2014-06")
    return interval


def known_moment(asked: str) -> datetime:
    """The end of the day, month or year that is given, or the very moment (2020-02-01T12:00+00:00), for `known`.

    Raises: BadInterval, naming the text, when it is neither.
    """
    if "T" in asked:
        try:
            moment = datetime.fromisoformat(asked)
        except ValueError as fault:
            raise BadInterval(
                f"{asked!r} is no moment ({fault}); write it as 2020-02-01T12:00+00:00"
            ) from fault
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    end = Interval.parse(asked).end
    if end is None:
        raise BadInterval(
            f"{asked!r} has no end; give the day up to which the casefile is asked about: 2020-02-01"
        )
    return datetime.combine(end, time(), UTC) - timedelta(microseconds=1)
