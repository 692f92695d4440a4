"""Alignment of two actors over time, ready to draw."""

from __future__ import annotations

from dataclasses import dataclass

from allegiance.views.cited import Cited
from allegiance.views.entry import ActorRef


@dataclass(frozen=True, slots=True)
class PointView:
    """One day (ISO 8601). None where nothing on record speaks for that day: leave a gap, do not draw 0."""

    day: str
    value: float | None  # -1 … +1
    low: float | None
    high: float | None
    independent: int  # voices, a story and its reprints once
    words: float | None = None
    deeds: float | None = None


@dataclass(frozen=True, slots=True)
class Dot:
    """One claim as a mark on the line of time. `value` is which way it points times how far its words commit."""

    day_from: str
    day_until: str  # the last day, included
    value: float
    kind: str  # 'tie', 'act' or 'words'
    label: str
    passages: tuple[Cited, ...]
    weight: float = 1.0  # 0–1, how much it counts; for the size of the mark
    marks: tuple[str, ...] = ()  # denied, alleged, possible, …
    dated: bool = True  # False: placed at its publication, because the text gives no time


@dataclass(frozen=True, slots=True)
class AlignmentView:
    """The whole picture. `evidence` is in order of time; `note` says in words what must be read with it."""

    title: str
    a: ActorRef
    b: ActorRef
    step: str
    points: tuple[PointView, ...]
    evidence: tuple[Dot, ...]
    note: str
