"""How fast a casefile takes claims in and gives them back, against raw SQLite.

    python benchmarks/casefile_speed.py [CLAIMS] [--without-raw] [--casefile FILE]     100,000 unless told otherwise
    python benchmarks/casefile_speed.py --small                                        10,000; in a minute
    python benchmarks/casefile_speed.py 10000000 --bulk --casefile big.casefile

Raw means the very same rows, in the same order and transactions, with the same indexes and settings, through sqlite3;
the tallies, which the casefile counts in SQL after each transaction, are told apart. `--casefile` keeps the file, and
asks it again without writing where it is there already. `--bulk` fills faster: the casefile writes its rows and hashes
as ever, but into tables whose indexes are made when all rows are there, and so are the tallies; what comes out is the
same file. Prints CPU seconds for writing, milliseconds of the processor
and on the clock (median and 95th percentile) for questions, and seconds of whole commands.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from unittest import mock

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex

from allegiance.actors.actor import Actor
from allegiance.casefile import Casefile, Entry, migrate, tallies
from allegiance.casefile.schema import metadata
from allegiance.claims.claim import Certainty, Claim, Phase, Polarity
from allegiance.documents.document import Document, Passage
from allegiance.interval import Interval
from allegiance.language.mention import ActorKind, Chain, Form, Mention
from allegiance.views import find_actor

PER_DOCUMENT = 10
TOGETHER = 2_000  # documents in one transaction
WORDS = (
    "league front council envoy harbour border talks truce militia minister valley river decree vote".split()
)
STATED = Certainty.STATED
_FILLED = (
    "passage",
    "chain",
    "identity",
    "mention",
    "claim",
    "evidence",
    "name_use",
)  # what a reading brings most
RELATIONS = ("allied_with", "opposes", "supports", "attacked", "accused", "negotiated_with")


def entries(claims: int) -> Iterator[Entry]:
    """Made-up documents of ten sentences, one claim each, about actors of very unequal fame."""
    rng = random.Random(20)
    actors = [
        Actor(f"a{n}", f"Group {n}", ActorKind.ORGANIZATION, (f"Group {n}",))
        for n in range(claims // 20 + 20)
    ]
    for number in range(claims // PER_DOCUMENT):
        yield _entry(rng, actors, number)


def _entry(rng: random.Random, actors: list[Actor], number: int) -> Entry:
    cast = [actors[int(len(actors) * rng.random() ** 3)] for _ in range(6)]
    cast = [*dict.fromkeys(cast), actors[-1 - number % 10]]
    sentences, claims, mentions, at = [], [], {}, 0
    identity = f"d{number:08x}"
    for _ in range(PER_DOCUMENT):
        one, other = rng.sample(cast, 2)
        tail = " ".join(rng.choices(WORDS, k=9))
        sentence = f"{one.name} {rng.choice(RELATIONS)} {other.name} {tail}."
        quote = Passage(at, at + len(sentence), sentence)
        mentions.setdefault(one, []).append(
            Mention(at, at + len(one.name), one.name, Form.NAMED, one.kind, at)
        )
        year = Interval.parse(str(rng.randint(1990, 2020)))
        claims.append(
            Claim(identity, one, rng.choice(RELATIONS), other, None, Phase.HOLDS, Polarity.AFFIRMED,
                  Certainty.STATED, None, year, None, (quote,), 0.5, "made-up/1", ("rule:made-up",))
        )  # fmt: skip
        sentences.append(sentence)
        at += len(sentence) + 1
    text = "\n".join(sentences)
    day = date(2000, 1, 1) + timedelta(days=rng.randrange(7000))
    document = Document(
        identity, f"report-{number}", text, hashlib.sha256(text.encode()).hexdigest(), "text/1", "en", None, None,
        f"Paper {number % 50}", Interval.of_day(day), None, tuple(c.evidence[0] for c in claims),
    )  # fmt: skip
    chains = [Chain(a.name, a.kind, tuple(m), ("same name",) * len(m)) for a, m in mentions.items()]
    return Entry(document, chains, list(mentions), ["same name"] * len(chains), claims)


def write(casefile: Casefile, made: list[Entry], run: str) -> float:
    """CPU seconds to store these through a casefile."""
    started = time.process_time()
    casefile.add_all(made, run)
    return time.process_time() - started


class Raw:
    """The same rows, in the same order and transactions and with the same settings, through the sqlite3 module."""

    def __init__(self, path: Path, ours: Path) -> None:
        self._connection = sqlite3.connect(path)
        self._ours = sqlite3.connect(f"{ours.as_uri()}?mode=ro", uri=True)
        self._done = dict.fromkeys(metadata.tables, 0)
        self.tallies = 0.0  # CPU seconds
        for pragma in ("synchronous = NORMAL", "cache_size = -65536", "wal_autocheckpoint = 8000"):
            self._connection.execute(f"PRAGMA {pragma}")

    def follow(self) -> tuple[float, int]:
        """Insert what the casefile has got since; returns CPU seconds, without reading the rows, and their number."""
        rows = {name: self._new(name) for name in metadata.tables}
        started = time.process_time()
        for table, values in rows.items():
            marks = ", ".join("?" * len(metadata.tables[table].columns))
            self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", values)
        words = [(row[0], row[6], row[7]) for row in rows["passage"]]
        self._connection.executemany(
            "INSERT INTO passage_words (rowid, quote, folded) VALUES (?, ?, ?)", words
        )
        inserted = time.process_time()
        tallies.count(self._connection, rows["log"][0][0], rows["log"][-1][0])
        counted = time.process_time()
        self._connection.commit()
        self.tallies += counted - inserted
        return time.process_time() - started - (counted - inserted), sum(map(len, rows.values()))

    def _new(self, table: str) -> list[tuple[object, ...]]:
        query = f"SELECT * FROM {table} WHERE key > {self._done[table]} ORDER BY key"
        rows = self._ours.execute(query).fetchall()
        if rows:
            self._done[table] = rows[-1][0]
        return rows

    def close(self) -> None:
        """Let go of both files."""
        self._connection.close()
        self._ours.close()


def ask(name: str, question: Callable[[], object], times: int = 30) -> None:
    """Print how long a question takes: of the processor, and on the clock, which other programs share."""
    took, waited = [], []
    for _ in range(times):
        started, clock = time.process_time(), time.perf_counter()
        question()
        took.append((time.process_time() - started) * 1000)
        waited.append((time.perf_counter() - clock) * 1000)
    told = (f"{statistics.median(ms):9.2f} p95 {sorted(ms)[int(times * 0.95)]:9.2f}" for ms in (took, waited))
    _say(f"{name:40} {'   clock '.join(told)} ms")


def _questions(path: Path) -> None:
    rng = random.Random(3)
    ids, some, anybody = _sample(path, rng)
    with Casefile.open(path) as casefile:
        busiest, next_busiest = casefile.actor_page(limit=2).rows
        year = {"since": date(2010, 1, 1), "until": date(2010, 12, 31)}
        ask("claim by id", lambda: list(casefile.claims(ids=[rng.choice(ids)])), 200)
        ask("an actor's year", lambda: list(casefile.claims(rng.choice(anybody), **year)), 100)
        ask("an actor's year, by fame", lambda: list(casefile.claims(rng.choice(some), **year)), 100)
        ask(
            "an actor's year, by fame, first 50",
            lambda: list(islice(casefile.claims(rng.choice(some), **year), 50)),
            100,
        )
        ask("the busiest actor's year", lambda: list(casefile.claims(busiest.id, **year)), 5)
        ask(
            "the busiest actor's year, first 50",
            lambda: list(islice(casefile.claims(busiest.id, **year), 50)),
            30,
        )
        ask("the busiest actor's first 50", lambda: list(islice(casefile.claims(busiest.id), 50)), 10)
        ask(
            "a busy pair's first 50",
            lambda: list(islice(casefile.claims(busiest.id, next_busiest.id), 50)),
            10,
        )
        ask("the first 50 of all", lambda: list(islice(casefile.claims(), 50)), 10)
        ask("the first 50 of a relation", lambda: list(islice(casefile.claims(relation="opposes"), 50)), 10)
        later = list(islice(casefile.claims(), 5_000))[-1].id
        ask("a later 50 of all", lambda: list(islice(casefile.claims(after=later), 50)), 10)
        ask("who stood with whom on a day", lambda: casefile.ties(date(2010, 6, 1)), 5)
        ask("search, a word of every passage", lambda: casefile.search("group"))
        ask("search, two common words", lambda: casefile.search("harbour truce"))
        ask("search, common words of an actor", lambda: casefile.search("harbour truce", actor=busiest.id))
        ask("search, a common word, one relation", lambda: casefile.search("harbour", relation="opposes"))
        ask(
            "search, a common word, publisher, year",
            lambda: casefile.search("harbour", publisher="Paper 7", **year),
        )
        ask("search, a common word, one certainty", lambda: casefile.search("harbour", certainty=STATED))
        ask("an actor by name", lambda: find_actor(casefile, next_busiest.name), 10)
        ask("overview", casefile.overview)
        ask("the last changes", casefile.changes)
        ask("publishers", casefile.publishers)
        ask("what a publisher alone carries, 50", lambda: casefile.carried_alone("Paper 7"), 5)
        ask("actors, first page", casefile.actor_page)
        ask("actors, typing g", lambda: casefile.actor_page("g"), 10)
        ask("actors, typing group 77", lambda: casefile.actor_page("group 77"))


def _sample(path: Path, rng: random.Random) -> tuple[list[str], list[str], list[str]]:
    """Ids of claims, of their subjects (the famous more often), and of actors, from all over the file."""
    connection = sqlite3.connect(path)
    (claims,) = connection.execute("SELECT max(key) FROM claim").fetchone()
    (actors,) = connection.execute("SELECT max(key) FROM actor").fetchone()
    query = "SELECT claim.id, actor.id FROM claim JOIN actor ON actor.key = subject_key WHERE claim.key = ?"
    found = [connection.execute(query, (rng.randint(1, claims),)).fetchone() for _ in range(300)]
    one = "SELECT id FROM actor WHERE key = ?"
    anybody = [connection.execute(one, (rng.randint(1, actors),)).fetchone()[0] for _ in range(300)]
    connection.close()
    return [claim for claim, _ in found], [actor for _, actor in found], anybody


def fill(path: Path, claims: int, raw_path: Path | None) -> None:
    """Write so many claims; beside it the same rows through sqlite3, where there is a path for them."""
    migrate.create(path)
    made, seconds, raw_seconds, rows = entries(claims), 0.0, 0.0, 0
    with Casefile.open(path) as casefile:
        run = casefile.begin_run("made-up/1")
        if raw_path is not None:
            migrate.create(raw_path)
        raw = Raw(raw_path, path) if raw_path is not None else None
        while some := list(islice(made, TOGETHER)):
            seconds += write(casefile, some, run)
            if raw is not None:
                took, more = raw.follow()
                raw_seconds, rows = raw_seconds + took, rows + more
    _say(f"{claims} claims, {path.stat().st_size / 1e6:.0f} MB, written in {seconds:.1f} CPU-s")
    if raw is not None:
        raw.close()
        together = raw_seconds + raw.tallies
        _say(f"raw: {rows} rows in {raw_seconds:.1f} CPU-s, their tallies in {raw.tallies:.1f} CPU-s")
        _say(f"ratio {seconds / together:.2f} with the tallies in both, {seconds / raw_seconds:.2f} without")


def fill_at_once(path: Path, claims: int) -> None:
    """Write so many claims; indexes that writing does not need, and tallies, are made when all rows are there."""
    migrate.create(path)
    later = [table for name, table in metadata.tables.items() if name in _FILLED]
    indexes = [index for table in later for index in table.indexes]
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for index in indexes:
            connection.execute(f"DROP INDEX {index.name}")
    started, made, done = time.process_time(), entries(claims), 0
    with Casefile.open(path) as casefile, mock.patch.object(tallies, "count"):
        run = casefile.begin_run("made-up/1")
        while some := list(islice(made, TOGETHER)):
            casefile.add_all(some, run)
            done += sum(len(entry.claims) for entry in some)
            if done % 500_000 == 0:
                _say(f"{done} claims in {time.process_time() - started:.0f} CPU-s")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = -1000000")
        connection.execute("PRAGMA temp_store = FILE")
        for index in indexes:
            connection.execute(str(CreateIndex(index).compile(dialect=sqlite.dialect())))
            _say(f"{index.name} after {time.process_time() - started:.0f} CPU-s")
        connection.execute("BEGIN")
        tallies.count_all(connection)
        connection.execute("COMMIT")
    _say(
        f"{claims} claims, {path.stat().st_size / 1e6:.0f} MB, filled in {time.process_time() - started:.0f} CPU-s"
    )


def commands(path: Path) -> None:
    """Whole commands, the start of the process included: the most and the least mentioned actors."""
    with Casefile.open(path) as casefile:
        total = casefile.actor_page(limit=1).total
        rows = [
            casefile.actor_page(limit=1, offset=at).rows[0] for at in (0, 1, total // 50, total // 50 + 1)
        ]
    asked = {
        "a busy actor's page": ["show", rows[2].name],
        "the busiest actor's page": ["show", rows[0].id],
        "two busy actors": ["pair", rows[2].name, rows[3].name],
        "the two busiest": ["pair", rows[0].id, rows[1].id],
        "actors by letters": ["actors", "group 77"],
        "a search": ["search", "harbour", "truce"],
    }
    for name, words in asked.items():
        took = []
        for _ in range(3):
            before, clock = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            command = [sys.executable, "-m", "allegiance", *words, "--casefile", str(path)]
            subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            took.append((cpu, time.perf_counter() - clock))
        cpu, clock = min(took)
        _say(f"command {words[0]}, {name:28} {cpu:6.2f} CPU-s   clock {clock:6.2f} s")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("claims", type=int, nargs="?", default=100_000)
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--without-raw", action="store_true")
    parser.add_argument("--bulk", action="store_true")
    parser.add_argument("--casefile", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = asked.casefile or Path(folder) / "ours.casefile"
        if not path.exists():
            raw = None if asked.without_raw else Path(folder) / "raw.casefile"
            if asked.bulk:
                fill_at_once(path, asked.claims)
            else:
                fill(path, 10_000 if asked.small else asked.claims, raw)
        _questions(path)
        commands(path)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
