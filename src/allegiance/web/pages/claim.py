"""The page of one claim: all that is known of it, its words, and what people decided."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from allegiance.casefile import JudgementKind, Record
from allegiance.claims.relations import relations
from allegiance.errors import UsageError
from allegiance.views import entry, opened
from allegiance.web.desk import Asked
from allegiance.web.links import local

_KINDS = {
    kind.value: kind
    for kind in (JudgementKind.ACCEPT, JudgementKind.REJECT, JudgementKind.COMMENT, JudgementKind.CORRECT)
}
_WHY = 2_000  # characters of a reason
CORRECTABLE = ("relation", "phase", "polarity", "certainty", "valid", "value")


def show(request: Request) -> Response:
    asked = Asked.of(request)
    record = _record(asked)
    view = entry(record)
    return asked.draw(
        "claim.html",
        claim=view,
        recorded=record.recorded.date().isoformat(),
        passages=[opened(asked.casefile.passage(quote.passage)) for quote in view.quotes],
        judgements=asked.casefile.judgements(record.id),
        in_force={judgement.id for judgement in record.judgements},
        fields=CORRECTABLE,
        relations=tuple(relations()),
    )


async def decide(request: Request) -> Response:
    """One decision about a claim, from a form; leads back to where it was made."""
    asked = Asked.of(request)
    form = await request.form(max_files=0, max_fields=10)
    said = {name: str(value) for name, value in form.items()}
    await run_in_threadpool(_judge, asked, said)
    return RedirectResponse(local(said.get("back"), asked.links.claim(asked.path("claim"))), 303)


def _judge(asked: Asked, said: dict[str, str]) -> None:
    kind = _KINDS.get(said.get("kind", ""))
    if kind is None:
        raise UsageError(f"{said.get('kind', '')[:40]!r} is no decision; there are: {', '.join(_KINDS)}")
    why = said.get("why", "").strip()
    if len(why) > _WHY:
        raise UsageError(f"a reason of {len(why):,} characters is too long; use at most {_WHY:,}")
    if kind is JudgementKind.COMMENT and not why:
        raise UsageError("a comment needs words")
    field = said.get("field") if kind is JudgementKind.CORRECT else None
    value = (said.get("value", "").strip() or None) if field else None
    asked.casefile.judge(kind, asked.path("claim"), by=asked.judge, why=why, field=field, value=value)


def _record(asked: Asked) -> Record:
    """The claim, whatever its score and whether rejected or not. Raises: UsageError."""
    claim = asked.path("claim")
    casefile = asked.desk.casefile("everything")
    record = next(casefile.claims(ids=[claim], include_rejected=True), None)
    if record is None:
        raise UsageError(
            f"there is no claim {claim!r} in this casefile, or its document was read again since"
        )
    return record


routes = (Route("/claims/{claim}", show), Route("/claims/{claim}/decide", decide, methods=["POST"]))
