"""Factuality: what the clause around a trigger word commits to.

    trigger ──its own negation, modal, adverb──► governing verbs ('refused to', 'plans to', 'accused of') ──► reading

Polarity and certainty are those of FactBank (Saurí & Pustejovsky, 2009), reduced to what claims need.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from spacy.tokens import Token

from allegiance.language.inflection import form_table
from allegiance.language.words import words

_CHAIN = frozenset(
    {"xcomp", "ccomp", "pcomp", "acl", "prep", "pobj", "dobj", "attr", "acomp", "advcl", "oprd"}
)
_AT = frozenset({"xcomp", "attr", "acomp"})  # how a word hangs on the verb that takes it: 'is not a member'
_JOINING = frozenset({"but", "and", ",", "though"})
_STEPS = 5  # governors looked at above a trigger


class Commitment(StrEnum):
    """How far the words commit to a clause; the values are those of a claim's certainty."""

    STATED = "stated"
    ALLEGED = "alleged"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a clause commits to, with the words that say so."""

    denied: bool
    commitment: Commitment
    reasons: tuple[str, ...]
    at_word: bool = False  # whether some of them stand at the trigger itself or at the verb that takes it


@dataclass(frozen=True, slots=True)
class _Finding:
    denies: bool = False
    commitment: Commitment | None = None
    word: str = ""


@cache
def _forms(section: str, name: str) -> dict[str, str]:
    return form_table(sorted(words(section, name)), verbs=True)


def factuality(trigger: Token) -> Reading:
    """Polarity and certainty of the clause that a trigger word heads."""
    denied, commitment, reasons, at_word = False, Commitment.STATED, [], False
    if _left_out(trigger):
        denied, reasons, at_word = True, ["without" if trigger.dep_ == "pcomp" else "neither"], True
    for finding, near in _findings(trigger):
        if finding.denies:
            denied = not denied
        if finding.commitment is not None and commitment is Commitment.STATED:
            commitment = finding.commitment
        reasons.append(finding.word)
        at_word = at_word or near
    return Reading(denied, commitment, tuple(reasons), at_word)


def is_excepted(token: Token) -> bool:
    """Whether a member of a coordination is left out: 'Hungary' of 'Poland, but not Hungary, agreed'."""
    first = token.left_edge
    before = first if first.lower_ == "not" else first.nbor(-1) if first.i > token.sent.start else first
    return before.lower_ == "not" and before.i > token.sent.start and before.nbor(-1).lower_ in _JOINING


def _findings(trigger: Token) -> Iterator[tuple[_Finding, bool]]:
    """What the words around say, from the trigger upwards, and whether they stand at it."""
    yield from ((finding, True) for finding in _own(trigger))
    token, steps = trigger, 0
    while token.head.i != token.i and token.dep_ in _CHAIN and steps < _STEPS:
        link, token, steps = token.dep_, token.head, steps + 1
        near = steps == 1 and link in _AT
        yield from ((finding, near) for finding in _governor(token, link))
        if token.pos_ in ("VERB", "AUX"):
            yield from ((finding, near) for finding in _own(token))


def _own(token: Token) -> Iterator[_Finding]:
    """Negation, modals and adverbs that stand at the word itself."""
    for child in token.children:
        low = child.lower_
        if child.dep_ == "neg" or (child.dep_ == "det" and low == "no") or low in ("neither", "never"):
            yield _Finding(denies=True, word=child.text)
        elif (
            child.dep_ == "aux"
            and low in words("certainty", "possible_modals")
            and not _counterfactual(token)
        ):
            yield _Finding(commitment=Commitment.POSSIBLE, word=child.text)
        elif child.dep_ in ("advmod", "amod") and low in words("certainty", "alleged_words"):
            yield _Finding(commitment=Commitment.ALLEGED, word=child.text)
        elif child.dep_ in ("advmod", "amod") and low in words("certainty", "possible_words"):
            yield _Finding(commitment=Commitment.POSSIBLE, word=child.text)
        elif child.dep_ == "mark" and low in words("certainty", "conditions"):
            yield _Finding(commitment=Commitment.POSSIBLE, word=child.text)


def _counterfactual(token: Token) -> bool:
    """'would' in reported speech is the future of the past, not doubt."""
    aux = [c.lower_ for c in token.children if c.dep_ == "aux"]
    return aux[:1] == ["would"] and token.dep_ == "ccomp"


def _left_out(trigger: Token) -> bool:
    """'without attacking C', 'neither A nor B attacked C': the words say that it did not happen."""
    if trigger.dep_ == "pcomp" and trigger.head.lower_ == "without":
        return True
    subjects = (c for c in trigger.children if c.dep_ in ("nsubj", "nsubjpass"))
    return any(c.lower_ == "neither" for subject in subjects for c in subject.children)


def _governor(token: Token, link: str) -> Iterator[_Finding]:
    low = token.lower_
    if low in _forms("negation", "verbs") and link in ("xcomp", "ccomp", "dobj", "pobj", "pcomp"):
        yield _Finding(denies=True, word=token.text)
    elif low in _forms("certainty", "alleged_verbs") and link in ("xcomp", "ccomp", "prep", "pcomp"):
        yield _Finding(commitment=Commitment.ALLEGED, word=token.text)
    elif low in _forms("certainty", "possible_verbs") and link in ("xcomp", "ccomp"):
        yield _Finding(commitment=Commitment.POSSIBLE, word=token.text)
