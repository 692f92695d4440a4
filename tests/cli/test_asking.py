"""The commands that ask, on the planted world, as a person runs them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from allegiance.cli import main
from allegiance.cli.drawing import trimmed
from planted import HOSTILE, OSTRAVA, WORLD, plant

pytestmark = pytest.mark.usefixtures("plain_surroundings")


@pytest.fixture
def plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)


Run = pytest.CaptureFixture[str]


def _run(capsys: Run, casefile: Path, *arguments: str) -> str:
    assert main([*arguments, "--casefile", str(casefile)]) == 0
    return capsys.readouterr().out


def test_pair_reads_as_a_story(capsys: Run, planted: Path) -> None:
    out = _run(capsys, planted, "pair", "Marran", "Ostrava")
    wanted = (
        "Idris Marran and Ostrava",
        "6 claims · 4 documents · 3 publishers · 2003–20",
        "On record up to",
        "· Idris Marran is allied with Ostrava — begins January 2020; an earlier end 2008",
        "· Idris Marran is a rival of Ostrava — begins 2008; last confirmed 2014",
        "2003",
        "since 2003 · Idris Marran is allied with Ostrava",
        "“Since 2003 Marran and Ostrava have been allies.”",
        "Plain Wire, “A guard for the river”, 2 May 2003",
        "2008",
        "and · ",
        "2020",
        "January 2020 · Idris Marran becomes an ally of Ostrava",
    )
    at = 0
    for words in wanted:
        at = out.index(words, at)
    assert out.count("turned into a rivalry") == 1  # two claims, one quote


def test_a_page_fits_the_screen_and_has_no_spaces_at_line_ends(capsys: Run, planted: Path) -> None:
    for command in (("pair", "Marran", "Ostrava"), ("show", "Marran"), ("actors",), ("search", "Ostrava")):
        lines = _run(capsys, planted, *command).splitlines()
        assert max(map(len, lines)) <= 88
        assert not [line for line in lines if line != line.rstrip()]


def test_as_of_leaves_out_what_came_later(capsys: Run, planted: Path) -> None:
    out = _run(capsys, planted, "pair", "Marran", "Ostrava", "--as-of", "2014")
    assert "As of 2014:" in out
    assert "is no longer allied" in out
    assert "left out because it came later or has no date: 2 claims" in out
    assert "2020" not in out


def test_silence_is_no_value(capsys: Run, planted: Path) -> None:
    out = _run(capsys, planted, "pair", "Anna Tell", "Velland")
    assert "nothing recorded" in out
    assert "0 claims" not in out


def test_pair_as_json_is_whole(capsys: Run, planted: Path) -> None:
    data = json.loads(_run(capsys, planted, "pair", "Marran", "Ostrava", "--json", "--as-of", "2014"))
    assert data["as_of"] == "2014"
    assert [actor["id"] for actor in data["actors"]] == ["a-marran", "a-ostrava"]
    assert {tie["state"] for tie in data["standing"]["ties"]} == {"recorded", "ended"}
    assert data["claims"][0]["quotes"][0]["words"] == "Since 2003 Marran and Ostrava have been allies."


def test_show_has_its_sections(capsys: Run, planted: Path) -> None:
    out = _run(capsys, planted, "show", "Marran")
    for words in (
        "· Idris Marran — first used 2 May 2003",
        "Offices\n  · minister of water, Velland — 2006–08",
        "Leads\n  · River Guard — no date; reported 2 May 2003; later called Hands of Peace",
        "Lineage\n  · Idris Marran founded River Guard — 2003",
        "Portrayed as\n  · reformer — by Idris Marran",
        "Chronology\n\n2003",
    ):
        assert words in out
    assert (
        json.loads(_run(capsys, planted, "show", "Marran", "--json"))["offices"][0]["value"]
        == "minister of water"
    )


def test_actors_lists_and_finds(capsys: Run, planted: Path) -> None:
    assert "Idris Marran" in _run(capsys, planted, "actors").splitlines()[0]
    assert [a["id"] for a in json.loads(_run(capsys, planted, "actors", "ostrava", "--json"))] == [OSTRAVA.id]
    assert "more: --limit" in _run(capsys, planted, "actors", "--limit", "2")
    then = json.loads(_run(capsys, planted, "actors", "--as-of", "2014-06", "--json"))
    assert {a["id"] for a in then} == {"a-guard", "a-hands", "a-marran", "a-ostrava"}


def test_search_and_passage_open_the_words(capsys: Run, planted: Path) -> None:
    (hit,) = json.loads(_run(capsys, planted, "search", "turned", "rivalry", "--json"))
    assert [hit["words"][start:end] for start, end in hit["matches"]] == ["turned", "rivalry"]
    document, _, span = hit["passage"].partition(":")
    start = int(span.split("-")[0])
    out = _run(capsys, planted, "passage", f"{document}:{start + 3}-{start + 7}")
    assert "In »2008« the alliance of Marran" in out
    opened = json.loads(_run(capsys, planted, "passage", hit["passage"], "--json"))
    assert opened["words"] == hit["words"]


def test_search_for_a_phrase(capsys: Run, planted: Path) -> None:
    assert "River Guard" in _run(capsys, planted, "search", "took the name", "june")
    assert main(["search", "nowhere-in-it", "--casefile", str(planted)]) == 0
    assert "no passage has" in capsys.readouterr().err


@pytest.mark.parametrize(
    "command", [("pair", "Ostrava", "Velland"), ("show", "Velland"), ("search", "Ostrava"), ("actors",)]
)
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_hostile_text_cannot_steer(
    capsys: Run, planted: Path, command: tuple[str, ...], form: tuple[str, ...]
) -> None:
    out = _run(capsys, planted, *command, *form)
    assert not {c for c in out if (ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160 or c == "\u202e"}


def test_hostile_names_in_messages_cannot_steer(capsys: Run, planted: Path) -> None:
    assert main(["show", HOSTILE, "--casefile", str(planted)]) == 2
    err = capsys.readouterr().err
    assert "\x1b" not in err
    assert err.count("\n") == 1


def test_colour_only_on_a_terminal(planted: Path) -> None:
    def out(**more: str) -> bytes:
        environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR")}
        command = [
            sys.executable,
            "-m",
            "allegiance",
            "pair",
            "Marran",
            "Ostrava",
            "--casefile",
            str(planted),
        ]
        done = subprocess.run(command, capture_output=True, check=True, env={**environment, **more})
        return done.stdout

    assert b"\x1b" not in out()
    assert b"\x1b" in out(FORCE_COLOR="1", TERM="xterm")
    assert not re.search(rb"\x1b\[(?:3|9)\d", out(FORCE_COLOR="1", TERM="xterm", NO_COLOR="1"))


def test_long_quotes_keep_both_ends_and_whole_words() -> None:
    words = [f"word{number}" for number in range(60)]
    short = trimmed(" ".join(words), 80)
    assert len(short) <= 80
    head, _, tail = short.partition(" … ")
    assert words[: len(head.split())] == head.split()
    assert words[-len(tail.split()) :] == tail.split()
    assert trimmed("short  words") == "short words"


def test_a_name_that_was_guessed_is_said(capsys: Run, planted: Path) -> None:
    assert main(["show", "Marran", "--casefile", str(planted)]) == 0
    assert "'Marran' -> Idris Marran" in capsys.readouterr().err
    assert main(["show", "a-marran", "--casefile", str(planted)]) == 0
    assert not capsys.readouterr().err


def test_the_same_input_gives_the_same_export(capsys: Run, tmp_path: Path, planted: Path) -> None:
    again = plant(tmp_path / "again.casefile")
    first, second = (_run(capsys, path, "export") for path in (planted, again))
    assert first == second
    whole = tmp_path / "claims.jsonl"
    assert _run(capsys, planted, "export", "--format", "jsonl", "--output", str(whole)) == ""
    assert whole.read_text(encoding="utf-8") == first
    assert list(tmp_path.glob(".claims*")) == []


def test_export_as_of_keeps_what_was_valid_then(capsys: Run, planted: Path) -> None:
    every = [json.loads(line) for line in _run(capsys, planted, "export").splitlines()]
    then = [json.loads(line) for line in _run(capsys, planted, "export", "--as-of", "2007").splitlines()]
    assert len(every) == sum(len(report.said) for report in WORLD)
    assert {claim["when"] for claim in then} == {"2003/..", "2006/2008"}


def test_an_export_that_fails_leaves_the_old_file(
    capsys: Run, tmp_path: Path, planted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = tmp_path / "claims.jsonl"
    whole.write_text("old")

    def broken(*_: object, **__: object) -> object:
        yield "half"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("allegiance.exchange.lines.lines", broken)
    assert main(["export", "--output", str(whole), "--casefile", str(planted)]) == 1
    assert "No space left" in capsys.readouterr().err
    assert whole.read_text() == "old"
    assert list(tmp_path.iterdir()) == [whole]
