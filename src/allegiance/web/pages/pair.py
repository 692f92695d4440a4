"""The page of two actors: how far they stood together over time, when that turned, and every word for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from allegiance.actors.actor import Actor
from allegiance.analysis.contested import contested
from allegiance.casefile import Casefile
from allegiance.errors import UsageError
from allegiance.interval import Interval
from allegiance.pictures import Picture, alignment_picture
from allegiance.reports import of_pair
from allegiance.views import PairView, find_actor, pair
from allegiance.views.alignment import AlignmentView, alignment
from allegiance.views.contested import ContestedView, contested_views
from allegiance.views.network import common
from allegiance.views.shifts import ShiftView, pair_shifts
from allegiance.views.sides import CommonView
from allegiance.web.desk import Asked
from allegiance.web.pages.paging import page_of
from allegiance.web.pictured import LINKS
from allegiance.web.take import Take

_SIZE = 40
_CONTESTED = 10
_TIMES = 4  # each claim between the two is looked at for the pair, its line of time and what is contested


@dataclass(frozen=True, slots=True)
class Told:
    """What the claims between two actors tell."""

    view: PairView
    over_time: AlignmentView
    contested: tuple[ContestedView, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Their turns with what happened around them, and whom they are both with or against; None: nothing is dated."""

    turns: tuple[ShiftView, ...]
    common: CommonView | None


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
    casefile, on = asked.casefile, asked.on
    one, other = (casefile.actor(asked.path(name)) for name in ("one", "other"))
    take = Take(
        f"{one.name} {other.name}",
        records=lambda: casefile.claims(actor=one.id, other=other.id),
        dossier=lambda: of_pair(casefile, one, other, as_of=on),
    )
    if asked.text("as") in take.forms:  # for what needs no more than the claims
        return asked.file(take)
    claims = min(casefile.amount(), _TIMES * casefile.amount_between(one.id, other.id))
    known = asked.worked_out(claims, told, one, other, on)
    beside = asked.if_ready(casefile.amount(one.id, other.id), told_beside, one, other, on)
    turns = beside.turns if beside else ()
    picture = _picture(known.over_time, turns)
    return asked.draw(
        "pair.html",
        view=known.view,
        around=sorted(known.view.around, key=lambda claim: claim.year or 9999),
        page=page_of(known.view.claims, asked.page, _SIZE),
        picture=picture,
        shifts=turns,
        ready=beside is not None,
        common=beside.common if beside else None,
        contested=known.contested,
        take=replace(take, view=known.view, picture=(lambda: picture) if picture else None),
    )


def told(casefile: Casefile, one: Actor, other: Actor, on: Interval | None) -> Told:
    """What the claims between the two tell, as of a time."""
    records = casefile.claims(actor=one.id, other=other.id)
    return Told(
        pair(casefile, one, other, as_of=on),
        alignment(casefile, one, other, as_of=on),
        contested_views(contested(records)[:_CONTESTED]),
    )


def told_beside(casefile: Casefile, one: Actor, other: Actor, on: Interval | None) -> Beside:
    """What else is told of the two, for which claims about each of them are looked through."""
    try:
        shared = common(casefile, one, other, as_of=on)
    except UsageError:  # nothing about them is dated
        shared = None
    return Beside(pair_shifts(casefile, one, other, as_of=on), shared)


def _picture(view: AlignmentView, turns: Sequence[ShiftView]) -> Picture | None:
    return alignment_picture(view, turns, links=LINKS, page_width=1180) if view.evidence else None


routes = (Route("/pairs", find), Route("/pairs/{one}/{other}", show))
