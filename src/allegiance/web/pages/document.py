"""Documents: their list, one of them to read, and one passage in its paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from allegiance.actors.actor import Actor
from allegiance.casefile import FoundMention, Judgement, JudgementKind
from allegiance.casefile.by_hand import MENTION, document_of, mention_read
from allegiance.casefile.judgement import in_force
from allegiance.documents.document import Document
from allegiance.views import entry, opened
from allegiance.web.cite import source_note
from allegiance.web.desk import Asked
from allegiance.web.marked import marked_paragraphs
from allegiance.web.pages.paging import Page
from allegiance.web.take import Take

_SIZE = 50


@dataclass(frozen=True, slots=True)
class HandRow:
    """A mention that a person added, with the judgement that takes it back."""

    id: str
    actor: Actor
    words: str
    start: int
    judgement: Judgement


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
    mentions = asked.casefile.mentions_in(document.id)
    return asked.draw(
        "document.html",
        document=document,
        paragraphs=marked_paragraphs(document, claims, mentions),
        claims=claims,
        mentioned=_mentioned(mentions),
        by_hand=_by_hand(asked, document, mentions),
        problems=asked.casefile.problems(document.id),
        note=source_note(document),
        take=Take(
            document.title or document.name,
            records=lambda: asked.casefile.claims(document=document.id),
            view=claims,
        ),
    )


def _mentioned(mentions: Sequence[FoundMention]) -> list[tuple[Actor, int]]:
    """Who is mentioned how often, the most mentioned first."""
    counts = Counter(mention.actor.id for mention in mentions)
    actors = {mention.actor.id: mention.actor for mention in mentions}
    return sorted(((actors[key], times) for key, times in counts.items()), key=lambda row: -row[1])


def _by_hand(asked: Asked, document: Document, mentions: Sequence[FoundMention]) -> list[HandRow]:
    """What people have added; all judgements are looked at only where there is any such mention."""
    places = {(mention.start, mention.end): mention for mention in mentions if mention.by_hand}
    if not places:
        return []
    rows = []
    for judgement in in_force(asked.casefile.judgements()):
        value = judgement.value or ""
        if (judgement.kind, judgement.field) != (JudgementKind.ADD, MENTION) or document_of(
            value
        ) != document.id:
            continue
        words = mention_read(value, document).words
        if (there := places.get((words.start, words.end))) is not None:
            rows.append(HandRow(judgement.target, there.actor, words.quote, words.start, judgement))
    return sorted(rows, key=lambda row: row.start)


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
