"""Dates as lists write them, as intervals: ISO and its beginnings, with time of day, with a sign, or bare years."""

from __future__ import annotations

import re

from allegiance.errors import BadInterval
from allegiance.interval import Interval

_ISO = re.compile(r"\+?(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ].*)?")
_DAY_PRECISION, _MONTH_PRECISION = 11, 10  # of Wikidata


def edtf_of(text: str, precision: int = _DAY_PRECISION) -> str | None:
    """A date in EDTF, as exact as it is given: '2006-05-20T00:00:00Z' → '2006-05-20', '+2006-00-00' → '2006'.

    `precision` is Wikidata's: 11 a day, 10 a month, 9 a year. None where there is no date in it.
    """
    found = _ISO.fullmatch(text.strip())
    if not found or found[1] == "0000":
        return None
    parts = [found[1]]
    for digits, least in ((found[2], _MONTH_PRECISION), (found[3], _DAY_PRECISION)):
        if digits is None or int(digits) == 0 or precision < least:
            break
        parts.append(f"{int(digits):02d}")
    made = "-".join(parts)
    try:
        Interval.parse(made)
    except BadInterval:
        return None
    return made


def between(start: str | None, end: str | None) -> Interval | None:
    """From the first day of one date to the last of the other, both in EDTF; None where neither is there.

    Raises: BadInterval where it ends before it starts.
    """
    if not start and not end:
        return None
    return Interval.parse(start if start == end and start else f"{start or '..'}/{end or '..'}")


def perhaps_between(start: str | None, end: str | None) -> Interval | None:
    """The same; None also where the list contradicts itself: a wrong date is worse than none."""
    try:
        return between(start, end)
    except BadInterval:
        return None


_DATE = r"\d{4}(?:-\d{1,2}(?:-\d{1,2})?)?"
_SPAN = re.compile(
    rf"({_DATE})?\s*(?:/|–|—|\bto\b|\buntil\b|(?<=\d\d\d\d)\s*-(?=\s|\d{{4}}|$)|\s-\s)\s*({_DATE})?"
)
_SINCE = re.compile(rf"(?:since|from)\s+({_DATE})", re.IGNORECASE)


def interval_of(text: str) -> Interval | None:
    """A time as people write it in tables: EDTF, '2006–2014', '2006-05-20 to 2014', 'since 2006', 'until 2014'.

    None where it is none, or ends before it starts.
    """
    plain = " ".join(text.split())
    try:
        return Interval.parse(plain)
    except BadInterval:
        pass
    if since := _SINCE.fullmatch(plain):
        return perhaps_between(edtf_of(since[1]), None)
    if (span := _SPAN.fullmatch(plain)) and (span[1] or span[2]):
        return perhaps_between(edtf_of(span[1] or ""), edtf_of(span[2] or ""))
    made = edtf_of(plain)
    return Interval.parse(made) if made else None
