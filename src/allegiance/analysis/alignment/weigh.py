"""Weighing: what each record of two actors says about how they stand, how much, and for which days.

    record ──table──► strength, weight     time in the text ──► its days; none ──► the day of publication
    reprint of a story that is there already ──► left out

Who speaks: the speaker that the text credits; else whoever told the story first, where it is reprinted; else the
publisher; else the document. Words of one of the two about the other are an interested party's (see `weights.toml`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter
from typing import NamedTuple

from allegiance.analysis.alignment.alignment import Evidence, Speech
from allegiance.analysis.alignment.weights import Weights
from allegiance.analysis.matter import matter
from allegiance.analysis.sources import NONE
from allegiance.analysis.ties import voice
from allegiance.casefile.judgement import State
from allegiance.casefile.record import Record, Reprints
from allegiance.claims.claim import Certainty, Phase, Polarity
from allegiance.claims.relations import RelationGroup, relation
from allegiance.interval import Interval

BREAKS = frozenset(
    {"betrayed", "split_from", "withdrew_from", "merged_with"}
)  # acts that are a turning themselves
_DAY = timedelta(days=1)
_SURE = (State.ACCEPTED, State.CORRECTED)


@dataclass(frozen=True, slots=True)
class Weighed:
    """The records of two actors, sorted into what counts and what does not; `evidence` is in order of time."""

    evidence: tuple[Evidence, ...]
    undated: tuple[Record, ...]
    neutral: tuple[Record, ...]
    reprints: tuple[Record, ...]


class _Kind(NamedTuple):
    speech: Speech
    is_tie: bool
    strength: float
    weight: float
    is_turning: bool
    is_denial: bool


def weigh(records: Iterable[Record], a: str, b: str, weights: Weights, reprints: Reprints = NONE) -> Weighed:
    """Sort and weigh the records that are of both actors (by id); others are passed over."""
    pair = {(a, b), (b, a)}
    ours = [r for r in records if (o := r.claim.object) is not None and (r.claim.subject.id, o.id) in pair]
    ours, copies, tellers = _without_reprints(ours, reprints)
    ours.sort(key=attrgetter("id"))
    kinds: dict[tuple[str, Phase, Polarity, Certainty], _Kind | None] = {}
    found: list[Evidence] = []
    undated: list[Record] = []
    neutral: list[Record] = []
    for record in ours:
        claim = record.claim
        key = (claim.relation, claim.phase, claim.polarity, claim.certainty)
        if key not in kinds:
            kinds[key] = _kind(*key, weights)
        kind, days = kinds[key], _days(record)
        if kind is None:
            neutral.append(record)
        elif days is None:
            undated.append(record)
        else:
            found.append(_evidence(record, kind, days, weights, tellers))
    found.sort(key=_days_of)  # stable: of the same days, by id
    return Weighed(tuple(found), _in_order(undated), _in_order(neutral), copies)


def _days_of(e: Evidence) -> int:
    return e.first.toordinal() * date.max.toordinal() + e.last.toordinal()


def _kind(
    name: str, phase: Phase, polarity: Polarity, certainty: Certainty, weights: Weights
) -> _Kind | None:
    """What all records of this kind have in common; None where they are for neither side."""
    pull = weights.pulls.get(name)
    if pull is None or not pull.strength:
        return None
    is_tie = relation(name).group is RelationGroup.TIE
    turns = polarity is Polarity.AFFIRMED and (name in BREAKS or (is_tie and phase is not Phase.HOLDS))
    strength = pull.strength * weights.polarity[polarity] * (weights.phase[phase] if is_tie else 1.0)
    return _Kind(
        pull.speech, is_tie, strength, weights.certainty[certainty], turns, polarity is Polarity.DENIED
    )


def _evidence(
    record: Record,
    kind: _Kind,
    days: tuple[date, date, bool],
    weights: Weights,
    tellers: Mapping[str, str],
) -> Evidence:
    claim = record.claim
    weight = kind.weight * (1.0 if record.state in _SURE else claim.score)
    speaker = claim.said_by.speaker if claim.said_by else None
    if speaker is not None and claim.object and speaker.id in (claim.subject.id, claim.object.id):
        weight *= _bias(kind, speaker.id == claim.subject.id, weights)
    if not days[2]:
        weight *= weights.undated
    return Evidence(
        record,
        kind.speech,
        kind.is_tie,
        kind.strength,
        weight,
        *days,
        tellers.get(record.id) or voice(record),
        kind.is_turning,
    )


def _bias(kind: _Kind, is_subject: bool, weights: Weights) -> float:
    """How much the words of one of the two count, who is the subject of them or the other."""
    if kind.speech is Speech.WORDS and is_subject:
        return weights.own_words
    return weights.interested_denial if kind.is_denial else weights.interested


def _days(record: Record) -> tuple[date, date, bool] | None:
    """First and last day for which the record speaks, and whether the text says so."""
    valid, published = record.claim.valid, record.document.published
    if valid is None:
        return None if published is None else (*_closed(published), False)
    if valid.start is None or valid.end is not None:
        return *_closed(valid), True
    shown = _closed(published)[1] if published is not None else valid.start
    return valid.start, max(shown, valid.start), True


def _closed(interval: Interval) -> tuple[date, date]:
    """Both days included; of an interval with one end, that end."""
    last = interval.end - _DAY if interval.end is not None else interval.start
    first = interval.start if interval.start is not None else last
    if first is None or last is None:  # an Interval has at least one end
        raise ValueError(f"interval {interval.edtf!r} has no end at all")
    return first, max(first, last)


def _without_reprints(
    records: Sequence[Record], reprints: Reprints
) -> tuple[list[Record], tuple[Record, ...], dict[str, str]]:
    """Records without those that repeat a story's claim; the repeats; and who told the story of a record first."""
    if not reprints.spans:
        return list(records), (), {}
    stories = {record.id: _story(record, reprints) for record in records}
    first: dict[tuple[object, ...], Record] = {}
    teller: dict[str, Record] = {}
    kept: list[Record] = []
    for record in sorted(records, key=_published):
        story = stories[record.id]
        if story is not None:
            teller.setdefault(story, record)
            if first.setdefault(_same(record, story), record) is not record:
                continue
        kept.append(record)
    tellers = {
        record.id: _publisher(teller[story])
        for record in kept
        if record.claim.said_by is None and (story := stories[record.id]) is not None
    }
    ids = {record.id for record in kept}
    return kept, _in_order(r for r in records if r.id not in ids), tellers


def _story(record: Record, reprints: Reprints) -> str | None:
    document = record.document.id
    return next((s for p in record.claim.evidence if (s := reprints.story(document, p.start))), None)


def _same(record: Record, story: str) -> tuple[object, ...]:
    claim = record.claim
    who = voice(record) if claim.said_by else None
    return story, matter(claim), claim.phase, claim.polarity, claim.certainty, str(claim.valid or ""), who


def _publisher(record: Record) -> str:
    return record.document.publisher or record.document.id


def _published(record: Record) -> tuple[date, str]:
    published = record.document.published
    return (published.start or date.min) if published else date.max, record.id


def _in_order(records: Iterable[Record]) -> tuple[Record, ...]:
    return tuple(sorted(records, key=_published))
