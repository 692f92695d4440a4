"""Kernels of `sums.py`: rows are added to the cells of their pair, in whole numbers.

    table   (size, 2)     hash table of pairs: key + 1 (0: free), number of the pair
    chunks  (chunks, 16)  five cells of one pair, side by side in 64 bytes, after the number of the pair's chunk before
                          (-1: none); a cell is one month of one kind: code (month · 4 + kind), signed sum, total
    head    (pairs,)      the last cell of each pair, chunk · 5 + place; -1: none
    used    (2,)          how many pairs and chunks there are

A pair may have several cells of one month and kind: they are added up when they are read. Chunks keep the cells of a
pair within reach: with the cells one by one in the order of rows, most of the time went into waiting for memory.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from allegiance.analysis.scale.compiled import compiled

CHUNK = 5  # cells
WIDTH = 16
UNIT = 1 << 16  # a weight of 1 in whole numbers; sums are exact, so that order and chunks make no difference
FULL = (1 << 31) - 1  # a cell that would go beyond is left as it is, and another one begun
_MIX = np.uint64(0x9E3779B97F4A7C15)  # Fibonacci hashing, Knuth 6.4


class Pairs(NamedTuple):
    """The pairs that are known."""

    table: NDArray[np.int64]
    keys: NDArray[np.int64]  # (pairs,) lower code << 32 | higher code
    head: NDArray[np.int32]
    used: NDArray[np.int64]


class Dated(NamedTuple):
    """(N,) rows with their pairs, and (days,) the calendar from `first_day` on."""

    pair: NDArray[np.int32]
    day: NDArray[np.int32]
    pull: NDArray[np.float32]
    weight: NDArray[np.float32]
    kind: NDArray[np.int8]
    first_day: int
    month: NDArray[np.int32]
    fade: NDArray[np.float64]  # (3, days) what is left of each kind at the end of the month


@compiled
def _slot(table: NDArray[np.int64], key: np.int64) -> np.int64:
    """Where the key stands in the table, or the free place for it."""
    mask = np.int64(table.shape[0] - 1)
    at = np.int64((np.uint64(key) * _MIX) >> np.uint64(32)) & mask
    while table[at, 0] != 0 and table[at, 0] != key + 1:
        at = (at + 1) & mask
    return at


@compiled
def fill_table(table: NDArray[np.int64], keys: NDArray[np.int64], number: int) -> None:
    """Enter the first `number` pairs into an empty table."""
    for pair in range(number):
        at = _slot(table, keys[pair])
        table[at, 0] = keys[pair] + 1
        table[at, 1] = pair


@compiled
def find(table: NDArray[np.int64], keys: NDArray[np.int64], found: NDArray[np.int32]) -> None:
    """The number of each key's pair; -1 where there is none."""
    for i in range(keys.size):
        at = _slot(table, keys[i])
        found[i] = table[at, 1] if table[at, 0] != 0 else -1


@compiled
def number_pairs(
    subject: NDArray[np.int32], object: NDArray[np.int32], known: Pairs, start: int, pair: NDArray[np.int32]
) -> int:
    """The pair of each row from `start` on, new ones numbered; returns the first row for which there was no room."""
    pairs = known.used[0]
    row = start
    while row < subject.size:
        a, b = subject[row], object[row]
        if a > b:
            a, b = b, a
        key = np.int64(a) << 32 | np.int64(b)
        at = _slot(known.table, key)
        if known.table[at, 0] == 0:
            if pairs == known.keys.size:
                break
            known.table[at, 0], known.table[at, 1] = key + 1, pairs
            known.keys[pairs], known.head[pairs] = key, -1
            pairs += 1
        pair[row] = known.table[at, 1]
        row += 1
    known.used[0] = pairs
    return row


@compiled
def add_rows(
    rows: Dated, head: NDArray[np.int32], chunks: NDArray[np.int32], used: NDArray[np.int64], start: int
) -> int:
    """Add rows from `start` on to the cells of their pairs; returns the first row for which there was no room."""
    filled = used[1]
    row = start
    while row < rows.day.size and filled < chunks.shape[0]:
        since, kind, pair = rows.day[row] - rows.first_day, rows.kind[row], rows.pair[row]
        code = rows.month[since] * 4 + kind
        total = np.int64(np.float64(rows.weight[row]) * rows.fade[kind, since] * UNIT + 0.5)
        cell = head[pair]
        chunk, place = cell // CHUNK, 1 + 3 * (cell % CHUNK)
        if cell < 0 or chunks[chunk, place] != code or chunks[chunk, place + 2] + total > FULL:
            cell, place = cell + 1, place + 3
            if cell % CHUNK == 0:
                chunks[filled, 0] = chunk
                cell, chunk, place = filled * CHUNK, filled, 1
                filled += 1
            chunks[chunk, place], chunks[chunk, place + 1], chunks[chunk, place + 2] = code, 0, 0
            head[pair] = cell
        chunks[chunk, place + 1] += np.int32(np.floor(np.float64(rows.pull[row]) * total + 0.5))
        chunks[chunk, place + 2] += np.int32(total)
        row += 1
    used[1] = filled
    return row
