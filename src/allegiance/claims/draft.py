"""Draft: a relation between two actors at one place of the text, before its qualifiers are known."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from spacy.tokens import Token

from allegiance.actors.actor import Actor
from allegiance.claims.claim import Phase
from allegiance.language.neural import Scores, Spanned
from allegiance.language.parse import Sentence


class Witness(StrEnum):
    """What proposes a draft."""

    GRAMMAR = "grammar"
    NETWORK = "network"


@dataclass(frozen=True, slots=True)
class Draft:
    """What grammar or the trained reader proposes. Its words run from the first to the last sentence."""

    subject: Actor
    relation: str
    object: Actor | None
    value: str | None
    first: Sentence
    last: Sentence
    trigger: Token  # the word that carries it, in `last`; qualifiers and time are read off its clause
    subject_at: int  # offset of the word that names the subject
    phase: Phase
    witness: Witness
    score: float  # of this witness at this place
    reason: str
    own: float = 0.0  # of the network for this relation alone, where `score` speaks for all of its sign
    pattern: str = ""  # of grammar: shape and lemma, 'agent noun leader'
    portrayer: Actor | None = None  # who says so where the clause itself tells
    pair: tuple[Spanned, Spanned] | None = None  # spans that the trained reader scored
    inferred: bool = False  # whether the object is told elsewhere in the document
    also: tuple[tuple[Sentence, Sentence], ...] = ()  # first and last sentence of other places that carry it
    vector: Scores | None = field(
        default=None, compare=False, repr=False
    )  # (768,) of the pair, by the network

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What is claimed, whatever its qualifiers."""
        return (
            self.subject.id,
            self.relation,
            self.object.id if self.object else "",
            (self.value or "").lower(),
        )
