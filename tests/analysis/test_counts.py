"""Alignment from counts and votes: laws on random tables, and what a naive balance gets wrong."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from allegiance.analysis.sides.counts import agreement, balance, share_agreed, stance, through_thirds

ways = st.sampled_from([1.0, 0.0, -1.0, np.nan])
ballots = st.integers(2, 6).flatmap(lambda size: arrays(float, (size, 8), elements=ways))
squares = st.integers(2, 6).flatmap(
    lambda size: arrays(float, (size, size), elements=st.integers(0, 50).map(float))
)


def symmetric(table: np.ndarray) -> np.ndarray:
    table = np.triu(table, 1)
    return np.asarray(table + table.T)


@given(ballots)
def test_votes_give_symmetric_tables_within_bounds(votes: np.ndarray) -> None:
    for table, low in ((share_agreed(votes), 0.0), (agreement(votes), -1.0)):
        off = table[~np.eye(len(votes), dtype=bool)]
        assert np.all((off >= low - 1e-9) & (off <= 1 + 1e-9))
        assert np.isnan(np.diag(table)).all()
        assert table == pytest.approx(table.T, nan_ok=True)


@given(ballots)
def test_calling_yes_no_changes_no_agreement(votes: np.ndarray) -> None:
    assert agreement(-votes) == pytest.approx(agreement(votes), nan_ok=True)


@given(ballots)
def test_a_question_on_which_all_agree_says_nothing(votes: np.ndarray) -> None:
    everybody = np.ones((len(votes), 1))
    more = np.hstack([votes, everybody])
    signs = np.sign(np.round(np.nan_to_num(agreement(votes)), 9))
    assert np.array_equal(np.sign(np.round(np.nan_to_num(agreement(more)), 9)), signs)


@given(squares, squares)
def test_swapping_together_and_against_turns_the_sign(one: np.ndarray, other: np.ndarray) -> None:
    size = min(len(one), len(other))
    together, against = symmetric(one[:size, :size]), symmetric(other[:size, :size])
    assert stance(against, together) == pytest.approx(-stance(together, against), nan_ok=True)
    assert balance(against, together) == pytest.approx(-balance(together, against), nan_ok=True)


@given(squares, st.floats(0.1, 10))
def test_third_actors_know_no_units(table: np.ndarray, times: float) -> None:
    stances = symmetric(table) - 20
    found = through_thirds(stances)
    assert through_thirds(stances * times) == pytest.approx(found, nan_ok=True, abs=1e-9)
    assert np.nanmax(np.abs(found)) <= 1 + 1e-9


def test_a_busy_pair_is_no_alliance_by_being_busy() -> None:
    # 0 and 1 have much to do with each other and more with 4; 2 and 3 little, but nobody else
    together = np.zeros((5, 5))
    for one, other, count in ((0, 1, 30), (0, 4, 90), (1, 4, 90), (2, 3, 15)):
        together[one, other] = together[other, one] = count
    nothing = np.zeros((5, 5))
    naive, found = balance(together, nothing), stance(together, nothing)
    assert naive[0, 1] > naive[2, 3]
    assert found[2, 3] > 0.9
    assert found[0, 1] < 0


def test_enemies_of_one_enemy_stand_together_by_way_of_it() -> None:
    stances = np.array([[0, 0, -1], [0, 0, -1], [-1, -1, 0]], dtype=float)
    assert through_thirds(stances)[0, 1] == pytest.approx(1)
