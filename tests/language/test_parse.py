"""Sentences: spans are exact and apart, furniture is never parsed, names with particles hold together."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allegiance.documents.document import Document, Passage, PassageKind
from allegiance.language.parse import parse
from reading_world import Grammar, paragraph

PIECES = st.sampled_from(
    [
        "Norway attacked Sweden.",
        "Dr. al-Sadr met",
        "«Oui»",
        "…",
        "\n\n",
        "  ",
        "القدس",
        "𝔘",
        "-",
        "U.S.-led",
        '"',
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=12), max_size=12).map(" ".join)


def document(*parts: tuple[str, PassageKind]) -> Document:
    text = "".join(words for words, _ in parts)
    passages, at = [], 0
    for words, kind in parts:
        passages.append(Passage.of(text, at, at + len(words), kind))
        at += len(words)
    return replace(paragraph(text), passages=tuple(passages))


@given(TEXTS)
@settings(max_examples=40)
def test_sentences_are_in_order_apart_and_exact(text: str) -> None:
    position = 0
    for index, sentence in enumerate(parse(paragraph(text), names=False)):
        assert sentence.index == index
        assert position <= sentence.start < sentence.end <= len(text)
        assert text[sentence.start : sentence.end].strip()
        position = sentence.end
        for token in sentence.span:
            assert sentence.token_at(sentence.at(token)) == token
            assert len(sentence.words(token, token)) == len(token)


@given(TEXTS)
@settings(max_examples=20)
def test_no_word_is_left_out(text: str) -> None:
    covered = {i for s in parse(paragraph(text), names=False) for i in range(s.start, s.end)}
    assert all(i in covered for i, character in enumerate(text) if not character.isspace())


def test_furniture_is_not_parsed_and_offsets_are_those_of_the_document() -> None:
    parts = (
        ("Share this story.", PassageKind.FURNITURE),
        ("Norway attacks", PassageKind.TITLE),
        ("Norway attacked Sweden. Denmark fell.", PassageKind.PARAGRAPH),
    )
    sentences = parse(document(*parts), names=False)
    text = "".join(words for words, _ in parts)
    found = [text[s.start : s.end] for s in sentences]
    assert found == ["Norway attacks", "Norway attacked Sweden.", "Denmark fell."]
    assert [s.passage.kind for s in sentences] == [PassageKind.TITLE, *[PassageKind.PARAGRAPH] * 2]


def test_a_long_passage_is_cut_between_sentences() -> None:
    text = "Norway attacked Sweden near Bergen. " * 300
    sentences = parse(paragraph(text), names=False)
    assert {text[s.start : s.end].strip() for s in sentences} == {"Norway attacked Sweden near Bergen."}
    assert len(sentences) == 300


def test_a_text_without_any_space_is_parsed_to_its_end() -> None:
    text = "x" * 20_000
    assert sum(s.end - s.start for s in parse(paragraph(text), names=False)) == len(text)


@pytest.mark.parametrize("word", ["al-Marran", "Al-Marran", "re-established", "co-founded"])
def test_some_hyphens_hold_a_word_together(grammar: Grammar, word: str) -> None:
    sentence = grammar.sentence(f"Idris {word} it in May.")
    assert word.lower() in [token.lower_ for token in sentence.span]


def test_the_words_are_those_published_not_those_parsed(grammar: Grammar) -> None:
    text = "Idris al-Marran met Sweden."
    sentence = grammar.sentence(text)
    assert sentence.words(sentence.span[0], sentence.span[1]) == "Idris al-Marran"


def test_no_token_covers_the_space_between_words(grammar: Grammar) -> None:
    assert grammar.sentence("Norway attacked Sweden.").token_at(len("Norway")) is None
