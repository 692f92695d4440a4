"""Finding what stands in an overview: counts, spans, rows of actors and publishers, the last changes.

Counts come from the tallies. What people decided is not in those: the few claims that they judged are looked at one by
one, and merged actors are put together here.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection

from allegiance.casefile import schema
from allegiance.casefile.asking import Asked
from allegiance.casefile.decisions import Identities, decided
from allegiance.casefile.find_actors import actor_key
from allegiance.casefile.find_claims import claims
from allegiance.casefile.judgement import State
from allegiance.casefile.overview import Change, Overview, PublisherRow
from allegiance.casefile.record import Record
from allegiance.casefile.sqlite import sqlite_connection
from allegiance.casefile.stamp import moment
from allegiance.claims.claim import Certainty
from allegiance.claims.relations import relations

_CLAIMS = "SELECT certainty, sum(claims) FROM tally_claim WHERE percent >= ? GROUP BY certainty"
_ALL = "SELECT coalesce(sum(claims), 0) FROM tally_claim"
_ABOUT = (
    "SELECT coalesce(sum(claims), 0) FROM tally_actor WHERE actor_key IN (SELECT value FROM json_each(?))"
)
_SIDES = " AND ".join(f"{side} IN (SELECT value FROM json_each(?))" for side in ("subject_key", "object_key"))
_BETWEEN = f"SELECT (SELECT count(*) FROM claim WHERE {_SIDES}) + (SELECT count(*) FROM claim WHERE {_SIDES})"
_COUNTS = """
SELECT (SELECT sum(documents) FROM tally_publisher), (SELECT count(*) FROM tally_publisher WHERE publisher <> ''),
    (SELECT coalesce(sum(actors), 0) FROM tally_kind), (SELECT count(*) FROM run),
    (SELECT coalesce(max(key), 0) FROM log), (SELECT min(first_day) FROM tally_publisher),
    (SELECT max(last_day) FROM tally_publisher),
    (SELECT order_day FROM claim WHERE order_day > 0 AND {present} ORDER BY order_day LIMIT 1),
    (SELECT order_day FROM claim WHERE order_day < 4000000 AND {present} ORDER BY order_day DESC LIMIT 1)""".format(
    present="NOT EXISTS (SELECT 1 FROM reading AS r WHERE r.supersedes = claim.log_key)"
)
_PUBLISHERS = """
SELECT p.publisher, p.documents, coalesce(c.claims, 0), p.alone, p.first_day, p.last_day FROM tally_publisher AS p
LEFT JOIN (
    SELECT publisher_key, sum(claims) AS claims FROM tally_claim WHERE percent >= ? GROUP BY publisher_key
) AS c ON c.publisher_key = p.publisher_key ORDER BY 3 DESC, p.publisher"""
_CHANGES = """
SELECT log.key, log.kind, log.what, log.recorded, document.name, run.extractor, judgement.kind, judgement."by",
    (SELECT count(*) FROM claim WHERE claim.log_key = log.key)
FROM log
LEFT JOIN document ON log.kind IN ('document', 'reading') AND document.id = log.what
LEFT JOIN run ON log.kind = 'run' AND run.id = log.what
LEFT JOIN judgement ON log.kind = 'judgement' AND judgement.id = log.what
WHERE log.key > :since AND (:known IS NULL OR log.recorded <= :known) ORDER BY log.key DESC LIMIT :limit"""
# Matters of a publisher that are nobody else's at this level, each as its first claim that is sure enough. A matter of
# a symmetric relation may be written either way round.
_FIRST_OF = """
SELECT c.id FROM claim AS c CROSS JOIN document AS d ON d.key = c.document_key
WHERE c.subject_key = {subject} AND c.object_key IS {object} AND c.relation = m.relation
    AND (m.value = '' OR c.value = m.value) AND coalesce(d.publisher, '') = {publisher}
    AND NOT EXISTS (SELECT 1 FROM reading AS later WHERE later.supersedes = c.log_key)
    AND (c.score >= :least OR c.id IN (SELECT value FROM json_each(:sure)))
    AND c.id NOT IN (SELECT value FROM json_each(:rejected))
ORDER BY c.order_day LIMIT 1"""


def _either_way(publisher: str) -> str:
    one = _FIRST_OF.format(subject="m.subject_key", object="nullif(m.object_key, 0)", publisher=publisher)
    other = _FIRST_OF.format(subject="m.object_key", object="m.subject_key", publisher=publisher)
    symmetric = ", ".join(f"'{row.name}'" for row in relations().values() if row.symmetric)
    return f"coalesce(({one}), CASE WHEN m.relation IN ({symmetric}) THEN ({other}) END)"


_ALONE = f"""
SELECT claim FROM (
    SELECT {_either_way("p.publisher")} AS claim, m.subject_key, m.object_key, m.relation, m.value, m.publisher_key
    FROM tally_publisher AS p CROSS JOIN tally_matter AS m ON m.publisher_key = p.publisher_key
    WHERE p.publisher = :publisher
) AS m WHERE claim IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM tally_matter AS o CROSS JOIN tally_publisher AS q ON q.publisher_key = o.publisher_key
    WHERE o.subject_key = m.subject_key AND o.relation = m.relation AND o.object_key = m.object_key
        AND o.value = m.value AND o.publisher_key <> m.publisher_key AND {_either_way("q.publisher")} IS NOT NULL
) LIMIT :limit"""


def overview(connection: Connection, least: float) -> Overview:
    """Counts and spans; claims from the score `least`, to the hundredth."""
    driver = sqlite_connection(connection)
    documents, publishers, actors, runs, act, *days = driver.execute(_COUNTS).fetchone()
    written = {Certainty(kind): number for kind, number in driver.execute(_CLAIMS, (_percent(least),))}
    states, changed = _judged(connection, least)
    return Overview(
        documents=documents or 0,
        publishers=publishers,
        actors=actors,
        claims=sum(written.values()) + sum(changed.values()),
        by_certainty={kind: written.get(kind, 0) + changed[kind] for kind in Certainty},
        accepted=states[State.ACCEPTED],
        corrected=states[State.CORRECTED],
        rejected=states[State.REJECTED],
        published_first=_day(days[0]),
        published_last=_day(days[1]),
        filed_first=_day(days[2]),
        filed_last=_day(days[3]),
        runs=runs,
        act=act,
    )


def _judged(connection: Connection, least: float) -> tuple[Mapping[State, int], Mapping[Certainty, int]]:
    """Claims by how they stand, and what decisions change in the counts by certainty."""
    targets = decided(connection).targets
    if not targets:
        return Counter(), Counter()
    states: Counter[State] = Counter()
    changed: Counter[Certainty] = Counter()
    counted = _counted(connection, targets)
    for record in claims(connection, Asked(ids=targets, include_rejected=True)):
        states[record.state] += record.state is not State.OPEN
        for certainty, score in counted.get(record.id, ()):
            if score >= least:
                changed[certainty] -= 1
        stands = record.state in (State.ACCEPTED, State.CORRECTED)
        if stands or (record.state is State.OPEN and score >= least):
            changed[record.claim.certainty] += 1
    return states, changed


def _counted(connection: Connection, ids: Collection[str]) -> dict[str, list[tuple[Certainty, float]]]:
    """Certainty and score of each row that the tallies count, by id; what is added by hand may be read too."""
    query = """
        SELECT id, certainty, score FROM claim WHERE id IN (SELECT value FROM json_each(?))
            AND NOT EXISTS (SELECT 1 FROM reading AS r WHERE r.supersedes = claim.log_key)"""
    found: dict[str, list[tuple[Certainty, float]]] = {}
    for claim, certainty, score in sqlite_connection(connection).execute(query, (json.dumps(sorted(ids)),)):
        found.setdefault(claim, []).append((Certainty(certainty), score))
    return found


def amount(connection: Connection, who: Identities, actors: Collection[str]) -> int:
    """The tallies' count of claims, of all or about these actors. Raises: UnknownActor."""
    driver = sqlite_connection(connection)
    if not actors:
        return int(driver.execute(_ALL).fetchone()[0])
    keys = {key for actor in actors for key in who.candidates(who.root(actor_key(connection, actor)))}
    return int(driver.execute(_ABOUT, (json.dumps(sorted(keys)),)).fetchone()[0])


def amount_between(connection: Connection, who: Identities, one: str, other: str) -> int:
    """Claims about both actors, as they were written. Raises: UnknownActor."""
    sides = [
        json.dumps(sorted(who.candidates(who.root(actor_key(connection, actor))))) for actor in (one, other)
    ]
    return int(sqlite_connection(connection).execute(_BETWEEN, (*sides, *reversed(sides))).fetchone()[0])


def changes(connection: Connection, since: int, limit: int, known: str | None) -> tuple[Change, ...]:
    """Acts after `since`, up to the moment `known`, newest first."""
    asked = {"since": since, "limit": limit, "known": known}
    return tuple(map(_change, sqlite_connection(connection).execute(_CHANGES, asked)))


def _change(row: tuple[Any, ...]) -> Change:
    act, kind, what, recorded, document, extractor, judgement, by, found = row
    name = document or extractor or judgement or what
    return Change(act, kind, what, name, moment(recorded), found, by)


def publishers(connection: Connection, least: float) -> tuple[PublisherRow, ...]:
    """All publishers, those with the most claims first."""
    rows = sqlite_connection(connection).execute(_PUBLISHERS, (_percent(least),))
    return tuple(
        PublisherRow(name or None, documents, found, alone, _day(first), _day(last))
        for name, documents, found, alone, first, last in rows
    )


def carried_alone(
    connection: Connection, publisher: str | None, limit: int, least: float
) -> tuple[Record, ...]:
    """A claim of each matter that only this publisher carries among the claims of this level, so many matters."""
    made = decided(connection)
    asked = {
        "publisher": publisher or "",
        "limit": limit,
        "least": least,
        "sure": json.dumps(sorted(made.sure)),
        "rejected": json.dumps(sorted(made.rejected)),
    }
    ids = [claim for (claim,) in sqlite_connection(connection).execute(_ALONE, asked)]
    return tuple(claims(connection, Asked(ids=ids, least=least)))


def _percent(least: float) -> int:
    return math.ceil(least * 100 - 1e-9)


def _day(ordinal: int | None) -> date | None:
    return date.fromordinal(ordinal) if ordinal and ordinal < schema.OPEN_END else None
