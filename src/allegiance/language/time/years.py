"""Is this number a year? '2003' in 'since 2003' is one; in 'page 2003', 'Resolution 1441', '2003 people' it is not.

A year inside a full date needs no such question. Numbers from 1900 to 2099 are years unless something beside them
speaks against it; older and round ones (1500, 2000) only where a preposition or another date speaks for it.
"""

from __future__ import annotations

import re
from enum import Enum

from allegiance.language.time.words import (
    COUNTED,
    COUNTING,
    EVENTS,
    FIRM_CUES,
    NOT_A_YEAR_AFTER,
    YEAR_CUES,
)

_LOOK = 32  # code points on either side that can hold the neighbouring words
_WORD_BEFORE = re.compile(r"((?<![^\W\d_])[^\W\d_]+\.?|[^\w\s])(\s{0,3}|[-‑‐])\Z")
_WORD_AFTER = re.compile(r"\s{1,3}([^\W\d_]+)")
_ERA = re.compile(r"\s{0,2}(?:B\.?C\.?E?|BCE|AH)\b")
_ATTACHED = frozenset(("post", "pre", "mid", "early", "late", "since", "circa"))
_QUANTITIES = re.compile(
    r"(?:force|total|crowd|group|population|army|team|number|column|convoy|price|maximum|minimum|average|contingent"
    r"|garrison|strength|sum|fine|distance|quota|reward|salary|altitude) of\s{1,2}\Z"
)


class Strength(Enum):
    """How much speaks for a number being a year."""

    NO = 0
    WEAK = 1  # only beside a preposition of time or another date
    FIRM = 2


def year_strength(text: str, start: int, end: int) -> Strength:
    """How much the words around `text[start:end]`, four digits, speak for a year."""
    before, gap = _word_before(text, start)
    after = _WORD_AFTER.match(text, end, end + _LOOK)
    following = after[1] if after else ""
    if _speaks_against(text, start, end, before, gap, following):
        return Strength.NO
    number = int(text[start:end])
    firm = before in FIRM_CUES or (text[start - 1 : start] == "(" and text[end : end + 1] in ")-–,;")
    if number >= 1900 and number % 100:
        return Strength.FIRM
    if firm or (before in {"of", "the", "by", "from", "around", "about"} and number % 50):
        return Strength.FIRM
    return Strength.WEAK if before in YEAR_CUES else Strength.NO


def is_no_year(text: str, start: int, end: int) -> bool:
    """Whether the words around speak against a year, or a stretch of years: '1990-1995 people', 'page 2003'."""
    before, gap = _word_before(text, start)
    after = _WORD_AFTER.match(text, end, end + _LOOK)
    return _speaks_against(text, start, end, before, gap, after[1] if after else "")


def _word_before(text: str, start: int) -> tuple[str, str]:
    found = _WORD_BEFORE.search(text, max(0, start - _LOOK), start)
    return (found[1].lower(), found[2]) if found else ("", "")


def _speaks_against(text: str, start: int, end: int, before: str, gap: str, following: str) -> bool:
    if before in NOT_A_YEAR_AFTER or following.lower() in COUNTED or _ERA.match(text, end):
        return True
    if gap in {"-", "‑", "‐"} and before not in _ATTACHED:
        return True
    counted = following.islower() and following.endswith(("s", "ren", "men", "ple"))
    if counted and before == "of" and int(text[start : start + 4]) < 1900 and following != "was":
        return True  # 'a survey of 1709 schoolchildren', but 'the revolution of 1789 began'
    if before == "of" and _QUANTITIES.search(text, max(0, start - _LOOK), start):
        return True
    plural = following.islower() and following.endswith("s") and not following.endswith(("ss", "us", "is"))
    if not plural or following in EVENTS or len(following) < 4 or following == "was":
        return False
    return before in COUNTING or (before not in YEAR_CUES and not _is_noun_like(before))


def _is_noun_like(before: str) -> bool:
    """Determiners and punctuation before 'the 2014 candidates', as against 'killed 2014 rebels'."""
    return before in _DETERMINERS or not before.isalpha()


_DETERMINERS = frozenset(
    ("the", "his", "her", "its", "their", "our", "a", "an", "this", "that", "s", "last", "next")
)
