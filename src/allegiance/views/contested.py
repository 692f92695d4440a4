"""Contested: what others contradict, each side with its words, ready to draw."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from allegiance.analysis.contested import Contest, Contested
from allegiance.casefile.record import Record
from allegiance.views.entry import ClaimEntry, entry

_SIDES = {
    Contest.DENIED: ("they say so", "they deny it"),
    Contest.OPPOSED: ("they have them together", "they have them against each other"),
    Contest.CONFIRMED: ("alleged", "later stated"),
}


@dataclass(frozen=True, slots=True)
class Side:
    """One side of it: what it does, in words, and the claims."""

    words: str
    claims: tuple[ClaimEntry, ...]


@dataclass(frozen=True, slots=True)
class ContestedView:
    """One matter: what it is about, how it is contested, and both sides."""

    contest: str
    sentence: str
    sides: tuple[Side, Side]


def contested_views(found: Iterable[Contested]) -> tuple[ContestedView, ...]:
    """Every contested matter, put into words."""
    return tuple(_view(contested) for contested in found)


def _view(contested: Contested) -> ContestedView:
    one, other = _SIDES[contested.contest]
    first = entry(contested.one[0])
    return ContestedView(
        contested.contest.value,
        first.sentence,
        (Side(one, _entries(contested.one)), Side(other, _entries(contested.other))),
    )


def _entries(records: Iterable[Record]) -> tuple[ClaimEntry, ...]:
    return tuple(entry(record) for record in records)
