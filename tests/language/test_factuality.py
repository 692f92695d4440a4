"""Factuality: what the clause around a word commits to."""

from __future__ import annotations

import pytest

from allegiance.language.factuality import Commitment, factuality, is_excepted
from reading_world import Grammar

STATED, ALLEGED, POSSIBLE = Commitment.STATED, Commitment.ALLEGED, Commitment.POSSIBLE

CLAUSES = [
    ("Norway attacked Sweden.", False, STATED),
    ("Norway did not attack Sweden.", True, STATED),
    ("Norway never attacked Sweden.", True, STATED),
    ("Norway refused to attack Sweden.", True, STATED),
    ("Norway failed to attack Sweden.", True, STATED),
    ("Norway did not refuse to attack Sweden.", False, STATED),
    ("Norway may attack Sweden.", False, POSSIBLE),
    ("Norway may not attack Sweden.", True, POSSIBLE),
    ("Norway plans to attack Sweden.", False, POSSIBLE),
    ("Finland mobilises if Norway attacks Sweden.", False, POSSIBLE),
    ("Norway allegedly attacked Sweden.", False, ALLEGED),
    ("Norway was accused of attacking Sweden.", False, ALLEGED),
    ("Norway is believed to attack Sweden.", False, ALLEGED),
    ("Norway attacked Sweden and did not meet Finland.", False, STATED),
]


@pytest.mark.parametrize(("text", "denied", "commitment"), CLAUSES)
def test_an_attack(grammar: Grammar, text: str, denied: bool, commitment: Commitment) -> None:
    trigger = next(t for t in grammar.sentence(text).span if t.text.startswith("attack"))
    reading = factuality(trigger)
    assert (reading.denied, reading.commitment) == (denied, commitment)
    assert bool(reading.reasons) == (denied or commitment is not STATED or "not refuse" in text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Neither Norway nor Denmark attacked Sweden.", id="neither"),
        pytest.param("Without attacking Sweden, Norway left.", id="without"),
        pytest.param("Norway declined to attack Sweden.", id="declined"),
        pytest.param(
            "No evidence was found that Norway attacked Sweden.",
            id="no evidence",
            marks=pytest.mark.xfail(reason="a negation at a noun is not seen", strict=True),
        ),
    ],
)
def test_negation_farther_off(grammar: Grammar, text: str) -> None:
    trigger = next(t for t in grammar.sentence(text).span if t.text.startswith("attack"))
    assert factuality(trigger).denied


def test_reasons_are_words_of_the_sentence(grammar: Grammar) -> None:
    text = "Norway reportedly refused to attack Sweden."
    trigger = next(t for t in grammar.sentence(text).span if t.text == "attack")
    assert set(factuality(trigger).reasons) == {"refused", "reportedly"}


def test_an_adjective_is_denied_with_its_verb(grammar: Grammar) -> None:
    trigger = next(
        t for t in grammar.sentence("Norway is not hostile to Sweden.").span if t.text == "hostile"
    )
    assert factuality(trigger).denied


@pytest.mark.parametrize(
    ("text", "at_word"),
    [
        ("Norway may attack Sweden.", True),
        ("Norway plans to attack Sweden.", True),
        ("Norway never attacked Sweden.", True),
        ("Norway is not an attacker of Sweden.", True),
        ("Nobody believes that Norway will not say that Finland attacked Sweden.", False),
        ("Norway was accused of attacking Sweden.", False),
    ],
)
def test_whether_it_is_said_of_the_very_word(grammar: Grammar, text: str, at_word: bool) -> None:
    trigger = next(t for t in grammar.sentence(text).span if t.text.startswith("attack"))
    assert factuality(trigger).at_word is at_word


@pytest.mark.parametrize(
    ("text", "excepted"),
    [
        ("Norway supports Finland but not Sweden.", True),
        ("Finland, not Sweden, attacked Norway.", True),
        ("Finland and Norway, but not Sweden, left.", True),
        ("Not only Finland but Sweden left.", False),
        ("Finland and Sweden left.", False),
        ("Sweden did not leave.", False),
    ],
)
def test_a_member_of_a_coordination_may_be_excepted(grammar: Grammar, text: str, excepted: bool) -> None:
    token = next(t for t in grammar.sentence(text).span if t.text == "Sweden")
    assert is_excepted(token) is excepted
