"""The list of actors, searched as people type."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from allegiance.language.mention import ActorKind
from allegiance.views import actor_list
from allegiance.web.desk import Asked
from allegiance.web.pages.paging import page_of

_SIZE = 50


def show(request: Request) -> Response:
    asked = Asked.of(request)
    words, kind = asked.text("q"), asked.text("kind")
    found = actor_list(asked.casefile, words, on=asked.on)
    if kind:
        found = tuple(actor for actor in found if actor.kind == kind)
    return asked.draw(
        "actors.html",
        words=words,
        kind=kind,
        kinds=[kind.value for kind in ActorKind],
        page=page_of(found, asked.page, _SIZE),
    )


routes = (Route("/actors", show),)
