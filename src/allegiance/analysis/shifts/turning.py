"""Turning: the turns in the evidence between two actors, as numbers.

    units ──partition──► proposed changes ──each with the probability around it──► turns

A change is a turn where the value on its two sides differs enough. Its probability is that of a change anywhere about
there, times the probability that the sides differ by so much and the way they seem to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import scipy
from numpy.typing import NDArray

from allegiance.analysis.alignment.alignment import Evidence
from allegiance.analysis.alignment.weights import Weights
from allegiance.analysis.shifts.partition import only_change, partition
from allegiance.analysis.shifts.units import SEARCH, Search, Units, units

Numbers = NDArray[np.float64]

_TAIL = 0.05  # of the probability on either side of the days named
_GRID = np.linspace(0.0, 1.0, 401)
_ROUGH = 92.0  # words that date a turning no closer than this do not date it
_BELIEVED = 0.25  # weight from which words date a turning
_NEAR = 45.0  # days: half of the three months that are about one time, in words and in what is found


@dataclass(frozen=True, slots=True)
class Side:
    """The evidence on one side of a turn: value -1 … +1, masses for and against, and which records."""

    value: float
    for_: float
    against: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn in days (ordinals): the likeliest one, the first and the last possible, and how sure it is."""

    day: float
    first: float
    last: float
    certainty: float
    before: Side
    after: Side
    told: tuple[Evidence, ...]


def turns(evidence: Sequence[Evidence], weights: Weights, search: Search = SEARCH) -> tuple[Turn, ...]:
    """Turns in order of time. `evidence` is of one pair, in order of time."""
    if len(evidence) < 2:
        return ()
    laid = units(evidence, weights, search)
    found = partition(laid.for_, laid.against, laid.hazard, weights.each_side, search.eagerness, always=False)
    changes = list(_kept(found.changes, laid, search))
    while changes:
        made = _turns(evidence, laid, found.posterior, changes, weights, search)
        least = min(range(len(made)), key=lambda number: made[number].certainty)
        if made[least].certainty >= search.least:
            return made
        del changes[least]
        changes = list(_kept(changes, laid, search))
    return ()


def _turns(
    evidence: Sequence[Evidence],
    laid: Units,
    posterior: Numbers,
    changes: Sequence[int],
    weights: Weights,
    search: Search,
) -> tuple[Turn, ...]:
    bounds = (0, *changes, len(laid.day))
    return tuple(
        _turn(evidence, laid, posterior[begin:end], around, weights, search)
        for (begin, end), around in zip(
            _zones(changes, laid), zip(bounds, bounds[1:], bounds[2:], strict=False), strict=True
        )
    )


def _kept(changes: Sequence[int], laid: Units, search: Search) -> tuple[int, ...]:
    """Changes across which the value differs enough; the smallest fall away first, and their sides join."""
    kept = list(changes)
    while kept:
        values = [_value(laid, begin, end) for begin, end in pairwise((0, *kept, len(laid.day)))]
        steps = [abs(after - before) for before, after in pairwise(values)]
        least = int(np.argmin(steps))
        if steps[least] >= search.change:
            break
        del kept[least]
    return tuple(kept)


def _value(laid: Units, begin: int, end: int) -> float:
    for_, against = float(laid.for_[begin:end].sum()), float(laid.against[begin:end].sum())
    return (for_ - against) / (for_ + against) if for_ + against > 0 else 0.0


def _zones(changes: Sequence[int], laid: Units) -> list[tuple[int, int]]:
    """The gaps that belong to each change: up to half way to the next one, in evidence."""
    mass = np.cumsum(laid.for_ + laid.against)
    bounds = [0]
    for one, other in pairwise(changes):
        half = (mass[one - 1] + mass[other - 1]) / 2
        bounds.append(int(np.clip(np.searchsorted(mass, half), one, other - 1)))
    bounds.append(len(laid.day) - 1)
    return list(pairwise(bounds)) if changes else []


def _turn(
    evidence: Sequence[Evidence],
    laid: Units,
    posterior: Numbers,
    around: tuple[int, int, int],
    weights: Weights,
    search: Search,
) -> Turn:
    """The turn of one change. posterior: of the gaps that are nearest to it; around: units where the segment before
    begins, where the change is, and where the segment after ends.
    """
    sides = (_side(evidence, laid, *around[:2]), _side(evidence, laid, *around[1:]))
    here, gaps = slice(around[0], around[2]), slice(around[0], around[2] - 1)
    share = only_change(laid.for_[here], laid.against[here], laid.hazard[gaps], weights.each_side)
    ends = laid.day[here]
    first, last = (_quantile(ends, share, tail) for tail in (_TAIL, 1 - _TAIL))
    sign = 1.0 if sides[1].value > sides[0].value else -1.0
    told = _told(evidence, sign, first, max(last, float(laid.day[around[1]])))
    likeliest = float(np.clip(_likeliest(ends, share), first, last))
    first, day, last = _told_days(told) or (first, likeliest, last)
    cut = int(np.clip(np.searchsorted(laid.day, day), around[0] + 1, around[2] - 1))
    moved = (_side(evidence, laid, around[0], cut), _side(evidence, laid, cut, around[2]))
    if (moved[1].value - moved[0].value) * sign >= search.change:
        sides = moved  # the day that is named parts old from new, too
    before, after = sides
    certainty = min(float(posterior.sum()), 1.0) * _differ(before, after, weights.each_side, search.change)
    if min(before.for_ + before.against, after.for_ + after.against) < search.substance:
        certainty = 0.0
    return Turn(day, first, last, certainty, before, after, told)


def _side(evidence: Sequence[Evidence], laid: Units, begin: int, end: int) -> Side:
    inside = (laid.unit_of_piece >= begin) & (laid.unit_of_piece < end)
    whole = np.bincount(laid.evidence_of_piece, laid.weight_of_piece, len(evidence))
    ours = np.bincount(laid.evidence_of_piece, laid.weight_of_piece * inside, len(evidence))
    mostly = np.flatnonzero((ours > whole / 2) | ((ours > 0) & (ours == whole)))
    for_, against = float(laid.for_[begin:end].sum()), float(laid.against[begin:end].sum())
    return Side(
        _value(laid, begin, end), for_, against, tuple(evidence[number] for number in mostly.tolist())
    )


def _differ(before: Side, after: Side, each_side: float, change: float) -> float:
    """Probability that the value changed by at least so much, in the direction in which it seems to have."""
    one, other = (
        np.diff(scipy.special.betainc(each_side + side.for_, each_side + side.against, _GRID))
        for side in (before, after)
    )
    if after.value < before.value:
        one, other = one[::-1], other[::-1]
    reached = np.r_[0.0, np.cumsum(one)]
    below = np.interp((_GRID[1:] + _GRID[:-1]) / 2 - change / 2, _GRID, reached)
    return float((other * below).sum())


def _quantile(ends: Numbers, share: Numbers, tail: float) -> float:
    """The day by which this much of the probability has passed, spread evenly over each gap."""
    reached = np.r_[0.0, np.cumsum(share)]
    return float(np.interp(tail, reached, ends))


def _likeliest(ends: Numbers, share: Numbers) -> float:
    """The day about which the turn most probably lies: the peak of the probability, smoothed over some weeks."""
    reached = np.r_[0.0, np.cumsum(share)]
    days = np.arange(ends[0] - _NEAR, ends[-1] + _NEAR + 1)
    density = np.diff(np.interp(days, ends, reached))
    bell = np.exp(-0.5 * (np.arange(-_NEAR, _NEAR + 1) / (_NEAR / 2)) ** 2)
    smooth = np.convolve(density, bell, mode="same")
    return float(np.clip(np.median(days[:-1][smooth >= smooth.max() * (1 - 1e-9)]), ends[0], ends[-1]))


def _told(evidence: Sequence[Evidence], sign: float, first: float, last: float) -> tuple[Evidence, ...]:
    """Records that themselves say that something began, ended or broke about then, the right way."""
    return tuple(
        e
        for e in evidence
        if e.is_turning
        and e.strength * sign > 0
        and e.first.toordinal() <= last + _NEAR
        and e.last.toordinal() >= first - _NEAR
    )


def _told_days(told: Sequence[Evidence]) -> tuple[float, float, float] | None:
    """First day, weighted median and last day that the words give; None where they give none close enough."""
    dated = [e for e in told if e.is_dated and (e.last - e.first).days < _ROUGH]
    if sum(e.weight for e in dated) < _BELIEVED:
        return None
    dated.sort(key=lambda e: e.first.toordinal() + e.last.toordinal())
    reached = np.cumsum([e.weight for e in dated])
    middle = dated[int(np.argmax(reached >= reached[-1] / 2))]
    first, last = min(e.first for e in dated), max(e.last for e in dated)
    return (
        float(first.toordinal()),
        (middle.first.toordinal() + middle.last.toordinal()) / 2,
        float(last.toordinal()),
    )
