"""Review: one claim at a time in its paragraph, the weightiest first, and a decision about it."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from allegiance.casefile import State
from allegiance.views import entry
from allegiance.web.desk import Asked
from allegiance.web.judging import correctable, record_of
from allegiance.web.marked import quoted
from allegiance.web.queue import waiting as waiting_for


def show(request: Request) -> Response:
    asked = Asked.of(request)
    actor, second = asked.text("actor"), asked.text("second") == "1"
    casefile = asked.casefile
    who = casefile.actor(actor) if actor else None
    waiting = waiting_for(asked, who.id if who else None, second=second)
    at = asked.text("at") or next(iter(waiting.claims), None)
    if at is None:
        return asked.draw("review.html", claim=None, waiting=waiting, actor=who, second=second)
    record = record_of(asked, at)
    hidden = replace(record, state=State.OPEN, judgements=())  # what others decided must not sway
    view = entry(hidden if second else record)
    return asked.draw(
        "review.html",
        claim=view,
        waiting=waiting,
        actor=who,
        second=second,
        following=waiting.after(at),
        rests=waiting.findings.get(at),
        paragraphs=quoted([casefile.passage(quote.passage) for quote in view.quotes]),
        correctable=correctable(record),
    )


routes = (Route("/review", show),)
