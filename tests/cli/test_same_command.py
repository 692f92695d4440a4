"""The commands about actors that may be one, as they are typed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from allegiance.actors.actor import Actor
from allegiance.casefile import Casefile, Entry
from allegiance.cli import main
from allegiance.documents import read_bytes
from allegiance.language.mention import ActorKind, Chain, Form, Mention

FULL = Actor("a-full", "Idris Marran", ActorKind.PERSON, ("Idris Marran",))
OTHER = Actor("a-other", "Idrees al-Marran", ActorKind.PERSON, ("Idrees al-Marran",))
DAHR = Actor("a-dahr", "Adem Dahr", ActorKind.PERSON, ("Adem Dahr",))
NORWAY = Actor("a-norway", "Norway", ActorKind.COUNTRY, ("Norway",))
Ask = Callable[..., Any]


def entry(text: str, *actors: Actor) -> Entry:
    """A document of which these actors are named."""
    chains = []
    for actor in actors:
        at = text.index(actor.name)
        mention = Mention(at, at + len(actor.name), actor.name, Form.NAMED, actor.kind, at)
        chains.append(Chain(actor.name, actor.kind, (mention,), ("name",)))
    return Entry(read_bytes(text.encode(), "report.txt"), chains, actors, ["made up"] * len(actors))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "two.casefile"
    with Casefile.open(path, create=True) as casefile:
        run = casefile.begin_run("test/1")
        casefile.add(
            entry("Idris Marran left Norway with Adem Dahr after the talks.\n", FULL, DAHR, NORWAY), run
        )
        casefile.add(entry("Idrees al-Marran came back to Norway before the vote.\n", OTHER, NORWAY), run)
    return path


@pytest.fixture
def ask(path: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    def run(*arguments: str, code: int = 0) -> Any:
        found = main([*arguments, "--json", "--casefile", str(path)])
        captured = capsys.readouterr()
        assert found == code, captured.err
        return json.loads(captured.out) if captured.out else captured.err

    return run


def test_a_pair_is_listed_with_its_reasons(ask: Ask) -> None:
    (pair,) = ask("same")
    assert {pair["one"]["id"], pair["other"]["id"]} == {"a-full", "a-other"}
    assert "sound alike" in pair["reasons"][0]
    assert "documents of both speak of Norway" in pair["reasons"]
    assert len(ask("same", "a-full")) == 1
    assert ask("same", "a-dahr") == []
    assert ask("same", "--least", "1") == []


def test_a_pair_that_was_merged_is_gone_and_comes_back_with_undo(ask: Ask) -> None:
    (made,) = ask("merge", "a-other", "a-full", "--by", "Ines")
    assert ask("same") == []
    ask("undo", made["id"], "--by", "Ines")
    assert len(ask("same")) == 1


def test_a_pair_that_is_two_is_not_proposed_again(ask: Ask) -> None:
    (made,) = ask("apart", "a-full", "a-other", "--by", "Ines", "--why", "another given name")
    assert (made["kind"], made["other"]) == ("apart", "a-other")
    assert ask("same") == []
    assert {actor["id"] for actor in ask("actors")} >= {"a-full", "a-other"}
    ask("undo", made["id"], "--by", "Ines")
    assert len(ask("same")) == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("same", "--least", "2"), "--least"),
        (("same", "--limit", "0"), "--limit"),
        (("apart", "a-full", "a-full"), "allegiance split"),
        (("apart", "a-full", "nobody"), "nobody"),
    ],
)
def test_faults_name_the_way_out(ask: Ask, arguments: tuple[str, ...], says: str) -> None:
    assert says in ask(*arguments, code=2)


def test_pages(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["same", "--casefile", str(path)]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "allegiance merge" in shown and "allegiance apart" in shown
    assert main(["apart", "a-full", "a-other", "--by", "Ines", "--casefile", str(path)]) == 0
    assert "apart a-full from a-other" in capsys.readouterr().out
