"""Shift: a turn in how two actors stand, with everything that speaks for it and against it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from allegiance.actors.actor import Actor
from allegiance.casefile.record import Record


class Reading(StrEnum):
    """Another way to read what looks like a turn."""

    ONE_PUBLISHER = "one publisher"  # without one voice there is no turn
    FACTION = "faction"  # those who turned are a part that split off, or the old words name such a part
    RENAMED = "renamed"  # one of the two took another name at about that time
    WRONG_MERGE = "wrong merge"  # before and after are told of different names
    DISPUTED = "disputed"  # both sides go on being told side by side
    WORDS_ONLY = "words only"  # only what is said changed, or only what is done


@dataclass(frozen=True, slots=True)
class Rival:
    """A rival reading: how far its rule found it borne out (0–1), and the records that it rests on."""

    reading: Reading
    weight: float
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """A third actor towards whom both point the same way after the turn. `sign`: +1 both support, -1 both oppose."""

    third: Actor
    sign: int
    records: tuple[Record, ...]
    is_new: bool  # nothing of the kind is on record from before the turn for at least one of the two


@dataclass(frozen=True, slots=True)
class Shift:
    """When two actors (by id) turned towards or against each other, from what to what, and how surely.

    `before` and `after` are values of alignment, -1 … +1. The turn lies in `[first, last]`, both days included;
    `when` is the likeliest day. `certainty` is 0–1.
    """

    a: str
    b: str
    when: date
    first: date
    last: date
    before: float
    after: float
    certainty: float
    told: tuple[Record, ...]  # words that say themselves that something began or ended then
    last_of_old: tuple[Record, ...]
    first_of_new: tuple[Record, ...]
    just_before: tuple[tuple[Record, ...], ...]  # events, each with all records of it
    shared: tuple[Shared, ...]
    rivals: tuple[Rival, ...]
