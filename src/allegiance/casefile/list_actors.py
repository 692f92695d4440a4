"""Listing actors a page at a time, while somebody types: counts from the tallies, names by their folded form.

Actors that nobody merged or split are matched and ordered by SQLite; how many there are of a kind is kept, and their
order too. The others are few: they are counted one by one and put in between.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection

from allegiance.actors.actor import Actor
from allegiance.casefile.decisions import Identities, decided
from allegiance.casefile.find_actors import ActorCache
from allegiance.casefile.fold import fold
from allegiance.casefile.overview import ActorPage, ActorRow
from allegiance.casefile.sqlite import sqlite_connection
from allegiance.language.mention import ActorKind

_COUNTS = "t.actor_key, t.uses, t.claims, t.documents, t.publishers, t.first_day, t.last_day"
_KIND = "(:kind IS NULL OR t.kind = :kind)"
_APART = "t.actor_key NOT IN (SELECT value FROM json_each(:apart))"
_RANK = "CASE WHEN folded = :typed THEN 0 WHEN substr(folded, 1, length(:typed)) = :typed THEN 1 ELSE 2 END"
_MATCHING = f"""
SELECT actor_key, min({_RANK}) AS rank FROM actor_name INDEXED BY ix_actor_name_folded_actor_key
WHERE instr(folded, :typed) GROUP BY actor_key"""
_TYPED = f"""
SELECT rank, {_COUNTS}, count(*) OVER () FROM ({_MATCHING}) AS n
CROSS JOIN tally_actor AS t ON t.actor_key = n.actor_key
WHERE t.documents > 0 AND {_APART} AND {_KIND} ORDER BY rank, t.uses DESC, t.actor_key LIMIT :limit"""
_MOST_USED = f"""
SELECT 0, {_COUNTS}, 0 FROM tally_actor AS t WHERE t.kind = :kind AND t.documents > 0 AND {_APART}
ORDER BY t.uses DESC, t.actor_key LIMIT :limit"""
_KINDS = f"SELECT t.kind, t.actors FROM tally_kind AS t WHERE t.actors > 0 AND {_KIND}"
_TOTAL = f"""
SELECT (SELECT coalesce(sum(actors), 0) FROM tally_kind AS t WHERE {_KIND}) - (
    SELECT count(*) FROM json_each(:apart) AS a CROSS JOIN tally_actor AS t ON t.actor_key = a.value
    WHERE t.documents > 0 AND {_KIND})"""
_OF_MEMBERS = """
WITH members AS (SELECT value FROM json_each(:members))
SELECT sum(uses), sum(claims), sum(documents), min(first_day), max(last_day),
    (SELECT count(DISTINCT publisher_key) FROM tally_naming WHERE actor_key IN members)
FROM tally_actor WHERE actor_key IN members"""
_IN_DOCUMENT = """
SELECT sum((SELECT coalesce(sum(u.uses), 0) FROM name_use AS u JOIN actor_name AS n ON n.key = u.actor_name_key
        WHERE u.log_key = r.log_key AND n.actor_key = :actor)),
    sum((SELECT count(*) FROM claim AS c WHERE c.log_key = r.log_key AND :actor IN (c.subject_key, c.object_key))),
    nullif(d.published_start, 0), nullif(d.published_end, 4000000) - 1
FROM reading AS r JOIN document AS d ON d.key = r.document_key
WHERE r.document_key = :document AND NOT EXISTS (SELECT 1 FROM reading AS l WHERE l.supersedes = r.log_key)
GROUP BY d.key"""


class _Row(NamedTuple):
    """How well an actor fits (0 equal, 1 beginning, 2 anywhere), its key, and its counts; days are ordinals."""

    rank: int
    key: int
    uses: int
    claims: int
    documents: int
    publishers: int
    first: int | None
    last: int | None


def actor_page(
    connection: Connection, typed: str, kind: ActorKind | None, limit: int, offset: int
) -> ActorPage:
    """Actors that documents name: those that fit best first, of these the most mentioned."""
    who = decided(connection).who
    touched = _touched(who)
    values: dict[str, Any] = {
        "typed": fold(typed),
        "kind": None if kind is None else kind.value,
        "apart": json.dumps(sorted(touched)),
        "limit": limit + offset,
    }
    driver = sqlite_connection(connection)
    if values["typed"]:
        found = driver.execute(_TYPED, values).fetchall()
        total = found[0][-1] if found else 0
    else:
        (total,) = driver.execute(_TOTAL, values).fetchone()
        found = _most_used(driver, values)
    apart = list(_apart(connection, who, touched, values, kind))
    rows = [*(_Row._make(row[:-1]) for row in found), *apart]
    rows.sort(key=lambda row: (row.rank, -row.uses, row.key))
    return ActorPage(tuple(_shown(connection, who, rows[offset : offset + limit])), total + len(apart))


def _most_used(driver: sqlite3.Connection, values: dict[str, Any]) -> list[Any]:
    """The most mentioned of each kind, each out of the index of its kind: together more than a page needs."""
    found = []
    for kind, number in driver.execute(_KINDS, values).fetchall():
        asked = {**values, "kind": kind, "limit": min(number, values["limit"])}
        found += driver.execute(_MOST_USED, asked).fetchall()
    return found


def _touched(who: Identities) -> frozenset[int]:
    """Actors that somebody merged or split, and those that they became."""
    parted = {key for was, _ in who.parted for key in who.members(was)}
    return frozenset({*who.merged, *who.merged.values(), *parted, *who.parted.values()})


def _apart(
    connection: Connection,
    who: Identities,
    touched: Collection[int],
    values: dict[str, Any],
    kind: ActorKind | None,
) -> Iterator[_Row]:
    cache = ActorCache(connection, who)
    roots = sorted({who.root(key) for key in touched})
    cache.load(roots)
    for root in roots:
        members = {**values, "members": json.dumps(sorted(who.members(root)))}
        rank = _rank(cache[root], values["typed"])
        if rank is None or (kind is not None and cache[root].kind is not kind):
            continue
        row = _counted(connection, who, root, members)
        if row.documents > 0:
            yield row._replace(rank=rank)


def _rank(actor: Actor, typed: str) -> int | None:
    """How well what was typed fits, as in the statement above; None where no name holds it."""
    names = [fold(name) for name in (actor.name, *actor.names)]
    ranks = (
        0 if name == typed or not typed else 1 if name.startswith(typed) else 2
        for name in names
        if typed in name
    )
    return min(ranks, default=None)


def _counted(connection: Connection, who: Identities, root: int, members: dict[str, Any]) -> _Row:
    """Counts of all that are this actor now; a document that names two of them counts twice."""
    driver = sqlite_connection(connection)
    uses, found, documents, first, last, publishers = driver.execute(_OF_MEMBERS, members).fetchone()
    row = _Row(0, root, uses or 0, found or 0, documents or 0, publishers, first, last)
    for was, document in who.parted:
        here, there = who.root(was) == root, who.of(was, document) == root
        counts = driver.execute(_IN_DOCUMENT, {"actor": was, "document": document}).fetchone()
        if counts is None or here == there:
            continue
        sign = 1 if there else -1
        row = row._replace(
            uses=row.uses + sign * counts[0],
            claims=row.claims + sign * counts[1],
            documents=row.documents + sign,
        )
        if there:
            row = row._replace(
                publishers=max(row.publishers, 1),
                first=_least(row.first, counts[2]),
                last=_most(row.last, counts[3]),
            )
    return row


def _least(one: int | None, other: int | None) -> int | None:
    return min((day for day in (one, other) if day is not None), default=None)


def _most(one: int | None, other: int | None) -> int | None:
    return max((day for day in (one, other) if day is not None), default=None)


def _shown(connection: Connection, who: Identities, rows: Collection[_Row]) -> Iterator[ActorRow]:
    cache = ActorCache(connection, who)
    cache.load([row.key for row in rows])
    for row in rows:
        actor = cache[row.key]
        names = tuple(dict.fromkeys((actor.name, *actor.names)))
        first, last = (None if day is None else date.fromordinal(day) for day in (row.first, row.last))
        yield ActorRow(
            actor.id,
            actor.name,
            actor.kind,
            names,
            row.uses,
            row.claims,
            row.documents,
            row.publishers,
            first,
            last,
        )
