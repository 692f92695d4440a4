"""The network as of a date: who stood with whom, the sides that makes, as a picture and as tables."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from allegiance.actors.actor import Actor
from allegiance.casefile import Casefile
from allegiance.errors import UsageError
from allegiance.interval import Interval
from allegiance.pictures import Picture, network_picture
from allegiance.views import find_actor
from allegiance.views.network import sides
from allegiance.views.sides import NetworkView
from allegiance.web.desk import Asked
from allegiance.web.pages.paging import page_of
from allegiance.web.pictured import LINKS
from allegiance.web.take import Row, Take

_SIZE = 60  # ties in the table
_WHOLE = 20_000  # claims; of a larger casefile one actor and its partners are shown
_TIMES = 10  # as many claims as about the actor are looked through among its partners, and divided into sides
_SIGNS = ("with", "against")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A network with its picture."""

    view: NetworkView
    picture: Picture


def show(request: Request) -> Response:
    asked = Asked.of(request)
    words = asked.text("actor")
    actor = find_actor(asked.casefile, words).actor if words else None
    drawn, remark = network_drawn(asked, actor)
    view = drawn.view if drawn else None
    sign = asked.text("sign")
    if sign is not None and sign not in _SIGNS:
        raise UsageError(f"no tie is {sign!r}; there are: {', '.join(_SIGNS)}")
    ties = [tie for tie in view.ties if sign is None or (tie.sign > 0) == (sign == "with")] if view else []
    return asked.draw(
        "network.html",
        view=view,
        remark=remark,
        actor=actor,
        sign=sign,
        signs=_SIGNS,
        names={node.id: node for node in view.nodes} if view else {},
        page=page_of(ties, asked.page, _SIZE),
        picture=drawn.picture if drawn else None,
        take=Take("network", table=lambda: _rows(drawn.view), view=view, picture=lambda: drawn.picture)
        if drawn
        else None,
    )


def network_drawn(asked: Asked, actor: Actor | None) -> tuple[Drawn | None, str]:
    """The network, or why there is none."""
    casefile, on = asked.casefile, asked.on
    if actor is None and casefile.overview().claims > _WHOLE:
        return (
            None,
            "This casefile is too large to be shown as a whole: name an actor to see it with its partners.",
        )
    try:
        claims = casefile.amount() if actor is None else _TIMES * casefile.amount(actor.id)
        return asked.worked_out(min(claims, casefile.amount()), _sides, actor, on), ""
    except UsageError as fault:
        return None, str(fault)


def _sides(casefile: Casefile, actor: Actor | None, on: Interval | None) -> Drawn:
    view = sides(casefile, actor, as_of=on)
    return Drawn(view, network_picture(view, links=LINKS, page_width=1180))


def _rows(view: NetworkView) -> list[Row]:
    names = {node.id: node.name for node in view.nodes}
    rows: list[Row] = [("one", "other", "sign", "label", "last confirmed", "independent", "passages")]
    for tie in view.ties:
        passages = " ".join(cited.passage for cited in tie.passages)
        one, other = names.get(tie.a, tie.a), names.get(tie.b, tie.b)
        rows.append((one, other, tie.sign, tie.label, tie.last_confirmed or "", tie.independent, passages))
    return rows


routes = (Route("/network", show),)
