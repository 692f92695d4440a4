"""Alignment: how far two actors stand together over time, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from allegiance.casefile.record import Record


class Speech(StrEnum):
    """What a record is evidence of: what somebody is said to be or to say, or what they did."""

    WORDS = "words"
    DEEDS = "deeds"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One record as it counts: which way, how much, and for which days.

    `sign` runs from -1 to +1: which way the relation points, times how far its words commit. `weight` is what it adds
    on its best day, before reprints and repetition are taken out. `first` and `last` are the days for which it speaks.
    """

    record: Record
    speech: Speech
    is_tie: bool
    sign: float
    weight: float
    first: date
    last: date
    is_dated: bool  # False: the text gives no time, and the day of publication stands in


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
    records: tuple[Record, ...]


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
