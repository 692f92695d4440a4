"""The start page: what is in the casefile, and where to go from here."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from allegiance.analysis.moment import last_day
from allegiance.views import actor_list
from allegiance.views.dates import between
from allegiance.web.desk import Asked

_ACTORS = 12


def show(request: Request) -> Response:
    asked = Asked.of(request)
    casefile = asked.casefile
    documents = casefile.documents()
    dated = [d.published for d in documents if d.published is not None and d.published.start is not None]
    span = between(min(dated, key=lambda i: i.sort_key), max(dated, key=last_day)) if dated else None
    actors = actor_list(casefile)
    return asked.draw(
        "start.html",
        documents=len(documents),
        publishers=len({d.publisher for d in documents if d.publisher}),
        span=span,
        actors=actors[:_ACTORS],
        actor_count=len(actors),
        newest=documents[: -_ACTORS - 1 : -1],
        batch=asked.desk.readings.batch(),
    )


routes = (Route("/", show),)
