"""Finding: a relation between two words of a sentence, before it is known who they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from allegiance.claims.claim import Phase
from allegiance.claims.grammar.patterns import Pattern
from allegiance.claims.grammar.roles import spread
from allegiance.language.parse import Sentence


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
    portrayer: tuple[int, ...] = ()  # who says so where the clause itself tells: 'X calls Y a terrorist'


def found(
    sentence: Sentence,
    pattern: Pattern,
    subject: Token,
    other: Token | None,
    trigger: Token,
    *,
    value: str | None = None,
    phase: Phase | None = None,
    portrayer: Token | None = None,
) -> Finding:
    """The finding that a pattern makes of two words."""
    return Finding(
        pattern.relation,
        _candidates(sentence, subject),
        _candidates(sentence, other) if other is not None else (),
        value,
        trigger,
        phase or pattern.phase,
        f"{pattern.shape} '{trigger.text}'",
        _candidates(sentence, portrayer) if portrayer is not None else (),
    )


def pairs(
    sentence: Sentence, pattern: Pattern, members: list[Token], trigger: Token, phase: Phase | None = None
) -> Iterator[Finding]:
    """A finding for every pair of the members."""
    for i, one in enumerate(members):
        for other in members[i + 1 :]:
            yield found(sentence, pattern, one, other, trigger, phase=phase)


def noun_phrase(sentence: Sentence, token: Token) -> str:
    """The words of a noun phrase up to its head, without its article."""
    left = min((t.i for t in token.lefts if t.dep_ != "det" and not t.is_punct), default=token.i)
    first = min((t.left_edge.i for t in token.lefts if t.i >= left and t.dep_ != "det"), default=left)
    return sentence.words(token.doc[min(first, left)], token)


def _candidates(sentence: Sentence, noun: Token) -> tuple[int, ...]:
    """A noun, then whom it belongs to: where 'a convoy' is no actor, 'a convoy of the army' is about the army.

    Likewise 'Iranian influence' is about Iran.
    """
    inner = [c for c in noun.children if c.dep_ == "appos"]
    inner += [p for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children]
    inner += [c for c in noun.children if c.dep_ == "poss"]
    inner += spread(
        c for c in noun.children if c.dep_ in ("amod", "nmod", "compound") and c.text[:1].isupper()
    )
    return tuple(sentence.at(token) for token in (noun, *inner))
