"""Folder: a whole casefile as plain files, which any program reads and from which the same casefile is made again.

    iraq/
    ├── casefile.json        format, schema, number of acts, hash of the last one
    ├── log.jsonl, claim.jsonl, …   one file a table, one row a line, in the order of the rows
    └── texts/d1f2e3….txt    the text of each document, UTF-8, unchanged

The rows are the very rows of the tables, so the hash chain of the log holds for the folder too: an import computes it
again and refuses a folder in which anything was changed.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from glob import escape
from itertools import islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Float, Integer, Table

from allegiance.casefile import known_index, migrate, schema, tallies
from allegiance.casefile.sqlite import insert_rows, sqlite_connection, translated, writer_engine
from allegiance.casefile.sqlite_words import index_passages
from allegiance.casefile.verify import Verification, verify
from allegiance.errors import CasefileError, UsageError

FORMAT = "allegiance folder/1"
_SHEET = "casefile.json"
_BATCH = 2_000  # rows at a time
_LARGEST = 2**63
_PLAIN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


def export(connection: Connection, target: Path) -> Verification:
    """Write the casefile that this connection sees into a new folder, whole or not at all.

    Raises: UsageError where the target is there already; CasefileError where the casefile is not sound, or the
    folder cannot be written.
    """
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise UsageError(f"{target} is there already and not empty; name a new folder")
    found = verify(connection)
    if not found.is_sound:
        raise CasefileError(f"the casefile is not sound, so it is not exported: {found.problems[0]}")
    unfinished = target.with_name(f"{target.name}-new-{os.getpid()}")
    try:
        (unfinished / "texts").mkdir(parents=True)
        for table in schema.metadata.tables.values():
            _write_table(connection, table, unfinished)
        sheet = {"format": FORMAT, "schema": schema.SCHEMA_VERSION, "acts": found.acts, "head": found.head}
        (unfinished / _SHEET).write_text(json.dumps(sheet, indent=2) + "\n", encoding="utf-8")
        if target.exists():
            target.rmdir()
        unfinished.replace(target)
    except OSError as fault:
        raise CasefileError(f"{target} cannot be written ({fault.strerror}); name another folder") from fault
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return found


def make(folder: Path, target: Path) -> Verification:
    """Make a casefile of a folder, whole or not at all. The write lock of the target is held.

    Raises: UsageError where the target is there already; CasefileError where the folder is not what was exported.
    """
    if target.exists():
        raise UsageError(f"{target} is there already and is not written over; give another --casefile")
    sheet = _sheet(folder)
    _clear(target)
    unfinished = target.with_name(f"{target.name}-import-{os.getpid()}")
    try:
        migrate.create(unfinished)
        found = _fill(unfinished, folder)
        if not found.is_sound:
            raise CasefileError(f"{folder} is not what was exported: {found.problems[0]}")
        if (found.acts, found.head) != (sheet.get("acts"), sheet.get("head")):
            raise CasefileError(
                f"{folder} is not what was exported: {_SHEET} tells of {sheet.get('acts')} acts up to "
                f"{sheet.get('head')!r}, the log of {found.acts} up to {found.head!r}"
            )
        unfinished.replace(target)
    finally:
        for ending in ("", "-wal", "-shm", "-lock"):
            unfinished.with_name(unfinished.name + ending).unlink(missing_ok=True)
    return found


def _clear(target: Path) -> None:
    """Take away what imports that were killed have left; nobody else makes this casefile now."""
    for path in target.parent.glob(f"{escape(target.name)}-import-*"):
        path.unlink(missing_ok=True)


def _write_table(connection: Connection, table: Table, folder: Path) -> None:
    names = [column.name for column in table.columns]
    rows = connection.execute(sa.select(table).order_by(table.c.key).execution_options(yield_per=_BATCH))
    with (folder / f"{table.name}.jsonl").open("w", encoding="utf-8", newline="\n") as file:
        for values in rows:
            row = dict(zip(names, values, strict=True))
            if table is schema.document:
                _text_path(folder, row).write_bytes(row.pop("text").encode())
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())


def _text_path(folder: Path, row: dict[str, Any]) -> Path:
    """Where a document's text lies: under its id, or under its key where the id is no plain name."""
    plain = isinstance(row["id"], str) and _PLAIN_ID.fullmatch(row["id"])
    return folder / "texts" / (f"{row['id']}.txt" if plain else f"document-{int(row['key'])}.txt")


def _sheet(folder: Path) -> dict[str, Any]:
    try:
        sheet = json.loads((folder / _SHEET).read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise CasefileError(
            f"{folder} is no exported casefile: {_SHEET} cannot be read ({fault}); name the folder that was written"
        ) from fault
    if not isinstance(sheet, dict) or sheet.get("format") != FORMAT:
        raise CasefileError(f"{folder} is no exported casefile: {_SHEET} does not say {FORMAT!r}")
    if sheet.get("schema") not in schema.SAME_RECORD:
        raise CasefileError(
            f"{folder} was written with schema {sheet.get('schema')!r}, this Allegiance has "
            f"{schema.SCHEMA_VERSION}; import it with the version that wrote it"
        )
    return sheet


def _fill(path: Path, folder: Path) -> Verification:
    engine = writer_engine(path)
    try:
        with translated(path):
            with engine.begin() as connection:
                for table in schema.metadata.tables.values():
                    rows = _rows(table, folder)
                    while some := list(islice(rows, _BATCH)):
                        insert_rows(connection, table, some)
                        if table is schema.passage:
                            index_passages(connection, [(row[0], row[6], row[7]) for row in some])
                tallies.count_all(sqlite_connection(connection))
                known_index.make_anew(connection)
            with engine.connect() as connection:
                return verify(connection)
    except sa.exc.IntegrityError as fault:
        raise CasefileError(
            f"{folder} is not what was exported: its rows do not fit ({fault.orig})"
        ) from fault
    finally:
        engine.dispose()


def _rows(table: Table, folder: Path) -> Iterator[tuple[Any, ...]]:
    path = folder / f"{table.name}.jsonl"
    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            for number, line in enumerate(file, 1):
                yield _row(table, folder, line, f"{path} line {number}")
    except (OSError, UnicodeDecodeError) as fault:
        raise CasefileError(f"{path} cannot be read ({fault}); export the casefile again") from fault


def _row(table: Table, folder: Path, line: str, place: str) -> tuple[Any, ...]:
    try:
        row = json.loads(line)
        if table is schema.document:
            row["text"] = _text_path(folder, row).read_bytes().decode()
        if len(row) != len(table.columns):
            raise ValueError(f"{len(row)} values where there should be {len(table.columns)}")
        return tuple(_checked(column, row[column.name]) for column in table.columns)
    except (KeyError, TypeError, ValueError, RecursionError) as fault:
        raise CasefileError(
            f"{place} is no row of {table.name} ({fault}); export the casefile again"
        ) from fault


def _checked(column: sa.Column[Any], value: Any) -> Any:
    """The value, if the column takes such a one.

    Raises: ValueError.
    """
    if value is None and column.nullable:
        return value
    if isinstance(column.type, Integer):
        fits = type(value) is int and abs(value) < _LARGEST
    else:
        fits = type(value) is (float if isinstance(column.type, Float) else str)
    if not fits:
        raise ValueError(f"{column.name} cannot be {value!r:.80}")
    return value
