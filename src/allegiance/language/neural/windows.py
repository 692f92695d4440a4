"""Words, word pieces and windows: how a text of any length is cut for the encoder.

    text + sentences ──► words (letters and digits, or one sign) ──► pieces ──► windows of whole sentences

A window holds at most `budget` pieces. Neighbouring windows share one sentence where that sentence is
short, so that two neighbouring sentences are nearly always seen together once.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
BUDGET = 254  # pieces in a window beside the two marks at its ends
SHARED = 60  # a sentence of more pieces than this is not read twice
PIECES_PER_WORD = 12  # the rest of an endless word is cut off
CHUNK = 20_000  # words given to the tokenizer at once

CASES = 6  # lower, Title, UPPER, miXed, digits, other


class Encoding(Protocol):
    """What `tokenizers.Tokenizer.encode` gives back."""

    ids: list[int]
    word_ids: list[int | None]


class Tokenizer(Protocol):
    """The part of `tokenizers.Tokenizer` that is used here."""

    def encode(
        self, sequence: Sequence[str], *, is_pretokenized: bool, add_special_tokens: bool
    ) -> Encoding: ...

    def token_to_id(self, token: str) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Words:
    """The W words of a text: where they stand, their sentence, their shape and pieces."""

    starts: list[int]
    ends: list[int]
    sentence: list[int]
    case: list[int]
    pieces: list[list[int]]

    def covering(self, start: int, end: int) -> tuple[int, int] | None:
        """First and last word (inclusive) that `[start, end)` touches; None where it touches none."""
        first = bisect_right(self.ends, start)
        last = bisect_left(self.starts, end) - 1
        return (first, last) if first <= last else None


@dataclass(frozen=True, slots=True)
class Window:
    """Words `[first, last)` read together. `home` is the first word that belongs to this window alone."""

    first: int
    last: int
    home: int


def case_of(word: str) -> int:
    """The shape of a word, because the vocabulary of the encoder is in lower case."""
    if not word[0].isalnum():
        return 5
    if word[0].isdigit():
        return 4
    if word.islower():
        return 0
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return 1
    return 2 if word.isupper() else 3


def split_words(text: str, sentences: Sequence[tuple[int, int]], tokenizer: Tokenizer) -> Words:
    """Words of every sentence, with their pieces. Text outside the sentences is not read."""
    found = [
        (match.start(), match.end(), number)
        for number, (start, end) in enumerate(sentences)
        for match in WORD.finditer(text, start, end)
    ]
    surface = [text[start:end] for start, end, _ in found]
    return Words(
        starts=[start for start, _, _ in found],
        ends=[end for _, end, _ in found],
        sentence=[number for _, _, number in found],
        case=[case_of(word) for word in surface],
        pieces=_pieces(surface, tokenizer),
    )


def _pieces(surface: list[str], tokenizer: Tokenizer) -> list[list[int]]:
    unknown = tokenizer.token_to_id("[UNK]") or 0
    pieces: list[list[int]] = [[] for _ in surface]
    for base in range(0, len(surface), CHUNK):
        encoding = tokenizer.encode(
            surface[base : base + CHUNK], is_pretokenized=True, add_special_tokens=False
        )
        for piece, word in zip(encoding.ids, encoding.word_ids, strict=True):
            if word is not None and len(pieces[base + word]) < PIECES_PER_WORD:
                pieces[base + word].append(piece)
    return [found or [unknown] for found in pieces]


def windows(words: Words, budget: int = BUDGET, shared: int = SHARED) -> list[Window]:
    """Windows of whole sentences in text order; every word is home in exactly one of them."""
    segments = _segments(words, budget)
    sizes = [sum(len(words.pieces[word]) for word in range(*segment)) for segment in segments]
    found: list[Window] = []
    begin = done = 0  # first segment of the window, first segment not yet home anywhere
    while done < len(segments):
        total, stop = 0, begin
        while stop < len(segments) and (total + sizes[stop] <= budget or stop <= done):
            total += sizes[stop]
            stop += 1
        found.append(Window(segments[begin][0], segments[stop - 1][1], segments[done][0]))
        done = stop
        again = stop < len(segments) and sizes[stop - 1] <= shared and sizes[stop - 1] + sizes[stop] <= budget
        begin = stop - 1 if again else stop
    return found


def _segments(words: Words, budget: int) -> list[tuple[int, int]]:
    """Sentences as word ranges; a sentence beyond the budget is cut where the budget ends."""
    segments: list[tuple[int, int]] = []
    first = total = 0
    for word, pieces in enumerate(words.pieces):
        new_sentence = word > first and words.sentence[word] != words.sentence[word - 1]
        if word > first and (new_sentence or total + len(pieces) > budget):
            segments.append((first, word))
            first, total = word, 0
        total += len(pieces)
    if words.pieces:
        segments.append((first, len(words.pieces)))
    return segments


def encoder_input(
    words: Words, window: Window, cls: int, sep: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
    """Piece ids (1, N), shapes (1, N) and the matrix (W, N) that averages the pieces of each word."""
    ids, cases, owner = [cls], [5], [-1]
    for position, word in enumerate(range(window.first, window.last)):
        for piece in words.pieces[word]:
            ids.append(piece)
            cases.append(words.case[word])
            owner.append(position)
    ids.append(sep)
    cases.append(5)
    owner.append(-1)
    pool = (np.arange(window.last - window.first)[:, None] == np.asarray(owner)[None, :]).astype(np.float32)
    pool /= pool.sum(axis=1, keepdims=True)
    return np.asarray([ids], dtype=np.int64), np.asarray([cases], dtype=np.int64), pool
