"""Decisions: everything that people decided, the newest first, and undoing it."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from allegiance.casefile import JudgementKind
from allegiance.casefile.by_hand import document_of
from allegiance.casefile.judgement import Judgement, not_void
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


def _addresses(asked: Asked, made: Sequence[Judgement], targets: set[str]) -> dict[str, str]:
    """Where to look at what was decided about, by target; what is no longer there has no address of its own."""
    everything = asked.desk.casefile("everything")
    found = {
        record.id: asked.links.claim(record.id)
        for record in everything.claims(ids=targets, include_rejected=True)
    }
    for judgement in made:
        if judgement.target in found or judgement.target not in targets:
            continue
        if judgement.kind in _OF_ACTORS:
            found[judgement.target] = asked.links.actor(judgement.target)
        elif judgement.kind is JudgementKind.ADD:
            found[judgement.target] = asked.links.document(document_of(judgement.value or ""))
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
