"""Ties in words: 'begins January 2020; last confirmed 10 February 2020', and never 'still true'."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from allegiance.analysis.moment import first_day, last_day
from allegiance.analysis.sources import NONE, sources
from allegiance.analysis.ties import TieHistory, TieState
from allegiance.casefile.record import Record, Reprints
from allegiance.claims.claim import Certainty, Phase
from allegiance.claims.relations import relation
from allegiance.interval import Interval
from allegiance.views.dates import in_words
from allegiance.views.entry import ActorRef, actor_ref, speaker
from allegiance.views.phrases import sentence


@dataclass(frozen=True, slots=True)
class TieView:
    """A tie put into words. `history`: since when, until when, last confirmed; `claims`: ids of all behind it."""

    sentence: str
    history: str
    marks: tuple[str, ...]  # denied, alleged, possible, contested
    subject: ActorRef
    relation: str
    object: ActorRef | None
    value: str | None
    state: str
    certainty: str
    since: Interval | None
    until: Interval | None
    times: tuple[Interval, ...]
    last_confirmed: Interval | None
    last_reported: Interval | None
    contested: bool
    denied_by: tuple[str, ...]
    publishers: int  # a story and its reprints count once
    claims: tuple[str, ...]


def tie_view(tie: TieHistory, first: str | None = None, reprints: Reprints = NONE) -> TieView:
    """The tie, put into words. `first`: id of the actor that a tie which goes both ways is told from."""
    if relation(tie.relation).symmetric and tie.object is not None and tie.object.id == first:
        tie = replace(tie, subject=tie.object, object=tie.subject)
    denied_by = tuple(dict.fromkeys(_voice(record) for record in tie.denied))
    return TieView(
        sentence=_sentence(tie),
        history=history(tie),
        marks=_marks(tie),
        subject=actor_ref(tie.subject),
        relation=tie.relation,
        object=actor_ref(tie.object) if tie.object else None,
        value=tie.value,
        state=tie.state.value,
        certainty=tie.certainty.value,
        since=tie.since,
        until=tie.until,
        times=tie.times,
        last_confirmed=tie.confirmed,
        last_reported=tie.reported,
        contested=tie.contested,
        denied_by=denied_by,
        publishers=sources(tie.records, reprints).publishers,
        claims=tuple(record.id for record in tie.records),
    )


def _sentence(tie: TieHistory) -> str:
    phase = Phase.ENDS if tie.state is TieState.ENDED else Phase.HOLDS
    return sentence(tie.relation, tie.subject, tie.object, tie.value, phase)


def history(tie: TieHistory) -> str:
    """When it began, held and ended, as far as words say so."""
    parts = [
        part for part in (_beginning(tie), _times(tie), _last(tie), _end(tie), _denials(tie.denied)) if part
    ]
    return "; ".join(dict.fromkeys(parts)) or "no date"


def _beginning(tie: TieHistory) -> str:
    if tie.since is None:
        published = _published(tie.begun)
        return f"begins, no date; reported {published}" if published else ""
    dated = any(record.claim.valid for record in tie.begun)
    return f"{'begins' if dated else 'since'} {in_words(tie.since)}"


def _times(tie: TieHistory) -> str:
    """Spans of more than a day, such as the years of an office."""
    spans = [t for t in tie.times if "/" in t.edtf]
    return ", ".join(in_words(span) for span in spans)


def _last(tie: TieHistory) -> str:
    if tie.confirmed is None:
        shown = _published(tie.shown)
        if tie.begun and shown == _published(tie.begun):
            return ""  # one report tells both
        return f"no date; reported {shown}" if shown else ""
    known = tie.times and tie.confirmed == tie.times[-1] and "/" in tie.confirmed.edtf
    parts = []
    if not known and not (tie.since and first_day(tie.since) == first_day(tie.confirmed)):
        parts.append(f"last confirmed {in_words(tie.confirmed)}")
    if tie.reported and first_day(tie.reported) > last_day(tie.confirmed):
        parts.append(f"reported again {in_words(tie.reported)}")
    return "; ".join(parts)


def _end(tie: TieHistory) -> str:
    if tie.until is not None:
        return f"ended {in_words(tie.until)}"
    if not tie.ended:
        return ""
    published = _published(r for r in tie.ended if r.claim.valid is None)
    if tie.state is TieState.ENDED:
        return f"ended before {published}" if published else "ended, no date"
    if published:
        return f"an end without a date is reported {published}"
    earlier = [r.claim.valid for r in tie.ended if r.claim.valid is not None]
    return f"an earlier end {in_words(max(earlier, key=first_day))}"


def _denials(denied: Iterable[Record]) -> str:
    voices = tuple(dict.fromkeys(_voice(record) for record in denied))
    if not voices:
        return ""
    named = " and ".join(voices) if len(voices) < 3 else f"{voices[0]} and {len(voices) - 1} others"
    return f"denied by {named}"


def _voice(record: Record) -> str:
    return speaker(record) or record.document.publisher or f"the author of {record.document.name}"


def _published(records: Iterable[Record]) -> str:
    published = [r.document.published for r in records if r.document.published]
    return in_words(max(published, key=first_day)) if published else ""


def _marks(tie: TieHistory) -> tuple[str, ...]:
    found = ["denied"] if tie.state is TieState.DENIED else []
    if tie.certainty is not Certainty.STATED:
        found.append(tie.certainty.value)
    if tie.contested:
        found.append("contested")
    return tuple(found)
