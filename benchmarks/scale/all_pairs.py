"""Monthly series and turns of all pairs: against one pass over the file, pandas and polars; memory; a day's update.

    python benchmarks/scale/all_pairs.py --small          1 M rows, a minute
    python benchmarks/scale/all_pairs.py                  10 M rows, 100,000 pairs, 20 years
    python benchmarks/scale/all_pairs.py --rows 50000000 --only scan ours      the question of memory

Each contender runs in a process of its own, takes turns with the others, and is told by CPU seconds (median), since
other programs use the machine too; memory is the peak of its process. pandas and polars do the same sums and the same
fading; in place of turns they make a single cut per pair, which is less.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

_YEARS, _START = 20, 10957  # from 2000-01-01 on
_TOGETHER = 1 << 20


def make(path: Path, rows: int, pairs: int, seed: int) -> None:
    """Rows of made-up pairs: some speak often, most seldom; signs lean one way per pair, and turn in every fourth."""
    rng = np.random.default_rng(seed)
    actors = max(10, pairs // 20)
    one, other = rng.integers(0, actors, pairs), rng.integers(0, actors - 1, pairs)
    other += other >= one
    share = rng.gamma(0.7, 1.0, pairs)
    share /= share.sum()
    lean, turn = rng.choice([0.2, 0.8], pairs), rng.integers(0, 365 * _YEARS * 4, pairs)
    names = pa.array([f"Actor number {n}" for n in range(actors)])
    words = pa.array(["aided", "attacked", "supports", "opposes"])
    kinds = pa.array(["tie", "act", "words"])
    with pq.ParquetWriter(path, _schema(), compression="zstd") as writer:
        for at in range(0, rows, _TOGETHER):
            n = min(_TOGETHER, rows - at)
            pair = rng.choice(pairs, n, p=share)
            day = np.sort(rng.integers(at, at + n, n) * (365 * _YEARS) // rows).astype(np.int32)
            together = (rng.random(n) < lean[pair]) ^ (day > turn[pair])
            said = rng.random(n) < 0.3
            flip = rng.random(n) < 0.5
            code = np.where(said, 2, 0) + ~together
            columns = [
                pa.array(day + _START, pa.int32()).cast(pa.date32()),
                _words(np.where(flip, other[pair], one[pair]), names),
                _words(np.where(flip, one[pair], other[pair]), names),
                _words(code, words),
                pa.array(np.where(together, 1, -1), pa.int8()),
                pa.array(rng.choice(np.array([0.3, 1.0, 1.0, 1.0], np.float32), n)),
                _words(np.where(said, 2, 1), kinds),
            ]
            writer.write_batch(pa.record_batch(columns, schema=_schema()))


def _schema() -> pa.Schema:
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
        ]
    )


def _words(codes: np.ndarray, names: pa.Array) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32)), names)


def scan(path: Path) -> float:
    """One pass over the columns that the answer needs: read, and sum each."""
    file = pq.ParquetFile(path, read_dictionary=["subject", "object", "relation", "kind"])
    total = 0.0
    for batch in file.iter_batches(_TOGETHER):
        for column in batch.columns:
            if pa.types.is_dictionary(column.type):
                column = column.indices
            if pa.types.is_date(column.type):
                column = column.cast(pa.int32())
            total += float(column.to_numpy().sum(dtype=np.float64))
    return total


def ours(path: Path) -> float:
    """Series and turns of all pairs, all blocks made and dropped."""
    from allegiance.analysis.scale.rows import Codes
    from allegiance.analysis.scale.series import all_pairs
    from allegiance.analysis.scale.sums import Sums
    from allegiance.exchange.event_rows import read_rows

    codes = Codes()
    sums = Sums.of(read_rows(path, codes))
    total = 0.0
    for series, turns in all_pairs(sums, rank=codes.rank()):
        total += series.month.size + turns.a.size
    return total


def _faded(sums: np.ndarray, keep: float) -> np.ndarray:
    """(pairs, months): each month takes over what is left of the one before."""
    for month in range(1, sums.shape[1]):
        sums[:, month] += keep * sums[:, month - 1]
    return sums


def _one_cut(signed: np.ndarray, total: np.ndarray) -> int:
    """How many pairs are better told by two stretches than by one."""
    told = total / (1 + total / 8)
    pull = np.divide(told * signed, total, out=np.zeros_like(told), where=total > 0)
    w, s = told.cumsum(1)[:, :-1], pull.cumsum(1)[:, :-1]
    whole_w, whole_s = told.sum(1)[:, None], pull.sum(1)[:, None]
    rest = whole_w - w
    with np.errstate(divide="ignore", invalid="ignore"):
        gain = s * s / w + (whole_s - s) ** 2 / rest - whole_s**2 / whole_w
    gain[(w < 2) | (rest < 2)] = 0
    return int((gain.max(1) > 3 * np.log(np.maximum((total > 0).sum(1), 2))).sum())


_STRENGTH = {"aided": 0.8, "attacked": 1.0, "supports": 0.8, "opposes": 0.8}
_KEEP = 2 ** (-30.436875 / 365)


def with_pandas(path: Path) -> float:
    """The same in pandas: group by pair, month and kind, pivot, fade month by month, one cut per pair."""
    import pandas as pd

    frame = pd.read_parquet(path)
    subject, other = frame["subject"].cat.codes, frame["object"].cat.codes
    lower, upper = np.minimum(subject, other), np.maximum(subject, other)
    day = frame["day"].to_numpy().astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    left = ((month + 1).astype("datetime64[D]") - day).astype(np.int64) - 1
    weight = frame["weight"].to_numpy() * np.exp2(-left / 365)
    signed = weight * frame["sign"].to_numpy() * frame["relation"].map(_STRENGTH).to_numpy(np.float64)
    keyed = pd.DataFrame(
        {
            "pair": lower.to_numpy(np.int64) << 32 | upper.to_numpy(np.int64),
            "month": month.astype(np.int64),
            "words": frame["kind"].to_numpy() == "words",
            "signed": signed,
            "total": weight,
        }
    )
    sums = keyed.groupby(["words", "pair", "month"], sort=True)[["signed", "total"]].sum()
    return _finish([sums.xs(words, level="words") for words in (False, True)])


def _finish(parts: list) -> float:  # type: ignore[type-arg]
    pairs = sorted(set().union(*(part.index.levels[0] for part in parts)))
    months = sorted(set().union(*(part.index.levels[1] for part in parts)))
    tables = {
        (number, name): part[name]
        .unstack(fill_value=0.0)
        .reindex(index=pairs, columns=months, fill_value=0.0)
        .to_numpy()
        for number, part in enumerate(parts)
        for name in ("signed", "total")
    }
    turned = _one_cut(tables[0, "signed"] + tables[1, "signed"], tables[0, "total"] + tables[1, "total"])
    faded = {key: _faded(table.copy(), _KEEP) for key, table in tables.items()}
    with np.errstate(divide="ignore", invalid="ignore"):
        value = (faded[0, "signed"] + faded[1, "signed"]) / (faded[0, "total"] + faded[1, "total"])
        words = faded[1, "signed"] / faded[1, "total"]
        deeds = faded[0, "signed"] / faded[0, "total"]
    return float(np.isfinite(value).sum() + np.isfinite(words).sum() + np.isfinite(deeds).sum() + turned)


def with_polars(path: Path) -> float:
    """The same, grouped in polars by one packed key in its streaming engine; the rest as in pandas."""
    import pandas as pd
    import polars as pl

    left = (pl.col("day").dt.month_end() - pl.col("day")).dt.total_days()
    frame = pl.scan_parquet(path).with_columns(
        a=pl.min_horizontal(pl.col("subject").to_physical(), pl.col("object").to_physical()).cast(pl.Int64),
        b=pl.max_horizontal(pl.col("subject").to_physical(), pl.col("object").to_physical()).cast(pl.Int64),
        month=pl.col("day").dt.year() * 12 + pl.col("day").dt.month(),
        faded=pl.col("weight") * (-left / 365 * np.log(2)).exp(),
        strength=pl.col("relation").cast(pl.String).replace_strict(_STRENGTH),
        words=pl.col("kind").cast(pl.String) == "words",
    )
    low = pl.col("month").cast(pl.Int64) * 2 + pl.col("words").cast(pl.Int64)
    key = (pl.col("a") * (1 << 36) + pl.col("b") * (1 << 16) + low).cast(pl.Int64)
    sums = (
        frame.group_by(key=key)
        .agg(
            signed=(pl.col("faded") * pl.col("sign") * pl.col("strength")).sum(), total=pl.col("faded").sum()
        )
        .collect(engine="streaming")
    )
    keys = sums["key"].to_numpy()
    found = pd.DataFrame({name: sums[name].to_numpy() for name in ("signed", "total")})
    found["pair"], found["month"] = keys >> 16, (keys & 0xFFFF) >> 1
    parts = [found[keys % 2 == words].set_index(["pair", "month"]).sort_index() for words in (0, 1)]
    for part in parts:
        part.index = part.index.remove_unused_levels()
    return _finish(parts)


CONTENDERS: dict[str, Callable[[Path], float]] = {
    "scan": scan,
    "ours": ours,
    "pandas": with_pandas,
    "polars": with_polars,
}


def _timed(name: str, path: Path, small: Path) -> tuple[float, float, float, float]:
    """CPU seconds, seconds, peak memory in GB, and what came out."""
    CONTENDERS[name](small)  # imports and machine code
    start, cpu = time.perf_counter(), time.process_time()
    found = CONTENDERS[name](path)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - start
    return cpu, wall, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, found


def update(path: Path, days: tuple[int, ...] = (1_000, 10_000, 100_000)) -> list[tuple[int, float]]:
    """CPU seconds for days of so many rows: adding them, and the series of the pairs that they touch."""
    from allegiance.analysis.scale.rows import Codes
    from allegiance.analysis.scale.series import all_pairs
    from allegiance.analysis.scale.sums import Sums
    from allegiance.exchange.event_rows import read_rows

    codes = Codes()
    sums = Sums.of(read_rows(path, codes))
    last = next(read_rows(path, codes))
    found = []
    for n in days:
        took = []
        for number in range(3):
            rows = last[slice(number * n, (number + 1) * n)]
            rows = replace(rows, day=np.full(len(rows), _START + 365 * _YEARS + number, np.int32))
            cpu = time.process_time()
            sums.add(rows)
            for _ in all_pairs(sums, pairs=sums.pairs_of(rows)):
                pass
            took.append(time.process_time() - cpu)
        found.append((len(rows), statistics.median(took)))
    return found


def main() -> None:
    """Run the contenders in turns and print a table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rows", type=int, default=10_000_000)
    asked.add_argument("--pairs", type=int, default=100_000)
    asked.add_argument("--repeats", type=int, default=3)
    asked.add_argument("--only", nargs="*", default=list(CONTENDERS), choices=list(CONTENDERS))
    asked.add_argument("--small", action="store_true", help="1 M rows of 10,000 pairs")
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    if given.small:
        given.rows, given.pairs = 1_000_000, 10_000
    with tempfile.TemporaryDirectory() as folder:
        path, small = Path(folder) / "rows.parquet", Path(folder) / "small.parquet"
        make(path, given.rows, given.pairs, given.seed)
        make(small, 2_000, 100, given.seed)
        sys.stdout.write(
            f"{given.rows:,} rows, {given.pairs:,} pairs, {path.stat().st_size / 1e6:.0f} MB of Parquet\n"
        )
        found: dict[str, list[tuple[float, float, float, float]]] = {name: [] for name in given.only}
        for _ in range(given.repeats):
            for name in given.only:
                with multiprocessing.get_context("spawn").Pool(1) as pool:
                    found[name].append(pool.apply(_timed, (name, path, small)))
                cpu, wall, memory, _ = found[name][-1]
                sys.stderr.write(f"{name}: {cpu:.2f} CPU s, {wall:.1f} s, {memory:.2f} GB\n")
        base = statistics.median(row[0] for row in found["scan"]) if "scan" in found else float("nan")
        for name, rows in found.items():
            cpu, wall, memory = (statistics.median(row[i] for row in rows) for i in range(3))
            sys.stdout.write(
                f"{name:8} {cpu:7.2f} CPU s  {wall:7.2f} s  {cpu / base:5.1f} x scan  {memory:.2f} GB\n"
            )
        if "ours" in given.only and given.rows <= 10_000_000:
            for n, cpu in update(path):
                sys.stdout.write(f"a day of {n:,} rows: {cpu * 1e3:.1f} ms\n")


if __name__ == "__main__":
    main()
