"""Writing: entries become rows, many at a time, inside one transaction.

    Entry ──► rows with their keys ──► one executemany per table; one act in the log per document and reading

Keys are given out here, counting on from the last ones in the file; the write lock makes that safe.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Table

from allegiance.actors.actor import Actor
from allegiance.casefile import schema
from allegiance.casefile.entry import Entry
from allegiance.casefile.fold import arabic_words, fold
from allegiance.casefile.journal import FIRST, act_hash, payload_hash
from allegiance.casefile.sqlite import index_passages, insert_rows
from allegiance.claims.claim import Claim
from allegiance.documents.document import Document
from allegiance.errors import CasefileError
from allegiance.interval import Interval
from allegiance.language.mention import ActorKind, Chain, Form

Row = tuple[Any, ...]
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False)


class Writer:
    """Collects the rows of one transaction; `flush` writes them."""

    def __init__(self, connection: Connection, recorded: str) -> None:
        self._connection = connection
        self._recorded = recorded
        self._rows: dict[str, list[Row]] = {table.name: [] for table in schema.metadata.tables.values()}
        self._last_key = _last_keys(connection)
        self._done: dict[str, int] = dict.fromkeys(self._rows, 0)  # rows that an earlier act covers
        self._hash = _last_hash(connection)
        self._log_key = self._last_key["log"] + 1

    @property
    def log_key(self) -> int:
        """The act that rows put now belong to."""
        return self._log_key

    def put(self, table: str, *values: Any) -> int:
        """Add a row to the present act; its key and the act's come first."""
        key = self._last_key[table] + 1
        self._last_key[table] = key
        self._rows[table].append((key, self._log_key, *values))
        return key

    def close_act(self, kind: str, what: str, run_key: int | None) -> None:
        """Chain everything that was put since the last act to the log."""
        payload = payload_hash((name, rows[self._done[name] :]) for name, rows in self._rows.items())
        previous = self._hash
        self._hash = act_hash(kind, what, run_key, self._recorded, payload, previous)
        row = (self._log_key, kind, what, run_key, self._recorded, payload, previous, self._hash)
        self._rows["log"].append(row)
        self._log_key += 1
        self._done = {name: len(rows) for name, rows in self._rows.items()}

    def flush(self) -> None:
        """Write all rows, the log first."""
        for table in schema.metadata.tables.values():
            rows = self._rows[table.name]
            if rows:
                insert_rows(self._connection, table, rows)
        index_passages(self._connection, [(row[0], row[6], row[7]) for row in self._rows["passage"]])


def write_run(writer: Writer, extractor: str, settings: Mapping[str, str]) -> str:
    """Enter a run; its id comes from what it is and from its place in the log."""
    listed = json.dumps(dict(sorted(settings.items())), ensure_ascii=False)
    content = "\x1f".join((extractor, listed, str(writer.log_key)))
    run_id = "r" + hashlib.sha256(content.encode()).hexdigest()[:15]
    key = writer.put("run", run_id, extractor, listed)
    writer.close_act("run", run_id, key)
    return run_id


def write_entries(connection: Connection, recorded: str, entries: Sequence[Entry], run: str) -> list[bool]:
    """Write what the casefile does not hold yet; True for each entry that was new.

    Raises: CasefileError for an unknown run, or a document that is kept with another text.
    """
    run_key, extractor = _run(connection, run)
    writer = Writer(connection, recorded)
    documents = _Documents(connection, writer, extractor, [entry.document.id for entry in entries])
    actors = _Actors(connection, writer, entries)
    added = []
    for entry in entries:
        new = not documents.is_read(entry.document)
        if new:
            document_key = documents.key(entry.document, run_key)
            _write_reading(writer, entry, document_key, documents, actors)
            writer.close_act("reading", entry.document.id, run_key)
        added.append(new)
    writer.flush()
    return added


def interval_columns(interval: Interval | None) -> tuple[str | None, int | None, int | None, int | None]:
    """EDTF text, rough, first day, day after the last; open ends as sentinels."""
    if interval is None:
        return None, None, None, None
    start = interval.start.toordinal() if interval.start else schema.OPEN_START
    end = interval.end.toordinal() if interval.end else schema.OPEN_END
    return interval.edtf, int(interval.rough), start, end


def _write_reading(
    writer: Writer, entry: Entry, document_key: int, documents: _Documents, actors: _Actors
) -> None:
    documents.put_reading(entry.document)
    uses: Counter[int] = Counter()
    for chain, actor, reason in zip(entry.chains, entry.actors, entry.identity_reasons, strict=True):
        actor_key = actors.key(actor)
        _write_chain(writer, chain, actor_key, reason)
        for form in chain.names:
            uses[actors.name_key(actor_key, form)] += 0
        uses.update(
            actors.name_key(actor_key, m.text) for m in chain.mentions if m.form is not Form.PRONOMINAL
        )
    for name_key, count in uses.items():
        writer.put("name_use", name_key, count)
    published = entry.document.published
    seen: set[str] = set()
    for claim in entry.claims:
        claim_id = claim.id
        if claim_id not in seen:  # the same words twice are one claim
            seen.add(claim_id)
            _write_claim(writer, claim, claim_id, document_key, published, actors)
    for problem in entry.problems:
        writer.put("problem", problem.place, problem.message)


def _write_chain(writer: Writer, chain: Chain, actor_key: int, reason: str) -> None:
    chain_key = writer.put("chain", chain.name, _value(chain.kind))
    writer.put("identity", chain_key, actor_key, reason)
    for m, link in zip(chain.mentions, chain.reasons, strict=True):
        values = (
            m.start,
            m.end,
            m.text,
            m.form.value,
            _value(m.kind),
            m.head,
            float(m.score),
            m.reason,
            link,
        )
        writer.put("mention", chain_key, *values)


def _write_claim(
    writer: Writer,
    claim: Claim,
    claim_id: str,
    document_key: int,
    published: Interval | None,
    actors: _Actors,
) -> None:
    said_by = claim.said_by
    key = writer.put(
        "claim",
        document_key,
        claim_id,
        actors.key(claim.subject),
        claim.relation,
        actors.key(claim.object) if claim.object else None,
        claim.value,
        claim.phase.value,
        claim.polarity.value,
        claim.certainty.value,
        actors.key(said_by.speaker) if said_by and said_by.speaker else None,
        said_by.words if said_by else None,
        said_by.cue if said_by else None,
        *interval_columns(claim.valid),
        order_day(claim.valid, published),
        claim.evidence[0].start,
        claim.place,
        float(claim.score),
        claim.extractor,
        _ENCODER.encode(claim.reasons),
    )
    for passage in claim.evidence:
        writer.put("evidence", key, passage.start, passage.end, passage.kind.value, passage.quote)


def order_day(valid: Interval | None, published: Interval | None) -> int:
    """The day under which a chronology files a claim: when it held, else when it was published, else last."""
    for interval in (valid, published):
        if interval is not None:
            return interval.start.toordinal() if interval.start else schema.OPEN_START
    return schema.UNDATED


class _Documents:
    """Which of the documents at hand the casefile holds, and in whose reading."""

    def __init__(self, connection: Connection, writer: Writer, extractor: str, ids: Sequence[str]) -> None:
        self._connection, self._writer, self._extractor = connection, writer, extractor
        table, reading = schema.document, schema.reading
        found = connection.execute(sa.select(table.c.id, table.c.key).where(table.c.id.in_(set(ids))))
        self._keys: dict[str, int] = {row.id: row.key for row in found}
        self._known = frozenset(self._keys)
        readings = connection.execute(
            sa.select(table.c.id, reading.c.extractor, reading.c.log_key)
            .join(reading, reading.c.document_key == table.c.key)
            .where(table.c.id.in_(set(ids)))
            .order_by(reading.c.key)
        ).all()
        self._read = {row.id for row in readings if row.extractor == extractor}
        self._latest: dict[str, int] = {row.id: row.log_key for row in readings}

    def is_read(self, document: Document) -> bool:
        return document.id in self._read

    def key(self, document: Document, run_key: int) -> int:
        """The key of the document, which is written where it is new."""
        if document.id in self._known:
            self._check_same(document)
        if document.id not in self._keys:
            self._keys[document.id] = _write_document(self._writer, document)
            self._writer.close_act("document", document.id, run_key)
        return self._keys[document.id]

    def put_reading(self, document: Document) -> None:
        before = self._latest.get(document.id)
        self._writer.put("reading", self._keys[document.id], self._extractor, before)
        self._read.add(document.id)
        self._latest[document.id] = self._writer.log_key

    def _check_same(self, document: Document) -> None:
        table = schema.document
        kept = self._connection.execute(
            sa.select(table.c.text, table.c.reader).where(table.c.key == self._keys[document.id])
        ).one()
        if kept.text != document.text:
            raise CasefileError(
                f"document {document.id} ({document.name}) is kept with another text (reader {kept.reader}, "
                f"now {document.reader}); a text never changes: extract from the kept one, Casefile.document"
            )


class _Actors:
    """Keys of the actors that the entries name; new actors, namings and names are written as they come up."""

    def __init__(self, connection: Connection, writer: Writer, entries: Sequence[Entry]) -> None:
        self._writer = writer
        ids = {actor.id for entry in entries for actor in _actors_of(entry)}
        actor, naming, names = schema.actor, schema.naming, schema.actor_name
        self._keys: dict[str, int] = {}
        self._naming: dict[int, tuple[str, str | None]] = {}
        self._names: dict[tuple[int, str], int] = {}
        self._seen: dict[str, Actor] = {}
        for some in slices(sorted(ids)):
            rows = connection.execute(sa.select(actor.c.id, actor.c.key).where(actor.c.id.in_(some)))
            keys = {row.id: row.key for row in rows}
            self._keys |= keys
            last = sa.select(sa.func.max(naming.c.key)).where(naming.c.actor_key.in_(keys.values()))
            for row in connection.execute(
                sa.select(naming).where(naming.c.key.in_(last.group_by(naming.c.actor_key)))
            ):
                self._naming[row.actor_key] = (row.name, row.kind)
            for row in connection.execute(sa.select(names).where(names.c.actor_key.in_(keys.values()))):
                self._names[row.actor_key, row.name] = row.key

    def key(self, actor: Actor) -> int:
        """The key of the actor; writes what is new about it."""
        if self._seen.get(actor.id) == actor:
            return self._keys[actor.id]
        key = self._keys.get(actor.id)
        if key is None:
            key = self._keys[actor.id] = self._writer.put("actor", actor.id)
        naming = (actor.name, _value(actor.kind))
        if self._naming.get(key) != naming:
            self._naming[key] = naming
            self._writer.put("naming", key, *naming)
        for name in (actor.name, *actor.names):
            self.name_key(key, name)
        self._seen[actor.id] = actor
        return key

    def name_key(self, actor_key: int, name: str) -> int:
        key = self._names.get((actor_key, name))
        if key is None:
            key = self._names[actor_key, name] = self._writer.put("actor_name", actor_key, name, fold(name))
        return key


def _actors_of(entry: Entry) -> list[Actor]:
    actors = list(entry.actors)
    for claim in entry.claims:
        speaker = claim.said_by.speaker if claim.said_by else None
        actors += [actor for actor in (claim.subject, claim.object, speaker) if actor]
    return actors


def _write_document(writer: Writer, document: Document) -> int:
    key = writer.put(
        "document",
        document.id,
        document.name,
        document.content_hash,
        document.reader,
        document.language,
        document.title,
        document.author,
        document.publisher,
        *interval_columns(document.published),
        document.url,
        document.text,
    )
    for p in document.passages:
        folded = " ".join(word for _, _, word in arabic_words(p.quote)) or None
        writer.put("passage", key, p.start, p.end, p.kind.value, p.quote, folded)
    return key


def _value(kind: ActorKind | None) -> str | None:
    return None if kind is None else kind.value


def slices(values: Sequence[Any], size: int = 500) -> list[Sequence[Any]]:
    """Stretches short enough for one statement's list of values."""
    return [values[at : at + size] for at in range(0, len(values), size)]


def _run(connection: Connection, run: str) -> tuple[int, str]:
    row = connection.execute(
        sa.select(schema.run.c.key, schema.run.c.extractor).where(schema.run.c.id == run)
    ).one_or_none()
    if row is None:
        raise CasefileError(f"there is no run {run!r} in this casefile; begin one with Casefile.begin_run")
    return int(row.key), str(row.extractor)


def _last_keys(connection: Connection) -> dict[str, int]:
    def last(table: Table) -> sa.Label[int]:
        highest = sa.select(sa.func.coalesce(sa.func.max(table.c.key), 0)).scalar_subquery()
        return highest.label(table.name)

    row = connection.execute(sa.select(*(last(table) for table in schema.metadata.tables.values()))).one()
    return dict(row._mapping)


def _last_hash(connection: Connection) -> str:
    log = schema.log
    found = connection.execute(sa.select(log.c.hash).order_by(log.c.key.desc()).limit(1)).scalar_one_or_none()
    return found or FIRST
