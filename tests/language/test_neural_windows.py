"""How a text is cut for the encoder: laws for any text, budget and sentences."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from allegiance.language.neural.windows import (
    PIECES_PER_WORD,
    Words,
    encoder_input,
    split_words,
    windows,
)


class LetterEncoding:
    """One piece for every three letters of a word."""

    def __init__(self, words: Sequence[str]) -> None:
        pieces = [(len(word), place) for place, word in enumerate(words) for _ in range(0, len(word), 3)]
        self.ids = [size for size, _ in pieces]
        self.word_ids: list[int | None] = [place for _, place in pieces]


class LetterTokenizer:
    def encode(
        self, sequence: Sequence[str], *, is_pretokenized: bool, add_special_tokens: bool
    ) -> LetterEncoding:
        assert is_pretokenized and not add_special_tokens
        return LetterEncoding(sequence)

    def token_to_id(self, token: str) -> int:
        return len(token)


TEXT = st.text(st.sampled_from("abcdeABC019 .,'-_é中\n\u200b"), max_size=300)


@st.composite
def cut_texts(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    text = draw(TEXT)
    marks = sorted({0, len(text), *draw(st.lists(st.integers(0, len(text)), max_size=8))})
    return text, list(pairwise(marks))


def words_of(text: str, sentences: list[tuple[int, int]]) -> Words:
    return split_words(text, sentences, LetterTokenizer())


@given(cut_texts())
def test_words_stand_where_they_say_and_leave_out_only_blanks(
    given_text: tuple[str, list[tuple[int, int]]],
) -> None:
    text, sentences = given_text
    words = words_of(text, sentences)
    covered = {place for a, b in zip(words.starts, words.ends, strict=True) for place in range(a, b)}
    assert all(text[place].isspace() == (place not in covered) for place in range(len(text)))
    assert words.starts == sorted(words.starts)
    assert all(a < b for a, b in zip(words.starts, words.ends, strict=True))
    assert all(
        sentences[n][0] <= a and b <= sentences[n][1]
        for n, a, b in zip(words.sentence, words.starts, words.ends, strict=True)
    )


@given(cut_texts(), st.integers(PIECES_PER_WORD, 60), st.integers(0, 40))
def test_every_word_is_home_in_exactly_one_window(
    given_text: tuple[str, list[tuple[int, int]]], budget: int, shared: int
) -> None:
    words = words_of(*given_text)
    found = windows(words, budget, shared)
    home = [word for window in found for word in range(window.home, window.last)]
    assert home == list(range(len(words.starts)))
    assert all(window.first <= window.home < window.last for window in found)


@given(cut_texts(), st.integers(PIECES_PER_WORD, 60), st.integers(0, 40))
def test_no_window_exceeds_its_budget(
    given_text: tuple[str, list[tuple[int, int]]], budget: int, shared: int
) -> None:
    words = words_of(*given_text)
    for window in windows(words, budget, shared):
        assert sum(len(words.pieces[word]) for word in range(window.first, window.last)) <= budget


@given(cut_texts())
def test_each_word_is_the_mean_of_its_pieces(given_text: tuple[str, list[tuple[int, int]]]) -> None:
    words = words_of(*given_text)
    for window in windows(words):
        ids, cases, pool = encoder_input(words, window, 1, 2)
        assert ids.shape == cases.shape == (1, pool.shape[1])
        assert pool.shape[0] == window.last - window.first
        assert abs(pool.sum(axis=1) - 1).max() < 1e-5
        assert pool[:, 0].sum() == pool[:, -1].sum() == 0


@given(cut_texts(), st.integers(0, 300), st.integers(0, 300))
def test_covering_gives_the_words_that_a_span_touches(
    given_text: tuple[str, list[tuple[int, int]]], one: int, other: int
) -> None:
    words = words_of(*given_text)
    start, end = min(one, other), max(one, other) + 1
    touched = [n for n in range(len(words.starts)) if words.starts[n] < end and start < words.ends[n]]
    assert words.covering(start, end) == ((touched[0], touched[-1]) if touched else None)


def test_a_word_without_end_is_cut_off() -> None:
    words = words_of("x" * 10_000, [(0, 10_000)])
    assert [len(pieces) for pieces in words.pieces] == [PIECES_PER_WORD]
