"""The page of two actors: how far they stood together over time, when that turned, and every word for it."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from allegiance.actors.actor import Actor
from allegiance.analysis.contested import contested
from allegiance.casefile import Record
from allegiance.errors import UsageError
from allegiance.pictures import Picture, alignment_picture
from allegiance.reports import of_pair
from allegiance.views import find_actor, pair
from allegiance.views.alignment import AlignmentView, alignment
from allegiance.views.contested import contested_views
from allegiance.views.network import common
from allegiance.views.shifts import ShiftView, pair_shifts
from allegiance.views.sides import CommonView
from allegiance.web.desk import Asked
from allegiance.web.pages.paging import page_of
from allegiance.web.pictured import LINKS
from allegiance.web.take import Take

_SIZE = 40
_CONTESTED = 10


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
    casefile = asked.casefile
    one, other = (casefile.actor(asked.path(name)) for name in ("one", "other"))
    view = pair(casefile, one, other, as_of=asked.on)
    over_time = alignment(casefile, one, other, as_of=asked.on)
    turns = pair_shifts(casefile, one, other, as_of=asked.on) if view.claims else ()

    def records() -> tuple[Record, ...]:
        return tuple(casefile.claims(actor=one.id, other=other.id))

    return asked.draw(
        "pair.html",
        view=view,
        around=sorted(view.around, key=lambda claim: claim.year or 9999),
        page=page_of(view.claims, asked.page, _SIZE),
        picture=_picture(over_time, turns),
        shifts=turns,
        common=_common(asked, one, other),
        contested=contested_views(contested(records())[:_CONTESTED]),
        take=Take(
            f"{one.name} {other.name}",
            records=records,
            view=view,
            picture=(lambda: _picture(over_time, turns)) if over_time.evidence else None,
            dossier=lambda: of_pair(casefile, one, other, as_of=asked.on),
        ),
    )


def _picture(view: AlignmentView, turns: Sequence[ShiftView]) -> Picture | None:
    return alignment_picture(view, turns, links=LINKS, page_width=1180) if view.evidence else None


def _common(asked: Asked, one: Actor, other: Actor) -> CommonView | None:
    """Whom the two are both with or against; None where nothing about them is dated."""
    casefile = asked.casefile
    try:
        return asked.desk.kept.answer(
            casefile,
            ("common", one.id, other.id, str(asked.on or "")),
            lambda: common(casefile, one, other, as_of=asked.on),
        )
    except UsageError:
        return None


routes = (Route("/pairs", find), Route("/pairs/{one}/{other}", show))
