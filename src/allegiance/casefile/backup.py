"""Backup: a copy of the casefile as it is at one moment, while others read and write it.

SQLite's online backup takes all pages of one state in one step. The copy appears under its name only when it is
complete and ends with the same act of recording.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from sqlalchemy import Connection

from allegiance.casefile.hashes import FIRST
from allegiance.casefile.journal import last_hash
from allegiance.casefile.sqlite import check_is_casefile, sqlite_connection, translated
from allegiance.errors import CasefileError, UsageError


def backup(connection: Connection, casefile: Path, target: Path) -> Path:
    """Copy what this connection sees; a folder as target takes the casefile's own name. Returns the copy's path.

    Raises: UsageError where something is there already; CasefileError where it cannot be written or is not whole.
    """
    target = target / casefile.name if target.is_dir() else target
    if target.exists():
        raise UsageError(f"{target} is there already and is not written over; give the backup another name")
    head = last_hash(connection)
    unfinished = target.with_name(f"{target.name}-backup-{os.getpid()}")
    try:
        with translated(unfinished):
            _copy(connection, unfinished)
        if _copied_head(unfinished) != head:
            raise CasefileError(f"the backup {target} did not become whole; repeat it")
        unfinished.replace(target)
    except OSError as fault:
        raise CasefileError(f"{target} cannot be written ({fault.strerror}); name another place") from fault
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            unfinished.with_name(unfinished.name + ending).unlink(missing_ok=True)
    return target


def _copy(connection: Connection, target: Path) -> None:
    copy = sqlite3.connect(target)
    try:
        copy.execute("PRAGMA synchronous = FULL")
        sqlite_connection(connection).backup(copy)
    finally:
        copy.close()


def _copied_head(path: Path) -> str:
    check_is_casefile(path)
    copy = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        found = copy.execute("SELECT hash FROM log ORDER BY key DESC LIMIT 1").fetchone()
    finally:
        copy.close()
    return found[0] if found else FIRST
