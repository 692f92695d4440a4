"""Speaking: who says a claim, where the words around it show that somebody does.

attributed? ──no──► the author
     └─yes──► the speaker over the clause, beside it, of the quotation that runs on, or the network's
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from allegiance.actors.actor import Actor
from allegiance.claims.claim import Attribution
from allegiance.claims.second_look import Look
from allegiance.claims.surroundings import Surroundings, probability
from allegiance.claims.who import Who
from allegiance.language.attribution import Saying
from allegiance.language.parse import Sentence

SAID = 0.26  # probability from which somebody is named; chosen so that fewer than 1 in 10 claims get a speaker wrongly
NETWORK = 0.7  # its share in that probability; the rest are the words around
TOLD = 0.5  # probability by the words around alone from which the network is not asked


def attribution(
    around: Surroundings, told: Mapping[str, float], who: Who, look: Look | None, subject: Actor
) -> Attribution | None:
    """Who says so; None where the author does. `told` are the features of the surroundings."""
    likely = probability(told, "attributed")
    if look is not None and likely < TOLD:
        likely = NETWORK * look.attributed + (1 - NETWORK) * likely
    if likely < SAID:
        return None
    for saying, sentence in _speaking(around):
        if saying.speaker is not None:
            actor = who.at(sentence.at(saying.speaker))
            return Attribution(actor, words_of(sentence, saying.speaker), saying.cue.text)
    named = look.speaker if look is not None else None
    return Attribution(named, named.name) if named is not None and named != subject else None


def _speaking(around: Surroundings) -> Iterator[tuple[Saying, Sentence]]:
    """Attributions that may reach the claim, the nearest first."""
    for saying in reversed(around.over):
        yield saying, around.sentence
    for saying in around.beside:
        yield saying, around.sentence
    if around.before is not None:
        for saying in around.said_before:
            yield saying, around.before


def words_of(sentence: Sentence, token: Token) -> str:
    """The words that name a speaker, exactly as published."""
    left = min(
        (t.i for t in token.lefts if t.dep_ in ("compound", "amod", "det", "poss", "nummod")), default=token.i
    )
    return sentence.words(token.doc[left], token)
