"""Time expressions: dates and the words around them, made into intervals.

    text ──triggers──► points (dates) ──join 'between A and B', read 'since', 'late', 'circa'──► expressions

One pass from left to right; every look back or ahead is bounded, so the time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from allegiance.errors import BadInterval
from allegiance.interval import Interval
from allegiance.language.time.point import Discourse, Partial, Point, TimeRelation, known_part
from allegiance.language.time.scan import points
from allegiance.language.time.values import bounded, ends, with_year, written


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that say when, half-open `[start, end)` in code points.

    The span holds the date and the words that bound it ('since', 'between … and …', 'late'), not 'in' or 'on'.
    `interval` is None where the words name no date that can be told; `edtf` then keeps what is known
    ('XXXX-07-05'), or is empty.
    """

    start: int
    end: int
    text: str
    interval: Interval | None
    relation: TimeRelation
    vague: bool
    edtf: str = ""


def find_times(
    text: str,
    published: Interval | None = None,
    offset: int = 0,
    anchor: Interval | None = None,
    anchor_year: int | None = None,
) -> tuple[TimeExpression, ...]:
    """All time expressions of a text, in order and without overlaps.

    published    when the text came out; 'last Friday' and 'in August' are read against it
    offset       added to every start and end, for a text that is a part of a longer one
    anchor       the last date named before this text; 'that year' goes back to it
    anchor_year  the year of 'in August' where the publication date is not known

    >>> [(t.text, str(t.interval)) for t in find_times("Allies in 2006-08, rivals since June 2014.")]
    [('2006-08', '2006/2008'), ('since June 2014', '2014-06/..')]
    """
    discourse = Discourse(known_part(published), known_part(anchor), anchor_year)
    found = _expressions(text, list(points(text, discourse)))
    if not offset:
        return tuple(found)
    return tuple(replace(t, start=t.start + offset, end=t.end + offset) for t in found)


_LOOK = 40  # code points before a date that can hold 'some time between the late'
_CUES = {
    "since": TimeRelation.SINCE, "as of": TimeRelation.SINCE, "starting": TimeRelation.SINCE,
    "beginning": TimeRelation.SINCE,
    "until": TimeRelation.UNTIL, "till": TimeRelation.UNTIL, "up to": TimeRelation.UNTIL,
    "up until": TimeRelation.UNTIL, "through": TimeRelation.UNTIL,
    "before": TimeRelation.BEFORE, "prior to": TimeRelation.BEFORE, "by": TimeRelation.BEFORE,
    "pre": TimeRelation.BEFORE, "ahead of": TimeRelation.BEFORE,
    "after": TimeRelation.AFTER, "post": TimeRelation.AFTER, "following": TimeRelation.AFTER,
}  # fmt: skip
_BEFORE = re.compile(
    r"""(?<!\w)(?:(?<![\w-])(?P<cue>between|from|since|as[ ]of|(?:starting|beginning)(?=\s(?:in|on|from|with)\s)
        |until|till|up[ ]to|up[ ]until|through|before|prior[ ]to|by|pre|ahead[ ]of|after|post|following
        |in|on|during|throughout|for)
        (?:\s{1,2}|[-‑‐–])
        (?P<filler>(?:(?:in|on|from|with|at|the|that|his|her|its|their|a|an|some|time)\s){0,2}))?
    (?:(?<![\w-])(?P<part>early|late|mid|the[ ]middle[ ]of|the[ ]end[ ]of|the[ ]beginning[ ]of|the[ ]start[ ]of
        |middle[ ]of|end[ ]of|beginning[ ]of|start[ ]of|end|early[ ]in|late[ ]in)
        (?:\s{1,2}|[-‑‐–])(?:the\s)?)?
    (?:(?<![\w-])(?P<rough>circa|ca\.?|c\.|around|about|roughly|approximately)\s?)?\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_JOIN = re.compile(
    r"\s{0,2}(?P<dash>[-‑‐–—])\s{0,2}"
    r"|\s{1,2}(?P<word>to|until|till|through|up[ ]to|and)\s{1,2}(?:the\s)?(?P<part>(?:early|late|mid)[\s-])?"
)
_LIST = re.compile(r"\s{0,2}(?:,|,?\s(?:and|or))\s{1,2}")
_ONWARDS = re.compile(r"[\s-]{1,2}(?:onwards?\b|on\b(?=[\s]?[,.;)]|\s(?:the|a|he|she|it|they)\b))")
# 'Mr Brown met May before March' would make months of people and marches; these cues are clear.
_NAME_MONTHS = frozenset((3, 4, 5, 6, 8))  # March, April, May, June, August
_OWNS = re.compile(r"['’]s\s[A-Za-z]")
_NOUN = re.compile(r"\s[a-z]{3}")
_DETERMINER = re.compile(r"\b(?:the|its|his|her|their|this|an?)\s\Z", re.IGNORECASE)
_MONTH_CUES = frozenset(
    ("in", "since", "until", "till", "during", "throughout", "between", "from", "by", "before", "after")
)
_CLEAR_CUES = frozenset(("in", "since", "until", "till", "during", "throughout"))


def _expressions(text: str, found: list[Point]) -> Iterator[TimeExpression]:
    position, index = 0, 0
    while index < len(found):
        first = found[index]
        before = _BEFORE.search(text, max(position, first.start - _LOOK), first.start)
        second = found[index + 1] if index + 1 < len(found) else None
        joined = _joined(text, first, second, before) if second else None
        expression = _range(text, first, second, joined, before) if joined and second else None
        index += 2 if expression else 1
        if expression is None and _stands(text, first, before, position):
            expression = _single(text, first, before, _listed(text, first, second))
        if expression:
            position = expression.end
            yield expression


def _cue(before: re.Match[str] | None) -> str:
    return (before["cue"] or "").lower() if before else ""


def _is_rough(before: re.Match[str] | None) -> bool:
    return bool(before and before["rough"])


def _stands(text: str, point: Point, before: re.Match[str] | None, position: int) -> bool:
    """Whether a weak point has the preposition, the modifier or the list that it needs."""
    if not point.weak:
        return True
    if position and _LIST.fullmatch(text, position, point.start):
        return True
    if not isinstance(point.value, Partial) or point.value.month is None:
        return False
    if point.value.month not in _NAME_MONTHS and _modifies(text, point):
        return True
    cues = _CLEAR_CUES if point.value.month == 5 else _MONTH_CUES
    return bool(before and (before["part"] or (before["cue"] and _cue(before) in cues)))


def _modifies(text: str, point: Point) -> bool:
    """'the October assassination', 'April’s summit'."""
    if _OWNS.match(text, point.end):
        return True
    determined = _DETERMINER.search(text, max(0, point.start - 6), point.start)
    return bool(determined and _NOUN.match(text, point.end))


def _joined(text: str, first: Point, second: Point, before: re.Match[str] | None) -> re.Match[str] | None:
    """The words between two dates, when they make one stretch of them."""
    if second.start - first.end > 16 or first.relation or second.relation:
        return None
    joint = _JOIN.fullmatch(text, first.end, second.start)
    if joint is None:
        return None
    cue = _cue(before)
    if joint["word"] == "and":
        return joint if cue == "between" else None
    both = first.calendar and second.calendar
    if first.weak and second.weak and _is_year(first) and _is_year(second):
        return None  # 'rose from 1500 to 2000'
    return joint if both or (joint["word"] and cue == "from") else None


def _is_year(point: Point) -> bool:
    return isinstance(point.value, Partial) and point.value.month is None


def _range(
    text: str,
    first: Point,
    second: Point,
    joint: re.Match[str],
    before: re.Match[str] | None,
) -> TimeExpression | None:
    """'between March and May 2008': the first date takes the year that only the second one names."""
    right = with_year(second, first.value, later=True)
    left = with_year(first, right)
    if left is None or right is None:
        return None
    part = before["part"] if before else None
    start_edtf = ends(written(left, part, _is_rough(before)))[0]
    end_edtf = ends(written(right, joint["part"], False))[1]
    start = (
        before.start("cue") if before and _cue(before) in {"between", "from"} else _inner_start(first, before)
    )
    made = _made(text, start, second.end, f"{start_edtf}/{end_edtf}", TimeRelation.BETWEEN)
    return made if made.interval or "XXXX" in made.edtf else None


def _listed(text: str, first: Point, second: Point | None) -> Partial | None:
    """The second date of 'in March and April 2010', whose year is that of the first one too."""
    value = second.value if second else None
    if second is None or not isinstance(value, Partial) or value.month is None:
        return None
    return value if _LIST.fullmatch(text, first.end, second.start) else None


def _single(
    text: str, point: Point, before: re.Match[str] | None, listed: Partial | None = None
) -> TimeExpression:
    value = with_year(point, listed)
    if value is None or point.relation:
        relation = point.relation or TimeRelation.AT
        return _made(text, point.start, point.end, value if isinstance(value, str) else "", relation)
    start, end, relation = _inner_start(point, before), point.end, TimeRelation.AT
    cue = _cue(before)
    onwards = _ONWARDS.match(text, end) if cue in {"from", "since"} else None
    if before and (onwards or (cue in _CUES and _bounds(cue, point, before))):
        start, relation = before.start("cue"), _CUES.get(cue, TimeRelation.SINCE)
        end = onwards.end() if onwards else end
    edtf = bounded(written(value, before["part"] if before else None, _is_rough(before)), relation)
    if edtf.endswith("/..") and relation is TimeRelation.AT:  # '2014-present'
        relation = TimeRelation.SINCE
    return _made(text, start, end, edtf, relation)


def _bounds(cue: str, point: Point, before: re.Match[str]) -> bool:
    """'by 2010' and 'through 2010' set an end; 'toppled by the 2003 invasion' and 'through the 1990s' do not."""
    if cue == "by" and before["filler"] and not before["part"]:
        return not (isinstance(point.value, Partial) and point.value.month is None)
    return cue != "through" or not before["filler"]


def _inner_start(point: Point, before: re.Match[str] | None) -> int:
    """Where the date begins with its own modifiers: 'late', 'circa'."""
    if before is None:
        return point.start
    return min((before.start(group) for group in ("part", "rough") if before[group]), default=point.start)


def _made(text: str, start: int, end: int, edtf: str, relation: TimeRelation) -> TimeExpression:
    interval = None
    if edtf and "XXXX" not in edtf:
        try:
            interval = Interval.parse(edtf)
        except BadInterval:  # '31 February 2014', 'from 2008 to 2003': the words stay, the value does not
            edtf = ""
    return TimeExpression(start, end, text[start:end], interval, relation, interval is None, edtf)
