"""Typed: what a person types about words of a document, as the claim or mention that it means.

    words typed or pasted ──places──► where the document has them ──one──► Passage ─┐
    names, a relation, a time as typed ─────────────────────────────────────────────┴──► Claim, HandMention

Nothing is written here; the casefile checks everything again when it records the result.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from allegiance.actors.actor import Actor
from allegiance.casefile.by_hand import HAND, HandMention, new_actor
from allegiance.casefile.fold import fold
from allegiance.casefile.questions import Questions
from allegiance.claims.claim import Attribution, Certainty, Claim, Phase, Polarity
from allegiance.claims.relations import relation
from allegiance.documents.document import Document, Passage, PassageKind
from allegiance.errors import UnknownActor, UsageError
from allegiance.interval import Interval
from allegiance.language.mention import ActorKind
from allegiance.views.who import ranked

E = TypeVar("E", bound=StrEnum)
_BEFORE_ID = " · "
_MOST_PLACES = 20
_LISTED = 5
_LONGEST = 2_000  # characters of words that are looked for
_QUOTES = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-"}
)


@dataclass(frozen=True, slots=True)
class TypedClaim:
    """The parts of a claim as typed; a kind beside an actor says that it is a new one."""

    subject: str
    relation: str
    object: str = ""
    value: str = ""
    phase: str = Phase.HOLDS
    polarity: str = Polarity.AFFIRMED
    certainty: str = Certainty.STATED
    said_by: str = ""  # an actor, else words; empty: the author
    when: str = ""  # EDTF
    where: str = ""
    subject_kind: str = ""
    object_kind: str = ""


def actor_label(actor: Actor) -> str:
    """An actor so that nobody else can be meant: 'Moqtada al-Sadr · a1f2e3'."""
    return f"{actor.name}{_BEFORE_ID}{actor.id}"


def places(document: Document, words: str) -> tuple[Passage, ...]:
    """Where the document has these words, up to 20 places: as they are typed, else but for spaces and quotation marks.

    Raises: UsageError where they are too long or too few.
    """
    words = words.strip()
    if len(words) > _LONGEST:
        raise UsageError(
            f"{len(words):,} characters are too many; give the words of one claim, up to {_LONGEST:,}"
        )
    if not any(letter.isalnum() for letter in words):
        raise UsageError("no words were given; type or paste them as the document has them")
    found = _found(re.escape(words), document.text, document)
    if not found:
        loose = r"\s+".join(re.escape(word) for word in words.translate(_QUOTES).split())
        found = _found(loose, document.text.translate(_QUOTES), document)
    return found


def the_place(document: Document, words: str, start: int | None = None) -> Passage:
    """The one place that is meant; `start` says which where there are several.

    Raises: UsageError where there is none, or none is said of several.
    """
    found = places(document, words)
    if not found:
        raise UsageError(
            f"{document.name} does not have the words {words[:80]!r}; copy them from it: allegiance passage"
        )
    if start is None and len(found) > 1:
        listed = ", ".join(str(place.start) for place in found)
        raise UsageError(
            f"{document.name} has these words at {len(found)} places; say which begins at: {listed}"
        )
    for place in found:
        if start is None or place.start == start:
            return place
    raise UsageError(f"{document.name} does not have these words at {start}, but at {found[0].start}")


def span(document: Document, start: int, end: int) -> Passage:
    """The words of a selection, without space around them. Raises: UsageError where it lies outside or is empty."""
    if not 0 <= start < end <= len(document.text) or end - start > _LONGEST:
        raise UsageError(
            f"{start}-{end} is no selection of {document.name}, which has {len(document.text):,} characters; "
            f"select up to {_LONGEST:,} of them"
        )
    words = document.text[start:end]
    start += len(words) - len(words.lstrip())
    if not words.strip():
        raise UsageError("only space was selected; select words")
    return _passage(document, start, start + len(words.strip()))


def claim_by_hand(casefile: Questions, document: Document, words: Passage, typed: TypedClaim) -> Claim:
    """The claim that is meant. Raises: UsageError, UnknownActor, BadInterval, each naming what was typed."""
    if not typed.subject.strip():
        raise UsageError("nobody was named as the subject; say who stands so")
    other = None
    if typed.object.strip():
        other = the_actor(casefile, document, words, typed.object, typed.object_kind)
    return Claim(
        document=document.id,
        subject=the_actor(casefile, document, words, typed.subject, typed.subject_kind),
        relation=relation(typed.relation).name,
        object=other,
        value=typed.value.strip() or None,
        phase=_one_of(Phase, "phase", typed.phase),
        polarity=_one_of(Polarity, "polarity", typed.polarity),
        certainty=_one_of(Certainty, "certainty", typed.certainty),
        said_by=_speaker(casefile, typed.said_by),
        valid=Interval.parse(typed.when) if typed.when.strip() else None,
        place=typed.where.strip() or None,
        evidence=(words,),
        score=1.0,
        extractor=HAND,
        reasons=("added by hand",),
    )


def mention_by_hand(
    casefile: Questions, document: Document, words: Passage, actor: str, kind: str = ""
) -> HandMention:
    """The mention that is meant. Raises: UsageError, UnknownActor."""
    if not actor.strip():
        raise UsageError("nobody was named; say whom the words mean")
    return HandMention(document.id, the_actor(casefile, document, words, actor, kind), words)


def the_actor(casefile: Questions, document: Document, words: Passage, typed: str, kind: str) -> Actor:
    """An actor on record by its label, id or very name; with a kind, a new one of that name.

    Raises: UnknownActor; UsageError where several have the name.
    """
    typed = typed.strip()
    name, _, actor_id = typed.rpartition(_BEFORE_ID)
    if name:
        return casefile.actor(actor_id)
    if kind:
        return new_actor(typed, _one_of(ActorKind, "kind", kind), document.id, words)
    if (found := _called(casefile, typed)) is not None:
        return found
    near = ranked(casefile, typed)[:_LISTED]
    if near and near[0].id == typed:
        return near[0]
    meant = f"; meant may be: {'; '.join(map(actor_label, near))}" if near else ""
    raise UnknownActor(
        f"nobody on record is called {typed!r}{meant}. Name one on record, or say of what kind the new actor is"
    )


def _speaker(casefile: Questions, typed: str) -> Attribution | None:
    """An actor where one has this very name, else the words; None: the author."""
    typed = typed.strip()
    if not typed:
        return None
    name, _, actor_id = typed.rpartition(_BEFORE_ID)
    if name:
        return Attribution(casefile.actor(actor_id), name)
    return Attribution(_called(casefile, typed), typed)


def _called(casefile: Questions, typed: str) -> Actor | None:
    """The one actor that has this very name, whatever its accents and case. Raises: UsageError where several have."""
    folded = fold(typed)
    named = (
        {name.actor for name in casefile.actor_names(folded.split()) if name.folded == folded}
        if folded
        else ()
    )
    actors = {actor.id: actor for actor in casefile.actors_by_id(named).values()}
    if len(actors) > 1:
        listed = "; ".join(map(actor_label, list(actors.values())[:_LISTED]))
        raise UsageError(f"{typed!r} may be {len(actors)} actors; choose one: {listed}")
    return next(iter(actors.values()), None)


def _one_of(choices: type[E], name: str, typed: str) -> E:
    try:
        return choices(typed)
    except ValueError:
        raise UsageError(f"{name} cannot be {typed!r}; it is one of: {', '.join(choices)}") from None


def _found(pattern: str, text: str, document: Document) -> tuple[Passage, ...]:
    spans: Iterable[re.Match[str]] = re.finditer(pattern, text)
    return tuple(
        _passage(document, found.start(), found.end())
        for found, _ in zip(spans, range(_MOST_PLACES), strict=False)
    )


def _passage(document: Document, start: int, end: int) -> Passage:
    around = document.passage_at(start)
    return Passage.of(document.text, start, end, around.kind if around else PassageKind.PARAGRAPH)
