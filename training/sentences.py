"""Sentences of DSE as they were annotated, each once: one {"id", "text"} a line.

python training/sentences.py dse/train_no_test_overlap.jsonl TEXTS.jsonl
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("pairs", type=Path)
    options.add_argument("result", type=Path)
    given = options.parse_args()
    with given.result.open("w", encoding="utf8") as out:
        for row in first_rows(given.pairs.read_text("utf8")):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return 0


def first_rows(pairs: str) -> list[dict[str, str]]:
    """Each sentence under the number of the first line that has it, counted from 0."""
    found: dict[str, int] = {}
    for number, line in enumerate(pairs.splitlines()):
        found.setdefault(json.loads(line)["text"], number)
    return [{"id": f"dse-{number}", "text": text} for text, number in found.items()]


if __name__ == "__main__":
    sys.exit(main())
