"""Finding actors and their names."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import Connection

from allegiance.actors.actor import Actor
from allegiance.casefile import schema
from allegiance.casefile.decisions import Identities
from allegiance.casefile.find_documents import is_present, recorded_by
from allegiance.casefile.fold import fold
from allegiance.casefile.record import ActorName
from allegiance.casefile.rows import slices
from allegiance.casefile.sqlite import sqlite_connection
from allegiance.errors import UnknownActor
from allegiance.language.mention import ActorKind

_actor, _name, _use = schema.actor, schema.actor_name, schema.name_use
_NAMINGS = """
SELECT actor.id, naming.actor_key, naming.name, naming.kind FROM naming JOIN actor ON actor.key = naming.actor_key
WHERE naming.key IN (
    SELECT max(key) FROM naming WHERE actor_key IN (SELECT value FROM json_each(:actors)) {then} GROUP BY actor_key
)"""
_NAMES = """
SELECT actor_key, name FROM actor_name WHERE actor_key IN (SELECT value FROM json_each(:actors)) {then} ORDER BY key"""
_PRESENT = "NOT EXISTS (SELECT 1 FROM reading AS later WHERE later.supersedes = u.log_key)"
_PRESENT_THEN = """u.log_key IN (SELECT key FROM log WHERE recorded <= ?) AND NOT EXISTS (
    SELECT 1 FROM reading AS later JOIN log ON log.key = later.log_key
    WHERE later.supersedes = u.log_key AND log.recorded <= ?)"""
_HOLDING = """
SELECT actor.id, n.name, n.folded,
    (SELECT coalesce(sum(u.uses), 0) FROM name_use AS u WHERE u.actor_name_key = n.key AND {present})
FROM actor_name AS n JOIN actor ON actor.key = n.actor_key WHERE {holding} {then} ORDER BY n.key"""
_MENTIONS = """
SELECT actor.id, coalesce(t.uses, 0) FROM actor LEFT JOIN tally_actor AS t ON t.actor_key = actor.key
WHERE actor.id IN (SELECT value FROM json_each(:actors))"""
_MENTIONS_THEN = """
SELECT actor.id, coalesce(sum(u.uses), 0) FROM actor LEFT JOIN actor_name AS n ON n.actor_key = actor.key
LEFT JOIN name_use AS u ON u.actor_name_key = n.key AND u.log_key IN (SELECT key FROM log WHERE recorded <= :known)
    AND NOT EXISTS (
        SELECT 1 FROM reading AS later JOIN log ON log.key = later.log_key
        WHERE later.supersedes = u.log_key AND log.recorded <= :known)
WHERE actor.id IN (SELECT value FROM json_each(:actors)) GROUP BY actor.key"""
_THEN = "AND log_key IN (SELECT key FROM log WHERE recorded <= :known)"


class ActorCache:
    """Actors by key, loaded many at a time, for one query; merged ones share their names.

    `known` is the moment up to which names count.
    """

    def __init__(self, connection: Connection, identities: Identities, known: str | None = None) -> None:
        self._connection = connection
        self._known = known
        self._identities = identities
        self._actors: dict[int, Actor] = {}

    def load(self, keys: Collection[int]) -> None:
        """Fetch those of these actors that are not here yet."""
        wanted = {self._identities.root(key) for key in keys} - self._actors.keys()
        if not wanted:
            return
        families = {key: self._identities.members(key) for key in wanted}
        every = sorted(set().union(*families.values()))
        names = _names_of(self._connection, every, self._known)
        for row in _namings(self._connection, every, self._known):
            if row.actor_key in wanted:
                family = sorted(families[row.actor_key], key=lambda key, own=row.actor_key: (key != own, key))  # type: ignore[misc]
                listed = dict.fromkeys(name for member in family for name in names.get(member, ()))
                kind = ActorKind(row.kind) if row.kind else None
                self._actors[row.actor_key] = Actor(row.id, row.name, kind, tuple(listed))

    def __getitem__(self, key: int) -> Actor:
        return self._actors[self._identities.root(key)]


def actor_key(connection: Connection, actor_id: str, known: str | None = None) -> int:
    """The key of an actor.

    Raises: UnknownActor where there is none of this id.
    """
    query = sa.select(_actor.c.key).where(_actor.c.id == actor_id, recorded_by(_actor.c.log_key, known))
    row = connection.execute(query).one_or_none()
    if row is None:
        raise UnknownActor(f"no actor has the id {actor_id!r}; look it up by name: allegiance actors NAME")
    return int(row.key)


def actor_keys(connection: Connection, ids: Collection[str]) -> dict[str, int]:
    """Keys by id; unknown ids are left out."""
    query = "SELECT id, key FROM actor WHERE id IN (SELECT value FROM json_each(?))"
    return dict(sqlite_connection(connection).execute(query, (json.dumps(list(ids)),)).fetchall())


def actor_ids(connection: Connection, keys: Collection[int]) -> dict[int, str]:
    """Ids by key."""
    query = "SELECT key, id FROM actor WHERE key IN (SELECT value FROM json_each(?))"
    return dict(sqlite_connection(connection).execute(query, (json.dumps(list(keys)),)).fetchall())


def actors(
    connection: Connection, identities: Identities, matching: str | None, known: str | None = None
) -> tuple[Actor, ...]:
    """Actors that a present reading mentions, the most used first; those merged into another stand under it.

    `matching` is compared with folded names: equal first, then beginning, then anywhere.
    """
    ranks: dict[int, int] | None = None
    if matching is not None:
        ranks = _ranks(connection, identities, fold(matching))
    uses = _uses(connection, identities, ranks, known)
    cache = ActorCache(connection, identities, known)
    for some in slices(sorted(uses)):
        cache.load(some)
    places = ranks or {}
    ordered = sorted(uses, key=lambda key: (places.get(key, 0), -uses[key], cache[key].name, cache[key].id))
    return tuple(cache[key] for key in ordered)


def most_used(
    connection: Connection,
    identities: Identities,
    limit: int,
    known: str | None = None,
    among: Collection[str] | None = None,
) -> tuple[tuple[Actor, ...], int]:
    """The first of `actors` (among these, by id), without loading the others, and how many there are in all."""
    uses = _uses(connection, identities, None, known)
    if among is not None:
        kept_keys = {identities.root(key) for key in actor_keys(connection, among).values()}
        uses = {key: number for key, number in uses.items() if key in kept_keys}
    fewest = sorted(uses.values(), reverse=True)[limit - 1] if limit < len(uses) else 0
    kept = [key for key, number in uses.items() if number >= fewest]
    cache = ActorCache(connection, identities, known)
    for some in slices(sorted(kept)):
        cache.load(some)
    kept.sort(key=lambda key: (-uses[key], cache[key].name, cache[key].id))
    return tuple(cache[key] for key in kept[:limit]), len(uses)


def _uses(
    connection: Connection, identities: Identities, among: Collection[int] | None, known: str | None
) -> dict[int, int]:
    """Mentions of every actor (of these) that a present reading mentions, by the key of the one that remains."""
    if known is None and among is None:
        query = "SELECT actor_key, uses FROM tally_actor WHERE documents > 0"
        rows = sqlite_connection(connection).execute(query).fetchall()
    else:
        rows = _uses_counted(connection, identities, among, known)
    uses: dict[int, int] = {}
    for key, number in rows:
        root = identities.root(key)
        uses[root] = uses.get(root, 0) + int(number)
    return uses


def _uses_counted(
    connection: Connection, identities: Identities, among: Collection[int] | None, known: str | None
) -> list[Any]:
    used = (
        sa.select(_name.c.actor_key, sa.func.sum(_use.c.uses).label("uses"))
        .join(_use, _use.c.actor_name_key == _name.c.key)
        .where(is_present(_use.c.log_key, known), recorded_by(_use.c.log_key, known))
        .group_by(_name.c.actor_key)
    )
    if among is None:
        return list(connection.execute(used))
    every = {member for root in among for member in identities.members(root)}
    return [
        row
        for some in slices(sorted(every))
        for row in connection.execute(used.where(_name.c.actor_key.in_(some)))
    ]


def actor(connection: Connection, identities: Identities, actor_id: str, known: str | None = None) -> Actor:
    """The actor of this id, or the one that it was merged into.

    Raises: UnknownActor.
    """
    cache = ActorCache(connection, identities, known)
    key = actor_key(connection, actor_id, known)
    cache.load([key])
    return cache[key]


def actors_by_id(
    connection: Connection, identities: Identities, ids: Collection[str], known: str | None = None
) -> dict[str, Actor]:
    """Actors by the ids asked for, each the one that it was merged into."""
    keys: dict[str, int] = {}
    for some in slices(sorted(set(ids))):
        query = sa.select(_actor.c.id, _actor.c.key)
        found = connection.execute(query.where(_actor.c.id.in_(some), recorded_by(_actor.c.log_key, known)))
        keys |= {row.id: row.key for row in found}
    cache = ActorCache(connection, identities, known)
    cache.load(keys.values())
    return {actor_id: cache[key] for actor_id, key in keys.items()}


def mentions(connection: Connection, actors: Collection[str], known: str | None = None) -> dict[str, int]:
    """How often each is mentioned by name or noun phrase in present readings, by id."""
    asked = {"actors": json.dumps(list(actors)), "known": known}
    query = _MENTIONS if known is None else _MENTIONS_THEN
    return dict(sqlite_connection(connection).execute(query, asked).fetchall())


def actor_names(
    connection: Connection, known: str | None = None, holding: Collection[str] = ()
) -> Iterator[ActorName]:
    """Every surface form of every actor, with its uses in present readings; merges are not applied."""
    if holding:
        yield from _names_holding(connection, known, holding)
        return
    counts = (
        sa.select(_use.c.actor_name_key, sa.func.sum(_use.c.uses).label("uses"))
        .where(is_present(_use.c.log_key, known), recorded_by(_use.c.log_key, known))
        .group_by(_use.c.actor_name_key)
        .subquery()
    )
    query = (
        sa.select(_actor.c.id, _name.c.name, _name.c.folded, sa.func.coalesce(counts.c.uses, 0).label("uses"))
        .join(_actor, _actor.c.key == _name.c.actor_key)
        .outerjoin(counts, counts.c.actor_name_key == _name.c.key)
        .where(recorded_by(_name.c.log_key, known))
        .order_by(_name.c.key)
    )
    for row in connection.execute(query):
        yield ActorName(row.id, row.name, row.folded, int(row.uses))


def called(connection: Connection, known: str | None) -> list[tuple[str, str]]:
    """Id of the actor and name, of every surface form, in the order in which they were first met."""
    then = "" if known is None else "WHERE n.log_key IN (SELECT key FROM log WHERE recorded <= :known)"
    query = f"SELECT actor.id, n.name FROM actor_name AS n JOIN actor ON actor.key = n.actor_key {then} ORDER BY n.key"
    return sqlite_connection(connection).execute(query, {"known": known}).fetchall()


def _names_holding(
    connection: Connection, known: str | None, holding: Collection[str]
) -> Iterator[ActorName]:
    then = known is not None
    query = _HOLDING.format(
        holding=" AND ".join("instr(n.folded, ?)" for _ in holding),
        then="AND n.log_key IN (SELECT key FROM log WHERE recorded <= ?)" if then else "",
        present=f"{_PRESENT_THEN if then else _PRESENT}",
    )
    moments = (known,) if then else ()
    for row in sqlite_connection(connection).execute(query, (*moments, *moments, *holding, *moments)):
        yield ActorName(*row)


def forms_in(
    connection: Connection, document_key: int, known: str | None = None
) -> dict[str, tuple[str, ...]]:
    """Surface forms by actor id, as the present reading of the document has them; merges are not applied."""
    reading = schema.reading
    query = (
        sa.select(_actor.c.id, _name.c.name)
        .join(_name, _name.c.actor_key == _actor.c.key)
        .join(_use, _use.c.actor_name_key == _name.c.key)
        .join(reading, reading.c.log_key == _use.c.log_key)
        .where(reading.c.document_key == document_key, _use.c.uses > 0)
        .where(is_present(_use.c.log_key, known), recorded_by(_use.c.log_key, known))
        .order_by(_use.c.key)
    )
    forms: dict[str, tuple[str, ...]] = {}
    for row in connection.execute(query):
        forms[row.id] = (*forms.get(row.id, ()), row.name)
    return forms


def _ranks(connection: Connection, identities: Identities, folded: str) -> dict[int, int]:
    """How well each actor fits, by key: 0 equal, 1 beginning, 2 anywhere."""
    if not folded:
        return {}
    ranks: dict[int, int] = {}
    query = sa.select(_name.c.actor_key, _name.c.folded).where(
        _name.c.folded.contains(folded, autoescape=True)
    )
    for row in connection.execute(query):
        rank = 0 if row.folded == folded else 1 if row.folded.startswith(folded) else 2
        root = identities.root(row.actor_key)
        ranks[root] = min(rank, ranks.get(root, rank))
    return ranks


class _Naming(NamedTuple):
    id: str
    actor_key: int
    name: str
    kind: str | None


def _namings(connection: Connection, keys: Collection[int], known: str | None) -> Iterator[_Naming]:
    """The last naming of each actor, with its id."""
    return map(_Naming._make, _of_actors(connection, _NAMINGS, keys, known))


def _names_of(connection: Connection, keys: Collection[int], known: str | None) -> dict[int, list[str]]:
    names: dict[int, list[str]] = {}
    for key, name in _of_actors(connection, _NAMES, keys, known):
        names.setdefault(key, []).append(name)
    return names


def _of_actors(connection: Connection, query: str, keys: Collection[int], known: str | None) -> Iterator[Any]:
    asked = {"actors": json.dumps(list(keys)), "known": known}
    return sqlite_connection(connection).execute(query.format(then="" if known is None else _THEN), asked)
