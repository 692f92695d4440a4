"""Parquet: event tables as columns, for analysis at scale. Needs pyarrow, from the extra [scale].

    day                          date32        the first day of its time
    subject, object              text          names of actors, as dictionaries
    subject_kind, object_kind    text          person, armed_group, country …; nothing where the table does not tell
    subject_country, object_country  text      as the table writes it
    relation, sign, weight, kind               of claims/relations.toml; -1, 0, +1; see `weight`; act or words
    code                         text          'cameo 173'
    publisher                    text
    file, line                   text, int64   where the row stands; the file's SHA-256 is in the metadata of the schema

A file is there whole or not at all.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from allegiance.claims.claim import Certainty, Phase
from allegiance.errors import AllegianceError, UsageError
from allegiance.events.codes import Code
from allegiance.events.event import Event, Table

TOGETHER = 1 << 18  # rows of a batch: 150 MB while it is made
_CERTAIN = {
    Certainty.STATED: 1.0,
    Certainty.ALLEGED: 0.5,
    Certainty.POSSIBLE: 0.3,
}  # as in alignment/weights.toml
_END = 0.5  # the end of an act against is half a step together

Progress = Callable[[int], None]


def weight(code: Code) -> float:
    """How much a row of this code counts: by what the code commits to, half for an end."""
    return _CERTAIN[code.certainty] * (_END if code.phase is Phase.ENDS else 1.0)


def convert(tables: Sequence[Table], target: Path, progress: Progress | None = None) -> int:
    """Write the events of these tables into one Parquet file; returns how many there are.

    `progress` is called with the number of rows read since it was called before.
    Raises: UsageError where pyarrow is missing or the target is there already; AllegianceError where it cannot be
    written.
    """
    pa, pq = _pyarrow()
    if target.exists():
        raise UsageError(f"{target} is there already; name another file, or remove it")
    schema = _schema(pa)
    written = 0
    with _whole(target) as part, pq.ParquetWriter(part, schema, compression="zstd") as writer:
        for table in tables:
            events = iter(table)
            while some := list(islice(events, TOGETHER)):
                writer.write_batch(_batch(pa, schema, table, some))
                written += len(some)
                if progress is not None:
                    progress(len(some))
        writer.add_key_value_metadata(
            {
                f"allegiance.table.{table.path.name}": f"{table.kind} sha256 {_digest(table.path)}"
                for table in tables
            }
        )
    return written


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as fault:
        raise UsageError(
            "pyarrow is not installed, which writes Parquet; install it: pip install 'allegiance[scale]'"
        ) from fault
    return pa, pq


def _schema(pa: Any) -> Any:
    words = pa.dictionary(pa.int32(), pa.string())
    return pa.schema(
        [
            ("day", pa.date32()),
            ("subject", words),
            ("object", words),
            ("relation", words),
            ("sign", pa.int8()),
            ("weight", pa.float32()),
            ("kind", words),
            ("code", words),
            ("publisher", words),
            ("subject_kind", words),
            ("object_kind", words),
            ("subject_country", words),
            ("object_country", words),
            ("file", words),
            ("line", pa.int64()),
        ]
    )


def _batch(pa: Any, schema: Any, table: Table, events: Sequence[Event]) -> Any:
    def words(values: Sequence[str | None]) -> Any:
        return pa.array(values, pa.string()).dictionary_encode()

    subjects, objects = [event.subject for event in events], [event.object for event in events]
    codes = [event.code for event in events]
    columns = [
        pa.array([event.day for event in events], pa.int32()).cast(pa.date32()),
        words([side.name for side in subjects]),
        words([side.name for side in objects]),
        words([code.relation for code in codes]),
        pa.array([code.sign for code in codes], pa.int8()),
        pa.array([weight(code) for code in codes], pa.float32()),
        words([code.kind for code in codes]),
        words([f"{code.scheme.value} {code.code}" for code in codes]),
        words([event.publisher for event in events]),
        words([side.kind.value if side.kind else None for side in subjects]),
        words([side.kind.value if side.kind else None for side in objects]),
        words([side.country or None for side in subjects]),
        words([side.country or None for side in objects]),
        words([table.path.name] * len(events)),
        pa.array([event.line.number for event in events], pa.int64()),
    ]
    return pa.record_batch(columns, schema=schema)


@contextmanager
def _whole(target: Path) -> Iterator[Path]:
    """A file beside the target that takes its name when all is written, and is removed otherwise."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        yield part
        part.replace(target)
    except OSError as fault:
        raise AllegianceError(
            f"{target} cannot be written ({fault.strerror or fault}); name another file"
        ) from fault
    finally:
        part.unlink(missing_ok=True)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
