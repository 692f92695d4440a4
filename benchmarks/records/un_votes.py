"""Votes in the General Assembly against recorded alliances: do those who vote alike owe each other defence?

    python benchmarks/records/un_votes.py DATA [--small]

DATA holds un_votes/ and interstate/. For each year, every pair of states that both voted: alignment from the votes of
that year and the two before; the truth is a defence pact in force that year (ATOP). Parameters are chosen in even
years, figures are of odd years. AUC is taken within each year and averaged, so that no trend over time helps.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
from measures import Numbers, adjusted_rand, auc, table
from numpy.typing import NDArray
from states import States, alliances, rows

from allegiance.analysis.sides import Effort, Sides, SignedGraph, divide
from allegiance.analysis.sides.counts import agreement, share_agreed, through_thirds

WINDOW = 3  # years of votes
FEWEST = 10  # questions that a state must have voted on
MIXES = (0.0, 0.25, 0.5, 0.75, 1.0)
PRIORS = (2.0, 10.0, 40.0)
QUICK = Effort(rounds=60, most_ties=0)  # whole assemblies: the bound by packing alone
_WAYS = {"yes": 1.0, "no": -1.0, "abstain": 0.0}
Truth = NDArray[np.bool_]


class Year:
    """The states (by number) of one year, their votes (A, Q), and which pairs (A, A) had a defence pact."""

    def __init__(self, year: int, votes: dict[tuple[int, int], float], pacts: set[tuple[int, int]]) -> None:
        questions = sorted({question for _, question in votes})
        states = sorted({state for state, _ in votes})
        column = {question: n for n, question in enumerate(questions)}
        row = {state: n for n, state in enumerate(states)}
        cast = np.full((len(states), len(questions)), np.nan)
        for (state, question), way in votes.items():
            cast[row[state], column[question]] = way
        enough = (~np.isnan(cast)).sum(axis=1) >= FEWEST
        self.year, self.votes = year, cast[enough]
        self.states = [state for state, keep in zip(states, enough, strict=True) if keep]
        self.upper = np.triu_indices(len(self.states), 1)
        self.allied = np.array(
            [(self.states[a], self.states[b]) in pacts for a, b in zip(*self.upper, strict=True)], dtype=bool
        )

    def auc(self, scores: Numbers) -> float:
        """Of a table of scores (A, A)."""
        return auc(scores[self.upper], self.allied)


def read(folder: Path) -> list[Year]:
    """All years with votes and recorded pacts, in order."""
    states, pacts = States(folder), alliances(folder)
    year_of = {row["rcid"]: int(row["date"][:4]) for row in rows(folder / "un_votes" / "un_roll_calls.csv")}
    cast: dict[int, dict[tuple[int, int], float]] = {}
    for row in rows(folder / "un_votes" / "un_votes.csv"):
        code = states.code(row["country"])
        if code is not None:
            cast.setdefault(year_of[row["rcid"]], {})[code, int(row["rcid"])] = _WAYS[row["vote"]]
    found = []
    for year in sorted(cast):
        window: dict[tuple[int, int], float] = {}
        for near in range(year - WINDOW + 1, year + 1):
            window |= cast.get(near, {})
        if year in pacts:
            found.append(Year(year, window, pacts[year]))
    return found


def mixed(votes: Numbers, prior: float, mix: float) -> Numbers:
    """Agreement beyond chance of the two themselves, and by way of third states."""
    direct = agreement(votes, prior)
    return (1 - mix) * direct + mix * through_thirds(direct)


def camps(years: list[Year]) -> list[tuple[object, ...]]:
    """Two sides from votes, against the pacts of the United States and of the Soviet Union, with what both leave."""
    found: list[tuple[object, ...]] = []
    for year in years:
        pacts = {pair for pair, on in zip(_pairs(year), year.allied.tolist(), strict=True) if on}
        west, east = (
            {s for s in year.states if (min(s, lead), max(s, lead)) in pacts} | {lead} for lead in (2, 365)
        )
        known = [(s, s in west) for s in year.states if (s in west) != (s in east)]
        if len(east) < 4:
            continue
        for name, scores in (
            ("share of votes alike, less its mean", _centred(share_agreed(year.votes))),
            ("beyond chance", agreement(year.votes)),
        ):
            graph = _graph(scores)
            division = divide(graph, Sides.TWO, effort=QUICK)
            side = dict(zip(year.states, division.labels.tolist(), strict=True))
            rand = adjusted_rand([side[s] for s, _ in known], [camp for _, camp in known])
            gap = division.frustration / graph.total, division.bound / graph.total
            found.append((year.year, name, len(known), rand, *gap))
    return found


def _pairs(year: Year) -> list[tuple[int, int]]:
    return [(year.states[a], year.states[b]) for a, b in zip(*year.upper, strict=True)]


def _centred(scores: Numbers) -> Numbers:
    return scores - np.nanmean(scores)


def _graph(scores: Numbers) -> SignedGraph:
    size = len(scores)
    ties = ((a, b, round(float(scores[a, b]), 2)) for a in range(size) for b in range(a + 1, size))
    return SignedGraph.of(size, (tie for tie in ties if tie[2]))


def _mean(years: list[Year], scores: Callable[[Numbers], Numbers]) -> float:
    return float(np.nanmean([year.auc(scores(year.votes)) for year in years]))


def main() -> int:
    """Choose in even years, report odd ones."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--small", action="store_true", help="every sixth year")
    options = parser.parse_args()
    years = read(options.data)[:: 3 if options.small else 1]
    choosing, reporting = ([y for y in years if y.year % 2 == odd] for odd in (0, 1))
    grid = [(prior, mix) for prior in PRIORS for mix in MIXES]
    best = max(grid, key=lambda at: _mean(choosing, lambda votes: mixed(votes, *at)))
    ways: list[tuple[str, Callable[[Numbers], Numbers]]] = [
        ("signed sum: votes alike less votes apart", _signed_sum),
        ("share of votes alike", share_agreed),
        ("agreement beyond chance", lambda votes: agreement(votes, best[0])),
        ("by way of third states", lambda votes: through_thirds(agreement(votes, best[0]))),
        (f"both (prior {best[0]:g}, mix {best[1]:g})", lambda votes: mixed(votes, *best)),
    ]
    rated = [(name, _mean(choosing, way), _mean(reporting, way)) for name, way in ways]
    pairs, allied = (
        sum(f(y) for y in reporting) for f in (lambda y: len(y.allied), lambda y: int(y.allied.sum()))
    )
    sys.stdout.write(f"{len(reporting)} years reported, {pairs:,} pairs, {allied:,} with a defence pact\n\n")
    sys.stdout.write(table(("alignment", "AUC, years to choose", "AUC, years reported"), rated) + "\n")
    told = [y for y in reporting if y.year % 10 in (5, 9)] or reporting[-1:]
    head = ("year", "ties", "states with a camp", "adjusted Rand", "frustration", "bound")
    sys.stdout.write(table(head, camps(told)))
    return 0


def _signed_sum(votes: Numbers) -> Numbers:
    there = (~np.isnan(votes)).astype(float)
    shared = there @ there.T
    return (2 * np.nan_to_num(share_agreed(votes)) - 1) * shared


if __name__ == "__main__":
    sys.exit(main())
