"""Series: how far each pair stands together at the end of each month, and when it turned.

    cells of `Sums` ──by pair──► monthly sums ──fade──► value, words, deeds, evidence
                                      └──────cut─────► turns: from what to what, between which months

What it does not show: who says so. A row counts whoever published it; reprints count once only where the table has
them once. Months in which a pair has no evidence left have no row: silence is not 0.
Sources: exponential decay of ties, Ahmad, Porter and Beguerisse-Díaz, arXiv:1805.00193; binary segmentation, Scott and
Knott, Biometrics 30 (1974), on the months' own sums, which the fading does not smear.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from allegiance.analysis.scale import series_kernel as kernel
from allegiance.analysis.scale.sums import Sums
from allegiance.errors import UsageError

_TOGETHER = 1 << 18  # months of a block: 5 MB, small enough to be used again for the next
_TURN = np.dtype(
    [
        ("beyond", np.float64),
        ("before", np.float64),
        ("after", np.float64),
        ("pair", np.int32),
        ("last_of_old", np.int32),
        ("first_of_new", np.int32),
    ],
    align=True,
)


@dataclass(frozen=True, slots=True)
class TurnRule:
    """When a change of a pair's months is a turn.

    `least` is the weight of rows on either side, `cost` what a cut costs per log of the months with rows (2 would be
    BIC for rows that are independent; rows of one pair are not), `contrast` how far apart the sides must be of 2, and
    `crowd` the weight of rows at which a month counts half of what it holds: many rows tell one story many times.
    """

    least: float = 2.0
    cost: float = 3.0
    contrast: float = 0.4
    crowd: float = 8.0

    def __post_init__(self) -> None:
        if self.least <= 0 or self.cost < 0 or self.contrast < 0 or self.crowd <= 0:
            raise UsageError(
                f"{self} cannot be: least and crowd must be above 0, cost and contrast not below"
            )


TURN_RULE = TurnRule()


@dataclass(frozen=True, slots=True)
class Series:
    """P pairs with N months of evidence: pair p has the months from ends[p - 1] to ends[p]."""

    a: NDArray[np.int32]  # (P,) code of one actor
    b: NDArray[np.int32]  # (P,) and of the other
    ends: NDArray[np.int64]  # (P,)
    month: NDArray[np.int32]  # (N,) year · 12 + month - 1; values are those of its last day
    value: NDArray[np.float32]  # (N,) -1 … +1
    words: NDArray[np.float32]  # (N,) from words alone; NaN where there are none
    deeds: NDArray[np.float32]  # (N,) from ties and acts alone; NaN where there are none
    evidence: NDArray[np.float32]  # (N,) how many fresh rows of weight 1 this amounts to

    @property
    def pair(self) -> NDArray[np.int64]:
        """(N,): the number of the pair of each month."""
        return np.repeat(np.arange(self.ends.size), np.diff(self.ends, prepend=0))


@dataclass(frozen=True, slots=True)
class Turns:
    """T turns of the pairs of a block, in order of pair and time."""

    a: NDArray[np.int32]  # (T,)
    b: NDArray[np.int32]  # (T,)
    last_of_old: NDArray[np.int32]  # (T,) the last month with rows before the turn
    first_of_new: NDArray[np.int32]  # (T,) the first month with rows after it
    before: NDArray[np.float64]  # (T,) mean sign before, -1 … +1
    after: NDArray[np.float64]  # (T,)
    certainty: NDArray[np.float64]  # (T,) 0 … 1, from what the cut explains beyond its cost


def all_pairs(
    sums: Sums,
    *,
    until: int | None = None,
    pairs: NDArray[np.int32] | None = None,
    rank: NDArray[np.int32] | None = None,
    rule: TurnRule = TURN_RULE,
    together: int = _TOGETHER,
) -> Iterator[tuple[Series, Turns]]:
    """Series and turns of all pairs, or of those numbered in `pairs`, in blocks of bounded size.

    `until` is the last month, left out the last with rows. Pairs come in the order of their codes, or of the `rank` of
    each code. The answer is the same whatever the blocks.
    """
    if not sums.pairs or (pairs is not None and not pairs.size):
        return
    end = sums.last_month if until is None else until
    months = end - sums.first_month + 1
    if months <= 0:
        return
    numbers, a, b = _ordered(sums, pairs, rank)
    heads = sums.head[numbers]
    blocks = _Blocks(sums, months, rule)
    step = max(1, together // months)
    for at in range(0, numbers.size, step):
        some = slice(at, at + step)
        yield blocks.block(heads[some], a[some], b[some])


class _Blocks:
    """Works out one block of pairs after the other."""

    def __init__(self, sums: Sums, months: int, rule: TurnRule) -> None:
        self._chunks, self._months = sums.chunks, months
        fading = sums.fading
        self._rule = kernel.Rule(
            sums.first_month,
            fading.by_month(),
            fading.floor,
            rule.least,
            rule.cost,
            rule.contrast,
            rule.crowd,
        )
        self._desk = kernel.Desk(
            sums=np.zeros((months, 8), np.int64),
            months=np.empty(months, np.int32),
            weight=np.empty(months + 1),
            signed=np.empty(months + 1),
            cuts=np.empty(kernel.DEPTH, np.int32),
            gains=np.empty(kernel.DEPTH),
            stack=np.empty((2 * kernel.DEPTH + 2, 2), np.int32),
        )

    def block(
        self, heads: NDArray[np.int32], a: NDArray[np.int32], b: NDArray[np.int32]
    ) -> tuple[Series, Turns]:
        room = heads.size * self._months
        out = kernel.Out(
            month=np.empty(room, np.int32),
            values=np.empty((room, 4), np.float32),
            ends=np.empty(heads.size, np.int64),
            turns=np.empty(heads.size * kernel.DEPTH, _TURN),
        )
        turned = kernel.run_pairs(self._chunks, heads, self._rule, self._desk, out)
        used = int(out.ends[-1])
        value, words, deeds, evidence = (out.values[:used, i] for i in range(4))
        series = Series(a, b, out.ends, out.month[:used], value, words, deeds, evidence)
        return series, _turns(out.turns[:turned], a, b)


def _turns(found: NDArray[np.void], a: NDArray[np.int32], b: NDArray[np.int32]) -> Turns:
    return Turns(
        a=a[found["pair"]],
        b=b[found["pair"]],
        last_of_old=found["last_of_old"].copy(),
        first_of_new=found["first_of_new"].copy(),
        before=found["before"].copy(),
        after=found["after"].copy(),
        certainty=1 / (1 + np.exp(-found["beyond"] / 2)),
    )


def _ordered(
    sums: Sums, pairs: NDArray[np.int32] | None, rank: NDArray[np.int32] | None
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    """Numbers of the pairs in order, with the codes of both; the one with the lower rank first."""
    numbers = np.arange(sums.pairs, dtype=np.int32) if pairs is None else np.unique(pairs).astype(np.int32)
    keys = sums.keys[numbers]
    a, b = (keys >> 32).astype(np.int32), (keys & 0xFFFFFFFF).astype(np.int32)
    if rank is not None:
        swap = rank[a] > rank[b]
        a, b = np.where(swap, b, a), np.where(swap, a, b)
        keys = rank[a].astype(np.int64) << 32 | rank[b]
    order = np.argsort(keys)
    return numbers[order], a[order], b[order]
