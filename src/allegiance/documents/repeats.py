"""Repeats: pull quotes and other copies of words that stand in the running text.

A copy may leave words out, as pull quotes do. It is furniture; the sentence in the running text is not. One
that differs by a negation is none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from allegiance.documents.table import words

_WORD = re.compile(r"\w+")
_RUN = 4  # a copy shares at least this many words in a row with what it copies
_FEWEST, _MOST = 6, 45  # words of a copy
_CHANGED = 0.1  # share of a copy's words that may be others than in the original
_LOOSEST = 1.5  # how much longer the original stretch may be than the copy
_COMPARISONS = 6  # originals tried for one block: bounds pages of a thousand like lines

_Homes = dict[tuple[str, ...], list[tuple[int, int]]]  # run of words → (block, word) where it stands


def repeats(blocks: Sequence[str]) -> frozenset[int]:
    """Indexes of the blocks that only repeat words of another block, which is longer or stands first."""
    said = [[word.casefold() for word in _WORD.findall(block)] for block in blocks]
    candidates = [i for i, one in enumerate(said) if _FEWEST <= len(one) <= _MOST]
    if not candidates or len(blocks) == 1:
        return frozenset()
    homes = _homes(said, {run for i in candidates for run in _runs(said[i])})
    return frozenset(i for i in candidates if _has_original(i, said, homes))


def _has_original(index: int, said: Sequence[Sequence[str]], homes: _Homes) -> bool:
    return any(_copies(said[index], stretch) for stretch in _originals(index, said, homes))


def _runs(said: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(said[k:] for k in range(_RUN)), strict=False)


def _homes(said: Sequence[Sequence[str]], wanted: set[tuple[str, ...]]) -> _Homes:
    """Where each wanted run of words stands, in text order; no more places than will be looked at."""
    homes: _Homes = defaultdict(list)
    for index, one in enumerate(said):
        for place, run in enumerate(_runs(one)):
            if run in wanted and len(homes[run]) < 4 * _COMPARISONS:
                homes[run].append((index, place))
    return homes


def _originals(index: int, said: Sequence[Sequence[str]], homes: _Homes) -> Iterator[Sequence[str]]:
    """Stretches that this block may be a copy of: of longer blocks, and of like ones before it."""
    length = len(said[index])
    seen = {index}
    for offset, run in enumerate(_runs(said[index])):
        for other, place in homes[run]:
            longer = len(said[other]) > length
            if other not in seen and (longer or (other < index and said[other] == said[index])):
                seen.add(other)
                start = place - offset - length // 2
                yield said[other][max(0, start) : start + 2 * length]
            if len(seen) > _COMPARISONS:
                return


def _copies(copy: Sequence[str], stretch: Sequence[str]) -> bool:
    """Whether the copy's words stand in the stretch in order, close together, with few small ones changed."""
    # A pull quote may say 'in' for 'within'; another name, number or noun makes it another report.
    small = words("repeats", "small")
    if not set(copy).difference(stretch) <= small:
        return False
    matches = SequenceMatcher(None, copy, stretch, autojunk=False).get_matching_blocks()[
        :-1
    ]  # the last is empty
    kept = {match.a + offset for match in matches for offset in range(match.size)}
    changed = [word for place, word in enumerate(copy) if place not in kept]
    if len(changed) > _CHANGED * len(copy) or not small.issuperset(changed):
        return False
    start, end = matches[0].b, matches[-1].b + matches[-1].size
    return end - start <= _LOOSEST * len(copy) + 2 and _negations(copy) == _negations(stretch[start:end])


def _negations(said: Sequence[str]) -> int:
    return sum(word in words("repeats", "negations") for word in said)
