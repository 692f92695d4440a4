"""Overview: what a casefile holds at a glance: counts, spans, actors and publishers row by row, what came last.

Counts are of what is read at present: a document that was read again counts once. Claims that people rejected are
left out, merged actors stand under the one that remains.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from allegiance.claims.claim import Certainty
from allegiance.language.mention import ActorKind


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole casefile in numbers. Note `act` and ask `Casefile.changes(since=act)` what is new the next time."""

    documents: int
    publishers: int
    actors: int  # that a document names
    claims: int
    by_certainty: Mapping[Certainty, int]
    accepted: int  # claims by how they stand; the rest waits for a decision
    corrected: int
    rejected: int
    published_first: date | None  # first and last day of publication
    published_last: date | None
    filed_first: date | None  # first and last day under which claims are filed, rejected ones too
    filed_last: date | None
    runs: int
    act: int  # number of the last act of recording

    @property
    def waiting(self) -> int:
        """Claims that nobody has decided about."""
        return self.claims - self.accepted - self.corrected


@dataclass(frozen=True, slots=True)
class Change:
    """One act of recording: a document, a reading, a judgement, a run."""

    act: int
    kind: str  # document, reading, judgement, run
    what: str  # id of the document, judgement or run
    name: str  # of the document; the kind of judgement; the extractor
    recorded: datetime
    claims: int = 0  # that a reading found
    by: str | None = None  # who decided


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor of the list. `uses` counts mentions by name or noun phrase, `publishers` those that name it."""

    id: str
    name: str
    kind: ActorKind | None
    names: tuple[str, ...]  # all names, the one it goes by first
    uses: int
    claims: int  # as subject or object
    documents: int  # that name it
    publishers: int
    first: date | None  # day of publication of the first and the last document that names it
    last: date | None


@dataclass(frozen=True, slots=True)
class ActorPage:
    """Some rows of the list of actors; `total` is how many there are in all."""

    rows: tuple[ActorRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class PublisherRow:
    """A publisher (None: documents that name none). `alone` counts matters that nobody else carries.

    A matter is who stands how towards whom, apart from when, by whom and how surely it is said. So `alone` goes by
    claims of every level, `claims` counts those of the level that is asked for.
    """

    name: str | None
    documents: int
    claims: int
    alone: int
    first: date | None  # first and last day of publication
    last: date | None
