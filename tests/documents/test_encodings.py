"""Encodings and languages, as files from the field have them."""

from __future__ import annotations

import pytest

from allegiance.documents import PassageKind, read_bytes

ENGLISH = "The mayor’s guards left the harbour – all of them – for the café. The council said nothing.\n"
ARABIC = (
    "قال رئيس البلدية إن المجلس اجتمع يوم الاثنين في المدينة وإن الحرس غادر الميناء بعد محادثات مع الجيش.\n"
)
RUSSIAN = "Мэр города сказал в понедельник, что охрана покинула порт после переговоров с армией и советом.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_english(encoding: str) -> None:
    document = read_bytes((ENGLISH * 3).encode(encoding), "a.txt")
    assert document.text == ENGLISH * 3
    assert document.language == "en"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1256"])
def test_arabic(encoding: str) -> None:
    document = read_bytes((ARABIC * 3).encode(encoding), "a.txt")
    assert document.text == ARABIC * 3
    assert document.language == "ar"


def test_russian_in_windows_1251() -> None:
    document = read_bytes((RUSSIAN * 3).encode("cp1251"), "a.txt")
    assert (document.text, document.language) == (RUSSIAN * 3, "ru")


def test_last_letter_in_windows_1252_is_no_truncation() -> None:
    assert read_bytes("They met in the café".encode("cp1252"), "a.txt").text == "They met in the café"


def test_line_ends_are_made_one() -> None:
    document = read_bytes(b"First words here.\r\n\r\nSecond words.\rThird.\n", "a.txt")
    assert document.text == "First words here.\n\nSecond words.\nThird.\n"


def test_page_in_the_charset_that_it_declares() -> None:
    page = f'<html><head><meta charset="windows-1256"></head><body><p>{ARABIC * 3}</p></body></html>'
    document = read_bytes(page.encode("cp1256"), "a.html")
    assert ARABIC.strip() in document.text
    assert document.language == "ar"


@pytest.mark.parametrize("text", ["12 34", "OK.", "— — —"])
def test_too_little_for_a_language(text: str) -> None:
    assert read_bytes(text.encode(), "a.txt").language is None


def test_language_named_by_the_document_counts() -> None:
    header = "Title: A vote\nPublished: 2019\nLanguage: Arabic\n\n"
    assert read_bytes((header + ENGLISH).encode(), "a.txt").language == "ar"


def test_arabic_headline_byline_and_date() -> None:
    text = f"خلاف على الميناء\n\n٤ آذار ٢٠١٩\n\n{ARABIC}"
    document = read_bytes(text.encode(), "a.txt")
    assert document.title == "خلاف على الميناء"
    assert str(document.published) == "2019-03-04"
    assert document.passages[-1].kind is PassageKind.PARAGRAPH
