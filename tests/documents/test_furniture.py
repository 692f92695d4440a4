"""Furniture is marked, running prose never is. All pages are made up."""

from __future__ import annotations

import pytest

from allegiance.documents import PassageKind, read_bytes
from allegiance.documents.credits import is_credit
from allegiance.documents.furniture import is_furniture, is_label
from allegiance.documents.repeats import repeats

FURNITURE = [
    "Download Facebook Link Email Newsletter Print Share",
    "Audio available Bookmark Check Language Close Comments Download Facebook Email Play Print Share Twitter",
    "Share this article",
    "Facebook Twitter WhatsApp",
    "Follow Dana Ode on Twitter @danaode.",
    "Read more: Five things about the harbour",
    "READ MORE",
    "Related: Who owns the bridge?",
    "Related articles",
    "Read the rest of the story here.",
    "Sign up to our weekly newsletter and never miss a story",
    "Get the day's news in your inbox",
    "Subscribe to the Valley Post newsletter",
    "We encourage anyone to comment, please consult the commenting guidelines if you have any questions.",
    "Leave a comment",
    "Comments (12)",
    "© 2019 The Valley Post. All rights reserved.",
    "Copyright 2019 The Valley Post",
    "We use cookies to improve your visit.",
    "(Reporting by Dana Ode; Editing by Rami Sol)",
    "Contributing: Dana Ode.",
    "Advertisement",
    "5 min read",
    "* * *",
    "—",
]
PROSE = [
    "Read more closely, the treaty says nothing about the harbour.",
    "Related to this is the question of who pays the guards.",
    "Reporting by state media suggested that the militia had left.",
    "By continuing to arm the rebels, the neighbour broke the treaty.",
    "Comments by the mayor angered the River Party.",
    "Comments by the mayor on Facebook and Twitter angered the party, which left the council.",
    "Facebook and Twitter removed the militia's pages.",
    "The mayor shared a link on Facebook.",
    "Share of votes: the River Party took a third.",
    "The rights of the fishermen were all reserved to the council, she said.",
    "Sign of the times: the guards left the bridge.",
    "(c) the militia shall withdraw from the harbour;",
    "Subscribers of the paper protested against the mayor.",
    "Reuters and AFP reported that the bridge was closed.",
    "Images of the bridge angered the party.",
    "Satellite Images Show Guards At The Bridge.",
    "Photo: the mayor shaking hands with the militia's leader.",
    "AP Photo editors said that the militia had staged the scene.",
    "World leaders condemned the mayor.",
    "Print journalists were arrested.",
    "Home Secretary Rami Sol resigned.",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize("line", PROSE)
def test_prose(line: str) -> None:
    assert not is_furniture(line)
    assert not is_credit(line)
    assert not is_label(line)


@pytest.mark.parametrize(
    "line",
    [
        "A. Person/ABACA/PA Images. All rights reserved.",
        "Photo: Jane Doe/AP",
        "Photograph by Jane Doe",
        "(AP Photo/Jane Doe)",
        "Jane Doe/Getty Images",
        "Jane Doe via Reuters",
        "Credit: Jane Doe",
        "Wikimedia Commons/CC BY-SA 4.0",
    ],
)
def test_credit(line: str) -> None:
    assert is_credit(line)


@pytest.mark.parametrize(
    "line", ["Middle East", "North Africa, West Asia", "Home > World > Asia", "OPINION", "Politics | UK"]
)
def test_section_label(line: str) -> None:
    assert is_label(line)


LONG = (
    "The mayor told the council that the militia had left the bridge and the harbour within a week, and that "
    "the River Party, her ally since 2011, had known of the plan from the first day."
)


@pytest.mark.parametrize(
    "copy",
    [
        "the militia had left the bridge and the harbour within a week",
        "“The militia had left the bridge and the harbour in a week”",  # a small word changed
        "The mayor told the council that the militia had left the harbour within a week",  # words left out
    ],
)
def test_pull_quote_is_a_repeat_and_its_sentence_is_not(copy: str) -> None:
    assert repeats([copy, LONG]) == {0}
    assert repeats([LONG, copy]) == {1}


@pytest.mark.parametrize(
    "other",
    [
        "the harbour had left the bridge and the militia within a week",  # the other way round
        "the militia had not left the bridge and the harbour within a week",  # the contrary
        "the army had left the bridge and the harbour within a week",  # somebody else
        "that the River Party, her ally since 2012, had known of the plan from the first day",  # another year
        "militia had left the bridge",  # too short to tell
    ],
)
def test_other_words_are_no_repeat(other: str) -> None:
    assert repeats([other, LONG]) == frozenset()


def test_of_two_like_blocks_the_second_is_the_copy() -> None:
    assert repeats(["the militia had left the bridge at last"] * 3) == {1, 2}


def test_plain_page_with_all_kinds() -> None:
    pull = "the militia had left the bridge and the harbour within a week"
    page = "\n\n".join(
        [
            "River Party leaves the mayor",
            "By Dana Ode",
            "Rami Sol with fishermen in Port Vale, March 2, 2019.\nJane Doe/PA Images. All rights reserved.",
            LONG,
            pull,
            "The old alliance",
            "For eight years the mayor and the party governed together, and both fought the militia in 2012.",
            "Read more: Five things about the harbour",
            "Share Facebook Twitter Print",
        ]
    )
    K = PassageKind
    expected = [
        K.TITLE,
        K.FURNITURE,
        K.CAPTION,
        K.FURNITURE,
        K.PARAGRAPH,
        K.FURNITURE,
        K.HEADING,
        K.PARAGRAPH,
    ]
    passages = read_bytes(page.encode(), "a.txt").passages
    assert [p.kind for p in passages] == [*expected, K.FURNITURE, K.FURNITURE]


def test_credit_is_cut_from_its_caption() -> None:
    caption = "Rami Sol meets fishermen in Port Vale on 2 March. Photo: Jane Doe/AP"
    passages = read_bytes(f"{LONG}\n\n{caption}\n\n{LONG[:80]} again.".encode(), "a.txt").passages
    assert [(p.quote, p.kind) for p in passages[1:3]] == [
        ("Rami Sol meets fishermen in Port Vale on 2 March.", PassageKind.CAPTION),
        ("Photo: Jane Doe/AP", PassageKind.FURNITURE),
    ]


def test_wrapped_lines_are_one_paragraph() -> None:
    import textwrap

    wrapped = textwrap.fill(LONG, 60)
    passages = read_bytes(f"{wrapped}\n\n{wrapped[:90]}.\n".encode(), "a.txt").passages
    assert " ".join(passages[0].quote.split()) == LONG
