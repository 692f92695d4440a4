"""Intervals: stretches of days with open and rough ends, read and written as EDTF.

    2006          [2006-01-01, 2007-01-01)      a year is a year, not the first of January
    2019-10       [2019-10-01, 2019-11-01)
    2014-22       [2014-06-01, 2014-09-01)      summer; seasons are 21 to 24, by northern months
    199X          [1990-01-01, 2000-01-01)
    2003/..       [2003-01-01, open)            since 2003
    ../2014-06    [open, 2014-07-01)            until June 2014
    2005~         as 2005, rough

An imprecise date *is* a half-open interval of days (after opensanctions/rigour). The text is kept, so that writing
gives back what was read. Source of the notation: ISO 8601-2:2019, Extended Date/Time Format, levels 0 and 1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from allegiance.errors import BadInterval

_POINT = re.compile(
    r"""(?P<year>\d{4}|\d{3}X|\d{2}XX)
        (?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?
        (?P<rough>[~?%]?)""",
    re.VERBOSE,
)
_OPEN = ("..", "")
_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}  # spring, summer, autumn, winter: their first month


@dataclass(frozen=True, slots=True, order=False)
class Interval:
    """Half-open days `[start, end)`; None is an open end. `rough` says that the ends are approximate."""

    start: date | None
    end: date | None
    rough: bool = False
    edtf: str = ""

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.start >= self.end:
            raise BadInterval(f"interval {self.edtf!r} ends before it starts: {self.start} to {self.end}")

    @classmethod
    def parse(cls, text: str) -> Interval:
        """Read EDTF levels 0 and 1, as far as claims need them.

        Raises: BadInterval, naming the text, when it is no such date or interval.

        >>> Interval.parse("2006").end
        datetime.date(2007, 1, 1)
        >>> Interval.parse("2003/..").end is None
        True
        """
        text = text.strip()
        if "/" not in text:
            return cls(*_point(text, text), text)
        left, _, right = text.partition("/")
        start, _, rough_left = _end(left, text)
        _, end, rough_right = _end(right, text)
        if start is None and end is None:
            raise BadInterval(f"interval {text!r} is open on both sides; give it at least one date")
        return cls(start, end, rough_left or rough_right, text)

    @classmethod
    def of_day(cls, day: date) -> Interval:
        """The interval of one day."""
        return cls(day, day + timedelta(days=1), False, day.isoformat())

    def __str__(self) -> str:
        return self.edtf

    def __contains__(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def overlaps(self, other: Interval) -> bool:
        """Whether the two share at least one day."""
        return (self.start is None or other.end is None or self.start < other.end) and (
            other.start is None or self.end is None or other.start < self.end
        )

    @property
    def is_open(self) -> bool:
        """Whether the interval runs on: no end is known."""
        return self.end is None

    @property
    def sort_key(self) -> tuple[date, date]:
        """Chronological order: by first day, then by last; open starts come first, open ends last."""
        return self.start or date.min, self.end or date.max


def _end(text: str, whole: str) -> tuple[date | None, date | None, bool]:
    return (None, None, False) if text in _OPEN else _point(text, whole)


def _point(text: str, whole: str) -> tuple[date, date, bool]:
    """First day, day after the last, roughness of one EDTF date."""
    found = _POINT.fullmatch(text)
    if not found:
        raise BadInterval(
            f"{whole!r} is no EDTF date or interval; write 2006, 2019-10, 2020-01-03, 199X, 2003/.. or 2006/2008"
        )
    try:
        start, end = _days(found["year"], found["month"], found["day"])
    except (ValueError, OverflowError) as fault:
        raise BadInterval(f"{whole!r} names a day that no calendar has ({fault})") from fault
    return start, end, bool(found["rough"])


def _days(year: str, month: str | None, day: str | None) -> tuple[date, date]:
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if month in (None, "XX") or "X" in year:
        return date(first, 1, 1), _first_of(last + 1, 1)
    number = int(month or 0)
    if number in _SEASONS:
        start = date(first, _SEASONS[number], 1)
        return start, _add_months(start, 3)
    start = date(first, number, 1)
    if day in (None, "XX"):
        return start, _add_months(start, 1)
    exact = date(first, number, int(day or 0))
    return exact, exact + timedelta(days=1)


def _add_months(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return _first_of(day.year + years, month + 1)


def _first_of(year: int, month: int) -> date:
    return date(year, month, 1) if year <= date.max.year else date.max
