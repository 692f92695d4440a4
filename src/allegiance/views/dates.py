"""Dates as people write them: '2006–08', 'since 2003', 'January 2020', 'about 2005'.

As rough as the text: nothing is said that the EDTF does not say.
"""

from __future__ import annotations

import calendar
import re
from datetime import timedelta

from allegiance.interval import Interval

_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_POINT = re.compile(r"(?P<year>[\dX]{4})(?:-(?P<month>[\dX]{2})(?:-(?P<day>[\dX]{2}))?)?(?P<rough>[~?%]?)")


def in_words(interval: Interval) -> str:
    """The interval in English words.

    >>> in_words(Interval.parse("2006/2008"))
    '2006–08'
    >>> in_words(Interval.parse("2003/.."))
    'since 2003'
    """
    text = interval.edtf or _edtf(interval)
    left, slash, right = text.partition("/")
    if not slash:
        return _point(left)
    if left in ("", ".."):
        return f"until {_point(right)}"
    if right in ("", ".."):
        return f"since {_point(left)}"
    return _stretch(left, right)


def between(first: Interval, last: Interval) -> str:
    """The years from the one to the other: '2003–20', '2003', 'until 2020'."""
    start = first.start or (first.end - timedelta(days=1) if first.end else None)
    end = (last.end - timedelta(days=1)) if last.end else last.start
    if start is None or end is None:
        return in_words(first)
    return str(start.year) if start.year >= end.year else _stretch(str(start.year), str(end.year))


def _stretch(left: str, right: str) -> str:
    if left == right:
        return _point(left)
    if left.isdigit() and right.isdigit() and len(left) == len(right) == 4 and left[:2] == right[:2]:
        return f"{left}–{right[2:]}"
    first, last = _POINT.fullmatch(left), _POINT.fullmatch(right)
    if first and last and _are_of_one_year(first, last):
        return f"{_within_year(first, last)} {last['year']}"
    return f"{_point(left)} to {_point(right)}"


def _are_of_one_year(first: re.Match[str], last: re.Match[str]) -> bool:
    """Whether both are months or days of one year, and neither is rough."""
    rough = first["rough"] or last["rough"]
    return (
        not rough and first["year"] == last["year"] and bool(_day_and_month(first) and _day_and_month(last))
    )


def _within_year(first: re.Match[str], last: re.Match[str]) -> str:
    """'3–5 January', 'January–March', '3 January–2 March', of one year."""
    if first["month"] == last["month"] and first["day"] and last["day"]:
        return f"{int(first['day'])}–{_day_and_month(last)}"
    return f"{_day_and_month(first)}–{_day_and_month(last)}"


def _point(text: str) -> str:
    found = _POINT.fullmatch(text)
    if found is None:
        return text
    words = f"{_day_and_month(found)} {_year(found['year'])}".strip()
    return f"about {words}" if found["rough"] else words


def _year(text: str) -> str:
    if text.endswith("XX"):
        return f"{text[:2]}00s"
    return f"the {text[:3]}0s" if text.endswith("X") else text


def _day_and_month(found: re.Match[str]) -> str:
    month, day = found["month"], found["day"]
    if not month or "X" in month:
        return ""
    name = _SEASONS.get(month) or calendar.month_name[int(month)]
    return name if not day or "X" in day else f"{int(day)} {name}"


def _edtf(interval: Interval) -> str:
    """The notation for an interval that was computed, not read."""
    start, end = interval.start, interval.end
    last = end - timedelta(days=1) if end else None
    if start and last and start == last:
        return start.isoformat()
    return f"{start.isoformat() if start else '..'}/{last.isoformat() if last else '..'}"
