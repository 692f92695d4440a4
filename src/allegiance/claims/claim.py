"""Claim: who says that who stands how towards whom, when, and where that is written."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from allegiance.actors.actor import Actor
from allegiance.documents.document import Passage
from allegiance.interval import Interval


class Phase(StrEnum):
    """Where in its life the words show a relation."""

    BEGINS = "begins"
    HOLDS = "holds"
    ENDS = "ends"


class Polarity(StrEnum):
    AFFIRMED = "affirmed"
    DENIED = "denied"


class Certainty(StrEnum):
    """What the words commit to (after FactBank)."""

    STATED = "stated"
    ALLEGED = "alleged"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who the text credits a claim to: an actor of the casefile or, failing that, words (PolNeAR)."""

    speaker: Actor | None
    words: str  # the speaker as written
    cue: str = ""  # 'said', 'according to'


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of one document, with every quote that carries it.

    `valid` is when it held or happened, None where the text gives no time; when it was published stands with the
    document, when it was recorded with the run. `score` is 0–1, how sure the extractor is. `reasons` names the words
    and the rule or model head behind it.
    """

    document: str  # id of the document
    subject: Actor
    relation: str
    object: Actor | None
    value: str | None
    phase: Phase
    polarity: Polarity
    certainty: Certainty
    said_by: Attribution | None
    valid: Interval | None
    place: str | None
    evidence: tuple[Passage, ...]
    score: float
    extractor: str
    reasons: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """From the content: the same claim read twice from the same document is the same claim."""
        said_by, spans = self.said_by, [f"{p.start}-{p.end}" for p in self.evidence]
        parts = (
            self.document,
            self.subject.id,
            self.relation,
            self.object.id if self.object else "",
            self.value or "",
            self.phase,
            self.polarity,
            self.certainty,
            (said_by.speaker.id if said_by.speaker else said_by.words) if said_by else "",
            self.valid.edtf if self.valid else "",
            *spans,
        )
        return "c" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:15]
