"""Dates as documents print them in their top: '10 February 2020', 'Jan. 3, 2020', '١٠ شباط ٢٠٢٠'.

Only a date with its year counts; '3/4/2020', which is March to some and April to others, is no date here.
"""

from __future__ import annotations

import re
from functools import cache

from allegiance.documents.table import names
from allegiance.errors import BadInterval
from allegiance.interval import Interval

_ISO = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?(?![\d-])")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
_YEARS = range(1500, 2200)


@cache
def _written() -> re.Pattern[str]:
    month = "|".join(re.escape(name) for name in sorted(names("months"), key=len, reverse=True))
    return re.compile(
        rf"""(?<!\w)(?:
            (?P<day>\d{{1,2}})(?:st|nd|rd|th|\.|º)?\s+(?:of\s+|de\s+)?(?P<month>{month})\b\.?,?\s+(?:de\s+)?(?P<year>\d{{4}})
          | (?P<month2>{month})\b\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{{4}})
          | (?P<month3>{month})\b\.?,?\s+(?P<year3>\d{{4}})
        )(?!\w)""",
        re.VERBOSE | re.IGNORECASE,
    )


def find_date(text: str) -> tuple[Interval, int, int] | None:
    """The first date with a year in a short text, and the half-open span of its words; None without one."""
    found = [hit for hit in (_iso(text), _in_words(text), _numeric(text)) if hit]
    return min(found, key=lambda hit: hit[1], default=None)


def whole_date(text: str) -> Interval | None:
    """The date that this text begins with, in EDTF or as people write it; None when it begins with none."""
    text = text.strip()
    try:
        return Interval.parse(text)
    except BadInterval:
        hit = find_date(text)
    return hit[0] if hit and not text[: hit[1]].strip() else None


def _iso(text: str) -> tuple[Interval, int, int] | None:
    found = _ISO.search(text)
    return _hit(found, int(found[1]), int(found[2]), int(found[3])) if found else None


def _numeric(text: str) -> tuple[Interval, int, int] | None:
    found = _NUMERIC.search(text)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    if found[2] == ".":  # only written day first
        return _hit(found, year, second, first)
    if first > 12 or first == second:
        return _hit(found, year, second, first)
    return _hit(found, year, first, second) if second > 12 else None


def _in_words(text: str) -> tuple[Interval, int, int] | None:
    found = _written().search(text)
    if not found:
        return None
    month = int(names("months")[(found["month"] or found["month2"] or found["month3"]).lower()])
    year = int(found["year"] or found["year2"] or found["year3"])
    day = found["day"] or found["day2"]
    return _hit(found, year, month, int(day) if day else None)


def _hit(found: re.Match[str], year: int, month: int, day: int | None) -> tuple[Interval, int, int] | None:
    """The date with its span; None when no calendar has it."""
    if year not in _YEARS:
        return None
    edtf = f"{year:04}-{month:02}" + (f"-{day:02}" if day is not None else "")
    try:
        return Interval.parse(edtf), found.start(), found.end()
    except BadInterval:
        return None
