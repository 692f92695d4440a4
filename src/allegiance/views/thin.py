"""Disputed and thin: where publishers contradict each other, where one carries everything, when nobody wrote.

Ready to draw. Every statement about claims carries their passages; silence has none, only its months.
"""

from __future__ import annotations

from dataclasses import dataclass

from allegiance.views.cited import Cited
from allegiance.views.contested import ContestedView
from allegiance.views.entry import ActorRef


@dataclass(frozen=True, slots=True)
class SingleView:
    """A pair (or an actor) of which everything is carried by one publisher."""

    actors: tuple[ActorRef, ...]
    publisher: str
    claims: int
    documents: int
    sentence: str
    passages: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class SilenceView:
    """Months (ISO, 2010-11) without a claim between two that have one; `before` and `after` are the words around it."""

    first: str
    last: str
    months: int
    sentence: str
    before: tuple[Cited, ...]
    after: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class PublisherShare:
    """How much of the record one publisher carries, reprints with the story that they print."""

    publisher: str
    claims: int
    share: float  # 0–1


@dataclass(frozen=True, slots=True)
class MonthView:
    """One month of the record: claims that speak of it, documents published in it."""

    month: str
    claims: int
    documents: int


@dataclass(frozen=True, slots=True)
class ThinView:
    """What the record lacks, of one actor or of all."""

    actor: ActorRef | None
    shares: tuple[PublisherShare, ...]
    disputed: tuple[ContestedView, ...]
    single: tuple[SingleView, ...]
    silences: tuple[SilenceView, ...]
    months: tuple[MonthView, ...]
    note: str
