"""The lineage map: who came out of whom, as a picture and as a table."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from allegiance.actors.actor import Actor
from allegiance.casefile import Casefile
from allegiance.interval import Interval
from allegiance.pictures import Picture, lineage_picture
from allegiance.views import find_actor
from allegiance.views.family import lineage
from allegiance.views.lineage import LineageView
from allegiance.web.desk import Asked
from allegiance.web.pictured import LINKS
from allegiance.web.take import Row, Take

_STROKES = 200  # rows of the table on one page
_TIES = ("member", "ally", "rival")


def show(request: Request) -> Response:
    asked = Asked.of(request)
    words = asked.text("actor")
    actor = find_actor(asked.casefile, words).actor if words else None
    casefile, on = asked.casefile, asked.on
    view = asked.worked_out(casefile.amount(), _view, actor, on, words or "")
    shown = tuple(stroke for stroke in view.strokes if asked.text("ties") or stroke.kind not in _TIES)
    return asked.draw(
        "lineage.html",
        view=view,
        actor=actor,
        strokes=shown[:_STROKES],
        left=max(0, len(shown) - _STROKES),
        ties=sum(stroke.kind in _TIES for stroke in view.strokes),
        picture=_picture(view, asked.text("on")),
        take=Take(
            view.title,
            table=lambda: _rows(view),
            view=view,
            picture=(lambda: _picture(view, asked.text("on"))) if view.lanes else None,
        ),
    )


def _view(casefile: Casefile, actor: Actor | None, on: Interval | None, words: str) -> LineageView:
    return lineage(casefile, actor, as_of=on, asked=words)


def _picture(view: LineageView, on: str | None) -> Picture | None:
    return lineage_picture(view, as_of=on, links=LINKS, page_width=1180) if view.lanes else None


def _rows(view: LineageView) -> list[Row]:
    names = {lane.id: lane.name for lane in view.lanes}
    rows: list[Row] = [("kind", "from", "to", "day", "until", "label", "marks", "words", "passages")]
    for stroke in view.strokes:
        rows.append(
            (
                *(stroke.kind, names.get(stroke.from_lane, ""), names.get(stroke.to_lane, "")),
                *(stroke.day or "", stroke.until or "", stroke.label, " ".join(stroke.marks)),
                " […] ".join(cited.words for cited in stroke.passages),
                " ".join(cited.passage for cited in stroke.passages),
            )
        )
    return rows


routes = (Route("/lineage", show),)
