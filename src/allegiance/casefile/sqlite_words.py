"""The full-text table of SQLite (FTS5) over passages: filling it, and asking it without ever waiting for a second."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

WORDS = """
CREATE VIRTUAL TABLE passage_words USING fts5(
    quote, folded, content='passage', content_rowid='key', tokenize='unicode61 remove_diacritics 2'
)"""


def index_passages(connection: Connection, rows: Sequence[tuple[int, str, str | None]]) -> None:
    """Put passages (key, quote, folded) into the full-text table."""
    if rows:
        connection.exec_driver_sql(
            "INSERT INTO passage_words (rowid, quote, folded) VALUES (?, ?, ?)", list(rows)
        )


# A very common word is in most passages: only so many are ranked, the earliest recorded ones.
_RANKED = 5_000
_RANK = sa.literal_column("bm25(passage_words)", sa.Float).label("rank")

_HIGHLIGHT = """
SELECT rowid, highlight(passage_words, 0, :opening, :closing) FROM passage_words
WHERE passage_words MATCH :words AND rowid = :key"""


def match_passages(
    connection: Connection, words: str, limit: int, only: sa.ColumnElement[bool] | None = None
) -> list[int]:
    """Keys of the passages that fit an FTS5 expression, best first (BM25), as far as they fulfil `only`."""
    matching = (
        sa.select(sa.literal_column("rowid", sa.Integer).label("key"), _RANK)
        .select_from(sa.text("passage_words"))
        .where(sa.text("passage_words MATCH :words").bindparams(words=words))
        .limit(_RANKED)
    )
    ranked = (matching if only is None else matching.where(only)).subquery()
    best = sa.select(ranked.c.key).order_by(ranked.c.rank, ranked.c.key).limit(limit)
    return list(connection.execute(best).scalars())


def highlight_passage(connection: Connection, words: str, key: int, opening: str, closing: str) -> str:
    """The passage's words with marks around what fits."""
    found: Mapping[str, Any] = {"words": words, "key": key, "opening": opening, "closing": closing}
    row = connection.exec_driver_sql(_HIGHLIGHT, found).one()
    return str(row[1])
