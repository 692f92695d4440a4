"""Kinship: the words tell who is whose son, whichever of the two comes first."""

from __future__ import annotations

import pytest

from allegiance.claims.kinship import as_told
from allegiance.claims.who import Placed, Who
from reading_world import Grammar


def placed(who: Who, name: str) -> Placed:
    return next(p for p in who.placed if p.actor.name == name and p.mention.text == name)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Idris Marran's son, Adem Haddad, left.", ("Adem Haddad", "Idris Marran", "son")),
        ("Idris Marran, a nephew of Adem Haddad, left.", ("Idris Marran", "Adem Haddad", "nephew")),
        ("Idris Marran and his brother Adem Haddad left.", ("Adem Haddad", "Idris Marran", "brother")),
        ("Idris Marran and his brothers Adem Haddad and Omar Sabri left.", None),  # of Sabri and Haddad
        ("Idris Marran, Adem Haddad's cousin, left.", ("Idris Marran", "Adem Haddad", "cousin")),
        ("Idris Marran is the father of Adem Haddad.", ("Idris Marran", "Adem Haddad", "father")),
        ("Idris Marran met Adem Haddad.", None),
    ],
)
def test_the_words_tell_who_is_whose_relative(
    grammar: Grammar, text: str, told: tuple[str, str, str] | None
) -> None:
    reading = grammar.read(text)
    who = Who(reading, grammar.actors(text))
    names = ("Adem Haddad", "Omar Sabri") if "Sabri" in text else ("Idris Marran", "Adem Haddad")
    early, late = (placed(who, name) for name in names)
    found = as_told(reading, who, early, late)
    assert (found and (found[0].actor.name, found[1].actor.name, found[2])) == told


def test_each_of_several_brothers_is_one(grammar: Grammar) -> None:
    text = "Idris Marran and his brothers Adem Haddad and Omar Sabri left."
    reading = grammar.read(text)
    who = Who(reading, grammar.actors(text))
    early = placed(who, "Idris Marran")
    for name in ("Adem Haddad", "Omar Sabri"):
        found = as_told(reading, who, early, placed(who, name))
        assert found is not None
        assert (found[0].actor.name, found[2]) == (name, "brother")


def test_a_state_has_no_sons(grammar: Grammar) -> None:
    claims = grammar.claims("Norway's son Idris Marran left. Adem Haddad's son Omar Sabri stayed.")
    kin = {(c.subject.name, c.object.name) for c in claims if c.relation == "relative_of" and c.object}
    assert kin == {("Omar Sabri", "Adem Haddad")}
