"""Hashes: every act of recording is chained by SHA-256 to the act before, so that a change shows.

    payload_hash   over all rows that the act wrote
    hash           over the hash of the act before, and this act's own columns

The bytes that are hashed are values one after the other, each a letter and what follows it:

    N  nothing    i  integer, 4 bytes    l  larger integer, count of 15-bit digits (4 bytes, signed), 2 bytes each
    g  real number, IEEE 754, 8 bytes    u  text, length in bytes (4 bytes), UTF-8    (  [  how many (4 bytes), values

All numbers are little-endian. This is version 2 of Python's `marshal`, which writes it some four times as fast as JSON
is written; a test holds it to a plain description, so that it can be computed again in any language at any time.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterable, Sequence
from typing import Any

FIRST = ""  # what stands for the hash before the first act
_VERSION = 2  # the last one without references between values


def payload_hash(rows: Iterable[tuple[str, Sequence[tuple[Any, ...]]]]) -> str:
    """Hash of (table, its rows in order of key), tables by name; those without rows left out."""
    present = sorted([(str(table), values) for table, values in rows if values])
    return hashlib.sha256(encoded(present)).hexdigest()


def act_hash(kind: str, what: str, run_key: int | None, recorded: str, payload: str, previous: str) -> str:
    """Hash of one row of the log."""
    return hashlib.sha256(encoded((kind, what, run_key, recorded, payload, previous))).hexdigest()


def encoded(value: Any) -> bytes:
    """The bytes that are hashed: lists and tuples of texts, numbers and None."""
    try:
        return marshal.dumps(value, _VERSION)
    except ValueError:  # a text of a class derived from str, such as an enum or a result of XPath
        return marshal.dumps(_exact(value), _VERSION)


def _exact(value: Any) -> Any:
    """The same value in the classes that come back from the file."""
    if isinstance(value, tuple):
        return tuple(_exact(item) for item in value)
    if isinstance(value, list):
        return [_exact(item) for item in value]
    return str.__str__(value) if isinstance(value, str) else value
