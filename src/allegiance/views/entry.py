"""Entry: one record as a person reads it: sentence, marks, time, words, speaker, publisher, where to open it."""

from __future__ import annotations

from dataclasses import dataclass

from allegiance.actors.actor import Actor
from allegiance.analysis.moment import filed
from allegiance.casefile.by_hand import HAND
from allegiance.casefile.entry import passage_id
from allegiance.casefile.judgement import JudgementKind, State
from allegiance.casefile.record import DocumentSummary, Record
from allegiance.claims.claim import Certainty, Polarity
from allegiance.interval import Interval
from allegiance.views.dates import in_words
from allegiance.views.phrases import phrase


@dataclass(frozen=True, slots=True)
class ActorRef:
    """An actor, as far as a reference needs it."""

    id: str
    name: str
    kind: str | None


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """A document, as far as a reference needs it."""

    id: str
    name: str
    title: str | None
    publisher: str | None
    published: Interval | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words and the address of their passage."""

    passage: str
    words: str


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """One claim. `marks`: what a reader must not miss: denied, alleged, possible, by hand, accepted, rejected."""

    id: str
    when: Interval | None
    time: str  # in words; says so where the text gives none
    sentence: str
    marks: tuple[str, ...]
    subject: ActorRef
    relation: str
    object: ActorRef | None
    value: str | None
    phase: str
    polarity: str
    certainty: str
    said_by: ActorRef | str | None
    speaker: str | None  # in words; None: the author
    place: str | None
    quotes: tuple[Quote, ...]
    document: DocumentRef
    score: float
    extractor: str
    reasons: tuple[str, ...]
    year: int | None  # under which it is filed
    added: str | None = None  # by whom and when, where a person added it


def entry(record: Record) -> ClaimEntry:
    """The record, put into words."""
    claim, time = record.claim, filed(record)
    day = (time.start or time.end) if time else None
    return ClaimEntry(
        id=record.id,
        when=claim.valid,
        time=_time(record),
        sentence=phrase(claim),
        marks=marks(record),
        subject=actor_ref(claim.subject),
        relation=claim.relation,
        object=actor_ref(claim.object) if claim.object else None,
        value=claim.value,
        phase=claim.phase.value,
        polarity=claim.polarity.value,
        certainty=claim.certainty.value,
        said_by=_said_by(record),
        speaker=speaker(record),
        place=claim.place,
        quotes=tuple(Quote(passage_id(claim.document, p.start, p.end), p.quote) for p in claim.evidence),
        document=document_ref(record.document),
        score=round(claim.score, 4),
        extractor=claim.extractor,
        reasons=claim.reasons,
        year=day.year if day else None,
        added=_added(record),
    )


def actor_ref(actor: Actor) -> ActorRef:
    """A reference to the actor."""
    return ActorRef(actor.id, actor.name, actor.kind.value if actor.kind else None)


def document_ref(document: DocumentSummary) -> DocumentRef:
    """A reference to the document."""
    return DocumentRef(
        document.id, document.name, document.title, document.publisher, document.published, document.url
    )


def marks(record: Record) -> tuple[str, ...]:
    """What must be read with the sentence."""
    claim, found = record.claim, []
    if claim.polarity is Polarity.DENIED:
        found.append("denied")
    if claim.certainty is not Certainty.STATED:
        found.append(claim.certainty.value)
    if record.claim.extractor == HAND:
        found.append("by hand")
    if record.state is not State.OPEN:
        found.append(record.state.value)
    return tuple(found)


def speaker(record: Record) -> str | None:
    """Who the words are credited to; None where the author speaks."""
    said = record.claim.said_by
    if said is None:
        return None
    return said.speaker.name if said.speaker else said.words


def _added(record: Record) -> str | None:
    """'added by Ines on 1 February 2020: read between the lines'; None where an extractor read it."""
    for judgement in reversed(record.judgements):
        if judgement.kind is JudgementKind.ADD:
            day = Interval.parse(judgement.recorded.date().isoformat())
            why = f": {judgement.why}" if judgement.why else ""
            return f"added by {judgement.by} on {in_words(day)}{why}"
    return None


def _said_by(record: Record) -> ActorRef | str | None:
    said = record.claim.said_by
    if said is None:
        return None
    return actor_ref(said.speaker) if said.speaker else said.words


def _time(record: Record) -> str:
    if record.claim.valid is not None:
        return in_words(record.claim.valid)
    published = record.document.published
    return f"no date; published {in_words(published)}" if published else "no date"
