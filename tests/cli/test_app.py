"""The command as a whole: help, mistakes, exit codes, speed of starting, and that it is documented."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cyclopts import App

from allegiance.cli import main
from allegiance.cli.app import app

_ROOT = Path(__file__).parents[2]
_HEAVY = ("spacy", "sqlalchemy", "trafilatura", "numpy", "onnxruntime", "rapidfuzz", "lxml")


def _commands(of: App, before: str = "") -> list[str]:
    """All commands; those of a group with the name of the group before them."""
    names = [name for name in of if not name.startswith("-")]
    return [full for name in names for full in _commands(of[name], f"{before}{name} ") or [before + name]]


_COMMANDS = sorted(_commands(app))
_FIXED = {"actors", "export", "pair", "passage", "read", "search", "show"}  # scripts outside rely on these


def _options(command: str) -> set[str]:
    """Every argument and option of a command, as its help shows them."""
    found = app
    for name in command.split():
        found = found[name]
    return {name for argument in found.assemble_argument_collection() for name in argument.names or ()}


def test_the_commands_keep_their_names() -> None:
    assert set(_COMMANDS) >= _FIXED


@pytest.mark.parametrize("command", _COMMANDS)
def test_every_command_and_option_is_documented(command: str) -> None:
    text = (_ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    section = re.search(rf"^## {command}$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert section, f"docs/commands.md has no section '## {command}'"
    documented = set(re.findall(r"^\| `(--[a-z-]+)", section[1], re.MULTILINE))
    assert documented == {name for name in _options(command) if name.startswith("--")}


def test_nothing_is_documented_that_is_not_there() -> None:
    text = (_ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    sections = re.findall(r"^## ([a-z ]+)$", text, re.MULTILINE)
    assert sorted(sections) == _COMMANDS


@pytest.mark.parametrize("command", sorted(_FIXED - {"export"}))
def test_what_prints_can_print_json(command: str) -> None:
    assert "--json" in _options(command)


def test_help_loads_nothing_heavy() -> None:
    probe = f"""
import sys
from allegiance.cli import main
assert main(["--help"]) == 0 and main(["pair", "--help"]) == 0
print("LOADED", [name for name in {_HEAVY!r} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert "LOADED []" in done.stdout
    assert "allegiance" in done.stdout


def test_the_library_loads_nothing_until_it_is_used() -> None:
    probe = f"""
import sys, allegiance
before = [name for name in {_HEAVY!r} if name in sys.modules]
for name in allegiance.__all__:
    assert getattr(allegiance, name) is not None, name
print(before, len(allegiance.__all__), sorted(set(allegiance.__all__) - set(dir(allegiance))))
"""
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout == "[] 24 []\n"


def test_help_is_quick() -> None:
    quickest = min(_seconds_of_help() for _ in range(3))
    assert quickest < 1.0  # 0.36 s on two slow cores; importing the models alone takes longer than this


def _seconds_of_help() -> float:
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-m", "allegiance", "--help"], capture_output=True, check=True)
    return time.perf_counter() - begin


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["pari"], 'Did you mean "pair"?'),
        (["pair", "a"], "OTHER"),
        (["read"], "FILES"),
        (["show", "a", "--as-off", "2014"], "--as-of"),
        (["pair", "a", "b", "--as-of", "last year"], "is no EDTF date"),
        (["pair", "a", "b", "--as-of", "2014-13"], "no calendar has"),
        (["export", "--format", "xml"], "jsonl"),
        (["actors", "--limit", "0"], "--limit 0"),
        (["search", "...", "--casefile", "PLANTED"], "no word to look for"),
        (["passage", "nonsense", "--casefile", "PLANTED"], "is no passage"),
        (["passage", "d0:1-2", "--casefile", "PLANTED"], "there is no document"),
        (["show", "Nobody Atall", "--casefile", "PLANTED"], "no actor"),
        (["pair", "Marran", "Idris Marran", "--casefile", "PLANTED"], "the same actor"),
        (["show", "Tell", "--casefile", "PLANTED"], "a-tell1"),
    ],
)
def test_a_mistake_is_one_line_and_code_two(
    capsys: pytest.CaptureFixture[str], planted: Path, arguments: list[str], told: str
) -> None:
    assert main([str(planted) if part == "PLANTED" else part for part in arguments]) == 2
    out = capsys.readouterr()
    assert told in out.err
    assert out.out == ""
    lines = out.err.splitlines()
    assert all(line.startswith("allegiance: ") for line in lines)
    assert len([line for line in lines if " -> " not in line]) == 1


def test_a_casefile_that_is_not_there_is_code_one(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["actors", "--casefile", str(tmp_path / "no.casefile")]) == 1
    assert "make one with: allegiance read" in capsys.readouterr().err


def test_a_reader_that_has_enough_is_no_fault(planted: Path) -> None:
    command = f"{sys.executable} -m allegiance export --casefile {planted} | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1


def test_the_api_as_a_type_checker_sees_it() -> None:
    api = _ROOT / "tests" / "typing" / "api.py"
    done = subprocess.run([sys.executable, "-m", "mypy", str(api)], capture_output=True, text=True, cwd=_ROOT)
    assert done.returncode == 0, done.stdout
