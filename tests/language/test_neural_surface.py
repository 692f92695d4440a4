"""Spans without crossings, and what two mentions have in common on the surface."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegiance.language.neural.pairs import FEATURES, compare, surface
from allegiance.language.neural.spans import Candidate, candidates, without_crossings

WORDS = st.lists(
    st.sampled_from(["the", "Army", "of", "Ruritania", "RA", "leaders", "he", ",", "9"]),
    min_size=1,
    max_size=5,
)
SPANS = st.lists(
    st.builds(
        lambda a, n, label, s: Candidate(a, a + n, label, s),
        st.integers(0, 15),
        st.integers(0, 4),
        st.integers(0, 1),
        st.floats(0, 1),
    ),
    max_size=15,
)


@given(SPANS)
def test_kept_spans_of_a_label_do_not_cross_and_the_best_stays(found: list[Candidate]) -> None:
    ordered = sorted(found, key=lambda c: -c.score)
    kept = without_crossings(ordered, ["word"] * 20)
    assert set(kept) <= set(found)
    assert not ordered or ordered[0] in kept
    for one in kept:
        for other in kept:
            if one is not other and one.label == other.label:
                assert not one.first < other.first <= one.last < other.last


def test_a_name_inside_a_longer_one_stays_behind_a_bridge_only() -> None:
    words = ["former", "leaders", "of", "Ruritania"]
    whole, state = Candidate(0, 3, 0, 0.9), Candidate(3, 3, 0, 0.8)
    assert without_crossings([whole, state], words) == [whole, state]
    people, last = Candidate(0, 1, 0, 0.9), Candidate(1, 1, 0, 0.8)
    assert without_crossings([people, last], words) == [people]


def test_candidates_stay_in_one_sentence_and_reach_the_threshold() -> None:
    logits = np.full((1, 4, 4), 2.0, dtype=np.float32)  # a probability of 0.88
    found = candidates(logits, [0, 0, 1, 1], [0.5], [(1.0, 0.0)])
    assert {(c.first, c.last) for c in found} == {(0, 0), (0, 1), (1, 1), (2, 2), (2, 3), (3, 3)}
    assert all(c.score == pytest.approx(0.88, abs=0.01) for c in found)
    assert candidates(logits, [0, 0, 1, 1], [0.95], [(1.0, 0.0)]) == []
    assert candidates(logits, [0, 0, 1, 1], [0.5], [(1.0, -3.0)]) == []


@given(WORDS, WORDS, st.integers(0, 3), st.integers(0, 500))
def test_features_are_bounded_and_of_fixed_length(
    one: list[str], other: list[str], apart: int, words: int
) -> None:
    found = compare(surface(one), surface(other), apart, words)
    assert len(found) == FEATURES
    assert all(0.0 <= value <= 1.0 for value in found)


@pytest.mark.parametrize(
    ("one", "other", "feature"),
    [
        (["the", "Ruritanian", "Army"], ["Ruritanian", "army"], 0),  # the same without its article
        (["General", "Zenda"], ["Zenda"], 1),  # the same last word
        (["Ruritanian", "Liberation", "Army"], ["RLA"], 4),  # an acronym
        (["RLA"], ["Ruritanian", "Liberation", "Army"], 4),
        (["Zenda"], ["he"], 8),
    ],
)
def test_what_is_alike_is_seen(one: list[str], other: list[str], feature: int) -> None:
    assert compare(surface(one), surface(other), 0, 3)[feature] == 1.0
