"""Reading files, good and bad, through the real command."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from allegiance.casefile import Casefile
from allegiance.casefile.intake import Outcome, take_in
from allegiance.cli import main

Run = pytest.CaptureFixture[str]
_REPORT = "Plain Wire, 2 May 2003\n\nIdris Marran founded the River Guard. Ostrava backs the River Guard.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _read(capsys: Run, *arguments: str) -> tuple[int, str, str]:
    code = main(["read", *arguments, "--casefile", "x.casefile"])
    out = capsys.readouterr()
    return code, out.out, out.err


def test_read_then_ask(capsys: Run, folder: Path) -> None:
    (folder / "report.txt").write_text(_REPORT)
    code, out, err = _read(capsys, "report.txt")
    assert (code, err) == (0, "")
    assert out.startswith("read 1, known 0, left out 0; ")
    assert main(["search", "river", "guard", "--json"]) == 0
    assert "Idris Marran founded" in capsys.readouterr().out


def test_reading_twice_adds_nothing(capsys: Run, folder: Path) -> None:
    (folder / "report.txt").write_text(_REPORT)
    _read(capsys, "report.txt")
    assert main(["export"]) == 0
    before = capsys.readouterr().out
    assert _read(capsys, "report.txt", "report.txt")[:2] == (0, "read 0, known 1, left out 0; 0 new claims\n")
    assert main(["export"]) == 0
    assert capsys.readouterr().out == before


_BAD = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\n",
    "binary.txt": bytes(range(256)) * 40,
    "picture.txt": b"\x89PNG\r\n\x1a\n" + b"\x00" * 200,
}


@pytest.mark.parametrize("name", [*_BAD, "missing.txt", "large.txt"])
def test_a_bad_file_is_one_line_that_names_it(capsys: Run, folder: Path, name: str) -> None:
    if name in _BAD:
        (folder / name).write_bytes(_BAD[name])
    if name == "large.txt":
        with (folder / name).open("wb") as file:
            file.truncate(50_000_000)
    code, out, err = _read(capsys, name)
    assert code == 1
    assert out == "read 0, known 0, left out 1; 0 new claims\n"
    assert err.startswith(f"allegiance: {name}: ")
    assert err.count(name) == 1
    assert err.count("\n") == 1


def test_no_casefile_is_made_of_nothing(capsys: Run, folder: Path) -> None:
    (folder / "empty.txt").write_text("")
    made = folder / "new.casefile"
    assert main(["read", str(folder / "empty.txt"), str(folder / "none.txt"), "--casefile", str(made)]) == 1
    assert capsys.readouterr().err.count("\n") == 2
    assert not list(folder.glob("new.casefile*"))


def test_the_batch_goes_on_after_a_bad_file(capsys: Run, folder: Path) -> None:
    for name, data in _BAD.items():
        (folder / name).write_bytes(data)
    (folder / "report.txt").write_text(_REPORT)
    code, out, err = _read(capsys, *_BAD, "report.txt", "--json")
    summary = json.loads(out)
    assert (code, summary["read"], summary["left_out"]) == (0, 1, len(_BAD))
    assert [file["status"] for file in summary["files"]] == ["left out"] * len(_BAD) + ["read"]
    assert len(err.splitlines()) == len(_BAD)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_other_encodings_are_read(capsys: Run, folder: Path, encoding: str) -> None:
    words = "The café owners of Ostrava met Idris Marran on Friday. " * 8
    (folder / "report.txt").write_bytes(words.encode(encoding))
    assert _read(capsys, "report.txt")[0] == 0
    assert main(["search", "café", "--json"]) == 0
    assert "café" in capsys.readouterr().out


def test_arabic_is_kept_searchable_and_told(capsys: Run, folder: Path) -> None:
    (folder / "خبر.txt").write_text(
        "شارك آلاف العراقيين يوم الجمعة في مسيرة دعا إليها مقتدى الصدر في بغداد.\n" * 3
    )
    code, _, err = _read(capsys, "خبر.txt")
    assert code == 0
    assert "language not read (ar)" in err
    assert main(["search", "مسيرة", "--json"]) == 0
    assert "مقتدى الصدر" in capsys.readouterr().out


def test_a_folder_without_documents(capsys: Run, folder: Path) -> None:
    (folder / "nothing").mkdir()
    code, _, err = _read(capsys, "nothing")
    assert code == 1
    assert "no document in this folder" in err


@pytest.mark.parametrize("command", [("read", "report.txt"), ("pair", "a", "b"), ("export",)])
def test_what_is_no_casefile_stays_as_it_is(capsys: Run, folder: Path, command: tuple[str, ...]) -> None:
    (folder / "report.txt").write_text(_REPORT)
    (folder / "x.casefile").write_text("my letters" * 30)
    assert main([*command, "--casefile", "x.casefile"]) == 1
    err = capsys.readouterr().err
    assert "x.casefile is no casefile" in err
    assert err.count("\n") == 1
    assert (folder / "x.casefile").read_text() == "my letters" * 30


def test_a_newer_casefile_says_what_to_do(capsys: Run, folder: Path) -> None:
    path = folder / "x.casefile"
    Casefile.open(path, create=True).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    assert main(["actors"]) == 1
    assert "install the newer version" in capsys.readouterr().err


def test_ctrl_c_finishes_the_document_and_says_how_to_go_on(
    capsys: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"{_REPORT}\nReport number {number}.\n")

    def interrupted(casefile: Casefile, paths: list[Path]) -> Iterator[Outcome]:
        for outcome in take_in(casefile, paths):
            os.kill(os.getpid(), signal.SIGINT)
            yield outcome

    with monkeypatch.context() as patched:
        patched.setattr("allegiance.casefile.intake.take_in", interrupted)
        code, out, err = _read(capsys, str(folder))
    assert code == 130
    assert out.startswith("read 1, ")
    assert "stopped after 1 of 3" in err and "repeat the command to go on" in err
    code, out, _ = _read(capsys, str(folder))
    assert (code, out[:15]) == (0, "read 2, known 1")


def test_an_interrupt_from_outside(folder: Path) -> None:
    for number in range(40):
        (folder / f"{number}.txt").write_text(f"{_REPORT * 6}\nReport number {number}.\n")
    command = [sys.executable, "-m", "allegiance", "read", str(folder), "--casefile", "x.casefile"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        _wait_for_a_document(folder / "x.casefile")
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "of 40; what was read is kept" in err
    with Casefile.open("x.casefile") as casefile:
        assert f"read {len(casefile.documents())}, " in out
        assert casefile.verify()


def _wait_for_a_document(path: Path) -> None:
    for _ in range(1200):
        time.sleep(0.1)
        if path.exists() and path.with_name(path.name + "-wal").exists():
            with Casefile.open(path) as casefile:
                if casefile.documents():
                    return
    raise AssertionError("no document was read in two minutes")
