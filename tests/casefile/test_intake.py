"""Intake: good and bad files go in, nothing twice, and actors of several documents meet."""

from __future__ import annotations

from pathlib import Path

import pytest

from allegiance.casefile import Casefile
from allegiance.casefile.intake import Outcome, Status, take_in
from reading_world import Grammar

NORTH = "Norway attacked Sweden. Idris Marran leads the River Guard.\n"
SOUTH = "The River Guard met Norway. Idris Marran accused Sweden of piracy.\n"
ARABIC = (
    "أعلن المجلس أن الحكومة رفضت الاتفاق مع المعارضة في المدينة. وقال المتحدث إن القوات انسحبت من الشمال.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "north.txt").write_text(NORTH, "utf-8")
    (tmp_path / "south.txt").write_text(SOUTH, "utf-8")
    (tmp_path / "arabic.txt").write_text(ARABIC, "utf-8")
    (tmp_path / "blank.txt").write_bytes(b" \n")
    (tmp_path / "noise.txt").write_bytes(bytes(range(256)) * 40)
    return tmp_path


def take(casefile: Casefile, grammar: Grammar, *paths: Path) -> list[Outcome]:
    return list(take_in(casefile, paths, grammar.reader))


def test_a_good_file_is_read(casefile: Casefile, folder: Path, grammar: Grammar) -> None:
    (outcome,) = take(casefile, grammar, folder / "north.txt")
    assert (outcome.status, outcome.problems) == (Status.READ, ())
    assert outcome.claims == len(list(casefile.claims())) == 2
    assert {a.name for a in casefile.actors()} == {"Norway", "Sweden", "Idris Marran", "River Guard"}


def test_a_bad_file_is_reported_and_the_batch_goes_on(
    casefile: Casefile, folder: Path, grammar: Grammar
) -> None:
    names = ("blank.txt", "north.txt", "noise.txt", "missing.txt", "south.txt")
    outcomes = take(casefile, grammar, *(folder / name for name in names))
    assert [o.status.value for o in outcomes] == ["left out", "read", "left out", "left out", "read"]
    for outcome in outcomes:
        assert bool(outcome.problems) == (outcome.status is Status.LEFT_OUT)
        assert all(problem.place == str(outcome.path) and problem.message for problem in outcome.problems)
    assert len(list(casefile.documents())) == 2


def test_reading_twice_adds_nothing(casefile: Casefile, folder: Path, grammar: Grammar) -> None:
    paths = folder / "north.txt", folder / "south.txt"
    take(casefile, grammar, *paths)
    before = (
        [(r.id, r.claim) for r in casefile.claims()],
        list(casefile.actors()),
        list(casefile.actor_names()),
    )
    again = take(casefile, grammar, *paths, paths[0])
    assert [o.status for o in again] == [Status.KNOWN] * 3
    after = (
        [(r.id, r.claim) for r in casefile.claims()],
        list(casefile.actors()),
        list(casefile.actor_names()),
    )
    assert after == before


def test_the_same_words_under_another_name_are_known(
    casefile: Casefile, folder: Path, grammar: Grammar
) -> None:
    (folder / "copy.txt").write_text(NORTH, "utf-8")
    one, copy = take(casefile, grammar, folder / "north.txt", folder / "copy.txt")
    assert copy.status is Status.KNOWN
    assert copy.document == one.document


def test_arabic_is_kept_but_not_read(casefile: Casefile, folder: Path, grammar: Grammar) -> None:
    (outcome,) = take(casefile, grammar, folder / "arabic.txt")
    assert (outcome.status, outcome.claims) == (Status.READ, 0)
    assert [p.place for p in outcome.problems] == ["arabic"]
    assert "language not read (ar)" in outcome.problems[0].message
    assert outcome.document is not None
    assert casefile.document(outcome.document).text == ARABIC
    assert list(casefile.actors()) == []


def test_actors_of_two_documents_meet(casefile: Casefile, folder: Path, grammar: Grammar) -> None:
    take(casefile, grammar, folder / "north.txt", folder / "south.txt")
    claims = [record.claim for record in casefile.claims()]
    for name in ("Norway", "Sweden", "Idris Marran", "River Guard"):
        ids = {a.id for c in claims for a in (c.subject, c.object) if a is not None and a.name == name}
        assert len(ids) == 1, name
    assert len(list(casefile.actors())) == 4


def test_actors_meet_across_sessions_too(path: Path, folder: Path, grammar: Grammar) -> None:
    for name in ("north.txt", "south.txt"):
        with Casefile.open(path, create=True) as casefile:
            take(casefile, grammar, folder / name)
    with Casefile.open(path) as casefile:
        assert sorted(a.name for a in casefile.actors()) == [
            "Idris Marran",
            "Norway",
            "River Guard",
            "Sweden",
        ]


def test_the_outcome_comes_as_each_file_is_done(casefile: Casefile, folder: Path, grammar: Grammar) -> None:
    outcomes = take_in(casefile, [folder / "north.txt", folder / "south.txt"], grammar.reader)
    next(outcomes)
    assert len(list(casefile.documents())) == 1
    outcomes.close()
    assert len(list(casefile.documents())) == 1
