"""The page of one actor."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from allegiance.analysis.moment import last_day
from allegiance.reports import of_actor
from allegiance.views import profile
from allegiance.views.portrayal import portrayal
from allegiance.views.thin import thin_view
from allegiance.web.desk import Asked
from allegiance.web.pages.paging import page_of
from allegiance.web.take import Take

_SIZE = 25
_MOST = 1_500  # claims that are weighed for portrayal and thin spots, in order of time


def show(request: Request) -> Response:
    asked = Asked.of(request)
    actor = asked.casefile.actor(asked.path("actor"))
    casefile, on, kept = asked.casefile, asked.on, asked.desk.kept
    until = last_day(on) if on and on.end else None
    view = profile(casefile, actor, as_of=on)
    described = kept.answer(
        casefile,
        ("portrayal", actor.id, until),
        lambda: portrayal(casefile, actor, until=until, most=_MOST),
    )
    sparse = kept.answer(
        casefile, ("thin", actor.id, until), lambda: thin_view(casefile, actor, until=until, most=_MOST)
    )
    return asked.draw(
        "actor.html",
        view=view,
        described=described,
        thin=sparse,
        most=_MOST,
        page=page_of(view.claims, asked.page, _SIZE),
        take=Take(
            actor.name,
            records=lambda: casefile.claims(actor=actor.id),
            view=view,
            dossier=lambda: of_actor(casefile, actor, as_of=on),
        ),
    )


routes = (Route("/actors/{actor}", show),)
