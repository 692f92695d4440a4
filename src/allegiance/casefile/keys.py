"""Keys: which of the documents and actors at hand a casefile holds; what is new is written as it comes up."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy import Connection

from allegiance.actors.actor import Actor
from allegiance.casefile import schema
from allegiance.casefile.by_hand import is_by_hand
from allegiance.casefile.entry import Entry
from allegiance.casefile.fold import fold
from allegiance.casefile.journal import Writer
from allegiance.casefile.rows import document_values, kind_value, passage_values
from allegiance.casefile.sqlite import sqlite_connection
from allegiance.documents.document import Document
from allegiance.errors import CasefileError

# On the driver itself: a transaction asks for thousands of actors, and SQLAlchemy's rows cost more than the question.
_DOCUMENTS = "SELECT id, key FROM document WHERE id IN (SELECT value FROM json_each(?))"
_READINGS = """
SELECT document.id, reading.extractor, reading.log_key FROM document JOIN reading ON reading.document_key = document.key
WHERE document.id IN (SELECT value FROM json_each(?)) ORDER BY reading.key"""
_ACTORS = "SELECT id, key FROM actor WHERE id IN (SELECT value FROM json_each(?))"
_NAMINGS = """
SELECT actor_key, name, kind FROM naming WHERE actor_key IN (SELECT value FROM json_each(?)) ORDER BY key"""
_NAMES = "SELECT actor_key, name, key FROM actor_name WHERE actor_key IN (SELECT value FROM json_each(?))"


class Documents:
    """Which of the documents at hand the casefile holds, and in whose reading."""

    def __init__(self, connection: Connection, writer: Writer, extractor: str, ids: Sequence[str]) -> None:
        self._connection, self._writer, self._extractor = connection, writer, extractor
        driver, asked = sqlite_connection(connection), (json.dumps(sorted(set(ids))),)
        self._keys: dict[str, int] = dict(driver.execute(_DOCUMENTS, asked))
        readings = driver.execute(_READINGS, asked).fetchall()
        self._read = {document for document, by, _ in readings if by == extractor}
        self._latest = {document: log_key for document, by, log_key in readings if not is_by_hand(by)}
        self._known = frozenset(self._keys)

    def is_read(self, document: Document) -> bool:
        """Whether this extractor's reading is there already."""
        return document.id in self._read

    def key(self, document: Document, run_key: int) -> int:
        """The key of the document, which is written where it is new. Raises: CasefileError for another text."""
        if document.id in self._known:
            self._check_same(document)
        if document.id not in self._keys:
            self._keys[document.id] = self._write(document)
            self._writer.close_act("document", document.id, run_key)
        return self._keys[document.id]

    def put_reading(self, document: Document) -> None:
        """Enter that this reading of the document is there now."""
        before = self._latest.get(document.id)
        self._writer.put("reading", self._keys[document.id], self._extractor, before)
        self._read.add(document.id)
        self._latest[document.id] = self._writer.log_key

    def _write(self, document: Document) -> int:
        key = self._writer.put("document", *document_values(document))
        rows = [passage_values(key, passage) for passage in document.passages]
        self._writer.sheet("passage").put_all(rows)
        return key

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


class Actors:
    """Keys of the actors that the entries name; new actors, namings and names are written as they come up."""

    def __init__(self, connection: Connection, writer: Writer, entries: Sequence[Entry]) -> None:
        self._writer = writer
        driver, ids = sqlite_connection(connection), sorted(set(_actors_of(entries)))
        self._keys: dict[str, int] = dict(driver.execute(_ACTORS, (json.dumps(ids),)))
        keys = (json.dumps(sorted(self._keys.values())),)
        self._naming = {key: (name, kind) for key, name, kind in driver.execute(_NAMINGS, keys)}
        self._names = {(actor, name): key for actor, name, key in driver.execute(_NAMES, keys)}
        self._seen: dict[str, Actor] = {}

    def key(self, actor: Actor) -> int:
        """The key of the actor; writes what is new about it."""
        seen = self._seen.get(actor.id)
        if seen is actor or seen == actor:
            return self._keys[actor.id]
        key = self._keys.get(actor.id)
        if key is None:
            key = self._keys[actor.id] = self._writer.put("actor", actor.id)
        naming = (actor.name, kind_value(actor.kind))
        if self._naming.get(key) != naming:
            self._naming[key] = naming
            self._writer.put("naming", key, *naming)
        for name in (actor.name, *actor.names):
            self.name_key(key, name)
        self._seen[actor.id] = actor
        return key

    def key_of(self, actor_id: str) -> int:
        """The key of an actor that was asked for before."""
        return self._keys[actor_id]

    def name_key(self, actor_key: int, name: str) -> int:
        """The key of a name of the actor, which is written where it is new."""
        key = self._names.get((actor_key, name))
        if key is None:
            key = self._names[actor_key, name] = self._writer.put("actor_name", actor_key, name, fold(name))
        return key


def _actors_of(entries: Sequence[Entry]) -> Iterator[str]:
    """The ids of everybody whom the entries name, many of them several times."""
    for entry in entries:
        yield from [actor.id for actor in entry.actors]
        for claim in entry.claims:
            yield claim.subject.id
            if claim.object is not None:
                yield claim.object.id
            if claim.said_by is not None and claim.said_by.speaker is not None:
                yield claim.said_by.speaker.id
