"""Tallies agree with a recount after any number of readings, and a changed one is found."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from casefile_world import HALE, NORTH, SOUTH, make_chain, make_claim, make_document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allegiance.actors.actor import Actor
from allegiance.casefile import Casefile, Entry, tallies
from allegiance.interval import Interval
from allegiance.language.mention import ActorKind

PAPERS = ("The Valley Post", "Harbour News", None)
TEXT = "Northern League, Southern Front and Mara Hale, number {}."
published = st.sampled_from((None, "2019", "2020-03-04", "2021-07"))
told = st.tuples(
    st.sampled_from((NORTH, SOUTH, HALE)),
    st.sampled_from((NORTH, SOUTH, None)),
    st.sampled_from(("allied_with", "attacked", "described_as")),
)
# document, reading, who is named, what is claimed, of what kind those named are said to be
read = st.tuples(
    st.integers(0, 3),
    st.sampled_from(("a/1", "b/1", "c/1")),
    st.sets(st.sampled_from((NORTH, SOUTH, HALE))),
    st.lists(told, max_size=4),
    st.sampled_from((None, ActorKind.PERSON, ActorKind.MOVEMENT)),
)


def entry(
    number: int, day: str | None, named: set[Actor], claims: list[tuple[Actor, Actor | None, str]]
) -> Entry:
    document = make_document(f"report-{number}", TEXT.format(number))
    document = replace(document, publisher=PAPERS[number % 3], published=Interval.parse(day) if day else None)
    who = sorted(named, key=lambda actor: actor.id)
    return Entry(
        document=document,
        chains=[make_chain(document, actor) for actor in who],
        actors=who,
        identity_reasons=["named"] * len(who),
        claims=[
            make_claim(document, one, relation, other, "number", value=None if other else "hero")
            for one, other, relation in claims
        ],
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(read, max_size=8), st.lists(published, min_size=4, max_size=4))
def test_tallies_follow_every_reading(empty: Path, reads: list, days: list[str | None]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.casefile"
        shutil.copy(empty, path)
        with Casefile.open(path) as casefile:
            for number, extractor, named, claims, kind in reads:
                run = casefile.begin_run(extractor)
                of_kind = {replace(actor, kind=kind) for actor in named}
                casefile.add(entry(number, days[number], of_kind, claims), run)
            assert casefile.verify().problems == ()
            for kind in (None, *ActorKind):
                page = casefile.actor_page(kind=kind, limit=9)
                assert page.total == len(page.rows)
            assert casefile.overview().actors == casefile.actor_page().total
            rows = casefile.actor_page(limit=9).rows  # all kinds are one list, page by page
            assert [row.uses for row in rows] == sorted((row.uses for row in rows), reverse=True)
            assert rows == tuple(casefile.actor_page(limit=1, offset=n).rows[0] for n in range(len(rows)))


def test_kinds_are_counted_in_a_casefile_that_has_the_other_tallies(filled: Casefile) -> None:
    expected = filled.actor_page(kind=ActorKind.ORGANIZATION)
    filled.close()
    connection = sqlite3.connect(filled.path)
    for trigger in ("naming_kind", "tally_actor_more", "tally_actor_other"):
        connection.execute(f"DROP TRIGGER {trigger}")
    connection.execute("DROP TABLE tally_kind")
    connection.execute("DROP INDEX ix_tally_actor_listed")
    connection.execute("ALTER TABLE tally_actor DROP COLUMN kind")
    connection.execute("CREATE INDEX ix_tally_actor_uses ON tally_actor (uses)")
    connection.execute("UPDATE alembic_version SET version_num = '0004'")
    connection.execute("PRAGMA user_version = 4")
    connection.commit()
    connection.close()
    with Casefile.open(filled.path) as casefile:
        assert casefile.actor_page(kind=ActorKind.ORGANIZATION) == expected
        assert expected.total
        casefile.add(entry(1, None, {SOUTH}, [(HALE, None, "described_as")]), casefile.begin_run("late/1"))
        assert casefile.verify().problems == ()


CHANGES = {
    "tally_publisher": "alone = alone + 1",
    "tally_claim": "claims = claims + 1",
    "tally_actor": "last_day = 1",
    "tally_kind": "actors = actors + 1",
    "tally_naming": "documents = 9",
    "tally_matter": "claims = claims - 1",
    "passage_claim": "relation = 'opposes'",
}


@pytest.mark.parametrize("table", CHANGES)
def test_a_changed_tally_is_found(filled: Casefile, table: str) -> None:
    connection = sqlite3.connect(filled.path)
    connection.execute(
        f"UPDATE {table} SET {CHANGES[table]} WHERE rowid = 1"
        if table in ("tally_publisher", "tally_actor")
        else f"UPDATE {table} SET {CHANGES[table]}"
    )
    connection.commit()
    connection.close()
    (problem,) = filled.verify().problems
    assert problem.place == table


def test_every_tally_is_checked() -> None:
    made = {statement.split()[2] for statement in tallies.TABLES if statement.startswith("CREATE TABLE")}
    assert made == set(CHANGES)
