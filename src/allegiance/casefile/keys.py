"""Keys: which of the documents and actors at hand a casefile holds; what is new is written as it comes up."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy import Connection

from allegiance.actors.actor import Actor
from allegiance.casefile import schema
from allegiance.casefile.entry import Entry
from allegiance.casefile.fold import fold
from allegiance.casefile.journal import Writer
from allegiance.casefile.rows import document_values, kind_value, passage_values, slices
from allegiance.documents.document import Document
from allegiance.errors import CasefileError


class Documents:
    """Which of the documents at hand the casefile holds, and in whose reading."""

    def __init__(self, connection: Connection, writer: Writer, extractor: str, ids: Sequence[str]) -> None:
        self._connection, self._writer, self._extractor = connection, writer, extractor
        table, reading = schema.document, schema.reading
        self._keys: dict[str, int] = {}
        self._read: set[str] = set()
        self._latest: dict[str, int] = {}
        for some in slices(sorted(set(ids))):
            found = connection.execute(sa.select(table.c.id, table.c.key).where(table.c.id.in_(some)))
            self._keys |= {row.id: row.key for row in found}
            readings = connection.execute(
                sa.select(table.c.id, reading.c.extractor, reading.c.log_key)
                .join(reading, reading.c.document_key == table.c.key)
                .where(table.c.id.in_(some))
                .order_by(reading.c.key)
            ).all()
            self._read |= {row.id for row in readings if row.extractor == extractor}
            self._latest |= {row.id: row.log_key for row in readings}
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
        actor, naming, names = schema.actor, schema.naming, schema.actor_name
        self._keys: dict[str, int] = {}
        self._naming: dict[int, tuple[str, str | None]] = {}
        self._names: dict[tuple[int, str], int] = {}
        self._seen: dict[str, Actor] = {}
        for some in slices(sorted({actor.id for entry in entries for actor in _actors_of(entry)})):
            rows = connection.execute(sa.select(actor.c.id, actor.c.key).where(actor.c.id.in_(some)))
            keys = {row.id: row.key for row in rows}
            self._keys |= keys
            last = sa.select(sa.func.max(naming.c.key)).where(naming.c.actor_key.in_(keys.values()))
            for row in connection.execute(
                sa.select(naming.c.actor_key, naming.c.name, naming.c.kind).where(
                    naming.c.key.in_(last.group_by(naming.c.actor_key))
                )
            ):
                self._naming[row[0]] = (row[1], row[2])
            for key, actor_key, name in connection.execute(
                sa.select(names.c.key, names.c.actor_key, names.c.name).where(
                    names.c.actor_key.in_(keys.values())
                )
            ):
                self._names[actor_key, name] = key

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


def _actors_of(entry: Entry) -> list[Actor]:
    actors = list(entry.actors)
    for claim in entry.claims:
        speaker = claim.said_by.speaker if claim.said_by else None
        actors += [actor for actor in (claim.subject, claim.object, speaker) if actor]
    return actors
