"""The word table `words.toml`: nouns of actors, cues of saying, hedges, phases."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from allegiance.language.inflection import form_table
from allegiance.language.mention import ActorKind


@cache
def words(section: str, name: str) -> frozenset[str]:
    """One list of the table as a set of lemmas in lower case; '_' stands for a space."""
    table = tomllib.loads((files("allegiance.language") / "words.toml").read_text(encoding="utf-8"))
    return frozenset(word.replace("_", " ") for word in table[section][name].split())


@cache
def lists(section: str) -> tuple[str, ...]:
    """Names of the lists of a section, in the order of the table."""
    table = tomllib.loads((files("allegiance.language") / "words.toml").read_text(encoding="utf-8"))
    return tuple(table[section])


@cache
def noun_table() -> dict[str, str]:
    """Form → lemma for every noun that refers to an actor."""
    lists = ("armed_group", "organization", "country", "movement", "population", "person", "group")
    return form_table(sorted(lemma for name in lists for lemma in words("actors", name)), verbs=False)


def actor_kind(lemma: str) -> ActorKind | None:
    """The kind of actor that a common noun refers to; None when it refers to none or to a group of any kind.

    Kinds are tried from the most telling to the least: an 'official' is a person before a population.
    """
    for kind in ("armed_group", "organization", "country", "movement", "person", "population"):
        if lemma in words("actors", kind):
            return ActorKind(kind)
    return None


def is_person_noun(form: str) -> bool:
    """Whether a common noun, in small letters and any form, means people one by one: 'ayatollah', 'ministers'."""
    lemma = noun_table().get(form)
    return lemma is not None and actor_kind(lemma) is ActorKind.PERSON


def is_actor_noun(lemma: str) -> bool:
    """Whether a common noun can refer to an actor at all."""
    return actor_kind(lemma) is not None or lemma in words("actors", "group")
