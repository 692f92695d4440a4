"""The line before the write lock: who comes first writes first.

    in ──► 31 │ … │ 2 │ 1 │ 0 ──► the lock        places, one byte each of an empty file, `X.casefile-line`

Who comes takes the last place and steps forward while the place ahead is free, so nobody overtakes. A place is a lock
of the system on its byte and ends with its process: who is killed leaves no gap. The line only says whose turn it is;
that one process writes at a time is the matter of `lock.py`. So where there are no such locks (Windows, some network
drives), or no file can be made, everybody is first and the lock alone decides.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

PLACES = 32  # while the last one is taken, who comes asks for it again and again


class Line:
    """Where one who waits stands. Two of one process share their places: the locks belong to the process."""

    def __init__(self, file: int | None) -> None:
        self._file = file
        self._place = PLACES  # behind the last
        if file is not None and _take(file, 0, PLACES):  # nobody is there: straight to the front
            _leave(file, 1, PLACES - 1)
            self._place = 0

    def is_first(self) -> bool:
        """Step forward as far as may be; whether nobody stands ahead."""
        while self._file is not None and self._place > 0 and _take(self._file, self._place - 1):
            _leave(self._file, self._place)
            self._place -= 1
        return self._file is None or self._place == 0


@contextmanager
def standing_in(path: Path) -> Iterator[Line]:
    """Go to the end of the line, and leave it at the end."""
    file = _opened(path, os.O_CREAT)
    try:
        yield Line(file)
    finally:
        if file is not None:
            os.close(file)


def take_away(path: Path) -> None:
    """Remove the file of a line in which nobody stands."""
    file = _opened(path, 0)
    if file is None:
        return
    try:
        if _take(file, 0, PLACES):
            path.unlink(missing_ok=True)
    finally:
        os.close(file)


def _opened(path: Path, how: int) -> int | None:
    if sys.platform != "win32":
        with suppress(OSError):  # whoever needs a file beside the casefile, the lock, says why there is none
            return os.open(path, os.O_RDWR | os.O_CLOEXEC | how, 0o666)
    return None


def _take(file: int, place: int, places: int = 1) -> bool:
    """Lock places, unless somebody stands there."""
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, places, place)
    except (BlockingIOError, PermissionError):  # systems use either
        return False
    except OSError:  # no such locks here
        return True
    return True


def _leave(file: int, place: int, places: int = 1) -> None:
    with suppress(OSError):
        fcntl.lockf(file, fcntl.LOCK_UN, places, place)
