"""Kernels of `series.py`: the cells of a pair become its months, and its months its turns.

M  months from the first on record to the last asked for
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from allegiance.analysis.scale.compiled import compiled
from allegiance.analysis.scale.sums_kernel import CHUNK, UNIT

DEPTH = 16  # turns of one pair at most; a pair that turns more often has no sides


class Rule(NamedTuple):
    """How months fade and what counts as a turn; see `Fading` and `TurnRule`."""

    origin: int  # the first month
    keep: NDArray[np.float64]  # (3,) what is left of each kind after a month
    floor: float
    least: float
    cost: float
    contrast: float
    crowd: float


class Desk(NamedTuple):
    """Where one pair at a time is worked out."""

    sums: NDArray[
        np.int64
    ]  # (M, 8) signed sums of ties, acts, words; from 4 on totals; all 0 between two pairs
    months: NDArray[np.int32]  # (M,) months with rows
    weight: NDArray[np.float64]  # (M + 1,) prefix sums over those
    signed: NDArray[np.float64]  # (M + 1,)
    cuts: NDArray[np.int32]  # (DEPTH,)
    gains: NDArray[np.float64]  # (DEPTH,)
    stack: NDArray[np.int32]  # (2 · DEPTH + 2, 2) stretches still to be cut


class Out(NamedTuple):
    """What comes out: months of all pairs one after the other, where those of each end, and turns."""

    month: NDArray[np.int32]  # (N,)
    values: NDArray[np.float32]  # (N, 4) value, words, deeds, evidence
    ends: NDArray[np.int64]  # (P,)
    turns: NDArray[np.void]


@compiled
def _gather(chunks: NDArray[np.int32], head: int, origin: int, sums: NDArray[np.int64]) -> tuple[int, int]:
    """Sum the cells of one pair by month; returns its first month and the one after its last, 0 for none."""
    first, last = sums.shape[0], -1
    chunk, end = head // CHUNK, 1 + 3 * (head % CHUNK + 1)
    while chunk >= 0:
        for place in range(1, end, 3):
            month, kind = (chunks[chunk, place] >> 2) - origin, chunks[chunk, place] & 3
            if month < sums.shape[0]:
                sums[month, kind] += chunks[chunk, place + 1]
                sums[month, 4 + kind] += chunks[chunk, place + 2]
                first, last = min(first, month), max(last, month)
        chunk, end = chunks[chunk, 0], 1 + 3 * CHUNK
    return first, last + 1


@compiled
def _fade(sums: NDArray[np.int64], first: int, last: int, rule: Rule, at: int, out: Out) -> int:
    """Write the months of one pair from place `at` on; returns the place after the last.

    Months go on after the last row until the evidence has faded; those without evidence are left out.
    """
    keep, floor = rule.keep, rule.floor * UNIT
    tie_s, act_s, word_s, tie_t, act_t, word_t = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    for m in range(first, sums.shape[0]):
        tie_s, act_s, word_s = tie_s * keep[0], act_s * keep[1], word_s * keep[2]
        tie_t, act_t, word_t = tie_t * keep[0], act_t * keep[1], word_t * keep[2]
        if m < last:
            tie_s, act_s, word_s = tie_s + sums[m, 0], act_s + sums[m, 1], word_s + sums[m, 2]
            tie_t, act_t, word_t = tie_t + sums[m, 4], act_t + sums[m, 5], word_t + sums[m, 6]
        deeds = tie_t + act_t
        total = deeds + word_t
        if total < floor:
            if m >= last:
                break
            continue
        out.month[at] = rule.origin + m
        out.values[at, 0] = (tie_s + act_s + word_s) / total
        out.values[at, 1] = word_s / word_t if word_t >= floor else np.nan
        out.values[at, 2] = (tie_s + act_s) / deeds if deeds >= floor else np.nan
        out.values[at, 3] = total / UNIT
        at += 1
    return at


@compiled
def _prefix(first: int, last: int, crowd: float, desk: Desk) -> int:
    """Prefix sums over the months that have rows; many rows of one month tell one story: their weight saturates."""
    sums, n = desk.sums, 0
    desk.weight[0], desk.signed[0] = 0.0, 0.0
    for m in range(first, last):
        total = sums[m, 4] + sums[m, 5] + sums[m, 6]
        if total > 0:
            heard = total / UNIT
            told = heard / (1.0 + heard / crowd)
            desk.months[n] = m
            desk.weight[n + 1] = desk.weight[n] + told
            desk.signed[n + 1] = desk.signed[n] + told * ((sums[m, 0] + sums[m, 1] + sums[m, 2]) / total)
            n += 1
    return n


@compiled
def _best_cut(desk: Desk, start: int, end: int, least: float) -> tuple[int, float]:
    """The cut of [start, end) that explains most of the squares, and how much."""
    weight, signed = desk.weight, desk.signed
    whole_w, whole_s = weight[end] - weight[start], signed[end] - signed[start]
    mean = whole_s * whole_s / whole_w
    best, gain = -1, 0.0
    for cut in range(start + 1, end):
        w, s = weight[cut] - weight[start], signed[cut] - signed[start]
        rest, other = whole_w - w, whole_s - s
        if w < least or rest < least:
            continue
        found = s * s / w + other * other / rest - mean
        if found > gain:
            best, gain = cut, found
    return best, gain


@compiled
def _cut(desk: Desk, n: int, least: float, penalty: float) -> int:
    """Binary segmentation: cut while a cut explains more than it costs; cuts come in order. Returns how many."""
    cuts, gains, stack, found, depth = desk.cuts, desk.gains, desk.stack, 0, 1
    stack[0, 0], stack[0, 1] = 0, n
    while depth > 0 and found < DEPTH:
        depth -= 1
        start, end = stack[depth, 0], stack[depth, 1]
        if desk.weight[end] - desk.weight[start] < 2 * least:
            continue
        cut, gain = _best_cut(desk, start, end, least)
        if gain <= penalty:
            continue
        place = found
        while place > 0 and cuts[place - 1] > cut:
            cuts[place], gains[place] = cuts[place - 1], gains[place - 1]
            place -= 1
        cuts[place], gains[place] = cut, gain
        found += 1
        stack[depth, 0], stack[depth, 1] = cut, end
        stack[depth + 1, 0], stack[depth + 1, 1] = start, cut
        depth += 2
    return found


@compiled
def _turn(first: int, last: int, rule: Rule, desk: Desk, pair: int, at: int, turns: NDArray[np.void]) -> int:
    """Write the turns of one pair from place `at` on; returns the place after the last."""
    n = _prefix(first, last, rule.crowd, desk)
    weight, signed = desk.weight, desk.signed
    if n < 2 or weight[n] < 2 * rule.least:
        return at
    penalty = rule.cost * np.log(n)
    found = _cut(desk, n, rule.least, penalty)
    for i in range(found):
        start, cut, end = (
            desk.cuts[i - 1] if i > 0 else 0,
            desk.cuts[i],
            desk.cuts[i + 1] if i + 1 < found else n,
        )
        before = (signed[cut] - signed[start]) / (weight[cut] - weight[start])
        after = (signed[end] - signed[cut]) / (weight[end] - weight[cut])
        if abs(after - before) >= rule.contrast:
            turns[at].pair = pair
            turns[at].last_of_old = rule.origin + desk.months[cut - 1]
            turns[at].first_of_new = rule.origin + desk.months[cut]
            turns[at].before, turns[at].after = before, after
            turns[at].beyond = desk.gains[i] - penalty
            at += 1
    return at


@compiled
def run_pairs(chunks: NDArray[np.int32], heads: NDArray[np.int32], rule: Rule, desk: Desk, out: Out) -> int:
    """Months and turns of all pairs at hand. Returns the number of turns."""
    at, turned = 0, 0
    for pair in range(heads.size):
        first, last = _gather(chunks, heads[pair], rule.origin, desk.sums)
        if last > 0:
            at = _fade(desk.sums, first, last, rule, at, out)
            turned = _turn(first, last, rule, desk, pair, turned, out.turns)
            desk.sums[first:last] = 0
        out.ends[pair] = at
    return turned
