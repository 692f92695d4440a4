"""Contested: where speakers or publishers contradict each other, side by side."""

from __future__ import annotations

from itertools import islice

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from allegiance.analysis.contested import Contest, contested
from allegiance.errors import UsageError
from allegiance.views.contested import ContestedView, contested_views
from allegiance.web.desk import Asked
from allegiance.web.pages.paging import Page, page_of
from allegiance.web.take import Take

_SIZE = 20
_MOST = 5_000  # claims that are looked through, in order of time


def show(request: Request) -> Response:
    asked = Asked.of(request)
    actor = asked.text("actor")
    who = asked.casefile.actor(actor) if actor else None
    kind = asked.text("kind")
    if kind is not None and kind not in list(Contest):
        raise UsageError(f"nothing is contested as {kind!r}; there are: {', '.join(Contest)}")
    page = _page(asked, actor, kind)
    return asked.draw(
        "contested.html",
        page=page,
        actor=who,
        kind=kind,
        kinds=list(Contest),
        partly=_MOST if who is None and asked.casefile.overview().claims > _MOST else None,
        take=Take("contested", view=page.rows),
    )


def _page(asked: Asked, actor: str | None, kind: str | None) -> Page[ContestedView]:
    casefile = asked.casefile
    every = asked.desk.kept.answer(
        casefile, ("contested", actor), lambda: contested(islice(casefile.claims(actor), _MOST))
    )
    found = [matter for matter in every if kind is None or matter.contest == kind]
    page = page_of(found, asked.page, _SIZE)
    views = contested_views(page.rows)
    return Page(views, page.number, page.size, page.total, page.more)


routes = (Route("/contested", show),)
