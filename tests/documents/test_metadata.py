"""Metadata: found where the text shows it, and nowhere else."""

from __future__ import annotations

import pytest

from allegiance.documents import Document, PassageKind, read_bytes
from allegiance.documents.dates import find_date, whole_date

BODY = (
    "The River Party broke with the mayor on Monday, and the council of the town met the same night to "
    "talk about the harbour, the guards and the bridge, which the militia had closed in 2012.\n\n"
    "The mayor said that she had sold nothing, and she asked the party to return to the table before April.\n"
)


def read(text: str, name: str = "a.txt") -> Document:
    return read_bytes(text.encode(), name)


def kinds(document: Document) -> dict[str, PassageKind]:
    return {p.quote: p.kind for p in document.passages}


HEADER = (
    "Title: The harbour vote\nAuthor: Dana Ode\nPublisher: The Valley Post\n"
    "Published: 2019-03-04\nLanguage: en\n"
)


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    "header", [HEADER, f"---\n{HEADER}---\n", HEADER.replace("Published", "Date").lower()]
)
def test_header_lines_and_front_matter(header: str, name: str) -> None:
    document = read(f"{header}\n{BODY}", name)
    assert (document.title or "").lower() == "the harbour vote"
    assert (document.author or "").lower() == "dana ode"
    assert (document.publisher or "").lower() == "the valley post"
    assert str(document.published) == "2019-03-04"
    assert document.text == f"{header}\n{BODY}"
    assert document.passages[0].kind is PassageKind.FURNITURE
    assert document.passages[0].quote == header.strip()
    assert {p.kind for p in document.passages[1:]} == {PassageKind.PARAGRAPH}


@pytest.mark.parametrize(
    "top",
    [
        "Note: the mayor had left.\nAnswer: she had not.\n\n",  # unknown keys
        "Date: the harbour at night.\n\n",  # one key alone
        "Author: of the plan, he said: nobody.\nLink: none.\n\n",  # neither title nor date
    ],
)
def test_lines_with_colons_are_no_header(top: str) -> None:
    document = read(top + BODY)
    assert all(p.kind is not PassageKind.FURNITURE for p in document.passages)
    assert (document.author, document.published) == (None, None)


def test_masthead_of_a_copied_page() -> None:
    top = (
        "Middle East\n\nTwo rivals share the river\n\nThe vote splits the old camp.\n\n"
        "Dana Ode\n4 March 2019, 10.30am\n"
    )
    document = read(f"{top}\n{BODY}")
    assert document.title == "Two rivals share the river"
    assert document.author == "Dana Ode"
    assert str(document.published) == "2019-03-04"
    assert document.publisher is None
    found = kinds(document)
    assert found["Two rivals share the river"] is PassageKind.TITLE
    assert found["The vote splits the old camp."] is PassageKind.PARAGRAPH
    furniture = {quote for quote, kind in found.items() if kind is PassageKind.FURNITURE}
    assert furniture == {"Middle East", "Dana Ode", "4 March 2019, 10.30am"}


@pytest.mark.parametrize(
    ("line", "author", "published"),
    [
        ("By Dana Ode", "Dana Ode", None),
        ("By Dana Ode and Rami al-Sol", "Dana Ode, Rami al-Sol", None),
        ("By Dana Ode, Staff Writer", "Dana Ode", None),
        ("By Dana Ode | March 4, 2019", "Dana Ode", "2019-03-04"),
        ("Dana Ode, 4 March 2019", "Dana Ode", "2019-03-04"),
        ("Published: Mon, 4 Mar 2019 10:30 GMT", None, "2019-03-04"),
        ("Published 4 March 2019 | Updated 5 March 2019", None, "2019-03-04"),
        ("Last updated 5 March 2019", None, None),
        ("Sarn, 4 March 2019", None, "2019-03-04"),
        ("March 2019", None, "2019-03"),
        ("2019-03-04T10:30:00Z", None, "2019-03-04"),
        ("Monday, March 4", None, None),
        ("3/4/2019", None, None),
    ],
)
def test_byline_and_date_line(line: str, author: str | None, published: str | None) -> None:
    document = read(f"Two rivals share the river\n\n{line}\n\n{BODY}")
    assert document.title == "Two rivals share the river"
    assert document.author == author
    assert (str(document.published) if document.published else None) == published


@pytest.mark.parametrize(
    "line",
    [
        "Rami Sol left on 4 March 2019.",
        "By noon the bridge was closed.",
        "By 2019 the party had split.",
        "The River Party",
        "In March 2019 the party split.",
    ],
)
def test_prose_is_no_byline(line: str) -> None:
    document = read(f"Two rivals share the river\n\n{line}\n\n{BODY}")
    assert (document.author, document.published) == (None, None)
    assert kinds(document)[line] is not PassageKind.FURNITURE


@pytest.mark.parametrize(
    ("dateline", "publisher", "published"),
    [
        ("SARN, March 4, 2019 (Reuters) — ", "Reuters", "2019-03-04"),
        ("SARN, Nov. 19 (UPI) — ", "UPI", None),
        ("SARN (AP) - ", "Associated Press", None),
        ("SARN — ", None, None),
        ("SARN (The Valley Wire) — ", None, None),
    ],
)
@pytest.mark.parametrize("title", ["", "Two rivals share the river.\n\n"])
def test_dateline(dateline: str, publisher: str | None, published: str | None, title: str) -> None:
    document = read(f"{title}{dateline}{BODY}")
    assert document.publisher == publisher
    assert (str(document.published) if document.published else None) == published
    assert document.title == (title.strip().rstrip(".") or None)
    assert all(p.kind is not PassageKind.FURNITURE for p in document.passages)


def test_headline_of_a_document_in_one_line() -> None:
    body = " ".join(BODY.split())
    document = read(f"River Party Breaks With Mayor Over Harbour. {body}")
    assert document.title == "River Party Breaks With Mayor Over Harbour"
    assert [p.kind for p in document.passages] == [PassageKind.TITLE, PassageKind.PARAGRAPH]
    assert read(body).title is None


def test_headline_that_looks_like_a_name_is_no_byline() -> None:
    document = read(f"World\n\nRami Sol Resigns\n\n4 March 2019\n\n{BODY}")
    assert (document.title, document.author) == ("Rami Sol Resigns", None)


def test_prose_alone_has_no_title() -> None:
    assert read(BODY).title is None


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("10 February 2020", "2020-02-10"),
        ("Feb. 10, 2020", "2020-02-10"),
        ("1st of May 2011", "2011-05-01"),
        ("10.02.2020", "2020-02-10"),
        ("25/02/2020", "2020-02-25"),
        ("02/25/2020", "2020-02-25"),
        ("4 de marzo de 2019", "2019-03-04"),
        ("4 mars 2019", "2019-03-04"),
        ("2003/..", "2003/.."),
        ("2019", "2019"),
    ],
)
def test_dates(text: str, edtf: str) -> None:
    assert str(whole_date(text)) == edtf


@pytest.mark.parametrize(
    "text", ["31 February 2020", "February 30, 2020", "Mayor 2019", "room 2019-13-45", "1/2/2020", ""]
)
def test_no_dates(text: str) -> None:
    assert find_date(text) is None
