"""Documents: their list, one of them to read, and one passage in its paragraph."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from allegiance.views import entry, opened
from allegiance.web.cite import source_note
from allegiance.web.desk import Asked
from allegiance.web.marked import marked_paragraphs
from allegiance.web.pages.paging import Page
from allegiance.web.take import Take

_SIZE = 50


def index(request: Request) -> Response:
    asked = Asked.of(request)
    publisher, offset = asked.text("publisher"), (asked.page - 1) * _SIZE
    rows, total = asked.casefile.document_page(publisher, limit=_SIZE, offset=offset)
    page = Page(rows, asked.page, _SIZE, total, total > offset + _SIZE)
    return asked.draw("documents.html", page=page, publisher=publisher)


def show(request: Request) -> Response:
    asked = Asked.of(request)
    document = asked.casefile.document(asked.path("document"))
    claims = tuple(entry(record) for record in asked.casefile.claims(document=document.id))
    return asked.draw(
        "document.html",
        document=document,
        paragraphs=marked_paragraphs(document, claims),
        claims=claims,
        problems=asked.casefile.problems(document.id),
        note=source_note(document),
        take=Take(
            document.title or document.name,
            records=lambda: asked.casefile.claims(document=document.id),
            view=claims,
        ),
    )


def passage(request: Request) -> Response:
    asked = Asked.of(request)
    view = opened(asked.casefile.passage(asked.path("passage")))
    resting = [
        claim
        for claim in (entry(record) for record in asked.casefile.claims(document=view.document.id))
        if any(quote.passage == view.passage for quote in claim.quotes)
    ]
    note = f"“{view.words}”, {source_note(view.document, view.passage)}"
    return asked.draw("passage.html", view=view, claims=resting, note=note)


routes = (
    Route("/documents", index),
    Route("/documents/{document}", show),
    Route("/passages/{passage}", passage),
)
