"""Qualifiers of a finding: phase, polarity, certainty and speaker, from the clauses that govern its trigger word."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from allegiance.claims.claim import Certainty, Phase, Polarity
from allegiance.claims.relations import RelationGroup, relation
from allegiance.language.attribution import Saying, governing
from allegiance.language.factuality import factuality
from allegiance.language.inflection import form_table
from allegiance.language.words import words

_SINCE_THEN = frozenset({"formerly", "previously", "newly"})  # adverbs that tell a phase beside a verb too


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """What stands around a relation; `speaker` is the word that names who says it, None for the author."""

    phase: Phase
    polarity: Polarity
    certainty: Certainty
    speaker: Token | None
    cue: str
    reasons: tuple[str, ...]
    at_word: bool = False  # whether words at the trigger itself deny or hedge it


@cache
def _verbs(name: str) -> dict[str, str]:
    return form_table(sorted(words("phase", name)), verbs=True)


def qualify(trigger: Token, relation_name: str, phase: Phase, sayings: tuple[Saying, ...]) -> Qualifiers:
    """Qualifiers of the clause that the trigger word heads."""
    reading = factuality(trigger)
    over = governing(sayings, trigger)
    denied = reading.denied
    certainty = Certainty(reading.commitment.value)
    reasons = list(reading.reasons)
    for saying in over:
        if saying.denies:
            denied = not denied
            reasons.append(saying.cue.text)
        elif saying.alleges and certainty is Certainty.STATED:
            certainty = Certainty.ALLEGED
            reasons.append(saying.cue.text)
    speaking = over[-1] if over else None
    return Qualifiers(
        phase=_phase(trigger, relation_name, phase),
        polarity=Polarity.DENIED if denied else Polarity.AFFIRMED,
        certainty=certainty,
        speaker=speaking.speaker if speaking else None,
        cue=speaking.cue.text if speaking else "",
        reasons=tuple(reasons),
        at_word=reading.at_word,
    )


def _phase(trigger: Token, relation_name: str, phase: Phase) -> Phase:
    """Begins or ends where a word beside or above the trigger says so; acts only hold."""
    if phase is not Phase.HOLDS or relation(relation_name).group is RelationGroup.ACT:
        return phase
    for child in trigger.children:
        if child.dep_ in ("amod", "compound") or child.lower_ in _SINCE_THEN:
            if child.lower_ in words("phase", "ends_words"):
                return Phase.ENDS
            if child.lower_ in words("phase", "begins_words"):
                return Phase.BEGINS
        if child.lower_ == "longer" and any(
            c.lower_ in ("no", "not") for c in (*child.children, *trigger.children)
        ):
            return Phase.ENDS
    return _governed_phase(trigger)


def _governed_phase(trigger: Token) -> Phase:
    governor = trigger.head
    if trigger.dep_ in ("dobj", "xcomp", "nsubjpass", "attr") and governor.i != trigger.i:
        if governor.lower_ in _verbs("begins_verbs"):
            return Phase.BEGINS
        if governor.lower_ in _verbs("ends_verbs"):
            return Phase.ENDS
    return Phase.HOLDS
