"""How fast a casefile takes claims in and gives them back, against raw SQLite.

    python benchmarks/casefile_speed.py [CLAIMS]        100,000 unless told otherwise

Raw means the very same rows, in the same order and transactions, with the same indexes and settings, through sqlite3.
Prints CPU seconds for writing, and milliseconds (median and 95th percentile) for questions.
"""

from __future__ import annotations

import hashlib
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from allegiance.actors.actor import Actor
from allegiance.casefile import Casefile, Entry, migrate
from allegiance.casefile.schema import metadata
from allegiance.claims.claim import Certainty, Claim, Phase, Polarity
from allegiance.documents.document import Document, Passage
from allegiance.interval import Interval
from allegiance.language.mention import ActorKind, Chain, Form, Mention

PER_DOCUMENT = 10
TOGETHER = 2_000  # documents in one transaction
WORDS = (
    "league front council envoy harbour border talks truce militia minister valley river decree vote".split()
)
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
        self._connection.commit()
        return time.process_time() - started, sum(map(len, rows.values()))

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
    ids, some = _sample(path, rng)
    with Casefile.open(path) as casefile:
        busiest, next_busiest = casefile.actors()[:2]
        year = {"since": date(2010, 1, 1), "until": date(2010, 12, 31)}
        ask("claim by id", lambda: list(casefile.claims(ids=[rng.choice(ids)])), 200)
        ask("an actor's year", lambda: list(casefile.claims(rng.choice(some), **year)), 100)
        ask("the busiest actor's year", lambda: list(casefile.claims(busiest.id, **year)), 5)
        ask("the busiest actor's first 50", lambda: list(islice(casefile.claims(busiest.id), 50)), 10)
        ask(
            "a busy pair's first 50",
            lambda: list(islice(casefile.claims(busiest.id, next_busiest.id), 50)),
            10,
        )
        ask("the first 50 of all", lambda: list(islice(casefile.claims(), 50)), 10)
        ask("who stood with whom on a day", lambda: casefile.ties(date(2010, 6, 1)), 5)
        ask("search, a word of every passage", lambda: casefile.search("group"))
        ask("search, two common words", lambda: casefile.search("harbour truce"))
        ask("search, common words of an actor", lambda: casefile.search("harbour truce", actor=busiest.id))
        ask("search, a common word, one relation", lambda: casefile.search("harbour", relation="opposes"))
        ask(
            "search, a common word, publisher, year",
            lambda: casefile.search("harbour", publisher="Paper 7", **year),
        )
        ask("actors by letters", lambda: casefile.actors("group 77"), 10)


def _sample(path: Path, rng: random.Random) -> tuple[list[str], list[str]]:
    """Ids of claims and of subjects from all over the file."""
    connection = sqlite3.connect(path)
    last = connection.execute("SELECT max(key) FROM claim").fetchone()[0]
    query = "SELECT claim.id, actor.id FROM claim JOIN actor ON actor.key = subject_key WHERE claim.key = ?"
    found = [connection.execute(query, (rng.randint(1, last),)).fetchone() for _ in range(300)]
    connection.close()
    return [claim for claim, _ in found], [actor for _, actor in found]


def main(claims: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ours, raw_path = Path(folder) / "ours.casefile", Path(folder) / "raw.casefile"
        migrate.create(ours)
        migrate.create(raw_path)
        made, seconds, raw_seconds, rows = entries(claims), 0.0, 0.0, 0
        with Casefile.open(ours) as casefile:
            run = casefile.begin_run("made-up/1")
            raw = Raw(raw_path, ours)
            while some := list(islice(made, TOGETHER)):
                seconds += write(casefile, some, run)
                took, more = raw.follow()
                raw_seconds, rows = raw_seconds + took, rows + more
            raw.close()
        _say(f"{claims} claims, {rows} rows, {ours.stat().st_size / 1e6:.0f} MB")
        _say(
            f"written {seconds:.1f} CPU-s; raw inserts {raw_seconds:.1f} CPU-s; ratio {seconds / raw_seconds:.2f}"
        )
        raw_path.unlink()
        _questions(ours)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
