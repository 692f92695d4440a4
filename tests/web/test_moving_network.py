"""The network over time in a real browser: slider, filters, focus, the list beside it, keys."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from browsing import CHROMIUM, chromium, served
from playwright.sync_api import Browser, Locator, Page, expect

from allegiance.casefile import Casefile
from planted import GUARD, HANDS, MARRAN, OSTRAVA, STRIKERS, VELLAND, Report, Said, plant

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt install chromium")

_REPORTS = (
    Report(
        *("first", "Plain Wire", "2004-01-10"),
        (
            Said("Marran and Ostrava are allies.", MARRAN, "allied_with", OSTRAVA, valid="2004-01/2010-12"),
            Said("The River Guard attacked Velland.", GUARD, "attacked", VELLAND, valid="2005-06-01"),
        ),
    ),
    Report(
        *("second", "The Kiln", "2012-03-01"),
        (
            Said("Ostrava and Velland are rivals.", OSTRAVA, "rivals", VELLAND, valid="2004-02/2012-02"),
            Said(
                "Hands of Peace support the strikers.", HANDS, "supports", STRIKERS, valid="2012-02/2012-03"
            ),
        ),
    ),
)
_MONTHS = "m => import('/static/network-months.js').then(months => months.monthFrom(m))"
# What the modules of the page hold to be in force on a day, and what stands in the answer of the server.
_IN_FORCE = """async ([address, wish]) => {
  const { network, inForce } = await import('/static/network-data.js');
  const all = network(await (await fetch(address)).json());
  return inForce(all, wish).flatMap(pair => pair.ties.map(n => all.ties[n].claim)).sort();
}"""


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(plant(tmp_path_factory.mktemp("net") / "net.casefile", _REPORTS)) as address:
        yield address


@pytest.fixture
def tab(chrome: Browser, base: str) -> Iterator[Page]:
    page = chrome.new_page(viewport={"width": 1280, "height": 900})
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    _open(page, base + "/network")
    yield page
    page.close()
    assert faults == []


def _open(page: Page, address: str) -> None:
    page.goto(address)
    expect(_summary(page)).to_be_visible()


def _summary(page: Page) -> Locator:
    return page.locator(".moving-list summary")


def _listed(page: Page) -> list[str]:
    """The pairs of the list, whether it is open or not."""
    return page.locator(".moving-list tbody tr").all_text_contents()


def _set(page: Page, month: str) -> None:
    """Move the slider to a month as a hand does."""
    value = page.evaluate(_MONTHS, month)
    page.get_by_label("Time", exact=True).evaluate(
        "(e, value) => { e.value = value; e.dispatchEvent(new Event('input', { bubbles: true })); }",
        str(value),
    )


def _asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_the_slider_shows_who_stood_with_whom_in_each_month(tab: Page) -> None:
    _set(tab, "2005-07")
    expect(_summary(tab)).to_have_text("3 pairs in force, July 2005")
    assert sorted(_listed(tab)) == [
        "Idris Marran and Ostravatogether1",
        "Ostrava and Vellandagainst each other1",
        "River Guard and Vellandagainst each other1",
    ]
    assert _asked(tab)["moment"] == ["2005-07"]
    _set(tab, "2007-07")  # the attack is over, for a year
    expect(_summary(tab)).to_have_text("2 pairs in force, July 2007")
    slider = tab.get_by_label("Time", exact=True)
    assert slider.get_attribute("aria-valuetext") == "July 2007"
    slider.focus()
    tab.keyboard.press("Home")
    expect(_summary(tab)).to_have_text("1 pair in force, January 2004")
    tab.keyboard.press("ArrowRight")
    expect(_summary(tab)).to_have_text("2 pairs in force, February 2004")
    tab.keyboard.press("End")
    expect(_summary(tab)).to_contain_text("March 2012")
    assert "moment" not in _asked(tab)


def test_it_plays_and_pauses_and_begins_again_at_the_end(tab: Page) -> None:
    play = tab.get_by_role("button", name="Play")
    play.click()
    expect(tab.locator(".moving-date")).to_have_text(re.compile(r"200[4-9]"), timeout=20_000)
    tab.get_by_role("button", name="Pause").click()
    stood = tab.locator(".moving-date").inner_text()
    tab.wait_for_timeout(400)
    assert tab.locator(".moving-date").inner_text() == stood
    _set(tab, "2012-02")
    play.click()
    expect(tab.locator(".moving-date")).to_have_text("March 2012")
    expect(play).to_be_visible()  # at the end it stops of itself


@pytest.mark.parametrize(
    ("label", "choice", "address", "left"),
    [
        ("Relations", "acts", {"kind": ["act"]}, ["River Guard and Velland"]),
        ("Relations", "ties", {"kind": ["tie"]}, ["Idris Marran and Ostrava", "Ostrava and Velland"]),
        ("Publisher", "The Kiln", {"by": ["The Kiln"]}, ["Ostrava and Velland"]),
        ("Certainty", "alleged", {"certainty": ["alleged"]}, []),
        ("Partners of", "Idris Marran", {"near": [MARRAN.id]}, ["Idris Marran and Ostrava"]),
    ],
)
def test_each_filter_leaves_some_ties_and_stands_in_the_address(
    tab: Page, label: str, choice: str, address: dict[str, list[str]], left: list[str]
) -> None:
    _set(tab, "2005-07")
    field = tab.get_by_label(label)
    if field.evaluate("e => e.tagName") == "SELECT":
        field.select_option(choice)
    else:
        field.fill(choice)
    words = f"{len(left)} {'pair' if len(left) == 1 else 'pairs'} in force"
    expect(_summary(tab)).to_contain_text(words)
    assert sorted(row.split("together")[0].split("against")[0] for row in _listed(tab)) == left
    assert _asked(tab) == {"moment": ["2005-07"], **address}
    _open(tab, tab.url)  # whoever gets the link sees the same
    expect(_summary(tab)).to_have_text(f"{words}, July 2005")
    assert sorted(row.split("together")[0].split("against")[0] for row in _listed(tab)) == left


def test_a_pair_of_the_list_opens_its_words(tab: Page) -> None:
    _set(tab, "2005-07")
    _summary(tab).click()
    tab.get_by_role("button", name="Ostrava and Velland").click()
    detail = tab.locator(".moving-detail")
    expect(detail.locator("h3")).to_have_text("Ostrava and Velland · against each other")
    expect(detail).to_contain_text("The Kiln")
    detail.locator("li a").click()
    expect(tab.locator("mark").first).to_have_text("Ostrava and Velland are rivals.")
    tab.go_back()
    expect(_summary(tab)).to_have_text("3 pairs in force, July 2005")


def test_an_actor_and_a_tie_are_chosen_on_the_picture(tab: Page) -> None:
    _set(tab, "2005-07")
    expect(_summary(tab)).to_contain_text("3 pairs")
    canvas = tab.locator(".moving canvas")
    canvas.scroll_into_view_if_needed()
    canvas.click(position=_place(tab, MARRAN.id))
    expect(tab.get_by_label("Partners of")).to_have_value("Idris Marran")
    expect(_summary(tab)).to_contain_text("1 pair in force")
    canvas.click(position=_place(tab, MARRAN.id))  # once more: everybody
    expect(_summary(tab)).to_contain_text("3 pairs in force")
    one, other = _place(tab, OSTRAVA.id), _place(tab, MARRAN.id)
    canvas.click(position={key: (one[key] + other[key]) / 2 for key in ("x", "y")})
    expect(tab.locator(".moving-detail h3")).to_have_text("Idris Marran and Ostrava · together")


def _place(page: Page, actor: str) -> Any:
    """Where an actor stands on the canvas."""
    return page.evaluate(
        """async (actor) => {
          const place = document.querySelector('[data-network]'), canvas = place.querySelector('canvas');
          const answer = await (await fetch(place.dataset.network)).json();
          const [, , , x, y] = answer.actors.find(one => one[0] === actor), wide = canvas.clientWidth;
          const lift = (canvas.clientHeight - wide * answer.size[1] / answer.size[0]) / 2;
          return { x: x * wide / answer.size[0], y: y * wide / answer.size[0] + lift };
        }""",
        actor,
    )


def test_keys_and_buttons_come_closer_and_a_hand_moves_the_picture(tab: Page) -> None:
    canvas = tab.locator(".moving canvas")
    canvas.focus()
    expect(canvas).not_to_have_class("is-closer")
    whole = _picture(canvas)
    tab.keyboard.press("+")
    expect(canvas).to_have_class("is-closer")
    near = _picture(canvas)
    assert near != whole
    tab.keyboard.press("ArrowRight")
    tab.wait_for_timeout(500)
    assert _picture(canvas) != near
    tab.keyboard.press("0")
    expect(canvas).not_to_have_class("is-closer")
    assert _picture(canvas) == whole
    tab.get_by_role("button", name="Closer").click()
    expect(canvas).to_have_class("is-closer")
    before = _picture(canvas)
    box = canvas.bounding_box() or {}
    tab.mouse.move(box["x"] + 400, box["y"] + 100)
    tab.mouse.down()
    tab.mouse.move(box["x"] + 250, box["y"] + 140, steps=4)
    tab.mouse.up()
    tab.wait_for_timeout(500)
    assert _picture(canvas) != before
    expect(tab.get_by_label("Partners of")).to_have_value("")  # a drag chooses nobody
    tab.get_by_role("button", name="Whole").click()
    expect(canvas).not_to_have_class("is-closer")


def _picture(canvas: Locator) -> str:
    canvas.page.wait_for_timeout(400)
    return str(canvas.evaluate("canvas => canvas.toDataURL()"))


def test_it_follows_the_theme(tab: Page) -> None:
    canvas = tab.locator(".moving canvas")
    corner = "canvas => [...canvas.getContext('2d').getImageData(1, 1, 1, 1).data]"
    tab.wait_for_timeout(300)
    light = canvas.evaluate(corner)
    tab.get_by_role("button", name="Dark").click()
    tab.wait_for_timeout(600)
    assert sum(canvas.evaluate(corner)) < sum(light)


def test_the_browser_and_the_record_agree_on_what_is_in_force(tab: Page, base: str) -> None:
    answer = tab.request.get(base + "/network/ties.json").json()
    assert answer["actors"] and answer["ties"]
    epoch = date(1970, 1, 1).toordinal()
    for year in range(2003, 2015):
        day = date(year, 7, 1).toordinal() - epoch
        wish = {"day": day, "kind": "", "publisher": "", "certainty": ""}
        found = tab.evaluate(_IN_FORCE, ["/network/ties.json", wish])
        assert found == sorted(tie[9] for tie in answer["ties"] if tie[3] <= day <= tie[4]), year


def test_without_scripts_the_picture_and_the_table_of_one_day_are_there(chrome: Browser, base: str) -> None:
    bare = chrome.new_page(java_script_enabled=False)
    bare.goto(base + "/network?on=2005-07")
    expect(bare.locator("#network-picture svg")).to_be_visible()
    rows = bare.locator("table tbody tr").all_text_contents()
    assert len(rows) == 3
    assert any("Velland" in row and "against" in row for row in rows)
    bare.close()


def test_an_actor_has_its_own_network_with_those_around_it(tab: Page, base: str, tmp_path: Path) -> None:
    _open(tab, f"{base}/network?actor={STRIKERS.id}")
    _set(tab, "2012-03")
    expect(_summary(tab)).to_contain_text("1 pair in force")
    answer = tab.request.get(f"{base}/network/ties.json?actor={STRIKERS.id}").json()
    assert {actor[0] for actor in answer["actors"]} == {STRIKERS.id, HANDS.id}
    assert len(json.dumps(answer)) < 3_000
    empty = tmp_path / "empty.casefile"
    Casefile.open(empty, create=True).close()
    with served(empty) as bare:
        tab.goto(bare + "/network")
        assert tab.request.get(bare + "/network/ties.json").status == 400
        expect(tab.locator(".moving")).to_have_count(0)
