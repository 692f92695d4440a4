"""Kinship: who is whose son or brother, where the trained reader says no more than that two are relatives.

"Zambada's son, Vicente"          ──► Vicente is Zambada's son
'Vicente, a nephew of Zambada'    ──► Vicente is his nephew
'Digna and her brothers A and B'  ──► A is her brother, and so is B
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from spacy.tokens import Token

from allegiance.actors.actor import Actor
from allegiance.claims.draft import Draft
from allegiance.claims.grammar import roles
from allegiance.claims.grammar.patterns import noun_patterns
from allegiance.claims.who import Placed, Who
from allegiance.language.mention import ActorKind
from allegiance.language.parse import Sentence
from allegiance.language.reading import Reading

_BETWEEN = 3  # words between 'son' and the name that it stands before: ', alias', 'named', a title
_OWNED = frozenset({"of", "to"})


def as_told(reading: Reading, who: Who, early: Placed, late: Placed) -> tuple[Placed, Placed, str] | None:
    """The relative, whose relative it is, and what kind, as the words have it; None where they do not say it."""
    for place in dict.fromkeys((late.sentence, early.sentence)):
        sentence = reading.sentences[place]
        for noun in _kin_nouns(sentence):
            born = {actor.id for actor in _actors(sentence, who, _bearers(noun))}
            owned = {actor.id for actor in _actors(sentence, who, _owners(noun))}
            for one, two in ((late, early), (early, late)):
                if one.actor.id in born and two.actor.id in owned:
                    return one, two, _kin()[noun.lower_]
    return _beside(reading.sentences[late.sentence], early, late) if early.sentence == late.sentence else None


def of_kin(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """The drafts without sons of a state: 'Guatemalan kingpin Overdick's son' has one father."""
    for draft in drafts:
        actors = (draft.subject, draft.object)
        of_state = any(actor is not None and actor.kind is ActorKind.COUNTRY for actor in actors)
        if draft.relation != "relative_of" or not of_state:
            yield draft


def _beside(sentence: Sentence, early: Placed, late: Placed) -> tuple[Placed, Placed, str] | None:
    """By the words beside the two, where the parser joins them otherwise."""
    between = [t for t in sentence.span if early.mention.end <= sentence.at(t) < late.mention.start]
    nouns = [place for place, token in enumerate(between) if token.lower_ in _kin()]
    if nouns:
        noun, behind = between[nouns[-1]], between[nouns[-1] + 1 :]
        if behind and behind[0].lower_ in _OWNED:
            return early, late, _kin()[noun.lower_]
        return (late, early, _kin()[noun.lower_]) if len(behind) <= _BETWEEN else None
    after = [t for t in sentence.span if sentence.at(t) >= late.mention.end][:2]
    if len(after) > 1 and after[0].tag_ == "POS" and after[1].lower_ in _kin():
        return early, late, _kin()[after[1].lower_]
    return None


@cache
def _kin() -> dict[str, str]:
    """Nouns of kin in any form, with their singular."""
    return {
        form: pattern.lemma
        for form, patterns in noun_patterns().items()
        for pattern in patterns
        if pattern.relation == "relative_of"
    }


def _kin_nouns(sentence: Sentence) -> Iterator[Token]:
    return (token for token in sentence.span if token.lower_ in _kin())


def _bearers(noun: Token) -> Iterator[Token]:
    """Who is the relative: the noun itself where it is a mention, or the names that it is said of."""
    yield noun
    yield from roles.spread(roles.bearer(noun))


def _owners(noun: Token) -> Iterator[Token]:
    """Whose relative it is."""
    yield from roles.spread(child for child in noun.children if child.dep_ == "poss")
    yield from roles.prepositional(noun, _OWNED)


def _actors(sentence: Sentence, who: Who, tokens: Iterator[Token]) -> Iterator[Actor]:
    return (actor for token in tokens if (actor := who.at(sentence.at(token))) is not None)
