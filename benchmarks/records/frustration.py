"""How large a network may be for its frustration to be proved: planted sides with noise, value, bound and time.

    python benchmarks/records/frustration.py [--small]

Networks are random with a fixed seed: ties between random pairs, signs after planted sides, some turned round. Two
planted sides are divided by the rule of two, four by the rule of many. Time is processor time of the whole division.
"""

from __future__ import annotations

import argparse
import random
import sys
import time

from measures import table

from allegiance.analysis.sides import Sides, SignedGraph, divide

SIZES = ((30, 120), (60, 300), (100, 500), (200, 1000), (500, 2500), (2000, 8000))
NOISE = (0.05, 0.1, 0.2)


def planted(actors: int, ties: int, noise: float, sides: int, seed: int = 1) -> SignedGraph:
    """Random ties whose signs follow random sides, but for a share that is turned round."""
    draw = random.Random(seed)
    side = [draw.randrange(sides) for _ in range(actors)]
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < ties:
        one, other = draw.sample(range(actors), 2)
        pairs.add((min(one, other), max(one, other)))
    return SignedGraph.of(
        actors,
        [(a, b, 1.0 if (side[a] == side[b]) != (draw.random() < noise) else -1.0) for a, b in sorted(pairs)],
    )


def main() -> int:
    """Divide networks of growing size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="up to 100 actors")
    options = parser.parse_args()
    lines: list[tuple[object, ...]] = []
    for actors, ties in SIZES[: 3 if options.small else None]:
        for noise in NOISE:
            for rule in Sides:
                graph = planted(actors, ties, noise, 2 if rule is Sides.TWO else 4)
                begun = time.process_time()
                found = divide(graph, rule)
                took = time.process_time() - begun
                proved = (
                    "yes"
                    if found.is_exact
                    else f"no, {found.frustration / found.bound - 1:.0%} above the bound"
                )
                row = (
                    actors,
                    ties,
                    f"{noise:.0%}",
                    rule.value,
                    found.frustration,
                    found.bound,
                    proved,
                    f"{took:.1f} s",
                )
                lines.append(row)
    head = ("actors", "ties", "noise", "rule", "frustration", "bound", "proved", "time")
    sys.stdout.write(table(head, [[f"{v:g}" if isinstance(v, float) else v for v in row] for row in lines]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
