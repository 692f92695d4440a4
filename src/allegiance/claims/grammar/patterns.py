"""The pattern table `patterns.toml`, turned into look-ups from word forms to what they can mean."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from spacy.tokens import Token

from allegiance.claims.claim import Phase
from allegiance.claims.relations import relation
from allegiance.language.inflection import noun_forms, verb_forms


class Shape(StrEnum):
    """How a word joins its two actors."""

    VERB = "verb"  # X attacks Y, X allies with Y
    AGENT = "agent noun"  # X, the leader of Y
    PATIENT = "patient noun"  # X's proxy Y
    EVENT = "event noun"  # X's support for Y
    JOINT = "joint noun"  # the alliance between X and Y
    JOINED = "joined"  # X-backed Y
    BEFORE = "before"  # pro-Y Z
    OWNED = "owned noun"  # X's movement
    JOINTLY = "joint verb"  # X and Y meet
    ADJECTIVE = "adjective"  # Y loyal to X
    TRANSFER = "transfer"  # X gives Y money
    NAMING = "naming"  # X, formerly Y


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way in which a word carries a relation; `prepositions` are empty for a direct object."""

    relation: str
    shape: Shape
    lemma: str
    prepositions: frozenset[str]
    phase: Phase


_LISTS = {
    "verbs": Shape.VERB,
    "agent_nouns": Shape.AGENT,
    "patient_nouns": Shape.PATIENT,
    "joint_nouns": Shape.JOINT,
    "joined": Shape.JOINED,
    "before": Shape.BEFORE,
    "jointly": Shape.JOINTLY,
    "owned": Shape.OWNED,
}
_TABLES = {"verbs_to": Shape.VERB, "event_nouns": Shape.EVENT, "adjectives": Shape.ADJECTIVE}
_NOUN_SHAPES = frozenset({Shape.AGENT, Shape.PATIENT, Shape.EVENT, Shape.JOINT, Shape.OWNED})


@cache
def verb_patterns() -> dict[str, tuple[Pattern, ...]]:
    """Patterns by form of their verb."""
    return _by_form(Shape.VERB, Shape.JOINTLY)


@cache
def noun_patterns() -> dict[str, tuple[Pattern, ...]]:
    """Patterns by form of their noun: agent, patient, event and joint nouns."""
    return _by_form(*_NOUN_SHAPES)


@cache
def adjective_patterns() -> dict[str, tuple[Pattern, ...]]:
    """Patterns by their adjective."""
    return _by_form(Shape.ADJECTIVE)


@cache
def compound_patterns() -> dict[str, tuple[Pattern, ...]]:
    """Patterns by the word that joins: 'backed' in 'X-backed Y', 'pro' in 'pro-X Y'."""
    return _by_form(Shape.JOINED, Shape.BEFORE)


@cache
def _patterns() -> tuple[Pattern, ...]:
    table = tomllib.loads((files("allegiance.claims.grammar") / "patterns.toml").read_text(encoding="utf-8"))
    found: list[Pattern] = []
    for name, entry in table.items():
        relation(name)  # a relation that does not exist is an error of the table
        found += _entry(name, entry, Phase.HOLDS)
        for phase in (Phase.BEGINS, Phase.ENDS):
            found += _entry(name, entry.get(phase.value, {}), phase)
    return tuple(found)


def _entry(name: str, entry: dict[str, Any], phase: Phase) -> list[Pattern]:
    found = [
        Pattern(name, shape, lemma, frozenset(), phase)
        for key, shape in _LISTS.items()
        for lemma in entry.get(key, "").split()
    ]
    found += [
        Pattern(name, shape, lemma, frozenset(prepositions.split()), phase)
        for key, shape in _TABLES.items()
        for lemma, prepositions in entry.get(key, {}).items()
    ]
    return found


def is_plural(noun: Token) -> bool:
    """Whether a noun of the table stands in the plural, whatever the tagger made of a capital letter."""
    return any(p.lemma != noun.lower_ for p in noun_patterns().get(noun.lower_, ()))


def _by_form(*shapes: Shape) -> dict[str, tuple[Pattern, ...]]:
    table: dict[str, list[Pattern]] = {}
    for pattern in _patterns():
        if pattern.shape in shapes:
            for form in _forms(pattern):
                table.setdefault(form, []).append(pattern)
    return {form: tuple(patterns) for form, patterns in table.items()}


def _forms(pattern: Pattern) -> tuple[str, ...]:
    if pattern.shape in (Shape.VERB, Shape.JOINTLY):
        return verb_forms(pattern.lemma)
    if pattern.shape in _NOUN_SHAPES:
        return noun_forms(pattern.lemma)
    return (pattern.lemma,)
