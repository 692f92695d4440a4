"""Qualifiers: phase, polarity, certainty and speaker of a claim, in words."""

from __future__ import annotations

import pytest

from allegiance.claims.claim import Certainty, Phase, Polarity
from reading_world import Grammar

DENIED = Polarity.DENIED
ALLEGED, POSSIBLE = Certainty.ALLEGED, Certainty.POSSIBLE


def qualified(grammar: Grammar, text: str, relation: str) -> tuple[Phase, Polarity, Certainty, str | None]:
    """The qualifiers of the only claim with this relation; the speaker by name."""
    (claim,) = [c for c in grammar.claims(text) if c.relation == relation]
    said = claim.said_by
    speaker = None if said is None else said.speaker.name if said.speaker else said.words
    return claim.phase, claim.polarity, claim.certainty, speaker


@pytest.mark.parametrize(
    ("text", "polarity", "certainty", "speaker"),
    [
        ("Norway attacked Sweden.", Polarity.AFFIRMED, Certainty.STATED, None),
        ("Norway did not attack Sweden.", DENIED, Certainty.STATED, None),
        ("Norway denied attacking Sweden.", DENIED, Certainty.STATED, "Norway"),
        ("Norway did not deny attacking Sweden.", Polarity.AFFIRMED, Certainty.STATED, "Norway"),
        ("Denmark said that Norway attacked Sweden.", Polarity.AFFIRMED, Certainty.STATED, "Denmark"),
        ("Denmark denied that Norway attacked Sweden.", DENIED, Certainty.STATED, "Denmark"),
        ("Denmark claimed that Norway attacked Sweden.", Polarity.AFFIRMED, ALLEGED, "Denmark"),
        ("Denmark said that Norway may attack Sweden.", Polarity.AFFIRMED, POSSIBLE, "Denmark"),
        ("Norway plans to attack Sweden.", Polarity.AFFIRMED, POSSIBLE, None),
        ("Norway allegedly attacked Sweden.", Polarity.AFFIRMED, ALLEGED, None),
        ("Finland said Denmark denied that Norway attacked Sweden.", DENIED, Certainty.STATED, "Denmark"),
        ("Witnesses said that Norway attacked Sweden.", Polarity.AFFIRMED, Certainty.STATED, "Witnesses"),
    ],
)
def test_an_attack(
    grammar: Grammar, text: str, polarity: Polarity, certainty: Certainty, speaker: str | None
) -> None:
    assert qualified(grammar, text, "attacked") == (Phase.HOLDS, polarity, certainty, speaker)


@pytest.mark.parametrize(
    ("text", "relation", "phase"),
    [
        ("Norway supports Sweden.", "supports", Phase.HOLDS),
        ("Norway began supporting Sweden.", "supports", Phase.BEGINS),
        ("Norway stopped supporting Sweden.", "supports", Phase.ENDS),
        ("Norway and Sweden formed an alliance.", "allied_with", Phase.BEGINS),
        ("Norway and Sweden ended their alliance.", "allied_with", Phase.ENDS),
        ("Idris Marran is a former member of the River Guard.", "member_of", Phase.ENDS),
        ("Norway began attacking Sweden.", "attacked", Phase.HOLDS),  # an act only happens
    ],
)
def test_the_phase_of_a_tie(grammar: Grammar, text: str, relation: str, phase: Phase) -> None:
    assert {c.phase for c in grammar.claims(text) if c.relation == relation} == {phase}


def test_no_longer_ends_a_tie(grammar: Grammar) -> None:
    assert qualified(grammar, "Norway no longer supports Sweden.", "supports")[0] is Phase.ENDS


def test_who_accuses_says_it(grammar: Grammar) -> None:
    found = qualified(grammar, "Denmark accused Norway of attacking Sweden.", "attacked")
    assert found == (Phase.HOLDS, Polarity.AFFIRMED, ALLEGED, "Denmark")


@pytest.mark.xfail(reason="a condition that follows is not seen", strict=True)
def test_what_hangs_on_a_condition_is_possible(grammar: Grammar) -> None:
    found = qualified(grammar, "Norway will attack Sweden if Denmark falls.", "attacked")
    assert found[2] is POSSIBLE


def test_who_portrays_says_it(grammar: Grammar) -> None:
    assert qualified(grammar, "Norway describes Sweden as a bully.", "described_as")[3] == "Norway"
    assert (
        qualified(grammar, "Idris Marran presented himself as a reformer.", "described_as")[3]
        == "Idris Marran"
    )


def test_the_reasons_name_the_rule_and_the_words(grammar: Grammar) -> None:
    (claim,) = grammar.claims("Norway may not attack Sweden.")
    assert claim.reasons[0].startswith("grammar: ")
    assert {"word 'may'", "word 'not'"} <= set(claim.reasons)
