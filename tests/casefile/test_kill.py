"""A process that is killed while it writes leaves a casefile that opens, is whole, and goes on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from casefile_world import EXTRACTOR, numbered

from allegiance.casefile import Casefile

DOCUMENTS = 40
WRITE = """
import sys
sys.path.insert(0, sys.argv[2])
from casefile_world import EXTRACTOR, numbered
from allegiance.casefile import Casefile
with Casefile.open(sys.argv[1], create=True) as casefile:
    run = casefile.begin_run(EXTRACTOR)
    for number in range(int(sys.argv[3])):
        if casefile.add(numbered(number), run):
            print(number, flush=True)
"""


def kill_after(path: Path, lines: int) -> set[int]:
    """Let a process write, kill it after so many documents, and return those that it said were stored."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITE, str(path), str(Path(__file__).parent), str(DOCUMENTS)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    told = {int(line) for line, _ in zip(writer.stdout, range(lines), strict=False)}
    writer.kill()
    rest, _ = writer.communicate()
    return told | {int(line) for line in rest.splitlines()}


def content(casefile: Casefile) -> list[object]:
    return [(record.id, record.claim, record.document) for record in casefile.claims()]


def test_killed_again_and_again_it_ends_as_if_it_never_was(path: Path, tmp_path: Path) -> None:
    stored: set[int] = set()
    for lines in (2, 9):
        stored |= kill_after(path, lines)
        with Casefile.open(path) as casefile:
            assert casefile.verify().is_sound
            held = {document.name for document in casefile.documents()}
            assert held >= {numbered(number).document.name for number in stored}
            assert len(list(casefile.claims())) == len(held)
    kill_after(path, DOCUMENTS)  # and once to the end
    with (
        Casefile.open(path) as casefile,
        Casefile.open(tmp_path / "straight.casefile", create=True) as straight,
    ):
        straight.add_all(map(numbered, range(DOCUMENTS)), straight.begin_run(EXTRACTOR))
        assert content(casefile) == content(straight)
        assert casefile.verify().is_sound


def test_killed_before_anything_is_there(path: Path) -> None:
    kill_after(path, 0)
    with Casefile.open(path, create=True) as casefile:
        assert casefile.add(numbered(1), casefile.begin_run(EXTRACTOR)) or casefile.documents()
