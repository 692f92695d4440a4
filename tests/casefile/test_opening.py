"""Bad files get one clear line and stay as they are; one writer at a time."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from casefile_world import EXTRACTOR, harbour, valley

from allegiance.casefile import Casefile, migrate, sqlite
from allegiance.casefile.schema import SCHEMA_VERSION, metadata
from allegiance.errors import (
    AllegianceError,
    CasefileBusy,
    CasefileError,
    NewerCasefile,
    NotACasefile,
    NotReadable,
)


def other_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE log (key INTEGER PRIMARY KEY)")
    connection.close()


def marked_but_empty(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id = {sqlite.APPLICATION_ID}")
    connection.execute("CREATE TABLE other (key INTEGER)")
    connection.close()


def newer(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:20_000])


def scrambled(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\x5a" * 3996
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "error", "says"),
    [
        (lambda path: path.write_bytes(b""), NotACasefile, "is no casefile"),
        (lambda path: path.write_text("once upon a time " * 100), NotACasefile, "is no casefile"),
        (lambda path: (path.unlink(), other_database(path)), NotACasefile, "another program"),
        (lambda path: (path.unlink(), marked_but_empty(path)), NotACasefile, "lacks the tables"),
        (newer, NewerCasefile, "install the newer version"),
        (truncated, NotACasefile, "damaged"),
        (scrambled, NotACasefile, "damaged"),
        (lambda path: path.unlink(), NotReadable, "there is no casefile"),
        (lambda path: (path.unlink(), path.mkdir()), NotReadable, "is a folder"),
    ],
)
def test_what_is_no_casefile_is_named_and_left_alone(
    path: Path, empty: Path, spoil: object, error: type[AllegianceError], says: str
) -> None:
    shutil.copy(empty, path)
    spoil(path)  # type: ignore[operator]
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(error, match=says) as caught:
        Casefile.open(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert (path.read_bytes() if path.is_file() else None) == before


def test_create_does_not_overwrite_another_file(path: Path) -> None:
    path.write_text("my notes")
    with pytest.raises(NotACasefile):
        Casefile.open(path, create=True)
    assert path.read_text() == "my notes"


def test_create_in_a_missing_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(CasefileError, match="cannot be written"):
        Casefile.open(tmp_path / "no" / "x.casefile", create=True)


@pytest.mark.parametrize("name", ["a b?mode=ro#%41.casefile", "ملف.casefile", "x'y.casefile"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    with Casefile.open(tmp_path / name, create=True) as casefile:
        casefile.add(valley(), casefile.begin_run(EXTRACTOR))
    assert [file.name for file in tmp_path.iterdir()] == [name]
    with Casefile.open(str(tmp_path / name)) as casefile:
        assert len(casefile.documents()) == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_can_be_read(filled: Casefile) -> None:
    filled.close()
    filled.path.parent.chmod(0o500)
    try:
        with Casefile.open(filled.path) as casefile:
            assert len(casefile.documents()) == 2
            with pytest.raises(CasefileError, match="cannot be written"):
                casefile.begin_run(EXTRACTOR)
    finally:
        filled.path.parent.chmod(0o700)


def test_records_cannot_be_changed_or_deleted(filled: Casefile) -> None:
    connection = sqlite3.connect(filled.path)
    for table in metadata.tables:
        if connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]:
            for statement in (f"UPDATE {table} SET key = key", f"DELETE FROM {table}"):
                with pytest.raises(sqlite3.IntegrityError, match="a casefile only grows"):
                    connection.execute(statement)
    connection.close()


def at_revision(path: Path, revision: str, version: int) -> None:
    """A casefile as an earlier version made it."""
    engine = sqlite.new_file_engine(path)
    with engine.begin() as connection:
        migrate.upgrade(connection, revision)
        sqlite.mark(connection)
        connection.exec_driver_sql(f"PRAGMA user_version = {version}")
    engine.dispose()


def shape(path: Path) -> dict[str, list[object]]:
    """Everything that a casefile is made of, by name: columns, keys, indexes, triggers, marks."""
    connection = sqlite3.connect(path)

    def rows(query: str) -> list[object]:
        return sorted(connection.execute(query).fetchall(), key=repr)

    found: dict[str, list[object]] = {
        pragma: rows(f"PRAGMA {pragma}") for pragma in ("user_version", "application_id", "journal_mode")
    }
    found["alembic_version"] = rows("SELECT * FROM alembic_version")
    for name, kind, sql in connection.execute("SELECT name, type, sql FROM sqlite_master").fetchall():
        if kind == "table":
            found[name] = rows(
                f"SELECT name, type, \"notnull\", dflt_value, pk FROM pragma_table_xinfo('{name}')"
            )
            found[f"{name} refers"] = rows(
                f'SELECT "from", "table", "to" FROM pragma_foreign_key_list(\'{name}\')'
            )
            found[f"{name} without rowid"] = ["WITHOUT ROWID" in sql]
        elif kind == "index":
            found[name] = rows(f"SELECT seqno, name FROM pragma_index_xinfo('{name}')")
            found[f"{name} unique"] = ["UNIQUE" in (sql or "UNIQUE"), "WHERE" in (sql or "")]
        else:
            found[name] = [sql]
    connection.close()
    return found


def test_a_new_casefile_is_as_the_migrations_make_it(path: Path, tmp_path: Path) -> None:
    migrate.create(path)
    at_revision(tmp_path / "migrated", "head", SCHEMA_VERSION)
    assert shape(path) == shape(tmp_path / "migrated")


def test_an_older_casefile_is_migrated_and_keeps_its_rows(path: Path) -> None:
    at_revision(path, "0001", 1)
    copy_rows_of_the_first_schema(path)
    with Casefile.open(path) as casefile:
        assert casefile.document("valley") == valley().document
        assert len(list(casefile.claims())) == 3
        assert casefile.verify().is_sound
    assert sqlite.check_is_casefile(path) == SCHEMA_VERSION


def copy_rows_of_the_first_schema(path: Path) -> None:
    """Fill a casefile of the first schema as the first version would have."""
    present = path.with_name("present.casefile")
    with Casefile.open(present, create=True) as casefile:
        run = casefile.begin_run(EXTRACTOR)
        casefile.add_all([valley(), harbour()], run)
    connection = sqlite3.connect(path)
    connection.execute("ATTACH ? AS present", (str(present),))
    for table in metadata.sorted_tables:
        there = connection.execute(f"SELECT name FROM pragma_table_info('{table.name}')")
        columns = ", ".join(f'"{name}"' for (name,) in there)
        if columns:
            connection.execute(
                f"INSERT INTO {table.name} ({columns}) SELECT {columns} FROM present.{table.name}"
            )
    connection.commit()
    connection.close()


HOLD = """
import sys
from pathlib import Path
from allegiance.casefile.lock import WriteLock
with WriteLock(Path(sys.argv[1]), 1.0).held():
    print("held", flush=True)
    sys.stdin.read()
"""


def test_another_writer_is_named_and_reading_goes_on(filled: Casefile) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(filled.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    try:
        with Casefile.open(filled.path, patience=0.05) as second:
            with pytest.raises(CasefileBusy, match="another process is writing"):
                second.begin_run(EXTRACTOR)
            assert len(list(second.claims())) == 3
    finally:
        holder.kill()
        holder.communicate()
    with Casefile.open(filled.path, patience=5) as second:
        assert second.begin_run("after/1")


def test_two_open_casefiles_take_turns(filled: Casefile) -> None:
    with Casefile.open(filled.path) as second:
        runs = {(filled, second)[turn % 2].begin_run(f"test/{turn}") for turn in range(10)}
    assert len(runs) == 10
    assert {run.id for run in filled.runs()} >= runs
    assert filled.verify().is_sound


WRITE = """
import sys
from allegiance.casefile import Casefile
with Casefile.open(sys.argv[1]) as casefile:
    for number in range(20):
        casefile.begin_run(f"{sys.argv[2]}/{number}")
"""


def test_no_update_is_lost_between_processes(filled: Casefile) -> None:
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITE, str(filled.path), name], stderr=subprocess.PIPE, text=True
        )
        for name in "abc"
    ]
    assert [(writer.communicate()[1], writer.returncode) for writer in writers] == [("", 0)] * 3
    assert len(filled.runs()) == 61
    assert filled.verify().is_sound
