"""The page of two actors."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from allegiance.errors import UsageError
from allegiance.views import find_actor, pair
from allegiance.web.desk import Asked
from allegiance.web.pages.paging import page_of

_SIZE = 40


def find(request: Request) -> Response:
    """Two names as typed; leads to the page of the two."""
    asked = Asked.of(request)
    one, other = asked.text("one"), asked.text("other")
    if one and other:
        first, second = (find_actor(asked.casefile, words).actor for words in (one, other))
        if first.id == second.id:
            raise UsageError(
                f"{one!r} and {other!r} are the same actor, {first.name}; name two different ones"
            )
        return RedirectResponse(asked.links.pair(first.id, second.id), 303)
    return asked.draw("pairs.html", one=one, other=other)


def show(request: Request) -> Response:
    asked = Asked.of(request)
    one, other = (asked.casefile.actor(asked.path(name)) for name in ("one", "other"))
    view = pair(asked.casefile, one, other, as_of=asked.on)
    return asked.draw("pair.html", view=view, page=page_of(view.claims, asked.page, _SIZE))


routes = (Route("/pairs", find), Route("/pairs/{one}/{other}", show))
