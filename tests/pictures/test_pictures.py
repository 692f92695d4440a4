"""The pictures: no words on other words, nothing beyond the page, hostile text harmless, the same bytes each time."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import boxes
import made_up
import pytest

from allegiance.errors import AllegianceError, UsageError
from allegiance.pictures import (
    Links,
    Picture,
    alignment_picture,
    bloc_picture,
    lineage_picture,
    network_picture,
    printing,
)
from allegiance.pictures.ordering import Link, Span, crossings, ordered
from allegiance.pictures.packing import Box
from allegiance.pictures.turns import turn_words
from allegiance.views.lineage import LineageView

LINKS = Links("/passages/{passage}")
PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></svg><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "]]><!--",
    "javascript:alert(1)",
    "&#60;script&#62;",
    "\u202egnp.\u2066exe\x00\x1b[2J\ud800",
    "حركة \u200fالوادي",
    "a" * 5_000,
    "",
)


def _bloc() -> Picture:
    views = [made_up.alignment(60, 10, b=name, seed=n) for n, name in enumerate(made_up.names(9))]
    return bloc_picture("Northern Council", views, links=LINKS)


PICTURES: dict[str, Callable[[], Picture]] = {
    "pair": lambda: alignment_picture(
        made_up.alignment(), made_up.SHIFTS, links=LINKS, as_known="3 May 2020"
    ),
    "pair of 500": lambda: alignment_picture(made_up.alignment(dots=500), made_up.SHIFTS),
    "pair of one": lambda: alignment_picture(made_up.alignment(months=1, dots=1)),
    "pair of nothing": lambda: alignment_picture(made_up.alignment(months=0, dots=0)),
    "pair with long names": lambda: alignment_picture(made_up.alignment(a=made_up.LONG, b=made_up.ARABIC)),
    "bloc": _bloc,
    "bloc of nobody": lambda: bloc_picture("Northern Council", ()),
    "lineage": lambda: lineage_picture(made_up.lineage(), links=LINKS, as_of="2014"),
    "lineage of 3": lambda: lineage_picture(made_up.small_lineage()),
    "lineage of 60": lambda: lineage_picture(made_up.large_lineage(60)),
    "lineage of nobody": lambda: lineage_picture(made_up.large_lineage(0)),
    "network": lambda: network_picture(made_up.network(24, 3), links=LINKS),
    "network of 5": lambda: network_picture(made_up.network(5, 2)),
    "network of 150": lambda: network_picture(made_up.network(150, 5)),
    "network of one": lambda: network_picture(made_up.network(1, 1)),
    "network of nobody": lambda: network_picture(made_up.network(0, 0)),
}


@pytest.fixture(scope="module", params=PICTURES)
def picture(request: pytest.FixtureRequest) -> Picture:
    return PICTURES[request.param]()


def test_no_words_lie_on_other_words(picture: Picture) -> None:
    assert boxes.overlapping(picture.svg) == []


def test_all_words_are_on_the_page(picture: Picture) -> None:
    page = Box(0, 0, picture.width, picture.height)
    assert [words for words, box in boxes.boxes(picture.svg) if not box.inside(page)] == []


def test_it_says_what_it_is_and_where_it_comes_from(picture: Picture) -> None:
    root = ET.fromstring(picture.svg)
    title, description = (root.find(f"{{http://www.w3.org/2000/svg}}{tag}") for tag in ("title", "desc"))
    assert title is not None and title.text
    assert description is not None and description.text
    assert root.get("aria-labelledby") == title.get("id")
    last = boxes.boxes(picture.svg)[-1][0]
    assert last.startswith(("From ", "Nothing on record", "no publisher")) or "document" in last


def test_only_pictures_without_links_are_images(picture: Picture) -> None:
    root = ET.fromstring(picture.inline)
    has_links = root.find(".//{http://www.w3.org/2000/svg}a") is not None
    assert root.get("role") == ("group" if has_links else "img")


def test_inline_needs_no_style_of_its_own(picture: Picture) -> None:
    assert "<style" not in picture.inline
    assert "style=" not in picture.inline
    assert "<style" in picture.svg


@pytest.mark.parametrize("name", PICTURES)
def test_the_same_view_gives_the_same_bytes(name: str) -> None:
    assert PICTURES[name]().svg == PICTURES[name]().svg


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_plain_themes_have_no_variables(theme: str) -> None:
    svg = PICTURES["pair"]().themed(theme)
    assert "var(" not in svg
    assert "<style" not in svg


def test_an_unknown_theme_is_refused() -> None:
    with pytest.raises(UsageError, match="'sepia' is no theme; there are: light, dark, auto"):
        PICTURES["pair of one"]().themed("sepia")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_is_only_text(payload: str) -> None:
    for svg in _poisoned(payload):
        root = ET.fromstring(svg)
        tags = {node.tag.rpartition("}")[2] for node in root.iter()}
        assert tags <= {"svg", "title", "desc", "style", "rect", "g", "a", "line", "path", "circle", "text"}
        names = {name for node in root.iter() for name in node.attrib}
        assert not any(name.lower().startswith("on") for name in names)
        hrefs = [node.get("href") for node in root.iter() if node.get("href")]
        assert all(href is not None and href.startswith("/passages/") for href in hrefs)
        assert not any(letter in svg for letter in "\x00\x1b\u202e\ud800")


def _poisoned(text: str) -> list[str]:
    cited = replace(
        made_up.cited(1), words=text, speaker=text, publisher=text, title=text, passage=f"d1:{text}"
    )
    view = made_up.alignment(30, 1)
    dot = replace(view.evidence[0], label=text, passages=(cited,), marks=(text,))
    pair = replace(view, title=text, a=replace(view.a, name=text), note=text, evidence=(dot,))
    shift = replace(made_up.SHIFTS[0], headline=text)
    family = made_up.lineage()
    lanes = tuple(
        replace(lane, name=text, passages=(cited,), labels=tuple(replace(x, name=text) for x in lane.labels))
        for lane in family.lanes
    )
    strokes = tuple(replace(stroke, label=text, passages=(cited,)) for stroke in family.strokes)
    net = made_up.network(8, 2)
    nodes = tuple(replace(node, name=text) for node in net.nodes)
    ties = tuple(replace(tie, label=text, passages=(cited,)) for tie in net.ties)
    sides = tuple(replace(side, label=text) for side in net.sides)
    made = (
        alignment_picture(pair, (shift,), links=LINKS, as_known=text),
        bloc_picture(text, [pair], links=LINKS),
        lineage_picture(replace(family, title=text, lanes=lanes, strokes=strokes, note=text), links=LINKS),
        network_picture(
            replace(net, nodes=nodes, ties=ties, sides=sides, note=text), links=LINKS, title=text
        ),
    )
    return [picture.svg for picture in made]


@pytest.mark.parametrize(
    "pattern", ["javascript:alert({passage})", "data:text/html,{passage}", "/p/", "//{", ""]
)
def test_patterns_that_lead_elsewhere_are_refused(pattern: str) -> None:
    with pytest.raises(UsageError, match="is no pattern for links"):
        Links(pattern)


def test_links_quote_what_they_are_given() -> None:
    cited = replace(made_up.cited(1), passage='d1:0-5"><script>')
    assert Links("/p/{passage}").to(cited) == "/p/d1:0-5%22%3E%3Cscript%3E"
    assert Links("#{claim}").to(cited) == "#c0001"


def test_what_has_no_room_is_counted() -> None:
    net = network_picture(made_up.network(400, 9)).svg
    assert "The 150 best connected of 400 actors are drawn" in net
    tree = lineage_picture(made_up.large_lineage(1_000)).svg
    assert "The 80 most connected of 1,000 groups are drawn" in tree
    many = [made_up.alignment(12, 1, b=name, seed=n) for n, name in enumerate(made_up.names(200))]
    assert "Drawn are 30 of 200 partners, those of whom most is recorded." in bloc_picture("A", many).svg
    pair = alignment_picture(made_up.alignment(dots=3_000)).svg
    assert "marks left out for want of room" in pair
    assert all(len(svg) < 3_000_000 for svg in (net, tree, pair))


def test_silence_stays_open() -> None:
    view = made_up.alignment(60, 0)
    known = [point.value is not None for point in view.points]
    stretches = sum(is_known and not before for before, is_known in zip([False, *known], known, strict=False))
    assert alignment_picture(view).svg.count('fill-opacity="0.2"') - 1 == stretches > 1


def test_first_mentioned_is_not_founded() -> None:
    tree = made_up.small_lineage()
    founded = tuple(replace(lane, begin_kind="founded") for lane in tree.lanes)
    mentioned = tuple(replace(lane, begin_kind="first mentioned") for lane in tree.lanes)
    one, other = (lineage_picture(replace(tree, lanes=lanes)).svg for lanes in (founded, mentioned))
    assert "its beginning is not told" not in one
    assert "first mentioned; its beginning is not told" in other


def test_arcs_are_those_in_force() -> None:
    tree = made_up.lineage()
    assert "allied" not in lineage_picture(tree, as_of="1990").svg
    assert "rivals" in lineage_picture(tree, as_of="2008").svg


def test_turns_in_words() -> None:
    assert turn_words(-0.5, 0.6) == "against each other → together"
    assert turn_words(0.1, -0.9) == "neither → against each other"


SMALL_TREES = (
    ([Span(0, 9), Span(2, 9), Span(4, 9)], [Link(0, 1, 2), Link(0, 2, 4)]),
    ([Span(0, 9)] * 5, [Link(0, 4, 1), Link(1, 3, 2), Link(2, 4, 3)]),
    (
        [Span(0, 9), Span(1, 5), Span(2, 9), Span(3, 9), Span(5, 9)],
        [Link(0, 1, 1), Link(1, 4, 5), Link(0, 3, 3), Link(2, 3, 6)],
    ),
    ([Span(n, 12) for n in range(6)], [Link(0, n, n) for n in range(1, 6)]),
)


@pytest.mark.parametrize(("lanes", "links"), SMALL_TREES)
def test_small_trees_cross_as_little_as_they_can(lanes: list[Span], links: list[Link]) -> None:
    found = crossings(ordered(lanes, links), lanes, links)
    assert found == min(crossings(order, lanes, links) for order in permutations(range(len(lanes))))


def test_a_group_without_dates_is_drawn() -> None:
    lane = made_up.lane("x", "Undated Front", None, "first mentioned")
    svg = lineage_picture(LineageView("One", (lane,), (), "", "")).svg
    assert "Undated Front" in svg


def test_saving_by_suffix(tmp_path: Path) -> None:
    picture = PICTURES["pair of one"]()
    for suffix, start in ((".svg", b"<svg"), (".png", b"\x89PNG"), (".pdf", b"%PDF")):
        path = tmp_path / f"picture{suffix}"
        picture.save(path)
        assert path.read_bytes().startswith(start)
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".pdf", ".png", ".svg"]
    assert picture._repr_svg_() == picture.svg
    with pytest.raises(UsageError, match=r"let the name end in one of: \.svg, \.png, \.pdf"):
        picture.save(tmp_path / "picture.jpg")
    with pytest.raises(AllegianceError, match="cannot be written"):
        picture.save(tmp_path / "missing" / "picture.svg")


def test_printing_is_repeatable() -> None:
    picture = PICTURES["pair of one"]()
    assert picture.png() == picture.png()
    assert picture.pdf() == picture.pdf()


def test_a_script_without_a_font_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "fonts_here", lambda: ("Libertinus Serif", "DejaVu Sans Mono"))
    assert printing.missing_scripts("Front حركة") == ("Arabic",)
    picture = alignment_picture(made_up.alignment(2, 1, b=made_up.ARABIC))
    with pytest.warns(UserWarning, match="no font for Arabic is installed"):
        picture.png()
    monkeypatch.setattr(printing, "fonts_here", lambda: ("Noto Sans Arabic",))
    assert printing.missing_scripts("Front حركة") == ()
