"""Strokes: each thing that connects two actors of a family tree, with every telling of it.

    founded        founder ──► what was founded          renamed_as   old name ──► new name
    split_from     the whole ──► who left it             succeeded    the earlier ──► the later
    merged_with    who went in ──► who went on           member_of    the member ──► the whole

All words for one stroke stand together, whatever day they give; denials stand beside them.
Source of the kinds: lineage relations of `claims/relations.toml`; the drawing follows the maps of the Mapping
Militants Project (Stanford/CISAC), which are made by hand. What this does not show: links that no words tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from allegiance.actors.actor import Actor
from allegiance.analysis.moment import beginning, first_day, last_day
from allegiance.analysis.telling import SAME, Telling, best, tellings
from allegiance.analysis.ties import voice
from allegiance.casefile.record import Record
from allegiance.claims.claim import Certainty, Phase, Polarity
from allegiance.interval import Interval
from allegiance.language.mention import ActorKind


class StrokeKind(StrEnum):
    FOUND = "found"
    SPLIT = "split"
    MERGE = "merge"
    RENAME = "rename"
    SUCCEED = "succeed"
    MEMBER = "member"
    ALLY = "ally"
    RIVAL = "rival"


_KINDS = {
    "founded": StrokeKind.FOUND,
    "split_from": StrokeKind.SPLIT,
    "merged_with": StrokeKind.MERGE,
    "renamed_as": StrokeKind.RENAME,
    "succeeded": StrokeKind.SUCCEED,
}
_NEWER_FIRST = frozenset({"split_from", "succeeded"})  # the subject is the newer of the two
_FIRMNESS = (Certainty.STATED, Certainty.ALLEGED, Certainty.POSSIBLE)


@dataclass(frozen=True, slots=True)
class Stroke:
    """`older` and `newer` by time: parent and child, old and new name, founder and founded, member and whole.

    `told` has every telling of when, that of most voices first; `denied` the words that deny it; `through` the person
    by whom it is concluded where no words tell it outright: who left the parent and founded the child.
    """

    kind: StrokeKind
    older: Actor
    newer: Actor
    told: tuple[Telling, ...]
    denied: tuple[Record, ...] = ()
    through: Actor | None = None
    until: Interval | None = None  # of a tie: when it ended

    @property
    def when(self) -> Interval | None:
        """The day that most voices give."""
        return best(self.told)

    @property
    def reported(self) -> date | None:
        """The first day on which it was told; it happened by then, where no words give its day."""
        published = [first_day(p) for r in self.affirmed if (p := r.document.published) is not None]
        return min(published, default=None)

    @property
    def by(self) -> date | None:
        """The day by which it had happened: the end of the time told, or its first report if earlier."""
        days = [self.reported] if self.reported is not None else []
        if self.when is not None and self.when.end is not None:
            days.append(last_day(self.when))
        return min(days, default=None)

    @property
    def records(self) -> tuple[Record, ...]:
        """Every record behind it, denials last."""
        return (*(r for telling in self.told for r in telling.records), *self.denied)

    @property
    def affirmed(self) -> tuple[Record, ...]:
        """The records that tell it."""
        return tuple(r for telling in self.told for r in telling.records)

    @property
    def certainty(self) -> Certainty:
        """The firmest of the words."""
        return min((r.claim.certainty for r in self.records), key=_FIRMNESS.index)

    @property
    def contested(self) -> bool:
        """Whether one voice denies what another tells."""
        return bool(self.told) and bool({voice(r) for r in self.denied} - {voice(r) for r in self.affirmed})

    @property
    def is_firm(self) -> bool:
        """Whether it may decide who is who: told, not merely possible, denied by nobody else."""
        return bool(self.told) and not self.contested and self.certainty is not Certainty.POSSIBLE


def groups_of(records: Iterable[Record]) -> dict[str, Actor]:
    """Actors that can have a lineage: all but persons; what was founded, or is a new name, was never a person."""
    found: dict[str, Actor] = {}
    for record in records:
        claim = record.claim
        for actor in (claim.subject, claim.object):
            made = actor is claim.object and claim.relation in ("founded", "renamed_as")
            if actor is not None and (actor.kind is not ActorKind.PERSON or made):
                found.setdefault(actor.id, actor)
    return found


def strokes(records: Iterable[Record]) -> tuple[Stroke, ...]:
    """All lineage strokes; the ends of what was founded are no strokes (see `endings`). Order does not matter."""
    grouped: dict[tuple[StrokeKind, str, str], list[Record]] = {}
    for record in records:
        if (key := _which(record)) is not None:
            grouped.setdefault(key, []).append(record)
    return tuple(_stroke(key[0], grouped[key]) for key in sorted(grouped))


def endings(records: Iterable[Record]) -> dict[str, tuple[Telling, ...]]:
    """For each group by id: when it is told to have been dissolved (what founded it is told to have ended)."""
    found: dict[str, list[Record]] = {}
    for record in records:
        claim = record.claim
        if claim.relation == "founded" and claim.object is not None and _is_end(record):
            found.setdefault(claim.object.id, []).append(record)
    return {group: tellings((r.claim.valid, r) for r in some) for group, some in found.items()}


def _is_end(record: Record) -> bool:
    return record.claim.phase is Phase.ENDS and record.claim.polarity is Polarity.AFFIRMED


def _which(record: Record) -> tuple[StrokeKind, str, str] | None:
    claim = record.claim
    kind = _KINDS.get(claim.relation)
    if kind is None or claim.object is None or claim.object.id == claim.subject.id:
        return None
    if kind is StrokeKind.FOUND and claim.phase is Phase.ENDS:
        return None
    older, newer = _ends(record)
    if kind is StrokeKind.MERGE and newer.id < older.id:
        older, newer = newer, older
    return kind, older.id, newer.id


def _ends(record: Record) -> tuple[Actor, Actor]:
    claim = record.claim
    if claim.object is None:
        raise ValueError(f"claim {claim.id} has no object and is no stroke")
    if claim.relation in _NEWER_FIRST:
        return claim.object, claim.subject
    return claim.subject, claim.object


def _stroke(kind: StrokeKind, records: Sequence[Record]) -> Stroke:
    affirmed = [r for r in records if r.claim.polarity is Polarity.AFFIRMED]
    denied = tuple(sorted((r for r in records if r.claim.polarity is Polarity.DENIED), key=lambda r: r.id))
    older, newer = _ends(_usual(affirmed or records))
    return Stroke(kind, older, newer, tellings((begun(r), r) for r in affirmed), denied)


def _usual(records: Sequence[Record]) -> Record:
    """One of those that tell it the way round in which most do."""
    ways = Counter(record.claim.subject.id for record in records)
    return min(records, key=lambda r: (-ways[r.claim.subject.id], r.claim.subject.id, r.id))


def begun(record: Record) -> Interval | None:
    """The day of the happening: of 'since 2003', 2003. None where it lies well after the report: it was announced."""
    valid, published = record.claim.valid, record.document.published
    if valid is None:
        return None
    when = beginning(valid) if valid.is_open else valid
    if when is None or published is None or when.start is None:
        return when
    return None if first_day(when) - last_day(published) > SAME else when
