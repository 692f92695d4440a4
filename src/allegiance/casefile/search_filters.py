"""Search filters: which passages a search may find, as a condition in SQL.

Claims count as they were read; those that people rejected do not count.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy import Connection

from allegiance.casefile import schema
from allegiance.casefile.decisions import Identities, decided, rejected_claims
from allegiance.casefile.find_actors import actor_key
from allegiance.casefile.find_documents import is_present
from allegiance.claims.claim import Certainty
from allegiance.claims.relations import relation, relations

_passage, _document, _claim, _evidence = schema.passage, schema.document, schema.claim, schema.evidence
_mention, _identity, _reading, _log = schema.mention, schema.identity, schema.reading, schema.log
_CARRIED = sa.table("passage_claim", *map(sa.column, ("relation", "certainty", "passage_key", "claim_key")))
Keys = sa.Select[tuple[int]]
Condition = sa.ColumnElement[bool]
_MANY = 50_000  # passages; listing fewer takes less time than asking about each

# The passage that the search looks at. The sign + keeps SQLite from looking the words up anew for each wanted key: it
# tests those that match, one after the other.
FOUND = sa.literal_column("+passage_words.rowid", sa.Integer)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a passage must be besides having the words; None means any."""

    actor: str | None = None  # mentioned in it, or party to the claim that it carries
    publisher: str | None = None  # letters in the publisher's name, upper or lower case
    relation: str | None = None
    certainty: Certainty | None = None
    since: date | None = None  # published on this day or later
    until: date | None = None  # published on this day or earlier
    known: str | None = None  # recorded by then


def passages_wanted(connection: Connection, wanted: Wanted) -> Condition | None:
    """What the key of a passage that may be found must fulfil; None where all may be.

    Raises: UnknownActor; UsageError for an unknown relation.
    """
    of_document = _of_document(wanted)
    if wanted.relation is not None or wanted.certainty is not None:
        return _with_claim(connection, wanted, of_document)
    if wanted.actor is not None:
        return FOUND.in_(_with_mention(connection, wanted.actor, of_document, wanted.known))
    return None if of_document is None else FOUND.in_(_inside(of_document))


def _inside(of_document: Keys) -> Keys:
    return sa.select(_passage.c.key).where(_passage.c.document_key.in_(of_document)).correlate(None)


def _of_document(wanted: Wanted) -> Keys | None:
    where: list[Condition] = []
    if wanted.publisher is not None:
        where.append(_document.c.publisher.icontains(wanted.publisher, autoescape=True))
    if wanted.since is not None:
        where.append(_document.c.published_end > wanted.since.toordinal())
    if wanted.until is not None:
        where.append(_document.c.published_start <= wanted.until.toordinal())
    if wanted.known is not None:
        then = sa.select(_log.c.key).where(_log.c.recorded <= wanted.known)
        where.append(_document.c.log_key.in_(then))
    return sa.select(_document.c.key).where(*where) if where else None


def _with_claim(connection: Connection, wanted: Wanted, of_document: Keys | None) -> Condition:
    """Passages that hold words of such a claim."""
    carried = (_CARRIED if wanted.known is None else _carried_then(wanted.known)).c
    names = relations() if wanted.relation is None else [relation(wanted.relation).name]
    certainties = Certainty if wanted.certainty is None else [wanted.certainty]
    where: list[Condition] = [
        carried.relation.in_(list(names)),  # both, so that the index leads to the passage
        carried.certainty.in_([certainty.value for certainty in certainties]),
    ]
    if wanted.known is None and wanted.actor is None and _are_many(connection, where):
        where.append(carried.passage_key == FOUND)
        fits: Condition = sa.exists().where(*_unrejected(connection, wanted, carried.claim_key, where))
        return fits if of_document is None else FOUND.in_(_inside(of_document)) & fits
    if wanted.actor is not None:
        where.append(carried.claim_key.in_(_claims_of(connection, wanted.actor, wanted.known)))
    if of_document is not None:
        where.append(carried.passage_key.in_(_inside(of_document)))
    where = _unrejected(connection, wanted, carried.claim_key, where)
    return FOUND.in_(sa.select(carried.passage_key).where(*where))


def _are_many(connection: Connection, where: list[Condition]) -> bool:
    """Whether it takes longer to list all these passages than to ask about each that has the words."""
    some = sa.select(sa.literal(1)).select_from(_CARRIED).where(*where).limit(_MANY).subquery()
    return connection.execute(sa.select(sa.func.count()).select_from(some)).scalar_one() == _MANY


def _unrejected(
    connection: Connection, wanted: Wanted, claim_key: sa.ColumnElement[int], where: list[Condition]
) -> list[Condition]:
    rejected = rejected_claims(connection, wanted.known)
    if not rejected:
        return where
    keys = sa.select(_claim.c.key).where(_claim.c.id.in_(rejected)).correlate(None)
    return [*where, claim_key.not_in(keys)]


def _carried_then(known: str) -> sa.Subquery:
    """What `passage_claim` would have held at that moment."""
    overlaps = (_evidence.c.start < _passage.c.end) & (_evidence.c.end > _passage.c.start)
    return (
        sa.select(
            _claim.c.relation,
            _claim.c.certainty,
            _passage.c.key.label("passage_key"),
            _claim.c.key.label("claim_key"),
        )
        .join(_passage, _passage.c.document_key == _claim.c.document_key)
        .join(_evidence, (_evidence.c.claim_key == _claim.c.key) & overlaps)
        .join(_log, _log.c.key == _claim.c.log_key)
        .where(is_present(_claim.c.log_key, known), _log.c.recorded <= known)
        .subquery()
    )


def _claims_of(connection: Connection, actor_id: str, known: str | None) -> sa.CompoundSelect[tuple[int]]:
    """Keys of the claims to which an actor is party, or of which it is the speaker."""
    who = decided(connection, known).who
    actor = who.root(actor_key(connection, actor_id))
    columns = (_claim.c.subject_key, _claim.c.object_key, _claim.c.speaker_key)
    sides = (
        sa.select(_claim.c.key).where(_is_actor(who, actor, column, _claim.c.document_key)).correlate(None)
        for column in columns
    )
    return sa.union(*sides)


def _with_mention(connection: Connection, actor_id: str, of_document: Keys | None, known: str | None) -> Keys:
    """Passages that mention the actor, by name, noun phrase or pronoun."""
    who = decided(connection, known).who
    actor = who.root(actor_key(connection, actor_id))
    # Passages do not overlap: only the last one that begins before the mention can hold it.
    passage = (
        sa.select(sa.case((_passage.c.end > _mention.c.start, _passage.c.key)))
        .where(_passage.c.document_key == _reading.c.document_key, _passage.c.start <= _mention.c.start)
        .order_by(_passage.c.start.desc())
        .limit(1)
        .correlate(_reading, _mention)
        .scalar_subquery()
    )
    keys = (
        sa.select(passage)
        .select_from(_identity)
        .join(_reading, _reading.c.log_key == _identity.c.log_key)
        .join(_mention, _mention.c.chain_key == _identity.c.chain_key)
        .where(
            _is_actor(who, actor, _identity.c.actor_key, _reading.c.document_key),
            is_present(_reading.c.log_key, known),
        )
    )
    return keys if of_document is None else keys.where(_reading.c.document_key.in_(of_document))


def _is_actor(
    who: Identities, actor: int, column: sa.ColumnElement[int], document: sa.ColumnElement[int]
) -> sa.ColumnElement[bool]:
    """Whether a row about `column` in this document is about the actor, after merges and splits."""
    members = who.members(actor)
    test: sa.ColumnElement[bool] = column.in_(members)
    there = [(was, place) for was, place in who.parted if who.of(was, place) == actor]
    elsewhere = [(was, place) for was, place in who.parted if was in members and who.of(was, place) != actor]
    for was, place in elsewhere:
        test = test & ~((column == was) & (document == place))
    for was, place in there:
        for member in who.members(was):
            test = test | ((column == member) & (document == place))
    return test
