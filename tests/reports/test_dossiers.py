"""Dossiers: every sentence opens on its exact words; no text of a document is ever more than text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pypdfium2
import pytest

from allegiance.casefile import Casefile
from allegiance.errors import AllegianceError, UsageError
from allegiance.pictures import printing
from allegiance.reports import Dossier, Section, Sentence, html, of_actor, of_pair, of_theme, pdf
from allegiance.reports.dossier import merged
from allegiance.reports.notes import offsets
from planted import MARRAN, OSTRAVA, Report, Said, plant

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</q></li><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    '#read("/etc/passwd") $x^2$ *bold* _it_ @ref <lab> \\u{41} // c /* c */',
    "\u202egnirts \x1b[2J and more",
)
MAKERS: dict[str, Callable[[Casefile], Dossier]] = {
    "pair": lambda casefile: of_pair(casefile, MARRAN, OSTRAVA),
    "actor": lambda casefile: of_actor(casefile, MARRAN),
    "theme": lambda casefile: of_theme(casefile, "River Guard"),
}


@pytest.fixture(scope="module", params=MAKERS)
def made(request: pytest.FixtureRequest, planted: Path) -> tuple[Dossier, Casefile]:
    with Casefile.open(planted) as casefile:
        return MAKERS[request.param](casefile), casefile


def sentences(sections: tuple[Section, ...]) -> Iterator[Sentence]:
    """All of them, in reading order."""
    for section in sections:
        yield from section.sentences
        yield from sentences(section.parts)


def test_every_sentence_has_notes_and_every_note_a_sentence(made: tuple[Dossier, Casefile]) -> None:
    dossier, _ = made
    used = [number for sentence in sentences(dossier.sections) for number in sentence.notes]
    assert used
    assert {note.number for note in dossier.notes} == set(used)


def test_notes_are_numbered_as_they_are_met(made: tuple[Dossier, Casefile]) -> None:
    dossier, _ = made
    met = dict.fromkeys(number for sentence in sentences(dossier.sections) for number in sentence.notes)
    assert list(met) == sorted(met) == list(range(1, len(met) + 1))
    assert [note.number for note in dossier.notes] == list(met)


def test_each_note_is_the_exact_words_at_its_place(planted: Path) -> None:
    with Casefile.open(planted) as casefile:
        for maker in MAKERS.values():
            for note in maker(casefile).notes:
                place = casefile.passage(note.passage)
                assert place.passage.quote == note.words
                assert (place.passage.start, place.passage.end) == (note.start, note.end)
                assert place.document.name == note.document
                assert place.document.publisher == note.publisher


def test_a_statement_without_words_cannot_be_made() -> None:
    with pytest.raises(AllegianceError, match="no words carry 'Ostrava sponsors the River Guard'"):
        Sentence("Ostrava sponsors the River Guard", ())


def test_the_denial_stands_beside_the_allegation(planted: Path) -> None:
    with Casefile.open(planted) as casefile:
        page = html(of_actor(casefile, OSTRAVA))
    assert "[denied]" in page
    assert "[alleged]" in page
    assert "according to" in page


def test_repeated_statements_are_told_once_with_all_their_notes() -> None:
    told = [
        Sentence("A met B", (1,), "2003"),
        Sentence("A met B", (2, 1), "2003"),
        Sentence("A met B", (3,), "2004"),
    ]
    assert list(merged(told)) == [Sentence("A met B", (1, 2), "2003"), Sentence("A met B", (3,), "2004")]


def test_offsets_of_an_address() -> None:
    assert offsets("d1f2e3:120-180") == (120, 180)


def test_a_theme_that_nothing_speaks_of(planted_casefile: Casefile) -> None:
    with pytest.raises(UsageError, match="no passage has 'zeppelin'"):
        of_theme(planted_casefile, "zeppelin")


class Page(HTMLParser):
    """What a browser would make of a page, as far as these tests ask."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_the_page_needs_nothing_from_outside(made: tuple[Dossier, Casefile]) -> None:
    page = Page(html(made[0]))
    assert not {"script", "link", "img", "iframe", "object", "form"} & set(page.tags)
    assert not any(
        name in ("src", "srcset", "action") or name.startswith("on") for name, _ in page.attributes
    )
    hrefs = [value for name, value in page.attributes if name == "href"]
    assert all(value.startswith("#") for value in hrefs)


def test_links_within_the_page_lead_somewhere(made: tuple[Dossier, Casefile]) -> None:
    page = Page(html(made[0]))
    ids = [value for name, value in page.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    notes = {value.removeprefix("#") for name, value in page.attributes if name == "href"}
    assert {value for value in notes if value.startswith("note-")} <= set(ids)


def test_pictures_are_in_the_page(planted_casefile: Casefile) -> None:
    assert Page(html(of_pair(planted_casefile, MARRAN, OSTRAVA))).tags.count("svg") == 1
    assert Page(html(of_actor(planted_casefile, MARRAN))).tags.count("svg") == 2


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A casefile with hostile text wherever a document can put it."""
    reports = [
        Report(
            f"{number} {text}",
            text,
            "2003-05-02",
            (
                Said(
                    f"Marran and Ostrava are allies {text}.",
                    MARRAN,
                    "allied_with",
                    OSTRAVA,
                    by=text,
                    valid="2003",
                ),
            ),
            title=text,
            also="Idris Marran spoke.",
        )
        for number, text in enumerate(HOSTILE)
    ]
    return plant(tmp_path_factory.mktemp("poisoned") / "poisoned.casefile", reports)


@pytest.mark.parametrize("name", ["pair", "actor"])
def test_hostile_text_is_only_text_in_html(poisoned: Path, name: str) -> None:
    with Casefile.open(poisoned) as casefile:
        written = html(MAKERS[name](casefile))
    page = Page(written)
    assert not {"script", "img"} & set(page.tags)
    assert not any(key.startswith("on") for key, _ in page.attributes)
    words = "".join(page.words)
    assert all(text in words for text in HOSTILE[:5])
    assert "\x1b" not in written
    assert "\u202e" not in written


def test_hostile_text_is_only_text_in_pdf(poisoned: Path) -> None:
    with Casefile.open(poisoned) as casefile:
        words = _pdf_words(pdf(of_pair(casefile, MARRAN, OSTRAVA)))
    for text in ("<script>alert(1)</script>", '#read("/etc/passwd")', "*bold*", "{{ 7 * 7 }}"):
        assert "".join(text.split()) in words
    assert "root:" not in words


def test_footnotes_stand_in_the_pdf(planted_casefile: Casefile) -> None:
    dossier = of_pair(planted_casefile, MARRAN, OSTRAVA)
    words = _pdf_words(pdf(dossier))
    for note in dossier.notes:
        assert "".join(note.words.split()) in words


def _pdf_words(data: bytes) -> str:
    """All words of a PDF without the spaces, which hyphenation and justification move."""
    document = pypdfium2.PdfDocument(data)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return "".join("".join(pages).replace("\ufffe", "").split())


def test_the_same_casefile_gives_the_same_dossier(planted: Path) -> None:
    with Casefile.open(planted) as casefile:
        one, other = (of_pair(casefile, MARRAN, OSTRAVA) for _ in range(2))
    assert html(one) == html(other)
    assert pdf(one) == pdf(other)


def test_a_script_without_a_font_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    said = Said("Marran met رئيس المجلس of Ostrava.", MARRAN, "allied_with", OSTRAVA)
    path = plant(tmp_path / "x.casefile", [Report("a", "Wire", "2003", (said,), also="Idris Marran")])
    monkeypatch.setattr("allegiance.reports.as_pdf.fonts_here", lambda: ("Libertinus Serif",))
    monkeypatch.setattr(printing, "fonts_here", lambda: ("Libertinus Serif",))
    with Casefile.open(path) as casefile, pytest.warns(UserWarning, match="no font for Arabic is installed"):
        pdf(of_pair(casefile, MARRAN, OSTRAVA))


def test_as_of_leaves_out_what_came_later(planted_casefile: Casefile) -> None:
    early = of_pair(planted_casefile, MARRAN, OSTRAVA, as_of="2004")
    late = of_pair(planted_casefile, MARRAN, OSTRAVA)
    assert len(early.notes) < len(late.notes)
    assert "2020" not in " ".join(sentence.words + sentence.when for sentence in sentences(early.sections))
