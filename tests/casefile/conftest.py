"""Casefiles to test with."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from casefile_world import EXTRACTOR, harbour, valley

from allegiance.casefile import Casefile


class Clock:
    """A clock that goes on by an hour with each look, from 1 February 2020."""

    def __init__(self) -> None:
        self.moment = datetime(2020, 2, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.moment += timedelta(hours=1)
        return self.moment


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "valley.casefile"


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new casefile to copy, since making one takes a while."""
    path = tmp_path_factory.mktemp("empty") / "empty.casefile"
    Casefile.open(path, create=True).close()
    return path


@pytest.fixture
def casefile(path: Path, empty: Path, clock: Callable[[], datetime]) -> Iterator[Casefile]:
    """An empty casefile."""
    shutil.copy(empty, path)
    with Casefile.open(path, clock=clock) as opened:
        yield opened


@pytest.fixture
def filled(casefile: Casefile) -> Casefile:
    """A casefile with the two reports."""
    run = casefile.begin_run(EXTRACTOR, {"threshold": "0.5"})
    assert casefile.add(valley(), run)
    assert casefile.add(harbour(), run)
    return casefile
