"""Making a casefile with the present schema, and bringing an older one up to it, through alembic.

A new casefile is made at once from `schema.py`, which takes a tenth of the time of all migrations; a test
holds the two to the same result. Alembic is imported only for an older casefile.
"""

from __future__ import annotations

import os
from glob import escape
from pathlib import Path

from sqlalchemy import Connection

from allegiance.casefile import schema, tallies
from allegiance.casefile.known_index import KEYS
from allegiance.casefile.sqlite import (
    keep_forever,
    mark,
    new_file_engine,
    sqlite_connection,
    translated,
    writer_engine,
)
from allegiance.casefile.sqlite_words import WORDS

_SCRIPTS = "allegiance.casefile:migrations"
_VERSION_TABLE = """
CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
)"""


def create(path: Path) -> None:
    """Make a new casefile; it appears under its name only when it is complete. The write lock is held.

    What earlier tries have left that were killed is taken away.
    """
    for left in path.parent.glob(f"{escape(path.name)}-new-*"):
        left.unlink(missing_ok=True)
    unfinished = path.with_name(f"{path.name}-new-{os.getpid()}")
    try:
        with translated(path):
            engine = new_file_engine(unfinished)
            try:
                with engine.begin() as connection:
                    _make(connection)
            finally:
                engine.dispose()
        unfinished.replace(path)
    finally:
        for ending in ("", "-wal", "-shm"):
            unfinished.with_name(unfinished.name + ending).unlink(missing_ok=True)


def _make(connection: Connection) -> None:
    """All tables, as the migrations leave them."""
    schema.metadata.create_all(connection)
    for statement in (WORDS, KEYS, _VERSION_TABLE):
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (f"{schema.SCHEMA_VERSION:04}",))
    tallies.create(sqlite_connection(connection))
    keep_forever(connection, schema.metadata.tables)
    mark(connection)


def migrate(path: Path) -> None:
    """Bring an older casefile up to the present schema, wholly or not at all. The write lock is held."""
    engine = writer_engine(path)
    try:
        with translated(path), engine.begin() as connection:
            upgrade(connection)
    finally:
        engine.dispose()


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Run the migrations inside the connection's transaction, and mark the file when it is at the head."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", _SCRIPTS)
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
    if revision == "head":
        mark(connection)
