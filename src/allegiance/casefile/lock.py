"""The write lock: one process at a time writes to a casefile and checkpoints it.

An empty file beside the casefile, `X.casefile-lock`, locked through SQLite itself: that works the same on all
systems, and the lock ends with the process that holds it, however it ends. Whoever waits stands in a line (`line.py`).
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from allegiance.casefile.line import Line, standing_in, take_away
from allegiance.casefile.sqlite import busy
from allegiance.errors import CasefileError

_PAUSE, _SHORTEST = 0.01, 0.001  # seconds between two tries
_GROWN_OLD = 5.0  # seconds after which the first in line tries as often as it may
_LOOK_PAST = 1.0  # seconds after which others in line look too: one ahead of them may be stopped
_LOOK_AGAIN = 0.1  # what is free at two looks so far apart, nobody ahead wants


class WriteLock:
    """Held for one transaction at a time, so that a long reading and a decision can alternate."""

    def __init__(self, casefile: Path, patience: float) -> None:
        self._casefile = casefile
        self._path = casefile.with_name(casefile.name + "-lock")
        self._line = casefile.with_name(casefile.name + "-line")
        self._patience = patience

    @contextmanager
    def held(self, *, last: bool = False) -> Iterator[None]:
        """Wait for the lock and hold it; `last` takes the files beside the casefile away afterwards.

        Raises: CasefileBusy after `patience` seconds; CasefileError where no file can be made beside it.
        """
        holder = self._acquire()
        try:
            yield
        finally:
            if last:
                with suppress(OSError):  # Windows keeps an open file; then it stays, empty
                    self._path.unlink()
                take_away(self._line)
            holder.close()

    def _acquire(self) -> sqlite3.Connection:
        with standing_in(self._line) as line:
            return self._wait(line)

    def _wait(self, line: Line) -> sqlite3.Connection:
        began = time.monotonic()
        look, was_free = began + _LOOK_PAST, False
        while True:
            now = time.monotonic()
            waited, first = now - began, line.is_first()
            if first or now >= look or waited >= self._patience:
                holder = self._try()
                if holder is not None:
                    if first or was_free or waited >= self._patience:
                        return holder
                    holder.close()
                was_free = holder is not None
                look = now + (_LOOK_AGAIN if was_free else _LOOK_PAST)
            if waited >= self._patience:
                raise busy(self._casefile, self._patience)
            time.sleep(max(_SHORTEST, _PAUSE * (1 - waited / _GROWN_OLD)) if first else _PAUSE)

    def _try(self) -> sqlite3.Connection | None:
        """The lock, or None. It counts only on the file that still bears the name: a holder may remove it."""
        before = self._inode_or_new()
        holder = sqlite3.connect(self._path, timeout=0, isolation_level=None, check_same_thread=False)
        try:
            holder.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as fault:
            holder.close()
            gone = before != _inode(
                self._path
            )  # taken away while it was opened: SQLite calls that an I/O error
            if gone or fault.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                return None
            raise CasefileError(
                f"{self._casefile} cannot be written: no lock file can be made beside it "
                f"({fault.sqlite_errorname}: {fault})"
            ) from fault
        if before is not None and before == _inode(self._path):
            return holder
        holder.close()
        return None

    def _inode_or_new(self) -> int | None:
        """The lock file's inode; the file is made where it is missing, never opened where it is there.

        Closing a second handle on it would drop the lock that another thread of this process holds (POSIX).
        """
        try:
            os.close(os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        except FileExistsError:
            pass
        except OSError as fault:
            raise CasefileError(
                f"{self._casefile} cannot be written: no lock file can be made beside it ({fault.strerror})"
            ) from fault
        return _inode(self._path)


def _inode(path: Path) -> int | None:
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return None
