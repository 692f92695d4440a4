"""The commands that add by hand, as they are typed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from allegiance.casefile import Casefile
from allegiance.cli import main
from planted import GUARD, HANDS, MARRAN, OSTRAVA, STRIKERS, plant

Ask = Callable[..., Any]
DOCUMENT, WORDS = "2020-02-10-opposition", "The strikers did not answer"
CLAIM = ("add", "claim", DOCUMENT, WORDS, "--subject", "the strikers", "--relation", "opposes")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return plant(tmp_path / "river.casefile")


@pytest.fixture
def ask(path: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    def run(*arguments: str, code: int = 0) -> Any:
        found = main([*arguments, "--casefile", str(path)])
        captured = capsys.readouterr()
        assert found == code, captured.err
        return captured.out or captured.err

    return run


def test_a_claim_is_added_shown_exported_and_undone(ask: Ask, path: Path) -> None:
    told = ask(*CLAIM, "--object", "hands of peace", "--certainty", "alleged", "--said-by", "Ostrava",
               "--when", "2020-02", "--where", "the mill", "--by", "Ines", "--why", "by their silence")  # fmt: skip
    with Casefile.open(path) as casefile:
        (record,) = (r for r in casefile.claims() if r.claim.extractor == "hand/1")
        claim = record.claim
        assert (claim.subject.id, claim.object and claim.object.id) == (STRIKERS.id, HANDS.id)
        assert claim.said_by is not None and claim.said_by.speaker is not None
        assert (claim.said_by.speaker.id, str(claim.valid), claim.place) == (
            OSTRAVA.id,
            "2020-02",
            "the mill",
        )
        (judgement,) = casefile.judgements()
    assert f"add {record.id}" in told and "by Ines" in told and "by their silence" in told
    assert "by hand" in ask("pair", "Hands of Peace", "the strikers")
    exported = [json.loads(line) for line in ask("export", "--format", "jsonl").splitlines()]
    assert [line["evidence"] for line in exported if line["extractor"] == "hand/1"] == [[WORDS]]
    assert json.loads(ask("judgements", "--json"))[0]["kind"] == "add"
    ask("undo", judgement.id, "--by", "Omar")
    assert "hand/1" not in ask("export", "--format", "jsonl")
    assert "sound" in ask("verify")


def test_a_new_actor_and_a_mention(ask: Ask, path: Path) -> None:
    ask(*CLAIM, "--object", "Mill Owners", "--new-object", "organization", "--by", "Ines")
    assert "Mill Owners" in ask("actors", "mill")
    ask("add", "mention", DOCUMENT, "The strikers", "--actor", GUARD.id, "--by", "Ines")
    with Casefile.open(path) as casefile:
        assert [m.actor.id for m in casefile.mentions_in(DOCUMENT) if m.by_hand] == [GUARD.id]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("add", "claim", "nothing", WORDS, "--subject", "x", "--relation", "opposes"), "no document"),
        (("add", "claim", DOCUMENT, "not there", "--subject", "x", "--relation", "opposes"), "does not have"),
        (("add", "claim", DOCUMENT, "strikers", "--subject", "x", "--relation", "opposes"), "places"),
        ((*CLAIM, "--object", "Nobody At All"), "nobody on record"),
        ((*CLAIM,), "needs an object"),
        ((*CLAIM, "--object", MARRAN.name, "--when", "soon"), "soon"),
        ((*CLAIM, "--object", MARRAN.name, "--at", "3"), "does not have these words at 3"),
        ((*CLAIM[:-1], "loves", "--object", MARRAN.name), "no relation"),
        ((*CLAIM, "--object", "Tell"), "2 actors"),
        ((*CLAIM, "--object", MARRAN.name, "--by", " "), "names nobody"),
    ],
)
def test_what_cannot_be_added_is_told(ask: Ask, path: Path, arguments: tuple[str, ...], told: str) -> None:
    assert told in ask(*arguments, code=2)
    with Casefile.open(path) as casefile:
        assert casefile.judgements() == ()
