"""What only SQLite knows: the file's mark, connections, triggers. The full-text table stands in `sqlite_words.py`.

Readers may only query, and writers go through `lock.py`, one at a time. SQLite before 3.51.3 can lose a
commit when two connections write and checkpoint in the same instant; so it cannot here. (A reader that leaves
last does write a checkpoint, but under SQLite's exclusive lock, when nobody else has the file open.)
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, exc
from sqlalchemy.pool import QueuePool, StaticPool

from allegiance.casefile.schema import SCHEMA_VERSION
from allegiance.errors import CasefileBusy, CasefileError, NewerCasefile, NotACasefile, NotReadable

APPLICATION_ID = 0x414C4547  # 'ALEG', at byte 68 of the file
_MAGIC = b"SQLite format 3\x00"
_BUSY_SECONDS = 10.0
_READING = (
    "query_only = ON",
    "cache_size = -32768",
)  # 32 MB: the inner pages of the indexes of a million claims
_BULK = ("cache_size = -65536", "wal_autocheckpoint = 8000")  # 64 MB and 32 MB: ids come in random order
_PRAGMAS = ("trusted_schema = OFF", "recursive_triggers = ON", "synchronous = NORMAL")


def keep_forever(connection: Connection, tables: Iterable[str]) -> None:
    """Let triggers refuse UPDATE and DELETE on these tables."""
    for table in tables:
        for act in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'a casefile only grows: {act} on {table} is refused'); END"
            )


def mark(connection: Connection) -> None:
    """Write into the file what it is and which schema it has."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")


def check_is_casefile(path: Path) -> int:
    """The schema version of the file, read without altering anything.

    Raises: NotReadable, NotACasefile, NewerCasefile.
    """
    _check_header(path)
    with translated(path), closing(_connect(path, _reading_mode(path), "query_only = ON")) as connection:
        try:
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            connection.execute("SELECT max(key) FROM log").fetchall()
        except sqlite3.OperationalError as fault:
            if "no such table" not in str(fault):
                raise
            raise NotACasefile(
                f"{path} lacks the tables of a casefile; choose another file ({fault})"
            ) from fault
    if version > SCHEMA_VERSION:
        raise NewerCasefile(
            f"{path} was written by a later Allegiance (schema {version}, this one knows {SCHEMA_VERSION}); "
            "install the newer version: pip install --upgrade allegiance"
        )
    return version


def _check_header(path: Path) -> None:
    if path.is_dir():
        raise NotReadable(f"{path} is a folder; name a casefile inside it")
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        raise NotReadable(
            f"there is no casefile {path}; make one with: allegiance read FILE --casefile {path}"
        ) from None
    except OSError as fault:
        raise NotReadable(f"{path} cannot be opened ({fault.strerror}); check its permissions") from fault
    if len(head) < 100 or not head.startswith(_MAGIC):
        raise NotACasefile(f"{path} is no casefile; choose another file, or restore it from a backup")
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise NotACasefile(
            f"{path} is an SQLite database of another program, no casefile; choose another file"
        )
    _check_length(path, head)


def _check_length(path: Path, head: bytes) -> None:
    page = int.from_bytes(head[16:18], "big")
    page = 65536 if page == 1 else page
    expected = page * int.from_bytes(head[28:32], "big")
    there = path.stat().st_size
    if there < expected and not _has_wal(path):
        raise NotACasefile(
            f"{path} is damaged: {there} of {expected} bytes are there; restore it from a backup"
        )


def _has_wal(path: Path) -> bool:
    wal = path.with_name(path.name + "-wal")
    return wal.exists() and wal.stat().st_size > 0


def reader_engine(path: Path) -> Engine:
    """Connections that can query only; each `connect()` sees one state of the file throughout."""
    pool = {"poolclass": QueuePool, "pool_size": 4, "max_overflow": 28}
    engine = _engine(path, _reading_mode(path), *_READING, **pool)
    _begin_with(engine, "BEGIN")
    return engine


def _reading_mode(path: Path) -> str:
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return "mode=rw"
    return "mode=ro" if _has_wal(path) else "mode=ro&immutable=1"  # no -shm file could be made there


def writer_engine(path: Path) -> Engine:
    """The connection that writes. Use it only while the write lock is held."""
    engine = _engine(path, "mode=rw", *_BULK, poolclass=StaticPool)
    _begin_with(engine, "BEGIN IMMEDIATE")
    return engine


def new_file_engine(path: Path) -> Engine:
    """A connection that makes the file, in WAL mode."""
    engine = _engine(path, "mode=rwc", poolclass=StaticPool)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode = WAL")
    _begin_with(engine, "BEGIN IMMEDIATE")
    return engine


def _connect(path: Path, mode: str, *pragmas: str) -> sqlite3.Connection:
    uri = f"{path.resolve().as_uri()}?{mode}"
    connection = sqlite3.connect(
        uri, uri=True, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    for pragma in (*_PRAGMAS, *pragmas):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _engine(path: Path, mode: str, *pragmas: str, **pool: Any) -> Engine:
    return create_engine("sqlite://", creator=lambda: _connect(path, mode, *pragmas), **pool)


def _begin_with(engine: Engine, statement: str) -> None:
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)

    event.listen(engine, "begin", begin)


def sync(connection: Connection, *, fully: bool) -> None:
    """Whether commits wait until the disk has them, so that a power cut cannot take them back.

    Not to be called inside a transaction. A killed process loses no commit either way.
    """
    sqlite_connection(connection).execute(f"PRAGMA synchronous = {'FULL' if fully else 'NORMAL'}")


def sqlite_connection(connection: Connection) -> sqlite3.Connection:
    """The connection of the sqlite3 module beneath."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)  # engines are made here and nowhere else
    return driver


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what the database says into the errors of a casefile, with the way out."""
    try:
        yield
    except exc.DBAPIError as fault:
        error = _translate(path, fault.orig)
        if error is None:
            raise
        raise error from fault
    except sqlite3.Error as fault:
        error = _translate(path, fault)
        if error is None:
            raise
        raise error from fault


def _translate(path: Path, fault: BaseException | None) -> CasefileError | None:
    code = getattr(fault, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return busy(path, _BUSY_SECONDS)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or "Could not decode" in str(fault):
        return NotACasefile(f"{path} is damaged ({fault}); restore it from a backup")
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        return CasefileError(
            f"{path} cannot be written ({fault}); free some space and repeat: nothing is half-written"
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return CasefileError(
            f"{path} cannot be opened as needed ({fault}); check permissions of file and folder"
        )
    return None


def busy(path: Path, seconds: float) -> CasefileBusy:
    """The error for a casefile that somebody else is writing to."""
    return CasefileBusy(
        f"{path}: another process is writing to it (waited {seconds:.0f} s); "
        "let it finish or end it, then repeat"
    )


def faults_of_file(connection: Connection) -> Iterator[str]:
    """What SQLite itself finds wrong with pages and indexes, at most a few."""
    try:
        for (line,) in connection.exec_driver_sql("PRAGMA integrity_check(5)"):
            if line != "ok":
                yield str(line)
    except exc.DBAPIError as fault:
        yield str(fault.orig)


def insert_rows(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows with a value for every column, in the table's order; four times as fast as dictionaries."""
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    marks = ", ".join("?" * len(table.columns))
    connection.exec_driver_sql(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', list(rows))
