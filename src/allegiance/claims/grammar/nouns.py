"""Findings at nouns: 'X, the leader of Y', "X's proxy Y", "X's support for Y", 'the alliance between X and Y'."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from allegiance.claims.claim import Phase
from allegiance.claims.grammar import roles
from allegiance.claims.grammar.finding import Finding, found, noun_phrase, pairs
from allegiance.claims.grammar.patterns import Pattern, Shape, is_plural, noun_patterns
from allegiance.claims.relations import relation
from allegiance.claims.titles import spelled_out
from allegiance.language.inflection import verb_forms
from allegiance.language.parse import Sentence
from allegiance.language.words import words

_TITLE_STARTS = frozenset("prime vice foreign interior defense defence attorney".split())
_RECEIVING = frozenset(
    form
    for lemma in ("have", "get", "receive", "win", "enjoy", "gain", "lose", "secure")
    for form in verb_forms(lemma)
)
_LIGHT = frozenset(
    form
    for lemma in """make launch carry stage mount pose issue have put give take hold lead wage start begin order plan
        conduct express offer sign form forge build establish reach strike seek announce declare renew resume open
        maintain keep end break impose provide lend receive win enjoy lose run enter join continue use accuse involve
        negotiate commit perpetrate direct organize organise pledge voice deliver perform cut sever cancel suspend
        extend strengthen demand force obtain secure request repeat step intensify escalate agree propose
        call""".split()
    for form in verb_forms(lemma)
)
_TAKING_SIDES = frozenset({"supports", "opposes", "allied_with"})
_PERSONAL = frozenset({"his", "her"})
_BODY_PREPOSITIONS = ("of", "in", "for", "to", "from", "at", "with")


def noun_findings(sentence: Sentence, noun: Token) -> Iterator[Finding]:
    """What the pattern table finds at one noun."""
    if noun.pos_ not in ("NOUN", "PROPN", "ADJ") and noun.dep_ not in ("attr", "appos"):
        return
    for pattern in _patterns(noun):
        if pattern.shape is Shape.AGENT and pattern.relation == "holds_office":
            yield from _office_holder(sentence, noun, pattern)
        elif pattern.shape is Shape.AGENT:
            yield from _role(sentence, noun, pattern)
        elif pattern.shape is Shape.PATIENT:
            for owner in roles.possessors(noun):
                for bearer in roles.bearer(noun):
                    yield found(sentence, pattern, owner, bearer, noun)
        elif pattern.shape is Shape.OWNED:
            yield from _owned(sentence, noun, pattern)
        elif pattern.shape is Shape.EVENT:
            yield from _event(sentence, noun, pattern)
        else:
            yield from _joint(sentence, noun, pattern)


def _patterns(noun: Token) -> tuple[Pattern, ...]:
    """Patterns of the noun, or of it and the word before: 'break ups'."""
    table = noun_patterns()
    single = table.get(noun.lower_, ())
    return single or (table.get(f"{noun.nbor(-1).lower_}_{noun.lower_}", ()) if noun.i > 0 else ())


def _owned(sentence: Sentence, noun: Token, pattern: Pattern) -> Iterator[Finding]:
    """'his movement', "Brizzi's party": only persons lead what is theirs."""
    for owner in (c for c in noun.children if c.dep_ == "poss"):
        if owner.lower_ in _PERSONAL or owner.ent_type_ == "PERSON":
            yield found(sentence, pattern, owner, noun, noun)


def participants(noun: Token) -> list[Token]:
    """The members of a joint noun: 'between X and Y', "X and Y's", 'X and Y … their', 'X's … with Y'."""
    members = roles.prepositional(noun, ("between", "among", "of"))
    if len(members) < 2:
        members = roles.possessors(noun)
    if len(members) < 2 and roles.prepositional(noun, ("with", "to")):
        return []
    if len(members) < 2 and noun.dep_ == "dobj":
        members = roles.agents(noun.head)
    return members


def _joint(sentence: Sentence, noun: Token, pattern: Pattern) -> Iterator[Finding]:
    yield from pairs(sentence, pattern, participants(noun), noun)


def _event(sentence: Sentence, noun: Token, pattern: Pattern) -> Iterator[Finding]:
    received = list(_received(sentence, noun, pattern))
    if received:
        yield from received
        return
    others = roles.prepositional(noun, pattern.prepositions)
    if not others and noun.dep_ == "dobj" and noun.head.lower_ in _LIGHT:
        others = roles.prepositional(noun.head, pattern.prepositions)  # 'put pressure on him'
    for owner in _doers(noun):
        for other in others:
            if pattern.relation == "controls":
                yield found(sentence, pattern, owner, None, noun, value=noun_phrase(sentence, other))
            else:
                yield found(sentence, pattern, owner, other, noun)


def _received(sentence: Sentence, noun: Token, pattern: Pattern) -> Iterator[Finding]:
    """'X has the support of Y': the subject of 'has' is the object of the support."""
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lower_ in _RECEIVING and "with" not in pattern.prepositions:
        for giver in roles.prepositional(noun, ("of", "from", "by")):
            for receiver in roles.agents(verb):
                yield found(sentence, pattern, giver, receiver, noun)


def _doers(noun: Token) -> list[Token]:
    """Whose attack, support or alliance it is: its possessor, or the subject of the light verb that carries it."""
    owners = roles.possessors(noun)
    if owners:
        return owners
    verb = noun.head
    if noun.dep_ == "pobj" and noun.head.head.pos_ == "VERB":
        verb = noun.head.head
    if noun.dep_ in ("dobj", "pobj", "nsubjpass") and verb.lower_ in _LIGHT:
        return roles.agents(verb)
    return []


def _role(sentence: Sentence, noun: Token, pattern: Pattern) -> Iterator[Finding]:
    bodies, phase = _bodies(noun), _phase(noun, pattern)
    bearers = roles.bearer(noun)
    if relation(pattern.relation).symmetric and not bodies:  # 'X and Y have remained allies'
        yield from pairs(sentence, pattern, bearers, noun, phase)
        return
    if not bearers and noun.tag_ in ("NNS", "NNPS"):  # 'members of X' are actors themselves
        bearers, bodies = [noun], _whose(noun, pattern)
    value = pattern.lemma if pattern.relation == "relative_of" else None
    for bearer in bearers:
        for body in bodies:
            if body.i != bearer.i:
                yield found(sentence, pattern, bearer, body, noun, value=value, phase=phase)


def _whose(noun: Token, pattern: Pattern) -> list[Token]:
    """Of whom several people are members, supporters or critics: 'members of X', "X's critics", 'X supporters'."""
    of = ("of", "from") if pattern.relation == "split_from" else ("of",)
    bodies = roles.prepositional(noun, of)
    if not bodies and pattern.relation in _TAKING_SIDES:
        bodies = list(roles.spread(c for c in noun.children if c.dep_ in ("poss", "compound", "nmod")))
    return bodies


def _office_holder(sentence: Sentence, noun: Token, pattern: Pattern) -> Iterator[Finding]:
    if noun.dep_ == "poss":
        return
    bodies = _bodies(noun)
    body = next((b for b in bodies if b.text[:1].isupper() or b.dep_ == "pobj"), None)
    for bearer in roles.bearer(noun):
        if bearer.pos_ == "PROPN":
            yield found(
                sentence,
                pattern,
                bearer,
                body,
                noun,
                value=_office(sentence, noun),
                phase=_phase(noun, pattern),
            )


def _bodies(noun: Token) -> list[Token]:
    """What a role is held in: 'of Y', "Y's", 'Y leader X'."""
    bodies = roles.prepositional(noun, _BODY_PREPOSITIONS)
    bodies += roles.spread(c for c in noun.children if c.dep_ in ("poss", "compound", "nmod", "amod"))
    if noun.dep_ == "compound":
        bodies += _before_title(noun)
    return bodies


def _before_title(noun: Token) -> list[Token]:
    """What stands before a title that belongs to a name: 'Texas' in 'Texas Senator Ted Cruz'."""
    titles = words("person_words", "titles")
    siblings = (c for c in noun.head.lefts if c.i < noun.i and c.dep_ in ("compound", "amod", "nmod", "poss"))
    return [
        c
        for c in siblings
        if c.text[:1].isupper() and c.lower_ not in noun_patterns() and c.lower_ not in titles
    ]


def _phase(noun: Token, pattern: Pattern) -> Phase:
    """Ends where 'former', 'ex-' or the like stands before the role, also where it hangs on the name."""
    ended = words("phase", "ends_words")
    around = [*noun.children, *(noun.head.lefts if noun.dep_ == "compound" else ())]
    if any(c.lower_.rstrip("-") in ended for c in around if c.i < noun.i and c.dep_ != "poss"):
        return Phase.ENDS
    return pattern.phase


def _office(sentence: Sentence, noun: Token) -> str:
    """The office in words: 'prime minister', 'minister of defence'; short titles are written out."""
    ended = words("phase", "ends_words")
    first = noun.i
    if noun.i > 0 and noun.nbor(-1).lower_ in _TITLE_STARTS:
        first = noun.i - 1
    for child in noun.lefts:
        plain = child.dep_ in ("compound", "amod") and child.lower_ not in ended
        if plain and (child.pos_ != "PROPN" or (noun.pos_ == "PROPN" and child.i == noun.i - 1)):
            first = min(first, child.i)
    if is_plural(noun):  # 'Prime Ministers A and B'
        return sentence.words(noun.doc[first], noun)[:-1]
    return spelled_out(sentence.words(noun.doc[first], noun))
