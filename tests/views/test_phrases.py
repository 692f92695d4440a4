"""Relations in words."""

from __future__ import annotations

from itertools import product

import pytest

from allegiance.actors.actor import Actor
from allegiance.claims.claim import Phase
from allegiance.claims.relations import RelationGroup, relations
from allegiance.language.mention import ActorKind
from allegiance.views.phrases import _phrases, sentence
from planted import GUARD, MARRAN, OSTRAVA, STRIKERS


@pytest.mark.parametrize(
    ("name", "phase", "words"),
    [
        ("sponsors", Phase.BEGINS, "Ostrava begins to sponsor River Guard"),
        ("allied_with", Phase.ENDS, "Ostrava is no longer allied with River Guard"),
        ("rivals", Phase.HOLDS, "Ostrava is a rival of River Guard"),
        ("attacked", Phase.HOLDS, "Ostrava attacked River Guard"),
        ("attacked", Phase.BEGINS, "Ostrava attacked River Guard (begins)"),
        ("accused", Phase.HOLDS, "Ostrava accused River Guard"),
        ("relative_of", Phase.HOLDS, "Ostrava is a relative of River Guard"),
        ("controls", Phase.ENDS, "Ostrava loses control of River Guard"),
        ("holds_office", Phase.BEGINS, "Ostrava takes an office in River Guard"),
    ],
)
def test_a_sentence_tells_its_phase(name: str, phase: Phase, words: str) -> None:
    assert sentence(name, OSTRAVA, GUARD, None, phase) == words


@pytest.mark.parametrize(("name", "phase"), list(product(sorted(relations()), Phase)))
def test_every_relation_has_words_whatever_is_missing(name: str, phase: Phase) -> None:
    for other, value in product((GUARD, None), ("minister of water", None)):
        words = sentence(name, OSTRAVA, other, value, phase)
        assert words.startswith("Ostrava ")
        assert "{" not in words
        if phase is not Phase.HOLDS:
            assert words != sentence(name, OSTRAVA, other, value)


def test_every_tie_has_words_for_its_beginning_and_end() -> None:
    ties = {name for name, relation in relations().items() if relation.group is RelationGroup.TIE}
    assert ties - {"relative_of"} == {
        name for name, row in _phrases().items() if {"begins", "ends"} <= row.keys()
    }
    assert _phrases().keys() <= relations().keys()


def test_an_office_without_a_country() -> None:
    assert sentence("holds_office", MARRAN, None, "mayor") == "Idris Marran holds the office of mayor"


@pytest.mark.parametrize(
    ("actor", "words"),
    [
        (STRIKERS, "The strikers support Ostrava"),
        (
            Actor("a", "members of the Blue Hats", ActorKind.ARMED_GROUP),
            "Members of the Blue Hats support Ostrava",
        ),
        (Actor("a", "Sadrists", ActorKind.MOVEMENT), "Sadrists support Ostrava"),
        (Actor("a", "United States", ActorKind.COUNTRY), "United States supports Ostrava"),
        (Actor("a", "the press", None), "The press supports Ostrava"),
        (Actor("a", "leader of militias", ActorKind.PERSON), "Leader of militias supports Ostrava"),
    ],
)
def test_verbs_agree_with_crowds(actor: Actor, words: str) -> None:
    assert sentence("supports", actor, OSTRAVA, None) == words


def test_be_and_have_agree_too() -> None:
    assert sentence("allied_with", STRIKERS, GUARD, None) == "The strikers are allied with River Guard"
    assert (
        sentence("opposes", STRIKERS, GUARD, None, Phase.ENDS) == "The strikers no longer oppose River Guard"
    )
    assert sentence("renamed_as", STRIKERS, GUARD, None) == "The strikers were renamed River Guard"
