"""The page of one claim: all that is known of it, its words, and what people decided."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from allegiance.casefile.judgement import not_void
from allegiance.views import entry
from allegiance.web.cite import source_note
from allegiance.web.desk import Asked
from allegiance.web.judging import correctable, judge, record_of
from allegiance.web.links import local
from allegiance.web.marked import quoted
from allegiance.web.take import Take

_FIELDS = 30  # of one form


def show(request: Request) -> Response:
    asked = Asked.of(request)
    record = record_of(asked, asked.path("claim"))
    view = entry(record)
    return asked.draw(
        "claim.html",
        claim=view,
        note=f"{view.sentence} ({view.time}), {source_note(view.document, view.quotes[0].passage)}",
        take=Take("claim", records=lambda: (record,), view=view),
        recorded=record.recorded.date().isoformat(),
        paragraphs=quoted([asked.casefile.passage(quote.passage) for quote in view.quotes]),
        judgements=(made := asked.casefile.judgements(record.id)),
        in_force={judgement.id for judgement in not_void(made)},
        correctable=correctable(record),
    )


async def decide(request: Request) -> Response:
    """One decision about a claim, from a form; leads back to where it was made."""
    asked = Asked.of(request)
    form = await request.form(max_files=0, max_fields=_FIELDS)
    said = {name: str(value) for name, value in form.items()}
    claim = asked.path("claim")
    await run_in_threadpool(judge, asked, claim, said)
    return RedirectResponse(local(said.get("back"), asked.links.claim(claim)), 303)


routes = (Route("/claims/{claim}", show), Route("/claims/{claim}/decide", decide, methods=["POST"]))
