"""Packing: things that would cover each other are put into rows, or one of several places is taken for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle in pixels; `right` and `bottom` lie just outside."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two share any of their insides."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def inside(self, other: Box) -> bool:
        """Whether it lies wholly in the other."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


def rows(spans: Iterable[tuple[float, float]], air: float = 0.0) -> list[int]:
    """For each span (left, right), in the order given, the lowest row in which it meets no earlier one."""
    taken: list[list[tuple[float, float]]] = []
    placed = []
    for span in spans:
        row = next((n for n, others in enumerate(taken) if _is_free(span, others, air)), len(taken))
        if row == len(taken):
            taken.append([])
        taken[row].append(span)
        placed.append(row)
    return placed


def _is_free(span: tuple[float, float], others: Iterable[tuple[float, float]], air: float) -> bool:
    left, right = span
    return all(right + air <= start or end + air <= left for start, end in others)


def first_free(candidates: Iterable[Box], taken: Sequence[Box], page: Box) -> Box | None:
    """The first candidate on the page that meets nothing taken."""
    for box in candidates:
        if box.inside(page) and not any(box.meets(other) for other in taken):
            return box
    return None
