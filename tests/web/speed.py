"""How fast the workbench answers: python tests/web/speed.py CASEFILE [ROUNDS]

Opens each kind of page some times over a real connection and prints the median and the 95th percentile of the time to
the first byte, and the size. The first opening of a page that keeps its answer is listed apart.
"""

from __future__ import annotations

import http.client
import statistics
import sys
import time
from pathlib import Path

from browsing import served
from everything import addresses


def main(arguments: list[str]) -> int:
    """Measure; returns the exit code."""
    if not arguments:
        sys.stderr.write("usage: python tests/web/speed.py CASEFILE [ROUNDS]\n")
        return 2
    casefile, rounds = Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 10
    with served(casefile) as base:
        host = base.removeprefix("http://")
        sys.stdout.write(f"{'page':<16}{'first ms':>10}{'median':>10}{'p95':>10}{'kB':>8}\n")
        for name, address in addresses(casefile).items():
            timed = [_first_byte(host, address) for _ in range(rounds + 1)]
            later = sorted(seconds for seconds, _ in timed[1:])
            p95 = later[min(len(later) - 1, round(0.95 * len(later)))]
            numbers = (timed[0][0] * 1000, statistics.median(later) * 1000, p95 * 1000)
            sys.stdout.write(
                f"{name:<16}" + "".join(f"{n:>10.0f}" for n in numbers) + f"{timed[0][1] / 1000:>8.0f}\n"
            )
            sys.stdout.flush()
    return 0


def _first_byte(host: str, address: str) -> tuple[float, int]:
    connection = http.client.HTTPConnection(host, timeout=120)
    began = time.perf_counter()
    connection.request("GET", address)
    answer = connection.getresponse()
    seconds = time.perf_counter() - began
    size = len(answer.read())
    connection.close()
    return seconds, size


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
