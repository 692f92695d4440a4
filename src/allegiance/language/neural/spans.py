"""From span scores to spans: which starts and ends belong together, without crossings."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from allegiance.language.neural.scores import Scores

LONGEST = 20  # words in a span, as in training
LEAST = 1e-6  # thresholds stay this far from 0 and 1
BRIDGES = frozenset(["of", "in", "from", "for", "and", "by", "at", "to", "with", "s", ",", "(", "-"])


class Candidate(NamedTuple):
    """Words `[first, last]` with the number of the label and its score."""

    first: int
    last: int
    label: int
    score: float


def candidates(
    logits: Scores,
    sentence: Sequence[int],
    threshold: Sequence[float],
    scales: Sequence[tuple[float, float]],
) -> list[Candidate]:
    """Spans of one sentence in an (L, W, W) array that reach the threshold of their label, best first.

    `scales` are slope and offset of each label; only what reaches the threshold is turned into probabilities.
    """
    found = []
    for label, (limit, (slope, offset)) in enumerate(zip(threshold, scales, strict=True)):
        bounded = min(max(limit, LEAST), 1.0 - LEAST)
        least = (math.log(bounded / (1.0 - bounded)) - offset) / slope
        for first, last in np.argwhere(logits[label] >= least).tolist():
            if 0 <= last - first < LONGEST and sentence[first] == sentence[last]:
                score = 1.0 / (1.0 + math.exp(-(float(logits[label, first, last]) * slope + offset)))
                found.append(Candidate(first, last, label, score))
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
