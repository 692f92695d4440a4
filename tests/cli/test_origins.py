"""The commands lineage, offices, gaps, portrayal and thin, on the planted world."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from allegiance.cli import main

Ask = Callable[..., str]


@pytest.fixture
def ask(planted: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Run a command on the planted world; gives what it printed."""

    def run(*arguments: str, code: int = 0) -> str:
        assert main([*arguments, "--casefile", str(planted)]) == code
        printed = capsys.readouterr()
        return printed.out or printed.err

    return run


def test_lineage(ask: Ask) -> None:
    page = ask("lineage", "River Guard", "--as-of", "2008-05-01")
    assert "the name River Guard means this group" in page
    page = ask("lineage")
    assert "River Guard took the name Hands of Peace" in page
    assert "“In June 2014 the River Guard took the name Hands of Peace.”" in page
    assert "allegiance passage ADDRESS" in page


def test_offices_and_gaps(ask: Ask) -> None:
    page = ask("offices", "Marran")
    assert "minister of water of Velland" in page
    assert "Idris Marran — since 2006; until 2008" in page
    assert "no gap" in ask("gaps").casefold()
    assert "no office of that name" in ask("offices", "Grand Vizier", code=2)


def test_portrayal_and_thin(ask: Ask) -> None:
    page = ask("portrayal", "Marran")
    assert "nothing recorded" in page
    page = ask("thin", "--months", "12")
    assert "Plain Wire" in page
    assert "Silent" in page
    assert "give 1 or more" in ask("thin", "--months", "0", code=2)


def test_what_a_document_says_cannot_steer_the_terminal(ask: Ask) -> None:
    assert "\x1b]" not in ask("thin") + ask("lineage")


@pytest.mark.parametrize(
    "command",
    [
        ("lineage",),
        ("offices",),
        ("gaps",),
        ("portrayal", "Marran"),
        ("thin",),
        ("thin", "--actor", "Ostrava"),
    ],
)
def test_json(ask: Ask, command: tuple[str, ...]) -> None:
    assert isinstance(json.loads(ask(*command, "--json")), dict)
