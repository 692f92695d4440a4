"""Lines of a file that anybody may have written: decoded, numbered, none longer than memory bears."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from allegiance.errors import NotReadable
from allegiance.problem import Problem

LONGEST_LINE = 4 * 2**20  # characters; an entity of Wikidata with every language takes about two million
_CHUNK = 2**20  # bytes


def encoding_of(path: Path) -> str:
    """UTF-8 or UTF-16 where the file is that, else Windows-1252, in which every byte means something.

    Raises: NotReadable.
    """
    try:
        with path.open("rb") as file:
            first = file.read(_CHUNK)
            if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                return "utf-16"
            decoder = codecs.getincrementaldecoder("utf-8-sig")()
            while first:
                decoder.decode(first)
                first = file.read(_CHUNK)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    except IsADirectoryError:
        raise NotReadable(f"{path} is a folder; name a file with actors") from None
    except OSError as fault:
        raise NotReadable(
            f"{path} cannot be read ({fault.strerror}); check its name and permissions"
        ) from fault
    return "utf-8-sig"


def numbered(path: Path, encoding: str) -> Iterator[tuple[int, str] | Problem]:
    """Each line with its number from 1, line end and all; one that is too long is a problem and left out."""
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        number = 0
        while line := file.readline(LONGEST_LINE):
            number += 1
            if len(line) == LONGEST_LINE and not line.endswith(("\n", "\r")):
                while (rest := file.readline(LONGEST_LINE)) and not rest.endswith(("\n", "\r")):
                    pass
                yield Problem(
                    f"{path.name} line {number}", f"longer than {LONGEST_LINE:,} characters; left out"
                )
                continue
            yield number, line
