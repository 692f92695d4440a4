"""Events as columns: the same rows as the table has, each with the line where it stands."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from event_world import ICEWS_HEADER, gdelt, icews, write

from allegiance.errors import UsageError
from allegiance.events import Table
from allegiance.events.parquet import convert

pq = pytest.importorskip("pyarrow.parquet", reason="needs the extra [scale]")


def test_rows_keep_where_they_stand(tmp_path: Path) -> None:
    one = write(tmp_path / "e.tab", ICEWS_HEADER, icews(), "broken", icews(code="036", name=""))
    other = write(tmp_path / "g.csv", gdelt())
    assert convert([Table(one), Table(other)], tmp_path / "all.parquet") == 3
    table = pq.read_table(tmp_path / "all.parquet")
    assert table["file"].to_pylist() == ["e.tab", "e.tab", "g.csv"]
    assert table["line"].to_pylist() == [2, 4, 1]
    assert table["sign"].to_pylist() == [-1, 1, -1]
    assert table["weight"].to_pylist() == pytest.approx([1.0, 0.3, 1.0])
    assert table["kind"].to_pylist() == ["act", "words", "act"]
    assert table["subject"].to_pylist() == ["Idris Marran", "Idris Marran", "Iran"]
    assert [str(day) for day in table["day"].to_pylist()] == ["2018-06-01", "2018-06-01", "2014-03-01"]
    noted = pq.read_metadata(tmp_path / "all.parquet").metadata[b"allegiance.table.e.tab"].decode()
    assert hashlib.sha256(one.read_bytes()).hexdigest() in noted


def test_nothing_is_written_over_and_nothing_half_written_is_left(tmp_path: Path) -> None:
    table = Table(write(tmp_path / "e.tab", ICEWS_HEADER, *[icews()] * 3))
    (tmp_path / "there.parquet").write_text("mine")
    with pytest.raises(UsageError, match="is there already"):
        convert([table], tmp_path / "there.parquet")

    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        convert([table], tmp_path / "new.parquet", stop)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["e.tab", "there.parquet"]
