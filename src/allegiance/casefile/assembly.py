"""Assembly: keys of claims become records, a batch at a time, so that no claim costs a statement of its own.

Its statements run on the driver itself: they are asked most, and the way through SQLAlchemy takes longer than they.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Connection

from allegiance.casefile.asking import Order, Parties
from allegiance.casefile.decisions import Decided, judgements, read_correction
from allegiance.casefile.entry import check_quote
from allegiance.casefile.find_actors import ActorCache, actor_key
from allegiance.casefile.find_documents import interval_of, summary
from allegiance.casefile.judgement import Judgement, State, corrections, in_force, state_of
from allegiance.casefile.record import DocumentSummary, Record
from allegiance.casefile.rows import order_day
from allegiance.casefile.sqlite import sqlite_connection
from allegiance.casefile.stamp import moment
from allegiance.claims.claim import Attribution, Certainty, Claim, Phase, Polarity
from allegiance.documents.document import Passage, PassageKind

_FIRST, _BATCH = 50, 500  # claims fetched at a time: a first page soon, then more at once
_ACTORS = ("subject", "object", "speaker")


class _Row(NamedTuple):
    """A claim with its time of recording and its document, as the statement below selects them."""

    key: int
    document_key: int
    id: str
    subject_key: int
    relation: str
    object_key: int | None
    value: str | None
    phase: str
    polarity: str
    certainty: str
    speaker_key: int | None
    speaker_words: str | None
    cue: str | None
    valid: str | None
    valid_rough: int | None
    valid_start: int | None
    valid_end: int | None
    published_day: int
    place: str | None
    score: float
    extractor: str
    reasons: str
    recorded: str
    document_id: str
    document_name: str
    document_title: str | None
    document_publisher: str | None
    document_url: str | None
    document_language: str | None
    document_published: str | None
    document_published_rough: int | None
    document_published_start: int | None
    document_published_end: int | None


def _column(field_name: str) -> str:
    if field_name == "recorded":
        return "log.recorded"
    table, _, column = field_name.partition("_")
    if table == "document" and column != "key":
        return f"document.{column}"
    return f"claim.{field_name}"


_ROWS = f"""
SELECT {", ".join(map(_column, _Row._fields))} FROM claim
CROSS JOIN document ON document.key = claim.document_key CROSS JOIN log ON log.key = claim.log_key
WHERE claim.key IN (SELECT value FROM json_each(?))"""
_EVIDENCE = """
SELECT evidence.claim_key, evidence.start, evidence."end", evidence.kind, evidence.quote,
    substr(document.text, evidence.start + 1, evidence."end" - evidence.start)
FROM evidence CROSS JOIN claim ON claim.key = evidence.claim_key
CROSS JOIN document ON document.key = claim.document_key
WHERE evidence.claim_key IN (SELECT value FROM json_each(?)) ORDER BY evidence.key"""
_TEXT = (
    "SELECT document.text FROM claim JOIN document ON document.key = claim.document_key WHERE claim.key = ?"
)


class Found(NamedTuple):
    """A record with its place in the order, after corrections, and its parties as keys."""

    order: Order
    record: Record
    parties: Parties


@dataclass(slots=True)
class Assembly:
    """Makes records of keys; `known` is the moment up to which judgements count."""

    connection: Connection
    made: Decided
    known: str | None
    include_rejected: bool
    _actors: ActorCache = field(init=False)
    _documents: dict[int, DocumentSummary] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._actors = ActorCache(self.connection, self.made.who, self.known)

    def found(self, keys: Iterable[Order], without: Collection[str] = ()) -> Iterator[Found]:
        """The claims of these keys, in their order; those with ids in `without` are passed over.

        Raises: CasefileError for a quote that its document does not hold.
        """
        keys = iter(keys)
        size = _FIRST
        while batch := [key for _, _, key in islice(keys, size)]:
            size = _BATCH
            rows = self._rows(batch, without)
            decided = self._decided(rows)
            passages = self._evidence(rows)
            parties = [self._parties(row, corrections(decided.get(row.id, ()))) for row in rows]
            self._actors.load({key for p in parties for key in (p.subject, p.object, p.speaker) if key})
            for row, who in zip(rows, parties, strict=True):
                found = self._assembled(row, who, passages.get(row.key, ()), decided.get(row.id, ()))
                if self.include_rejected or found.record.state is not State.REJECTED:
                    yield found

    def _rows(self, keys: list[int], without: Collection[str]) -> list[_Row]:
        found = sqlite_connection(self.connection).execute(_ROWS, (json.dumps(keys),))
        by_key = {row.key: row for row in map(_Row._make, found)}
        rows = [by_key[key] for key in keys]
        return [row for row in rows if row.id not in without] if without else rows

    def _decided(self, rows: Iterable[_Row]) -> dict[str, tuple[Judgement, ...]]:
        """Judgements in force on the claims of the batch."""
        touched = {row.id for row in rows if row.id in self.made.targets}
        if not touched:
            return {}
        by_claim: dict[str, list[Judgement]] = {}
        for judgement in judgements(self.connection, touched, self.known):
            by_claim.setdefault(judgement.target, []).append(judgement)
        return {claim: in_force(made) for claim, made in by_claim.items()}

    def _evidence(self, rows: Iterable[_Row]) -> dict[int, tuple[Passage, ...]]:
        """Quotes by key of the claim, each compared with the text of its document.

        Raises: CasefileError, naming the passage, where the text reads otherwise.
        """
        documents = {row.key: row.document_id for row in rows}
        quotes: dict[int, tuple[Passage, ...]] = {}
        driver = sqlite_connection(self.connection)
        for key, start, end, kind, quote, there in driver.execute(_EVIDENCE, (json.dumps(list(documents)),)):
            passage = Passage(start, end, quote, PassageKind(kind))
            if there != quote or not quote:  # or SQLite cannot tell: its `substr` ends at a zero character
                (text,) = driver.execute(_TEXT, (key,)).fetchone()
                check_quote(documents[key], text, passage)
            quotes[key] = (*quotes.get(key, ()), passage)
        return quotes

    def _parties(self, row: _Row, corrected: dict[str, str | None]) -> Parties:
        who = self.made.who
        keys = [row.subject_key, row.object_key, row.speaker_key]
        if who.merged or who.parted:
            keys = [None if key is None else who.of(key, row.document_key) for key in keys]
        for place, name in enumerate(_ACTORS if corrected else ()):
            if name in corrected:
                to = corrected[name]
                keys[place] = None if to is None else who.root(actor_key(self.connection, to))
        return Parties(keys[0], keys[1], keys[2])

    def _assembled(
        self, row: _Row, parties: Parties, evidence: tuple[Passage, ...], decided: tuple[Judgement, ...]
    ) -> Found:
        claim = self._claim(row, parties, evidence)
        changed: dict[str, Any] = {
            name: read_correction(name, value)
            for name, value in corrections(decided).items()
            if name not in _ACTORS
        }
        if changed:
            claim = replace(claim, **changed)
        document = self._documents.get(row.document_key)
        if document is None:
            document = self._documents[row.document_key] = summary(row)
        record = Record(row.id, claim, document, moment(row.recorded), state_of(decided), decided)
        filed = order_day(claim.valid, row.published_day)
        return Found((filed, row.published_day, row.key), record, parties)

    def _claim(self, row: _Row, parties: Parties, evidence: tuple[Passage, ...]) -> Claim:
        actors = self._actors
        said_by = None
        if row.speaker_words is not None:
            speaker = None if parties.speaker is None else actors[parties.speaker]
            said_by = Attribution(speaker, row.speaker_words, row.cue or "")
        return Claim(
            document=row.document_id,
            subject=actors[parties.subject or 0],
            relation=row.relation,
            object=None if parties.object is None else actors[parties.object],
            value=row.value,
            phase=Phase(row.phase),
            polarity=Polarity(row.polarity),
            certainty=Certainty(row.certainty),
            said_by=said_by,
            valid=interval_of(row.valid, row.valid_rough, row.valid_start, row.valid_end),
            place=row.place,
            evidence=evidence,
            score=row.score,
            extractor=row.extractor,
            reasons=tuple(json.loads(row.reasons)),
        )
