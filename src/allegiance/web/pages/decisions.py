"""Decisions: everything that people decided, the newest first, and undoing it."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from allegiance.casefile import JudgementKind
from allegiance.casefile.by_hand import MENTION, document_of
from allegiance.casefile.judgement import Judgement, not_void
from allegiance.views.phrases import phrase
from allegiance.web.desk import Asked
from allegiance.web.links import local
from allegiance.web.pages.paging import page_of
from allegiance.web.take import Row, Take

_SIZE = 50
_OF_ACTORS = (JudgementKind.MERGE, JudgementKind.SPLIT, JudgementKind.APART)


def show(request: Request) -> Response:
    asked = Asked.of(request)
    made = asked.casefile.judgements()
    page = page_of(made[::-1], asked.page, _SIZE)
    return asked.draw(
        "decisions.html",
        page=page,
        in_force={judgement.id for judgement in not_void(made)},
        addresses=_addresses(asked, made, {judgement.target for judgement in page.rows}),
        take=Take("decisions", table=lambda: _rows(made), view=made),
    )


def _addresses(asked: Asked, made: Sequence[Judgement], targets: set[str]) -> dict[str, tuple[str, str]]:
    """Where to look at what was decided about, and what it is, by target; what is no longer there is left out."""
    everything = asked.desk.casefile("everything")
    found = {
        record.id: (asked.links.claim(record.id), phrase(record.claim))
        for record in everything.claims(ids=targets, include_rejected=True)
    }
    about = {one.target for one in made if one.kind in _OF_ACTORS and one.target in targets}
    for target, actor in everything.actors_by_id(about).items():
        found[target] = asked.links.actor(target), actor.name
    for one in made:
        if one.kind is JudgementKind.ADD and one.target in targets - found.keys():
            where = asked.links.document(document_of(one.value or ""))
            found[one.target] = where, "a mention" if one.field == MENTION else "a claim that was taken back"
    return found


def _rows(made: Sequence[Judgement]) -> list[Row]:
    headings: list[Row] = [
        ("id", "kind", "target", "by", "why", "recorded", "field", "value", "other", "undoes")
    ]
    return headings + [
        (j.id, j.kind.value, j.target, j.by, j.why, j.recorded, j.field, j.value, j.other, j.undoes)
        for j in made
    ]


async def undo(request: Request) -> Response:
    """Void one decision, from a form."""
    asked = Asked.of(request)
    form = await request.form(max_files=0, max_fields=4)
    record, judgement = asked.record, str(form.get("judgement", ""))
    await run_in_threadpool(lambda: record.undo(judgement, by=asked.judge))
    return RedirectResponse(local(str(form.get("back", "")), asked.links.decisions()), 303)


routes = (Route("/decisions", show), Route("/decisions/undo", undo, methods=["POST"]))
