"""Near copies: which texts are the same but for small edits, as when papers print one wire story.

    text ──words──► runs of four words ──rarest first──► texts that share one
    ──► the same, if their Jaccard index is 0.6 or more and no number was changed

Exact, without random numbers: two sets with a Jaccard index of at least t share a member among the rarest
(1 - t) · n + 1 of each, so only those are compared. Source: Bayardo, Ma & Srikant (2007), Scaling up all pairs
similarity search.
0.6 is far from both sides: paragraphs of reprints lie above 0.75, paragraphs about one event below 0.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import ceil

import numpy as np
from numpy.typing import NDArray

RUN = 4  # words in a row
THRESHOLD = 0.6
_FEWEST = (
    8  # runs; shorter texts are formulas that anybody may write: 'He did not answer a request for comment.'
)
_LATEST = 100  # texts with one rare run that a text is compared with; more only where a phrase is printed everywhere
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+")
_WEIGHTS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], dtype=np.uint64
)  # odd numbers of 64 bits, one for each word of a run

Runs = NDArray[np.uint64]  # (R,) distinct runs of one text, each as a number


def near_copies(texts: Sequence[str]) -> list[int]:
    """For each text the position of the first one that it is the same as; its own where there is none before."""
    runs = _runs(texts)
    first = _first_equal(runs)
    parents = list(first)
    for one, other in _candidates(runs, [n for n, equal in enumerate(first) if n == equal]):
        a, b = _root(parents, one), _root(parents, other)
        if (
            a != b
            and jaccard(runs[one], runs[other]) >= THRESHOLD
            and _same_numbers(texts[one], texts[other])
        ):
            parents[max(a, b)] = min(a, b)
    return [
        _root(parents, number) if len(runs[number]) >= _FEWEST else number for number in range(len(texts))
    ]


def jaccard(one: Runs, other: Runs) -> float:
    """What share of all runs of both is in each; 0 where there are none."""
    common = len(np.intersect1d(one, other, assume_unique=True))
    every = len(one) + len(other) - common
    return common / every if every else 0.0


def _runs(texts: Sequence[str]) -> list[Runs]:
    words: dict[str, int] = {}
    found = []
    for text in texts:
        codes = [words.setdefault(word, len(words) + 1) for word in _WORD.findall(text.casefold())]
        numbers = np.array(codes, dtype=np.uint64)
        count = max(len(numbers) - RUN + 1, 0)
        total = np.zeros(count, dtype=np.uint64)
        for place in range(RUN):
            mixed = numbers[place : place + count] * _WEIGHTS[place]
            total = (total ^ (mixed ^ (mixed >> np.uint64(29)))) * _WEIGHTS[0]
        found.append(np.unique(total))
    return found


def _first_equal(runs: Sequence[Runs]) -> list[int]:
    """Texts with exactly the same runs stand for each other, so that a form printed everywhere is compared once."""
    seen: dict[bytes, int] = {}
    return [
        seen.setdefault(run.tobytes(), number) if len(run) >= _FEWEST else number
        for number, run in enumerate(runs)
    ]


def _candidates(runs: Sequence[Runs], texts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of texts that share one of their rarest runs, and whose lengths allow the threshold."""
    texts = [number for number in texts if len(runs[number]) >= _FEWEST]
    if len(texts) < 2:
        return
    every, counts = np.unique(np.concatenate([runs[number] for number in texts]), return_counts=True)
    holders: dict[int, list[int]] = {}
    for number in texts:
        run = runs[number]
        often = counts[np.searchsorted(every, run)]
        order = np.lexsort((run, often))[: len(run) - ceil(THRESHOLD * len(run)) + 1]
        compared: set[int] = set()
        for rare in run[order[often[order] > 1]].tolist():
            others = holders.setdefault(rare, [])
            compared.update(other for other in others[-_LATEST:] if _could_fit(len(runs[other]), len(run)))
            others.append(number)
        yield from ((other, number) for other in sorted(compared))


def _same_numbers(one: str, other: str) -> bool:
    """Whether no number was changed: daily bulletins share their words, not their days and counts."""
    a, b = set(_NUMBER.findall(one)), set(_NUMBER.findall(other))
    return a <= b or b <= a


def _could_fit(one: int, other: int) -> bool:
    return min(one, other) >= THRESHOLD * max(one, other)


def _root(parents: list[int], number: int) -> int:
    while parents[number] != number:
        parents[number] = parents[parents[number]]
        number = parents[number]
    return number
