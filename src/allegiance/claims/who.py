"""Who: which actor a place of the text refers to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from allegiance.actors.actor import Actor
from allegiance.language.mention import Mention
from allegiance.language.reading import Reading

_NEAR = 40  # mentions before a place that may still reach over it


@dataclass(frozen=True, slots=True)
class Placed:
    """A mention with its actor and the sentence that it stands in."""

    mention: Mention
    actor: Actor
    sentence: int


class Who:
    """The mentions of a reading with their actors; `actors` names the actor of each chain, in order."""

    def __init__(self, reading: Reading, actors: Sequence[Actor]) -> None:
        pairs = [
            (mention, actor)
            for chain, actor in zip(reading.chains, actors, strict=True)
            for mention in chain.mentions
        ]
        pairs.sort(key=lambda pair: (pair[0].start, pair[0].end))
        self.placed = _placed(reading, pairs)
        self._starts = [placed.mention.start for placed in self.placed]
        self._heads = {placed.mention.head: placed.actor for placed in self.placed}

    def first(self, offsets: Sequence[int]) -> Actor | None:
        """The actor at the first of these places that has one."""
        return next((actor for actor in map(self.at, offsets) if actor is not None), None)

    def at(self, offset: int) -> Actor | None:
        """The actor whose mention is headed at the offset or, failing that, the shortest mention around it."""
        if offset in self._heads:
            return self._heads[offset]
        last = bisect_right(self._starts, offset)
        near = self.placed[max(last - _NEAR, 0) : last]
        around = [p for p in near if p.mention.start <= offset < p.mention.end]
        return min(around, key=lambda p: p.mention.end - p.mention.start).actor if around else None

    def ending_at(self, offset: int) -> Actor | None:
        """The actor of the longest mention that ends at an offset."""
        last = bisect_right(self._starts, offset)
        near = (p for p in self.placed[max(last - _NEAR, 0) : last] if p.mention.end == offset)
        longest = min(near, key=lambda p: p.mention.start, default=None)
        return longest.actor if longest is not None else None


def _placed(reading: Reading, pairs: Sequence[tuple[Mention, Actor]]) -> tuple[Placed, ...]:
    placed, index = [], 0
    for mention, actor in pairs:
        while index + 1 < len(reading.sentences) and reading.sentences[index + 1].start <= mention.start:
            index += 1
        placed.append(Placed(mention, actor, index))
    return tuple(placed)
