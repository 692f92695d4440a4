"""Finding reprints: passages that repeat, but for small edits, what another document published before."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from allegiance.casefile import schema
from allegiance.casefile.entry import passage_id
from allegiance.casefile.find_documents import recorded_by
from allegiance.casefile.record import Reprints
from allegiance.casefile.rows import slices
from allegiance.documents.document import PassageKind

_passage, _document = schema.passage, schema.document


def reprints(connection: Connection, documents: Collection[str] | None, known: str | None = None) -> Reprints:
    """Reprints among these documents (None: among all), each under the passage that was published first."""
    from allegiance.casefile.near_copies import near_copies  # it loads numpy, which most questions do without

    rows = sorted(_rows(connection, documents, known), key=_published)
    firsts = near_copies([row.quote for row in rows])
    copied = {first for number, first in enumerate(firsts) if rows[first].id != rows[number].id}
    stories: dict[str, list[tuple[int, int, str]]] = {}
    for row, first in zip(rows, firsts, strict=True):
        if first in copied:
            origin = rows[first]
            address = passage_id(origin.id, origin.start, origin.end)
            stories.setdefault(row.id, []).append((row.start, row.end, address))
    return Reprints({document: tuple(sorted(spans)) for document, spans in stories.items()})


def _rows(connection: Connection, documents: Collection[str] | None, known: str | None) -> list[Any]:
    query = (
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
