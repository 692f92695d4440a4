"""Series and turns of all pairs: the same whatever the order, the chunks and the days of updating; and right."""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from allegiance.analysis.scale.fading import Fading, last_day, month_name, month_of
from allegiance.analysis.scale.rows import Codes, Rows
from allegiance.analysis.scale.series import Series, TurnRule, Turns, all_pairs
from allegiance.analysis.scale.sums import Sums
from allegiance.errors import UsageError

Event = tuple[int, int, int, float, float, int]
_START = 16071  # 2014-01-01
events = st.lists(
    st.tuples(
        st.integers(_START, _START + 1500),
        st.integers(0, 5),
        st.integers(0, 5),
        st.sampled_from([-1.0, -0.4, 0.0, 0.5, 1.0]),
        st.sampled_from([0.3, 1.0, 2.5]),
        st.integers(0, 2),
    ),
    max_size=60,
)


def _rows(found: list[Event]) -> Rows:
    columns = list(zip(*found, strict=True)) or [()] * 6
    kinds = (np.int32, np.int32, np.int32, np.float32, np.float32, np.int8)
    return Rows(*(np.array(column, dtype=kind) for column, kind in zip(columns, kinds, strict=True)))


def _plain(sums: Sums, **asked: object) -> dict[tuple[int, int], list[tuple[float, ...]]]:
    """Every pair with its months: month, value, words, deeds, evidence; exact bits, NaN as text."""
    found: dict[tuple[int, int], list[tuple[float, ...]]] = {}
    for series, _ in all_pairs(sums, **asked):  # type: ignore[arg-type]
        for number, month in zip(series.pair, range(series.month.size), strict=True):
            values = [series.value[month], series.words[month], series.deeds[month], series.evidence[month]]
            row = (int(series.month[month]), *(repr(float(v)) for v in values))
            found.setdefault((int(series.a[number]), int(series.b[number])), []).append(row)  # type: ignore[arg-type]
    return found


def _turns(sums: Sums, **asked: object) -> list[tuple[object, ...]]:
    blocks = [turns for _, turns in all_pairs(sums, **asked)]  # type: ignore[arg-type]
    return [
        row
        for t in blocks
        for row in zip(t.a, t.b, t.last_of_old, t.first_of_new, t.before, t.after, t.certainty, strict=True)
    ]


@given(found=events, order=st.randoms(use_true_random=False), chunk=st.integers(1, 20))
def test_order_and_chunks_make_no_difference(found: list[Event], order: object, chunk: int) -> None:
    shuffled = list(found)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    whole = Sums.of([_rows(found)])
    parts = Sums.of(_rows(shuffled[at : at + chunk]) for at in range(0, len(shuffled), chunk))
    assert _plain(whole) == _plain(parts)
    assert _plain(whole) == _plain(parts, together=1)
    rule = TurnRule(least=0.3, cost=0.1, contrast=0.1)
    assert _turns(whole, rule=rule) == _turns(parts, rule=rule, together=7)


@given(found=events, late=events)
def test_updating_gives_what_counting_anew_gives(found: list[Event], late: list[Event]) -> None:
    sums = Sums.of([_rows(found)])
    before = _plain(sums, until=24200)
    sums.add(_rows(late))
    anew = Sums.of([_rows(found + late)])
    assert _plain(sums, until=24200) == _plain(anew, until=24200)
    touched = sums.pairs_of(_rows(late))
    updated = before | _plain(sums, until=24200, pairs=touched)
    assert updated == _plain(anew, until=24200)


@given(found=events)
def test_it_is_what_the_formula_says(found: list[Event]) -> None:
    fading = Fading(half_life=(700.0, 300.0, 100.0), share=(1.0, 0.8, 0.5), floor=0.2)
    sums = Sums.of([_rows(found)], fading)
    for pair, months in _plain(sums).items():
        ours = [e for e in found if sorted(e[1:3]) == list(pair) and e[3] != 0]
        for month, value, _, _, evidence in months:
            pull, total = _formula(ours, int(month), fading)
            assert float(value) == pytest.approx(pull / total, abs=1e-3)
            assert float(evidence) == pytest.approx(total, abs=1e-3)
            assert -1 <= float(value) <= 1
            assert total >= fading.floor - 1e-3


def _formula(ours: list[Event], month: int, fading: Fading) -> tuple[float, float]:
    """Signed and unsigned sums at the end of a month; whole months fade by the mean length of a month."""
    pull = total = 0.0
    for day, _, _, sign, weight, kind in ours:
        then = int(month_of(np.array([day], np.int32))[0])
        if then > month:
            continue
        age = int(last_day(np.array([then], np.int32))[0]) - day + (month - then) * 30.436875
        left = weight * fading.share[kind] * 0.5 ** (age / fading.half_life[kind])
        pull, total = pull + sign * left, total + left
    return pull, total


def test_silence_has_no_value() -> None:
    one = (_START, 0, 1, 1.0, 1.0, 1)
    other = (_START + 4000, 0, 1, -1.0, 1.0, 1)
    months = _plain(Sums.of([_rows([one, other])]))[0, 1]
    names = [month_name(int(month)) for month, *_ in months]
    assert names[0] == "2014-01"
    assert names[-1] == "2024-12"
    gap = [b - a for (a, *_), (b, *_) in pairwise(months)]
    assert max(gap) > 12  # after some years of nothing there is nothing
    assert float(months[-1][1]) < -0.99


def test_words_and_deeds_stay_apart() -> None:
    rows = _rows([(_START, 0, 1, 1.0, 1.0, 2), (_START, 0, 1, -1.0, 1.0, 1)])
    _, value, words, deeds, _ = _plain(Sums.of([rows]))[0, 1][0]
    assert (words, deeds) == ("1.0", "-1.0")
    assert abs(float(value)) < 0.1  # type: ignore[arg-type]


def test_rows_that_say_nothing_of_a_pair_are_counted() -> None:
    sums = Sums.of(
        [_rows([(_START, 0, 0, 1.0, 1.0, 1), (_START, 0, 1, 0.0, 1.0, 1), (_START, 0, 1, 1.0, 1.0, 1)])]
    )
    assert (sums.rows, sums.silent, sums.pairs) == (3, 2, 1)


def test_a_cell_that_is_full_is_followed_by_another() -> None:
    heavy = _rows([(_START, 0, 1, -1.0, 10_000.0, 1)] * 30)
    _, value, _, _, evidence = _plain(Sums.of([heavy]))[0, 1][0]
    assert value == repr(-1.0)
    assert float(evidence) == pytest.approx(300_000 * 0.5 ** (30 / 365), rel=1e-4)


def _planted(rng: np.random.Generator, pairs: int, turned: NDArray[np.bool_]) -> Rows:
    """Ten years of three rows a month; those that turn do so after five, every tenth row has the wrong sign."""
    n = pairs * 360
    pair = np.repeat(np.arange(pairs, dtype=np.int32), 360)
    day = np.tile(_START + np.arange(360) * 10, pairs).astype(np.int32)
    sign = np.where(turned[pair] & (day >= _START + 1800), -1.0, 1.0) * np.where(rng.random(n) < 0.1, -1, 1)
    keep = rng.random(n) < 0.5
    rows = Rows(
        day, 2 * pair, 2 * pair + 1, sign.astype(np.float32), np.ones(n, np.float32), np.ones(n, np.int8)
    )
    return rows[keep]


def test_planted_turns_are_found_and_no_others() -> None:
    rng = np.random.default_rng(5)
    turned = np.arange(400) % 4 == 0
    found = _turns(Sums.of([_planted(rng, 400, turned)]))
    who = {int(t[0]) // 2 for t in found}  # type: ignore[call-overload]
    assert who == set(np.flatnonzero(turned).tolist())
    when = [int(t[3]) for t in found]  # type: ignore[call-overload]
    true = int(month_of(np.array([_START + 1800], np.int32))[0])
    assert np.median(np.abs(np.array(when) - true)) <= 1
    assert all(float(t[6]) > 0.9 for t in found)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ((4_000_000, 0, 1, 1.0, 1.0, 1), "years 1 to 9999"),
        ((_START, 0, 1, 1.0, math.inf, 1), "weighs inf"),
        ((_START, 0, 1, 3.0, 1.0, 1), "signs run from"),
        ((_START, 0, 1, math.nan, 1.0, 1), "signs run from"),
        ((_START, -1, 1, 1.0, 1.0, 1), "code below 0"),
        ((_START, 0, 1, 1.0, 1.0, 3), "of no kind"),
    ],
)
def test_what_cannot_be_is_refused(row: Event, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Sums().add(_rows([row]))


def test_pairs_come_in_the_order_of_names() -> None:
    codes = Codes()
    given = codes.of(["Zeta", "Alpha", "Mid"])
    rows = _rows(
        [(_START, int(a), int(b), 1.0, 1.0, 1) for a, b in ((given[0], given[1]), (given[0], given[2]))]
    )
    blocks = list(all_pairs(Sums.of([rows]), rank=codes.rank()))
    named = [(codes.names[a], codes.names[b]) for s, _ in blocks for a, b in zip(s.a, s.b, strict=True)]
    assert named == [("Alpha", "Zeta"), ("Mid", "Zeta")]


def test_nothing_gives_nothing() -> None:
    assert list(all_pairs(Sums())) == []
    sums = Sums.of([_rows([(_START, 0, 1, 1.0, 1.0, 1)])])
    assert list(all_pairs(sums, until=2000 * 12)) == []
    assert isinstance(next(all_pairs(sums))[0], Series)
    assert isinstance(next(all_pairs(sums))[1], Turns)


def test_many_pairs_grow_the_tables() -> None:
    n = 30_000
    rows = Rows(
        np.full(n, _START, np.int32),
        np.arange(n, dtype=np.int32),
        np.arange(1, n + 1, dtype=np.int32),
        np.ones(n, np.float32),
        np.ones(n, np.float32),
        np.ones(n, np.int8),
    )
    sums = Sums.of([rows[:100], rows[100:]])
    assert sums.pairs == n
    assert sum(series.month.size for series, _ in all_pairs(sums)) == n


def test_updating_a_day_does_not_touch_the_others() -> None:
    """The cost of a day goes with its rows: only the cells of its own pairs are read."""
    counted: dict[int, int] = defaultdict(int)
    sums = Sums.of([_rows([(_START + i, i % 7, 7 + i % 11, 1.0, 1.0, 1) for i in range(500)])])
    day = _rows([(_START + 501, 0, 7, -1.0, 1.0, 1)])
    sums.add(day)
    for series, _ in all_pairs(sums, pairs=sums.pairs_of(day)):
        counted[0] += series.a.size
    assert counted[0] == 1
