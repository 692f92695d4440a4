"""The time that somebody asks for: a day, or a text in EDTF."""

from __future__ import annotations

from datetime import date

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
