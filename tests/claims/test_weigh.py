"""Weighing: what speaks for one relation of two actors becomes one score, in the order that drafts came in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegiance.actors.actor import Actor
from allegiance.claims.claim import Phase
from allegiance.claims.draft import Draft, Witness
from allegiance.claims.groups import features, groups
from allegiance.claims.weigh import weigh
from allegiance.language.mention import ActorKind
from allegiance.language.neural import SpanScore
from reading_world import Grammar

GRAMMAR = "grammar"  # the table of weights
ACTORS = [Actor(f"a{n}", n, ActorKind.COUNTRY, (n,)) for n in ("Norway", "Sweden", "Denmark")]


@pytest.fixture(scope="session")
def draft(grammar: Grammar) -> Draft:
    """Norway attacked Sweden, as grammar proposes it."""
    sentence = grammar.sentence("Norway attacked Sweden.")
    return Draft(
        subject=ACTORS[0],
        relation="attacked",
        object=ACTORS[1],
        value=None,
        first=sentence,
        last=sentence,
        trigger=sentence.span[1],
        subject_at=0,
        phase=Phase.HOLDS,
        witness=Witness.GRAMMAR,
        score=0.4,
        reason="grammar: verb 'attacked'",
        pattern="attacked verb",
    )


CHANGES = st.fixed_dictionaries(
    {
        "subject": st.sampled_from(ACTORS[:2]),
        "object": st.sampled_from(ACTORS[1:]),
        "relation": st.sampled_from(["attacked", "allied_with", "supports"]),
        "witness": st.sampled_from(Witness),
        "score": st.floats(0.01, 0.99),
    }
)


@given(changes=st.lists(CHANGES, max_size=8))
def test_every_draft_is_in_one_group_of_its_own_kind(draft: Draft, changes: list[dict[str, object]]) -> None:
    drafts = [replace(draft, **change) for change in changes]  # type: ignore[arg-type]
    found = groups(drafts)
    assert sorted(map(id, (d for group in found for d in group.drafts))) == sorted(map(id, drafts))
    for group in found:
        assert len({(d.relation, frozenset({d.subject, d.object})) for d in group.drafts}) == 1
        assert group.rank >= 0


@given(changes=st.lists(CHANGES, max_size=8), least=st.floats(0, 1))
def test_scores_are_shares_and_none_is_below_the_least(
    draft: Draft, changes: list[dict[str, object]], least: float
) -> None:
    drafts = [replace(draft, **change) for change in changes]  # type: ignore[arg-type]
    kept = list(weigh(drafts, GRAMMAR, least))
    assert all(least <= d.score <= 1.0 for d in kept)
    assert len(kept) <= len(drafts)
    assert len(list(weigh(drafts, GRAMMAR, 0.0))) >= len(kept)


def test_the_drafts_of_one_group_share_their_score_and_reasons(draft: Draft) -> None:
    again = replace(draft, reason="grammar: event noun 'attack'")
    one, other = weigh((draft, again), GRAMMAR, 0.0)
    assert one.score == other.score
    assert one.reason == other.reason == "grammar: verb 'attacked'; grammar: event noun 'attack'"


def test_a_symmetric_relation_is_weighed_both_ways_together(draft: Draft) -> None:
    turned = replace(draft, subject=draft.object, object=draft.subject)
    assert len(groups((draft, turned))) == 2
    allied = [replace(d, relation="allied_with") for d in (draft, turned)]
    assert len(groups(allied)) == 1


def test_features_say_who_bears_witness(draft: Draft) -> None:
    network = replace(draft, witness=Witness.NETWORK, score=0.9, reason="network", pattern="")
    (alone,) = groups((draft,))
    (both,) = groups((draft, network))
    assert (features(alone)["network silent"], features(both)["network silent"]) == (1.0, 0.0)
    assert (features(alone)["both"], features(both)["both"]) == (0.0, 1.0)
    assert "pattern attacked verb" in features(both)


def test_each_relation_is_asked_for_itself_and_for_the_kinds_that_it_joins(draft: Draft) -> None:
    network = replace(draft, witness=Witness.NETWORK, score=0.9, reason="network", pattern="")
    found = features(*groups((draft, network)))
    assert {name for name in found if name.startswith("attacked ")} == {
        "attacked network",
        "attacked own",
        "attacked grammar",
        "attacked apart",
        "attacked country country",
    }
    assert 0.0 < found["attacked network"] < found["network"]
    portrayal = replace(draft, relation="described_as", object=None, value="a foe")
    assert "described_as country value" in features(*groups((portrayal,)))


def test_at_one_place_grammar_speaks_or_else_the_surest_pair(draft: Draft) -> None:
    """'Norway … it … Sweden': two pairs of words for one claim must not tell it twice."""
    sure, less = (
        replace(draft, witness=Witness.NETWORK, score=score, reason=str(score)) for score in (0.9, 0.2)
    )
    assert [d.reason for d in weigh([less, sure], GRAMMAR, 0.0)] == ["0.9; 0.2"]
    (told,) = weigh([less, draft, sure], GRAMMAR, 0.0)
    assert told.witness is Witness.GRAMMAR


def test_nothing_is_weighed_where_nothing_is_proposed() -> None:
    assert list(weigh((), GRAMMAR, 0.0)) == []


def test_one_inside_the_other_is_told_apart(draft: Draft) -> None:
    """'members of the Senate' are of the Senate by their words alone, and seldom worth a claim."""
    whole, part, other = (
        SpanScore(0, 21, "actor", 0.9),
        SpanScore(15, 21, "actor", 0.9),
        SpanScore(30, 36, "actor", 0.9),
    )
    network = replace(draft, witness=Witness.NETWORK, pattern="")
    inside, beside = replace(network, pair=(whole, part)), replace(network, pair=(whole, other))
    assert "one inside the other" in features(*groups([inside]))
    assert "one inside the other" not in features(*groups([inside, beside]))
    assert "one inside the other" not in features(*groups([draft]))
