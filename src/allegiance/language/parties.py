"""Parties by another word: 'GOP' and 'Republicans' are the Republican Party, and so is the tag in 'Cassidy, R-La.'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from allegiance.language.mention import ActorKind, Form, Mention
from allegiance.language.naming import fold
from allegiance.language.parse import Sentence
from allegiance.language.words import words

_STATES = "Alaska|Hawaii|Idaho|Iowa|Maine|Ohio|Texas|Utah"  # those that papers do not shorten
_TAG = re.compile(rf"[RD]-(?:{_STATES}|[A-Z][a-z]{{1,5}}\.|[A-Z]{{2}}|[A-Z]\.[A-Z]\.)")
_TAG_BEHIND = re.compile(rf"(?<=[(\s]){_TAG.pattern}(?=[\s,).;:])")


def party(name: str) -> str | None:
    """The party that a name stands for, by its usual word in lower case; None for any other name."""
    said = fold(name).removesuffix(" party")
    if _TAG.fullmatch(name):
        return "republican" if name[0] == "R" else "democrat"
    for known in ("republican", "democrat"):
        if said in words("parties", known):
            return known
    return None


def full_name(names: Iterable[str]) -> str | None:
    """What to call a party that goes by American papers' words alone: 'R-La.' and 'GOP' are the Republican Party."""
    marked = [name for name in names if _TAG.fullmatch(name) or name == "GOP"]
    if not marked:
        return None
    return "Republican Party" if party(marked[0]) == "republican" else "Democratic Party"


def party_tags(sentence: Sentence) -> Iterator[Mention]:
    """The party and state that American papers put behind a name: 'R-La.', 'D-NY'."""
    text = sentence.text[sentence.start : sentence.end]
    for hit in _TAG_BEHIND.finditer(f"{text} "):
        start, end = sentence.start + hit.start(), sentence.start + hit.end()
        yield Mention(start, end, hit[0], Form.NAMED, ActorKind.ORGANIZATION, start, 0.9, "grammar:party tag")
