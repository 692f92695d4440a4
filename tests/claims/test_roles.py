"""Roles: who does it and to whom, whatever the voice and the clause."""

from __future__ import annotations

import pytest

from allegiance.claims.grammar import roles
from reading_world import Grammar

ATTACKS = [
    ("Norway attacked Sweden.", "Norway", "Sweden"),
    ("Sweden was attacked by Norway.", "Norway", "Sweden"),
    ("Sweden was attacked.", "", "Sweden"),
    ("Sweden was bombed and attacked by Norway.", "Norway", "Sweden"),
    ("Norway and Denmark attacked Sweden and Finland.", "Norway Denmark", "Sweden Finland"),
    ("Norway, Denmark and Iceland attacked Sweden.", "Norway Denmark Iceland", "Sweden"),
    ("Norway met Denmark and attacked Sweden.", "Norway", "Sweden"),
    ("Norway, which attacked Sweden, met Denmark.", "Norway", "Sweden"),
    ("Rebels who attacked Sweden met Denmark.", "Rebels", "Sweden"),
    ("Sweden, attacked by Norway, met Denmark.", "Norway", "Sweden"),
    ("Norway wants to attack Sweden.", "Norway", "Sweden"),
    ("Denmark urged Norway to attack Sweden.", "Norway", "Sweden"),
    ("Denmark forced Norway to attack Sweden.", "Norway", "Sweden"),
    ("Norway promised Denmark to attack Sweden.", "Norway", "Sweden"),
    ("Norway was accused of attacking Sweden.", "Norway", "Sweden"),
    ("Denmark accused Norway of attacking Sweden.", "Norway", "Sweden"),
    ("After attacking Sweden, Norway met Denmark.", "Norway", "Sweden"),
    ("Rebels attacking Sweden met Denmark.", "Rebels", "Sweden"),
    ("Denmark said that Norway attacked Sweden.", "Norway", "Sweden"),
    ("Groups such as Hamas and Hezbollah attacked Sweden.", "Groups Hamas Hezbollah", "Sweden"),
]


@pytest.mark.parametrize(("text", "doers", "undergoers"), ATTACKS, ids=[text for text, _, _ in ATTACKS])
def test_who_attacks_whom(grammar: Grammar, text: str, doers: str, undergoers: str) -> None:
    verb = next(t for t in grammar.sentence(text).span if t.text.startswith("attack"))
    assert [t.text for t in roles.agents(verb)] == doers.split()
    assert [t.text for t in roles.patients(verb)] == undergoers.split()


@pytest.mark.parametrize("verb", ["condemned", "criticised", "punished"])
def test_who_is_blamed_for_an_act_did_it(grammar: Grammar, verb: str) -> None:
    sentence = grammar.sentence(f"Denmark {verb} Norway for attacking Sweden.")
    attacking = next(t for t in sentence.span if t.text == "attacking")
    assert [t.text for t in roles.agents(attacking)] == ["Norway"]


@pytest.mark.parametrize(
    ("text", "noun", "owners"),
    [
        ("Norway's alliance fell.", "alliance", "Norway"),
        ("The attack by Norway failed.", "attack", "Norway"),
        ("The Norway alliance fell.", "alliance", "Norway"),
        ("The alliance fell.", "alliance", ""),
    ],
)
def test_whose_it_is(grammar: Grammar, text: str, noun: str, owners: str) -> None:
    token = next(t for t in grammar.sentence(text).span if t.text == noun)
    assert [t.text for t in roles.possessors(token)] == owners.split()


@pytest.mark.parametrize(
    ("text", "bearers"),
    [
        ("Idris Marran, the leader of the River Guard, left.", "Marran"),
        ("Idris Marran is the leader of the River Guard.", "Marran"),
        ("River Guard leader Idris Marran left.", "Marran"),
        ("Norway recognised Idris Marran as leader of the River Guard.", "Marran"),
        ("The leader of the River Guard left.", ""),
    ],
)
def test_who_is_the_leader(grammar: Grammar, text: str, bearers: str) -> None:
    token = next(t for t in grammar.sentence(text).span if t.text == "leader")
    assert [t.text for t in roles.bearer(token)] == bearers.split()


@pytest.mark.parametrize(
    ("text", "word", "prepositions", "expected"),
    [
        ("Norway met with Sweden and Denmark.", "met", "with", "Sweden Denmark"),
        ("Norway broke away from Sweden.", "broke", "from away", "Sweden"),
        ("Norway turned on Sweden.", "turned", "on against", "Sweden"),
        ("Norway met with Sweden.", "met", "against", ""),
    ],
)
def test_objects_of_prepositions(
    grammar: Grammar, text: str, word: str, prepositions: str, expected: str
) -> None:
    token = next(t for t in grammar.sentence(text).span if t.text == word)
    assert [t.text for t in roles.prepositional(token, prepositions.split())] == expected.split()
