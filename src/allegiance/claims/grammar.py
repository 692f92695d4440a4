"""Claims by grammar: words of the pattern table, with their roles, become findings between two words.

    trigger word ──pattern──► relation
        └──roles──► X, Y     'X attacks Y', "Y's leader X", 'X-backed Y', 'the alliance between X and Y'

A finding joins words; `extract` turns words into actors and adds the qualifiers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from allegiance.claims import roles
from allegiance.claims.claim import Phase
from allegiance.claims.patterns import (
    Pattern,
    Shape,
    adjective_patterns,
    compound_patterns,
    noun_patterns,
    verb_patterns,
)
from allegiance.claims.relations import relation
from allegiance.language.inflection import verb_forms
from allegiance.language.parse import Sentence
from allegiance.language.words import words

_SHORT_TITLES = {
    "sen.": "Senator",
    "gov.": "Governor",
    "rep.": "Representative",
    "gen.": "General",
    "lt.": "Lieutenant",
}


_RECEIVING = frozenset(
    form
    for lemma in ("have", "get", "receive", "win", "enjoy", "gain", "lose", "secure")
    for form in verb_forms(lemma)
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A relation between two words of one sentence; offsets are code points of the document."""

    relation: str
    subject: tuple[int, ...]  # offsets of words that may name the subject, the best first
    object: tuple[int, ...]  # the same for the object; empty where there is none
    value: str | None
    trigger: Token
    phase: Phase
    rule: str


def findings(sentence: Sentence) -> Iterator[Finding]:
    """Everything that the pattern table finds in a sentence."""
    for token in sentence.span:
        form = token.lower_
        if token.pos_ in ("VERB", "AUX") or token.tag_ in ("VBN", "VBG", "VBD"):
            for pattern in verb_patterns().get(form, ()):
                if pattern.shape is Shape.JOINTLY:
                    yield from _together(sentence, token, pattern)
                else:
                    yield from _verb(sentence, token, pattern)
        for pattern in adjective_patterns().get(form, ()):
            yield from _adjective(sentence, token, pattern)
        if token.pos_ in ("NOUN", "PROPN", "ADJ") or token.dep_ in ("attr", "appos"):
            for pattern in noun_patterns().get(form, ()):
                yield from _noun(sentence, token, pattern)
        if "-" in form:
            yield from _hyphenated(sentence, token)
        elif form in compound_patterns():
            yield from _spaced(sentence, token)


def _verb(sentence: Sentence, verb: Token, pattern: Pattern) -> Iterator[Finding]:
    doers = roles.agents(verb)
    if pattern.prepositions:
        others = roles.prepositional(verb, pattern.prepositions)
        if roles.is_passive(verb) and not doers:
            doers = roles.patients(verb)
    else:
        others = roles.patients(verb)
    if pattern.relation in ("controls", "described_as"):
        yield from _valued(sentence, verb, pattern, doers, others)
        return
    value = _blame(verb) if pattern.relation == "accused" else None
    for doer in doers:
        for other in others:
            yield _finding(sentence, pattern, doer, other, verb, value)


def _together(sentence: Sentence, verb: Token, pattern: Pattern) -> Iterator[Finding]:
    """'X and Y meet': every pair of a coordinated subject, where nobody else is named."""
    doers = roles.agents(verb)
    if roles.patients(verb) and pattern.lemma in ("meet", "unite"):
        return
    for i, one in enumerate(doers):
        for other in doers[i + 1 :]:
            yield _finding(sentence, pattern, one, other, verb, None)


def _adjective(sentence: Sentence, adjective: Token, pattern: Pattern) -> Iterator[Finding]:
    """'fighters loyal to X', 'X is hostile to Y'."""
    for bearer in roles.modified(adjective):
        for other in roles.prepositional(adjective, pattern.prepositions):
            yield _finding(sentence, pattern, bearer, other, adjective, None)


def _valued(
    sentence: Sentence, verb: Token, pattern: Pattern, doers: list[Token], others: list[Token]
) -> Iterator[Finding]:
    if pattern.relation == "controls":
        for doer in doers:
            for other in others:
                if other.ent_type_ in ("GPE", "LOC", "FAC") or other.text[:1].isupper():
                    yield _finding(sentence, pattern, doer, None, verb, _words(other))
        return
    described = roles.patients(verb)
    if any(t.lower_ in ("itself", "himself", "herself", "themselves") for t in described):
        described = doers
    for bearer in described:
        for value in _portrayal(verb, pattern):
            yield _finding(sentence, pattern, bearer, None, verb, value)


def _portrayal(verb: Token, pattern: Pattern) -> Iterator[str]:
    if pattern.prepositions:
        for child in verb.children:
            if child.dep_ == "prep" and child.lower_ in pattern.prepositions:
                for value in roles.spread(c for c in child.children if c.dep_ in ("pobj", "amod", "pcomp")):
                    yield _words(value)
    else:
        for child in verb.children:
            if child.dep_ in ("oprd", "attr") and child.pos_ in ("NOUN", "ADJ"):
                yield _words(child)


def _noun(sentence: Sentence, noun: Token, pattern: Pattern) -> Iterator[Finding]:
    if pattern.shape is Shape.AGENT:
        yield from _agent_noun(sentence, noun, pattern)
    elif pattern.shape is Shape.PATIENT:
        for owner in roles.possessors(noun):
            for bearer in roles.bearer(noun):
                yield _finding(sentence, pattern, owner, bearer, noun, None)
    elif pattern.shape is Shape.EVENT:
        yield from _received(sentence, noun, pattern)
        for owner in _doers_of_event(noun):
            for other in roles.prepositional(noun, pattern.prepositions):
                if pattern.relation == "controls":
                    yield _finding(sentence, pattern, owner, None, noun, _words(other))
                else:
                    yield _finding(sentence, pattern, owner, other, noun, None)
    elif pattern.shape is Shape.JOINT:
        yield from _joint(sentence, noun, pattern)


def _received(sentence: Sentence, noun: Token, pattern: Pattern) -> Iterator[Finding]:
    """'X has the support of Y': the subject of 'has' is the object of the support."""
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lower_ in _RECEIVING and "with" not in pattern.prepositions:
        for giver in roles.prepositional(noun, ("of", "from", "by")):
            for receiver in roles.agents(verb):
                yield _finding(sentence, pattern, giver, receiver, noun, None)


def _doers_of_event(noun: Token) -> list[Token]:
    """Whose attack, support or alliance it is: its possessor, or the subject of the light verb that carries it."""
    owners = roles.possessors(noun)
    if owners:
        return owners
    verb = noun.head
    if noun.dep_ in ("dobj", "pobj", "nsubjpass"):
        if noun.dep_ == "pobj" and noun.head.head.pos_ == "VERB":
            verb = noun.head.head
        if verb.pos_ == "VERB":
            return roles.agents(verb)
    return []


def _agent_noun(sentence: Sentence, noun: Token, pattern: Pattern) -> Iterator[Finding]:
    bodies = roles.prepositional(noun, ("of", "in", "for", "to", "from", "at", "with"))
    bodies += roles.spread(c for c in noun.children if c.dep_ in ("poss", "compound", "nmod", "amod"))
    phase = Phase.ENDS if _is_former(noun) else pattern.phase
    if noun.dep_ == "compound":
        bodies += _before_title(noun)
    bearers = roles.bearer(noun)
    if relation(pattern.relation).symmetric and not bodies and len(bearers) > 1:
        for i, one in enumerate(bearers):  # 'X and Y have remained allies'
            for other in bearers[i + 1 :]:
                yield _finding(sentence, pattern, one, other, noun, None, phase)
        return
    for bearer in bearers:
        if pattern.relation == "holds_office":
            if bearer.pos_ != "PROPN" or noun.dep_ in ("poss",):
                continue
            body = next((b for b in bodies if b.text[:1].isupper() or b.dep_ == "pobj"), None)
            yield _finding(sentence, pattern, bearer, body, noun, _office(noun), phase)
            continue
        value = noun.text if pattern.relation == "relative_of" else None
        for body in bodies:
            if body.i != bearer.i:
                yield _finding(sentence, pattern, bearer, body, noun, value, phase)


def _before_title(noun: Token) -> list[Token]:
    """What stands before a title that belongs to a name: 'Texas' in 'Texas Senator Ted Cruz'."""
    siblings = (c for c in noun.head.lefts if c.i < noun.i and c.dep_ in ("compound", "amod", "nmod", "poss"))
    return [c for c in siblings if c.text[:1].isupper() and c.lower_ not in noun_patterns()]


def _joint(sentence: Sentence, noun: Token, pattern: Pattern) -> Iterator[Finding]:
    """'the alliance between X and Y', "X and Y's alliance": every pair of the members."""
    members = roles.prepositional(noun, ("between", "among", "of"))
    if len(members) < 2:
        members = roles.possessors(noun)
    if len(members) < 2 and noun.dep_ == "dobj" and not roles.prepositional(noun, ("with", "to", "on")):
        members = roles.agents(noun.head)
    for i, one in enumerate(members):
        for other in members[i + 1 :]:
            yield _finding(sentence, pattern, one, other, noun, None)


def _hyphenated(sentence: Sentence, token: Token) -> Iterator[Finding]:
    """'Iran-backed militias' and 'pro-Iran militias' where the tokenizer keeps the compound in one piece."""
    left, _, right = token.text.partition("-")
    start = sentence.at(token)
    for pattern in compound_patterns().get(right.lower(), ()):
        if pattern.shape is Shape.JOINED and token.head.i != token.i:
            yield _at(pattern, start, sentence.at(token.head), token)
    for pattern in compound_patterns().get(left.lower(), ()):
        if pattern.shape is Shape.BEFORE and token.head.i != token.i:
            yield _at(pattern, sentence.at(token.head), start + len(left) + 1, token)


def _spaced(sentence: Sentence, token: Token) -> Iterator[Finding]:
    """The same where the tokenizer splits at the hyphen: 'Iran', '-', 'backed'."""
    doc = token.doc
    for pattern in compound_patterns().get(token.lower_, ()):
        if pattern.shape is Shape.JOINED and token.i >= 2 and doc[token.i - 1].text == "-":
            noun = token.head if token.head.i > token.i else None
            if noun is not None:
                for bearer in roles.spread([noun]):
                    yield _at(pattern, sentence.at(doc[token.i - 2]), sentence.at(bearer), token)
        elif pattern.shape is Shape.BEFORE and token.i + 2 < len(doc) and doc[token.i + 1].text == "-":
            other = doc[token.i + 2]
            noun = next((t for t in (other.head, token.head) if t.i > other.i), None)
            if noun is not None:
                yield _at(pattern, sentence.at(noun), sentence.at(other), token)


def _finding(
    sentence: Sentence,
    pattern: Pattern,
    subject: Token,
    other: Token | None,
    trigger: Token,
    value: str | None,
    phase: Phase | None = None,
) -> Finding:
    return Finding(
        pattern.relation,
        _candidates(sentence, subject),
        _candidates(sentence, other) if other is not None else (),
        value,
        trigger,
        phase or pattern.phase,
        f"{pattern.shape} '{trigger.text}'",
    )


def _at(pattern: Pattern, subject: int, other: int, trigger: Token) -> Finding:
    words_ = f"{pattern.shape} '{trigger.text}'"
    return Finding(pattern.relation, (subject,), (other,), None, trigger, pattern.phase, words_)


def _candidates(sentence: Sentence, noun: Token) -> tuple[int, ...]:
    """A noun, then whom it belongs to: where 'a convoy' is no actor, 'a convoy of the army' is about the army."""
    inner = [p for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children]
    inner += [c for c in noun.children if c.dep_ == "poss"]
    return tuple(sentence.at(token) for token in (noun, *inner))


def _is_former(noun: Token) -> bool:
    """Whether 'former', 'ex-' or the like stands before the role, also where the parser hangs it on the name."""
    ended = words("phase", "ends_words")
    around = [*noun.children, *(noun.head.lefts if noun.dep_ == "compound" else ())]
    return any(c.lower_.rstrip("-") in ended for c in around if c.i < noun.i and c.dep_ != "poss")


def _office(noun: Token) -> str:
    """The office in words: 'prime minister', 'minister of defence'."""
    left = [c for c in noun.children if c.dep_ in ("compound", "amod") and c.i < noun.i and c.pos_ != "PROPN"]
    ended = words("phase", "ends_words")
    first = min((c.i for c in left if c.lower_ not in ended), default=noun.i)
    proper = [c for c in noun.children if c.dep_ == "compound" and c.text.istitle() and c.i == noun.i - 1]
    first = min(first, *(c.i for c in proper if noun.pos_ == "PROPN"), noun.i)
    words_ = [_SHORT_TITLES.get(t.lower_, t.text) for t in noun.doc[first : noun.i + 1]]
    return " ".join(words_) if noun.lower_ in _SHORT_TITLES else str(noun.doc[first : noun.i + 1].text)


def _words(token: Token) -> str:
    """The noun phrase of a value, without its article and relative clauses."""
    tokens = [t for t in token.subtree if t.i <= token.i and t.dep_ != "det" and not t.is_punct]
    heads = [t for t in tokens if t.i >= (tokens[0].i if tokens else 0) and token.is_ancestor(t)] + [token]
    kept = [t for t in heads if all(a.dep_ not in ("conj", "relcl") or a.i == token.i for a in [t])]
    return str(token.doc[kept[0].i : token.i + 1].text)


def _blame(verb: Token) -> str | None:
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "for"):
            inner = [t for t in child.subtree if t.i > child.i]
            if inner:
                return str(verb.doc[inner[0].i : inner[-1].i + 1].text)[:200]
    return None
