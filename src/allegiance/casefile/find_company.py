"""Finding the company of actors: the documents that name them, and the countries that these speak of."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Connection

from allegiance.casefile import schema
from allegiance.casefile.decisions import Identities
from allegiance.casefile.find_actors import actor_key
from allegiance.casefile.find_documents import is_present
from allegiance.casefile.rows import slices
from allegiance.language.mention import ActorKind

_actor, _name, _use, _naming = schema.actor, schema.actor_name, schema.name_use, schema.naming


@dataclass(frozen=True, slots=True)
class Company:
    """Ids of the documents that name an actor, and names of the countries that they speak of."""

    documents: frozenset[str]
    countries: frozenset[str]


def company(connection: Connection, identities: Identities, actors: Collection[str]) -> dict[str, Company]:
    """The company of each of these actors (by id) and of those merged into it."""
    members = {key: i for i in actors for key in identities.members(actor_key(connection, i))}
    named: dict[str, set[int]] = {i: set() for i in actors}
    for some in slices(sorted(members)):
        rows = connection.execute(
            sa.select(_name.c.actor_key, _use.c.log_key)
            .join(_use, _use.c.actor_name_key == _name.c.key)
            .where(_name.c.actor_key.in_(some), _use.c.uses > 0, is_present(_use.c.log_key))
            .distinct()
        )
        for row in rows:
            named[members[row.actor_key]].add(row.log_key)
    readings = set().union(*named.values())
    documents, countries = _documents(connection, readings), _countries(connection, readings)
    return {
        i: Company(
            frozenset(documents[key] for key in keys),
            frozenset(country for key in keys for country in countries.get(key, ())),
        )
        for i, keys in named.items()
    }


def _documents(connection: Connection, readings: Collection[int]) -> dict[int, str]:
    """Document by the act of its reading."""
    reading, document = schema.reading, schema.document
    found: dict[int, str] = {}
    for some in slices(sorted(readings)):
        rows = connection.execute(
            sa.select(reading.c.log_key, document.c.id)
            .join(document, document.c.key == reading.c.document_key)
            .where(reading.c.log_key.in_(some))
        )
        found |= {row.log_key: row.id for row in rows}
    return found


def _countries(connection: Connection, readings: Collection[int]) -> dict[int, set[str]]:
    """Names of countries by the act of a reading."""
    found: dict[int, set[str]] = {}
    for some in slices(sorted(readings)):
        rows = connection.execute(
            sa.select(_use.c.log_key, _naming.c.name)
            .join(_name, _name.c.key == _use.c.actor_name_key)
            .join(_naming, _naming.c.actor_key == _name.c.actor_key)
            .where(_use.c.log_key.in_(some), _naming.c.kind == ActorKind.COUNTRY.value, _use.c.uses > 0)
            .distinct()
        )
        for row in rows:
            found.setdefault(row.log_key, set()).add(row.name)
    return found
