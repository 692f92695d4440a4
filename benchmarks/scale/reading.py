"""Reading event tables: rows per CPU second and peak memory, for a made-up ICEWS table.

    python benchmarks/scale/reading.py --small           200,000 rows
    python benchmarks/scale/reading.py                   10 M rows, some minutes

Memory is the peak of the process; it must not grow with the table.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from allegiance.events import Table
from allegiance.events.parquet import convert

_CODES = ("010", "020", "036", "040", "042", "051", "057", "073", "111", "112", "141", "173", "190", "193")
_HEADER = (
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\t"
    "Target Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\t"
    "City\tDistrict\tProvince\tCountry\tLatitude\tLongitude\n"
)


def make(path: Path, rows: int, seed: int) -> None:
    """A table of so many rows about 20,000 actors, with one bad line in a thousand."""
    rng = random.Random(seed)
    with path.open("w", encoding="utf-8") as file:
        file.write(_HEADER)
        for number in range(rows):
            one, other = int(20_000 * rng.random() ** 3), int(20_000 * rng.random() ** 3)
            day = f"20{number * 20 // rows:02d}-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}"
            day = "no day" if number % 1000 == 7 else day
            file.write(
                f"{number}\t{day}\tActor {one}\tGovernment,Police\tVelland\tsomething\t{rng.choice(_CODES)}\t1.0\t"
                f"Actor {other}\tSocial\tOstrava\t{number // 3}\t2\tPaper {rng.randrange(300)}\tPort Ves\tNA\tCoast\t"
                "Velland\t1.5\t2.5\n"
            )


def main() -> None:
    """Print how long it took and how much memory."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rows", type=int, default=10_000_000)
    asked.add_argument("--small", action="store_true")
    given = asked.parse_args()
    rows = 200_000 if given.small else given.rows
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.tab"
        make(path, rows, 1)
        cpu = time.process_time()
        table = Table(path)
        taken = convert([table], Path(folder) / "events.parquet")
        cpu = time.process_time() - cpu
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        sys.stdout.write(
            f"{rows:,} rows ({path.stat().st_size / 1e6:,.0f} MB) in {cpu:.1f} CPU s, {rows / cpu:,.0f} a second; "
            f"{taken:,} taken, {table.neutral:,} take no side, {table.bad:,} bad; peak {peak:.2f} GB\n"
        )


if __name__ == "__main__":
    main()
