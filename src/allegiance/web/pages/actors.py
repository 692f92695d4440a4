"""The list of actors, searched as people type."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from allegiance.actors.actor import Actor
from allegiance.casefile import ActorRow, Casefile
from allegiance.errors import UsageError
from allegiance.language.mention import ActorKind
from allegiance.views.who import ranked
from allegiance.web.desk import Asked
from allegiance.web.pages.paging import Page
from allegiance.web.take import Row, Take

_SIZE = 50
_NEAR = 8  # actors of similar names, where none has the letters that were typed


def show(request: Request) -> Response:
    asked = Asked.of(request)
    words, kind = asked.text("q"), _kind(asked.text("kind"))
    offset = (asked.page - 1) * _SIZE
    found = asked.casefile.actor_page(words or "", kind=kind, limit=_SIZE, offset=offset)
    page = Page(found.rows, asked.page, _SIZE, found.total, found.total > offset + _SIZE)
    near: tuple[Actor, ...] | None = ()
    if words and not found.total:
        near = asked.if_ready(asked.casefile.amount(), alike, words)
    return asked.draw(
        "actors.html",
        take=Take("actors", table=lambda: _rows(found.rows), view=found),
        words=words,
        kind=kind,
        kinds=list(ActorKind),
        page=page,
        near=near,
    )


def alike(casefile: Casefile, words: str) -> tuple[Actor, ...]:
    """Actors of names that are like these words."""
    return ranked(casefile, words)[:_NEAR]


def _rows(rows: Sequence[ActorRow]) -> list[Row]:
    headings: list[Row] = [
        ("id", "name", "kind", "names", "mentions", "claims", "publishers", "first", "last")
    ]
    return headings + [
        (r.id, r.name, r.kind or "", "; ".join(r.names), r.uses, r.claims, r.publishers, r.first, r.last)
        for r in rows
    ]


def _kind(said: str | None) -> ActorKind | None:
    if said is None:
        return None
    if said not in list(ActorKind):
        raise UsageError(f"{said!r} is no kind of actor; there are: {', '.join(ActorKind)}")
    return ActorKind(said)


routes = (Route("/actors", show),)
