"""Dates of the calendar: '3 January 2020', 'October in 2019', '2006-08', 'the summer of 2014', '1990s', '9/11'.

Each rule is a pattern, matched where a trigger stands, and a function from the match to a point. The first rule of a
trigger's list that gives a point wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from allegiance.language.time.point import Discourse, Partial, Point, moved
from allegiance.language.time.words import (
    DASH,
    DAY,
    GAP,
    LOWER_MONTHS,
    MONTH,
    MONTHS,
    NAME_MONTHS,
    NAMED_DECADES,
    ORDINALS,
    SEASONS,
    YEAR,
)
from allegiance.language.time.years import Strength, is_no_year, year_strength

Rule = Callable[[str, "re.Match[str]", Discourse], Point | None]

_TAIL = rf"(?:(?:,{GAP}|,?{GAP}(?:of{GAP}|in{GAP})?)(?P<year>{YEAR}))?"
_DAYS = rf"(?P<day>{DAY})(?:(?:{GAP})?(?:{DASH}|to|and|until|through)(?:{GAP})?(?P<last>{DAY}))?"


def month_number(word: str) -> int | None:
    """1 to 12, or None where the word in this spelling is rather a verb or a name ('may', 'Jan')."""
    lower = word.lower().rstrip(".")
    return MONTHS[lower[:3]] if word[0].isupper() or lower in LOWER_MONTHS else None


def _number(text: str) -> int:
    return int(re.match(r"[0-9]+", text)[0])  # type: ignore[index]  # the patterns begin with a digit


def _dated(match: re.Match[str], year: int | None, weak: bool = False) -> Point | None:
    """The day, or the days, of a match with groups day, last and month."""
    month = month_number(match["month"])
    if month is None:
        return None
    first = Partial(year, month, _number(match["day"]))
    if not match["last"]:
        return Point(match.start(), match.end(), first, weak)
    last = Partial(year, month, _number(match["last"]))
    if not first.day or not last.day or first.day >= last.day:
        return None
    return Point(match.start(), match.end(), f"{first.edtf()}/{last.edtf()}", weak)


def _day_month(_: str, match: re.Match[str], __: Discourse) -> Point | None:
    return _dated(match, int(match["year"]) if match["year"] else None)


_SEPTEMBER_ATTACKS = re.compile(rf"{GAP}(?:terrorist{GAP}|terror{GAP})?attacks?\b")


def _day_month_or_attacks(text: str, match: re.Match[str], discourse: Discourse) -> Point | None:
    point = _day_month(text, match, discourse)
    is_eleventh = point and isinstance(point.value, Partial) and point.value == Partial(None, 9, 11)
    if point and is_eleventh and _SEPTEMBER_ATTACKS.match(text, match.end()):
        return Point(point.start, point.end, Partial(2001, 9, 11))
    return point


def _iso(_: str, match: re.Match[str], __: Discourse) -> Point | None:
    year, month, day = (int(part) for part in match.group(1, 3, 4))
    return Point(match.start(), match.end(), Partial(year, month, day)) if month <= 12 and day <= 31 else None


def _numeric(_: str, match: re.Match[str], __: Discourse) -> Point | None:
    """Day and month in figures; where both orders make a date, only the year is certain."""
    one, two, year = (int(part) for part in match.group(1, 3, 4))
    if one > 12 >= two or match[2] == ".":
        value = Partial(year, two, one)
    elif two > 12 >= one or one == two:
        value = Partial(year, one, two)
    else:
        value = Partial(year)
    return Point(match.start(), match.end(), value) if max(one, two) <= 31 else None


def _years(text: str, match: re.Match[str], _: Discourse) -> Point | None:
    """'2006-2008', '2006-08', '2012/13'; '2006-04' is a month."""
    first, last = int(match[1]), match[3]
    if is_no_year(text, *match.span()):
        return None
    if len(last) == 2:
        if match.end() - match.start() != len("2006-08"):
            return None
        number = first // 100 * 100 + int(last)
        if match[2] == "-" and number <= first and 1 <= int(last) <= 12:
            return Point(match.start(), match.end(), Partial(first, int(last)))
        last = str(number if number > first else number + 100)
    longest = 30 if len(match[3]) == 2 else 200
    if not first < int(last) <= first + longest or (int(last) < 1900 and first % 50 == int(last) % 50 == 0):
        return None
    return Point(match.start(), match.end(), f"{first}/{last}")


def _until_now(_: str, match: re.Match[str], __: Discourse) -> Point:
    return Point(match.start(), match.end(), f"{match[1]}/..")


def _decade(text: str, match: re.Match[str], _: Discourse) -> Point | None:
    if len(match[0]) > len("1990s") and not _named(text, match.start()):
        return None  # '2010’s elections' are of one year
    year = int(match[1])
    return Point(
        match.start(),
        match.end(),
        f"{year // 100}XX" if year % 100 == 0 and year < 2000 else f"{year // 10}X",
    )


def _named(text: str, start: int) -> bool:
    """Whether 'the', 'early', 'late' or 'mid' stands before a decade: 'the 90s', but 'in her 90s'."""
    before = text[max(0, start - 8) : start].rstrip("'’‘").lower()
    return before.endswith(("the ", "early ", "late ", "mid-", "mid "))


def _short_decade(text: str, match: re.Match[str], _: Discourse) -> Point | None:
    named = _named(text, match.start())
    return Point(match.start(), match.end(), f"19{match[1][0]}X") if named else None


def _named_decade(text: str, match: re.Match[str], _: Discourse) -> Point | None:
    named = _named(text, match.start())
    return Point(match.start(), match.end(), f"19{NAMED_DECADES[match[0].lower()]}X") if named else None


def _century(_: str, match: re.Match[str], __: Discourse) -> Point | None:
    number = int(match[1])
    return Point(match.start(), match.end(), f"{number - 1}XX") if 11 <= number <= 21 else None


_ORDINAL_BEFORE = re.compile(r"\b([a-z]+(?:-first)?)[\s-]\Z")


def _named_century(text: str, match: re.Match[str], _: Discourse) -> Point | None:
    before = _ORDINAL_BEFORE.search(text, max(0, match.start() - 14), match.start())
    number = ORDINALS.get(before[1], 0) if before else 0
    return Point(before.start(), match.end(), f"{number - 1}XX") if before and number >= 11 else None


def _september_eleventh(_: str, match: re.Match[str], __: Discourse) -> Point:
    return Point(match.start(), match.end(), Partial(2001, 9, 11))


def _bare_year(text: str, match: re.Match[str], _: Discourse) -> Point | None:
    strength = year_strength(text, *match.span())
    if strength is Strength.NO:
        return None
    return Point(match.start(), match.end(), Partial(int(match[0])), weak=strength is Strength.WEAK)


_TIME_BEFORE = re.compile(
    r"\b(?:in|since|until|by|during|early|late|mid|from|of|between|last|next)[\s-]\Z", re.IGNORECASE
)


def _month_year(text: str, match: re.Match[str], _: Discourse) -> Point | None:
    month = month_number(match["month"])
    name_like = match["month"].lower() in NAME_MONTHS and match["link"] == "in"
    if month is None or (
        name_like and not _TIME_BEFORE.search(text, max(0, match.start() - 9), match.start())
    ):
        return None
    return Point(match.start(), match.end(), Partial(int(match["year"]), month))


_STEPS = {
    "last": -1,
    "previous": -1,
    "preceding": -1,
    "this": 0,
    "same": 0,
    "that": 0,
    "next": 1,
    "following": 1,
}


def _month_of_year(_: str, match: re.Match[str], discourse: Discourse) -> Point | None:
    """'June last year' goes back to the day of publication, 'June that year' to what was said before."""
    month = month_number(match["month"])
    if month is None:
        return None
    deictic = match["which"] in {"last", "next", "this"} and not match["the"]
    year = moved(discourse.published if deictic else discourse.anchor, "year", _STEPS[match["which"]])
    known = year.year if isinstance(year, Partial) else None
    return Point(match.start(), match.end(), Partial(known, month))


def _season(_: str, match: re.Match[str], __: Discourse) -> Point:
    """Also 'winter 2013-14', which EDTF counts to the year in which it begins."""
    return Point(match.start(), match.end(), Partial(int(match["year"]), SEASONS[match[1].lower()]))


_PARTS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0}
_PART_BEFORE = re.compile(r"\b(first|second|third|fourth|last)[\s-]\Z")


def _part_of_year(text: str, match: re.Match[str], _: Discourse) -> Point | None:
    before = _PART_BEFORE.search(text, max(0, match.start() - 9), match.start())
    length = 3 if match["unit"] == "quarter" else 6
    number = (_PARTS[before[1]] or 12 // length) if before else 0
    if not before or not 1 <= number <= 12 // length:
        return None
    return Point(before.start(), match.end(), _months(int(match["year"]), number, length))


def _quarter(_: str, match: re.Match[str], __: Discourse) -> Point:
    return Point(match.start(), match.end(), _months(int(match["year"]), int(match[1]), 3))


def _months(year: int, number: int, length: int) -> str:
    return f"{year}-{number * length - length + 1:02d}/{year}-{number * length:02d}"


def _rules(*rows: tuple[str, Rule]) -> tuple[tuple[re.Pattern[str], Rule], ...]:
    return tuple((re.compile(pattern), rule) for pattern, rule in rows)


_NOT_ON = r"(?![\w%-]|[.,:/][0-9])"
DIGIT_RULES = _rules(
    (r"([12][0-9]{3})([-/])([01][0-9])\2([0-3][0-9])(?![0-9-])", _iso),
    (rf"{_DAYS}{GAP}(?:of{GAP})?(?P<month>{MONTH})(?!\w){_TAIL}", _day_month_or_attacks),
    (r"9/11(?![\w/])", _september_eleventh),
    (r"([0-3]?[0-9])([./-])([0-3]?[0-9])\2((?:19|20)[0-9]{2})(?![\w/-])", _numeric),
    (rf"([12][0-9]{{3}})\s?{DASH}\s?(?:present|now|today|date)\b", _until_now),
    (rf"(1[0-9]{{3}}|20[0-9]{{2}})\s?({DASH}|/)\s?(1[0-9]{{3}}|20[0-9]{{2}}|[0-9]{{2}}){_NOT_ON}", _years),
    (r"(1[0-9]{2}0|20[0-9]0)['’]?s\b", _decade),
    (r"([2-9]0)s\b", _short_decade),
    (rf"([12][0-9])(?:st|nd|rd|th)(?:{GAP}|-)(?:century|centuries)\b", _century),
    (rf"{YEAR}(?!-[0-9])", _bare_year),
)
MONTH_RULES = _rules(
    (rf"(?P<month>{MONTH}){GAP}{_DAYS}{_TAIL}", _day_month_or_attacks),
    (rf"(?P<month>{MONTH})(?:,?{GAP}(?:(?P<link>of|in){GAP})?)(?P<year>{YEAR})", _month_year),
    (
        rf"(?P<month>{MONTH}),?{GAP}(?:of{GAP})?(?P<the>the{GAP})?(?P<which>last|this|that|same|next|following|previous)"
        rf"{GAP}year\b",
        _month_of_year,
    ),
)
SEASON_RULES = _rules(
    (rf"([A-Za-z]+)(?:,?{GAP}(?:of{GAP}|in{GAP})?)(?P<year>{YEAR})(?:{DASH}[0-9]{{2}}(?![\w-]))?", _season),
)
QUARTER_RULES = _rules((rf"Q([1-4]){GAP}(?:of{GAP})?(?P<year>{YEAR})", _quarter))
UNIT_RULES = _rules(
    (rf"(?P<unit>quarter|half){GAP}of{GAP}(?P<year>{YEAR})", _part_of_year),
    (r"century\b", _named_century),
)
DECADE_RULES = _rules((r"[A-Za-z]+ies\b", _named_decade))
