"""Objects of a JSON file one after the other, however large the file: in a list, on lines, or under a key.

    [{…}, {…}]     {…}⏎{…}⏎     {"entities": {"Q1": {…}, …}}     {"head": …, "results": {"bindings": [{…}, …]}}

Only one object is held at a time. After a fault the search goes on at the next line that begins with an object.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from allegiance.problem import Problem

LARGEST = 16 * 2**20  # characters of one object
_CHUNK = 2**18
_HOLDER = re.compile(r'"(?:bindings"\s*:\s*\[|entities"\s*:\s*\{)')
_BETWEEN = re.compile(r'(?:[\s,\[\]]|"[^"\\]{0,80}"\s*:)*')  # white space, commas, and the key of an entity
_NEXT = re.compile(r'\n[\s,]*(?:"[^"\\]{0,80}"\s*:\s*)?(?=\{)')
_DECODER = json.JSONDecoder()

Found = tuple[int, dict[str, Any]]  # number of the object, and the object


def objects(path: Path, encoding: str) -> Iterator[Found | Problem]:
    """Each object with its number from 1; what cannot be understood is a problem."""
    with path.open(encoding=encoding, errors="replace") as file:
        window = _Window(file)
        holder = _HOLDER.search(window.text)
        window.at = holder.end() if holder else 0
        number = 0
        while window.to_object(held=holder is not None):
            number += 1
            found, fault = window.take()
            if found is None:
                yield Problem(f"{path.name} object {number}", f"{fault}; left out")
            else:
                yield number, found


class _Window:
    """The stretch of the file that is looked at."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self.text = file.read(_CHUNK)
        self.at = 0

    def more(self) -> bool:
        """Read on; False at the end of the file."""
        read = self._file.read(_CHUNK)
        self.text = self.text[self.at :] + read
        self.at = 0
        return bool(read)

    def to_object(self, *, held: bool) -> bool:
        """Go to the next object; False where there is none. `held`: a closing brace ends what holds the objects."""
        while True:
            between = _BETWEEN.match(self.text, self.at)
            self.at = between.end() if between else self.at
            left = len(self.text) - self.at
            if left > 0 and self.text[self.at] == "{":
                return True
            if left > 100 or (left > 0 and self.text[self.at] != '"'):
                if held and self.text[self.at] == "}":
                    return False
                self._skip()
            elif not self.more():
                return False

    def take(self) -> tuple[dict[str, Any] | None, str]:
        """The object that begins here, or what is wrong with it; afterwards the window stands behind it."""
        while True:
            try:
                found, self.at = _DECODER.raw_decode(self.text, self.at)
            except json.JSONDecodeError as fault:
                cut_off = fault.msg.startswith("Unterminated") or fault.pos >= len(self.text) - 10
                if cut_off and len(self.text) - self.at <= LARGEST and self.more():
                    continue
                self._skip()
                return None, f"not JSON ({fault.msg})" if not cut_off else "larger than may be, or cut off"
            except (
                ValueError,
                RecursionError,
            ) as fault:  # a number of thousands of digits; lists in lists in lists
                self._skip()
                return None, f"not to be read ({type(fault).__name__})"
            return found, ""

    def _skip(self) -> None:
        """Past what is here, to the next line that begins with an object, as far as the window reaches."""
        following = _NEXT.search(self.text, self.at + 1)
        self.at = following.end() if following else len(self.text)
