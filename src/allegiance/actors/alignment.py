"""Which part of one name goes with which part of another, and how alike they sound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from allegiance.actors.parts import Part
from allegiance.actors.sounds import distance

_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parts that belong together: their likeness and their places."""

    score: float
    one: int
    other: int


def similar(one: Part, other: Part) -> float:
    """How alike two parts sound, 0 to 1; a bare initial is like any part that begins with it."""
    if one.text == other.text:
        return 1.0
    if len(one.text) == 1 or len(other.text) == 1:
        return 0.8 if one.text[0] == other.text[0] else 0.0
    if one.abjad and not other.abjad:
        one, other = other, one
    across = other.abjad and not one.abjad
    if len(one.codes) == 1 and len(other.codes) == 1:
        return _alike(one, 0, other, 0, across)
    return max(
        _alike(one, i, other, j, across) for i in range(len(one.codes)) for j in range(len(other.codes))
    )


def _alike(one: Part, i: int, other: Part, j: int, across: bool) -> float:
    """The likeness of two readings; where not even half of the consonants agree it is only estimated."""
    codes, codes_other = one.codes[i], other.codes[j]
    if codes == codes_other:
        return 1.0
    rough = Levenshtein.normalized_similarity(one.skeletons[i], other.skeletons[j])
    if rough < _HALF:
        return 0.5 * rough
    longer = max(one.weights[i], other.weights[j], 1.0)
    return max(0.0, 1.0 - distance(codes, codes_other, across) / longer)


def aligned(one: Sequence[Part], other: Sequence[Part]) -> list[Pair]:
    """The best pairs of parts, each part once; as many as the shorter name has."""
    pairs = [Pair(similar(x, y), i, j) for i, x in enumerate(one) for j, y in enumerate(other)]
    pairs.sort(key=lambda pair: (-pair.score, abs(pair.one - pair.other), pair.one + pair.other, pair.one))
    taken_one: set[int] = set()
    taken_other: set[int] = set()
    kept: list[Pair] = []
    for pair in pairs:
        if pair.one not in taken_one and pair.other not in taken_other:
            taken_one.add(pair.one)
            taken_other.add(pair.other)
            kept.append(pair)
    return kept
