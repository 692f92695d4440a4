"""Furniture: the parts of a page that are not the article. Precision first: running prose is never furniture.

Each rule is a list of words in `furniture.toml`, bounded by a number of words beyond which a block is prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from allegiance.documents.table import any_of, table, words

_MOST_CHARACTERS = 600  # no furniture is longer; also the bound for the expressions below
_WORD = re.compile(r"[^\W\d_](?:[\w'’.-]*\w)?")
_SENTENCE_END = re.compile(r"[.!?؟。](?:[\"'”’)\]]*)(?:\s|$)")
_SHARE = 0.6  # share of listed words that makes a line of buttons


@dataclass(frozen=True, slots=True)
class _Rule:
    """One kind of furniture, compiled from the table."""

    most: int
    whole: frozenset[str]
    starts: re.Pattern[str] | None
    listed: frozenset[str]

    def marks(self, block: str, plain: str, said: list[str]) -> bool:
        """Whether this block, its bare words `plain` and its words `said` fall under the rule."""
        if len(said) > self.most:
            return False
        return (
            plain in self.whole
            or bool(self.starts and self.starts.match(block))
            or bool(self.listed and _is_buttons(block, said, self.listed))
        )


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            most=rule["most"],
            whole=frozenset(rule.get("whole", ())),
            starts=re.compile(any_of(rule["starts"]), re.IGNORECASE) if "starts" in rule else None,
            listed=frozenset(rule.get("words", ())),
        )
        for rule in table()["furniture"].values()
    )


def is_furniture(block: str) -> bool:
    """Whether the words of one block mark it as furniture, wherever it stands.

    >>> is_furniture("Read more: Five things about the harbour")
    True
    >>> is_furniture("Read more closely, the treaty says nothing about the harbour.")
    False
    """
    if len(block) > _MOST_CHARACTERS:
        return False
    said = [word.casefold() for word in _WORD.findall(block)]
    if not said:
        return not any(character.isalnum() for character in block)  # a rule, a row of stars
    plain = " ".join(said)
    start = block.lstrip("*_>#-–—•· \t[")
    return any(rule.marks(start, plain, said) for rule in _rules())


def is_label(block: str) -> bool:
    """Whether a line is a section label or a bread crumb: 'North Africa, West Asia', 'Home > World'."""
    if len(block) > 80 or _SENTENCE_END.search(block):
        return False
    parts = [part.strip().casefold() for part in re.split(r"[,/|>›»·•&]| and ", block)]
    return all(_is_section(part) for part in parts if part) and any(parts)


def _is_section(part: str) -> bool:
    sections, compass = words("masthead", "sections"), words("masthead", "compass")
    if part in sections:
        return True
    first, _, rest = part.partition(" ")
    return first in compass and rest in sections


def _is_buttons(block: str, said: list[str], listed: frozenset[str]) -> bool:
    """Whether a line is made of button labels: two at least, three in five of its words, no sentence."""
    if len(said) < 2 or _SENTENCE_END.search(block):
        return False
    hits = sum(word in listed for word in said)
    return hits >= 2 and hits >= _SHARE * len(said)
