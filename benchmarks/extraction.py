"""Measure extraction on annotated documents: read, export, score.

    python benchmarks/extraction.py --gold GOLD/dev --scorer GOLD/score.py [--keep claims.jsonl] [-- --per-doc --misses]

GOLD/dev holds <doc>.json and texts/<doc>.txt. Everything runs through the command line as a user would run it, so
that the figures are those of the product. Whatever follows `--` goes to the scorer.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--gold", type=Path, required=True)
    options.add_argument("--scorer", type=Path, required=True)
    options.add_argument("--keep", type=Path, help="write the exported claims here")
    options.add_argument(
        "--read", nargs="*", default=[], metavar="OPTION", help="options for 'allegiance read'"
    )
    options.add_argument("scorer_options", nargs="*")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        casefile = Path(folder) / "gold.casefile"
        claims = given.keep or Path(folder) / "claims.jsonl"
        texts = sorted((given.gold / "texts").glob("*.txt"))
        _run("read", *map(str, texts), "--casefile", str(casefile), *given.read)
        _run("export", "--casefile", str(casefile), "--format", "jsonl", "--output", str(claims))
        return subprocess.run(
            [sys.executable, str(given.scorer), str(given.gold), str(claims), *given.scorer_options],
            check=False,
        ).returncode


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "allegiance", *arguments], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
