"""From Parquet rows to files of series and turns."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from allegiance.analysis.scale.rows import Codes
from allegiance.errors import AllegianceError, UsageError
from allegiance.exchange.all_pairs import write_all_pairs
from allegiance.exchange.event_rows import read_rows

_DAY = 16071


def _write(path: Path, **changed: object) -> Path:
    columns: dict[str, object] = {
        "day": pa.array([_DAY + 40 * i for i in range(24)], pa.int32()).cast(pa.date32()),
        "subject": ["Velland", "Ostrava"] * 12,
        "object": ["Ostrava", "Velland"] * 12,
        "relation": ["aided"] * 12 + ["attacked"] * 12,
        "sign": pa.array([1] * 12 + [-1] * 12, pa.int8()),
    } | changed
    pq.write_table(pa.table({name: column for name, column in columns.items() if column is not None}), path)
    return path


def test_series_and_turns_are_written(tmp_path: Path) -> None:
    source = _write(tmp_path / "e.parquet")
    seen: list[int] = []
    counted = write_all_pairs([source], tmp_path / "s.parquet", tmp_path / "t.csv", progress=seen.append)
    assert (counted["rows"], counted["pairs"], counted["turns"], sum(seen)) == (24, 1, 1, 24)
    series = pq.read_table(tmp_path / "s.parquet").to_pylist()
    assert series[0]["a"], series[0]["b"] == ("Ostrava", "Velland")
    assert series[0]["month"] == "2014-01"
    assert series[0]["value"] == pytest.approx(
        0.8, abs=1e-4
    )  # aid is no alliance: the table of weights says how far it goes
    assert series[0]["words"] is None
    with (tmp_path / "t.csv").open(encoding="utf-8") as file:
        (turn,) = csv.DictReader(file)
    assert (turn["a"], turn["b"], turn["first_of_new"]) == ("Ostrava", "Velland", "2015-04")
    assert float(turn["before"]) > 0 > float(turn["after"])


def test_until_leaves_out_what_came_later(tmp_path: Path) -> None:
    source = _write(tmp_path / "e.parquet")
    write_all_pairs([source], tmp_path / "s.csv", until=2014 * 12 + 5)
    assert (tmp_path / "s.csv").read_text().splitlines()[-1].split(",")[2] == '"2014-06"'


@pytest.mark.parametrize("column", ["relation", "kind", "weight"])
def test_columns_that_may_be_left_out(tmp_path: Path, column: str) -> None:
    rows = next(read_rows(_write(tmp_path / "e.parquet", **{column: None}), Codes()))
    assert len(rows) == 24
    assert set(rows.kind.tolist()) == {1}
    assert set(rows.weight.tolist()) == {1.0}


def test_other_types_of_columns_are_understood(tmp_path: Path) -> None:
    path = _write(
        tmp_path / "e.parquet",
        day=pa.array(range(_DAY, _DAY + 24), pa.int64()),
        subject=pa.array([3] * 24, pa.int64()),
        object=pa.array([5] * 24, pa.int32()),
        kind=["tie", "words"] * 12,
        relation=None,
    )
    codes = Codes()
    rows = next(read_rows(path, codes))
    assert (rows.subject[0], rows.object[0], codes.names) == (3, 5, [])
    assert rows.kind.tolist() == [0, 2] * 12
    assert write_all_pairs([path], tmp_path / "s.csv")["pairs"] == 1


def test_rows_without_an_actor_or_a_day_are_passed_over(tmp_path: Path) -> None:
    path = _write(
        tmp_path / "e.parquet",
        subject=["Velland", None] * 12,
        day=pa.array([None] + [_DAY] * 23, pa.int32()),
    )
    assert len(next(read_rows(path, Codes()))) == 11


def test_names_keep_their_codes_from_batch_to_batch(tmp_path: Path) -> None:
    codes = Codes()
    found = list(read_rows(_write(tmp_path / "e.parquet"), codes, together=5))
    assert [len(rows) for rows in found] == [5, 5, 5, 5, 4]
    subjects = np.concatenate([rows.subject for rows in found])
    assert [codes.names[code] for code in subjects] == ["Velland", "Ostrava"] * 12


def test_faults_name_the_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no column sign"):
        next(read_rows(_write(tmp_path / "a.parquet", sign=None), Codes()))
    with pytest.raises(UsageError, match=r"none of tie, act, words"):
        next(read_rows(_write(tmp_path / "b.parquet", kind=["dance"] * 24), Codes()))
    with pytest.raises(UsageError, match=r"column sign holds string"):
        next(read_rows(_write(tmp_path / "c.parquet", sign=["+"] * 24), Codes()))
    (tmp_path / "d.parquet").write_text("no Parquet")
    with pytest.raises(AllegianceError, match=r"d\.parquet cannot be read"):
        next(read_rows(tmp_path / "d.parquet", Codes()))
    with pytest.raises(AllegianceError, match=r"missing\.parquet cannot be read"):
        next(read_rows(tmp_path / "missing.parquet", Codes()))
    source = _write(tmp_path / "e.parquet")
    with pytest.raises(UsageError, match=r"no suffix"):
        write_all_pairs([source], tmp_path / "s.xlsx")
    with pytest.raises(UsageError, match=r"is there already"):
        write_all_pairs([source], source)
