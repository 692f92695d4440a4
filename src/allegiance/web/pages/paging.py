"""Paging: long lists are shown a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list: `total` is how many there are on all, None where nobody counted."""

    rows: Sequence[T]
    number: int
    size: int
    total: int | None
    more: bool

    @property
    def last(self) -> int | None:
        """The number of the last page."""
        return None if self.total is None else max(1, -(-self.total // self.size))


def page_of(rows: Sequence[T], number: int, size: int) -> Page[T]:
    """The page of a list that is here whole; beyond its end, the last page."""
    last = max(1, -(-len(rows) // size))
    number = min(number, last)
    part = rows[(number - 1) * size : number * size]
    return Page(part, number, size, len(rows), number < last)
