"""The commands about the record itself: deciding, reviewing, comparing, keeping."""

from __future__ import annotations

import io
import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from allegiance.casefile import Casefile, State
from allegiance.cli import main
from planted import GUARD, MARRAN, WORLD

Ask = Callable[..., Any]


@pytest.fixture
def path(planted: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(planted, tmp_path / "world.casefile"))


@pytest.fixture
def ask(path: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Run a command with --json on a copy of the planted world."""

    def run(*arguments: str, code: int = 0) -> Any:
        assert main([*arguments, "--json", "--casefile", str(path)]) == code, capsys.readouterr().err
        return json.loads(capsys.readouterr().out)

    return run


def claim_of(path: Path, relation: str) -> str:
    with Casefile.open(path) as casefile:
        return next(casefile.claims(relation=relation, include_rejected=True)).id


def state_of(path: Path, claim: str) -> State:
    with Casefile.open(path) as casefile:
        return next(casefile.claims(ids=[claim], include_rejected=True)).state


def test_accept_reject_undo(path: Path, ask: Ask) -> None:
    claim = claim_of(path, "founded")
    (made,) = ask("accept", claim, "--by", "Ines")
    assert (made["kind"], made["by"], state_of(path, claim)) == ("accept", "Ines", State.ACCEPTED)
    (rejected,) = ask("reject", claim, "--by", "Omar", "--why", "another river")
    assert state_of(path, claim) is State.REJECTED
    ask("undo", rejected["id"], "--by", "Ines")
    assert state_of(path, claim) is State.ACCEPTED
    assert [j["kind"] for j in ask("judgements", claim)] == ["accept", "reject", "undo"]


def test_correct_and_comment(path: Path, ask: Ask) -> None:
    claim = claim_of(path, "founded")
    ask("correct", claim, "valid", "2002", "--by", "Ines")
    ask("correct", claim, "object", "Hands of Peace", "--by", "Ines")
    ask("correct", claim, "place", "--empty", "--by", "Ines")
    ask("comment", claim, "see the sheet", "--by", "Ines")
    with Casefile.open(path) as casefile:
        (record,) = casefile.claims(ids=[claim])
    assert record.claim.object is not None
    assert (str(record.claim.valid), record.claim.object.id, record.state) == (
        "2002",
        "a-hands",
        State.CORRECTED,
    )
    assert record.judgements[-1].why == "see the sheet"


def test_merge_and_split(path: Path, ask: Ask) -> None:
    (merge,) = ask("merge", "Hands of Peace", "River Guard", "--by", "Ines")
    assert (merge["target"], merge["other"]) == ("a-hands", GUARD.id)
    (split,) = ask("split", "Marran", "--document", "2003-05-02-agency", "--by", "Ines")
    with Casefile.open(path) as casefile:
        (founded,) = casefile.claims(relation="founded")
        assert founded.claim.subject.id == split["other"] != MARRAN.id
        assert casefile.verify().is_sound


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["accept", "c-none"], "no claim 'c-none'"),
        (["correct", "c-none", "valid", "2002"], "not in this casefile"),
        (["correct", "CLAIM", "valid"], "--empty"),
        (["correct", "CLAIM", "valid", "one day"], "is no EDTF date"),
        (["correct", "CLAIM", "colour", "red"], "no field 'colour'"),
        (["merge", "Marran", "Idris Marran"], "the same actor"),
        (["split", "Marran"], "--document"),
        (["split", "Marran", "--document", "nothing"], "no document 'nothing'"),
        (["undo", "j-none"], "no judgement 'j-none'"),
        (["diff", "1", "7"], "allegiance runs"),
        (["review", "--limit", "0"], "--limit 0"),
        (["accept", "CLAIM", "--by", " "], "--by names nobody"),
        (["import", "nowhere"], "cannot be read"),
        (["export", "--format", "folder"], "--output"),
    ],
)
def test_a_mistake_is_one_line_and_decides_nothing(
    path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    claim = claim_of(path, "founded")
    target = path if arguments[0] != "import" else path.with_name("new.casefile")
    given = [claim if part == "CLAIM" else part for part in arguments]
    assert main([*given, "--casefile", str(target)]) in (1, 2)
    errors = [line for line in capsys.readouterr().err.splitlines() if " -> " not in line]
    assert len(errors) == 1
    assert told in errors[0]
    with Casefile.open(path) as casefile:
        assert casefile.judgements() == ()


def review(path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, *options: str) -> int:
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    return main(["review", *options, "--casefile", str(path)])


def test_review_walks_by_weight_and_keeps_each_decision(
    path: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    queue = ask("review")
    weights = [item["weight"] for item in queue]
    assert weights == sorted(weights, reverse=True)
    typed = "a\nr it says otherwise\nm odd\nc valid 2001\nnonsense\ns\na\nu\nq\na\n"
    assert review(path, monkeypatch, typed, "--by", "Ines") == 0
    out = capsys.readouterr()
    assert "accept 1, reject 1, comment 1, correct 1, skip 1" in out.out
    assert "'nonsense' is no key" in out.err
    states = [state_of(path, item["claim"]["id"]) for item in queue[:4]]
    assert states == [State.ACCEPTED, State.REJECTED, State.CORRECTED, State.OPEN]
    assert [item["claim"]["id"] for item in ask("review")] == [item["claim"]["id"] for item in queue[3:]]


def test_the_end_of_the_input_ends_the_review(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert review(path, monkeypatch, "a\n", "--by", "Ines", "Marran") == 0
    assert "accept 1" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to another process there")
def test_ctrl_c_keeps_what_was_decided(path: Path) -> None:
    command = [sys.executable, "-m", "allegiance", "review", "--by", "Ines", "--casefile", str(path)]
    running = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Programs started in the background of a script are deaf to it
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert running.stdin is not None and running.stdout is not None
    running.stdin.write("a\n")
    running.stdin.flush()
    while "2 of " not in running.stdout.readline():
        pass
    time.sleep(0.2)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "accept 1" in out
    assert "Traceback" not in err
    with Casefile.open(path) as casefile:
        assert len(casefile.judgements()) == 1


def test_a_second_reader_does_not_see_the_first(
    path: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert review(path, monkeypatch, "r\na\na\n", "--by", "Ines", "--limit", "3") == 0
    capsys.readouterr()
    assert review(path, monkeypatch, "a\na\na\n", "--by", "Omar", "--second") == 0
    assert "rejected" not in capsys.readouterr().out
    (pair,) = ask("agreement")
    assert (pair["first"], pair["second"], pair["claims"]) == ("Ines", "Omar", 3)
    assert pair["observed"] == pytest.approx(2 / 3)
    assert len(pair["disagreements"]) == 1
    assert ask("review", "--second", "--by", "Omar") == []


def test_a_denial_stands_beside_what_it_denies(ask: Ask) -> None:
    (found,) = ask("contested")
    assert found["contest"] == "denied"
    words = [side["claims"][0]["quotes"][0]["words"] for side in found["sides"]]
    assert words == [
        "Velland says that Ostrava trains the River Guard.",
        "Ostrava denies that it trains the River Guard.",
    ]
    assert len(ask("contested", "Ostrava", "River Guard")) == 1
    main_page = ask("contested", "Ostrava")
    assert main_page == [found]


def test_two_readings_are_compared_in_words(path: Path, ask: Ask) -> None:
    from dataclasses import replace

    first = WORLD[0]
    claims = [said.claim(first.document) for said in first.said]
    better = [replace(claims[0], object=GUARD, valid=None), claims[1]]
    claim = claims[0].id
    ask("accept", claim, "--by", "Ines")
    with Casefile.open(path) as casefile:
        casefile.add(replace(first.entry(), claims=better), casefile.begin_run("better/2"))
    view = ask("diff", "1", "2")
    assert (
        view["summary"]
        == "1 documents in both; 1 claims the same, 1 read otherwise, 1 no longer found, 0 new"
    )
    assert view["changed"][0]["changes"] == ["time: 2003, now none"]
    assert view["gone"][0]["relation"] == "allied_with"
    assert view["judged"] == [claim]
    assert [run["documents"] for run in ask("runs")] == [len(WORLD), 1]


def test_verify_tells_of_a_change(path: Path, ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    import sqlite3

    head = ask("verify")["head"]
    ask("accept", claim_of(path, "founded"), "--by", "Ines")
    assert ask("verify", "--head", head)["sound"]
    assert not ask("verify", "--head", "0" * 64, code=1)["sound"]
    connection = sqlite3.connect(path)
    connection.execute("DROP TRIGGER judgement_no_update")
    connection.execute("UPDATE judgement SET by = 'Omar'")
    connection.commit()
    connection.close()
    assert main(["verify", "--casefile", str(path)]) == 1
    out = capsys.readouterr()
    assert out.out.startswith("NOT sound")
    assert "not what was recorded" in out.err


def test_a_backup_is_the_casefile(
    path: Path, ask: Ask, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    head = ask("verify")["head"]
    made = Path(ask("backup", str(folder))["backup"])
    assert made == folder / path.name
    assert [file.name for file in folder.iterdir()] == [path.name]
    with Casefile.open(made) as copy:
        assert copy.verify().head == head
    assert main(["backup", str(folder), "--casefile", str(path)]) == 2
    assert "not written over" in capsys.readouterr().err


def test_a_folder_makes_the_same_casefile(
    path: Path, ask: Ask, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ask("merge", "Hands of Peace", "River Guard", "--by", "Ines")
    folder, copy = tmp_path / "folder", tmp_path / "copy.casefile"
    assert main(["export", "--format", "folder", str(folder), "--casefile", str(path)]) == 0
    assert main(["import", str(folder), "--casefile", str(copy)]) == 0
    capsys.readouterr()
    assert ask("verify")["head"] == json.loads((folder / "casefile.json").read_text())["head"]
    exports = []
    for casefile in (path, copy):
        assert main(["export", "--casefile", str(casefile)]) == 0
        exports.append(capsys.readouterr().out)
    assert exports[0] == exports[1]
    with Casefile.open(path) as one, Casefile.open(copy) as other:
        assert one.verify() == other.verify()
        assert one.search("strikers") == other.search("strikers")
    assert main(["export", "--format", "folder", str(folder), "--casefile", str(path)]) == 2


def test_pages_are_safe_and_speak(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    claim = claim_of(path, "founded")
    hostile = "\x1b[2Jgone"
    assert main(["accept", claim, "--by", "Ines", "--why", hostile, "--casefile", str(path)]) == 0
    for command in ("judgements", "runs", "contested", "verify"):
        assert main([command, "--casefile", str(path)]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert f"accept {claim} “␛[2Jgone” — by Ines" in out
    assert "they deny it:" in out
    assert "planted/1  2020-02-01" in out


def test_a_search_can_be_narrowed(ask: Ask) -> None:
    every = ask("search", "Ostrava")
    alleged = ask(
        "search", "Ostrava", "--certainty", "alleged", "--relation", "sponsors", "--actor", "River Guard"
    )
    assert [hit["words"] for hit in alleged] == ["Velland says that Ostrava trains the River Guard."]
    assert len(ask("search", "Ostrava", "--publisher", "kiln")) == 2 < len(every)
    assert len(ask("search", "Ostrava", "--published", "2003")) == 1
    assert len(ask("search", "Ostrava", "--published", "2003/2004")) == 3


def test_the_casefile_as_it_was_known(ask: Ask) -> None:
    """What is decided today was not known yesterday, whichever question is asked."""
    from datetime import UTC, datetime

    questions = (
        ("actors",),
        ("show", MARRAN.id),
        ("pair", MARRAN.id, GUARD.id),
        ("search", "river"),
        ("contested",),
        ("judgements",),
    )
    at = ("--known", datetime.now(UTC).isoformat())
    before = [ask(*question, *at) for question in questions]
    claim = ask("pair", MARRAN.id, GUARD.id)["claims"][0]["id"]
    ask("reject", claim, "--by", "Ines")
    ask("merge", MARRAN.id, GUARD.id, "--by", "Ines")
    assert [ask(*question, *at) for question in questions] == before
    assert claim in {c["id"] for c in ask("show", GUARD.id, *at)["claims"]}
    assert claim not in {c["id"] for c in ask("show", GUARD.id)["claims"]}
    assert ask("actors", "--known", "1999") == []


def test_a_moment_that_is_none(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for wrong in ("yesterday", "2020-01-01T99", "2020/.."):
        assert main(["actors", "--known", wrong, "--casefile", str(path)]) == 2
        assert repr(wrong) in capsys.readouterr().err


def test_a_chronology_comes_in_pages(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", MARRAN.id, "--limit", "1", "--casefile", str(path)]) == 0
    assert "earlier ones: --limit" in capsys.readouterr().out
    assert main(["show", MARRAN.id, "--limit", "0", "--casefile", str(path)]) == 2
