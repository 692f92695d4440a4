"""Faults: what a casefile does when its process is killed, when the disk is full, when many use it at once.

    python benchmarks/faults.py [--kills 1000] [--disks 100] [--seconds 600] [--changes 10000] [--documents 40]
    python benchmarks/faults.py --small                                                      in a minute or two

All of it goes in stretches, and each that is done is noted in a file (`--notes`): stopped at any time, the same command
goes on where it was. Notes of other code do not count. It ends with an error at the first promise that is broken;
otherwise one line for each part says what was done. Needs `fork`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn

from casefile_speed import entries

from allegiance.casefile import Casefile, Entry, JudgementKind, schema
from allegiance.casefile.schema import metadata
from allegiance.errors import AllegianceError, CasefileError
from allegiance.exchange.lines import lines

EXTRACTOR = "made-up/1"
WRITERS, READERS = 8, 16
_DELAYS = (0.03, 0.1, 0.3, 0.8)  # seconds until a kill, at most; making a casefile takes some 0.3

Say = Callable[[str], None]
Counts = dict[str, int]


class BrokenPromise(Exception):
    """A casefile did not keep what it promises."""


def promised(kept: bool, what: str) -> None:
    """Raises: BrokenPromise."""
    if not kept:
        raise BrokenPromise(what)


class Child:
    """A forked process that does some work, and the lines that it has acknowledged."""

    def __init__(self, work: Callable[[Say], None]) -> None:
        self._reading, writing = os.pipe()
        sys.stdout.flush()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self._reading)
            _work(work, writing)
        os.close(writing)

    def kill(self) -> list[str]:
        """Kill it at once; returns what it acknowledged before."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        return self.end()

    def end(self) -> list[str]:
        """Wait for its end; returns what it acknowledged."""
        with os.fdopen(self._reading, "rb") as pipe:
            told = pipe.read().decode()
        os.waitpid(self.pid, 0)
        return [line for line in told.split("\n") if line]


def _work(work: Callable[[Say], None], pipe: int) -> NoReturn:
    """The child: work, and tell; an error is told too. It never returns into the parent's code."""
    try:
        work(lambda line: (os.write(pipe, f"{line}\n".encode()), None)[1])
    except AllegianceError as fault:
        os.write(pipe, f"error {type(fault).__name__} {fault}\n".encode())
    except BaseException as fault:  # noqa: BLE001  whatever it is, the parent must hear of it
        os.write(pipe, f"crash {type(fault).__name__} {fault}\n".encode())
    finally:
        os._exit(0)


def read_all(path: Path, made: Sequence[Entry]) -> Callable[[Say], None]:
    """Work: store all documents, one after the other, as `allegiance read` does."""

    def work(say: Say) -> None:
        with Casefile.open(path, create=True) as casefile:
            missing = [entry for entry in made if not casefile.holds(entry.document.id, EXTRACTOR)]
            run = casefile.begin_run(EXTRACTOR) if missing else ""
            for entry in missing:
                casefile.add(entry, run)
                say(f"document {entry.document.id}")
            say("done")

    return work


def review_all(path: Path) -> Callable[[Say], None]:
    """Work: decide about all claims that nobody has decided about."""

    def work(say: Say) -> None:
        with Casefile.open(path) as casefile:
            for record in list(casefile.claims(include_rejected=True)):
                if not record.judgements:
                    kind = JudgementKind.REJECT if int(record.id[1:4], 16) % 3 == 0 else JudgementKind.ACCEPT
                    say(f"judgement {casefile.judge(kind, record.id, by='Ines').id}")
            say("done")

    return work


def import_all(folder: Path, path: Path) -> Callable[[Say], None]:
    """Work: make a casefile of a folder."""

    def work(say: Say) -> None:
        say(f"head {Casefile.import_folder(folder, path).head}")

    return work


def export(path: Path) -> list[str]:
    """Every claim as it is exported."""
    with Casefile.open(path) as casefile:
        return list(lines(casefile))


def killed(folder: Path, kills: int, documents: int, seed: int) -> Counts:
    """Reads, reviews and imports are killed again and again; each goes on where it was."""
    rng = random.Random(seed)
    made = list(entries(documents * 10))
    straight = folder / "straight.casefile"
    for work in (read_all(straight, made), review_all(straight)):
        promised(Child(work).end()[-1:] == ["done"], "the uninterrupted run did not end")
    expected = export(straight)
    with Casefile.open(straight) as casefile:
        head = casefile.export_folder(folder / "folder").head
    counts = dict.fromkeys(("read", "review", "import"), 0)
    rounds = 0
    while sum(counts.values()) < kills:
        rounds += 1
        path = folder / f"killed-{rounds}.casefile"
        _kill_until_done(path, "read", counts, kills, rng, lambda path=path: read_all(path, made))
        _kill_until_done(path, "review", counts, kills, rng, lambda path=path: review_all(path))
        for work in (read_all(path, made), review_all(path)):
            promised(Child(work).end()[-1:] == ["done"], "the last run did not end")
        promised(
            export(path) == expected, f"the export after kills differs from the uninterrupted one ({path})"
        )
        _kill_imports(folder, head, counts, kills, rng)
        path.unlink()
    return {"casefiles": rounds, **counts}


def _kill_until_done(
    path: Path,
    kind: str,
    counts: dict[str, int],
    kills: int,
    rng: random.Random,
    work: Callable[[], Callable[[Say], None]],
) -> None:
    """Kill the work at random moments until it gets to its end, or long enough."""
    for _ in range(25):
        if sum(counts.values()) >= kills or (kind == "review" and not path.exists()):
            return
        child = Child(work())
        time.sleep(rng.random() * rng.choice(_DELAYS))
        told = child.kill()
        counts[kind] += 1
        promised(not any(line.startswith(("error", "crash")) for line in told), f"{kind}: {told[-1:]}")
        if path.exists():
            _check(path, told)
        if told[-1:] == ["done"]:
            return


def _check(path: Path, told: Sequence[str]) -> None:
    """What was acknowledged is there, whole, and the file is sound."""
    with Casefile.open(path) as casefile:
        promised(casefile.verify().is_sound, f"{path} is not sound after a kill")
        held = {document.id for document in casefile.documents()}
        made = {judgement.id for judgement in casefile.judgements()}
        claims = sum(1 for _ in casefile.claims(include_rejected=True))
    promised(claims == len(held) * 10, f"{claims} claims of {len(held)} documents: one is half-written")
    for line in told:
        kind, _, name = line.partition(" ")
        promised(kind == "done" or name in (held if kind == "document" else made), f"lost: {line}")


def _kill_imports(folder: Path, head: str, counts: dict[str, int], kills: int, rng: random.Random) -> None:
    target = folder / "imported.casefile"
    for _ in range(20):
        if sum(counts.values()) >= kills:
            break
        child = Child(import_all(folder / "folder", target))
        time.sleep(rng.random() * rng.choice(_DELAYS))
        told = child.kill()
        counts["import"] += 1
        promised(not any(line.startswith(("error", "crash")) for line in told), f"import: {told[-1:]}")
        if target.exists():
            with Casefile.open(target) as casefile:
                promised(casefile.verify().head == head, "an import that was killed left another casefile")
            target.unlink()
        promised(not told or f"head {head}" in told, "an import told of another head")
    told = Child(import_all(folder / "folder", target)).end()
    promised(told == [f"head {head}"], f"importing after kills: {told}")
    target.unlink()
    left = [path.name for path in folder.iterdir() if path.name.startswith("imported")]
    promised(not left, f"imports left files behind: {left}")


def full_disk(folder: Path, times: int, documents: int, seed: int) -> Counts:
    """No file may grow beyond a limit; every act fails clearly or works, and works when there is room again."""
    rng = random.Random(seed)
    made = list(entries(documents * 10))
    failed: dict[str, int] = {}
    for number in range(times):
        for left in folder.iterdir():
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        path = folder / f"full-{number}.casefile"
        promised(Child(read_all(path, made[: documents // 2])).end()[-1:] == ["done"], "filling failed")
        before = export(path)
        act = rng.choice(("read", "review", "backup", "export"))
        room = rng.choice((0, 1, 2, 3, 5, 8, 13, 30, 60, 100, 200, 400)) * 4096 + rng.choice((0, 0, 100))
        work = _acts(folder, path, made)[act]
        told = Child(_limited(work, room)).end()
        promised(not any(line.startswith("crash") for line in told), f"{act} with {room} bytes: {told[-1:]}")
        errors = [line for line in told if line.startswith("error")]
        promised(all("CasefileError" in line and "\n" not in line for line in errors), f"{act}: {errors}")
        failed[act] = failed.get(act, 0) + bool(errors)
        _check(path, [line for line in told if line.startswith(("document", "judgement"))])
        if act in ("backup", "export"):
            promised(export(path) == before, f"{act} changed the casefile")
        if not errors:  # there was room enough
            continue
        again = Child(work).end()
        promised(again[-1:] == ["done"], f"{act} again with room: {again[-1:]}")
        _check(path, [line for line in again if line.startswith(("document", "judgement"))])
    return {"acts": times, **failed}


def _acts(folder: Path, path: Path, made: Sequence[Entry]) -> dict[str, Callable[[Say], None]]:
    def backup(say: Say) -> None:
        with Casefile.open(path) as casefile:
            casefile.backup(folder / "copy.casefile")
        say("done")

    def exported(say: Say) -> None:
        with Casefile.open(path) as casefile:
            casefile.export_folder(folder / "folder")
        say("done")

    return {"read": read_all(path, made), "review": review_all(path), "backup": backup, "export": exported}


def _limited(work: Callable[[Say], None], room: int) -> Callable[[Say], None]:
    """The work in a process whose files may not grow beyond so many bytes; the casefile has some 200 KB."""

    def limited(say: Say) -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
        work(say)

    return limited


def crowded(folder: Path, seconds: float) -> Counts:
    """Eight write, sixteen read; afterwards everything that was acknowledged is there."""
    path = folder / "crowded.casefile"
    made = list(entries(100_000 if seconds > 60 else 20_000))
    Child(read_all(path, made[:10])).end()
    until = time.monotonic() + seconds
    writers = [Child(_writer(path, made[10 + n :: WRITERS], n, until)) for n in range(WRITERS)]
    readers = [Child(_reader(path, until)) for _ in range(READERS)]
    by_writer = [child.end() for child in writers]
    told = [line for lines in (*by_writer, *(child.end() for child in readers)) for line in lines]
    wrong = [line for line in told if line.startswith(("error", "crash"))]
    promised(not wrong, f"{len(wrong)} faults, such as {wrong[:1]}")
    _check(path, [line for line in told if line.startswith(("document", "judgement"))])
    kinds = ("document", "judgement", "asked")
    counts = {kind: sum(line.startswith(kind) for line in told) for kind in kinds}
    stored = [sum(line.startswith("document") for line in lines) for lines in by_writer]
    longest = max(float(line.split()[1]) for line in told if line.startswith("longest"))
    return {"seconds": round(seconds), "fewest": min(stored), "longest": round(longest), **counts}


def _writer(path: Path, made: Sequence[Entry], number: int, until: float) -> Callable[[Say], None]:
    def work(say: Say) -> None:
        with Casefile.open(path) as casefile:
            run = casefile.begin_run(EXTRACTOR)
            longest = 0.0
            for entry in made:
                began = time.monotonic()
                if began > until:
                    break
                casefile.add(entry, run)
                longest = max(longest, time.monotonic() - began)
                say(f"document {entry.document.id}")
                claim = entry.claims[number % len(entry.claims)].id
                say(f"judgement {casefile.judge(JudgementKind.ACCEPT, claim, by=f'reader {number}').id}")
            say(f"longest {longest:.1f}")

    return work


def _reader(path: Path, until: float) -> Callable[[Say], None]:
    def work(say: Say) -> None:
        while time.monotonic() < until:
            with Casefile.open(path) as casefile:
                actor = casefile.actors()[0].id
                list(casefile.claims(actor, since=date(2010, 1, 1), until=date(2010, 12, 31)))
                casefile.search("harbour truce")
                casefile.ties(date(2010, 6, 1))
            say("asked")

    return work


def changed(folder: Path, changes: int, seed: int) -> Counts:
    """Random changes of random values in random rows, one at a time: `verify` finds each."""
    rng = random.Random(seed)
    path = folder / "changed.casefile"
    made = list(entries(40))
    for work in (read_all(path, made), review_all(path)):
        promised(Child(work).end()[-1:] == ["done"], "filling failed")
    connection = sqlite3.connect(path, isolation_level=None)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    sizes = {t: connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in metadata.tables}
    tables = [table for table, size in sizes.items() if size]
    with Casefile.open(path) as casefile:
        for _ in range(changes):
            table = rng.choice(tables)
            column = rng.choice(metadata.tables[table].columns.keys())
            key = rng.randint(1, sizes[table])
            query = f'SELECT "{column}" FROM {table} WHERE key = ?'
            (before,) = connection.execute(query, (key,)).fetchone()
            after = _another(before, rng)
            where = key if column != "key" else after
            with suppress(sqlite3.IntegrityError):  # a unique index refuses it by itself
                connection.execute(f'UPDATE {table} SET "{column}" = ? WHERE key = ?', (after, key))
                promised(
                    not casefile.verify().is_sound,
                    f"{table}.{column} {key}: {before!r} → {after!r} not found",
                )
                connection.execute(f'UPDATE {table} SET "{column}" = ? WHERE key = ?', (before, where))
        promised(casefile.verify().is_sound, "what was put back is not sound")
    connection.close()
    return {"changes": changes}


def _another(value: object, rng: random.Random) -> object:
    """Another value of the same type: one letter changed, or a number; something where nothing was."""
    if isinstance(value, int):
        return value + rng.choice((-1, 1)) * rng.randint(1, 1 << rng.randint(1, 40))
    if isinstance(value, float):
        return value + rng.choice((1e-9, 0.1))
    if not value:
        return chr(rng.randint(97, 122))
    text = str(value)
    spot = rng.randrange(len(text))
    return text[:spot] + chr(ord(text[spot]) ^ (1 << rng.randrange(5))) + text[spot + 1 :]


@dataclass(frozen=True)
class Part:
    """One kind of fault: how much of it, in stretches of what size, and what one line says of all."""

    name: str
    amount: int
    stretch: int
    run: Callable[[Path, int, int], Counts]  # folder, how much, number of the stretch
    told: Callable[[Counts], str]


def _parts(asked: argparse.Namespace) -> tuple[Part, ...]:
    return (
        Part(
            "kills", asked.kills, 50, lambda f, n, i: killed(f, n, asked.documents, asked.seed + i), _of_kills
        ),
        Part(
            "disks",
            asked.disks,
            10,
            lambda f, n, i: full_disk(f, n, asked.documents, asked.seed + i),
            _of_disks,
        ),
        Part("seconds", asked.seconds, asked.seconds or 1, lambda f, n, _: crowded(f, n), _of_crowd),
        Part("changes", asked.changes, 500, lambda f, n, i: changed(f, n, asked.seed + i), _of_changes),
    )


def _of_kills(counts: Counts) -> str:
    rounds = counts.pop("casefiles")
    kinds = ", ".join(f"{number} of {kind}" for kind, number in counts.items())
    return f"{sum(counts.values())} kills ({kinds}) in {rounds} casefiles: nothing lost, nothing half-written"


def _of_disks(counts: Counts) -> str:
    acts = counts.pop("acts")
    kinds = ", ".join(f"{number} of {kind}" for kind, number in counts.items())
    failed = f"{sum(counts.values())} failed ({kinds})"
    return f"{acts} acts on a full disk, {failed}, each with one clear line; all of those worked again"


def _of_crowd(counts: Counts) -> str:
    told = f"{counts['document']} documents, {counts['judgement']} judgements, {counts['asked']} rounds of questions"
    return (
        f"{WRITERS} writers and {READERS} readers for {counts['seconds']} s: {told}, "
        f"no update lost, nobody told to wait; every writer stored {counts['fewest']} or more, each in at most "
        f"{counts['longest']} s"
    )


def _of_changes(counts: Counts) -> str:
    return f"{counts['changes']} random changes of values: all found"


class Notes:
    """Stretches that were done, one a line: what was asked, by which code, and what it counted."""

    def __init__(self, path: Path) -> None:
        self._path = path
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        self._done = {line["stretch"]: line["counts"] for line in map(json.loads, lines)}
        code = hashlib.sha256()
        for source in sorted(Path(schema.__file__).parent.rglob("*.py")):
            code.update(source.read_bytes())
        self._code = code.hexdigest()[:12]

    def done(self, part: Part, number: int, amount: int, asked: argparse.Namespace) -> Counts:
        """What this stretch counted: as it was noted, or as it is done now. Raises: BrokenPromise."""
        stretch = f"{self._code} {part.name} {number} {amount} {asked.documents} {asked.seed}"
        if stretch not in self._done:
            with tempfile.TemporaryDirectory() as folder:
                self._done[stretch] = part.run(Path(folder), amount, number)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"stretch": stretch, "counts": self._done[stretch]}) + "\n")
        return self._done[stretch]


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--small", action="store_true")
    for name, many, few in (
        ("kills", 1_000, 20),
        ("disks", 100, 10),
        ("seconds", 600, 10),
        ("changes", 10_000, 200),
    ):
        parser.add_argument(f"--{name}", type=int, default=few if "--small" in sys.argv else many)
    parser.add_argument("--documents", type=int, default=40)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--notes", type=Path, default=Path(tempfile.gettempdir()) / "allegiance-faults.jsonl")
    return parser.parse_args()


def main() -> int:
    asked = _asked()
    notes = Notes(asked.notes)
    for part in _parts(asked):
        total: Counts = {}
        for number, first in enumerate(range(0, part.amount, part.stretch)):
            try:
                counts = notes.done(part, number, min(part.stretch, part.amount - first), asked)
            except (BrokenPromise, CasefileError) as fault:
                sys.stderr.write(f"BROKEN: {part.name}, stretch {number}: {fault}\n")
                return 1
            total = {kind: total.get(kind, 0) + counts.get(kind, 0) for kind in {**total, **counts}}
        if part.amount:
            sys.stdout.write(f"{part.told(total)}\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
