"""Events of 2014 (ICEWS) against recorded ties of states: who is reported with whom, and who was allied or at odds?

    python benchmarks/records/icews.py DATA [--small]

DATA holds events/ and interstate/. Events between two states, or between anybody of two states ('Police
(Australia)'), are counted per pair as together (quad classes 1 and 2) or against (3 and 4). Three truths:

    pact         a defence pact in 1989, the last year that the table of alliances has (ATOP), among all pairs of states
                 of then that have any event; 25 years lie between, so that no score can reach 1
    signed       allied or in a militarized dispute in 1988-99 (Correlates of War): with or against, where one is known
    dispute      the disputes among all pairs with an event, low scores ranked first

Half of the pairs, by a hash of their names, is for choosing parameters; figures are of the other half.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from itertools import product
from pathlib import Path

import numpy as np
from measures import Mask, Numbers, auc, is_reported, spread, table
from states import States, alliances, rows, signed_ties

from allegiance.analysis.sides.counts import balance, stance, through_thirds
from allegiance.events.codes import cameo

FROM = "88-91"  # the first period of signed ties that counts
PRIORS = (1.0, 4.0, 16.0)
CONFLICTS = (0.0, 0.5, 1.0)
MIXES = (0.0, 0.25, 0.5, 0.75)
TRUTHS = ("pact", "signed", "dispute")


class World:
    """Counts (A, A) of what states of 2014 did together and against each other, and what is on record of them."""

    def __init__(self, folder: Path, every: int) -> None:
        states = States(folder)
        counts: Counter[tuple[int, int, bool]] = Counter()
        for number, row in enumerate(rows(folder / "events" / "icews14_train.tsv", "\t")):
            code = cameo("", row["relation"])
            one, other = states.code(row["subject"]), states.code(row["object"])
            if number % every == 0 and code and code.quad and one and other and one != other:
                counts[min(one, other), max(one, other), code.quad <= 2] += 1
        self.states = sorted({state for pair in counts for state in pair[:2]})
        row_of = {state: n for n, state in enumerate(self.states)}
        self.together, self.against = (np.zeros((len(self.states),) * 2) for _ in range(2))
        for (one, other, is_together), count in counts.items():
            filled = self.together if is_together else self.against
            filled[row_of[one], row_of[other]] = filled[row_of[other], row_of[one]] = count
        upper = np.triu_indices(len(self.states), 1)
        seen = (self.together + self.against)[upper] > 0
        self.upper = (upper[0][seen], upper[1][seen])
        self.pairs = [(self.states[a], self.states[b]) for a, b in zip(*self.upper, strict=True)]
        self._pacts = alliances(folder)[1989]
        self._signed = _any_sign(signed_ties(folder, states))
        self._in_1989 = {state for pair in self._pacts for state in pair}

    def truth(self, name: str) -> tuple[Mask, Mask]:
        """Which pairs are asked for, and of these which are so; both (P,)."""
        if name == "pact":
            asked = np.array([one in self._in_1989 and other in self._in_1989 for one, other in self.pairs])
            return asked, np.array([pair in self._pacts for pair in self.pairs])
        signs = np.array([self._signed.get(pair, 0) for pair in self.pairs])
        if name == "signed":
            return signs != 0, signs > 0
        return np.ones(len(signs), dtype=bool), signs >= 0  # what is no dispute ranks above what is one

    def half(self, reported: bool) -> Mask:
        """The pairs (P,) of one half."""
        return np.array([is_reported(f"{one}-{other}") == reported for one, other in self.pairs])


def _any_sign(periods: dict[str, dict[tuple[int, int], int]]) -> dict[tuple[int, int], int]:
    """The sign of each pair over the periods from 1988 on; pairs with both fall away."""
    signs: dict[tuple[int, int], set[int]] = {}
    for period, ties in periods.items():
        if period >= FROM:
            for pair, sign in ties.items():
                signs.setdefault(pair, set()).add(sign)
    return {pair: some.pop() for pair, some in signs.items() if len(some) == 1}


def share(world: World) -> Numbers:
    """The plain share of what is together; one half where nothing is counted."""
    total = world.together + world.against
    return np.divide(world.together, total, out=np.full_like(total, 0.5), where=total > 0)


def shrunk_share(world: World, prior: float) -> Numbers:
    """The share, drawn to that of all events where few are counted."""
    mean = world.together.sum() / (world.together.sum() + world.against.sum())
    return (world.together + prior * mean) / (world.together + world.against + prior)


def mixed(world: World, prior: float, conflict: float, mix: float) -> Numbers:
    """Stance beyond what activity explains, and by way of third states; either in units of its own spread."""
    direct = stance(world.together, world.against, prior, conflict)
    thirds = through_thirds(direct)
    return (1 - mix) * direct / np.nanstd(direct) + mix * thirds / np.nanstd(thirds)


def rated(world: World, scores: Numbers, truth: str, half: Mask) -> tuple[float, Numbers, Mask]:
    """AUC of a table of scores (A, A) on the pairs of a half, with what it was taken from."""
    asked, so = world.truth(truth)
    chosen = asked & half
    values = scores[world.upper][chosen]
    return auc(values, so[chosen]), values, so[chosen]


def _ways(
    alone: float, prior: float, conflict: float, mix: float
) -> list[tuple[str, Callable[[World], Numbers]]]:
    """The alignments that are compared, the naive ones first."""
    chosen = f"chosen: prior {prior:g}, against {conflict:g}, third states {mix:g}"
    return [
        ("signed sum", lambda w: balance(w.together, w.against)),
        ("share of events together", share),
        (f"share, shrunk (prior {alone:g})", lambda w: shrunk_share(w, alone)),
        ("together beyond activity", lambda w: mixed(w, prior, 0.0, 0.0)),
        ("together and against beyond activity", lambda w: mixed(w, prior, 1.0, 0.0)),
        (chosen, lambda w: mixed(w, prior, conflict, mix)),
    ]


def main() -> int:
    """Choose on one half of the pairs, report the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--small", action="store_true", help="every fourth event")
    options = parser.parse_args()
    world = World(options.data, 4 if options.small else 1)
    choosing, reporting = world.half(False), world.half(True)
    events = int((world.together + world.against).sum() / 2)
    sys.stdout.write(
        f"{events:,} events, {len(world.states)} states, {len(world.pairs):,} pairs with an event\n\n"
    )
    lines: list[tuple[object, ...]] = []
    for truth in TRUTHS:
        grid = list(product(PRIORS, CONFLICTS, MIXES))
        best = max(grid, key=lambda at: rated(world, mixed(world, *at), truth, choosing)[0])
        alone = max(PRIORS, key=lambda prior: rated(world, shrunk_share(world, prior), truth, choosing)[0])
        for name, way in _ways(alone, *best):
            found, values, so = rated(world, way(world), truth, reporting)
            low, high = spread(values, so)
            chosen = rated(world, way(world), truth, choosing)[0]
            lines.append((truth, f"{int(so.sum())}/{len(so)}", name, chosen, found, f"{low:.3f}-{high:.3f}"))
    head = ("truth", "so/pairs", "alignment", "AUC, half to choose", "AUC, half reported", "90 %")
    sys.stdout.write(table(head, lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
