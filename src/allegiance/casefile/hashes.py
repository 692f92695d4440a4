"""The log: every act of recording is one row, chained by hash to the row before, so that a change shows.

    payload_hash   over all rows that the act wrote
    hash           over the hash of the act before, and this act's own columns

Both are SHA-256 over JSON, so that they can be computed again from the rows in any language.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

FIRST = ""  # what stands for the hash before the first act
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)


def payload_hash(rows: Iterable[tuple[str, Sequence[tuple[Any, ...]]]]) -> str:
    """Hash of (table, its rows in order of key), tables by name; those without rows left out."""
    present = sorted((table, values) for table, values in rows if values)
    return hashlib.sha256(_json(present)).hexdigest()


def act_hash(kind: str, what: str, run_key: int | None, recorded: str, payload: str, previous: str) -> str:
    """Hash of one row of the log."""
    return hashlib.sha256(_json([kind, what, run_key, recorded, payload, previous])).hexdigest()


def _json(value: object) -> bytes:
    return _ENCODER.encode(value).encode()
