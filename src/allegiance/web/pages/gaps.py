"""Gaps: posts and roles that fell open, who filled them, and whose ties grew afterwards; offices and who held them."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from allegiance.views.posts import gaps, offices
from allegiance.web.desk import Asked
from allegiance.web.pages.paging import page_of
from allegiance.web.take import Take

_SIZE = 20


def show(request: Request) -> Response:
    asked = Asked.of(request)
    words = asked.text("of")
    view = asked.worked_out(asked.casefile.amount(), gaps, words)
    return asked.draw(
        "gaps.html",
        view=view,
        words=words,
        page=page_of(view.gaps, asked.page, _SIZE),
        take=Take("gaps", view=view),
    )


def posts(request: Request) -> Response:
    asked = Asked.of(request)
    words = asked.text("of")
    view = asked.worked_out(asked.casefile.amount(), offices, words)
    return asked.draw(
        "offices.html",
        view=view,
        words=words,
        page=page_of(view.posts, asked.page, _SIZE),
        take=Take("offices", view=view),
    )


routes = (Route("/gaps", show), Route("/offices", posts))
