"""Extract: a reading and its actors become claims, each with its exact words.

grammar ──────┐
network ──────┴─► drafts ──weigh──► ──qualifiers, time, speaker──► claims ──again──► one claim, more quotes
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from allegiance.actors.actor import Actor
from allegiance.claims.by_grammar import grammar_drafts
from allegiance.claims.by_network import network_drafts
from allegiance.claims.claim import Attribution, Claim, Phase, Polarity
from allegiance.claims.dating import only_time, time_around, time_beside, time_of
from allegiance.claims.draft import Draft, Witness
from allegiance.claims.kinship import of_kin
from allegiance.claims.levels import EVERYTHING
from allegiance.claims.merging import merge
from allegiance.claims.offices import with_bodies
from allegiance.claims.qualifiers import qualify
from allegiance.claims.relations import RelationGroup, relation
from allegiance.claims.second_look import Look, certainty_of, looks, phase_of, polarity_of
from allegiance.claims.speaking import attribution
from allegiance.claims.surroundings import Surroundings, features
from allegiance.claims.terms import term
from allegiance.claims.weigh import weigh
from allegiance.claims.who import Who
from allegiance.documents.document import Passage
from allegiance.interval import Interval
from allegiance.language.attribution import Saying, sayings
from allegiance.language.factuality import is_excepted
from allegiance.language.mention import Mention
from allegiance.language.parse import Sentence
from allegiance.language.reading import Reading

_VERBS = frozenset({"VERB", "AUX"})
_AGAINST = frozenset({"opposes", "rivals"})  # 'supports A but not B' may well mean these of B
_TIMELESS = frozenset({"relative_of"})  # a date beside a brother is of something else


def extract(reading: Reading, actors: Sequence[Actor], least: float = EVERYTHING) -> tuple[Claim, ...]:
    """All claims of a reading with a score of at least `least`.

    `actors` names the actor of each chain, in the order of `reading.chains`.
    """
    who = Who(reading, actors)
    proposed = proposals(reading, who)
    table = "grammar" if reading.encoded is None else "network"
    drafts = list(weigh(proposed, table, least))
    seen = looks(reading, drafts, who)
    near = _Near(reading)
    return merge(
        _claim(reading, draft, who, near.around(draft), look)
        for draft, look in zip(drafts, seen, strict=True)
    )


class _Near:
    """The attributions of each sentence, found once."""

    def __init__(self, reading: Reading) -> None:
        self.sentences = reading.sentences
        self.said: dict[int, tuple[Saying, ...]] = {}

    def around(self, draft: Draft) -> Surroundings:
        """What stands around the words that carry a draft."""
        last = draft.last
        before = self.sentences[last.index - 1] if last.index else None
        places = [m.head for m in draft.pair or () if isinstance(m, Mention)]
        heads = [t for p in places if last.start <= p < last.end and (t := last.token_at(p)) is not None]
        said_before = self._of(before) if before is not None else ()
        return Surroundings(last, before, self._of(last), said_before, draft.trigger, heads)

    def _of(self, sentence: Sentence) -> tuple[Saying, ...]:
        if sentence.index not in self.said:
            self.said[sentence.index] = sayings(sentence)
        return self.said[sentence.index]


def proposals(reading: Reading, who: Who) -> Iterator[Draft]:
    """Everything that grammar and the trained reader propose, before it is weighed."""
    return of_kin(with_bodies((*grammar_drafts(reading, who), *network_drafts(reading, who)), who))


def _claim(reading: Reading, draft: Draft, who: Who, around: Surroundings, look: Look | None) -> Claim:
    qualifiers = qualify(draft.trigger, draft.relation, draft.phase, around.said)
    if draft.witness is Witness.NETWORK and not _one_clause(draft):  # its trigger is a guess
        qualifiers = replace(qualifiers, at_word=False)
    if draft.relation not in _AGAINST and any(is_excepted(head) for head in _heads(draft)):
        qualifiers = replace(qualifiers, polarity=Polarity.DENIED, at_word=True)
    told = features(around, draft.relation)
    phase = phase_of(qualifiers, look, term(draft))
    return Claim(
        document=reading.document.id,
        subject=draft.subject,
        relation=draft.relation,
        object=draft.object,
        value=draft.value,
        phase=phase,
        polarity=polarity_of(qualifiers, look),
        certainty=certainty_of(qualifiers, told, look),
        said_by=_portrayer(draft) or attribution(around, told, who, look, draft.subject),
        valid=_valid(reading, draft, phase),
        place=None,
        evidence=_quotes(reading, draft),
        score=draft.score,
        extractor=reading.extractor,
        reasons=(draft.reason, *(f"word '{w}'" for w in qualifiers.reasons)),
    )


def _one_clause(draft: Draft) -> bool:
    """Whether the words of both actors hang on the trigger with no other verb between: 'X is not a member of Y'."""
    heads = _heads(draft)
    return len(heads) == len(draft.pair or ()) > 0 and all(_hangs_on(h, draft.trigger) for h in heads)


def _heads(draft: Draft) -> list[Token]:
    """The words that head the spans of a draft, of those in its last sentence."""
    places = [s.head if isinstance(s, Mention) else s.end - 1 for s in draft.pair or ()]
    return [token for place in places if (token := draft.last.token_at(place)) is not None]


def _hangs_on(token: Token, trigger: Token) -> bool:
    while token.i != trigger.i:
        if token.head.i == token.i or (token.pos_ in _VERBS):
            return False
        token = token.head
    return True


def _valid(reading: Reading, draft: Draft, phase: Phase) -> Interval | None:
    """When it held: beside the name, in the clause or, for what happens once, in the sentence or those around it."""
    if draft.relation in _TIMELESS:
        return None
    beside = time_beside(draft.last, draft.subject_at, reading.times)
    if beside is not None:
        return beside
    found = time_of(draft.last, draft.trigger, reading.times)
    turns = phase is not Phase.HOLDS
    act = relation(draft.relation).group is RelationGroup.ACT
    if found is None and (turns or act):
        found = only_time(draft.last, draft.trigger, reading.times)
    if found is None and act:
        found = _told_before(reading, draft)
    if found is None and turns:
        return time_around(draft.last, reading.sentences, reading.times)
    return found


def _told_before(reading: Reading, draft: Draft) -> Interval | None:
    """The time in the first of two sentences that tell an act together: 'On 3 May … was stopped. Gunmen killed him.'"""
    heads = [m.head for m in draft.pair or () if isinstance(m, Mention)]
    head = next((t for h in heads if (t := draft.first.token_at(h)) is not None), None)
    if draft.first is draft.last or head is None:
        return None
    return only_time(draft.first, head, reading.times)


def _portrayer(draft: Draft) -> Attribution | None:
    speaker = draft.portrayer
    return Attribution(speaker, speaker.name, draft.trigger.text) if speaker is not None else None


def _quotes(reading: Reading, draft: Draft) -> tuple[Passage, ...]:
    """The words of the place that carries the claim and of those that carry it too, in text order."""
    places = sorted({(a.index, b.index): (a, b) for a, b in ((draft.first, draft.last), *draft.also)}.items())
    return tuple(_quote(reading, first, last) for _, (first, last) in places)


def _quote(reading: Reading, first: Sentence, last: Sentence) -> Passage:
    text = reading.document.text
    start, end = first.start, last.end
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return Passage.of(text, start, end, last.passage.kind)
