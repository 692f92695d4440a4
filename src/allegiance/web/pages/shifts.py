"""Shifts worth a look: the turns of all pairs, or of one actor, the surest first."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from allegiance.actors.actor import Actor
from allegiance.casefile import Casefile
from allegiance.views.shifts import ShiftView, actor_shifts
from allegiance.web.desk import Asked
from allegiance.web.pages.paging import page_of
from allegiance.web.take import Row, Take

_SIZE = 20
_LOOKED_FOR = 40


def show(request: Request) -> Response:
    asked = Asked.of(request)
    actor = asked.text("actor")
    casefile = asked.casefile
    who = casefile.actor(actor) if actor else None
    found = asked.worked_out(casefile.amount(*([who.id] if who else [])), _found, who)
    return asked.draw(
        "shifts.html",
        actor=who,
        page=page_of(found, asked.page, _SIZE),
        most=_LOOKED_FOR,
        take=Take("shifts", table=lambda: _rows(found), view=found),
    )


def _found(casefile: Casefile, who: Actor | None) -> tuple[ShiftView, ...]:
    return actor_shifts(casefile, who, limit=_LOOKED_FOR)


def _rows(found: tuple[ShiftView, ...]) -> list[Row]:
    headings: list[Row] = [
        ("one", "other", "when", "from", "until", "before", "after", "certainty", "headline")
    ]
    return headings + [
        (s.a.name, s.b.name, s.when, s.when_from, s.when_until, s.before, s.after, s.certainty, s.headline)
        for s in found
    ]


routes = (Route("/shifts", show),)
