"""From span scores to spans: which starts and ends belong together, without crossings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from allegiance.language.neural.scores import Scores

LONGEST = 20  # words in a span, as in training
BRIDGES = frozenset(["of", "in", "from", "for", "and", "by", "at", "to", "with", "s", ",", "(", "-"])


class Candidate(NamedTuple):
    """Words `[first, last]` of a window with the number of the label and its score."""

    first: int
    last: int
    label: int
    score: float


def candidates(probability: Scores, sentence: Sequence[int], threshold: float) -> list[Candidate]:
    """All spans of one sentence above the threshold in an (L, W, W) array, best first."""
    found = []
    for label, first, last in np.argwhere(probability >= threshold).tolist():
        if 0 <= last - first < LONGEST and sentence[first] == sentence[last]:
            found.append(Candidate(first, last, label, float(probability[label, first, last])))
    return sorted(found, key=lambda c: (-c.score, c.first, c.last, c.label))


def without_crossings(found: list[Candidate], words: Sequence[str]) -> list[Candidate]:
    """Keep the best of spans of one label that cross, or that end with the same head word; in text order."""
    kept: list[Candidate] = []
    for candidate in found:
        if not any(_conflict(candidate, other, words) for other in kept if other.label == candidate.label):
            kept.append(candidate)
    return sorted(kept)


def _conflict(one: Candidate, other: Candidate, words: Sequence[str]) -> bool:
    if one.last < other.first or other.last < one.first:
        return False
    if one.last == other.last:
        low, high = sorted((one.first, other.first))
        return not any(words[place].lower() in BRIDGES for place in range(low, high))
    nested = (other.first <= one.first and one.last <= other.last) or (
        one.first <= other.first and other.last <= one.last
    )
    return not nested
