"""Rows of events out of Parquet, a stretch at a time, whoever wrote the file.

day       date32 or int32, days since 1970-01-01            required
subject   text (best as a dictionary) or whole numbers      required
object    the same                                          required
sign      whole number: +1 together, -1 against, 0 neither  required
relation  name in relations.toml                            left out: each row counts its whole sign
weight    number above 0                                    left out: 1
kind      'tie', 'act' or 'words', or their codes           left out: an act
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from allegiance.analysis.scale.fading import Kind, strength_of
from allegiance.analysis.scale.rows import Codes, Rows
from allegiance.errors import AllegianceError, UsageError

_TOGETHER = 1 << 20  # rows at a time: 25 MB
_REQUIRED = ("day", "subject", "object", "sign")
_OPTIONAL = ("relation", "weight", "kind")


def read_rows(path: Path, codes: Codes, together: int = _TOGETHER) -> Iterator[Rows]:
    """The rows of a Parquet file, up to `together` at a time; `codes` learns the names that are new.

    Rows without a day, an actor or a sign are passed over.
    Raises: UsageError where pyarrow is missing or a column is; AllegianceError where the file cannot be read.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as fault:
        raise UsageError(
            "pyarrow is not installed, which reads Parquet; install it: pip install 'allegiance[scale]'"
        ) from fault
    try:
        columns = _columns(path, pq.read_schema(path).names)
        words = [name for name in ("subject", "object", "relation", "kind") if name in columns]
        file = pq.ParquetFile(path, read_dictionary=words)
        for batch in file.iter_batches(together, columns=columns):
            if batch.num_rows:
                yield _rows(path, batch, codes)
    except (pa.ArrowException, OSError) as fault:
        raise AllegianceError(
            f"{path} cannot be read as Parquet ({_first_line(fault)}); convert the table again"
        ) from fault


def _columns(path: Path, present: Sequence[str]) -> list[str]:
    missing = [name for name in _REQUIRED if name not in present]
    if missing:
        raise UsageError(
            f"{path} has no column {', '.join(missing)}; it needs {', '.join(_REQUIRED)} "
            "(allegiance events convert makes such a file of an event table)"
        )
    return [name for name in (*_REQUIRED, *_OPTIONAL) if name in present]


def _rows(path: Path, batch: Any, codes: Codes) -> Rows:
    n = batch.num_rows
    given = dict(zip(batch.schema.names, batch.columns, strict=True))
    subject, object_ = _actors(given["subject"], codes), _actors(given["object"], codes)
    rows = Rows(
        day=_numbers(path, "day", given["day"], np.int32, -(1 << 31)),
        subject=subject,
        object=object_,
        pull=_pull(path, given["sign"], given.get("relation")),
        weight=_numbers(path, "weight", given["weight"], np.float32, 0)
        if "weight" in given
        else np.ones(n, np.float32),
        kind=_kinds(path, given["kind"]) if "kind" in given else np.full(n, Kind.ACT, np.int8),
    )
    if given["day"].null_count or subject.min() < 0 or object_.min() < 0:
        rows = rows[(rows.subject >= 0) & (rows.object >= 0) & (rows.day > -(1 << 31))]
    return rows


def _actors(column: Any, codes: Codes) -> NDArray[np.int32]:
    """Codes of a column of names, or the whole numbers that stand in it."""
    import pyarrow as pa

    if pa.types.is_integer(column.type):
        return _plain(column, np.int32, -1)
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    of_dictionary = codes.of(column.dictionary.to_pylist())
    places = _plain(column.indices, np.int32, -1)
    if column.null_count:
        of_dictionary = np.append(of_dictionary, np.int32(-1))  # the last one, which -1 finds: nobody
    return np.asarray(of_dictionary[places])


def _pull(path: Path, sign: Any, relation: Any) -> NDArray[np.float32]:
    """The sign of each row, as strong as its relation; a relation that the table of weights lacks counts in full."""
    signs = _numbers(path, "sign", sign, np.float32, 0)
    if relation is None:
        return signs
    places, words = _dictionary(relation)
    strength = np.array([strength_of(word) for word in words] or [1.0], dtype=np.float32)
    return np.asarray(signs * strength[places])


def _dictionary(column: Any) -> tuple[NDArray[np.int32], list[str]]:
    """A column of words as places in a list of them."""
    import pyarrow as pa

    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    return _plain(column.indices, np.int32, 0), column.dictionary.to_pylist()


def _kinds(path: Path, column: Any) -> NDArray[np.int8]:
    import pyarrow as pa

    if pa.types.is_integer(column.type):
        kinds: NDArray[np.int8] = _plain(column, np.int8, Kind.ACT)
    else:
        known = {kind.name.lower(): kind.value for kind in Kind}
        places, words = _dictionary(column)
        kinds = np.array([known.get(word, -1) for word in words] or [Kind.ACT], dtype=np.int8)[places]
    if kinds.size and not (kinds.min() >= 0 and kinds.max() <= max(Kind)):
        raise UsageError(f"{path} has a kind that is none of tie, act, words (codes 0, 1, 2)")
    return kinds


def _numbers(path: Path, name: str, column: Any, kind: type, missing: int) -> NDArray[Any]:
    import pyarrow as pa

    if not (
        pa.types.is_integer(column.type) or pa.types.is_floating(column.type) or pa.types.is_date(column.type)
    ):
        raise UsageError(f"{path}: the column {name} holds {column.type}; it must hold numbers or days")
    if pa.types.is_date(column.type):
        column = column.cast(pa.date32()).cast(pa.int32())
    return _plain(column, kind, missing)


def _plain(column: Any, kind: type, missing: int) -> NDArray[Any]:
    """A column as an array, `missing` where there is nothing; no copy where it fits as it is."""
    if column.null_count:
        column = column.fill_null(missing)
    return np.asarray(column.to_numpy(zero_copy_only=False)).astype(kind, copy=False)


def _first_line(fault: BaseException) -> str:
    return (str(fault).splitlines() or [type(fault).__name__])[0][:200]
