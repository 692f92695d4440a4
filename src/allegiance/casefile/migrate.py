"""Making a casefile and bringing an older one up to the present schema, through alembic.

Alembic is imported only here and only when needed: opening a casefile of the present schema does without it.
"""

from __future__ import annotations

import os
from glob import escape
from pathlib import Path

from sqlalchemy import Connection

from allegiance.casefile.sqlite import mark, new_file_engine, translated, writer_engine

_SCRIPTS = "allegiance.casefile:migrations"


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
                    upgrade(connection)
            finally:
                engine.dispose()
        unfinished.replace(path)
    finally:
        for ending in ("", "-wal", "-shm"):
            unfinished.with_name(unfinished.name + ending).unlink(missing_ok=True)


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
