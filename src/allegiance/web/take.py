"""Take it out: what a page shows, as a file. The page's own address with `as=csv` (jsonl, json, svg, …) gives it.

/pairs/a1/a2?on=2014             the page
/pairs/a1/a2?on=2014&as=svg      its picture          &as=csv   its claims as a table     &as=dossier   all of it
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from starlette.responses import Response, StreamingResponse

from allegiance.casefile import Questions, Record
from allegiance.errors import UsageError
from allegiance.exchange.lines import line
from allegiance.views import entry, plain

if TYPE_CHECKING:
    from allegiance.pictures import Picture
    from allegiance.reports import Dossier

Row = Sequence[object]
_NAME = 60  # characters of a file's name
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # how a spreadsheet tells a formula
_COLUMNS = (
    *(
        "claim",
        "when",
        "sentence",
        "subject",
        "relation",
        "object",
        "value",
        "phase",
        "polarity",
        "certainty",
    ),
    *("said_by", "publisher", "published", "title", "passage", "words", "score", "state"),
)
_LABELS = {
    "csv": "CSV, for a spreadsheet",
    "jsonl": "JSONL, a claim a line",
    "json": "JSON, all of the page",
    "svg": "SVG, the picture",
    "png": "PNG, the picture",
    "pdf": "PDF, the picture",
    "dossier": "Dossier, one HTML file",
    "dossier-pdf": "Dossier, PDF",
}


@dataclass(frozen=True, slots=True)
class Take:
    """What can be taken from a page; made only when it is asked for."""

    name: str
    records: Callable[[], Iterable[Record]] | None = None
    table: Callable[[], Iterable[Row]] | None = None  # the headings first
    view: object | None = None
    make_view: Callable[[], object] | None = None  # where the whole is more than the page shows
    picture: Callable[[], Picture | None] | None = None
    dossier: Callable[[], Dossier] | None = None

    @property
    def forms(self) -> dict[str, str]:
        """The forms that there are, with what people read."""
        there = {
            "dossier": self.dossier,
            "dossier-pdf": self.dossier,
            "svg": self.picture,
            "png": self.picture,
            "pdf": self.picture,
            "csv": self.table or self.records,
            "jsonl": self.records,
            "json": self.make_view or self.view,
        }
        return {form: _LABELS[form] for form, made in there.items() if made is not None}


def taken(take: Take, form: str, casefile: Questions) -> Response:
    """The file. Raises: UsageError where the page has no such form, or nothing to draw."""
    if form not in take.forms:
        raise UsageError(
            f"this page cannot be taken as {form!r}; it can as: {', '.join(take.forms) or 'nothing'}"
        )
    if form == "csv":
        rows = take.table() if take.table else _claim_rows(take.records() if take.records else ())
        return _answer(_csv(rows), "text/csv; charset=utf-8", take.name, "csv")
    if form == "jsonl" and take.records:
        return _answer(_lines(casefile, take.records()), "application/jsonl", take.name, "jsonl")
    if form == "json":
        return _answer(_json(take), "application/json", take.name, "json")
    if take.dossier and form.startswith("dossier"):
        return _dossier(take.dossier(), form, take.name)
    return _picture(take, form)


def _json(take: Take) -> Iterator[str]:
    """Made while the download runs already."""
    shown = take.make_view() if take.make_view else take.view
    yield json.dumps(plain(shown), ensure_ascii=False, indent=1)


def _picture(take: Take, form: str) -> Response:
    picture = take.picture() if take.picture else None
    if picture is None:
        raise UsageError("there is nothing to draw on this page yet")
    if form == "svg":
        return _answer([picture.svg], "image/svg+xml", take.name, "svg")
    if form == "png":
        return _file(picture.png(), "image/png", take.name, "png")
    return _file(picture.pdf(), "application/pdf", take.name, "pdf")


def _dossier(dossier: Dossier, form: str, name: str) -> Response:
    from allegiance.reports import html, pdf

    if form == "dossier":
        return _answer([html(dossier)], "text/html; charset=utf-8", name, "html")
    return _file(pdf(dossier), "application/pdf", name, "pdf")


def _claim_rows(records: Iterable[Record]) -> Iterator[Row]:
    return chain((_COLUMNS,), (_claim_row(record) for record in records))


def _claim_row(record: Record) -> Row:
    claim = entry(record)
    return (
        *(claim.id, str(claim.when or ""), claim.sentence, claim.subject.name, claim.relation),
        *(claim.object.name if claim.object else "", claim.value or "", claim.phase, claim.polarity),
        *(claim.certainty, claim.speaker or "", claim.document.publisher or ""),
        *(str(claim.document.published or ""), claim.document.title or claim.document.name),
        *(" ".join(quote.passage for quote in claim.quotes), " […] ".join(q.words for q in claim.quotes)),
        *(claim.score, record.state.value),
    )


def _csv(rows: Iterable[Row]) -> Iterator[str]:
    """Rows as text. A cell that a spreadsheet would take for a formula gets an apostrophe before it."""
    yield "\ufeff"  # or spreadsheets take the letters for another encoding
    for row in rows:
        text = io.StringIO()
        csv.writer(text).writerow([_harmless(cell) for cell in row])
        yield text.getvalue()


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _lines(casefile: Questions, records: Iterable[Record]) -> Iterator[str]:
    forms: dict[str, dict[str, tuple[str, ...]]] = {}
    for record in records:
        document = record.document.id
        if document not in forms:
            forms[document] = casefile.forms_in(document)
        yield json.dumps(line(record, forms[document]), ensure_ascii=False) + "\n"


def _answer(parts: Iterable[str], kind: str, name: str, suffix: str) -> Response:
    return StreamingResponse(iter(parts), media_type=kind, headers=_headers(name, suffix))


def _file(data: bytes, kind: str, name: str, suffix: str) -> Response:
    return Response(data, media_type=kind, headers=_headers(name, suffix))


def _headers(name: str, suffix: str) -> dict[str, str]:
    """Always a download, so that nothing in it is ever shown as a page of ours."""
    plain_name = "".join(c if c.isascii() and c.isalnum() else "-" for c in name)
    short = "-".join(part for part in plain_name.split("-") if part)[:_NAME] or "casefile"
    return {"content-disposition": f'attachment; filename="{short}.{suffix}"'}
