"""Points in time: a calendar date as far as it is known, and how dates are moved and written.

    Partial(2019, 10, None)    '2019-10'
    Partial(None, 7, 5)        'XXXX-07-05'   the year is not said

Notation: EDTF (ISO 8601-2), as `allegiance.interval` reads it; only dates without a year stay text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from allegiance.interval import Interval


class TimeRelation(StrEnum):
    """How the words relate to the date that they name."""

    AT = "at"
    SINCE = "since"
    UNTIL = "until"
    BEFORE = "before"
    AFTER = "after"
    BETWEEN = "between"
    FOR = "for"


@dataclass(frozen=True, slots=True)
class Partial:
    """A date as far as it is known; seasons are months 21 to 24."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    rough: bool = False

    def edtf(self) -> str:
        """The date in EDTF, 'XXXX' for a year that is not said."""
        text = "XXXX" if self.year is None else f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
            if self.day is not None:
                text += f"-{self.day:02d}"
        return text + "~" if self.rough else text

    def as_day(self) -> date | None:
        """The day, when it is one that the calendar has."""
        if self.year is None or self.month is None or self.day is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Point:
    """One date found in a text, `[start, end)` in code points.

    `value` is a date, ready EDTF, or None where the words are too vague. A `weak` point counts only beside a
    preposition or another date: 'May', '1500'.
    """

    start: int
    end: int
    value: Partial | str | None
    weak: bool = False
    relation: TimeRelation | None = None
    calendar: bool = True  # names a calendar date by itself; 'last year' does not
    dated: Partial | None = (
        None  # `value` with the year that the discourse gives it, where it has none itself
    )


# 'In 2014 … In March' is March 2014 while the year is near. Of 21 annotated months with a year this close before
# them it was that year for 12, another for 6 and none for 3; further away it hardly ever was.
_NEAR = 200  # code points


@dataclass(slots=True)
class Discourse:
    """What the dates of one text are read against; `anchor` moves on with each calendar date that is read."""

    published: Partial | None
    anchor: Partial | None
    year: int | None
    heard_at: int = -_NEAR

    def heard(self, value: Partial | str | None, end: int) -> None:
        """Take a calendar date as the one that 'that year' and 'a month later' go back to."""
        if isinstance(value, Partial):
            self.anchor, self.heard_at = replace(value, rough=False), end

    def dated(self, part: Partial, start: int, told_on: bool = True) -> Partial:
        """A date without a year: the last such day before publication, else in a year named shortly before.

        `told_on` says whether the date goes on with what was told before it.
        """
        if part.year is not None or part.month is None:
            return part
        published = self.published
        if published and published.year is not None:
            day = (part.month, part.day or 0)
            to_come = published.month is not None and day > (published.month, published.day or 31)
            return replace(part, year=published.year - to_come)
        near = self.anchor.year if told_on and self.anchor and start - self.heard_at < _NEAR else None
        return replace(part, year=near or self.year)


def known_part(interval: Interval | None) -> Partial | None:
    """The finest calendar unit that holds a whole interval, by its length: a day, a month or a year."""
    if interval is None or interval.start is None:
        return None
    start, end = interval.start, interval.end
    days = (end - start).days if end else 366
    if days <= 1:
        return Partial(start.year, start.month, start.day)
    if days <= 31:
        return Partial(start.year, start.month)
    return Partial(start.year) if days <= 366 else None


def day_part(day: date) -> Partial:
    """A day of the calendar as a date that is fully known."""
    return Partial(day.year, day.month, day.day)


def moved(base: Partial | None, unit: str, count: int) -> Partial | str | None:
    """The unit that lies `count` units after the one that holds the base; None where the base is too rough.

    Units: day, week, weekend, month, quarter, year, decade, century. Weeks and quarters come back as ranges.
    """
    if base is None or base.year is None:
        return _unmoved(base, unit) if base and not count else None
    year = base.year
    if unit == "year":
        return _in_range(Partial(year + count))
    if unit == "decade":
        return _digits(year // 10 + count, 3)
    if unit == "century":
        return _digits(year // 100 + count, 2)
    if base.month is None or base.month > 12:
        return None
    months = year * 12 + base.month - 1 + (count if unit == "month" else 0)
    if unit == "month":
        return _in_range(Partial(months // 12, months % 12 + 1))
    if unit == "quarter":
        first = (months // 3 + count) * 3
        return f"{Partial(first // 12, first % 12 + 1).edtf()}/{Partial(first // 12, first % 12 + 3).edtf()}"
    return _moved_days(base.as_day(), unit, count)


def _unmoved(base: Partial, unit: str) -> Partial | None:
    """'the same day' and 'that month' can be told without knowing the year."""
    if unit == "day" and base.day:
        return base
    return Partial(None, base.month) if unit == "month" and base.month else None


def _moved_days(day: date | None, unit: str, count: int) -> Partial | str | None:
    if day is None:
        return None
    try:
        if unit == "day":
            return day_part(day + timedelta(days=count))
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=count)
        first = monday + timedelta(days=5 if unit == "weekend" else 0)
        return f"{first.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    except OverflowError:
        return None


def _in_range(part: Partial) -> Partial | None:
    return part if part.year is not None and 1 <= part.year <= 9998 else None


def _digits(number: int, width: int) -> str | None:
    return f"{number:0{width}d}{'X' * (4 - width)}" if 10 ** (width - 1) <= number < 10**width - 1 else None
