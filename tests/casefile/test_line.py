"""Who comes first writes first: processes wait for the write lock in line, and nobody holds the line up for good."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from allegiance.casefile.lock import WriteLock
from allegiance.errors import CasefileBusy

if sys.platform == "win32":
    pytest.skip("there is no line on Windows: everybody asks for the lock", allow_module_level=True)

import fcntl

WAIT = """
import sys
from pathlib import Path
from allegiance.casefile.lock import WriteLock
print("waits", flush=True)
with WriteLock(Path(sys.argv[1]), 60.0).held():
    with Path(sys.argv[2]).open("a") as turns:
        turns.write(sys.argv[3])
"""
GREEDY = """
import sys, time
from pathlib import Path
from allegiance.casefile.lock import WriteLock
lock = WriteLock(Path(sys.argv[1]), 60.0)
print("waits", flush=True)
until = time.monotonic() + 20
while time.monotonic() < until:
    with lock.held():
        with Path(sys.argv[2]).open("a") as turns:
            turns.write(sys.argv[3])
        time.sleep(0.02)
"""

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "valley.casefile"


@pytest.fixture
def turns(tmp_path: Path) -> Path:
    """Where everybody writes its letter when its turn comes."""
    turns = tmp_path / "turns"
    turns.touch()
    return turns


@pytest.fixture
def start(path: Path, turns: Path) -> Iterator[Start]:
    started = []

    def start(letter: str, work: str = WAIT) -> subprocess.Popen[str]:
        arguments = [sys.executable, "-c", work, str(path), str(turns), letter]
        process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        started.append(process)
        assert process.stdout is not None
        assert process.stdout.readline() == "waits\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def stand_in_line(path: Path, number: int) -> None:
    """Wait until so many stand in line."""
    for place in range(number):
        until = time.monotonic() + 20
        while not taken(path.with_name(path.name + "-line"), place):
            assert time.monotonic() < until, f"nobody comes to place {place}"
            time.sleep(0.01)


def taken(line: Path, place: int) -> bool:
    file = os.open(line, os.O_RDWR | os.O_CREAT)
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place)
    except OSError:
        return True
    else:
        return False
    finally:
        os.close(file)


def come(path: Path, start: Start, letters: str) -> list[subprocess.Popen[str]]:
    """One process after the other goes to the end of the line."""
    waiting = []
    for number, letter in enumerate(letters, 1):
        waiting.append(start(letter))
        stand_in_line(path, number)
    return waiting


def ended(*processes: subprocess.Popen[str]) -> list[int]:
    return [process.wait(timeout=30) for process in processes]


def test_turns_come_in_the_order_of_asking(path: Path, turns: Path, start: Start) -> None:
    with WriteLock(path, 1.0).held():
        waiting = come(path, start, "abcdef")
    assert ended(*waiting) == [0] * 6
    assert turns.read_text() == "abcdef"


def test_who_is_killed_leaves_no_gap(path: Path, turns: Path, start: Start) -> None:
    with WriteLock(path, 1.0).held():
        waiting = come(path, start, "abcd")
        for killed in (waiting.pop(2), waiting.pop(0)):
            killed.kill()
            killed.wait()
        stand_in_line(path, 2)
        waiting.append(start("e"))
        stand_in_line(path, 3)
    assert ended(*waiting) == [0] * 3
    assert turns.read_text() == "bde"


def test_who_is_stopped_delays_the_others_and_gets_its_turn_later(
    path: Path, turns: Path, start: Start
) -> None:
    with WriteLock(path, 1.0).held():
        stopped = start("a")
        stand_in_line(path, 1)
        stopped.send_signal(signal.SIGSTOP)
        waiting = [start("b"), start("c")]
        stand_in_line(path, 3)
    assert ended(*waiting) == [0, 0]
    stopped.send_signal(signal.SIGCONT)
    assert ended(stopped) == [0]
    assert sorted(turns.read_text()[:2]) == ["b", "c"]
    assert turns.read_text()[2] == "a"


def test_who_waits_can_be_interrupted(path: Path, turns: Path, start: Start) -> None:
    with WriteLock(path, 1.0).held():
        interrupted = start("a")
        stand_in_line(path, 1)
        waiting = start("b")
        stand_in_line(path, 2)
        interrupted.send_signal(signal.SIGINT)
        assert "KeyboardInterrupt" in interrupted.communicate(timeout=30)[1]
    assert ended(waiting) == [0]
    assert turns.read_text() == "b"


def test_who_comes_once_is_not_starved_by_those_who_ask_again_and_again(
    path: Path, turns: Path, start: Start
) -> None:
    for letter in "abcd":
        start(letter, GREEDY)
    while len(turns.read_text()) < 8:
        time.sleep(0.01)
    lock = WriteLock(path, 20.0)
    for _ in range(5):
        before = len(turns.read_text())
        with lock.held():
            others = turns.read_text()[before:]
        assert max(map(others.count, "abcd")) <= 5, others  # 99 where nobody stood in line


def test_the_last_one_takes_the_line_away_unless_somebody_is_in_it(path: Path, start: Start) -> None:
    line = path.with_name(path.name + "-line")
    with WriteLock(path, 1.0).held(last=True):
        waiting = start("a")
        stand_in_line(path, 1)
    assert ended(waiting) == [0]
    assert line.exists()
    with WriteLock(path, 1.0).held(last=True):
        pass
    assert not line.exists()
    assert not path.with_name(path.name + "-lock").exists()


def test_patience_ends_in_line_too(path: Path, start: Start) -> None:
    with WriteLock(path, 1.0).held():
        start("a")
        stand_in_line(path, 1)
        with pytest.raises(CasefileBusy, match="another process is writing"), WriteLock(path, 0.2).held():
            pass
