"""Contested: where speakers or publishers contradict each other, side by side."""

from __future__ import annotations

from itertools import islice

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from allegiance.analysis.contested import Contest, Contested, contested
from allegiance.casefile import Casefile
from allegiance.errors import UsageError
from allegiance.views.contested import ContestedView, contested_views
from allegiance.web.desk import Asked
from allegiance.web.pages.paging import Page, page_of
from allegiance.web.take import Take

_SIZE = 20
MOST = 5_000  # claims that are looked through, in order of time


def show(request: Request) -> Response:
    asked = Asked.of(request)
    actor = asked.text("actor")
    who = asked.casefile.actor(actor) if actor else None
    kind = asked.text("kind")
    if kind is not None and kind not in list(Contest):
        raise UsageError(f"nothing is contested as {kind!r}; there are: {', '.join(Contest)}")
    page = _page(asked, who.id if who else None, kind)
    return asked.draw(
        "contested.html",
        page=page,
        actor=who,
        kind=kind,
        kinds=list(Contest),
        partly=MOST if who is None and asked.casefile.overview().claims > MOST else None,
        take=Take("contested", view=page.rows),
    )


def found_contested(casefile: Casefile, actor: str | None) -> tuple[Contested, ...]:
    """What is contested among the claims (of this actor, by id), in order of time as far as they are looked through."""
    return contested(islice(casefile.claims(actor), MOST))


def _page(asked: Asked, actor: str | None, kind: str | None) -> Page[ContestedView]:
    casefile = asked.casefile
    every = asked.worked_out(casefile.amount(*([actor] if actor else [])), found_contested, actor)
    found = [matter for matter in every if kind is None or matter.contest == kind]
    page = page_of(found, asked.page, _SIZE)
    views = contested_views(page.rows)
    return Page(views, page.number, page.size, page.total, page.more)


routes = (Route("/contested", show),)
