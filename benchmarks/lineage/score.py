"""Scores: how many of the happenings on record are found again, within 45 days."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

NEAR = timedelta(days=45)

Key = tuple[str, str, date]


@dataclass(frozen=True)
class Score:
    """Counts that add up over states and worlds."""

    right: int = 0
    found: int = 0
    true: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.found + other.found, self.true + other.true)

    @property
    def precision(self) -> float:
        """Share of what was found that is on record."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what is on record that was found."""
        return self.right / self.true if self.true else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def within(one: date, other: date) -> bool:
    """Whether two days are the same, give or take 45."""
    return abs(one - other) <= NEAR


def match(found: Iterable[Key], true: Iterable[Key], same: Callable[[date, date], bool] = within) -> Score:
    """Each true happening is found at most once, by the same two actors near the same day."""
    left, right = sorted(true), 0
    found = sorted(found)
    for one, other, day in found:
        hit = next((t for t in left if t[:2] == (one, other) and same(day, t[2])), None)
        if hit is not None:
            left.remove(hit)
            right += 1
    return Score(right, len(found), len(left) + right)
