"""Same or different: merging two actors, or parting one, with a look before and an undo after."""

from __future__ import annotations

import json
from itertools import islice

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from allegiance.casefile import DocumentSummary, JudgementKind
from allegiance.errors import UsageError
from allegiance.views import ClaimEntry, entry, find_actor
from allegiance.web.desk import Asked

_SHOWN = 8  # claims of each side that the preview shows
_COUNTED = 500  # claims that are looked through for documents
_DOCUMENTS = 200


def merge(request: Request) -> Response:
    """What would stand together."""
    asked = Asked.of(request)
    actor = asked.casefile.actor(asked.path("actor"))
    words = asked.text("other")
    other = find_actor(asked.casefile, words).actor if words else None
    if other is not None and other.id == actor.id:
        raise UsageError(f"{words!r} is {actor.name} already; name another actor")
    sides = [(one, _claims(asked, one.id)) for one in (actor, other) if one is not None]
    return asked.draw("merge.html", actor=actor, other=other, sides=sides, words=words)


def split(request: Request) -> Response:
    """The documents that name the actor, to choose those in which it is somebody else."""
    asked = Asked.of(request)
    actor = asked.casefile.actor(asked.path("actor"))
    documents: dict[str, tuple[DocumentSummary, ClaimEntry]] = {}
    for record in islice(asked.casefile.claims(actor=actor.id), _COUNTED):
        documents.setdefault(record.document.id, (record.document, entry(record)))
    return asked.draw("split.html", actor=actor, documents=list(documents.values())[:_DOCUMENTS])


async def decide_merge(request: Request) -> Response:
    """`remains` is the id of the one that stays, `goes` that of the other."""
    asked = Asked.of(request)
    form = await request.form(max_files=0, max_fields=6)
    said = {name: str(value).strip() for name, value in form.items()}
    goes, remains = said.get("goes", ""), said.get("remains", "")
    if not goes or not remains or goes == remains:
        raise UsageError("two different actors are merged; go back and choose which one remains")
    why = said.get("why", "")[:2_000]
    await run_in_threadpool(
        lambda: asked.record.judge(JudgementKind.MERGE, goes, other=remains, by=asked.judge, why=why)
    )
    return RedirectResponse(asked.links.actor(remains), 303)


async def decide_split(request: Request) -> Response:
    asked = Asked.of(request)
    form = await request.form(max_files=0, max_fields=_DOCUMENTS + 6)
    documents = [str(value) for value in form.getlist("document")]
    if not documents:
        raise UsageError("no document was chosen; go back and tick those in which it is somebody else")
    words, why = str(form.get("into", "")).strip(), str(form.get("why", ""))[:2_000]
    actor, casefile = asked.path("actor"), asked.casefile

    def decide() -> str:
        into = find_actor(casefile, words).actor.id if words else None
        value = json.dumps(sorted(documents))
        asked.record.judge(JudgementKind.SPLIT, actor, value=value, other=into, by=asked.judge, why=why)
        return actor

    return RedirectResponse(asked.links.actor(await run_in_threadpool(decide)), 303)


def _claims(asked: Asked, actor: str) -> tuple[list[ClaimEntry], int, bool]:
    """The first claims of an actor, how many there are, and whether there are even more."""
    records = list(islice(asked.casefile.claims(actor=actor), _COUNTED + 1))
    return (
        [entry(record) for record in records[:_SHOWN]],
        min(len(records), _COUNTED),
        len(records) > _COUNTED,
    )


routes = (
    Route("/actors/{actor}/merge", merge),
    Route("/actors/{actor}/split", split),
    Route("/actors/{actor}/merge", decide_merge, methods=["POST"]),
    Route("/actors/{actor}/split", decide_split, methods=["POST"]),
)
