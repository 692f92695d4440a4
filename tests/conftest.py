"""What several packages test with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from allegiance.casefile import Casefile
from planted import plant

if TYPE_CHECKING:
    from reading_world import Grammar

# Times of single examples say little on a machine that others use too.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The planted world as a casefile; only to be read."""
    return plant(tmp_path_factory.mktemp("planted") / "planted.casefile")


@pytest.fixture(scope="session")
def grammar() -> Grammar:
    """Reading by grammar alone; the parser is loaded once for all tests."""
    from reading_world import Grammar  # here, so that tests without it need no parser

    return Grammar()


@pytest.fixture
def planted_casefile(planted: Path) -> Iterator[Casefile]:
    """The planted world, opened."""
    with Casefile.open(planted) as casefile:
        yield casefile
