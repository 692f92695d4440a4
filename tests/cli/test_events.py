"""The commands for event tables, from a table to turns."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from allegiance.cli import main

_HEADER = "date\tsubject\trelation\tobject"
_BEFORE, _AFTER = "Provide aid", "Fight with artillery and tanks"
_ROWS = [
    f"{2014 + i // 12}-{i % 12 + 1:02d}-05\tIran\t{_BEFORE if i < 18 else _AFTER}\tVelland" for i in range(36)
]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "events.tsv"
    path.write_text(
        "\n".join([_HEADER, *_ROWS, "2016-01-01\tIran\tMake statement\tVelland", "broken"]) + "\n"
    )
    return path


def test_rows_are_added_and_the_pair_can_be_asked(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    casefile = str(tmp_path / "x.casefile")
    assert main(["events", "add", str(table), "--casefile", casefile]) == 0
    said = capsys.readouterr()
    assert "36 new claims" in said.out
    assert "1 take no side" in said.out
    assert "events.tsv:39" in said.err
    assert main(["pair", "Iran", "Velland", "--casefile", casefile]) == 0
    assert _ROWS[-1].split("\t")[2] in capsys.readouterr().out
    assert main(["events", "add", str(table), "--casefile", casefile, "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["tables"]
    assert (row["claims"], row["taken"], row["bad"]) == (0, 36, 1)


def test_a_limit_is_told(table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["events", "add", str(table), "--casefile", str(tmp_path / "x.casefile"), "--limit", "5"]) == 0
    )
    assert "stopped at 5 rows" in capsys.readouterr().err
    assert (
        main(["events", "add", str(table), "--casefile", str(tmp_path / "x.casefile"), "--limit", "0"]) == 2
    )


def test_what_is_no_table_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.txt").write_text("dear reader")
    assert main(["events", "convert", str(tmp_path / "x.txt"), "--output", str(tmp_path / "y.parquet")]) == 1
    assert "none of the event tables" in capsys.readouterr().err
    assert not (tmp_path / "y.parquet").exists()
    assert main(["events", "add", str(tmp_path / "x.txt"), "--as", "sheet"]) == 2


def test_from_a_table_to_turns(table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("numba", reason="needs the extra [scale]")
    pytest.importorskip("pyarrow", reason="needs the extra [scale]")
    rows, series, turns = (str(tmp_path / name) for name in ("e.parquet", "s.csv", "t.csv"))
    assert main(["events", "convert", str(table), "--output", rows, "--as", "quadruples"]) == 0
    assert "36 rows" in capsys.readouterr().out
    assert main(["events", "series", rows, "--output", series, "--turns", turns, "--until", "2016"]) == 0
    assert capsys.readouterr().out == "36 rows, 1 pairs, 36 months, 1 turns\n"
    assert '"Iran","Velland","2015-06","2015-07"' in Path(turns).read_text()
    assert main(["events", "series", rows, "--output", series]) == 2
    assert "is there already" in capsys.readouterr().err
