"""Ties: which actors that were read before a list was imported the list means.

The names of an actor and the countries that its documents speak of decide, as they do while documents are read
(`actors/known/knowing.py`). Actors that are tied stay as they are.
"""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy import Connection

from allegiance.actors.known.knowing import Context, Knowing, KnownNames, named_forms
from allegiance.casefile import schema
from allegiance.casefile.rows import slices
from allegiance.language.countries import lookup
from allegiance.language.mention import ActorKind, Chain, Form, Mention

_actor, _name, _use, _naming = schema.actor, schema.actor_name, schema.name_use, schema.naming
_READINGS = 50  # readings of an actor in which countries are looked for
_ASKED = 2_000  # names looked up at once


def find_ties(connection: Connection, known: KnownNames) -> dict[str, tuple[str, str]]:
    """For actors without a tie, by id: the known actor that each is, and why."""
    chains = _chains(connection)
    knowing = Knowing(known)
    ties: dict[str, tuple[str, str]] = {}
    for at in range(0, len(chains), _ASKED):
        some = chains[at : at + _ASKED]
        knowing.look_up(dict.fromkeys(name for _, _, chain in some for name in named_forms(chain)))
        for key, actor_id, chain in some:
            if knowing.bears(chain):
                decision = knowing.decide(chain, Context(_countries(connection, key)))
                ties |= {actor_id: (decision.known[0], decision.reason)} if decision.known else {}
    return ties


def _chains(connection: Connection) -> list[tuple[int, str, Chain]]:
    """Actors that are tied to nothing, each as a chain of the names that it has."""
    tied = sa.select(schema.known_tie.c.actor_key)
    last = sa.select(sa.func.max(_naming.c.key)).group_by(_naming.c.actor_key)
    query = (
        sa.select(_actor.c.key, _actor.c.id, _naming.c.name.label("called"), _naming.c.kind, _name.c.name)
        .join(_naming, _naming.c.actor_key == _actor.c.key)
        .join(_name, _name.c.actor_key == _actor.c.key)
        .where(_naming.c.key.in_(last), _actor.c.key.not_in(tied))
        .order_by(_actor.c.key, _name.c.key)
    )
    named: dict[int, tuple[str, str, ActorKind | None, list[str]]] = {}
    for row in connection.execute(query):
        kind = ActorKind(row.kind) if row.kind else None
        if kind is not ActorKind.COUNTRY and is_proper(row.name):
            named.setdefault(row.key, (row.id, row.called, kind, []))[3].append(row.name)
    return [(key, i, _chain(called, kind, names)) for key, (i, called, kind, names) in named.items()]


def is_proper(name: str) -> bool:
    """Whether a form names somebody: forms without a capital are noun phrases."""
    return name != name.lower() or not name.isascii()


def _chain(called: str, kind: ActorKind | None, names: Collection[str]) -> Chain:
    mentions = tuple(Mention(0, len(name), name, Form.NAMED, kind, 0) for name in names)
    return Chain(called, kind, mentions, ("name",) * len(mentions))


def _countries(connection: Connection, actor_key: int) -> frozenset[str]:
    """The countries that the documents speak of in which an actor is named."""
    of_actor = (
        sa.select(_use.c.log_key)
        .join(_name, _name.c.key == _use.c.actor_name_key)
        .where(_name.c.actor_key == actor_key)
        .distinct()
        .limit(_READINGS)
    )
    readings = list(connection.execute(of_actor).scalars())
    found: set[str] = set()
    for some in slices(readings):
        names = connection.execute(
            sa.select(_name.c.name)
            .join(_use, _use.c.actor_name_key == _name.c.key)
            .where(_use.c.log_key.in_(some))
            .distinct()
        ).scalars()
        texts = {text for name in names for text in (name, *name.split()) if text[:1].isupper()}
        found |= {country.country for text in texts if (country := lookup(text))}
    return frozenset(found)
