"""Finding claims: from what is asked to records in chronological order, in batches, each quote verified.

    Asked ──SQL──► rows ──actors, evidence, judgements──► Record ──► what fits after judgements

Claims that people corrected are fetched apart and fitted in, since SQL sees only what was first written.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import Connection

from allegiance.casefile import schema
from allegiance.casefile.asking import Asked, Parties, by_id, chronological, filters, scope, still_fits
from allegiance.casefile.decisions import (
    Identities,
    corrected_claims,
    has_judgements,
    identities,
    judgements,
    kept_claims,
    read_correction,
)
from allegiance.casefile.entry import check_quote
from allegiance.casefile.find_actors import ActorCache, actor_key
from allegiance.casefile.find_documents import interval_of, summary
from allegiance.casefile.judgement import Judgement, State, corrections, in_force, state_of
from allegiance.casefile.record import Record
from allegiance.casefile.rows import order_day
from allegiance.casefile.stamp import moment
from allegiance.claims.claim import Attribution, Certainty, Claim, Phase, Polarity
from allegiance.documents.document import Passage, PassageKind
from allegiance.interval import Interval

_FIRST, _BATCH = 50, 500  # claims fetched at a time: a first page soon, then more at once
_TEXTS = 64  # texts of documents kept at hand while quotes are verified

# Made once: building a statement takes longer than running it.
_EVIDENCE = (
    sa.select(schema.evidence)
    .where(schema.evidence.c.claim_key.in_(sa.bindparam("claims", expanding=True)))
    .order_by(schema.evidence.c.key)
)
_TEXT = sa.select(schema.document.c.text).where(schema.document.c.key == sa.bindparam("document"))


class _Found(NamedTuple):
    order: tuple[int, int, str, int, str]
    record: Record
    parties: Parties


def claims(connection: Connection, asked: Asked) -> Iterator[Record]:
    """Records in order of valid start, publication, document and place in the text.

    Raises: UnknownActor, UsageError; CasefileError for a quote that its document does not hold.
    """
    decided = has_judgements(connection)
    who = identities(connection, asked.known) if decided else Identities()
    corrected = corrected_claims(connection, asked.known) if decided else frozenset()
    parties = Parties.of(connection, who, asked)
    assembly = _Assembly(connection, who, asked, decided)
    kept = kept_claims(connection, asked.known) if decided else ()
    if not kept and (direct := by_id(asked)):
        rows = iter(connection.execute(*direct))
    else:
        rows = _rows(connection, scope(connection, asked, kept) & filters(asked, who, parties))
    found: Iterator[_Found] = assembly.found(row for row in rows if row.id not in corrected)
    if corrected:
        touched = assembly.found(
            _rows(connection, scope(connection, asked, kept) & schema.claim.c.id.in_(corrected))
        )
        fitting = (f for f in touched if still_fits(asked, f.record.claim, f.order[0]))
        found = heapq.merge(found, sorted(fitting, key=_order), key=_order)
    return (f.record for f in found if parties.fit(f.parties))


def _order(found: _Found) -> tuple[int, int, str, int, str]:
    return found.order


def _rows(connection: Connection, where: sa.ColumnElement[bool]) -> Iterator[Any]:
    return iter(connection.execute(chronological(where).execution_options(yield_per=_FIRST)))


@dataclass(slots=True)
class _Assembly:
    """Makes records of rows, a batch at a time, so that no claim costs a query of its own."""

    connection: Connection
    who: Identities
    asked: Asked
    has_judgements: bool

    def found(self, rows: Iterable[Any]) -> Iterator[_Found]:
        rows = iter(rows)
        actors = ActorCache(self.connection, self.who)
        evidence = _Evidence(self.connection)
        batch = list(islice(rows, _FIRST))
        while batch:
            decided = self._decided(batch)
            passages = evidence.of(batch)
            parties = {row.key: self._parties(row, corrections(decided.get(row.id, ()))) for row in batch}
            actors.load({key for p in parties.values() for key in _keys(p)})
            for row in batch:
                found = _assemble(row, parties[row.key], actors, passages[row.key], decided.get(row.id, ()))
                if self.asked.include_rejected or found.record.state is not State.REJECTED:
                    yield found
            batch = list(islice(rows, _BATCH))

    def _decided(self, batch: list[Any]) -> dict[str, tuple[Judgement, ...]]:
        """Judgements in force on the claims of the batch."""
        if not self.has_judgements:
            return {}
        by_claim: dict[str, list[Judgement]] = {}
        for judgement in judgements(self.connection, {row.id for row in batch}, self.asked.known):
            by_claim.setdefault(judgement.target, []).append(judgement)
        return {claim: in_force(made) for claim, made in by_claim.items()}

    def _parties(self, row: Any, corrected: dict[str, str | None]) -> Parties:
        keys = {}
        for name in ("subject", "object", "speaker"):
            key = row._mapping[f"{name}_key"]
            keys[name] = None if key is None else self.who.of(key, row.document_key)
            if name in corrected:
                to = corrected[name]
                keys[name] = None if to is None else self.who.root(actor_key(self.connection, to))
        return Parties(**keys)


class _Evidence:
    """The quotes of claims, verified against the text of their document."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._text = lru_cache(_TEXTS)(self._load_text)

    def of(self, rows: list[Any]) -> dict[int, tuple[Passage, ...]]:
        """Passages by key of the claim.

        Raises: CasefileError, naming the passage, where the text reads otherwise.
        """
        quotes: dict[int, tuple[Passage, ...]] = {row.key: () for row in rows}
        for found in self._connection.execute(_EVIDENCE, {"claims": list(quotes)}):
            passage = Passage(found.start, found.end, found.quote, PassageKind(found.kind))
            quotes[found.claim_key] = (*quotes[found.claim_key], passage)
        for row in sorted(rows, key=lambda row: row.document_key):
            for passage in quotes[row.key]:
                check_quote(row.document_id, self._text(row.document_key), passage)
        return quotes

    def _load_text(self, document_key: int) -> str:
        return str(self._connection.execute(_TEXT, {"document": document_key}).scalar_one())


def _assemble(
    row: Any,
    parties: Parties,
    actors: ActorCache,
    evidence: tuple[Passage, ...],
    decided: tuple[Judgement, ...],
) -> _Found:
    claim = _claim(row, parties, actors, evidence)
    changed: dict[str, Any] = {
        name: read_correction(name, value)
        for name, value in corrections(decided).items()
        if name not in ("subject", "object", "speaker")
    }
    if changed:
        claim = replace(claim, **changed)
    document = summary(row)
    published = document.published
    first = published.start.toordinal() if published and published.start else _no_start(published)
    record = Record(row.id, claim, document, moment(row.recorded), state_of(decided), decided)
    filed = order_day(claim.valid, published)
    return _Found((filed, first, document.id, row.start, row.id), record, parties)


def _claim(row: Any, parties: Parties, actors: ActorCache, evidence: tuple[Passage, ...]) -> Claim:
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


def _keys(parties: Parties) -> Iterator[int]:
    return (key for key in (parties.subject, parties.object, parties.speaker) if key is not None)


def _no_start(published: Interval | None) -> int:
    return schema.UNDATED if published is None else schema.OPEN_START
