"""What a casefile gives back: values, frozen, with everything that stands beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from allegiance.casefile.judgement import Judgement, State
from allegiance.claims.claim import Certainty, Claim, Phase, Polarity
from allegiance.documents.document import Passage
from allegiance.interval import Interval


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A document without its text."""

    id: str
    name: str
    title: str | None
    publisher: str | None
    published: Interval | None
    url: str | None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A claim as it stands in the casefile.

    `id` is the claim's address and stays; `claim` has the corrections and merges applied, so that its own id
    may differ. `recorded` is when the casefile came to hold it.
    """

    id: str
    claim: Claim
    document: DocumentSummary
    recorded: datetime
    state: State = State.OPEN
    judgements: tuple[Judgement, ...] = ()  # those in force, oldest first


@dataclass(frozen=True, slots=True)
class OpenedPassage:
    """A passage in its paragraph and document. Offsets are code points of the document's text."""

    id: str
    passage: Passage
    paragraph: Passage
    document: DocumentSummary


@dataclass(frozen=True, slots=True)
class Reprints:
    """Stories that several documents print, with small edits or none.

    `spans` has for each document its passages that are in others too: start, end, and the address of the passage that
    was published first, which is the same for all copies and for itself.
    """

    spans: Mapping[str, tuple[tuple[int, int, str], ...]] = field(default_factory=dict)

    def story(self, document: str, offset: int) -> str | None:
        """The address under which the story at this place of a document is known; None where it stands alone."""
        for start, end, address in self.spans.get(document, ()):
            if start <= offset < end:
                return address
        return None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a search found; `highlights` are the matching ranges, in code points of the document."""

    id: str
    passage: Passage
    highlights: tuple[tuple[int, int], ...]
    document: DocumentSummary


@dataclass(frozen=True, slots=True)
class Run:
    """One run of an extractor; `recorded` is when it began."""

    id: str
    extractor: str
    settings: tuple[tuple[str, str], ...]
    recorded: datetime


@dataclass(frozen=True, slots=True)
class ActorName:
    """A surface form of an actor, how it is looked up, and how often it is used."""

    actor: str
    name: str
    folded: str
    uses: int


@dataclass(frozen=True, slots=True)
class Tie:
    """All claims of one relation between two actors (by id) that hold on one day, with as many as there are."""

    subject: str
    relation: str
    object: str
    phase: Phase
    polarity: Polarity
    certainty: Certainty
    claims: int
    score: float  # the highest of them
