"""The dated ties of the network as JSON, for the picture that follows the slider (`static/network.js`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from allegiance.actors.actor import Actor
from allegiance.casefile import Record
from allegiance.errors import UsageError
from allegiance.pictures.field import field
from allegiance.views import find_actor
from allegiance.views.dated_ties import DatedTie, DatedTies, dated_ties
from allegiance.views.sides import NetworkView
from allegiance.web.desk import Asked
from allegiance.web.drawing import visible
from allegiance.web.pages.network import network_view

ACROSS = 1130.0  # pixels of the field
_LONGEST = 300  # characters of a sentence


def show(request: Request) -> Response:
    """Actors with their places, ties with their days. 400 where there is no network, with the reason."""
    asked = Asked.of(request)
    words = asked.text("actor")
    actor = find_actor(asked.casefile, words).actor if words else None
    view, remark = network_view(asked, actor)
    if view is None:
        raise UsageError(remark)
    question = ("network ties", actor.id if actor else None)
    shown = asked.desk.kept.answer(asked.casefile, question, lambda: dated_ties(_records(asked, actor, view)))
    return JSONResponse(plain_field(shown, view))


def _records(asked: Asked, actor: Actor | None, view: NetworkView) -> Iterable[Record]:
    """All claims; around an actor those among the actors that stand with it in the network."""
    if actor is None:
        return asked.casefile.claims()
    near = {node.id for node in view.nodes}
    found = {}
    for one in sorted(near):
        for record in asked.casefile.claims(actor=one):
            other = record.claim.object
            if other is not None and record.claim.subject.id in near and other.id in near:
                found[record.id] = record
    return found.values()


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
