"""Contested: claims that others contradict, each side with its words.

denied       some affirm it, some deny it, for a time that both may mean
opposed      for one and the same time some have the two together, others against each other
confirmed    alleged or held possible at first, stated later

Nothing is decided here. A denial stands beside what it denies, an allegation beside its later confirmation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from allegiance.analysis.matter import matter
from allegiance.analysis.moment import beginning, filed, first_day
from allegiance.analysis.ties import voice
from allegiance.casefile.record import Record
from allegiance.claims.claim import Certainty, Phase, Polarity
from allegiance.claims.relations import RelationGroup, relation
from allegiance.interval import Interval


class Contest(StrEnum):
    """How two sides stand to each other."""

    DENIED = "denied"
    OPPOSED = "opposed"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Contested:
    """One matter with the records of both sides, each in order of time.

    denied: those who affirm, those who deny; opposed: those who have the two together, those who have them against
    each other; confirmed: the allegations, the later statements.
    """

    contest: Contest
    one: tuple[Record, ...]
    other: tuple[Record, ...]


def contested(records: Iterable[Record]) -> tuple[Contested, ...]:
    """Everything contested among these records: denials first, then opposed ties, then confirmed allegations."""
    by_matter: dict[tuple[str, ...], list[Record]] = {}
    for record in records:
        by_matter.setdefault(matter(record.claim), []).append(record)
    groups = [by_matter[key] for key in sorted(by_matter)]
    found = [
        *(c for group in groups for c in _denied(group)),
        *_opposed(groups),
        *(c for group in groups for c in _confirmed(group)),
    ]
    return tuple(found)


def _denied(group: Sequence[Record]) -> Iterator[Contested]:
    affirmed = [r for r in group if r.claim.polarity is Polarity.AFFIRMED]
    denied = [r for r in group if r.claim.polarity is Polarity.DENIED]
    one = [r for r in affirmed if any(_contradict(r, other) for other in denied)]
    other = [r for r in denied if any(_contradict(r, another) for another in affirmed)]
    if one and other:
        yield Contested(Contest.DENIED, _in_order(one), _in_order(other))


def _contradict(affirmed: Record, denied: Record) -> bool:
    """Whether one can be held against the other; one voice in one breath does not contradict itself."""
    one_breath = voice(affirmed) == voice(denied) and affirmed.claim.evidence == denied.claim.evidence
    same_document = affirmed.document.id == denied.document.id
    return _same_time(affirmed, denied) and not (one_breath and same_document)


def _same_time(one: Record, other: Record) -> bool:
    """Whether both may speak of the same time; words without a time may mean any."""
    a, b = one.claim.valid, other.claim.valid
    return a is None or b is None or a.overlaps(b)


def _opposed(groups: Iterable[Sequence[Record]]) -> Iterator[Contested]:
    """Pairs of actors whose ties point both ways for one time, by different voices; undated words do not count."""
    by_pair: dict[frozenset[str], list[Record]] = {}
    for group in groups:
        for record in group:
            claim = record.claim
            if _is_signed_tie(record) and claim.object and claim.valid:
                by_pair.setdefault(frozenset((claim.subject.id, claim.object.id)), []).append(record)
    for pair in sorted(by_pair, key=sorted):
        against: dict[str, tuple[Record, Record]] = {}
        for a, b in combinations(by_pair[pair], 2):
            if _sign(a) != _sign(b) and voice(a) != voice(b) and _shown_together(a, b):
                against[f"{a.id} {b.id}"] = (a, b)
        both = {r.id: r for two in against.values() for r in two}.values()
        if both:
            together, apart = ([r for r in both if _sign(r) == sign] for sign in (1, -1))
            yield Contested(Contest.OPPOSED, _in_order(together), _in_order(apart))


def _shown_together(one: Record, other: Record) -> bool:
    """Whether both show their tie for one time: 'since 2003' shows it up to the publication, no further."""
    a, b = _shown(one), _shown(other)
    return a is not None and b is not None and a.overlaps(b)


def _shown(record: Record) -> Interval | None:
    valid, published = record.claim.valid, record.document.published
    if valid is None or valid.start is None or not valid.is_open:
        return valid
    end = published.end if published else None
    if end is None or end <= valid.start:
        return beginning(valid)
    return Interval(valid.start, end, valid.rough, valid.edtf)


def _is_signed_tie(record: Record) -> bool:
    claim, row = record.claim, relation(record.claim.relation)
    holds = claim.polarity is Polarity.AFFIRMED and claim.phase is not Phase.ENDS
    return holds and row.group is RelationGroup.TIE and row.sign != 0


def _sign(record: Record) -> int:
    return relation(record.claim.relation).sign


def _confirmed(group: Sequence[Record]) -> Iterator[Contested]:
    """Allegations, and statements by somebody else that were published later."""
    affirmed = [r for r in group if r.claim.polarity is Polarity.AFFIRMED]
    alleged = [r for r in affirmed if r.claim.certainty is not Certainty.STATED]
    stated = [r for r in affirmed if r.claim.certainty is Certainty.STATED]
    one = [r for r in alleged if any(_confirms(s, r) for s in stated)]
    other = [s for s in stated if any(_confirms(s, r) for r in alleged)]
    if one:
        yield Contested(Contest.CONFIRMED, _in_order(one), _in_order(other))


def _confirms(stated: Record, alleged: Record) -> bool:
    before, after = alleged.document.published, stated.document.published
    later = before is not None and after is not None and first_day(after) > first_day(before)
    return later and _same_time(stated, alleged) and voice(stated) != voice(alleged)


def _in_order(records: Iterable[Record]) -> tuple[Record, ...]:
    def when(record: Record) -> tuple[date, str]:
        time = filed(record)
        return (first_day(time) if time else date.max), record.id

    return tuple(sorted(records, key=when))
