"""Finding the outline of claims: who, what, whom and where, without words; for counting before anything is opened.

    Asked ──one scan of an index, decisions applied──► Outline, in order of time ──choose──► claims(ids=…)

A claim takes a hundredth of a millisecond here and ten times that as a record. What people corrected is assembled.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Connection

from allegiance.casefile import schema
from allegiance.casefile.asking import Asked, Order, Parties, corrected_keys, rows, still_fits
from allegiance.casefile.asking import active as active_rows
from allegiance.casefile.assembly import Assembly, Found
from allegiance.casefile.decisions import Decided, decided
from allegiance.casefile.find_actors import actor_ids
from allegiance.casefile.record import Record
from allegiance.casefile.rows import interval_columns
from allegiance.casefile.sqlite import sqlite_connection
from allegiance.interval import Interval

_COLUMNS = (
    *("id", "subject_key", "relation", "object_key", "document_key"),
    *("speaker_key", "speaker_words", "valid_start", "valid_end"),
)
_CORRECTED = f"SELECT {', '.join(_COLUMNS[4:])} FROM claim WHERE key = ?"
_Row = tuple[Any, ...]  # the values of these columns


class Outline(NamedTuple):
    """One claim: its id, its parties by id, and where it stands; days as ordinals, for putting claims in order."""

    id: str
    subject: str
    relation: str
    object: str | None
    document: int  # the same for claims of one document, see `find_outline.publishers`
    speaker: str | None  # the same where the same speaker is credited
    published: int  # the first day of publication; UNDATED where none is known
    first: int  # about the first and the last day that the words speak of
    last: int


def outline(connection: Connection, asked: Asked) -> tuple[Outline, ...]:
    """The claims that `find_claims.claims` would give, in the same order. Raises: UnknownActor."""
    made = decided(connection, asked.known)
    parties = Parties.of(connection, made.who, asked)
    plain = rows(connection, asked, parties, made, _COLUMNS, undecided=True)
    found = list(_plain(plain, parties, made))
    if corrected := _corrected(connection, asked, parties, made):
        found = list(heapq.merge(found, _of_corrected(connection, corrected), key=lambda row: row[0]))
    ids = actor_ids(connection, {key for _, row in found for key in (row[1], row[3]) if key is not None})
    return tuple(_outlined(order, row, ids) for order, row in found)


def _outlined(order: Order, row: _Row, ids: dict[int, str]) -> Outline:
    claim, one, relation, other, document, speaker, words, start, end = row
    said_by = words if speaker is None else f"={speaker}"
    last = order[1] if end is None else end if end < schema.OPEN_END else max(order[1], start)
    first = order[0] or last
    return Outline(claim, ids[one], relation, ids.get(other), document, said_by, order[1], first, last)


def publishers(connection: Connection, documents: Collection[int]) -> dict[int, str]:
    """Who published each of these documents (numbers of an outline); the document's own id where none is named."""
    query = "SELECT key, coalesce(publisher, id) FROM document WHERE key IN (SELECT value FROM json_each(?))"
    return dict(sqlite_connection(connection).execute(query, (json.dumps(list(documents)),)).fetchall())


def active(connection: Connection, asked: Asked, time: Interval) -> frozenset[str]:
    """Ids of the actors of claims whose valid time shares a day with this one, after merges and splits."""
    made = decided(connection, asked.known)
    _, _, start, end = interval_columns(time)
    keys = {
        made.who.of(key, document) if made.who.parted else made.who.root(key)
        for one, other, document in active_rows(connection, asked, made, start or 0, end or 0)
        for key in (one, other)
        if key is not None
    }
    for found in _corrected(connection, asked, Parties(None, None, None), made):
        valid = found.record.claim.valid
        if valid is not None and valid.overlaps(time):
            keys |= {key for key in (found.parties.subject, found.parties.object) if key is not None}
    return frozenset(actor_ids(connection, keys).values())


def window(connection: Connection, asked: Asked, offset: int, limit: int) -> tuple[Record, ...]:
    """Some of the claims that `find_claims.claims` would give; those before are not assembled. Raises: UnknownActor."""
    made = decided(connection, asked.known)
    parties = Parties.of(connection, made.who, asked)
    parted = _COLUMNS if made.who.parted else ()
    plain: Iterator[tuple[Order, Found | None]] = (
        (order, None)
        for order in _orders(rows(connection, asked, parties, made, parted, undecided=True), parties, made)
    )
    corrected = ((f.order, f) for f in _corrected(connection, asked, parties, made))
    both = heapq.merge(plain, corrected, key=lambda item: item[0])
    chosen = list(islice(both, offset, offset + limit))
    assembly = Assembly(connection, made, asked.known, include_rejected=True)
    opened = iter(list(assembly.found([order for order, found in chosen if found is None])))
    return tuple((found or next(opened)).record for _, found in chosen)


def _orders(found: Iterator[Any], parties: Parties, made: Decided) -> Iterator[Order]:
    if made.who.parted:
        return (order for order, _ in _plain(found, parties, made))
    return found


def _plain(found: Iterator[Any], parties: Parties, made: Decided) -> Iterator[tuple[Order, _Row]]:
    """Each row with its parties after merges and splits, if it still fits then."""
    who = made.who
    plain = not (who.merged or who.parted)
    for day, published, key, *row in found:
        if not plain:
            _, one, _, other, document, *_ = row
            row[1] = who.of(one, document)
            row[3] = None if other is None else who.of(other, document)
            if not parties.fit(Parties(row[1], row[3], parties.speaker)):
                continue
        yield (day, published, key), tuple(row)


def _corrected(connection: Connection, asked: Asked, parties: Parties, made: Decided) -> Sequence[Found]:
    """Claims that people corrected, as they stand now, in order."""
    keys = corrected_keys(connection, asked, made)
    assembly = Assembly(connection, made, asked.known, include_rejected=False)
    touched = (f for f in assembly.found(keys) if still_fits(asked, f.record.claim, f.order[0]))
    sure = (f for f in touched if f.record.id in made.sure or f.record.claim.score >= asked.least)
    return sorted((f for f in sure if parties.fit(f.parties)), key=lambda f: f.order)


def _of_corrected(connection: Connection, found: Sequence[Found]) -> Iterator[tuple[Order, _Row]]:
    driver = sqlite_connection(connection)
    for one in found:
        document, _, words, _, _ = driver.execute(_CORRECTED, (one.order[2],)).fetchone()
        claim, who = one.record.claim, one.parties
        told = (document, who.speaker, words, *interval_columns(claim.valid)[2:])
        yield one.order, (one.record.id, who.subject or 0, claim.relation, who.object, *told)
