"""The page of one actor."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from allegiance.reports import of_actor
from allegiance.views import profile
from allegiance.web.desk import Asked
from allegiance.web.pages.paging import page_of
from allegiance.web.take import Take

_SIZE = 40


def show(request: Request) -> Response:
    asked = Asked.of(request)
    actor = asked.casefile.actor(asked.path("actor"))
    casefile = asked.casefile
    view = profile(casefile, actor, as_of=asked.on)
    return asked.draw(
        "actor.html",
        view=view,
        page=page_of(view.claims, asked.page, _SIZE),
        take=Take(
            actor.name,
            records=lambda: casefile.claims(actor=actor.id),
            view=view,
            dossier=lambda: of_actor(casefile, actor, as_of=asked.on),
        ),
    )


routes = (Route("/actors/{actor}", show),)
