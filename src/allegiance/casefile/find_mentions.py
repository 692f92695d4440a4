"""Finding mentions: which words of a document mean whom, after merges and splits."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Connection

from allegiance.actors.actor import Actor
from allegiance.casefile import schema
from allegiance.casefile.by_hand import is_by_hand
from allegiance.casefile.decisions import decided
from allegiance.casefile.find_actors import ActorCache
from allegiance.casefile.find_documents import document_key, is_present, recorded_by
from allegiance.language.mention import Form


@dataclass(frozen=True, slots=True)
class FoundMention:
    """Words `[start, end)` of a document that mean an actor, and why; `by_hand`: a person says so."""

    start: int
    end: int
    actor: Actor
    form: Form
    reason: str
    by_hand: bool


def mentions_in(connection: Connection, document: str, known: str | None = None) -> tuple[FoundMention, ...]:
    """The mentions of a document in the order of its text, the longer of two that begin together first.

    Raises: UsageError for an unknown document.
    """
    reading, chain, mention, identity = schema.reading, schema.chain, schema.mention, schema.identity
    key = document_key(connection, document, known)
    query = (
        sa.select(mention, identity.c.actor_key, identity.c.reason.label("because"), reading.c.extractor)
        .select_from(reading)
        .join(chain, chain.c.log_key == reading.c.log_key)
        .join(mention, mention.c.chain_key == chain.c.key)
        .join(identity, identity.c.chain_key == chain.c.key)
        .where(reading.c.document_key == key)
        .where(is_present(reading.c.log_key, known), recorded_by(reading.c.log_key, known))
        .order_by(mention.c.start, mention.c.end.desc(), mention.c.key)
    )
    rows = connection.execute(query).all()
    who = decided(connection, known).who
    actors = [who.of(row.actor_key, key) for row in rows]
    cache = ActorCache(connection, who, known)
    cache.load(set(actors))
    return tuple(
        FoundMention(row.start, row.end, cache[actor], Form(row.form), row.because, is_by_hand(row.extractor))
        for row, actor in zip(rows, actors, strict=True)
    )
