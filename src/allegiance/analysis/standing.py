"""Standing: how two actors stood to each other at a time, as far as it is recorded.

    records of the pair ──by then──► ties (recorded, ended, denied) + acts of the last years + who says so

No records give no standing: `is_silent`, which is neither peace nor neutrality.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from allegiance.analysis.moment import filed, filed_by, first_day
from allegiance.analysis.ties import TieHistory, ties, voices
from allegiance.casefile.record import Record
from allegiance.claims.relations import RelationGroup, relation
from allegiance.interval import Interval

YEARS = 3  # acts older than this say little about how two stand


@dataclass(frozen=True, slots=True)
class Standing:
    """How a pair stood. `on` is the time asked for; None takes everything that is on record."""

    on: Interval | None
    ties: tuple[TieHistory, ...]
    lineage: tuple[Record, ...]
    acts: tuple[Record, ...]  # of the three years up to then
    last: Interval | None  # the latest time that the records speak of
    publishers: int
    documents: int

    @property
    def is_silent(self) -> bool:
        """Whether nothing is recorded; that is no statement about the pair."""
        return not self.documents


def standing(records: Iterable[Record], on: Interval | None = None) -> Standing:
    """How the pair of these records stood on some day of `on`. All records must be of one pair."""
    known = filed_by(records, on) if on is not None else tuple(records)
    return Standing(
        on=on,
        ties=ties(known),
        lineage=_of_group(known, RelationGroup.LINEAGE),
        acts=_recent(_of_group(known, RelationGroup.ACT), known, on),
        last=_last(known),
        publishers=len(voices(known)),
        documents=len({r.document.id for r in known}),
    )


def _of_group(records: Iterable[Record], group: RelationGroup) -> tuple[Record, ...]:
    return tuple(r for r in records if relation(r.claim.relation).group is group)


def _last(records: Sequence[Record]) -> Interval | None:
    times = [time for r in records if (time := filed(r)) is not None]
    return max(times, key=first_day, default=None)


def _recent(acts: Iterable[Record], known: Sequence[Record], on: Interval | None) -> tuple[Record, ...]:
    end = on or _last(known)
    if end is None:
        return tuple(acts)
    until = first_day(end)
    since = date(max(until.year - YEARS, 1), until.month, 1)
    return tuple(r for r in acts if (time := filed(r)) is not None and first_day(time) >= since)
