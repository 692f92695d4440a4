"""How fast a casefile takes claims in and gives them back, against raw SQLite with the same rows and indexes.

    python benchmarks/casefile_speed.py [CLAIMS]        100,000 unless told otherwise

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


def write(path: Path, made: list[Entry]) -> float:
    """CPU seconds to store everything through a casefile."""
    started = time.process_time()
    with Casefile.open(path) as casefile:
        casefile.add_all(made, casefile.begin_run("made-up/1"))
    return time.process_time() - started


def write_raw(path: Path, rows: dict[str, list[tuple[object, ...]]]) -> float:
    """CPU seconds to insert the same rows with the sqlite3 module, in one transaction."""
    connection = sqlite3.connect(path)
    started = time.process_time()
    connection.execute("PRAGMA synchronous = NORMAL")
    for table, values in rows.items():
        marks = ", ".join("?" * len(metadata.tables[table].columns))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", values)
    words = [(row[0], row[6], row[7]) for row in rows["passage"]]
    connection.executemany("INSERT INTO passage_words (rowid, quote, folded) VALUES (?, ?, ?)", words)
    connection.commit()
    connection.close()
    return time.process_time() - started


def rows_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    connection = sqlite3.connect(path)
    rows = {
        name: connection.execute(f"SELECT * FROM {name} ORDER BY key").fetchall() for name in metadata.tables
    }
    connection.close()
    return rows


def ask(name: str, question: Callable[[], object], times: int = 30) -> None:
    """Print how long a question takes."""
    took = []
    for _ in range(times):
        started = time.perf_counter()
        question()
        took.append((time.perf_counter() - started) * 1000)
    took.sort()
    _say(f"{name:36} {statistics.median(took):9.2f} ms   p95 {took[int(len(took) * 0.95)]:9.2f} ms")


def _questions(path: Path, made: list[Entry]) -> None:
    rng = random.Random(3)
    ids = [claim.id for entry in made[:: max(1, len(made) // 50)] for claim in entry.claims]
    with Casefile.open(path) as casefile:
        busiest, next_busiest = casefile.actors()[:2]
        year = {"since": date(2010, 1, 1), "until": date(2010, 12, 31)}
        ask("claim by id", lambda: list(casefile.claims(ids=[rng.choice(ids)])))
        some = [made[number].actors[0].id for number in range(0, len(made), 7)]
        ask("an actor's year", lambda: list(casefile.claims(rng.choice(some), **year)))
        ask("the busiest actor's year", lambda: list(casefile.claims(busiest.id, **year)), 5)
        ask("the busiest actor's first 50", lambda: list(islice(casefile.claims(busiest.id), 50)), 5)
        ask("a busy pair", lambda: list(casefile.claims(busiest.id, next_busiest.id)), 10)
        ask("the first 50 of all", lambda: list(islice(casefile.claims(), 50)), 10)
        ask("who stood with whom on a day", lambda: casefile.ties(date(2010, 6, 1)), 5)
        ask("search, two words", lambda: casefile.search("harbour truce"))
        ask("actors by letters", lambda: casefile.actors("group 77"), 10)


def main(claims: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ours, raw = Path(folder) / "ours.casefile", Path(folder) / "raw.casefile"
        migrate.create(ours)
        migrate.create(raw)
        made = list(entries(claims))
        seconds = write(ours, made)
        rows = rows_of(ours)
        raw_seconds = write_raw(raw, rows)
        _say(f"{claims} claims, {sum(map(len, rows.values()))} rows, {ours.stat().st_size / 1e6:.0f} MB")
        _say(
            f"written {seconds:.2f} CPU-s; raw inserts {raw_seconds:.2f} CPU-s; ratio {seconds / raw_seconds:.2f}"
        )
        del rows
        _questions(ours, made)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
