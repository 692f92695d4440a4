"""Noise: true happenings of a register as a casefile would hold them: half missing, a tenth wrong, several publishers.

happening, told 3 to 7 times ──half missing──► a tenth with a wrong day or a wrong party ──► rough days ──► records
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from allegiance.actors.actor import Actor
from allegiance.casefile.record import DocumentSummary, Record
from allegiance.claims.claim import Certainty, Claim, Phase, Polarity
from allegiance.documents.document import Passage
from allegiance.interval import Interval

RECORDED = datetime(2021, 6, 1, tzinfo=UTC)
MISSING, WRONG, PUBLISHERS = 0.5, 0.1, 6
TIMES_TOLD = (3, 7)
EXACT, TO_MONTH, TO_YEAR = 0.45, 0.25, 0.15  # the rest has no date


@dataclass(frozen=True)
class Happening:
    """What is true. `others` may stand wrongly in the place of the subject or the object."""

    day: date
    subject: Actor
    relation: str
    object: Actor
    value: str | None = None
    phase: Phase = Phase.HOLDS
    others: tuple[Actor, ...] = ()
    others_are: str = "object"
    only_year: bool = False  # the register itself knows no more
    words: str = ""


class Noise:
    """Makes records; the only state is the random numbers and how many records there are."""

    def __init__(self, seed: int) -> None:
        self._rng = random.Random(f"lineage {seed}")
        self._number = 0

    def tell(self, true: Happening) -> list[Record]:
        """The records of one happening: none to seven."""
        times = self._rng.randint(*TIMES_TOLD)
        return [self._record(true) for _ in range(times) if self._rng.random() >= MISSING]

    def _record(self, true: Happening) -> Record:
        rng = self._rng
        published = true.day + timedelta(days=rng.randrange(1, 400))
        seen = self._misread(true) if rng.random() < WRONG else true
        self._number += 1
        quote = seen.words or f"{seen.subject.name} {seen.relation} {seen.object.name}."
        document = DocumentSummary(
            f"d{self._number:07d}",
            f"d{self._number:07d}",
            None,
            f"Paper {rng.randrange(PUBLISHERS)}",
            Interval.of_day(published),
            None,
            "en",
        )
        claim = Claim(
            document.id, seen.subject, seen.relation, seen.object, seen.value, seen.phase, Polarity.AFFIRMED,
            Certainty.STATED, None, self._time(seen), None, (Passage(0, len(quote), quote),), 0.7, "register/1",
        )  # fmt: skip
        return Record(f"r{self._number:07d}", claim, document, RECORDED)

    def _misread(self, true: Happening) -> Happening:
        """A wrong day, or a wrong party where there is another to mix up with."""
        if not true.others or self._rng.random() < 0.5:
            days = self._rng.choice((-1, 1)) * self._rng.randrange(90, 1500)
            return replace(true, day=max(true.day + timedelta(days=days), date(1800, 1, 1)))
        return replace(true, **{true.others_are: self._rng.choice(true.others)})

    def _time(self, seen: Happening) -> Interval | None:
        dice = self._rng.random()
        if seen.only_year:
            return Interval.parse(f"{seen.day.year:04d}") if dice < EXACT + TO_MONTH + TO_YEAR else None
        if dice < EXACT:
            return Interval.of_day(seen.day)
        if dice < EXACT + TO_MONTH:
            return Interval.parse(seen.day.isoformat()[:7])
        return Interval.parse(f"{seen.day.year:04d}") if dice < EXACT + TO_MONTH + TO_YEAR else None


def middle(when: Interval | None) -> date | None:
    """The middle day of an interval; None where an end is open."""
    if when is None or when.start is None or when.end is None:
        return None
    return when.start + (when.end - timedelta(days=1) - when.start) / 2


def others_of(actor: Actor, everybody: Sequence[Actor]) -> tuple[Actor, ...]:
    """All but this one."""
    return tuple(other for other in everybody if other.id != actor.id)
