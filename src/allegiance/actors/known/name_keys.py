"""Keys of names: what an index is asked for, so that of 30,000 actors only the few are compared that may fit.

    'Idris al-Marran'     =idris marran          the words, without titles and articles
                          ~tdrs mrn              the consonants of each two telling words
    'River Guard'         =river guard   ~1 rfr  the one telling word, where the other only says 'guard'

Two names of one actor nearly always share a key, two of different actors seldom.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import combinations
from types import MappingProxyType

from allegiance.actors.parts import Part, parts_of
from allegiance.language.countries import lookup
from allegiance.language.words import noun_table

_MOST_PARTS = 8  # telling words of which pairs are made: 28 of them
_LONGEST_ACRONYM = 8
_SHORTEST_ACRONYM = 3


@lru_cache(maxsize=16_384)
def words_key(name: str) -> str:
    """The key of the words: equal for spellings that differ in case, accents, titles and articles only."""
    parts = parts_of(name)
    return "=" + " ".join((*(part.text for part in parts.parts), *parts.numbers))


@lru_cache(maxsize=16_384)
def sound_keys(name: str) -> frozenset[str]:
    """Keys of the sounds: of each pair of telling words, or of the only one beside words that many groups share."""
    parts = parts_of(name).parts
    telling = [part for part in parts if not part.shared][:_MOST_PARTS]
    if len(telling) == 1 and len(parts) > 1:
        return frozenset(f"~1 {skeleton}" for skeleton in telling[0].skeletons)
    return frozenset(
        f"~{' '.join(sorted((x, y)))}"
        for one, other in combinations(telling, 2)
        for x in one.skeletons
        for y in other.skeletons
    )


def is_generic(name: str) -> bool:
    """Whether the words say only what kind of body is meant: 'National Army', 'Communist Party', 'Islamic State'."""
    parts = parts_of(name)
    return not parts.numbers and not any(_tells(part) for part in parts.parts)


def is_institution(name: str) -> bool:
    """Whether every country has one of this name: 'Supreme Court', 'the Police', 'National Guard', 'Authorities'."""
    parts = parts_of(name)
    if len(parts.parts) == 1 and parts.parts[0].word in noun_table():
        return True
    words = {part.shared or part.text for part in parts.parts}
    if parts.numbers or not words or any(_tells(part) for part in parts.parts):
        return False
    table = _generic_words()
    return len(words) == 1 or (words.isdisjoint(table["own"]) and not words.isdisjoint(table["institutions"]))


def is_bare_country(name: str) -> bool:
    """Whether it names a country, its people or seat, or an office of it: 'President of Iraq'."""
    return (
        lookup(name) is not None or lookup(" ".join(part.word for part in parts_of(name).parts)) is not None
    )


def is_acronym(name: str) -> bool:
    """Whether it is written as one: three to eight capitals."""
    letters = name.replace(".", "")
    return letters.isalpha() and letters.isupper() and _SHORTEST_ACRONYM <= len(letters) <= _LONGEST_ACRONYM


def size(name: str) -> int:
    """How many words a name has, titles and articles left out."""
    parts = parts_of(name)
    return len(parts.parts) + len(parts.numbers)


def bare(name: str) -> str:
    """The name without what only says who of a group is meant: 'River Guard fighters' → 'River Guard'."""
    words = name.split()
    while len(words) > 1 and words[-1] in _generic_words()["behind"]:
        words.pop()
    return " ".join(words)


def _tells(part: Part) -> bool:
    return not part.shared and len(part.text) > 1 and part.text not in _generic_words()["words"]


@cache
def _generic_words() -> Mapping[str, frozenset[str]]:
    text = (files("allegiance.actors.known") / "generic.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return MappingProxyType({name: frozenset(words.split()) for name, words in table.items()})
