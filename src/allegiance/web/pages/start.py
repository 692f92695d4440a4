"""The start page: what is in the casefile, what changed, what waits, and where to go from here."""

from __future__ import annotations

from datetime import date

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from allegiance.casefile import Change, Overview
from allegiance.web.desk import Asked
from allegiance.web.settings import keep

_ACTORS = 12
_CHANGES = 12
_LOOKED = 200  # acts among which changes are looked for: a document is two or three acts
_TOLD = ("reading", "judgement")  # of the kinds of acts: 'document' and 'run' say the same once more


def show(request: Request) -> Response:
    asked = Asked.of(request)
    casefile = asked.casefile
    overview = casefile.overview()
    actors = casefile.actor_page(limit=_ACTORS)
    since = _seen(request, overview)
    changes = [c for c in casefile.changes(since, limit=_LOOKED) if c.kind in _TOLD]
    return asked.draw(
        "start.html",
        overview=overview,
        span=_span(overview.published_first, overview.published_last),
        actors=actors.rows,
        changes=_with_documents(asked, changes[:_CHANGES]),
        more_changes=max(0, len(changes) - _CHANGES),
        since=since,
        batch=asked.desk.readings.batch(),
    )


def seen(request: Request) -> Response:
    """Note that everything up to now was looked at: what comes later is told as new."""
    asked = Asked.of(request)
    answer = RedirectResponse(asked.links.start(), 303)
    keep(answer, "seen", f"{asked.desk.path.stem}:{asked.casefile.overview().act}")
    return answer


def _seen(request: Request, overview: Overview) -> int:
    """The act up to which this browser has seen this casefile; 0 where it has not said."""
    name, _, act = request.cookies.get("seen", "").rpartition(":")
    known = name == request.app.state.desk.path.stem and act.isascii() and act.isdigit() and len(act) < 12
    return min(int(act), overview.act) if known else 0


def _span(first: date | None, last: date | None) -> str | None:
    if first is None or last is None:
        return None
    return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"


def _with_documents(asked: Asked, changes: list[Change]) -> list[tuple[Change, str]]:
    """Each change with the address that it leads to."""
    return [(change, asked.links.change(change.kind, change.what)) for change in changes]


routes = (Route("/", show), Route("/seen", seen, methods=["POST"]))
