"""Web pages and Markdown, told by name and by content. All pages are made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from allegiance.documents import Document, PassageKind, problems_of, read_bytes, read_document
from allegiance.problem import Problem

BREAK = (
    "The River Party, which had backed the mayor since 2011, broke with her on Monday, saying that she had "
    "sold the harbour to a foreign firm against the wishes of the town council."
)
YEARS = (
    "For eight years the mayor and the party governed together, and both had fought the coastal militia in "
    "the winter of 2012, when the militia closed the roads to the harbour and the market."
)
PAGE = f"""<!doctype html><html lang="en"><head><title>Party splits | The Valley Post</title>
<meta property="og:site_name" content="The Valley Post"><meta name="author" content="Dana Ode">
<meta property="article:published_time" content="2019-03-04T10:00:00Z">
<link rel="canonical" href="https://valley.example/a"></head>
<body><nav><a href="/">Home</a><a href="/w">World</a></nav><article>
<h1>Party splits over the harbour</h1><p>The vote divides the old partners.</p><p>Dana Ode</p>
<figure><img src="a.jpg" alt=""><figcaption>Party leader Rami Sol meets fishermen in Port Vale, March 2, 2019.
Photo: Jane Doe/AP</figcaption></figure>
<p>{BREAK}</p><blockquote>she had sold the harbour to a foreign firm</blockquote>
<h2>The old alliance</h2><p>{YEARS}</p><p>Read more: <a href="/x">Five things about the harbour</a></p>
<p>“We did not sell anything,” the mayor said.<br>“The council signed the papers, and the party knew it.”
She called on the party to return to the table before the vote of the town council in April.</p></article>
<div class="share"><a href="#">Facebook</a><a href="#">Twitter</a></div>
<aside><h3>Related</h3><a href="/y">Old story</a></aside>
<footer>© 2019 The Valley Post. All rights reserved.</footer></body></html>"""


def kinds(document: Document) -> dict[str, PassageKind]:
    return {p.quote: p.kind for p in document.passages}


@pytest.mark.parametrize("name", ["page.html", "page.HTM", "page", "page.txt"])
def test_web_page(name: str) -> None:
    document = read_bytes(PAGE.encode(), name)
    assert (document.reader, document.language) == ("html/1", "en")
    assert document.title == "Party splits over the harbour"
    assert (document.author, document.publisher) == ("Dana Ode", "The Valley Post")
    assert str(document.published) == "2019-03-04"
    assert document.url == "https://valley.example/a"
    found = kinds(document)
    assert found["Party splits over the harbour"] is PassageKind.TITLE
    assert found["Party leader Rami Sol meets fishermen in Port Vale, March 2, 2019."] is PassageKind.CAPTION
    assert found[BREAK] is found[YEARS] is PassageKind.PARAGRAPH
    assert found["The old alliance"] is PassageKind.HEADING
    furniture = {quote for quote, kind in found.items() if kind is PassageKind.FURNITURE}
    assert furniture == {
        "Dana Ode",
        "Photo: Jane Doe/AP",
        "she had sold the harbour to a foreign firm",
        "Read more: Five things about the harbour",
    }
    assert not problems_of(document)


def test_page_without_a_date_has_none() -> None:
    page = f"<html><body><h1>A split</h1><p>{BREAK}</p><p>{YEARS}</p><p>© 2019</p></body></html>"
    document = read_bytes(page.encode(), "a.html")
    assert (document.published, document.author, document.url) == (None, None, None)


def test_script_addresses_are_not_kept() -> None:
    page = PAGE.replace("https://valley.example/a", "javascript:alert(1)")
    assert read_bytes(page.encode(), "a.html").url is None


def test_page_too_deep_for_its_main_text_is_read_whole() -> None:
    page = (
        "<html><body>"
        + "<div>" * 220
        + f"<p>{BREAK}</p>"
        + "</div>" * 220
        + "<script>alert(1)</script></body></html>"
    )
    document = read_bytes(page.encode(), "deep.html")
    assert (document.text, document.reader) == (BREAK, "html-whole-page/1")
    assert problems_of(document) == (Problem("deep", problems_of(document)[0].message),)


def test_page_with_very_many_elements_is_read_whole() -> None:
    page = "<html><body>" + '<p><a href="/x">some link</a></p>' * 20_000 + f"<p>{BREAK}</p></body></html>"
    document = read_bytes(page.encode(), "links.html")
    assert document.reader == "html-whole-page/1"
    assert BREAK in document.text


MARKDOWN = f"""# Party splits over the harbour

The vote divides
the old partners.

![Rami Sol with fishermen in Port Vale](a.jpg)

![](b.jpg)

The old alliance
----------------

{YEARS} See [the record](https://valley.example/r).
<!-- to do: check -->

- first item
- second item

***
"""


def test_markdown() -> None:
    document = read_bytes(MARKDOWN.encode(), "a.md")
    assert document.text == MARKDOWN
    assert (document.title, document.reader) == ("Party splits over the harbour", "markdown/1")
    assert [(p.kind.value, p.quote[:16]) for p in document.passages] == [
        ("title", "# Party splits o"),
        ("paragraph", "The vote divides"),
        ("caption", "![Rami Sol with "),
        ("furniture", "![](b.jpg)"),
        ("heading", "The old alliance"),
        ("paragraph", YEARS[:16]),
        ("furniture", "<!-- to do: chec"),
        ("paragraph", "- first item"),
        ("paragraph", "- second item"),
        ("furniture", "***"),
    ]


def test_comment_that_is_never_closed_hides_nothing() -> None:
    document = read_bytes(f"<!-- open\n\n{YEARS}\n\n{BREAK}\n".encode(), "a.md")
    assert PassageKind.FURNITURE not in kinds(document).values()


def test_name_is_the_stem_and_the_id_comes_from_the_content(tmp_path: Path) -> None:
    first, second = tmp_path / "first.report.txt", tmp_path / "second.txt"
    for path in (first, second):
        path.write_text(BREAK, encoding="utf-8")
    one, two = read_document(first), read_document(second)
    assert (one.name, two.name) == ("first.report", "second")
    assert one.id == two.id


def test_control_characters_written_as_references_are_spaces() -> None:
    page = PAGE.replace("Rami Sol meets", "Rami&#1;Sol meets").replace("For eight", "For&#2;eight")
    document = read_bytes(page.encode(), "a.html")
    assert "Rami Sol meets" in document.text
    assert YEARS in document.text
