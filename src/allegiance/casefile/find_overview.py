"""Finding what stands in an overview: counts, spans, rows of actors and publishers, the last changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from allegiance.casefile import decisions, find_actors, find_claims, schema
from allegiance.casefile.asking import Asked
from allegiance.casefile.judgement import State
from allegiance.casefile.overview import ActorPage, ActorRow, Change, Overview, PublisherRow
from allegiance.casefile.record import Record
from allegiance.casefile.stamp import moment
from allegiance.claims.claim import Certainty
from allegiance.language.mention import ActorKind

_log, _document = schema.log, schema.document


def overview(connection: Connection, least: float) -> Overview:
    records = _records(connection, least)
    certainty = Counter(r.claim.certainty for r in records)
    states = Counter(r.state for r in records)
    row = connection.execute(
        sa.select(
            sa.func.count(),
            sa.func.count(_document.c.publisher.distinct()),
            sa.func.min(_document.c.published_start),
            sa.func.max(_document.c.published_end),
        )
    ).one()
    filed = [r.claim.valid.start or r.claim.valid.end for r in records if r.claim.valid]
    days = [day for day in filed if day]
    return Overview(
        documents=row[0],
        publishers=row[1],
        actors=len(find_actors.actors(connection, decisions.identities(connection), None)),
        claims=len(records),
        by_certainty={kind: certainty[kind] for kind in Certainty},
        accepted=states[State.ACCEPTED],
        corrected=states[State.CORRECTED],
        rejected=len(decisions.rejected_claims(connection)),
        published_first=_day(row[2]),
        published_last=None if row[3] in (None, schema.OPEN_END) else date.fromordinal(row[3] - 1),
        filed_first=min(days, default=None),
        filed_last=max(days, default=None),
        runs=connection.execute(sa.select(sa.func.count(schema.run.c.key))).scalar_one(),
        act=connection.execute(sa.select(sa.func.coalesce(sa.func.max(_log.c.key), 0))).scalar_one(),
    )


def changes(connection: Connection, since: int, limit: int) -> tuple[Change, ...]:
    query = sa.select(_log).where(_log.c.key > since).order_by(_log.c.key.desc()).limit(limit)
    return tuple(
        Change(row.key, row.kind, row.what, row.what, moment(row.recorded))
        for row in connection.execute(query)
    )


def actor_page(
    connection: Connection, typed: str, kind: ActorKind | None, limit: int, offset: int
) -> ActorPage:
    every = find_actors.actors(connection, decisions.identities(connection), typed or None)
    fitting = [actor for actor in every if kind is None or actor.kind is kind]
    rows = (
        ActorRow(actor.id, actor.name, actor.kind, actor.names, 0, 0, 0, None, None)
        for actor in fitting[offset : offset + limit]
    )
    return ActorPage(tuple(rows), len(fitting))


def publishers(connection: Connection, least: float) -> tuple[PublisherRow, ...]:
    claims = Counter(r.document.publisher for r in _records(connection, least))
    return tuple(PublisherRow(name, 0, n, 0, 0, None, None) for name, n in claims.most_common())


def carried_alone(
    connection: Connection, publisher: str | None, limit: int, least: float
) -> tuple[Record, ...]:
    return tuple(r for r in _records(connection, least) if r.document.publisher == publisher)[:limit]


def _records(connection: Connection, least: float) -> list[Record]:
    found: Iterable[Record] = find_claims.claims(connection, Asked())
    return [record for record in found if record.claim.score >= least]


def _day(ordinal: Any) -> date | None:
    return date.fromordinal(ordinal) if ordinal and ordinal != schema.OPEN_START else None
