"""Measures that the comparisons with recorded alliances share."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

Numbers = NDArray[np.float64]
Mask = NDArray[np.bool_]


def auc(scores: Numbers, truth: Mask) -> float:
    """The chance that a pair that is on record ranks above one that is not; NaN scores rank in the middle of 0."""
    ranks = rankdata(np.nan_to_num(scores, nan=0.0))
    ones, others = int(truth.sum()), int((~truth).sum())
    if not ones or not others:
        return float("nan")
    return float((ranks[truth].sum() - ones * (ones + 1) / 2) / (ones * others))


def spread(scores: Numbers, truth: Mask, draws: int = 200, seed: int = 1) -> tuple[float, float]:
    """90 % of the AUCs of pairs drawn again with replacement."""
    random = np.random.default_rng(seed)
    found = []
    for _ in range(draws):
        chosen = random.integers(0, len(scores), len(scores))
        found.append(auc(scores[chosen], truth[chosen]))
    low, high = np.nanquantile(found, (0.05, 0.95))
    return float(low), float(high)


def adjusted_rand(one: Sequence[object], other: Sequence[object]) -> float:
    """Agreement of two divisions beyond chance: 1 the same, 0 as by chance (Hubert & Arabie 1985)."""
    _, a = np.unique([str(x) for x in one], return_inverse=True)
    _, b = np.unique([str(x) for x in other], return_inverse=True)
    table = np.zeros((a.max() + 1, b.max() + 1))
    np.add.at(table, (a, b), 1)
    pairs = [float((x * (x - 1) / 2).sum()) for x in (table, table.sum(1), table.sum(0), np.array([len(a)]))]
    expected = pairs[1] * pairs[2] / pairs[3]
    most = (pairs[1] + pairs[2]) / 2
    return 1.0 if most == expected else (pairs[0] - expected) / (most - expected)


def is_reported(key: str, seed: str = "") -> bool:
    """Whether what goes by this key is in the half that is reported; the other half is for choosing parameters."""
    return hashlib.sha256(f"{seed}{key}".encode()).digest()[0] % 2 == 1


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; numbers with three decimals."""
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    lines += [f"| {' | '.join(_cell(value) for value in row)} |" for row in rows]
    return "\n".join(lines) + "\n"


def _cell(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)
