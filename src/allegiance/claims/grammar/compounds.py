"""Findings in compounds: 'Iran-backed militias', 'pro-Iran militias', 'the US-led coalition'."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from allegiance.claims.claim import Phase
from allegiance.claims.grammar import roles
from allegiance.claims.grammar.finding import Finding
from allegiance.claims.grammar.patterns import Pattern, Shape, compound_patterns
from allegiance.language.parse import Sentence
from allegiance.language.parties import party_tags


def compound_findings(sentence: Sentence, token: Token) -> Iterator[Finding]:
    """What the pattern table finds in a compound, whether the tokenizer splits it at the hyphen or not."""
    if "-" in token.text and len(token.text) > 1:
        yield from _whole(sentence, token)
    elif token.lower_ in compound_patterns():
        yield from _split(sentence, token)


def _whole(sentence: Sentence, token: Token) -> Iterator[Finding]:
    left, _, right = token.text.partition("-")
    start = sentence.at(token)
    if token.head.i == token.i:
        return
    for pattern in compound_patterns().get(right.lower(), ()):
        if pattern.shape is Shape.JOINED:
            yield _at(pattern, start, sentence.at(token.head), token)
    for pattern in compound_patterns().get(left.lower(), ()):
        if pattern.shape is Shape.BEFORE:
            yield _at(pattern, sentence.at(token.head), start + len(left) + 1, token)


def _split(sentence: Sentence, token: Token) -> Iterator[Finding]:
    """'Iran', '-', 'backed' as three tokens."""
    doc = token.doc
    for pattern in compound_patterns()[token.lower_]:
        if pattern.shape is Shape.JOINED and token.i >= 2 and doc[token.i - 1].text == "-":
            if token.head.i > token.i:
                for bearer in roles.spread([token.head]):
                    yield _at(pattern, sentence.at(doc[token.i - 2]), sentence.at(bearer), token)
        elif pattern.shape is Shape.BEFORE and token.i + 2 < len(doc) and doc[token.i + 1].text == "-":
            other = doc[token.i + 2]
            noun = next((t for t in (other.head, token.head) if t.i > other.i), None)
            if noun is not None:
                yield _at(pattern, sentence.at(noun), sentence.at(other), token)


def tag_findings(sentence: Sentence) -> Iterator[Finding]:
    """'Bill Cassidy, R-La.' and 'Bill Cassidy (R-La.)': the party behind a name."""
    for tag in party_tags(sentence):
        before = sentence.text[sentence.start : tag.start].rstrip(" (,")
        name = sentence.token_at(sentence.start + len(before) - 1) if before else None
        if name is not None and name.pos_ == "PROPN":
            rule = f"party tag '{tag.text}'"
            yield Finding("member_of", (sentence.at(name),), (tag.start,), None, name, Phase.HOLDS, rule)


def _at(pattern: Pattern, subject: int, other: int, trigger: Token) -> Finding:
    rule = f"{pattern.shape} '{trigger.text}'"
    return Finding(pattern.relation, (subject,), (other,), None, trigger, pattern.phase, rule)
