"""Publishers: how much each brings, and what each alone carries."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from allegiance.errors import UsageError
from allegiance.views import entry
from allegiance.web.desk import Asked
from allegiance.web.pages.paging import page_of

_SIZE = 50
_ALONE = 60  # claims on matters that nobody else carries
_UNNAMED = "-"  # stands in an address for documents that name no publisher


def index(request: Request) -> Response:
    asked = Asked.of(request)
    return asked.draw("publishers.html", page=page_of(asked.casefile.publishers(), asked.page, _SIZE))


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
    )


routes = (Route("/publishers", index), Route("/publishers/{publisher:path}", show))
