"""Publishers: how much each brings, and what each alone carries."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from allegiance.casefile import PublisherRow
from allegiance.errors import UsageError
from allegiance.views import entry
from allegiance.web.desk import Asked
from allegiance.web.pages.paging import page_of
from allegiance.web.take import Row, Take

_SIZE = 50
_ALONE = 60  # claims on matters that nobody else carries
_UNNAMED = "-"  # stands in an address for documents that name no publisher


def index(request: Request) -> Response:
    asked = Asked.of(request)
    rows = asked.casefile.publishers()
    return asked.draw(
        "publishers.html",
        page=page_of(rows, asked.page, _SIZE),
        take=Take("publishers", table=lambda: _rows(rows), view=rows),
    )


def _rows(rows: Sequence[PublisherRow]) -> list[Row]:
    headings: list[Row] = [("publisher", "documents", "claims", "alone", "first", "last")]
    return headings + [(r.name or "", r.documents, r.claims, r.alone, r.first, r.last) for r in rows]


def show(request: Request) -> Response:
    asked = Asked.of(request)
    name = asked.path("publisher")
    publisher = None if name == _UNNAMED else name
    row = next((row for row in asked.casefile.publishers() if row.name == publisher), None)
    if row is None:
        raise UsageError(f"no publisher in this casefile is called {name!r}; choose one from the list")
    alone = asked.casefile.carried_alone(publisher, limit=_ALONE)
    return asked.draw(
        "publisher.html",
        publisher=row,
        claims=[entry(record) for record in alone],
        most=_ALONE,
        take=Take(name, records=lambda: alone),
    )


routes = (Route("/publishers", index), Route("/publishers/{publisher:path}", show))
