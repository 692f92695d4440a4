"""Measure known actors: how long a list takes to import, in what memory, and what it costs while documents are read.

    python benchmarks/known_actors.py [--actors 30000] [--phoenix FOLDER] [--documents FOLDER] [--small]
                                      [--output benchmarks/known_actors.md]

The actors are made up, with a fixed seed: persons with spellings and dated offices, groups with acronyms. FOLDER of
`--phoenix` holds dictionaries (*.actors.txt); of `--documents`, texts to read (examples/iraq unless told). CPU seconds
of this process, and beside them the seconds on the clock, which on a machine that others use say less.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

from allegiance.actors.known.knowing import Knowing
from allegiance.actors.known.known_actor import KnownActor
from allegiance.actors.known.reading import KnownFile
from allegiance.actors.resolve import Register
from allegiance.casefile import Casefile
from allegiance.casefile.find_known import KnownLookup
from allegiance.casefile.known_writing import Written
from allegiance.documents import read_document
from allegiance.language.reading import Reader, Reading

SEED = 20
COUNTRIES = ("Iraq", "Norway", "Peru", "Kenya", "Iran", "Lebanon", "Chile", "Nepal")
OFFICES = ("Minister of Ports", "Mayor", "Member of Parliament", "Governor", "Ambassador", "Chief of Staff")
BODIES = ("Front", "Brigades", "Party", "Movement", "Guard", "League", "Union", "Army")
STARTS = "ab ha sa ma ka ja ra ni qa zu fa il or vel tor mar den kus bel gar".split()
MIDDLES = "ri di sha mi la no ze ba tu ko li na re so va".split()
ENDS = "m n d r k s l h q i o".split()


@dataclass(frozen=True, slots=True)
class Taken:
    """What something took."""

    what: str
    cpu: float
    clock: float
    said: str


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--actors", type=int, default=30_000)
    options.add_argument("--phoenix", type=Path)
    options.add_argument("--documents", type=Path, default=Path(__file__).parent.parent / "examples" / "iraq")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--small", action="store_true", help="3,000 actors, one round")
    options.add_argument("--output", type=Path)
    given = options.parse_args()
    actors, rounds = (3_000, 1) if given.small else (given.actors, given.rounds)
    with tempfile.TemporaryDirectory() as folder:
        lines = list(_report(Path(folder), actors, given.phoenix, given.documents, rounds))
    text = "\n".join(lines) + "\n"
    sys.stdout.write(text)
    if given.output:
        given.output.write_text(text, encoding="utf-8")
    return 0


def _report(folder: Path, actors: int, phoenix: Path | None, documents: Path, rounds: int) -> Iterator[str]:
    yield "# Known actors"
    yield ""
    yield f"`python benchmarks/known_actors.py`, {actors:,} made-up actors, seed {SEED}; one process, one thread."
    yield ""
    yield "| what | CPU seconds | on the clock | outcome |"
    yield "|---|---|---|---|"
    before = _memory()
    with Casefile.open(folder / "known.casefile", create=True) as casefile:
        steps = list(_imports(casefile, folder, actors))
        memory = _memory() - before
        if phoenix is not None:
            steps += _dictionaries(casefile, sorted(phoenix.glob("*.actors.txt")))
        for step in steps:
            yield f"| {step.what} | {step.cpu:.1f} | {step.clock:.1f} | {step.said} |"
        yield ""
        yield f"Memory beyond that of the program itself while {actors:,} actors were imported: {memory:.0f} MB."
        load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
        yield f"Load of the machine ({os.cpu_count()} processors) over 1, 5, 15 minutes: {load}."
        yield ""
        yield from _reading(casefile, documents, rounds)


def _imports(casefile: Casefile, folder: Path, count: int) -> Iterator[Taken]:
    rows = list(_rows(count))
    path = folder / "made-up.csv"
    for what, change in (
        (f"import of {count:,} actors", False),
        ("the same file again", False),
        ("a later version, one in a hundred changed", True),
    ):
        if change:
            rows = [
                (*row[:-1], f"{row[-1]}; Envoy (2020/..)") if n % 100 == 0 else row
                for n, row in enumerate(rows)
            ]
        _write(path, rows)
        yield _taken(what, casefile, [path])


def _dictionaries(casefile: Casefile, paths: list[Path]) -> Iterator[Taken]:
    if paths:
        yield _taken(f"import of {len(paths)} actor dictionaries", casefile, paths)


def _taken(what: str, casefile: Casefile, paths: Iterable[Path]) -> Taken:
    cpu, clock = time.process_time(), time.perf_counter()
    written, faults = Written(), 0
    for path in paths:
        file = KnownFile.of(path)
        found = list[int]()
        written += casefile.add_known(file, _counted(file, found))
        faults += len(found)
    said = (
        f"{written.new:,} new, {written.changed:,} changed, {written.same:,} as before, {faults} faults named"
    )
    return Taken(what, time.process_time() - cpu, time.perf_counter() - clock, said)


def _counted(file: KnownFile, faults: list[int]) -> Iterator[KnownActor]:
    for found in file.actors():
        if isinstance(found, KnownActor):
            yield found
        else:
            faults.append(1)


def _write(path: Path, rows: Iterable[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("id", "name", "aliases", "kind", "country", "offices"))
        writer.writerows(rows)


def _rows(count: int) -> Iterator[tuple[str, ...]]:
    """Four persons to each group; given names repeat, as they do."""
    rng = random.Random(SEED)
    given = [_word(rng, 2) for _ in range(300)]
    for number in range(count):
        country, family = rng.choice(COUNTRIES), _word(rng, 3)
        if number % 5 == 0:
            name = f"{family} {_word(rng, 2)} {rng.choice(BODIES)}"
            aliases = f"{''.join(word[0] for word in name.split())}; {rng.choice(BODIES)} of {family}"
            yield f"g{number}", name, aliases, "armed group", country, ""
        else:
            name = f"{rng.choice(given)} al-{family}"
            aliases = f"{name.replace('al-', '').replace('a', 'e')}; {name[0]}. {family}"
            begins = rng.randint(1980, 2015)
            yield (
                f"p{number}",
                name,
                aliases,
                "person",
                country,
                f"{rng.choice(OFFICES)} ({begins}/{begins + 4})",
            )


def _word(rng: random.Random, syllables: int) -> str:
    parts = [rng.choice(STARTS), *(rng.choice(MIDDLES) for _ in range(syllables - 1)), rng.choice(ENDS)]
    return "".join(parts).capitalize()


def _reading(casefile: Casefile, documents: Path, rounds: int) -> Iterator[str]:
    """What lists cost while documents are read: resolving with and without them, against the whole reading."""
    reader = Reader.best()
    paths = sorted(path for path in documents.glob("*") if path.suffix in (".txt", ".md", ".html"))
    texts = [read_document(path) for path in paths]
    readings: list[Reading] = []
    with _clocked() as whole:
        readings += [reader.read(document) for document in texts]
    _resolve(readings, None)  # warm up
    without, with_lists = [], []
    for _ in range(rounds):
        for lists, times in ((None, without), (casefile, with_lists)):
            with _clocked() as taken:
                _resolve(readings, lists)
            times.append(taken[0])
    chains = sum(len(reading.chains) for reading in readings)
    actors = sum(found.actors for found in casefile.known_lists())
    bare, full = statistics.median(without), statistics.median(with_lists)
    share = 100 * (full - bare) / whole[0]
    yield f"Reading {len(texts)} documents with {chains} chains ({reader.extractor}) took {whole[0]:.2f} CPU s."
    yield f"Who is whom in them: {bare:.3f} s without lists, {full:.3f} s"
    yield f"with {actors:,} known actors, which is {share:+.1f} % of the reading (median of {rounds})."


def _resolve(readings: Iterable[Reading], lists: Casefile | None) -> None:
    register = Register(Knowing(KnownLookup(lists)) if lists else None)
    for reading in readings:
        register.resolve(reading.document.id, reading.chains, reading.document.published)


@contextmanager
def _clocked() -> Iterator[list[float]]:
    """CPU seconds of what is done inside, in the list when it is done."""
    taken: list[float] = []
    begun = time.process_time()
    yield taken
    taken.append(time.process_time() - begun)


def _memory() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
