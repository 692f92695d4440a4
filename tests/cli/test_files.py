"""What people name on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from allegiance.cli.files import expand, the_casefile
from allegiance.errors import UsageError


def _touch(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("words")


def test_a_folder_stands_for_its_documents_sorted(tmp_path: Path) -> None:
    wanted = [tmp_path / "a.txt", tmp_path / "b" / "c.HTML", tmp_path / "z.md"]
    _touch(*wanted, tmp_path / "picture.png", tmp_path / ".hidden.txt", tmp_path / ".git" / "x.txt")
    assert expand([tmp_path]) == (wanted, [])
    assert expand([wanted[2], tmp_path]) == ([wanted[2], *wanted[:2]], [])


def test_a_folder_without_documents_is_told(tmp_path: Path) -> None:
    paths, problems = expand([tmp_path])
    assert not paths
    assert str(tmp_path) in str(problems[0])


def test_a_file_that_is_not_there_is_left_to_the_reader(tmp_path: Path) -> None:
    assert expand([tmp_path / "no.txt"]) == ([tmp_path / "no.txt"], [])


def test_the_only_casefile_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="no casefile in this folder"):
        the_casefile(None)
    _touch(tmp_path / "one.casefile")
    assert the_casefile(None) == Path("one.casefile")
    _touch(tmp_path / "two.casefile")
    with pytest.raises(UsageError, match=r"2 casefiles .*one\.casefile, two\.casefile"):
        the_casefile(None)
    assert the_casefile(Path("two.casefile")) == Path("two.casefile")
