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
from typing import Any, Generic, TypeVar

from allegiance.claims.claim import Certainty, Phase
from allegiance.errors import AllegianceError, UsageError
from allegiance.events.codes import Code
from allegiance.events.event import Event, Table
from allegiance.events.party import Party

TOGETHER = 1 << 18  # rows of a batch: 150 MB while it is made
_CERTAIN = {
    Certainty.STATED: 1.0,
    Certainty.ALLEGED: 0.5,
    Certainty.POSSIBLE: 0.3,
}  # as in alignment/weights.toml
_END = 0.5  # the end of an act against is half a step together

Progress = Callable[[int], None]
Value = TypeVar("Value")


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
    """The columns of these events. Sides and codes come again and again: what they say is worked out once each."""
    subjects, objects = _Distinct(pa, [e.subject for e in events]), _Distinct(pa, [e.object for e in events])
    codes = _Distinct(pa, [e.code for e in events])
    return pa.record_batch(
        [
            pa.array([e.day for e in events], pa.int32()).cast(pa.date32()),
            subjects.words(lambda side: side.name),
            objects.words(lambda side: side.name),
            codes.words(lambda code: code.relation),
            codes.numbers(lambda code: code.sign, pa.int8()),
            codes.numbers(weight, pa.float32()),
            codes.words(lambda code: code.kind),
            codes.words(lambda code: f"{code.scheme.value} {code.code}"),
            pa.array([e.publisher for e in events], pa.string()).dictionary_encode(),
            subjects.words(_kind),
            objects.words(_kind),
            subjects.words(lambda side: side.country or None),
            objects.words(lambda side: side.country or None),
            pa.array([table.path.name], pa.string()).dictionary_encode().take(pa.array([0] * len(events))),
            pa.array([e.line.number for e in events], pa.int64()),
        ],
        schema=schema,
    )


def _kind(side: Party) -> str | None:
    return side.kind.value if side.kind else None


class _Distinct(Generic[Value]):
    """The different ones among some values, by identity, and which of them each is."""

    def __init__(self, pa: Any, values: Sequence[Value]) -> None:
        found: dict[int, int] = {}
        places = [found.setdefault(id(value), len(found)) for value in values]
        different = {id(value): value for value in values}
        self._pa, self._places = pa, pa.array(places, pa.int32())
        self._values = [different[each] for each in found]

    def words(self, tell: Callable[[Value], str | None]) -> Any:
        """A column of words."""
        told = self._pa.array([tell(value) for value in self._values], self._pa.string()).dictionary_encode()
        return self._pa.DictionaryArray.from_arrays(told.indices.take(self._places), told.dictionary)

    def numbers(self, tell: Callable[[Value], float], kind: Any) -> Any:
        """A column of numbers."""
        return self._pa.array([tell(value) for value in self._values], kind).take(self._places)


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
