"""Titles: an office as it is written → the post that is meant: 'ex-PM of Iraq' → prime minister, of Iraq, former.

The table is `titles.toml`, which people can read and extend. Source of the grouping: offices as REIGN and Archigos name
effective leaders, and cabinet posts as WhoGov codes them. What this does not show: which of two posts has the power.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from allegiance.language.countries import CountryRole, lookup

_LONGEST = 120  # characters; longer values are sentences, not titles
_ARTICLE = re.compile(r"^(?:the|a|an|his|her|their|its|our)\s+")
_OF = re.compile(r"\s+(?:of|for|in)\s+(?:the\s+)?")
_WORD = re.compile(r"[\s‐‑–-]+")


@dataclass(frozen=True, slots=True)
class Title:
    """What the words of an office mean. `body`: the state or body that the words themselves name, as written."""

    office: str
    single: bool
    body: str | None = None
    former: bool = False
    acting: bool = False
    designate: bool = False
    is_rank: bool = False  # 'General': no post


@dataclass(frozen=True, slots=True)
class _Table:
    forms: Mapping[str, str]
    single: frozenset[str]
    marks: Mapping[str, frozenset[str]]
    heads: tuple[str, ...]


@cache
def _table() -> _Table:
    text = (files("allegiance.analysis.offices") / "titles.toml").read_text(encoding="utf-8")
    rows: dict[str, dict[str, Any]] = tomllib.loads(text)
    marks = rows.pop("marks")
    forms = {form: name for name, row in rows.items() for form in row.get("forms", [name])}
    return _Table(
        MappingProxyType(forms),
        frozenset(name for name, row in rows.items() if row["single"]),
        MappingProxyType({key: frozenset(words) for key, words in marks.items() if key != "heads"}),
        tuple(marks["heads"]),
    )


def title(written: str) -> Title:
    """The office that these words mean; words outside the table keep their own form.

    >>> title("former Iraqi PM").office, title("former Iraqi PM").body, title("former Iraqi PM").former
    ('prime minister', 'Iraq', True)
    """
    words = " ".join(written.split())[:_LONGEST]
    words, found = _marked(words)
    words, body = _country_before(words)
    plain = _ARTICLE.sub("", words.casefold()).strip(" ,.;:'\"")
    table = _table()
    office, tail = table.forms.get(plain) or table.forms.get(plain.removesuffix("s")), None
    if office is None:
        parts = _OF.split(words, maxsplit=1)
        head = _ARTICLE.sub("", parts[0].casefold()).strip(" ,.;:'\"")
        if len(parts) == 2 and head in table.forms and not _is_portfolio(head, plain, table):
            office, tail = table.forms[head], parts[1].strip(" ,.;:")
    office = office or plain or "office"
    single = office in table.single or office.startswith(table.heads)
    rank = office in table.marks["ranks"]
    return Title(office, single and not rank, tail or body, *found, is_rank=rank)


def _is_portfolio(head: str, plain: str, table: _Table) -> bool:
    """'minister of water' is an office of its own; 'minister of Iraq' is not, but is no office either."""
    return head == "minister" and plain not in table.forms


def _marked(words: str) -> tuple[str, tuple[bool, bool, bool]]:
    """The words without 'former', 'acting', 'designate', and which of these stood there."""
    marks = _table().marks
    kept, seen = [], dict.fromkeys(("former", "acting", "designate"), False)
    for word in words.split():
        bare = word.casefold().strip(",.;:")
        head, _, rest = bare.partition("-")
        mark = next((key for key in seen if bare in marks[key]), None)
        if mark is None and rest:  # 'ex-president', 'president-elect'
            if head in marks["former"]:
                seen["former"], word = True, word.partition("-")[2]
            elif rest in marks["designate"]:
                seen["designate"], word = True, word.partition("-")[0]
        if mark is None:
            kept.append(word)
        else:
            seen[mark] = True
    return " ".join(kept), (seen["former"], seen["acting"], seen["designate"])


def _country_before(words: str) -> tuple[str, str | None]:
    """'US President', 'Iraqi prime minister', "Iraq's prime minister": the country is the body."""
    parts = words.split()
    for length in (2, 1):
        found = lookup(" ".join(parts[:length])) if len(parts) > length else None
        if found is not None and found.role is not CountryRole.METONYM:
            return " ".join(parts[length:]), found.country
    return words, None
