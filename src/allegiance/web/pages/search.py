"""Search in the words of all documents."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from allegiance.analysis.moment import last_day
from allegiance.claims.claim import Certainty
from allegiance.claims.relations import relations
from allegiance.errors import UsageError
from allegiance.reports import of_theme
from allegiance.views import HitEntry, as_of_interval, find_actor, hits
from allegiance.web.desk import Asked
from allegiance.web.take import Row, Take

_MOST = 40


def show(request: Request) -> Response:
    asked = Asked.of(request)
    words = asked.text("q")
    found = _hits(asked, words) if words else ()
    return asked.draw(
        "search.html",
        words=words,
        hits=found,
        take=_take(asked, words, found) if words and found else None,
        most=_MOST,
        relations=sorted(relations()),
        certainties=[certainty.value for certainty in Certainty],
    )


def _take(asked: Asked, words: str, found: tuple[HitEntry, ...]) -> Take:
    headings = ("passage", "words", "publisher", "published", "title")
    return Take(
        words,
        table=lambda: [headings, *map(_row, found)],
        view=found,
        dossier=lambda: of_theme(asked.casefile, words),
    )


def _row(hit: HitEntry) -> Row:
    document = hit.document
    when = str(document.published or "")
    return hit.passage, hit.words, document.publisher or "", when, document.title or document.name


def _hits(asked: Asked, words: str) -> tuple[HitEntry, ...]:
    actor, certainty = asked.text("actor"), asked.text("certainty")
    time = as_of_interval(asked.text("published"))
    if certainty is not None and certainty not in list(Certainty):
        raise UsageError(f"{certainty!r} is no certainty; there are: {', '.join(Certainty)}")
    found = asked.casefile.search(
        words,
        _MOST,
        actor=find_actor(asked.casefile, actor).actor.id if actor else None,
        publisher=asked.text("publisher"),
        relation=asked.text("relation"),
        certainty=Certainty(certainty) if certainty else None,
        since=time.start if time else None,
        until=last_day(time) if time and time.end else None,
    )
    return hits(found)


routes = (Route("/search", show),)
