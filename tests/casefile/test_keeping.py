"""Backups and folders hold the same record, and a folder in which anything was changed is refused."""

from __future__ import annotations

import json
import random
import threading
from pathlib import Path

import pytest
from casefile_world import EXTRACTOR, make_document, make_entry, numbered, valley

from allegiance.casefile import Casefile, JudgementKind
from allegiance.errors import CasefileError, UsageError


def test_a_backup_while_others_write_is_one_state(filled: Casefile, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        run = filled.begin_run("busy/1")
        for number in range(10_000):
            if stop.is_set():
                return
            filled.add(numbered(number), run)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        copies = [filled.backup(tmp_path / f"copy-{number}.casefile") for number in range(4)]
    finally:
        stop.set()
        writer.join()
    held = []
    for copy in copies:
        with Casefile.open(copy) as opened:
            assert opened.verify().is_sound
            held.append(len(opened.documents()))
            assert len(list(opened.claims())) == held[-1] + 1  # valley has two
    assert held == sorted(held)


def test_a_backup_writes_over_nothing(filled: Casefile, tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.write_text("precious")
    with pytest.raises(UsageError, match="is there already"):
        filled.backup(there)
    assert there.read_text() == "precious"
    with pytest.raises(CasefileError, match="nowhere"):
        filled.backup(tmp_path / "nowhere" / "copy.casefile")


@pytest.fixture
def folder(filled: Casefile, tmp_path: Path) -> Path:
    """A folder with rows in all tables that have any."""
    text = "Line one\r\nline two\n\n\u2028Ünïcode 𝔘 \x00\x02 أهل"
    filled.add(make_entry(make_document("odd", text), actors=()), filled.begin_run(EXTRACTOR))
    filled.judge(JudgementKind.ACCEPT, valley().claims[0].id, by="Ines", why="seen")
    folder = tmp_path / "folder"
    filled.export_folder(folder)
    return folder


def test_a_folder_makes_the_same_casefile(filled: Casefile, folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.casefile"
    assert Casefile.import_folder(folder, copy) == filled.verify()
    with Casefile.open(copy) as same:
        assert list(same.claims()) == list(filled.claims())
        assert [same.document(d.id) for d in same.documents()] == [
            filled.document(d.id) for d in filled.documents()
        ]
        assert same.search("أهل") == filled.search("أهل") != ()
        assert same.judgements() == filled.judgements()
        again = tmp_path / "again"
        same.export_folder(again)
        same.begin_run("goes on/1")
        assert same.verify().is_sound
    for path in sorted(folder.rglob("*.*")):
        assert (again / path.relative_to(folder)).read_bytes() == path.read_bytes()


def test_any_change_of_a_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    rng = random.Random(11)
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.stat().st_size]
    for turn in range(24):
        path = files[turn % len(files)]
        before = path.read_bytes()
        spot = rng.randrange(len(before))
        changed = bytearray(before)
        changed[spot] ^= 1 << rng.randrange(8)
        if path.name == "casefile.json" and json_equal(before, bytes(changed)):
            continue
        path.write_bytes(changed)
        if path.suffix == ".txt" or not json_equal(before, bytes(changed)):
            with pytest.raises((CasefileError, UsageError)) as caught:
                Casefile.import_folder(folder, tmp_path / "copy.casefile")
            assert "\n" not in str(caught.value)
        path.write_bytes(before)
    assert [path.name for path in tmp_path.iterdir() if "copy" in path.name] == []


def json_equal(one: bytes, other: bytes) -> bool:
    """Whether two files hold the same values: white space between them says nothing."""
    try:
        return [json.loads(line) for line in joined(one)] == [json.loads(line) for line in joined(other)]
    except ValueError:
        return False


def joined(content: bytes) -> list[str]:
    text = content.decode()
    return [text] if text.startswith("{\n") else text.split("\n")[:-1]


def test_a_folder_of_a_schema_with_the_same_record_is_taken(
    filled: Casefile, folder: Path, tmp_path: Path
) -> None:
    sheet = folder / "casefile.json"
    sheet.write_text(json.dumps(json.loads(sheet.read_text()) | {"schema": 4}))
    assert Casefile.import_folder(folder, tmp_path / "copy.casefile") == filled.verify()
    sheet.write_text(json.dumps(json.loads(sheet.read_text()) | {"schema": 3}))
    with pytest.raises(CasefileError, match="written with schema 3"):
        Casefile.import_folder(folder, tmp_path / "other.casefile")


@pytest.mark.parametrize("missing", ["casefile.json", "claim.jsonl", "texts"])
def test_a_folder_that_lacks_something_is_refused(folder: Path, tmp_path: Path, missing: str) -> None:
    (folder / missing).rename(tmp_path / "away")
    with pytest.raises(CasefileError, match="folder"):
        Casefile.import_folder(folder, tmp_path / "copy.casefile")
    assert not (tmp_path / "copy.casefile").exists()


@pytest.mark.parametrize("name", ["../../secret", "/etc/passwd", "a/b", "..", "", "x" * 300])
def test_a_hostile_id_reaches_no_other_file(filled: Casefile, tmp_path: Path, name: str) -> None:
    from dataclasses import replace

    entry = make_entry(replace(make_document("hostile", "Some words."), id=name or "-"), actors=())
    filled.add(entry, filled.begin_run(EXTRACTOR))
    folder = tmp_path / "deep" / "folder"
    folder.parent.mkdir()
    filled.export_folder(folder)
    assert sorted(path.name for path in folder.parent.iterdir()) == ["folder"]
    assert len(list((folder / "texts").iterdir())) == 3
    assert Casefile.import_folder(folder, tmp_path / "copy.casefile").is_sound


def test_neither_way_writes_over_anything(filled: Casefile, folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not empty"):
        filled.export_folder(folder)
    with pytest.raises(UsageError, match="not written over"):
        Casefile.import_folder(folder, filled.path)
    (tmp_path / "empty").mkdir()
    assert filled.export_folder(tmp_path / "empty").is_sound
