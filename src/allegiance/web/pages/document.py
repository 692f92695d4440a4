"""Documents: their list, one of them to read, and one passage in its paragraph."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from allegiance.views import entry, opened
from allegiance.web.cite import source_note
from allegiance.web.desk import Asked
from allegiance.web.marked import marked_paragraphs
from allegiance.web.pages.paging import page_of
from allegiance.web.take import Take

_SIZE = 50


def index(request: Request) -> Response:
    asked = Asked.of(request)
    documents = asked.casefile.documents()[::-1]
    if publisher := asked.text("publisher"):
        documents = tuple(d for d in documents if d.publisher == publisher)
    return asked.draw("documents.html", page=page_of(documents, asked.page, _SIZE), publisher=publisher)


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
