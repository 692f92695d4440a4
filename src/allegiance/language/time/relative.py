"""Times that lean on another one: 'last Friday', 'three weeks ago', 'that year', 'a year later', 'in recent years'.

    deictic    go back to the day of publication     yesterday, last month, two years ago, on Monday
    anaphoric  go back to what was said before       that year, the following day, a year later
    vague      name no date at all                   in recent years, decades-old, for years

Where the day that they lean on is not known, they are found all the same, without a value.
"""

from __future__ import annotations

import re
from datetime import timedelta

from allegiance.language.time.absolute import month_number
from allegiance.language.time.point import Discourse, Partial, Point, TimeRelation, day_part, moved
from allegiance.language.time.words import NUMBERS, SEASONS, WEEKDAYS

_LOOK = 44  # code points before a unit that can hold 'over the past twenty-five'
_UNITS = {
    "day": "day", "night": "day", "morning": "day", "week": "week", "weekend": "weekend", "month": "month",
    "quarter": "quarter", "year": "year", "decade": "decade", "century": "century", "centurie": "century",
}  # fmt: skip
_COUNT = (
    r"a\sfew|a\scouple\sof|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|several|many|few|[1-9][0-9]{0,2}"
)
_BEFORE = re.compile(
    rf"""(?<!\w)(?:(?<![\w-])(?P<span>for|over|during|in|within|throughout)\s)?
    (?:(?<![\w-])(?P<part>(?:earlier|later)(?:[ ]in)?|late|early|(?:end|start|beginning|middle)[ ]of)\s)?
    (?:(?<![\w-])(?P<the>the|that|this|these|those)\s)?
    (?:(?<![\w-])(?P<which>same|following|next|previous|preceding|last|past|coming|recent|current)\s)?
    (?:(?<![\w-])(?P<count>{_COUNT})(?:\s|-))?\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_AFTER = re.compile(
    r"""\s{1,3}(?:(?P<ago>ago|back\b(?=[,.;]))|(?P<later>later|afterwards?|on(?=,))|(?P<earlier>earlier)
    |(?P<side>before|after)(?=\s?(?:[.,;:)]|\Z)))(?!\w)|-(?P<long>old|long)\b""",
    re.VERBOSE,
)
_STEPS = {"last": -1, "past": -1, "next": 1, "coming": 1, "this": 0, "current": 0}
_STEPS_BACK = {"same": 0, "following": 1, "next": 1, "previous": -1, "preceding": -1}


def unit_point(text: str, match: re.Match[str], discourse: Discourse) -> Point | None:
    """A unit of time with the words around it: 'last year', 'three weeks ago', 'the following day'."""
    word = match[0].lower()
    plural = word.endswith("s")
    before = _BEFORE.search(text, max(0, match.start() - _LOOK), match.start())
    after = _AFTER.match(text, match.end())
    unit = _UNITS.get(word.rstrip("s"))
    if before is None or unit is None:
        return _vague_times(match, before)
    if after:
        return _counted_from(match, before, after, unit, plural, discourse)
    if plural:
        return _stretch(match, before, unit, discourse)
    return _single(match, before, unit, discourse)


def _vague_times(match: re.Match[str], before: re.Match[str] | None) -> Point | None:
    recent = before is not None and (before["which"] or "").lower() == "recent"
    return Point(before.start("which"), match.end(), None, calendar=False) if before and recent else None


def _counted_from(
    match: re.Match[str],
    before: re.Match[str],
    after: re.Match[str],
    unit: str,
    plural: bool,
    discourse: Discourse,
) -> Point | None:
    """'two years ago', 'a year later', 'the day before', 'decades-old'."""
    count = _count_of(before["count"])
    if after["long"]:
        is_age = after["long"] == "old" and not plural
        start = _start(before, match, ("count",))
        return None if is_age else Point(start, after.end(), None, relation=TimeRelation.FOR, calendar=False)
    back = bool(after["ago"] or after["earlier"] or after["side"] == "before")
    if not before["count"] and not plural:
        if not after["side"] or (before["the"] or "").lower() != "the":
            return None
        count = 1
    base = discourse.published if after["ago"] else discourse.anchor
    value = None if count is None else _ago(base, unit, -count if back else count)
    return Point(_start(before, match, ("the", "which", "count")), after.end(), value, calendar=False)


def _ago(base: Partial | None, unit: str, count: int) -> Partial | str | None:
    """Weeks are counted in days and decades in years; both are meant roughly."""
    if unit == "week":
        value = moved(base, "day", 7 * count)
        return Partial(value.year, value.month, value.day, rough=True) if isinstance(value, Partial) else None
    if unit in {"decade", "century"}:
        value = moved(base, "year", count * (10 if unit == "decade" else 100))
        return Partial(value.year, rough=True) if isinstance(value, Partial) else None
    return moved(base, unit, count)


def _stretch(match: re.Match[str], before: re.Match[str], unit: str, discourse: Discourse) -> Point | None:
    """'over the past two years', 'for three months', 'in recent years', 'for decades'."""
    which = (before["which"] or "").lower()
    spanning = (before["span"] or "").lower() == "for"
    if which == "recent":
        return Point(before.start("which"), match.end(), None, calendar=False)
    if which not in {"last", "past"} and not spanning:
        return None
    start = _start(before, match, ("span", "the", "which", "count"))
    count = _count_of(before["count"])
    value = _past(discourse.published, unit, count) if which and count else None
    return Point(start, match.end(), value, relation=TimeRelation.FOR, calendar=False)


def _past(published: Partial | None, unit: str, count: int) -> str | None:
    """The stretch of so many units that ends on the day of publication, in the words' own unit."""
    first = _ago(published, unit, -count)
    if not isinstance(first, Partial) or published is None:
        return None
    shown = {"year": 1, "decade": 1, "century": 1, "month": 2}.get(unit, 3)
    month, day = (
        (published.month, published.day) if shown == 3 else (published.month if shown == 2 else None, None)
    )
    last = Partial(published.year, month, day)
    return f"{first.edtf()}/{last.edtf()}"


def _single(match: re.Match[str], before: re.Match[str], unit: str, discourse: Discourse) -> Point | None:
    """'last year', 'this week', 'that month', 'the following day', 'the past decade'."""
    the, which = (before["the"] or "").lower(), (before["which"] or "").lower()
    start = _start(before, match, ("part", "the", "which"))
    if before["count"]:
        spanning = (before["span"] or "").lower() == "for"
        start = _start(before, match, ("span", "the", "which", "count"))
        return (
            Point(start, match.end(), None, relation=TimeRelation.FOR, calendar=False) if spanning else None
        )
    if the == "the" and which in {"last", "past"}:
        value = _past(discourse.published, unit, 1)
        return Point(start, match.end(), value, relation=TimeRelation.FOR, calendar=False)
    if which in {"same", "following", "previous", "preceding"} or (the == "the" and which == "next"):
        return Point(start, match.end(), moved(discourse.anchor, unit, _STEPS_BACK[which]), calendar=False)
    if the == "the" and not which and (before["part"] or "").endswith((" in", " of")):
        base = discourse.published or discourse.anchor
        return Point(start, match.end(), moved(base, unit, 0), calendar=False)
    if the == "that" and not which:
        return Point(start, match.end(), moved(discourse.anchor, unit, 0), calendar=False)
    if the == "this" or which in {"last", "next", "coming", "current"}:
        step = _STEPS[which or "this"]
        return Point(start, match.end(), moved(discourse.published, unit, step), calendar=False)
    return None


def named_day(_: str, match: re.Match[str], discourse: Discourse) -> Point:
    """'today', 'yesterday', 'tomorrow', 'tonight'."""
    step = {"yesterday": -1, "tomorrow": 1}.get(match[0].lower(), 0)
    return Point(match.start(), match.end(), moved(discourse.published, "day", step), calendar=False)


_WHICH_BEFORE = re.compile(
    r"(?<![\w-])(?P<which>last|past|this|next|coming|that|the following|the previous)\s\Z", re.IGNORECASE
)
_FEAST = re.compile(r"\b(?:Black|Bloody|Good|Ash|Super|Easter|Palm|Holy|Maundy|Cyber|an?|every|each|any)\s\Z")
_PAPER = re.compile(r"\s(?:Times|Mail|Telegraph|Mirror|Express|Agreement|Night Live)\b")


def weekday_point(text: str, match: re.Match[str], discourse: Discourse) -> Point | None:
    """A weekday: the last one before the day of publication, unless 'next' or 'this' says otherwise."""
    window = max(0, match.start() - 16)
    if match[0][0].islower() or _FEAST.search(text, window, match.start()) or _PAPER.match(text, match.end()):
        return None
    found = _WHICH_BEFORE.search(text, window, match.start())
    which = found["which"].lower() if found else ""
    start = found.start("which") if found else match.start()
    anaphoric = which in {"that", "the following", "the previous"}
    day = (discourse.anchor if anaphoric else discourse.published) or Partial()
    return Point(start, match.end(), _weekday(day, WEEKDAYS[match[0].lower()], which), calendar=False)


def _weekday(base: Partial, weekday: int, which: str) -> Partial | None:
    day = base.as_day()
    if day is None:
        return None
    step = (weekday - day.weekday()) % 7
    if which in {"next", "coming", "the following", "that"}:
        step = step or 7
    elif which == "this":
        step = weekday - day.weekday()
    elif step or which in {"last", "past", "the previous"}:
        step -= 7
    try:
        return day_part(day + timedelta(days=step))
    except OverflowError:
        return None


def season_point(text: str, match: re.Match[str], discourse: Discourse) -> Point | None:
    """A season without its year: 'last summer', 'this spring', 'that winter'."""
    return _which_one(text, match, SEASONS[match[0].lower()], discourse)


def month_point(text: str, match: re.Match[str], discourse: Discourse) -> Point | None:
    """A month without its year: 'last June', 'next March', or weakly 'May'."""
    month = month_number(match[0])
    if not month:
        return None
    pointed = _which_one(text, match, month, discourse)
    return pointed or Point(match.start(), match.end(), Partial(None, month), weak=True)


def _which_one(text: str, match: re.Match[str], month: int, discourse: Discourse) -> Point | None:
    found = _WHICH_BEFORE.search(text, max(0, match.start() - 16), match.start())
    if not found:
        return None
    which = found["which"].lower()
    back_to = discourse.anchor if which.startswith("th") and which != "this" else discourse.published
    year = _year_of(back_to, month, which)
    value = Partial(year, month) if year or month <= 12 else None
    return Point(found.start("which"), match.end(), value, calendar=False)


def _year_of(base: Partial | None, month: int, which: str) -> int | None:
    if base is None or base.year is None or base.month is None or base.month > 12:
        return None
    starts = {21: 3, 22: 6, 23: 9, 24: 12}.get(month, month)
    if which in {"last", "past", "the previous"}:
        return base.year - (starts >= base.month)
    if which in {"next", "coming", "the following"}:
        return base.year + (starts <= base.month)
    return base.year


def _count_of(words: str | None) -> int | None:
    """The number that the words say; None for 'several', 'a few'."""
    if not words:
        return None
    return int(words) if words.isdigit() else NUMBERS.get(words.lower())


def _start(before: re.Match[str], match: re.Match[str], groups: tuple[str, ...]) -> int:
    return min((before.start(group) for group in groups if before[group]), default=match.start())
