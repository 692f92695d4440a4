"""Finding documents, passages, runs and problems."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from allegiance.casefile import schema
from allegiance.casefile.entry import check_quote, passage_id
from allegiance.casefile.record import DocumentSummary, OpenedPassage, Run
from allegiance.casefile.stamp import moment
from allegiance.documents.document import Document, Passage, PassageKind
from allegiance.errors import UsageError
from allegiance.interval import Interval
from allegiance.problem import Problem

_document, _passage = schema.document, schema.passage
_later, _later_log = schema.reading.alias("later"), schema.log.alias("later_log")
SUMMARY = tuple(
    _document.c[name].label(f"document_{name}")
    for name in (
        "id",
        "name",
        "title",
        "publisher",
        "url",
        "language",
        "published",
        "published_rough",
        "published_start",
        "published_end",
    )
)


def summaries(
    connection: Connection, run: str | None = None, known: str | None = None, until: date | None = None
) -> Iterator[DocumentSummary]:
    """All documents, or those that a run read, in the order in which they were recorded.

    `known` leaves out what was recorded later, `until` what was published later. Raises: UsageError where there is no
    such run.
    """
    query = sa.select(*SUMMARY).order_by(_document.c.key).where(recorded_by(_document.c.log_key, known))
    if until is not None:
        start = sa.func.coalesce(_document.c.published_start, schema.OPEN_START)
        query = query.where(start <= until.toordinal())
    if run is not None:
        reading, log = schema.reading, schema.log
        read = sa.select(reading.c.document_key).join(log, log.c.key == reading.c.log_key)
        query = query.where(_document.c.key.in_(read.where(log.c.run_key == run_key(connection, run))))
    for row in connection.execute(query):
        yield summary(row)


def page(
    connection: Connection, publisher: str | None, limit: int, offset: int
) -> tuple[tuple[DocumentSummary, ...], int]:
    """Some documents, the last recorded first, and how many there are; `publisher` is a whole name."""
    fitting = [] if publisher is None else [_document.c.publisher == publisher]
    total = connection.execute(sa.select(sa.func.count(_document.c.key)).where(*fitting)).scalar_one()
    rows = sa.select(*SUMMARY).where(*fitting).order_by(_document.c.key.desc()).limit(limit).offset(offset)
    return tuple(summary(row) for row in connection.execute(rows)), int(total)


def run_key(connection: Connection, run: str) -> int:
    """The key of a run.

    Raises: UsageError where there is none of this id.
    """
    key = connection.execute(sa.select(schema.run.c.key).where(schema.run.c.id == run)).scalar_one_or_none()
    if key is None:
        raise UsageError(f"there is no run {run!r} in this casefile; list them: allegiance runs")
    return int(key)


def summary(row: Any) -> DocumentSummary:
    """The summary from a row that has the columns of SUMMARY."""
    return DocumentSummary(
        row.document_id,
        row.document_name,
        row.document_title,
        row.document_publisher,
        interval_of(
            row.document_published,
            row.document_published_rough,
            row.document_published_start,
            row.document_published_end,
        ),
        row.document_url,
        row.document_language,
    )


def interval_of(edtf: str | None, rough: int | None, start: int | None, end: int | None) -> Interval | None:
    """The interval that `interval_columns` took apart."""
    if edtf is None or start is None or end is None:
        return None
    first = None if start == schema.OPEN_START else date.fromordinal(start)
    last = None if end == schema.OPEN_END else date.fromordinal(end)
    return Interval(first, last, bool(rough), edtf)


def holds(connection: Connection, document_id: str, extractor: str) -> bool:
    """Whether this extractor's reading of this document is there."""
    reading = schema.reading
    query = (
        sa.select(reading.c.key)
        .join(_document, _document.c.key == reading.c.document_key)
        .where(_document.c.id == document_id, reading.c.extractor == extractor)
    )
    return connection.execute(query).first() is not None


def document(connection: Connection, id_or_name: str, known: str | None = None) -> Document:
    """A document with its text and passages, by id or by name, every passage verified.

    Raises: UsageError where none or several go by the name; CasefileError where a passage is not in the text.
    """
    key = document_key(connection, id_or_name, known)
    row = connection.execute(sa.select(_document).where(_document.c.key == key)).one()
    passages = tuple(_passages(connection, _passage.c.document_key == row.key))
    for passage in passages:
        check_quote(row.id, row.text, passage)
    return Document(
        id=row.id,
        name=row.name,
        text=row.text,
        content_hash=row.content_hash,
        reader=row.reader,
        language=row.language,
        title=row.title,
        author=row.author,
        publisher=row.publisher,
        published=interval_of(row.published, row.published_rough, row.published_start, row.published_end),
        url=row.url,
        passages=passages,
    )


def document_key(connection: Connection, id_or_name: str, known: str | None = None) -> int:
    """The key of a document that was recorded by `known`.

    Raises: UsageError where none or several go by the name.
    """
    columns = _document.c
    for column in (columns.id, columns.name):
        rows = connection.execute(
            sa.select(columns.key, columns.id)
            .where(column == id_or_name, recorded_by(columns.log_key, known))
            .limit(9)
        ).all()
        if len(rows) == 1:
            return int(rows[0].key)
        if rows:
            ids = ", ".join(row.id for row in rows)
            raise UsageError(f"several documents are called {id_or_name!r}; give one of the ids: {ids}")
    raise UsageError(
        f"there is no document {id_or_name!r} in this casefile; give its id or the name of its file"
    )


def open_passage(connection: Connection, address: str, known: str | None = None) -> OpenedPassage:
    """The span 'document:start-end' with its paragraph and document.

    Raises: UsageError where the address is none, or lies outside the text.
    """
    name, _, span = address.rpartition(":")
    first, _, last = span.partition("-")
    if not name or not (span.isascii() and first.isdigit() and last.isdigit() and len(span) < 40):
        raise UsageError(
            f"{address!r} is no passage; an address reads like d1f2e3:120-180 (document:start-end)"
        )
    start, end = int(first), int(last)
    key = document_key(connection, name, known)
    row = connection.execute(sa.select(_document.c.text, *SUMMARY).where(_document.c.key == key)).one()
    if not start < end <= len(row.text):
        raise UsageError(
            f"passage {address} lies outside document {name}, which has {len(row.text)} characters"
        )
    around = _around(connection, key, row.document_id, row.text, start, end)
    kind = around.kind
    return OpenedPassage(
        id=passage_id(row.document_id, start, end),
        passage=Passage.of(row.text, start, end, kind),
        paragraph=around,
        document=summary(row),
    )


def runs(connection: Connection, known: str | None = None) -> tuple[Run, ...]:
    """All runs that had begun by `known`, oldest first."""
    run, log = schema.run, schema.log
    query = sa.select(run, log.c.recorded).join(log, log.c.key == run.c.log_key).order_by(run.c.key)
    query = query.where(recorded_by(run.c.log_key, known))
    return tuple(
        Run(row.id, row.extractor, tuple(json.loads(row.settings).items()), moment(row.recorded))
        for row in connection.execute(query)
    )


def problems(
    connection: Connection, document_id: str | None, known: str | None = None
) -> tuple[Problem, ...]:
    """What could not be understood in the present readings, of one document or of all."""
    problem, reading = schema.problem, schema.reading
    query = (
        sa.select(problem.c.place, problem.c.message)
        .join(reading, reading.c.log_key == problem.c.log_key)
        .where(is_present(problem.c.log_key, known), recorded_by(problem.c.log_key, known))
        .order_by(problem.c.key)
    )
    if document_id is not None:
        query = query.where(reading.c.document_key == document_key(connection, document_id, known))
    return tuple(Problem(row.place, row.message) for row in connection.execute(query))


def is_present(log_key: sa.ColumnElement[int], known: str | None = None) -> sa.ColumnElement[bool]:
    """Whether no later reading of the document (none that was known) replaces the one of this act."""
    replaced = sa.select(_later.c.key).where(_later.c.supersedes == log_key)
    if known is not None:
        recorded = _later_log.c.recorded <= known
        replaced = replaced.join(_later_log, _later_log.c.key == _later.c.log_key).where(recorded)
    return ~sa.exists(replaced.correlate_except(_later, _later_log))


def recorded_by(log_key: sa.ColumnElement[int], known: str | None) -> sa.ColumnElement[bool]:
    """Whether the act had been recorded at that moment; always, where none is given."""
    if known is None:
        return sa.true()
    return log_key.in_(sa.select(schema.log.c.key).where(schema.log.c.recorded <= known).correlate(None))


def _passages(connection: Connection, where: sa.ColumnElement[bool]) -> Iterator[Passage]:
    for row in connection.execute(sa.select(_passage).where(where).order_by(_passage.c.start)):
        yield Passage(row.start, row.end, row.quote, PassageKind(row.kind))


def _around(connection: Connection, key: int, document_id: str, text: str, start: int, end: int) -> Passage:
    """From the first to the last passage that the span touches; the span itself where there is none."""
    columns = _passage.c
    touched = (columns.document_key == key) & (columns.start < end) & (columns.end > start)
    passages = list(_passages(connection, touched))
    for passage in passages:
        check_quote(document_id, text, passage)
    if not passages:
        return Passage.of(text, start, end)
    first = min(start, passages[0].start)
    last = max(end, passages[-1].end)
    return Passage.of(text, first, last, passages[0].kind)
