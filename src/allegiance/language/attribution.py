"""Attribution: who the text credits a statement to (speaker, cue, content).

    'X said that Y attacked Z'      speaker X, cue 'said', content 'Y attacked Z'
    'Y attacked Z, according to X'  speaker X, cue 'according to', content the clause before
    'X's claim that Y attacked Z'   speaker X, cue 'claim'

Source: the parts of an attribution and its nesting are those of PolNeAR (Newell et al., LREC 2018).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from allegiance.language.inflection import form_table
from allegiance.language.parse import Sentence
from allegiance.language.words import words

_ACCUSING = frozenset({"accuse", "suspect"})  # 'X accused Y of attacking Z': X says so


@dataclass(frozen=True, slots=True)
class Saying:
    """One attribution inside a sentence; `content` holds the indices of its tokens in the parsed stretch."""

    speaker: Token | None
    cue: Token
    lemma: str
    content: frozenset[int]

    @property
    def alleges(self) -> bool:
        """Whether the cue itself casts the content as an allegation: 'claim', 'accuse', 'believe'."""
        return self.lemma in words("saying", "alleging")

    @property
    def denies(self) -> bool:
        """Whether the cue denies its content."""
        return self.lemma in words("saying", "denying")


@cache
def _verbs() -> dict[str, str]:
    denying = words("saying", "denying")
    return form_table(sorted(words("saying", "verbs") | denying), verbs=True)


@cache
def _nouns() -> dict[str, str]:
    return form_table(sorted(words("saying", "nouns")), verbs=False)


def sayings(sentence: Sentence) -> tuple[Saying, ...]:
    """All attributions of a sentence, outer ones before inner ones."""
    found = [s for token in sentence.span for s in _at(token)]
    return tuple(sorted(found, key=lambda s: -len(s.content)))


def governing(found: tuple[Saying, ...], token: Token) -> tuple[Saying, ...]:
    """The attributions whose content holds this token, outer ones first."""
    return tuple(s for s in found if token.i in s.content)


def _at(token: Token) -> Iterator[Saying]:
    lemma = _verbs().get(token.lower_)
    if lemma and token.pos_ in ("VERB", "AUX"):
        yield from _verb(token, lemma)
    elif token.lower_ == "according":
        yield from _according(token)
    elif token.lower_ in _nouns() and token.pos_ == "NOUN":
        yield from _noun(token, _nouns()[token.lower_])


def _verb(cue: Token, lemma: str) -> Iterator[Saying]:
    content: set[int] = set()
    for child in cue.children:
        if child.dep_ == "ccomp" or (child.dep_ == "parataxis" and child.pos_ in ("VERB", "AUX")):
            content |= {t.i for t in child.subtree}
        elif child.dep_ == "dobj" and lemma in words("saying", "denying"):
            content |= {t.i for t in child.subtree}
        elif child.dep_ == "xcomp" and lemma in ("claim", "deny", "vow", "pledge", "promise"):
            content |= {t.i for t in child.subtree}
        elif lemma in _ACCUSING and child.dep_ == "prep" and child.lower_ in ("of", "for"):
            content |= {t.i for t in child.subtree}
    if cue.dep_ in ("parataxis", "ccomp") and not content and cue.head.i != cue.i:
        content = {t.i for t in cue.head.subtree} - {t.i for t in cue.subtree}
    if content:
        yield Saying(_subject(cue), cue, lemma, frozenset(content))


def _subject(cue: Token) -> Token | None:
    for child in cue.children:
        if child.dep_ in ("nsubj", "nsubjpass"):
            return child
    for child in cue.children:  # 'was said by X'
        if child.dep_ == "agent":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    if cue.dep_ == "conj" and cue.head.i != cue.i:
        return _subject(cue.head)
    return None


def _according(token: Token) -> Iterator[Saying]:
    objects = [t for t in token.subtree if t.dep_ == "pobj"]
    governor = token.head
    if objects and governor.i != token.i:
        content = {t.i for t in governor.subtree} - {t.i for t in token.subtree}
        yield Saying(objects[0], token, "according to", frozenset(content))


def _noun(cue: Token, lemma: str) -> Iterator[Saying]:
    speaker = next((c for c in cue.children if c.dep_ == "poss"), None)
    if speaker is None:
        speaker = next(
            (p for c in cue.children if c.dep_ == "prep" and c.lower_ in ("by", "from") for p in c.children),
            None,
        )
    content = {t.i for c in cue.children if c.dep_ == "acl" or c.dep_ == "ccomp" for t in c.subtree}
    if speaker is not None and content:
        yield Saying(speaker, cue, lemma, frozenset(content))
