"""Measure lineage, offices and gaps against registers and planted worlds.

    python benchmarks/lineage_offices.py LEADERS PARLGOV [--small] [--worlds 5] [--output benchmarks/lineage_offices.md]

LEADERS holds archigos.csv (Archigos, terms of leaders of states), PARLGOV the tables of ParlGov. What the registers say
is made into claims as news would carry them: each happening is told three to seven times by six publishers, half of
these claims are missing, a tenth is wrong (another day, or another party), days are exact, to the month, to the year or
not told. Then it is counted how many beginnings, ends, gaps, splits, mergers and re-namings come out again within 45
days (where the register knows the year only: in that year), beside a naive baseline that takes every claim as it comes.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from lineage import leaders, parties, planted_worlds
from lineage.noise import MISSING, PUBLISHERS, WRONG
from lineage.score import Score

SEEDS, SMALL_STATES = (1, 2, 3), 20


def main(arguments: list[str] | None = None) -> int:
    """Measure and write the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("leaders", type=Path)
    parser.add_argument("parlgov", type=Path)
    parser.add_argument("--small", action="store_true", help="twenty states, one seed, one planted world")
    parser.add_argument("--worlds", type=int, default=5)
    parser.add_argument("--output", type=Path)
    asked = parser.parse_args(arguments)
    text = "\n".join(_report(asked)) + "\n"
    if asked.output:
        asked.output.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 0


def _report(asked: argparse.Namespace) -> Iterator[str]:
    seeds = SEEDS[:1] if asked.small else SEEDS
    began = time.perf_counter()
    yield "# Lineage, offices and gaps against what is on record"
    yield ""
    noise = f"{MISSING:.0%} of the claims missing, {WRONG:.0%} wrong, {PUBLISHERS} publishers"
    yield f"{noise}; seeds {', '.join(map(str, seeds))}."
    yield "Found: within 45 days; where the register knows the year only, in that year."
    yield ""
    yield "| what | on record | Allegiance P | R | F1 | naive P | R | F1 |"
    yield "|---|---|---|---|---|---|---|---|"
    by_state = leaders.read(asked.leaders / "archigos.csv", SMALL_STATES if asked.small else None)
    yield from _rows("leaders", [leaders.measure(by_state, seed) for seed in seeds])
    register = parties.read(asked.parlgov)
    measured = [parties.measure(register, seed) for seed in seeds]
    yield from _rows("parties", [scores for scores, _, _ in measured])
    worlds = range(1, 2 if asked.small else asked.worlds + 1)
    yield from _rows("planted worlds", [planted_worlds.measure(seed) for seed in worlds])
    yield ""
    ours = sum(names[0] for _, names, _ in measured) / len(measured)
    naive = sum(names[1] for _, names, _ in measured) / len(measured)
    yield f"What a re-named party was called on a day: right in {ours:.1%}; naive, by the re-namings reported by then:"
    yield f"{naive:.1%}."
    yield ""
    yield f"{sum(len(r) for r in by_state.values())} terms of {len(by_state)} states since 1945 (Archigos), "
    yield f"{len(register.changes)} changes of parties before 2000 (ParlGov)."
    yield f"{time.perf_counter() - began:.0f} s in all."


def _rows(name: str, measured: list[dict[str, tuple[Score, Score]]]) -> Iterator[str]:
    for what in measured[0]:
        ours, naive = (sum((one[what][side] for one in measured), Score()) for side in (0, 1))
        cells = (f"{s.precision:.3f} | {s.recall:.3f} | {s.f1:.3f}" for s in (ours, naive))
        yield f"| {name}: {what} | {ours.true} | {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.exit(main())
