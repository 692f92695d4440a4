"""The command about known actors, as it is typed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from allegiance.cli import main

LIST = "name,aliases,kind,country,offices\nIdris Marran,,person,Norway,President (2001/2009)\n,,person,,\n"
Ask = Callable[..., Any]


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Run `known` with --json on a casefile of its own."""

    def run(*arguments: str, code: int = 0) -> Any:
        found = main(["known", *arguments, "--json", "--casefile", str(tmp_path / "x.casefile")])
        captured = capsys.readouterr()
        assert found == code, captured.err
        return json.loads(captured.out) if captured.out else captured.err

    return run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(LIST, "utf-8")
    return path


def test_import_list_remove(ask: Ask, file: Path) -> None:
    found = ask("import", str(file))
    (summary,) = found["files"]
    assert (summary["format"], summary["new"], summary["left_out"]) == ("csv", 1, 1)
    assert summary["problems"] == ["list.csv line 3, column name: no name; the actor is left out"]
    (listed,) = ask()
    assert (listed["data_set"], listed["actors"], listed["tied"]) == ("list", 1, 0)
    (entry,) = ask("list", "idris", "marran")
    assert entry["offices"][0]["time"] == "2001–09"
    assert entry["origin"].startswith("list.csv, line 2")
    assert ask("import", str(file))["files"][0]["same"] == 1
    assert ask("remove", "list") == {"removed": 1}
    assert ask() == []


def test_data_set_and_format_can_be_told(ask: Ask, file: Path) -> None:
    ask("import", str(file), "--as", "csv", "--data-set", "made up")
    assert ask()[0]["data_set"] == "made up"


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("import",), 2, "name the file"),
        (("import", "{folder}/story.txt"), 2, "--as"),
        (("import", "{folder}/nobody.csv"), 1, "no name"),
        (("remove", "nothing"), 2, "no list and no known actor is called 'nothing'"),
        (("remove",), 2, "name one data set"),
        (("list", "--as", "csv"), 2, "go with import"),
    ],
)
def test_faults_are_one_line_with_the_way_out(
    ask: Ask, file: Path, arguments: tuple[str, ...], code: int, says: str
) -> None:
    (file.parent / "story.txt").write_text("once upon a time\n", "utf-8")
    (file.parent / "nobody.csv").write_text('name\n , \n,x\n"",\n', "utf-8")
    ask("import", str(file))
    said = ask(*(argument.format(folder=file.parent) for argument in arguments), code=code)
    assert says in (said if isinstance(said, str) else json.dumps(said))


def test_a_file_that_cannot_be_read_is_told(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["known", "import", str(file.parent / "no.csv"), "--casefile", str(file.parent / "x.casefile")])
        == 1
    )
    assert "no.csv cannot be read" in capsys.readouterr().err


def test_one_bad_file_does_not_stop_the_others(ask: Ask, file: Path) -> None:
    (file.parent / "story.txt").write_text("once upon a time\n", "utf-8")
    found = ask("import", str(file.parent / "story.txt"), str(file))
    assert [summary["new"] for summary in found["files"]] == [1]


def test_pages(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    casefile = ["--casefile", str(file.parent / "x.casefile")]
    assert main(["known", "import", str(file), *casefile]) == 0
    assert "1 new, 0 changed, 0 as before, 1 left out" in capsys.readouterr().out
    assert main(["known", *casefile]) == 0
    assert "1  list  csv · list.csv · 0 met in documents" in capsys.readouterr().out
    assert main(["known", "list", "Idris", *casefile]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert shown.startswith("Idris Marran person · Norway")
    assert "office: President, 2001–09" in shown
