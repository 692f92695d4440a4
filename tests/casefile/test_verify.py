"""A changed byte is found, wherever it was changed."""

from __future__ import annotations

import random
import sqlite3
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from casefile_world import EXTRACTOR, harbour, numbered

from allegiance.casefile import Casefile, JudgementKind
from allegiance.casefile.schema import metadata
from allegiance.errors import CasefileError, NotACasefile
from allegiance.problem import Problem


@pytest.fixture
def judged(filled: Casefile) -> Path:
    """A closed casefile with a row in every table."""
    noted = replace(numbered(1), problems=[Problem("note-1:0-4", "not understood")])
    filled.add(noted, filled.begin_run(EXTRACTOR))
    filled.judge(JudgementKind.ACCEPT, harbour().claims[0].id, by="Ines", why="seen the original")
    filled.close()
    return filled.path


def tamper(path: Path, *statements: str) -> None:
    """Change rows as somebody would who takes the triggers away."""
    connection = sqlite3.connect(path)
    triggers = [
        name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    ]
    for statement in (*(f"DROP TRIGGER {name}" for name in triggers), *statements):
        connection.execute(statement)
    connection.commit()
    connection.close()


def places(path: Path) -> list[str]:
    with Casefile.open(path) as casefile:
        return [problem.place for problem in casefile.verify().problems]


def test_an_untouched_casefile_is_sound(judged: Path) -> None:
    with Casefile.open(judged) as casefile:
        found = casefile.verify()
    assert found.is_sound
    assert found.acts == 9  # two runs, three documents, their readings, the judgement
    assert len(found.head) == 64


def rows_of(path: Path, table: str) -> list[dict[str, object]]:
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    rows = [dict(row) for row in connection.execute(f'SELECT * FROM "{table}"')]
    connection.close()
    return rows


def changed(value: object) -> str:
    """SQL for another value of the same type; text where nothing was."""
    if isinstance(value, int | float):
        return str(value + 1000)
    return "'" + str(value or "").replace("'", "''") + "x'"


def test_a_change_in_any_column_is_found(judged: Path) -> None:
    """One after the other, each put back before the next, in a casefile that stays open."""
    tamper(judged)
    connection = sqlite3.connect(judged, isolation_level=None)
    with Casefile.open(judged) as casefile:
        for table in metadata.tables:
            row = next(iter(rows_of(judged, table)), {})
            for column, value in row.items():
                change = f'UPDATE "{table}" SET "{column}" = '
                connection.execute(f"{change}{changed(value)} WHERE key = {row['key']}")
                assert not casefile.verify().is_sound, f"{table}.{column}"
                key = row["key"] if column != "key" else changed(value)
                connection.execute(f"{change}? WHERE key = {key}", (value,))
        assert casefile.verify().is_sound
    connection.close()


@pytest.mark.parametrize("table", list(metadata.tables))
def test_a_missing_row_is_found(judged: Path, table: str) -> None:
    keys = [row["key"] for row in rows_of(judged, table)]
    if table == "log":
        keys.pop()  # the end of the chain shows only in the head that was noted
    if keys:
        tamper(judged, f"DELETE FROM {table} WHERE key = {keys[-1]}")
        assert places(judged)


def test_an_added_row_is_found(judged: Path) -> None:
    tamper(judged, "INSERT INTO problem VALUES (2, 9, 'valley', 'nothing to see')")
    (place,) = places(judged)
    assert place.startswith("act 9 (judgement ")
    tamper(
        judged, "DELETE FROM problem WHERE key = 2", "INSERT INTO problem VALUES (2, 10, 'valley', 'nothing')"
    )
    assert places(judged) == ["problem 2"]


def test_a_changed_quote_is_not_shown(judged: Path) -> None:
    tamper(judged, "UPDATE evidence SET quote = replace(quote, 'attacked', 'defended')")
    with (
        Casefile.open(judged) as casefile,
        pytest.raises(CasefileError, match=rf"passage {harbour().document.id}:8-55"),
    ):
        list(casefile.claims())


def test_a_changed_text_is_not_shown(judged: Path) -> None:
    tamper(judged, "UPDATE document SET text = replace(text, 'attacked', 'defended')")
    with Casefile.open(judged) as casefile:
        with pytest.raises(CasefileError, match="should read"):
            list(casefile.claims())
        with pytest.raises(CasefileError, match="should read"):
            casefile.document("harbour")
        with pytest.raises(CasefileError, match="should read"):
            casefile.passage(f"{harbour().document.id}:8-55")


def test_changed_bytes_of_words_are_found(judged: Path) -> None:
    """Bytes of the file itself, inside the texts, quotes and reasons that records hold."""
    content = judged.read_bytes()
    rng = random.Random(7)
    words = [b"Southern Front attacked", b"militiamen", b"allied_with", b"seen the original", b"Mara Hale"]
    spots = [at for word in words for at in places_of(content, word)]
    for spot in rng.sample(spots, 12):
        changed = bytearray(content)
        changed[spot] ^= 1 << rng.randrange(8)
        judged.write_bytes(changed)
        with suppress(NotACasefile):  # found at opening
            assert places(judged), f"byte {spot}"
    judged.write_bytes(content)
    assert places(judged) == []


def places_of(content: bytes, word: bytes) -> list[int]:
    found, at = [], content.find(word)
    while at >= 0:
        found += range(at, at + len(word))
        at = content.find(word, at + 1)
    return found
