"""Signed ties of states (Correlates of War, 1946-99): do sides foretell signs that are held back?

    python benchmarks/records/signed_states.py DATA [--small]

DATA holds interstate/. Every period of four years is a signed network: +1 allied, -1 in a militarized dispute. A
quarter of the ties, by a hash, is held back; the rest is divided, and the sign of a held-back tie is foretold: with,
if both ends are on one side. Periods that begin in even years are for choosing the rule of sides, the others are
reported. Allies are ten times as many as disputes, so the figure is balanced accuracy: the mean of how many allies
and how many disputes are told rightly; guessing 'allied' always gives 0.5. Also how balanced each network is, exactly
or with the gap that is left.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
from measures import is_reported, table
from states import States, signed_ties

from allegiance.analysis.sides import Effort, Sides, SignedGraph, divide

EFFORT = Effort(rounds=200, most_ties=700, programmes=12, whole_ties=0)
Ties = dict[tuple[int, int], int]


def parts(ties: Ties, period: str) -> tuple[Ties, Ties]:
    """Ties that are known and ties that are held back."""
    held = {pair for pair in ties if _is_held(pair, period)}
    return {p: s for p, s in ties.items() if p not in held}, {p: ties[p] for p in held}


def _is_held(pair: tuple[int, int], period: str) -> bool:
    return all(is_reported(f"{pair}{period}", seed) for seed in "ab")  # a quarter


def graph(ties: Ties) -> tuple[SignedGraph, dict[int, int]]:
    """The ties as a signed graph, and the number of each state in it."""
    number = {state: n for n, state in enumerate(sorted({end for pair in ties for end in pair}))}
    return SignedGraph.of(
        len(number), ((number[a], number[b], float(s)) for (a, b), s in ties.items())
    ), number


def told(known: Ties, held: Ties) -> dict[str, list[tuple[int, int]]]:
    """By method: (sign that is so, sign that is foretold) for each held-back tie with both ends known."""
    signed, number = graph(known)
    divisions = {rule: divide(signed, rule, effort=EFFORT) for rule in Sides}
    near = signed.neighbours()
    sums = [sum(weight for _, weight in partners) for partners in near]
    rows = [dict(partners) for partners in near]
    found: dict[str, list[tuple[int, int]]] = {}
    for (one, other), sign in held.items():
        if one not in number or other not in number:
            continue
        a, b = number[one], number[other]
        thirds = sum(rows[a][c] * rows[b][c] for c in rows[a].keys() & rows[b].keys())
        guesses = {
            "signed sum of the two states' ties": sums[a] + sums[b],
            "common friends and enemies": thirds if thirds else 1,
            **{f"{rule.value} sides": _together(divisions[rule].labels, a, b) for rule in Sides},
        }
        for name, guess in guesses.items():
            found.setdefault(name, []).append((sign, 1 if guess > 0 else -1))
    return found


def _together(labels: np.ndarray, a: int, b: int) -> int:
    return 1 if labels[a] == labels[b] else -1


def balanced_accuracy(pairs: list[tuple[int, int]]) -> float:
    """The mean over both signs of the share that is foretold rightly."""
    return float(np.mean([np.mean([guess == so for so, guess in pairs if so == sign]) for sign in (1, -1)]))


def main() -> int:
    """Foretell held-back signs; measure balance."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--small", action="store_true", help="every seventh period")
    options = parser.parse_args()
    periods = sorted(signed_ties(options.data, States(options.data)).items())[:: 7 if options.small else 1]
    guesses: dict[bool, dict[str, list[tuple[int, int]]]] = {False: {}, True: {}}
    for period, ties in periods:
        for name, pairs in told(*parts(ties, period)).items():
            guesses[int(period[:2]) % 2 == 1].setdefault(name, []).extend(pairs)
    lines = [
        (name, *(balanced_accuracy(guesses[half].get(name, [])) for half in (False, True)))
        for name in guesses[True] or guesses[False]
    ]
    sys.stdout.write(table(("method", "even periods, to choose", "odd periods, reported"), lines) + "\n")
    sys.stdout.write(
        table(("period", "states", "ties", "against", "rule", "frustration", "bound"), _balance(periods))
    )
    return 0


def _balance(periods: list[tuple[str, Ties]]) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    for period, ties in periods[:: max(1, len(periods) // 5)]:
        signed, number = graph(ties)
        for rule in Sides:
            division = divide(signed, rule, effort=EFFORT)
            against = sum(sign < 0 for sign in ties.values())
            found.append(
                (
                    period,
                    len(number),
                    len(ties),
                    against,
                    rule.value,
                    int(division.frustration),
                    int(division.bound),
                )
            )
    return found


if __name__ == "__main__":
    sys.exit(main())
