"""Where actors and their names stand: friends near, foes far, parts apart, no box on another, no chance."""

from __future__ import annotations

from itertools import combinations

import made_up
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allegiance.pictures.names import Spot, boxes_of
from allegiance.pictures.packing import Box
from allegiance.pictures.parts import connected, laid_out
from allegiance.pictures.positions import Tie, fitted, positions, pushed_apart
from allegiance.pictures.shapes import hull, inside

pairs = st.lists(
    st.tuples(st.integers(0, 11), st.integers(0, 11), st.sampled_from((1, -1))).filter(
        lambda t: t[0] != t[1]
    ),
    max_size=30,
)


def _two_sides() -> tuple[list[str | None], list[Tie]]:
    sides: list[str | None] = ["a"] * 6 + ["b"] * 6
    ties = [Tie(side + i, side + j, 1) for side in (0, 6) for i, j in combinations(range(6), 2)]
    return sides, [*ties, Tie(0, 6, -1), Tie(1, 7, -1), Tie(2, 8, -1)]


def test_friends_stand_nearer_than_foes() -> None:
    sides, ties = _two_sides()
    places = positions(sides, ties)
    within = [np.linalg.norm(places[t.one] - places[t.other]) for t in ties if t.sign > 0]
    between = [np.linalg.norm(places[t.one] - places[t.other]) for t in ties if t.sign < 0]
    assert max(within) < min(between)


@settings(max_examples=25)
@given(pairs)
def test_layout_is_without_chance_and_on_the_page(found: list[tuple[int, int, int]]) -> None:
    ties = [Tie(*pair) for pair in found]
    sides: list[str | None] = [("a", "b", None)[n % 3] for n in range(12)]
    half = np.full((12, 2), (30.0, 12.0))
    (one, height), (other, _) = (laid_out(sides, ties, half, 800) for _ in range(2))
    assert (one == other).all()
    assert np.isfinite(one).all()
    assert (one >= -0.01).all()
    assert (one <= np.array([800, height]) + 0.01).all()


@settings(max_examples=25)
@given(pairs)
def test_parts_are_what_ties_connect(found: list[tuple[int, int, int]]) -> None:
    parts = connected(12, [Tie(*pair) for pair in found])
    assert sorted(actor for part in parts for actor in part) == list(range(12))
    where = {actor: number for number, part in enumerate(parts) for actor in part}
    assert all(where[one] == where[other] for one, other, _ in found)
    assert [len(part) for part in parts] == sorted((len(part) for part in parts), reverse=True)


def test_boxes_are_pushed_apart_where_there_is_room() -> None:
    places = np.random.default_rng(1).uniform(300, 500, (20, 2))
    half = np.full((20, 2), (40.0, 14.0))
    moved = pushed_apart(places, half, 800, 800)
    gap = np.abs(moved[:, None] - moved[None]) - 2 * half[0]
    np.fill_diagonal(gap[:, :, 0], 1)
    assert (gap.max(axis=2) > -1).all()


def test_places_fill_the_page_but_not_beyond_their_shape() -> None:
    square = np.array([[0.0, 0.0], [1.0, 1.0]])
    assert fitted(square, 800, 300).tolist() == [[100.0, 0.0], [700.0, 300.0]]
    assert fitted(np.zeros((1, 2)), 800, 300).tolist() == [[400.0, 150.0]]


@given(st.lists(st.tuples(st.floats(0, 400), st.floats(0, 300)), max_size=30))
def test_names_keep_clear_of_names_and_marks(found: list[tuple[float, float]]) -> None:
    spots = [Spot(x, y, 5, f"Actor {n}") for n, (x, y) in enumerate(found)]
    page = (0.0, 0.0, 400.0, 300.0)
    boxes = boxes_of(spots, 12, page)
    placed = [box for box in boxes if box is not None]
    marks = [Box(s.x - 5, s.y - 5, s.x + 5, s.y + 5) for s in spots]
    assert not any(one.meets(other) for one, other in combinations(placed, 2))
    assert not any(box.meets(mark) for box in placed for mark in marks)
    assert all(box.inside(Box(*page)) for box in placed)


@pytest.mark.parametrize("count", [5, 24, 60, 150])
def test_all_names_of_the_made_up_networks_find_room(count: int) -> None:
    from allegiance.pictures import network_picture

    assert "for want of room" not in network_picture(made_up.network(count, 4)).svg


def test_hulls() -> None:
    corners = hull([(0, 0), (4, 0), (4, 4), (0, 4), (2, 2)])
    assert sorted(corners) == [(0, 0), (0, 4), (4, 0), (4, 4)]
    assert inside((2, 1), corners)
    assert not inside((5, 1), corners)
    assert hull([(1, 1)]) == [(1, 1)]
