"""Stances: what a description says about how somebody stands, and which conduct would speak for or against it.

The table is `stances.toml`, which people can read and extend; descriptions outside it have no stance and are compared
with nothing. Source: after the comparison of self-image and conduct in frame analysis (Benford & Snow 2000);
the list is of descriptions that news use of political actors.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from allegiance.actors.actor import Actor
from allegiance.casefile.fold import fold
from allegiance.language.countries import lookup

_REACH = 80  # characters after 'opposes' in which those whom it names are looked for
_LONGEST = 300  # characters of a description that are looked at
_WORD = re.compile(r"[^\W\d_][\w'’.]*")


@dataclass(frozen=True, slots=True)
class Stance:
    """One row of the table; the relations are named as in `claims/relations.toml`."""

    name: str
    targets: str
    does_for: frozenset[str]
    back_for: frozenset[str]
    does_against: frozenset[str]
    back_against: frozenset[str]


@dataclass(frozen=True, slots=True)
class Named:
    """A stance found in a description, and the words in which those whom it names are looked for ('' where none)."""

    stance: Stance
    words: str


@dataclass(frozen=True, slots=True)
class _Form:
    pattern: re.Pattern[str]
    stance: Stance
    side: str  # where the name stands: 'after', 'before', ''


@cache
def _table() -> tuple[tuple[_Form, ...], frozenset[str]]:
    text = (files("allegiance.analysis") / "stances.toml").read_text(encoding="utf-8")
    rows: dict[str, dict[str, Any]] = tomllib.loads(text)
    communities = frozenset(rows.pop("communities")["words"])
    forms = [_form(words, _stance(name, row)) for name, row in rows.items() for words in row["words"]]
    return tuple(forms), communities


def _stance(name: str, row: Mapping[str, Any]) -> Stance:
    sides = (frozenset(row.get(key, ())) for key in ("for", "for_back", "against", "against_back"))
    return Stance(name, row["targets"], *sides)


def _form(words: str, stance: Stance) -> _Form:
    bare = words.replace("{}", "").strip()
    side = "after" if words.endswith("{}") else "before" if words.startswith("{}") else ""
    start = r"(?<![\w-])" if side != "before" else ""
    end = r"(?![\w-])" if side != "after" or not bare.endswith("-") else ""
    return _Form(re.compile(start + re.escape(bare) + end, re.IGNORECASE), stance, side)


def communities() -> frozenset[str]:
    """Words that name a religious or ethnic community."""
    return _table()[1]


def stances(description: str, quote: str = "") -> tuple[Named, ...]:
    """Every stance that the description names, each once. Where it is cut short, the quote that it is from goes on.

    >>> [(n.stance.name, n.words) for n in stances("anti-Iran cleric")]
    [('against somebody', 'Iran cleric')]
    """
    text = " ".join(description.split())[:_LONGEST]
    found: dict[tuple[str, str], Named] = {}
    for form in _table()[0]:
        for match in form.pattern.finditer(text):
            named = Named(form.stance, _beside(form, match, text, " ".join(quote.split())))
            if form.side and not named.words:
                continue
            found.setdefault((form.stance.name, named.words), named)
    return tuple(found.values())


def _beside(form: _Form, match: re.Match[str], text: str, quote: str) -> str:
    """The words in which the name stands: up to the end of the clause after it, or the word right before it."""
    if form.side == "before":
        before = text[: match.start()].rstrip("- ")
        return " ".join(before.split()[-2:])
    if form.side != "after":
        return ""
    rest = text[match.end() :]
    if text in quote:
        rest += quote[quote.index(text) + len(text) :]
    if match[0].endswith("-"):
        return " ".join(rest.split()[:2])[:_REACH]
    return re.split(r"[.;:!?]", rest, maxsplit=1)[0][:_REACH].strip()


def named_actors(words: str, actors: Mapping[str, Actor]) -> tuple[Actor, ...]:
    """Those of the actors (by folded name or country) whom the words name: 'American and Iranian influence'."""
    found: dict[str, Actor] = {}
    parts = [match[0].rstrip(".'’") for match in _WORD.finditer(words)]
    for length in (3, 2, 1):
        for start in range(len(parts) - length + 1):
            form = " ".join(parts[start : start + length])
            country = lookup(form)
            actor = actors.get(fold(country.country if country else form)) if form[:1].isupper() else None
            if actor is not None:
                found.setdefault(actor.id, actor)
    return tuple(found.values())


def by_name(actors: Iterable[Actor]) -> Mapping[str, Actor]:
    """Actors by every folded name, and countries by their canonical one; the first of a name counts."""
    found: dict[str, Actor] = {}
    for actor in actors:
        for form in _forms(actor):
            found.setdefault(form, actor)
    return MappingProxyType(found)


def _forms(actor: Actor) -> Iterator[str]:
    for name in (actor.name, *actor.names):
        if name[:1].isupper():
            yield fold(name)
    country = lookup(actor.name)
    if country is not None:
        yield fold(country.country)
