"""The same pictures in a real browser with its own fonts: what the table of widths promises holds there too."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

import made_up
import pytest

from allegiance.pictures import (
    Links,
    Picture,
    alignment_picture,
    bloc_picture,
    lineage_picture,
    network_picture,
)
from allegiance.pictures.packing import Box

if TYPE_CHECKING:
    from playwright.sync_api import Page

_CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
_BOXES = """() => [...document.querySelectorAll('text')].map(text => {
    const box = text.getBoundingClientRect(), size = parseFloat(text.getAttribute('font-size'));
    return [text.textContent, box.left, box.bottom - size * 1.05, box.right, box.bottom - size * 0.1];
})"""


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    playwright = pytest.importorskip("playwright.sync_api")
    if _CHROMIUM is None:
        pytest.skip("no Chromium here; set CHROMIUM to its path")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=_CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-quic"]
        )
        yield browser.new_page()
        browser.close()


def _pictures() -> dict[str, Picture]:
    partners = [made_up.alignment(60, 10, b=name, seed=n) for n, name in enumerate(made_up.names(9))]
    return {
        "pair": alignment_picture(made_up.alignment(), made_up.SHIFTS, links=Links("/p/{passage}")),
        "bloc": bloc_picture("Northern Council", partners),
        "lineage": lineage_picture(made_up.lineage()),
        "lineage of 60": lineage_picture(made_up.large_lineage(60)),
        "network": network_picture(made_up.network(24, 3)),
        "network of 150": network_picture(made_up.network(150, 5)),
    }


@pytest.mark.parametrize("name", list(_pictures()))
def test_no_words_lie_on_other_words(page: Page, name: str) -> None:
    picture = _pictures()[name]
    page.set_content(f"<!DOCTYPE html><body style='margin:0'>{picture.svg}</body>")
    found = [(words, Box(*box)) for words, *box in page.evaluate(_BOXES)]
    assert found
    assert [(a, b) for (a, one), (b, other) in combinations(found, 2) if one.meets(other)] == []
    sheet = Box(0, 0, picture.width, picture.height)
    assert [words for words, box in found if not box.inside(sheet)] == []


def test_marks_can_be_reached_by_keyboard_and_say_their_words(page: Page) -> None:
    page.set_content(_pictures()["pair"].inline)
    page.keyboard.press("Tab")
    label = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert "“" in label


def test_a_page_sets_the_colours(page: Page) -> None:
    style = "<style>:root{--picture-paper:#102030}</style>"
    page.set_content(f"<!DOCTYPE html>{style}{_pictures()['network'].inline}")
    assert page.evaluate("getComputedStyle(document.querySelector('svg > rect')).fill") == "rgb(16, 32, 48)"
