"""Which part of one name goes with which part of another, and how alike they sound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from allegiance.actors.parts import Part
from allegiance.actors.sounds import VOWELS, coarse, distance, weight

_HALF = 0.5
_TWO = 0.8  # below what is joined without asking
_LIKE_A = VOWELS | {"t", "h"}  # what a final -a is also written as
_coarse, _weight = lru_cache(65_536)(coarse), lru_cache(65_536)(weight)


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
    readings, others = (one.further, other.further) if across else (one.codes, other.codes)
    if len(readings) == 1 and len(others) == 1:
        return _alike(readings[0], others[0], across)
    return max(_alike(codes, codes_other, across) for codes in readings for codes_other in others)


def _alike(codes: str, other: str, across: bool) -> float:
    """The likeness of two readings; where not even half of the consonants agree it is only estimated."""
    if codes == other:
        return 1.0
    rough = Levenshtein.normalized_similarity(_coarse(codes), _coarse(other))
    if rough < _HALF:
        return 0.5 * rough
    longer = max(_weight(codes), _weight(other), 1.0)
    likeness = max(0.0, 1.0 - distance(codes, other, across) / longer)
    return likeness if across else min(likeness, _ending(codes, other))


def _ending(one: str, other: str) -> float:
    """The most that the ends allow: 'Valentin' and 'Valentina' are two, however long; 'Rahmat' and 'Rahma' one."""
    feminine, bare = (one, other) if one.endswith("@") else (other, one)
    return _TWO if feminine.endswith("@") and bare[-1] not in _LIKE_A else 1.0


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
