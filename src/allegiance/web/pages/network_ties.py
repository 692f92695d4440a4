"""The dated ties of the network as JSON, for the picture that follows the slider (`static/network.js`)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from allegiance.casefile import Casefile
from allegiance.errors import UsageError
from allegiance.pictures.field import field
from allegiance.views import find_actor
from allegiance.views.dated_ties import DatedTie, DatedTies, dated_ties
from allegiance.views.sides import NetworkView
from allegiance.web.desk import Asked
from allegiance.web.drawing import visible
from allegiance.web.pages.network import network_drawn

ACROSS = 1130.0  # pixels of the field
_LONGEST = 300  # characters of a sentence


def show(request: Request) -> Response:
    """Actors with their places, ties with their days. 400 where there is no network, with the reason."""
    asked = replace(Asked.of(request), whole=True)  # the page's own script asks, and waits
    words = asked.text("actor")
    actor = find_actor(asked.casefile, words).actor if words else None
    drawn, remark = network_drawn(asked, actor)
    if drawn is None:
        raise UsageError(remark)
    view = drawn.view
    near = None if actor is None else tuple(sorted(node.id for node in view.nodes))
    shown = asked.worked_out(asked.casefile.amount(*([actor.id] if actor else [])), _ties, near)
    return JSONResponse(plain_field(shown, view))


def _ties(casefile: Casefile, near: tuple[str, ...] | None) -> DatedTies:
    """All dated ties; around an actor those among the actors that stand with it in the network, by id."""
    return dated_ties(casefile.claims(others=near))


def plain_field(shown: DatedTies, view: NetworkView) -> dict[str, Any]:
    """What the browser gets; lists in place of objects keep 5,000 ties small. Days count from 1 January 1970."""
    numbers = {side.id: number for number, side in enumerate(view.sides)}
    sides = {node.id: node.side for node in view.nodes}
    places, height = field(shown, sides, ACROSS)
    publishers = sorted({tie.publisher or "" for tie in shown.ties})
    index = {name: number for number, name in enumerate(publishers)}
    return {
        "size": [ACROSS, height],
        "asOf": view.as_of,
        "note": shown.note,
        "sides": [visible(side.label) for side in view.sides],
        "publishers": [visible(name) for name in publishers],
        "actors": [
            [actor.id, visible(actor.name), numbers.get(sides.get(actor.id) or "", -1), x, y]
            for actor, (x, y) in zip(shown.actors, places, strict=True)
        ],
        "ties": [_row(tie, index) for tie in shown.ties],
    }


def _row(tie: DatedTie, publishers: dict[str, int]) -> list[object]:
    sentence = visible(tie.sentence[:_LONGEST])
    return [
        *(tie.a, tie.b, tie.strength, tie.first.toordinal() - _EPOCH, tie.last.toordinal() - _EPOCH),
        *(int(tie.is_act), publishers[tie.publisher or ""], tie.certainty, sentence, tie.claim),
        *(visible(tie.speaker or ""), ", ".join(tie.marks)),
    ]


_EPOCH = 719_163  # ordinal of 1 January 1970

routes = (Route("/network/ties.json", show),)
