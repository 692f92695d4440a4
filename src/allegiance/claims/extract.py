"""Extract: a reading and its actors become claims, each with its exact words.

grammar ──────┐
network ──────┴─► drafts ──weigh──► ──qualifiers, time, speaker──► claims ──again──► one claim, more quotes
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Token

from allegiance.actors.actor import Actor
from allegiance.claims.by_grammar import grammar_drafts
from allegiance.claims.by_network import network_drafts
from allegiance.claims.claim import Attribution, Claim, Phase
from allegiance.claims.dating import time_around, time_beside, time_of
from allegiance.claims.draft import Draft
from allegiance.claims.levels import EVERYTHING
from allegiance.claims.qualifiers import Qualifiers, qualify
from allegiance.claims.relations import relation
from allegiance.claims.second_look import Look, certainty_of, looks, phase_of, polarity_of
from allegiance.claims.weigh import weigh
from allegiance.claims.who import Who
from allegiance.documents.document import Passage
from allegiance.interval import Interval
from allegiance.language.attribution import Saying, sayings
from allegiance.language.naming import fold
from allegiance.language.parse import Sentence
from allegiance.language.reading import Reading


def extract(reading: Reading, actors: Sequence[Actor], least: float = EVERYTHING) -> tuple[Claim, ...]:
    """All claims of a reading with a score of at least `least`.

    `actors` names the actor of each chain, in the order of `reading.chains`.
    """
    who = Who(reading, actors)
    proposed = (*grammar_drafts(reading, who), *network_drafts(reading, who))
    table = "grammar" if reading.encoded is None else "network"
    drafts = list(weigh(proposed, table, least))
    said = {s.index: sayings(s) for s in {d.last.index: d.last for d in drafts}.values()}
    seen = looks(reading, drafts, who)
    return merge(
        _claim(reading, draft, who, said[draft.last.index], look)
        for draft, look in zip(drafts, seen, strict=True)
    )


def _claim(reading: Reading, draft: Draft, who: Who, said: tuple[Saying, ...], look: Look | None) -> Claim:
    qualifiers = qualify(draft.trigger, draft.relation, draft.phase, said)
    phase = phase_of(qualifiers, look)
    return Claim(
        document=reading.document.id,
        subject=draft.subject,
        relation=draft.relation,
        object=draft.object,
        value=draft.value,
        phase=phase,
        polarity=polarity_of(qualifiers, look),
        certainty=certainty_of(qualifiers, look),
        said_by=_portrayer(draft) or _attribution(draft.last, qualifiers, who) or _named_by(look),
        valid=_valid(reading, draft, phase),
        place=None,
        evidence=(_quote(reading, draft),),
        score=draft.score,
        extractor=reading.extractor,
        reasons=(draft.reason, *(f"word '{w}'" for w in qualifiers.reasons)),
    )


def _valid(reading: Reading, draft: Draft, phase: Phase) -> Interval | None:
    """When it held: beside the name, in the clause or, for a turn, in the sentences around it."""
    beside = time_beside(draft.last, draft.subject_at, reading.times)
    if beside is not None:
        return beside
    found = time_of(draft.last, draft.trigger, reading.times)
    if found is None and phase is not Phase.HOLDS:
        return time_around(draft.last, reading.sentences, reading.times)
    return found


def _portrayer(draft: Draft) -> Attribution | None:
    speaker = draft.portrayer
    return Attribution(speaker, speaker.name, draft.trigger.text) if speaker is not None else None


def _named_by(look: Look | None) -> Attribution | None:
    speaker = look.speaker if look is not None else None
    return Attribution(speaker, speaker.name) if speaker is not None else None


def _attribution(sentence: Sentence, qualifiers: Qualifiers, who: Who) -> Attribution | None:
    if qualifiers.speaker is None:
        return None
    speaker = who.at(sentence.at(qualifiers.speaker))
    return Attribution(speaker, _words(sentence, qualifiers.speaker), qualifiers.cue)


def _words(sentence: Sentence, token: Token) -> str:
    left = min(
        (t.i for t in token.lefts if t.dep_ in ("compound", "amod", "det", "poss", "nummod")), default=token.i
    )
    return sentence.words(token.doc[left], token)


def _quote(reading: Reading, draft: Draft) -> Passage:
    text = reading.document.text
    start, end = draft.first.start, draft.last.end
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return Passage.of(text, start, end, draft.last.passage.kind)


def merge(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """One claim with several quotes where a document says the same again; contradictions stay apart."""
    merged: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        key = _same(claim)
        first = merged.get(key)
        merged[key] = claim if first is None else _joined(first, claim)
    return tuple(sorted(merged.values(), key=lambda c: (c.evidence[0].start, c.relation, c.subject.id)))


def _same(claim: Claim) -> tuple[object, ...]:
    one, other = claim.subject.id, claim.object.id if claim.object else ""
    if relation(claim.relation).symmetric and other and other < one:
        one, other = other, one
    speaker = (claim.said_by.speaker or claim.said_by.words) if claim.said_by else None
    return (
        one, claim.relation, other, fold(claim.value or ""), claim.phase, claim.polarity, claim.certainty, speaker,
        str(claim.valid or ""),
    )  # fmt: skip


def _joined(first: Claim, again: Claim) -> Claim:
    quotes = {(p.start, p.end): p for p in (*first.evidence, *again.evidence)}
    return replace(
        first,
        evidence=tuple(quotes[span] for span in sorted(quotes)),
        score=max(first.score, again.score),
        reasons=tuple(dict.fromkeys((*first.reasons, *again.reasons))),
    )
