"""Assembly: keys of claims become records, a batch at a time, so that no claim costs a statement of its own.

Its statements run on the driver itself: they are asked most, and the way through SQLAlchemy takes longer than they.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
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
from allegiance.interval import Interval

_FIRST, _BATCH = 50, 500  # claims fetched at a time: a first page soon, then more at once
_SHARED = 2_000  # values of one kind kept at hand
_ACTORS = ("subject", "object", "speaker")


class _Row(NamedTuple):
    """A claim with its time of recording, its document and one of its quotes, as the statement below selects them."""

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
    evidence_key: int | None
    evidence_start: int
    evidence_end: int
    evidence_kind: str
    evidence_quote: str
    is_exact: int | None  # whether the text reads so at that place


def _column(field_name: str) -> str:
    if field_name in _ELSEWHERE:
        return _ELSEWHERE[field_name]
    table, _, column = field_name.partition("_")
    if table in ("document", "evidence") and field_name != "document_key":
        return f'{table}."{column}"'
    return f"claim.{field_name}"


_ELSEWHERE = {
    "recorded": "log.recorded",
    "is_exact": 'evidence.quote = substr(document.text, evidence.start + 1, evidence."end" - evidence.start)',
}
_ROWS = f"""
SELECT {", ".join(map(_column, _Row._fields))} FROM json_each(?) AS asked
CROSS JOIN claim ON claim.key = asked.value
CROSS JOIN document ON document.key = claim.document_key CROSS JOIN log ON log.key = claim.log_key
LEFT JOIN evidence ON evidence.claim_key = claim.key"""
_TEXT = "SELECT text FROM document WHERE key = ?"
_PHASES = {phase.value: phase for phase in Phase}  # looked up four times as fast as by calling the class
_POLARITIES = {polarity.value: polarity for polarity in Polarity}
_CERTAINTIES = {certainty.value: certainty for certainty in Certainty}
_KINDS = {kind.value: kind for kind in PassageKind}


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
    # What many claims share is made once.
    _moment: Callable[[str], datetime] = field(init=False)
    _interval: Callable[..., Interval | None] = field(init=False)
    _reasons: Callable[[str], tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        self._actors = ActorCache(self.connection, self.made.who, self.known)
        self._moment = lru_cache(_SHARED)(moment)
        self._interval = lru_cache(_SHARED)(interval_of)
        self._reasons = lru_cache(_SHARED)(_texts)

    def found(self, keys: Iterable[Order], without: Collection[str] = ()) -> Iterator[Found]:
        """The claims of these keys, in their order; those with ids in `without` are passed over.

        Raises: CasefileError for a quote that its document does not hold.
        """
        keys = iter(keys)
        size = _FIRST
        while batch := [key for _, _, key in islice(keys, size)]:
            size = _BATCH
            rows = [row for row in self._rows(batch) if row[0].id not in without]
            decided = self._decided([row.id for row, *_ in rows])
            parties = [self._parties(row, decided.get(row.id, ())) for row, *_ in rows]
            self._actors.load({key for p in parties for key in (p.subject, p.object, p.speaker) if key})
            for row, who in zip(rows, parties, strict=True):
                found = self._assembled(row, who, decided.get(row[0].id, ()))
                if self.include_rejected or found.record.state is not State.REJECTED:
                    yield found

    def _rows(self, keys: list[int]) -> list[list[_Row]]:
        """For each key the rows of its claim, one a quote."""
        rows: dict[int, list[_Row]] = {key: [] for key in keys}
        asked = f"[{','.join(map(str, keys))}]"
        for row in map(_Row._make, sqlite_connection(self.connection).execute(_ROWS, (asked,))):
            rows[row.key].append(row)
        return list(rows.values())

    def _decided(self, ids: Collection[str]) -> dict[str, tuple[Judgement, ...]]:
        """Judgements in force on the claims of the batch."""
        touched = self.made.targets.intersection(ids)
        if not touched:
            return {}
        by_claim: dict[str, list[Judgement]] = {}
        for judgement in judgements(self.connection, touched, self.known):
            by_claim.setdefault(judgement.target, []).append(judgement)
        return {claim: in_force(made) for claim, made in by_claim.items()}

    def _evidence(self, rows: Sequence[_Row]) -> tuple[Passage, ...]:
        """The quotes of a claim, each compared with the text of its document.

        Raises: CasefileError, naming the passage, where the text reads otherwise.
        """
        if len(rows) > 1:
            rows = sorted(rows, key=_place_of_quote)
        return tuple([self._quote(row) for row in rows if row.evidence_key is not None])

    def _quote(self, row: _Row) -> Passage:
        passage = Passage(row.evidence_start, row.evidence_end, row.evidence_quote, _KINDS[row.evidence_kind])
        if (
            not row.is_exact or not passage.quote
        ):  # or SQLite cannot tell: its `substr` ends at a zero character
            driver = sqlite_connection(self.connection)
            (text,) = driver.execute(_TEXT, (row.document_key,)).fetchone()
            check_quote(row.document_id, text, passage)
        return passage

    def _parties(self, row: _Row, decided: Sequence[Judgement]) -> Parties:
        who = self.made.who
        keys = [row.subject_key, row.object_key, row.speaker_key]
        if who.merged or who.parted:
            keys = [None if key is None else who.of(key, row.document_key) for key in keys]
        if decided:
            corrected = corrections(decided)
            for place, name in enumerate(_ACTORS):
                if name in corrected:
                    to = corrected[name]
                    keys[place] = None if to is None else who.root(actor_key(self.connection, to))
        return Parties(keys[0], keys[1], keys[2])

    def _assembled(self, rows: Sequence[_Row], parties: Parties, decided: tuple[Judgement, ...]) -> Found:
        row = rows[0]
        claim = self._claim(row, parties, self._evidence(rows))
        if decided:
            claim = replace(claim, **_changes(decided))
        document = self._documents.get(row.document_key)
        if document is None:
            document = self._documents[row.document_key] = summary(row)
        recorded = self._moment(row.recorded)
        record = Record(row.id, claim, document, recorded, state_of(decided), decided)
        filed = order_day(claim.valid, row.published_day)
        return Found((filed, row.published_day, row.key), record, parties)

    def _claim(self, row: _Row, parties: Parties, evidence: tuple[Passage, ...]) -> Claim:
        actors = self._actors
        said_by = None
        if row.speaker_words is not None:
            speaker = None if parties.speaker is None else actors[parties.speaker]
            said_by = Attribution(speaker, row.speaker_words, row.cue or "")
        return Claim(
            row.document_id,
            actors[parties.subject or 0],
            row.relation,
            None if parties.object is None else actors[parties.object],
            row.value,
            _PHASES[row.phase],
            _POLARITIES[row.polarity],
            _CERTAINTIES[row.certainty],
            said_by,
            self._interval(row.valid, row.valid_rough, row.valid_start, row.valid_end),
            row.place,
            evidence,
            row.score,
            row.extractor,
            self._reasons(row.reasons),
        )


def _changes(decided: Sequence[Judgement]) -> dict[str, Any]:
    """Fields of the claim that people corrected, actors apart."""
    corrected = corrections(decided).items()
    return {name: read_correction(name, value) for name, value in corrected if name not in _ACTORS}


def _place_of_quote(row: _Row) -> int:
    return row.evidence_key or 0


def _texts(listed: str) -> tuple[str, ...]:
    return tuple(json.loads(listed))
