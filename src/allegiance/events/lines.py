"""Lines: the lines of a table with their numbers, whoever wrote it.

    bytes ──line by line, never more than MAX_LINE at once──► text + number, or a fault

A record that a quote carries over several lines is one line with line breaks in it, numbered by its first.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from allegiance.errors import NotReadable

MAX_LINE = 200_000  # bytes; the longest lines of UCDP GED name some hundred articles in 20,000
MAX_LINES = 500  # of one record
_BOM = b"\xef\xbb\xbf"
_OPEN = "a quote is opened and never closed"


class Line(NamedTuple):
    """One record as it stands in the file. `fault` says why it cannot be used, '' where it can."""

    number: int  # from 1
    text: str
    fault: str = ""


def lines(path: Path, *, quoted: bool = False) -> Iterator[Line]:
    """All lines that are not empty. `quoted`: a line break inside double quotes ends no record.

    Raises: NotReadable where the file cannot be opened or read.
    """
    if path.exists() and not path.is_file():
        raise NotReadable(f"{path}: is no ordinary file; save its content to a file and read that")
    try:
        with path.open("rb") as file:
            yield from _joined(_single(file)) if quoted else _single(file)
    except OSError as fault:
        raise NotReadable(
            f"{path}: cannot be read ({fault.strerror or fault}); check its name and rights"
        ) from fault


def first_line(path: Path) -> str:
    """The first line that is not empty, '' where there is none. Raises: NotReadable."""
    return next((line.text for line in lines(path)), "")


def _single(file: BinaryIO) -> Iterator[Line]:
    number = 0
    while raw := file.readline(MAX_LINE + 1):
        number += 1
        if len(raw) > MAX_LINE and not raw.endswith(b"\n"):
            _skip(file)
            yield Line(number, "", f"the line is longer than {MAX_LINE:,} bytes")
            continue
        if number == 1:
            raw = raw.removeprefix(_BOM)
        raw = raw.rstrip(b"\r\n")
        if not raw:
            continue
        if b"\0" in raw:
            yield Line(number, "", "the line holds zero bytes")
            continue
        try:
            yield Line(number, raw.decode())
        except UnicodeDecodeError:
            yield Line(number, raw.decode("cp1252", "replace"))


def _skip(file: BinaryIO) -> None:
    """Pass over the rest of a line that is too long, without holding it."""
    while (rest := file.readline(MAX_LINE)) and not rest.endswith(b"\n"):
        pass


def _joined(single: Iterator[Line]) -> Iterator[Line]:
    """Records: a line with an open quote goes on with the next ones."""
    parts: list[str] = []
    first, size, is_open = 0, 0, False
    for line in single:
        if line.fault:
            yield line
            continue
        first = first if parts else line.number
        parts.append(line.text)
        size += len(line.text)
        is_open ^= line.text.count('"') % 2 == 1
        if is_open and len(parts) < MAX_LINES and size < MAX_LINE:
            continue
        yield Line(first, "\n".join(parts), _OPEN if is_open else "")
        parts, size, is_open = [], 0, False
    if parts:
        yield Line(first, "\n".join(parts), _OPEN)
