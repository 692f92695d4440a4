"""Rough days: where a time in EDTF stands on an axis, and how far it may be off.

2004-03-01   that day           2004   its middle, off by half a year           2004/..   as 2004
"""

from __future__ import annotations

from typing import NamedTuple

from allegiance.interval import Interval


class Rough(NamedTuple):
    """Ordinals of the first and the last day that may be meant."""

    first: int
    last: int

    @property
    def middle(self) -> float:
        """Where it is drawn."""
        return (self.first + self.last) / 2


def rough(edtf: str | None, *, end: bool = False) -> Rough | None:
    """The day that is meant; of a stretch its beginning or, with `end`, its end. None where there is none.

    Raises: BadInterval where the text is no EDTF.
    """
    if not edtf:
        return None
    left, slash, right = edtf.partition("/")
    ends = (right, left) if end else (left, right)
    known = next((point for point in ends if point not in ("", "..")), "") if slash else edtf
    if not known:
        return None
    interval = Interval.parse(known)
    if interval.start is None or interval.end is None:
        return None
    return Rough(interval.start.toordinal(), interval.end.toordinal() - 1)
