"""Finding the claims that a person should look at first, by a rough measure, so that few need to be weighed in full.

    all claims ──nearest to a score of one half──► pool ──how many say the same──► the best, with all that say the same

A lone claim of a tie carries all that is said of it; of sixty that say the same none changes much. What is found here
is weighed in `analysis/weight.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection

from allegiance.casefile.decisions import decided
from allegiance.casefile.find_actors import actor_key
from allegiance.casefile.sqlite import sqlite_connection
from allegiance.claims.relations import RelationGroup, relations

_POOL = 20_000  # claims nearest to one half, of which it is looked up how many say the same
_CROWD = 60  # claims that say the same, beyond which none is worth a look
_OF_TIE = 6.0  # findings that rest on a lone claim of a tie; one on that of an act
_PRESENT = "NOT EXISTS (SELECT 1 FROM reading AS later WHERE later.supersedes = claim.log_key)"
_NEAREST = """
SELECT id, subject_key, relation, object_key, coalesce(value, ''), score FROM claim
WHERE {about} {present} AND score >= :least ORDER BY abs(score - 0.5), key LIMIT :pool"""
_SAME = """
SELECT sum(claims) FROM tally_matter WHERE subject_key = ? AND relation = ? AND object_key = ? AND value = ?"""
_THOSE = f"""
SELECT id FROM claim INDEXED BY ix_claim_subject_key_object_key_order_day_published_day
WHERE subject_key = ? AND object_key IS ? AND relation = ? AND {_PRESENT}"""


class _Row(NamedTuple):
    id: str
    subject: int
    relation: str
    object: int | None
    value: str
    score: float

    @property
    def matter(self) -> tuple[int, str, int, str]:
        """As `tally_matter` has it: either way round where the relation is symmetric."""
        one, other = self.subject, self.object or 0
        if other and other < one and relations()[self.relation].symmetric:
            one, other = other, one
        return one, self.relation, other, "" if other else self.value


def least_sure(connection: Connection, actor: str | None, least: float, limit: int) -> tuple[str, ...]:
    """Ids of about so many claims (of this actor, by id), with all that are about the same matter.

    Raises: UnknownActor.
    """
    driver = sqlite_connection(connection)
    ids: dict[str, None] = {}
    for row in _ranked(connection, actor, least):
        one, name, other, _ = row.matter
        ids[row.id] = None
        for subject, object_ in {(one, other or None), (other or one, one if other else None)}:
            ids |= dict.fromkeys(claim for (claim,) in driver.execute(_THOSE, (subject, object_, name)))
        if len(ids) >= limit:
            break
    return tuple(ids)


def _ranked(connection: Connection, actor: str | None, least: float) -> list[_Row]:
    """One claim of each matter, the one most worth a look first."""
    driver = sqlite_connection(connection)
    best: dict[tuple[int, str, int, str], tuple[float, _Row]] = {}
    for row in _nearest(connection, actor, least):
        if row.matter not in best:
            same = driver.execute(_SAME, row.matter).fetchone()[0] or 1
            findings = _OF_TIE if relations()[row.relation].group is RelationGroup.TIE else 1.0
            if same <= _CROWD:
                best[row.matter] = (1 - abs(2 * row.score - 1)) * findings / same, row
    return [row for _, row in sorted(best.values(), key=lambda item: (-item[0], item[1].id))]


def _nearest(connection: Connection, actor: str | None, least: float) -> Iterator[_Row]:
    about = ""
    if actor is not None:
        who = decided(connection).who
        listed = ", ".join(map(str, sorted(who.candidates(who.root(actor_key(connection, actor))))))
        about = f"(subject_key IN ({listed}) OR object_key IN ({listed})) AND"
    asked: dict[str, Any] = {"least": least, "pool": _POOL}
    found = sqlite_connection(connection).execute(_NEAREST.format(about=about, present=_PRESENT), asked)
    return map(_Row._make, found.fetchall())
