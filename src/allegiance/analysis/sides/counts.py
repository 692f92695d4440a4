"""Counts: how far actors stand together, from tables of what they did with and against each other, or how they voted.

A plain balance of counts says first of all who is often reported. Three corrections, each by itself:

    beyond chance    what a pair does is compared with what the two do with everybody (expected counts, as in a
                     chi-square test); a vote, with how all voted on the same question
    shrinkage        few counts move a pair little from what is expected of it (a prior worth some counts)
    third actors     friends of friends, and enemies of enemies, speak for a pair (structural balance)

Source: agreement beyond chance, Häge, Political Analysis 19 (2011), after Scott and Cohen; expected counts and the
shrinkage of their ratio, DuMouchel, American Statistician 53 (1999); third actors, Cartwright & Harary 1956. What each
of them is worth against recorded alliances: benchmarks/records.
Not shown: friendship itself. Who acts or votes alike may do so for reasons that have nothing to do with each other.

A actors, Q questions. Tables of pairs are (A, A), symmetric; the diagonal is NaN.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float64]

PRIOR_COUNTS = 4.0  # counts that a pair needs before it is believed as much as what is expected of it
PRIOR_VOTES = 10.0  # questions, likewise


def share_agreed(votes: Table) -> Table:
    """The plain share of questions on which two voted alike. `votes` (A, Q): 1 yes, 0 abstained, -1 no, NaN absent."""
    there = ~np.isnan(votes)
    together = there.astype(float) @ there.T.astype(float)
    alike = sum((votes == way).astype(float) @ (votes == way).T.astype(float) for way in (1, 0, -1))
    return _off_diagonal(_ratio(np.asarray(alike), together))


def agreement(votes: Table, prior: float = PRIOR_VOTES) -> Table:
    """How far two vote alike beyond what is expected of anybody on those questions; around -1 … +1, 0 as expected.

    A question on which nearly all agree says little, one that divides says much: votes are taken as distances from the
    mean of the question. Pairs that share few questions are drawn to 0.
    """
    there = ~np.isnan(votes)
    mean = _ratio(np.nansum(votes, axis=0), there.sum(axis=0).astype(float))
    apart = np.where(there, votes - mean, 0.0)
    both = apart @ apart.T
    own = (apart**2) @ there.T.astype(float)
    size = np.sqrt(own * own.T)
    spread = _ratio(np.asarray((apart**2).sum()), np.asarray(float(there.sum())))
    return _off_diagonal(_ratio(both, size + prior * spread))


def balance(together: Table, against: Table) -> Table:
    """The plain balance of counts, together less against."""
    return _off_diagonal(together - against)


def stance(together: Table, against: Table, prior: float = PRIOR_COUNTS, conflict: float = 1.0) -> Table:
    """Log ratio of how much more two are together than expected to how much more they are against each other.

    Expected is what the totals of the two give: who is reported often is expected often everywhere. `prior` counts as
    expected are added to either side. `conflict` below 1 lets what is against count less: who has much to do with each
    other quarrels too.
    """
    apart = _more_than_expected(against, prior)
    return _off_diagonal(_more_than_expected(together, prior) - conflict * apart)


def through_thirds(stances: Table) -> Table:
    """-1 … +1: how far two stand alike to third actors: the cosine of their rows, without each other. NaN: silence."""
    known = np.nan_to_num(stances, nan=0.0)
    np.fill_diagonal(known, 0.0)
    squares = known**2
    both = known @ known.T
    there = (known != 0).astype(float)
    own = squares @ there.T
    size = np.sqrt(own * own.T)
    return _off_diagonal(_ratio(both, size))


def _more_than_expected(counts: Table, prior: float) -> Table:
    totals = counts.sum(axis=1)
    whole = max(float(totals.sum()), 1.0)
    expected = np.outer(totals, totals) / whole
    return np.asarray(np.log((counts + prior) / (expected + prior)))


def _ratio(upper: Table, lower: Table) -> Table:
    return np.asarray(np.divide(upper, lower, out=np.zeros_like(upper), where=lower > 0))


def _off_diagonal(table: Table) -> Table:
    table = np.array(table, dtype=np.float64)
    np.fill_diagonal(table, np.nan)
    return table
