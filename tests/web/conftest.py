"""A workbench over a made-up casefile, asked without a network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import BASE, CHROMIUM
from starlette.testclient import TestClient

from allegiance.web.app import workbench
from allegiance.web.security import Hosts
from planted import plant


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A casefile of the planted world."""
    return plant(tmp_path / "river.casefile")


@pytest.fixture
def client(path: Path) -> Iterator[TestClient]:
    """A browser without a window that stays on the casefile's workbench; its changes come from our own pages."""
    app = workbench(path, judge="reader", hosts=Hosts(8640))
    with TestClient(app, base_url=BASE, headers={"origin": BASE}) as opened:
        yield opened


@pytest.fixture
def needs_chromium() -> None:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: apt install chromium")
