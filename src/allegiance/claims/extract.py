"""Extract: a reading and its actors become claims, each with its exact words.

sentence ──grammar──► finding ──actors, qualifiers, time, speaker──► claim ──same claim again──► one claim, more quotes
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from allegiance.actors.actor import Actor
from allegiance.claims.claim import Attribution, Claim, Phase
from allegiance.claims.dating import time_around, time_beside, time_of
from allegiance.claims.grammar import Finding, findings
from allegiance.claims.qualifiers import Qualifiers, qualify
from allegiance.claims.relations import relation
from allegiance.documents.document import Passage
from allegiance.interval import Interval
from allegiance.language.attribution import Saying, sayings
from allegiance.language.naming import fold
from allegiance.language.parse import Sentence
from allegiance.language.reading import Reading

_GRAMMAR_SCORE = 0.5  # until scores are calibrated on annotated text


def extract(reading: Reading, actors: Sequence[Actor]) -> tuple[Claim, ...]:
    """All claims of a reading; `actors` names the actor of each chain, in the order of `reading.chains`."""
    who = _Who(reading, actors)
    drafts = (claim for sentence in reading.sentences for claim in _sentence_claims(reading, sentence, who))
    return merge(drafts)


class _Who:
    """Which actor a place in the text refers to."""

    def __init__(self, reading: Reading, actors: Sequence[Actor]) -> None:
        self._spans = sorted(
            (m.start, m.end, m.head, actor)
            for chain, actor in zip(reading.chains, actors, strict=True)
            for m in chain.mentions
        )
        self._heads = {head: actor for _, _, head, actor in self._spans}

    def first(self, offsets: Sequence[int]) -> Actor | None:
        """The actor at the first of these places that has one."""
        return next((actor for actor in map(self.at, offsets) if actor is not None), None)

    def at(self, offset: int) -> Actor | None:
        """The actor whose mention is headed at the offset or, failing that, the shortest mention around it."""
        if offset in self._heads:
            return self._heads[offset]
        around = [(end - start, actor) for start, end, _, actor in self._spans if start <= offset < end]
        return min(around, key=lambda pair: pair[0])[1] if around else None


def _sentence_claims(reading: Reading, sentence: Sentence, who: _Who) -> Iterator[Claim]:
    said = sayings(sentence)
    for finding in findings(sentence):
        claim = _claim(reading, sentence, finding, who, said)
        if claim is not None:
            yield claim


def _claim(
    reading: Reading, sentence: Sentence, finding: Finding, who: _Who, said: tuple[Saying, ...]
) -> Claim | None:
    subject, other = who.first(finding.subject), who.first(finding.object)
    if subject is None or subject == other or (other is None and finding.value is None):
        return None
    if other is None and finding.relation not in ("described_as", "controls", "holds_office"):
        return None
    qualifiers = qualify(finding.trigger, finding.relation, finding.phase, said)
    return Claim(
        document=reading.document.id,
        subject=subject,
        relation=finding.relation,
        object=other,
        value=finding.value,
        phase=qualifiers.phase,
        polarity=qualifiers.polarity,
        certainty=qualifiers.certainty,
        said_by=_portrayer(finding, who) or _attribution(sentence, qualifiers, who),
        valid=_valid(reading, sentence, finding, qualifiers.phase),
        place=None,
        evidence=(_quote(reading, sentence),),
        score=_GRAMMAR_SCORE,
        extractor=reading.extractor,
        reasons=(f"{finding.rule} at '{finding.trigger.text}'", *(f"word '{w}'" for w in qualifiers.reasons)),
    )


def _valid(reading: Reading, sentence: Sentence, finding: Finding, phase: Phase) -> Interval | None:
    """When it held: beside the name, in the clause or, for a turn, in the sentences around it."""
    for offset in finding.subject[:1]:
        beside = time_beside(sentence, offset, reading.times)
        if beside is not None:
            return beside
    found = time_of(sentence, finding.trigger, reading.times)
    if found is None and phase is not Phase.HOLDS:
        return time_around(sentence, reading.sentences, reading.times)
    return found


def _portrayer(finding: Finding, who: _Who) -> Attribution | None:
    speaker = who.first(finding.portrayer)
    return Attribution(speaker, speaker.name, finding.trigger.text) if speaker is not None else None


def _attribution(sentence: Sentence, qualifiers: Qualifiers, who: _Who) -> Attribution | None:
    if qualifiers.speaker is None:
        return None
    speaker = who.at(sentence.at(qualifiers.speaker))
    return Attribution(speaker, _words(sentence, qualifiers.speaker), qualifiers.cue)


def _words(sentence: Sentence, token: Token) -> str:
    left = min(
        (t.i for t in token.lefts if t.dep_ in ("compound", "amod", "det", "poss", "nummod")), default=token.i
    )
    return sentence.words(token.doc[left], token)


def _quote(reading: Reading, sentence: Sentence) -> Passage:
    text = reading.document.text
    start, end = sentence.start, sentence.end
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return Passage.of(text, start, end, sentence.passage.kind)


def merge(claims: Iterator[Claim]) -> tuple[Claim, ...]:
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
