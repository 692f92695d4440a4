"""The workbench as an ASGI application.

browser ──► security.Guard ──► pages/*.py ──► views of the casefile ──► templates ──► HTML
                                    └─ files dropped ──► reading.py (a process of its own writes)
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from allegiance.errors import AllegianceError, CasefileBusy, UnknownActor, UsageError
from allegiance.web import settings
from allegiance.web.counting import NotYet
from allegiance.web.desk import AT_ONCE, Asked, Desk
from allegiance.web.pages import (
    actor,
    actors,
    by_hand,
    claim,
    contested,
    decisions,
    document,
    gaps,
    identity,
    lineage,
    network,
    network_ties,
    pair,
    publishers,
    reading,
    review,
    search,
    shifts,
    start,
)
from allegiance.web.security import Guard, Hosts, TooMuch

_PAGES = (
    start,
    actors,
    actor,
    identity,
    pair,
    shifts,
    lineage,
    network,
    network_ties,
    gaps,
    review,
    document,
    by_hand,
    search,
    publishers,
    contested,
    claim,
    decisions,
    reading,
    settings,
)


def workbench(
    path: Path, *, judge: str, hosts: Hosts, token: str | None = None, at_once: int = AT_ONCE
) -> Starlette:
    """The application for one casefile; it is opened here, so that a bad one is told at once.

    `at_once`: claims up to which a page is worked out before it is sent. Raises: CasefileError.
    """
    desk = Desk.of(path, judge, at_once)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        try:
            yield
        finally:
            desk.close()

    static = StaticFiles(directory=Path(__file__).parent / "static")
    app = Starlette(
        routes=[*(route for page in _PAGES for route in page.routes), Mount("/static", static)],
        middleware=[Middleware(Guard, hosts=hosts, token=token)],
        exception_handlers={
            AllegianceError: _told,
            HTTPException: _told,
            TooMuch: _told,
            NotYet: _on_its_way,
        },
        lifespan=lifespan,
    )
    app.state.desk = desk
    return app


def _told(request: Request, fault: Exception) -> Response:
    """A fault as a page that says what was asked, what is wrong and the way on."""
    status, words = _status(fault), _words(fault)
    bare = Asked(request, request.app.state.desk, {})
    return bare.draw(
        "fault.html", status=status, heading=_HEADINGS.get(status, "That did not work"), words=words
    )


def _on_its_way(request: Request, _: Exception) -> Response:
    """A page that says that the answer is being worked out, and shows it when it is there."""
    return Asked.of(request).draw("waiting.html")


_HEADINGS = {
    400: "That cannot be asked",
    404: "Not here",
    405: "Not this way",
    413: "Too much at once",
    503: "Somebody else is writing",
}


def _status(fault: Exception) -> int:
    if isinstance(fault, HTTPException):
        return fault.status_code
    if isinstance(fault, TooMuch):
        return 413
    if isinstance(fault, UnknownActor):
        return 404
    if isinstance(fault, UsageError):
        return 400
    return 503 if isinstance(fault, CasefileBusy) else 500


def _words(fault: Exception) -> str:
    if isinstance(fault, AllegianceError):
        return str(fault)
    if isinstance(fault, TooMuch):
        return "drop fewer or smaller files at a time"
    if isinstance(fault, HTTPException) and fault.status_code == 404:
        return "there is no page at this address"
    return fault.detail if isinstance(fault, HTTPException) else "unknown fault"
