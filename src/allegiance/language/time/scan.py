"""From a text to its points: at each trigger the rules of its kind are tried, in the order of their tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from allegiance.language.time.absolute import (
    DECADE_RULES,
    DIGIT_RULES,
    MONTH_RULES,
    QUARTER_RULES,
    SEASON_RULES,
    UNIT_RULES,
    Rule,
)
from allegiance.language.time.point import Discourse, Partial, Point
from allegiance.language.time.relative import month_point, named_day, season_point, unit_point, weekday_point
from allegiance.language.time.words import TOKEN, TRIGGERS, Trigger

_Rules = tuple[tuple[re.Pattern[str], Rule], ...]
_WEEKDAY_GAP = re.compile(r",?\s{1,2}(?:the\s)?")
_NEW = re.compile(r"\b[Aa]n?\s\Z")  # 'a June 29 hearing' is no next step of what was told before
_GLUED = re.compile(r"[\w$€£¥#§+=&@%/:.,‐‑-]")  # before a number that is part of something longer
_GLUED_YEAR = re.compile(r"[A-Za-z][-‑‐]|\b[bcdr]\.")  # 'post-2003', 'c.1990'


def points(text: str, discourse: Discourse) -> Iterator[Point]:
    """All points of the text, in order and without overlaps; the discourse hears each calendar date."""
    position = 0
    weekday: Point | None = None  # waits for the date that it may belong to: 'Friday, 3 January'
    for start, kind in _triggers(text):
        point = _point(text, start, kind, discourse) if start >= position else None
        if point is None or point.start < position:
            continue
        position = point.end
        if weekday and point.calendar and _WEEKDAY_GAP.fullmatch(text, weekday.end, point.start):
            point = replace(point, start=weekday.start, weak=False)
        elif weekday:
            yield weekday
        weekday = None
        if point.calendar:
            point = _heard(text, point, discourse)
        if kind is Trigger.WEEKDAY:
            weekday = point
        else:
            yield point
    if weekday:
        yield weekday


def _triggers(text: str) -> Iterator[tuple[int, Trigger | None]]:
    """Where a date may begin, and the kind of word that stands there; None for a number."""
    kinds = TRIGGERS
    for token in TOKEN.finditer(text):
        word = token[0]
        if word in kinds:
            yield token.start(), kinds[word]
        elif word[0] <= "9" and len(word) <= 4 and _may_begin(text, token.start(), len(word)):
            yield token.start(), None


def _may_begin(text: str, start: int, length: int) -> bool:
    if not start or not _GLUED.match(text, start - 1):
        return True
    return length == 4 and start > 1 and _GLUED_YEAR.match(text, start - 2, start) is not None


def _heard(text: str, point: Point, discourse: Discourse) -> Point:
    told_on = not _NEW.search(text, max(0, point.start - 4), point.start)
    dated = discourse.dated(point.value, point.start, told_on) if isinstance(point.value, Partial) else None
    if not point.weak:
        discourse.heard(dated, point.end)
    return point if dated == point.value else replace(point, dated=dated)


def _point(text: str, start: int, kind: Trigger | None, discourse: Discourse) -> Point | None:
    rules, fallback = _KINDS[kind]
    for pattern, rule in rules:
        match = pattern.match(text, start)
        if match and (point := rule(text, match, discourse)):
            return point
    match = TOKEN.match(text, start)
    return fallback(text, match, discourse) if fallback and match else None


_KINDS: Mapping[Trigger | None, tuple[_Rules, Rule | None]] = MappingProxyType(
    {
        None: (DIGIT_RULES, None),
        Trigger.MONTH: (MONTH_RULES, month_point),
        Trigger.WEEKDAY: ((), weekday_point),
        Trigger.SEASON: (SEASON_RULES, season_point),
        Trigger.NAMED_DAY: ((), named_day),
        Trigger.NAMED_DECADE: (DECADE_RULES, None),
        Trigger.QUARTER: (QUARTER_RULES, None),
        Trigger.UNIT: (UNIT_RULES, unit_point),
    }
)
