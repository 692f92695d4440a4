"""Turns found in planted worlds, against what was planted; ours beside a naive signed sum and ruptures' PELT.

    python benchmarks/planted/run.py [--small] [--tune]

Methods were tuned on the seeds TUNING and are reported on REPORTED, which tuning never saw. Writes a table to standard
output; the one in README.md came from this command. ruptures comes with the dependency group `bench`.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from methods import ours, pelt, signed_sum
from scoring import FoundTurn, score, together
from worlds import Setting, World, make_world

from allegiance.analysis.shifts.units import Search

TUNING = (101, 102, 103)
REPORTED = (201, 202, 203)
WINDOW, PENALTY = 24, 30.0  # best of WINDOWS and PENALTIES on TUNING
WINDOWS, PENALTIES = (6, 12, 18, 24, 36, 48), (10.0, 30.0, 60.0)
PLAIN = Setting(families=0, offices=0)
OTHERS = {
    "half as many claims": replace(PLAIN, claims_a_year=6.0),
    "a quarter as many": replace(PLAIN, claims_a_year=3.0),
    "20 % wrong signs": replace(PLAIN, wrong=0.2),
    "no more written about turns": replace(PLAIN, attention=1.0),
    "no words that tell a turn": replace(PLAIN, told=0.0),
    "few exact dates": replace(PLAIN, exact=0.15, to_month=0.45),
    "nearly all stories reprinted": replace(PLAIN, reprinted=0.9),
}

Method = Callable[[World], Iterable[FoundTurn]]


def main() -> None:
    """Run what the command line asks for."""
    small = "--small" in sys.argv
    setting = replace(PLAIN, pairs=15) if small else PLAIN
    if "--tune" in sys.argv:
        _tune(setting)
        return
    worlds = [make_world(seed, setting) for seed in REPORTED[: 1 if small else None]]
    _head(worlds)
    _row("ours", ours, worlds)
    _row("ours, only turns 70 % sure", lambda world: ours(world, Search(least=0.7)), worlds)
    _row(f"signed sum of {WINDOW} months", lambda world: signed_sum(world, WINDOW), worlds)
    _row(f"ruptures PELT, penalty {PENALTY:g}", lambda world: pelt(world, PENALTY), worlds)
    for name, other in ({} if small else OTHERS).items():
        _row(f"ours: {name}", ours, [make_world(seed, other) for seed in REPORTED[:2]])


def _tune(setting: Setting) -> None:
    worlds = [make_world(seed, setting) for seed in TUNING]
    _head(worlds)
    _row("ours", ours, worlds)
    for window in WINDOWS:
        _row(f"signed sum of {window} months", lambda world, w=window: signed_sum(world, w), worlds)
    for penalty in PENALTIES:
        _row(f"ruptures PELT, penalty {penalty:g}", lambda world, p=penalty: pelt(world, p), worlds[:1])


def _head(worlds: Sequence[World]) -> None:
    records, turns, pairs = (sum(len(part) for part in parts) for parts in zip(
        *((world.records, world.turns, world.pairs) for world in worlds), strict=True))  # fmt: skip
    _say(f"{len(worlds)} worlds, {pairs} pairs, {records:,} records, {turns} turns\n")
    _say("| method | F1, 45 days | precision | recall | F1, half a year | median error, days | CPU s |")
    _say("|---|---|---|---|---|---|---|")


def _row(name: str, method: Method, worlds: Sequence[World]) -> None:
    started = time.process_time()
    found = [list(method(world)) for world in worlds]
    took = time.process_time() - started
    near, wide = (
        together(score(f, world.turns, within) for f, world in zip(found, worlds, strict=True))
        for within in (45, 183)
    )
    error = f"{statistics.median(wide.errors):.0f}" if wide.errors else "–"
    _say(
        f"| {name} | {near.f1:.3f} | {near.precision:.3f} | {near.recall:.3f} | {wide.f1:.3f} | {error} | {took:.1f} |"
    )


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
