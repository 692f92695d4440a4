"""Alignment: how far two actors stand together over time, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from allegiance.casefile.record import Record


class Speech(StrEnum):
    """What a record is evidence of: what somebody is said to be or to say, or what they did."""

    WORDS = "words"
    DEEDS = "deeds"


class Evidence(NamedTuple):
    """One record as it counts: which way, how much, and for which days.

    `strength` runs from -1 (against) to +1 (together); `weight` is 0–1, what it adds on its best day, before the
    repetitions of one voice are taken out. `first` and `last` are the days for which it speaks, both included.
    """

    record: Record
    speech: Speech
    is_tie: bool
    strength: float
    weight: float
    first: date
    last: date
    is_dated: bool  # False: the text gives no time, and the day of publication stands in
    voice: str  # who says it; a story and its reprints have one voice
    is_turning: bool  # the words themselves say that something began, ended or broke


@dataclass(frozen=True, slots=True)
class Point:
    """How the two stood on one day. None where nothing is on record that still counts then: that is not 0.

    `low` and `high` bound the central 90 % of what the evidence leaves open. `publishers` counts independent voices,
    a story and its reprints once. `words` and `deeds` are the same value from one kind of evidence alone.
    """

    day: date
    value: float | None
    low: float | None
    high: float | None
    publishers: int
    words: float | None
    deeds: float | None
    records: tuple[
        Record, ...
    ]  # those that begin to speak in this step; for all that still count, `Alignment.behind`


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two actors (by id) from the first day on record to the last; one point a step, each for the step's last day."""

    a: str
    b: str
    step: str
    points: tuple[Point, ...]
    evidence: tuple[Evidence, ...]  # in order of time
    undated: tuple[Record, ...]  # no time in the text and none of publication: cannot be placed
    neutral: tuple[Record, ...]  # of the two, but for neither side: an office, a demand
    reprints: tuple[Record, ...]  # told already by the story that they reprint

    def behind(self, day: date) -> tuple[Evidence, ...]:
        """Everything on record by that day, the newest first."""
        known = (evidence for evidence in self.evidence if evidence.first <= day)
        return tuple(sorted(known, key=lambda evidence: evidence.last, reverse=True))
