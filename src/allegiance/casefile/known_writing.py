"""Writing known actors: what a list says becomes rows, a batch in one transaction, one act of the log each.

    KnownActor ──same digest as the last row of its id?──► nothing
               ──else──► known_actor, known_name, known_office, and its names in the index

A list that was imported before changes nothing; a later version of it adds a later row for what changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from allegiance.actors.known.known_actor import KnownActor, merged
from allegiance.actors.known.reading import KnownFile
from allegiance.casefile import known_index, schema
from allegiance.casefile.journal import Writer
from allegiance.casefile.rows import Row, interval_columns, kind_value, slices
from allegiance.errors import UsageError

_actor, _name, _file = schema.known_actor, schema.known_name, schema.known_file
GONE = ""  # digest of an actor that was taken out
_LAST = (
    sa.select(sa.func.max(_actor.c.key))
    .where(_actor.c.id.in_(sa.bindparam("ids", expanding=True)))
    .group_by(_actor.c.id)
)
_PRESENT = sa.select(_actor.c.id, _actor.c.key, _actor.c.digest).where(_actor.c.key.in_(_LAST))
_BORNE = sa.select(_name.c.key, _name.c.name, _name.c.use).where(
    _name.c.known_actor_key.in_(sa.bindparam("actors", expanding=True))
)


@dataclass(frozen=True, slots=True)
class Written:
    """How many known actors were new, changed, and as they were."""

    new: int = 0
    changed: int = 0
    same: int = 0

    def __add__(self, other: Written) -> Written:
        return Written(self.new + other.new, self.changed + other.changed, self.same + other.same)


def write_known(
    connection: Connection, recorded: str, file: KnownFile, actors: Sequence[KnownActor]
) -> Written:
    """Write those of a batch that are new or changed; several entries of one id become one actor."""
    batch: dict[str, KnownActor] = {}
    for actor in actors:
        batch[actor.id] = merged(batch[actor.id], actor) if actor.id in batch else actor
    there = _present(connection, batch)
    digests = {actor_id: actor.digest for actor_id, actor in batch.items()}
    fresh = [a for a in batch.values() if a.id not in there or there[a.id][1] != digests[a.id]]
    if fresh:
        writer = Writer(connection, recorded)
        file_key, file_id = _file_key(connection, writer, file)
        for actor in fresh:
            _put(writer, file_key, actor, digests[actor.id])
        writer.close_act("known", file_id, None)
        names = [(row[0], row[3], row[4]) for row in writer.sheet("known_name").rows]
        writer.flush()
        _index(connection, [there[a.id][0] for a in fresh if a.id in there], names)
    new = sum(a.id not in there or there[a.id][1] == GONE for a in fresh)
    return Written(new, len(fresh) - new, len(batch) - len(fresh))


def remove_known(connection: Connection, recorded: str, target: str) -> int:
    """Take out a data set, or one known actor by its id; returns how many. What was read stays as it was read.

    Raises: UsageError where nothing is called so.
    """
    last = sa.select(sa.func.max(_actor.c.key)).group_by(_actor.c.id)
    rows = connection.execute(
        sa.select(_actor, _file.c.id.label("file_id"))
        .join(_file, _file.c.key == _actor.c.known_file_key)
        .where(_actor.c.key.in_(last), _actor.c.digest != GONE)
        .where((_file.c.data_set == target) | (_actor.c.id == target) | (_actor.c.own_id == target))
        .order_by(_actor.c.key)
    ).all()
    if not rows:
        raise UsageError(f"no list and no known actor is called {target!r}; see them: allegiance known")
    writer = Writer(connection, recorded)
    for row in rows:
        gone = (row.known_file_key, row.id, row.own_id, row.scope, row.place, row.name, None, "[]")
        writer.put("known_actor", *gone, *interval_columns(None), None, None, "[]", GONE)
    writer.close_act("known", rows[0].file_id, None)
    writer.flush()
    _index(connection, [row.key for row in rows], ())
    return len(rows)


def write_ties(connection: Connection, recorded: str, what: str, ties: Mapping[str, tuple[str, str]]) -> int:
    """Enter that actors of the casefile (by id) are known actors: id → known id and reason."""
    keys: dict[str, int] = {}
    for some in slices(sorted(ties)):
        found = connection.execute(
            sa.select(schema.actor.c.id, schema.actor.c.key).where(schema.actor.c.id.in_(some))
        )
        keys |= {row.id: row.key for row in found}
    writer = Writer(connection, recorded)
    for actor, (known, reason) in ties.items():
        if actor in keys:
            writer.put("known_tie", keys[actor], known, reason)
    if keys:
        writer.close_act("ties", what, None)
        writer.flush()
    return len(keys)


def _present(connection: Connection, ids: Collection[str]) -> dict[str, tuple[int, str]]:
    """Key and digest of the last row of each id."""
    found: dict[str, tuple[int, str]] = {}
    for some in slices(sorted(ids)):
        for row in connection.execute(_PRESENT, {"ids": some}):
            found[row.id] = row.key, row.digest
    return found


def _file_key(connection: Connection, writer: Writer, file: KnownFile) -> tuple[int, str]:
    """The key and id of this version of the list, which is entered where it is new."""
    content = "\x1f".join((file.content_hash, file.data_set, file.format, file.path.name))
    file_id = "f" + hashlib.sha256(content.encode("utf-8", "surrogateescape")).hexdigest()[:15]
    key = connection.execute(sa.select(_file.c.key).where(_file.c.id == file_id)).scalar_one_or_none()
    if key is None:
        name = file.path.name.encode("utf-8", "replace").decode()
        key = writer.put("known_file", file_id, name, file.data_set, file.format.value, file.content_hash)
    return key, file_id


def _put(writer: Writer, file_key: int, actor: KnownActor, digest: str) -> None:
    key = writer.put("known_actor", *_actor_values(file_key, actor, digest))
    for name in actor.names:
        writer.put("known_name", key, name.name, name.use.value, *interval_columns(name.held))
    for office in actor.offices:
        writer.put("known_office", key, office.title, office.body, *interval_columns(office.held))


def _actor_values(file_key: int, actor: KnownActor, digest: str) -> Row:
    return (
        file_key,
        actor.id,
        actor.own_id,
        actor.scope,
        actor.place,
        actor.name,
        kind_value(actor.kind),
        _json(actor.countries),
        *interval_columns(actor.existed),
        actor.url,
        actor.same_as,
        _json(actor.notes),
        digest,
    )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _index(connection: Connection, replaced: Sequence[int], names: Sequence[tuple[int, str, str]]) -> None:
    """Names of replaced versions leave the index, new ones enter it."""
    for some in slices(replaced):
        rows = connection.execute(_BORNE, {"actors": some}).all()
        known_index.take_out(connection, [(row.key, row.name, row.use) for row in rows])
    known_index.put_in(connection, names)
