"""Partition: where a row of for-and-against changes its ratio, exactly, with the probability of each change.

    unit k at time t    mass for, mass against
    segment             one unknown ratio; its likelihood is a Beta integral:  B(e + for, e + against) / B(e, e)
    gap g               a change of ratio lies in it with the prior probability of its length and of what is told
    best                the likeliest partition: optimal partitioning by dynamic programming, O(n²), exact
    posterior           probability of a change in each gap, over all partitions: forward and backward sums, exact
    only change         where the change lies, given that there is just one between two others

Arrays by shape: n units, n - 1 gaps; gap g lies before unit g + 1.

Source: optimal partitioning, Jackson et al. (2005), IEEE Signal Processing Letters 12:105-108; sums over all
partitions, Fearnhead (2006), Statistics and Computing 16:203-213. No pruning (PELT): these rows are short, and the
condition on which pruning rests does not hold for integrated likelihoods.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import scipy
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

_SUREST = 1 - 1e-9


class Partition(NamedTuple):
    """`changes`: units with which a new segment begins, in order; `posterior`: for each gap, 0–1."""

    changes: tuple[int, ...]
    posterior: Numbers


def partition(
    for_: Numbers,
    against: Numbers,
    hazard: Numbers,
    each_side: float,
    eagerness: float = 1.0,
    *,
    always: bool = True,
) -> Partition:
    """Partition n units; `hazard` is the prior probability of a change in each of the n - 1 gaps.

    `eagerness` multiplies the prior odds for `changes` alone, so that doubtful changes are proposed too. Unless
    `always`, the posterior is not worked out where no change is proposed.
    """
    if len(for_) < 2:
        return Partition((), np.zeros(max(len(for_) - 1, 0)))
    hazard = np.clip(hazard, 1e-12, _SUREST)
    staying, turning = np.log1p(-hazard), np.log(hazard)
    fit = _fit(for_, against, each_side)
    changes = best(fit, turning - staying + np.log(eagerness))
    if not changes and not always:
        return Partition((), np.zeros(len(hazard)))
    segments = fit + _within(staying)
    forward, backward = _forward(segments, turning), _backward(segments, turning)
    posterior = np.exp(np.minimum(forward[1:-1] + turning + backward[1:-1] - forward[-1], 0.0))
    return Partition(changes, posterior)


def best(fit: Numbers, reward: Numbers) -> tuple[int, ...]:
    """The partition of the highest sum of `fit` over its segments and `reward` over the gaps where it changes.

    fit: (n, n), row first unit, column last unit, both included; reward: (n - 1,), usually negative.
    """
    n = len(fit)
    sums, came = np.zeros(n + 1), np.zeros(n + 1, dtype=np.intp)
    entering = np.r_[0.0, reward]
    for end in range(1, n + 1):
        options = sums[:end] + entering[:end] + fit[:end, end - 1]
        came[end] = int(np.argmax(options))
        sums[end] = options[came[end]]
    changes, at = [], int(came[n])
    while at > 0:
        changes.append(at)
        at = int(came[at])
    return tuple(reversed(changes))


def only_change(for_: Numbers, against: Numbers, hazard: Numbers, each_side: float) -> Numbers:
    """Probability of each of the n - 1 gaps, given that there is exactly one change in these n units."""
    hazard = np.clip(hazard, 1e-12, _SUREST)
    ours, theirs = np.cumsum(for_), np.cumsum(against)
    score = np.log(hazard) - np.log1p(-hazard)
    for one, other in ((ours[:-1], theirs[:-1]), (ours[-1] - ours[:-1], theirs[-1] - theirs[:-1])):
        score = score + scipy.special.betaln(
            each_side + np.maximum(one, 0.0), each_side + np.maximum(other, 0.0)
        )
    likely = np.exp(score - score.max())
    return np.asarray(likely / likely.sum())


def _fit(for_: Numbers, against: Numbers, each_side: float) -> Numbers:
    """Log likelihood of each segment; (n, n), minus infinity below the diagonal."""
    n = len(for_)
    ours, theirs = np.r_[0.0, np.cumsum(for_)], np.r_[0.0, np.cumsum(against)]
    first, last = np.triu_indices(n)
    table = np.full((n, n), -np.inf)
    table[first, last] = scipy.special.betaln(
        each_side + np.maximum(ours[last + 1] - ours[first], 0.0),
        each_side + np.maximum(theirs[last + 1] - theirs[first], 0.0),
    ) - scipy.special.betaln(each_side, each_side)
    return table


def _within(staying: Numbers) -> Numbers:
    """Log prior of no change inside each segment; (n, n)."""
    reached = np.r_[0.0, np.cumsum(staying)]
    return np.asarray(reached[None, :] - reached[:, None])


def _forward(segments: Numbers, turning: Numbers) -> Numbers:
    """Log of the sum over all partitions of the units before each boundary; (n + 1,)."""
    n = len(segments)
    sums, entering = np.zeros(n + 1), np.r_[0.0, turning]
    for end in range(1, n + 1):
        sums[end] = _log_sum(sums[:end] + entering[:end] + segments[:end, end - 1])
    return sums


def _backward(segments: Numbers, turning: Numbers) -> Numbers:
    """Log of the sum over all partitions of the units from each boundary on; (n + 1,)."""
    n = len(segments)
    sums, leaving = np.zeros(n + 1), np.r_[turning, 0.0]
    for begin in range(n - 1, -1, -1):
        sums[begin] = _log_sum(segments[begin, begin:] + leaving[begin:] + sums[begin + 1 :])
    return sums


def _log_sum(values: Numbers) -> float:
    most = float(values.max())
    return most + float(np.log(np.exp(values - most).sum()))
