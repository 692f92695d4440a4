"""The page of one actor."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from allegiance.views import profile
from allegiance.web.desk import Asked
from allegiance.web.pages.paging import page_of

_SIZE = 40


def show(request: Request) -> Response:
    asked = Asked.of(request)
    actor = asked.casefile.actor(asked.path("actor"))
    view = profile(asked.casefile, actor, as_of=asked.on)
    return asked.draw("actor.html", view=view, page=page_of(view.claims, asked.page, _SIZE))


routes = (Route("/actors/{actor}", show),)
