"""Who stood with whom on a day: all claims whose valid time holds it, counted per pair and relation.

The counting runs inside one index. Claims that people judged, or whose actors were split, are few; they are counted
one by one, as they stand after the decisions.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import Connection

from allegiance.casefile import schema
from allegiance.casefile.asking import Asked
from allegiance.casefile.decisions import Identities, decided
from allegiance.casefile.find_claims import claims
from allegiance.casefile.find_documents import is_present
from allegiance.casefile.record import Tie
from allegiance.casefile.rows import slices
from allegiance.claims.claim import Certainty, Phase, Polarity

_claim = schema.claim


class _Kind(NamedTuple):
    """What is counted together; the first two are ids of actors."""

    subject: str
    object: str
    relation: str
    phase: str
    polarity: str
    certainty: str


def ties(connection: Connection, day: date, known: str | None) -> tuple[Tie, ...]:
    """Ties between two actors on this day, in order of their names in the tie."""
    made = decided(connection, known)
    who = made.who
    apart = _judged(connection, who) if made.targets else frozenset()
    counts: dict[_Kind, tuple[int, float]] = {}
    ids = _ids(connection)
    for row in connection.execute(_counted(day, known, apart)):
        subject, other = (ids[who.root(key)] for key in (row.subject_key, row.object_key))
        kind = _Kind(subject, other, row.relation, row.phase, row.polarity, row.certainty)
        _count(counts, kind, row.claims, row.score)
    for some in slices(sorted(apart)):
        for record in claims(connection, Asked(ids=some, as_of=day, known=known)):
            c = record.claim
            if c.object is not None:
                parts = (c.subject.id, c.object.id, c.relation, c.phase, c.polarity, c.certainty)
                _count(counts, _Kind(*parts), 1, c.score)
    return tuple(_tie(kind, *counts[kind]) for kind in sorted(counts))


def _counted(day: date, known: str | None, apart: frozenset[str]) -> sa.Select[Any]:
    """Counts by pair of keys. The inner query stands behind a fence.

    Without `offset(0)` SQLite takes the index of the pairs, to spare itself the sorting: some twenty times slower.
    """
    columns = [_claim.c[name] for name in ("subject_key", "object_key", *_Kind._fields[2:])]
    holds = sa.select(*columns, _claim.c.score).where(
        _claim.c.valid_end > day.toordinal(),
        _claim.c.valid_start <= day.toordinal(),
        _claim.c.object_key.is_not(None),
        is_present(_claim.c.log_key, known),
    )
    if apart:
        keys = sa.select(_claim.c.key).where(_claim.c.id.in_(apart)).correlate(None)
        holds = holds.where(_claim.c.key.not_in(keys))
    if known is not None:
        log = schema.log
        holds = holds.join(log, log.c.key == _claim.c.log_key).where(log.c.recorded <= known)
    fenced = holds.offset(0).subquery()
    kinds = [fenced.c[column.name] for column in columns]
    return sa.select(
        *kinds, sa.func.count().label("claims"), sa.func.max(fenced.c.score).label("score")
    ).group_by(*kinds)


def _judged(connection: Connection, who: Identities) -> frozenset[str]:
    """Ids of the claims that must be looked at one by one."""
    judged = sa.select(schema.judgement.c.target)
    found = set(connection.execute(sa.select(_claim.c.id).where(_claim.c.id.in_(judged))).scalars())
    for some in slices(sorted({document for _, document in who.parted})):
        found |= set(
            connection.execute(sa.select(_claim.c.id).where(_claim.c.document_key.in_(some))).scalars()
        )
    return frozenset(found)


def _ids(connection: Connection) -> dict[int, str]:
    return {row.key: row.id for row in connection.execute(sa.select(schema.actor.c.key, schema.actor.c.id))}


def _count(counts: dict[_Kind, tuple[int, float]], kind: _Kind, claims: int, score: float) -> None:
    before, best = counts.get(kind, (0, 0.0))
    counts[kind] = (before + claims, max(best, score))


def _tie(kind: _Kind, claims: int, score: float) -> Tie:
    return Tie(
        kind.subject,
        kind.relation,
        kind.object,
        Phase(kind.phase),
        Polarity(kind.polarity),
        Certainty(kind.certainty),
        claims,
        score,
    )
