"""Extraction: whatever the text, claims stand on its words; the same is said once, contradictions stay apart."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allegiance.claims.claim import Certainty, Claim, Phase, Polarity
from allegiance.claims.extract import _hangs_on, extract, merge
from allegiance.claims.relations import relation
from reading_world import Grammar

ACTORS = st.sampled_from(
    ["Norway", "the River Guard", "Idris Marran", "al-Haddad", "pro-Iran militias", "it", "القدس"]
)
VERBS = st.sampled_from(
    [
        "attacked",
        "is allied with",
        "did not support",
        "was accused by",
        "is the former leader of",
        "met",
        "denied it to",
    ]
)
SAID = st.builds("{} {} {}.".format, ACTORS, VERBS, ACTORS)
TEXTS = st.lists(SAID | st.text(max_size=20), max_size=6).map("  ".join)


@given(text=TEXTS)
@settings(max_examples=50)
def test_every_claim_stands_on_the_words_of_the_text(grammar: Grammar, text: str) -> None:
    actors = set(grammar.actors(text))
    claims = grammar.claims(text)
    for claim in claims:
        assert claim.evidence
        for passage in claim.evidence:
            assert text[passage.start : passage.end] == passage.quote == passage.quote.strip() != ""
        assert {claim.subject, claim.object or claim.subject} <= actors
        assert claim.subject != claim.object
        assert claim.object is not None or claim.value
        assert relation(claim.relation)
        assert 0.0 <= claim.score <= 1.0
        assert claim.extractor == "grammar/1"
    assert len({claim.id for claim in claims}) == len(claims)


@given(text=TEXTS)
@settings(max_examples=25)
def test_merging_again_changes_nothing(grammar: Grammar, text: str) -> None:
    claims = grammar.claims(text)
    assert merge(claims) == claims
    assert {c.id for c in merge((*claims, *claims))} == {c.id for c in claims}


@given(text=TEXTS, seed=st.integers(0, 9))
@settings(max_examples=25)
def test_the_order_of_claims_makes_no_difference_to_what_is_kept(
    grammar: Grammar, text: str, seed: int
) -> None:
    claims = list(grammar.claims(text))
    random.Random(seed).shuffle(claims)
    assert {c.id for c in merge(claims)} == {c.id for c in grammar.claims(text)}


@given(text=TEXTS, least=st.floats(0, 1))
@settings(max_examples=25)
def test_no_claim_is_below_the_least_score(grammar: Grammar, text: str, least: float) -> None:
    kept = extract(grammar.read(text), grammar.actors(text), least)
    assert all(claim.score >= least for claim in kept)
    assert {c.id for c in kept} <= {c.id for c in grammar.claims(text)}


def test_the_same_said_twice_is_one_claim_with_two_quotes(grammar: Grammar) -> None:
    (claim,) = grammar.claims("Norway attacked Sweden. Then Norway attacked Sweden again.")
    assert [p.quote for p in claim.evidence] == [
        "Norway attacked Sweden.",
        "Then Norway attacked Sweden again.",
    ]


def test_symmetric_relations_are_the_same_either_way_round(grammar: Grammar) -> None:
    (claim,) = grammar.claims("Norway is allied with Sweden. Sweden is allied with Norway.")
    assert len(claim.evidence) == 2
    assert len(grammar.claims("Norway attacked Sweden. Sweden attacked Norway.")) == 2


@pytest.mark.parametrize(
    "contradiction",
    [
        "Norway attacked Sweden. Norway did not attack Sweden.",
        "Norway attacked Sweden. Denmark said that Norway attacked Sweden.",
        "Denmark said that Norway attacked Sweden. Finland said that Norway attacked Sweden.",
        "Norway attacked Sweden. Norway allegedly attacked Sweden.",
        "Norway attacked Sweden in 2003. Norway attacked Sweden in 2007.",
        "Norway supports Sweden. Norway stopped supporting Sweden.",
    ],
)
def test_contradictions_stay_apart(grammar: Grammar, contradiction: str) -> None:
    claims = grammar.claims(contradiction)
    assert len({c.relation for c in claims}) == 1
    assert len(claims) == 2
    assert all(len(c.evidence) == 1 for c in claims)


@pytest.fixture
def attack(grammar: Grammar) -> Claim:
    (claim,) = grammar.claims("Norway attacked Sweden.")
    return claim


def test_the_surer_of_two_scores_and_all_reasons_are_kept(attack: Claim) -> None:
    (one,) = merge((replace(attack, score=0.2), replace(attack, score=0.7, reasons=("another",))))
    assert one.score == 0.7
    assert one.reasons == (*attack.reasons, "another")


def test_values_that_differ_in_case_and_article_are_one(attack: Claim) -> None:
    claims = [
        replace(attack, object=None, relation="described_as", value=v) for v in ("bully", "A Bully", "saint")
    ]
    assert [c.value for c in merge(claims)] == ["bully", "saint"]


@pytest.mark.parametrize(
    "change",
    [
        {"phase": Phase.ENDS},
        {"polarity": Polarity.DENIED},
        {"certainty": Certainty.POSSIBLE},
        {"relation": "betrayed"},
    ],
    ids=str,
)
def test_whatever_differs_in_a_qualifier_is_another_claim(attack: Claim, change: dict[str, str]) -> None:
    assert len(merge((attack, replace(attack, **change)))) == 2


def test_a_patron_is_not_taken_for_its_proxy(grammar: Grammar) -> None:
    claims = grammar.claims("Norway's proxy, the Harbour Front, attacked Sweden.")
    assert [c.subject.name for c in claims if c.relation == "attacked"] == ["Harbour Front"]


@pytest.mark.parametrize(
    ("text", "one", "other", "joined"),
    [
        ("Norway is not a member of the River Guard.", "Norway", "Guard", True),
        ("Norway has never ruled Sweden.", "Norway", "Sweden", True),
        ("Norway did not say that Denmark had attacked Sweden.", "Norway", "Sweden", False),
    ],
)
def test_a_guessed_word_speaks_for_actors_of_its_own_clause(
    grammar: Grammar, text: str, one: str, other: str, joined: bool
) -> None:
    """A denial there stands whatever the network thinks of it."""
    sentence = grammar.sentence(text)
    tokens = {token.text: token for token in sentence.span}
    trigger = tokens[one].head
    assert all(_hangs_on(tokens[name], trigger) for name in (one, other)) is joined
