"""The page of one actor. Of many claims the chronology comes at once, the rest when it is worked out."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from allegiance.actors.actor import Actor
from allegiance.analysis.moment import last_day
from allegiance.casefile import Casefile
from allegiance.interval import Interval
from allegiance.reports import of_actor
from allegiance.views import ClaimEntry, ProfileView, entry, profile
from allegiance.views.portrayal import PortrayalView, portrayal
from allegiance.views.profile import Most
from allegiance.views.thin import ThinView, thin_view
from allegiance.web.desk import Asked
from allegiance.web.pages.paging import Page
from allegiance.web.take import Take

_SIZE = 25
_MOST = 1_500  # claims that are weighed for portrayal and thin spots, in order of time
_PARTNERS = 40  # that are shown on the page


@dataclass(frozen=True, slots=True)
class Told:
    """What the page tells above its chronology."""

    view: ProfileView
    described: PortrayalView
    thin: ThinView


def told(casefile: Casefile, actor: Actor, on: Interval | None) -> Told:
    """What is told of an actor as of a time, but for the chronology."""
    until = last_day(on) if on and on.end else None
    return Told(
        profile(casefile, actor, as_of=on, most=Most(_PARTNERS, 0)),
        portrayal(casefile, actor, until=until, most=_MOST),
        thin_view(casefile, actor, until=until, most=_MOST),
    )


def show(request: Request) -> Response:
    asked = Asked.of(request)
    casefile, on = asked.casefile, asked.on
    actor = casefile.actor(asked.path("actor"))
    take = Take(
        actor.name,
        records=lambda: casefile.claims(actor=actor.id),
        make_view=lambda: profile(casefile, actor, as_of=on),
        dossier=lambda: of_actor(casefile, actor, as_of=on),
    )
    if asked.text("as") is not None:
        return asked.file(take)
    known = asked.if_ready(casefile.amount(actor.id), told, actor, on)
    return asked.draw(
        "actor.html",
        actor=actor,
        view=known.view if known else None,
        described=known.described if known else None,
        thin=known.thin if known else None,
        most=_MOST,
        page=_page(asked, actor, on, known.view.more_claims if known else None),
        take=take,
    )


def _page(asked: Asked, actor: Actor, on: Interval | None, total: int | None) -> Page[ClaimEntry]:
    """One page of the chronology; beyond its end, the last page, where it is known how many there are."""
    number = asked.page if total is None else min(asked.page, max(1, -(-total // _SIZE)))
    until = last_day(on) if on else None
    offset = (number - 1) * _SIZE
    found = asked.casefile.claim_window(actor.id, until=until, offset=offset, limit=_SIZE + 1)
    rows = tuple(entry(record) for record in found[:_SIZE])
    return Page(rows, number, _SIZE, total, len(found) > _SIZE)


routes = (Route("/actors/{actor}", show),)
