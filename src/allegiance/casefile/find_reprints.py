"""Finding reprints: passages that repeat, but for small edits, what another document published before."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from allegiance.casefile import schema
from allegiance.casefile.entry import passage_id
from allegiance.casefile.find_documents import recorded_by
from allegiance.casefile.record import Reprints
from allegiance.casefile.rows import slices
from allegiance.casefile.sqlite import sqlite_connection
from allegiance.documents.document import PassageKind

_passage, _document = schema.passage, schema.document
_HOLDING = """
SELECT DISTINCT passage.key FROM json_each(:places) AS place
CROSS JOIN document ON document.id = json_extract(place.value, '$[0]')
CROSS JOIN passage ON passage.key = (
    SELECT key FROM passage WHERE document_key = document.key AND start <= json_extract(place.value, '$[1]')
    ORDER BY start DESC LIMIT 1)
WHERE passage."end" > json_extract(place.value, '$[1]')"""

Place = tuple[str, int]  # a document by id, and an offset into its text


def reprints(
    connection: Connection,
    documents: Collection[str] | None,
    known: str | None = None,
    places: Collection[Place] | None = None,
) -> Reprints:
    """Reprints among these documents (None: among all), each under the passage that was published first.

    `places` leaves out passages that hold none of them.
    """
    from allegiance.casefile.near_copies import near_copies  # it loads numpy, which most questions do without

    found = _rows(connection, documents, known) if places is None else _holding(connection, places, known)
    rows = sorted(found, key=_published)
    firsts = near_copies([row.quote for row in rows])
    copied = {first for number, first in enumerate(firsts) if rows[first].id != rows[number].id}
    stories: dict[str, list[tuple[int, int, str]]] = {}
    for row, first in zip(rows, firsts, strict=True):
        if first in copied:
            origin = rows[first]
            address = passage_id(origin.id, origin.start, origin.end)
            stories.setdefault(row.id, []).append((row.start, row.end, address))
    return Reprints({document: tuple(sorted(spans)) for document, spans in stories.items()})


def _holding(connection: Connection, places: Collection[Place], known: str | None) -> list[Any]:
    driver = sqlite_connection(connection)
    keys = [key for (key,) in driver.execute(_HOLDING, {"places": json.dumps(sorted(set(places)))})]
    query = _selected(known)
    return [row for some in slices(keys) for row in connection.execute(query.where(_passage.c.key.in_(some)))]


def _selected(known: str | None) -> sa.Select[Any]:
    return (
        sa.select(
            _document.c.id,
            _document.c.published_start,
            _passage.c.key,
            _passage.c.start,
            _passage.c.end,
            _passage.c.quote,
        )
        .join(_document, _document.c.key == _passage.c.document_key)
        .where(_passage.c.kind != PassageKind.FURNITURE, recorded_by(_document.c.log_key, known))
    )


def _rows(connection: Connection, documents: Collection[str] | None, known: str | None) -> list[Any]:
    query = _selected(known)
    if documents is None:
        return list(connection.execute(query))
    return [
        row
        for some in slices(sorted(set(documents)))
        for row in connection.execute(query.where(_document.c.id.in_(some)))
    ]


def _published(row: Any) -> tuple[int, int]:
    """Undated documents come last; of one day, the one recorded first."""
    return schema.UNDATED if row.published_start is None else row.published_start, row.key
