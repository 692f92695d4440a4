"""Series and turns of all pairs, from Parquet rows to a Parquet or CSV file, in bounded memory.

    rows ──► Sums ──► blocks of pairs ──► a, b, month, value, words, deeds, evidence
                                     └──► a, b, last_of_old, first_of_new, before, after, certainty

A file is there whole or not at all.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from allegiance.analysis.scale.fading import FADING, Fading, month_name
from allegiance.analysis.scale.rows import Codes
from allegiance.analysis.scale.series import Series, Turns, all_pairs
from allegiance.analysis.scale.sums import Sums
from allegiance.errors import AllegianceError, UsageError
from allegiance.exchange.event_rows import read_rows

_SUFFIXES = (".parquet", ".csv")
_TOGETHER = 1 << 20  # months of a block; larger ones make smaller files


def write_all_pairs(
    sources: Sequence[Path],
    target: Path,
    turns: Path | None = None,
    *,
    until: int | None = None,
    fading: Fading = FADING,
    progress: Callable[[int], None] | None = None,
) -> dict[str, int]:
    """Write the series of all pairs, and their turns; returns how many rows, pairs, months and turns there are.

    `until` is the last month (year · 12 + month - 1). Pairs come in the order of names.
    Raises: UsageError for a target that is there already or has another suffix; AllegianceError where a file cannot be
    read or written.
    """
    for path in filter(None, (target, turns)):
        _check_new(path)
    codes, sums = Codes(), Sums(fading)
    for source in sources:
        for rows in read_rows(source, codes):
            sums.add(rows)
            if progress is not None:
                progress(len(rows))
    names = codes.names
    rank = codes.rank() if names else None
    counted = {"rows": sums.rows, "pairs": sums.pairs, "silent": sums.silent, "months": 0, "turns": 0}
    with ExitStack() as files:
        put_series = files.enter_context(_writer(target))
        put_turns = files.enter_context(_writer(turns)) if turns else None
        for series, turned in all_pairs(sums, until=until, rank=rank, together=_TOGETHER):
            counted["months"] += int(series.month.size)
            counted["turns"] += int(turned.a.size)
            put_series(series_table(series, names))
            if put_turns is not None:
                put_turns(turns_table(turned, names))
    return counted


def series_table(series: Series, names: Sequence[str]) -> Any:
    """The series of a block as an Arrow table; silence has no row, and what words or deeds do not tell is empty."""
    import pyarrow as pa

    pair = series.pair
    return pa.table(
        {
            "a": _named(series.a[pair], names),
            "b": _named(series.b[pair], names),
            "month": _months(series.month),
            "value": pa.array(series.value),
            "words": pa.array(series.words, from_pandas=True),
            "deeds": pa.array(series.deeds, from_pandas=True),
            "evidence": pa.array(series.evidence),
        }
    )


def turns_table(turns: Turns, names: Sequence[str]) -> Any:
    """The turns of a block as an Arrow table."""
    import pyarrow as pa

    return pa.table(
        {
            "a": _named(turns.a, names),
            "b": _named(turns.b, names),
            "last_of_old": _months(turns.last_of_old),
            "first_of_new": _months(turns.first_of_new),
            "before": pa.array(turns.before),
            "after": pa.array(turns.after),
            "certainty": pa.array(turns.certainty),
        }
    )


def _named(codes: NDArray[np.int32], names: Sequence[str]) -> Any:
    """Names as a dictionary, or the codes where the rows had whole numbers."""
    import pyarrow as pa

    if not names:
        return pa.array(codes)
    present, places = np.unique(codes, return_inverse=True)
    dictionary = pa.array([names[code] for code in present], pa.string())
    return pa.DictionaryArray.from_arrays(pa.array(places.astype(np.int32)), dictionary)


def _months(months: NDArray[np.int32]) -> Any:
    import pyarrow as pa

    present, places = np.unique(months, return_inverse=True)
    dictionary = pa.array([month_name(int(month)) for month in present], pa.string())
    return pa.DictionaryArray.from_arrays(pa.array(places.astype(np.int32)), dictionary)


def _check_new(path: Path) -> None:
    if path.suffix not in _SUFFIXES:
        raise UsageError(f"{path} has no suffix that tells how to write it; end it with .parquet or .csv")
    if path.exists():
        raise UsageError(f"{path} is there already; name another file, or remove it")


@contextmanager
def _writer(target: Path) -> Iterator[Callable[[Any], None]]:
    """Takes Arrow tables of one schema; the file has its name only when all are written."""
    import pyarrow as pa
    import pyarrow.csv as pc
    import pyarrow.parquet as pq

    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    opened: list[Any] = []

    def put(table: Any) -> None:
        if target.suffix == ".csv":
            table = pa.table({name: _plain_words(table[name]) for name in table.column_names})
        if not opened:
            make = pc.CSVWriter if target.suffix == ".csv" else pq.ParquetWriter
            opened.append(make(part, table.schema))
        opened[0].write_table(table)

    try:
        yield put
        if not opened:
            part.touch()
        for file in opened:
            file.close()
        part.replace(target)
    except OSError as fault:
        raise AllegianceError(
            f"{target} cannot be written ({fault.strerror or fault}); name another file"
        ) from fault
    finally:
        part.unlink(missing_ok=True)


def _plain_words(column: Any) -> Any:
    import pyarrow as pa

    return column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
