"""Scoring: found turns against planted ones. A turn counts once, in its pair, its direction, and near its day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from worlds import PlantedTurn


@dataclass(frozen=True)
class FoundTurn:
    """What a method found: pair, day, which way."""

    a: str
    b: str
    day: date
    after: int


@dataclass(frozen=True)
class Score:
    """Counts over any number of worlds; `errors` are days between found and planted, for matches."""

    found: int
    planted: int
    errors: tuple[int, ...]

    @property
    def precision(self) -> float:
        """Share of what was found that is planted."""
        return len(self.errors) / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what is planted that was found."""
        return len(self.errors) / self.planted if self.planted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def score(found: Iterable[FoundTurn], planted: Sequence[PlantedTurn], within: int) -> Score:
    """Match each found turn to the nearest planted one that is free, `within` days and in the same direction."""
    found = list(found)
    possible = sorted(
        (abs((f.day - p.day).days), number, position)
        for number, f in enumerate(found)
        for position, p in enumerate(planted)
        if {f.a, f.b} == {p.a, p.b} and f.after == p.after and abs((f.day - p.day).days) <= within
    )
    taken_found: set[int] = set()
    taken_planted: set[int] = set()
    errors = []
    for error, number, position in possible:
        if number not in taken_found and position not in taken_planted:
            taken_found.add(number)
            taken_planted.add(position)
            errors.append(error)
    return Score(len(found), len(planted), tuple(errors))


def together(scores: Iterable[Score]) -> Score:
    """Scores of several worlds as one."""
    scores = tuple(scores)
    return Score(
        sum(s.found for s in scores),
        sum(s.planted for s in scores),
        tuple(error for s in scores for error in s.errors),
    )
