"""Near copies: which texts are the same but for small edits, as when papers print one wire story.

    text ──words──► runs of four words ──rarest first──► texts that share one
    ──► the same, if their Jaccard index is 0.6 or more and no number was changed

Exact, without random numbers: two sets with a Jaccard index of at least t share a member among the rarest
(1 - t) · n + 1 of each, so only those are compared. Source: Bayardo, Ma & Srikant (2007), Scaling up all pairs
similarity search.
0.6 is far from both sides: paragraphs of reprints lie above 0.75, paragraphs about one event below 0.2.
All texts are worked through at once, in arrays: T texts, R rows of a text and one of its runs, P pairs of texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RUN = 4  # words in a row
THRESHOLD = 0.6
_FEWEST = (
    8  # runs; shorter texts are formulas that anybody may write: 'He did not answer a request for comment.'
)
_LATEST = 100  # texts with one rare run that a text is compared with; more only where a phrase is printed everywhere
_AT_ONCE = 1_000_000  # rows that are looked at in one go
_PAIRS = 50_000  # pairs of texts that are compared in one go
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+")
_WEIGHTS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], dtype=np.uint64
)  # odd numbers of 64 bits, one for each word of a run

Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Runs:
    """The distinct runs of each text, as numbers: `run` (R,), sorted within each text; text n has `begins[n:n + 2]`."""

    run: Whole
    begins: Whole  # (T + 1,)

    @property
    def sizes(self) -> Whole:
        return np.diff(self.begins)

    @property
    def texts(self) -> Whole:
        """(R,) the text of each row."""
        return np.repeat(np.arange(len(self.begins) - 1), self.sizes)

    def of(self, text: int) -> Whole:
        return self.run[self.begins[text] : self.begins[text + 1]]


def near_copies(texts: Sequence[str]) -> list[int]:
    """For each text the position of the first one that it is the same as; its own where there is none before."""
    runs = _runs(texts)
    long = runs.sizes >= _FEWEST
    parents = _first_equal(runs, long)
    alone = np.array(parents) == np.arange(len(texts))
    for one, other in _alike(runs, np.flatnonzero(long & alone)):
        a, b = _root(parents, one), _root(parents, other)
        if a != b and _same_numbers(texts[one], texts[other]):
            parents[max(a, b)] = min(a, b)
    return [_root(parents, number) if enough else number for number, enough in enumerate(long.tolist())]


def _runs(texts: Sequence[str]) -> _Runs:
    words: dict[str, int] = {}
    found = [_WORD.findall(text.casefold()) for text in texts]
    codes = np.array([words.setdefault(w, len(words) + 1) for some in found for w in some], dtype=np.uint64)
    lengths = np.array([len(some) for some in found], dtype=np.int64)
    text = np.repeat(np.arange(len(texts)), lengths)
    count = max(len(codes) - RUN + 1, 0)
    total = np.zeros(count, dtype=np.uint64)
    for place in range(RUN):
        mixed = codes[place : place + count] * _WEIGHTS[place]
        total = (total ^ (mixed ^ (mixed >> np.uint64(29)))) * _WEIGHTS[0]
    inside = text[:count] == text[RUN - 1 : RUN - 1 + count]  # a run does not reach into the next text
    _, run = np.unique(total[inside], return_inverse=True)
    rows = np.unique(text[:count][inside] * (len(run) + 1) + run)
    sizes = np.bincount(rows // (len(run) + 1), minlength=len(texts))
    return _Runs(rows % (len(run) + 1), np.concatenate([[0], np.cumsum(sizes)]))


def _first_equal(runs: _Runs, long: NDArray[np.bool_]) -> list[int]:
    """Texts with exactly the same runs stand for each other, so that a form printed everywhere is compared once."""
    seen: dict[bytes, int] = {}
    return [
        seen.setdefault(runs.of(number).tobytes(), number) if enough else number
        for number, enough in enumerate(long.tolist())
    ]


def _alike(runs: _Runs, texts: Whole) -> Iterator[tuple[int, int]]:
    """Pairs of these texts with a Jaccard index of the threshold or more, some perhaps twice."""
    sizes = runs.sizes
    for one, other in _candidates(runs, texts):
        common = _common(runs, one, other)
        near = common >= THRESHOLD * (sizes[one] + sizes[other] - common)
        yield from zip(one[near].tolist(), other[near].tolist(), strict=True)


def _candidates(runs: _Runs, texts: Whole) -> Iterator[tuple[Whole, Whole]]:
    """Pairs of texts that share one of their rarest runs, and whose lengths allow the threshold; (P,) and (P,)."""
    rare, holder = _rarest(runs, texts)
    sizes = runs.sizes
    for begin, end in _stretches(rare):
        shared, held = rare[begin:end], holder[begin:end]
        pairs = []
        for apart in range(1, min(_LATEST, len(shared) - 1) + 1):
            at = np.flatnonzero(shared[apart:] == shared[:-apart])
            if not len(at):
                break
            one, other = held[at], held[at + apart]
            fitting = np.minimum(sizes[one], sizes[other]) >= THRESHOLD * np.maximum(sizes[one], sizes[other])
            pairs.append(one[fitting] * len(sizes) + other[fitting])
        if pairs:
            code = np.unique(np.concatenate(pairs))
            for part in np.array_split(code, len(code) // _PAIRS + 1):
                yield part // len(sizes), part % len(sizes)


def _rarest(runs: _Runs, texts: Whole) -> tuple[Whole, Whole]:
    """The rarest runs of each of these texts that another one has too, and the texts, in order of run and text."""
    chosen = np.zeros(len(runs.begins) - 1, dtype=bool)
    chosen[texts] = True
    text = runs.texts
    text, run = text[chosen[text]], runs.run[chosen[text]]
    often = np.bincount(run)[run] if len(run) else run
    order = np.lexsort((run, often, text))
    text, run, often = text[order], run[order], often[order]
    sizes = runs.sizes[texts]
    place = np.arange(len(text)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    kept = (place < (sizes - np.ceil(THRESHOLD * sizes).astype(np.int64) + 1).repeat(sizes)) & (often > 1)
    order = np.lexsort((text[kept], run[kept]))
    return run[kept][order], text[kept][order]


def _stretches(rare: Whole) -> Iterator[tuple[int, int]]:
    """Places to cut between different runs, so that no stretch is much longer than what is looked at in one go."""
    begin = 0
    while begin < len(rare):
        end = min(begin + _AT_ONCE, len(rare))
        end = int(np.searchsorted(rare, rare[end - 1], side="right"))
        yield begin, end
        begin = end


def _common(runs: _Runs, one: Whole, other: Whole) -> Whole:
    """(P,) how many runs both texts of each pair have."""
    most = int(runs.run.max(initial=0)) + 1
    sides = []
    for texts in (one, other):
        sizes = runs.sizes[texts]
        pair = np.repeat(np.arange(len(texts)), sizes)
        within = np.arange(len(pair)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        sides.append(pair * most + runs.run[np.repeat(runs.begins[texts], sizes) + within])
    place = np.searchsorted(sides[1], sides[0])
    place[place == len(sides[1])] = 0
    both = sides[1][place] == sides[0]
    return np.bincount(sides[0][both] // most, minlength=len(one))


def _same_numbers(one: str, other: str) -> bool:
    """Whether no number was changed: daily bulletins share their words, not their days and counts."""
    a, b = set(_NUMBER.findall(one)), set(_NUMBER.findall(other))
    return a <= b or b <= a


def _root(parents: list[int], number: int) -> int:
    while parents[number] != number:
        parents[number] = parents[parents[number]]
        number = parents[number]
    return number
