"""Shifts of a relation as evidence sheets, ready to draw."""

from __future__ import annotations

from dataclasses import dataclass

from allegiance.views.cited import Cited
from allegiance.views.entry import ActorRef


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line of the sheet: words that a person reads, and the passages behind them."""

    words: str
    when: str  # in words; '' where there is none
    marks: tuple[str, ...]
    passages: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class ShiftView:
    """One turn. Days are ISO 8601; `when_from` and `when_until` are the first and last day on which it may lie."""

    a: ActorRef
    b: ActorRef
    when: str
    when_from: str
    when_until: str
    before: float  # -1 … +1
    after: float
    certainty: float  # 0–1
    headline: str
    told: tuple[SheetLine, ...]  # words that say themselves that something began or ended then
    last_of_old: tuple[SheetLine, ...]
    first_of_new: tuple[SheetLine, ...]
    just_before: tuple[SheetLine, ...]
    shared: tuple[SheetLine, ...]
    rival_readings: tuple[SheetLine, ...]
