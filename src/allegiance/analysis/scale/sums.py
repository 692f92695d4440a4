"""Sums: what is on record of every pair, month by month, in whole numbers.

    rows ──► pair (either way round) ──► cell: one month of one kind; signed sum and total

Adding a day costs in proportion to its rows, however much is there already. The sums are whole numbers, so that the
order in which rows come, and in what chunks, makes no difference to any answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from allegiance.analysis.scale import sums_kernel as kernel
from allegiance.analysis.scale.fading import FADING, Fading, check_days, last_day, month_of
from allegiance.analysis.scale.rows import Rows
from allegiance.errors import UsageError

_PAIRS, _CHUNKS = 1 << 12, 1 << 12  # room at first
_MORE = 1 << 18  # chunks of room added at a time at most: 16 MB
_MOST = 10_000.0  # the largest weight of one row, so that a cell has room for it
_HIGHEST = (1 << 31) - 2  # cells and pairs are numbered with 32 bits


class Sums:
    """Sums of every pair. `silent` counts rows that say nothing of a pair: no sign, no weight, one actor twice."""

    def __init__(self, fading: Fading = FADING) -> None:
        self.fading = fading
        self.rows = 0
        self.silent = 0
        self.first_month = 1 << 30
        self.last_month = -1
        self._used = np.zeros(2, np.int64)
        self._keys = np.empty(_PAIRS, np.int64)
        self.head = np.empty(_PAIRS, np.int32)  # see `sums_kernel`
        self._table = np.zeros((2 * _PAIRS, 2), np.int64)
        self.chunks = np.empty((0, kernel.WIDTH), np.int32)

    @classmethod
    def of(cls, batches: Iterable[Rows], fading: Fading = FADING) -> Sums:
        """The sums of all these rows."""
        sums = cls(fading)
        for rows in batches:
            sums.add(rows)
        return sums

    @property
    def pairs(self) -> int:
        """How many pairs there are."""
        return int(self._used[0])

    @property
    def keys(self) -> NDArray[np.int64]:
        """(pairs,): lower code << 32 | higher code of each pair, in the order in which pairs came up."""
        return self._keys[: self.pairs]

    def add(self, rows: Rows) -> None:
        """Add rows, of whatever days. Raises: UsageError for a day or a weight that cannot be."""
        if len(rows):
            check(rows)
        telling = (rows.pull != 0) & (rows.subject != rows.object) & (rows.weight > 0)
        self.rows += len(rows)
        if not telling.all():
            self.silent += len(rows) - int(telling.sum())
            rows = rows[telling]
        if len(rows):
            self._add(rows, self._pairs_of(rows))

    def _add(self, rows: Rows, pair: NDArray[np.int32]) -> None:
        first, last = int(rows.day.min()), int(rows.day.max())
        days = np.arange(first, last + 1, dtype=np.int32)
        month = month_of(days)
        fade = self.fading.by_days(31)[:, last_day(month) - days]
        self.first_month = min(self.first_month, int(month[0]))
        self.last_month = max(self.last_month, int(month[-1]))
        dated = kernel.Dated(pair, rows.day, rows.pull, rows.weight, rows.kind, first, month, fade)
        done = 0
        while (done := kernel.add_rows(dated, self.head, self.chunks, self._used, done)) < len(rows):
            filled = int(self._used[1])
            self.chunks = _grown(self.chunks, filled + min(max(filled // 4, _CHUNKS), _MORE))

    def _pairs_of(self, rows: Rows) -> NDArray[np.int32]:
        """The number of each row's pair; new pairs get the next ones."""
        pair = np.empty(len(rows), np.int32)
        done = 0
        while True:
            known = kernel.Pairs(self._table, self._keys, self.head, self._used)
            done = kernel.number_pairs(rows.subject, rows.object, known, done, pair)
            if done == len(rows):
                return pair
            room = 2 * self.pairs
            self._keys, self.head = _grown(self._keys, room), _grown(self.head, room)
            self._table = np.zeros((2 * room, 2), np.int64)
            kernel.fill_table(self._table, self._keys, self.pairs)

    def pairs_of(self, rows: Rows) -> NDArray[np.int32]:
        """The numbers of the pairs that these rows speak of, each once."""
        lower = np.minimum(rows.subject, rows.object).astype(np.int64)
        keys = np.unique(lower << 32 | np.maximum(rows.subject, rows.object).astype(np.int64))
        found = np.empty(keys.size, np.int32)
        kernel.find(self._table, keys, found)
        return found[found >= 0]


def check(rows: Rows) -> None:
    """Raises: UsageError where a value cannot be: it names the column."""
    check_days(int(rows.day.min()), int(rows.day.max()))
    heaviest = float(rows.weight.max())
    if not heaviest <= _MOST:
        raise UsageError(f"a row weighs {heaviest}; weights run from 0 to {_MOST:,.0f}")
    if not (rows.pull.min() >= -1 and rows.pull.max() <= 1):
        raise UsageError(f"signs run from {rows.pull.min()} to {rows.pull.max()}; they are -1, 0 or +1")
    if int(min(rows.subject.min(), rows.object.min())) < 0:
        raise UsageError("an actor has a code below 0; codes count from 0")
    if int(rows.kind.min()) < 0 or int(rows.kind.max()) > 2:
        raise UsageError("a row is of no kind; kinds are 0 tie, 1 act, 2 words")


def _grown(array: NDArray[Any], size: int) -> NDArray[Any]:
    """The array with room for `size`; large ones are moved by the system, not copied."""
    if size * kernel.CHUNK > _HIGHEST:
        raise UsageError(
            f"{array.shape[0]:,} pairs or chunks of months are full; count fewer years at a time"
        )
    array.resize((size, *array.shape[1:]), refcheck=False)
    return array
