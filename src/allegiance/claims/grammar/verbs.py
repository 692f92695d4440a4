"""Findings at verbs: 'X attacks Y', 'X allies with Y', 'X and Y meet', 'X portrays Y as …', 'Y loyal to X'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from allegiance.claims.grammar import roles
from allegiance.claims.grammar.finding import Finding, found, noun_phrase, pairs
from allegiance.claims.grammar.patterns import Pattern, Shape, adjective_patterns, verb_patterns
from allegiance.language.parse import Sentence

_REFLEXIVE = frozenset({"itself", "himself", "herself", "themselves"})
_CAUSES = frozenset("ensure ensured ensures ensuring want wants wanted sought seeks seek tried tries".split())
_LONGEST_VALUE = 200  # code points


def verb_findings(sentence: Sentence, token: Token) -> Iterator[Finding]:
    """What the pattern table finds at one verb or adjective."""
    if token.pos_ in ("VERB", "AUX") or token.tag_ in ("VBN", "VBG", "VBD"):
        for pattern in verb_patterns().get(token.lower_, ()):
            if pattern.shape is Shape.JOINTLY:
                yield from _together(sentence, token, pattern)
            elif pattern.relation == "controls":
                yield from _controls(sentence, token, pattern)
            elif pattern.relation == "described_as":
                yield from _portrays(sentence, token, pattern)
            elif pattern.relation == "renamed_as":
                yield from _renames(sentence, token, pattern)
            else:
                yield from _acts(sentence, token, pattern)
    for pattern in adjective_patterns().get(token.lower_, ()):
        for bearer in roles.modified(token):
            for other in roles.prepositional(token, pattern.prepositions):
                yield found(sentence, pattern, bearer, other, token)


def _parties(verb: Token, pattern: Pattern) -> tuple[list[Token], list[Token]]:
    doers = roles.agents(verb)
    if not pattern.prepositions:
        return doers, roles.patients(verb)
    if roles.is_passive(verb) and not doers:
        doers = roles.patients(verb)
    return doers, roles.prepositional(verb, pattern.prepositions)


def _acts(sentence: Sentence, verb: Token, pattern: Pattern) -> Iterator[Finding]:
    doers, others = _parties(verb, pattern)
    value = _blame(sentence, verb) if pattern.relation == "accused" else None
    for doer in doers:
        for other in others:
            yield found(sentence, pattern, doer, other, verb, value=value)


def _together(sentence: Sentence, verb: Token, pattern: Pattern) -> Iterator[Finding]:
    """'X and Y meet': every pair of a coordinated subject, where nobody else is named."""
    if not (roles.patients(verb) and pattern.lemma in ("meet", "unite")):
        yield from pairs(sentence, pattern, roles.agents(verb), verb)


def _controls(sentence: Sentence, verb: Token, pattern: Pattern) -> Iterator[Finding]:
    """A place is a value, no actor: 'X seized Mosul'."""
    doers, places = _parties(verb, pattern)
    for doer in doers:
        for place in places:
            if place.ent_type_ in ("GPE", "LOC", "FAC") or place.text[:1].isupper():
                yield found(sentence, pattern, doer, None, verb, value=noun_phrase(sentence, place))


def _renames(sentence: Sentence, verb: Token, pattern: Pattern) -> Iterator[Finding]:
    """'X re-emerged as Y'; also the name that an earlier clause gives: 'fought under X, then re-emerged as Y'."""
    before, after = _parties(verb, pattern)
    if roles.is_passive(verb):  # 'was renamed the River Union'
        after = [*after, *(c for c in verb.children if c.dep_ in ("oprd", "attr", "dobj"))]
        before = before or roles.patients(verb)
    named_after = [t for t in after if t.text[:1].isupper()]
    if verb.dep_ in ("conj", "advcl"):
        earlier = [
            p
            for t in verb.head.subtree
            if t.lower_ in ("under", "as") and t.i < verb.i
            for p in t.children
            if p.dep_ == "pobj" and p.text[:1].isupper()
        ]
        before = [*before, *earlier]
    for old in before:
        for new in named_after:
            yield found(sentence, pattern, old, new, verb)


def _portrays(sentence: Sentence, verb: Token, pattern: Pattern) -> Iterator[Finding]:
    """'X describes Y as …': Y is the claim's subject, X says so; 'X presents itself as …' is self-portrayal."""
    doers, bearers = roles.agents(verb), roles.patients(verb)
    if any(t.lower_ in _REFLEXIVE for t in bearers):
        bearers = doers
    if not doers:
        doers = _causer(verb)
    for bearer in bearers:
        for value in _portrayal(sentence, verb, pattern):
            portrayer = doers[0] if doers else None
            yield found(sentence, pattern, bearer, None, verb, value=value, portrayer=portrayer)


def _causer(verb: Token) -> list[Token]:
    """'he ensured that he was portrayed as …': the one who sees to it portrays."""
    governor = verb.head
    if verb.dep_ in ("ccomp", "xcomp") and governor.lower_ in _CAUSES:
        return roles.agents(governor)
    return []


def _portrayal(sentence: Sentence, verb: Token, pattern: Pattern) -> Iterator[str]:
    for child in verb.children:
        if pattern.prepositions and child.dep_ == "prep" and child.lower_ in pattern.prepositions:
            yield from _listed(sentence, child)
        elif not pattern.prepositions and child.dep_ in ("oprd", "attr") and child.pos_ in ("NOUN", "ADJ"):
            yield noun_phrase(sentence, child)


def _listed(sentence: Sentence, preposition: Token) -> Iterator[str]:
    """The members of 'as a reformer, cross-sectarian, and anti-Iran'."""
    inner = [t for t in preposition.subtree if t.i > preposition.i]
    if not inner:
        return
    text = sentence.words(inner[0], inner[-1])[:_LONGEST_VALUE]
    for part in re.split(r",\s*(?:and\s+|or\s+)?|\s+and\s+", text):
        value = re.sub(r"^(?:an?|the)\s+", "", part.strip(" .\"'“”‘’"))
        if value:
            yield value


def _blame(sentence: Sentence, verb: Token) -> str | None:
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "for"):
            inner = [t for t in child.subtree if t.i > child.i]
            if inner:
                return sentence.words(inner[0], inner[-1])[:_LONGEST_VALUE]
    return None
