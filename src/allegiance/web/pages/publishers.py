"""Publishers: how much each brings, what each alone carries, what it contradicts, what it prints again."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from allegiance.analysis.contested import Contest, Contested
from allegiance.casefile import Casefile, PublisherRow
from allegiance.errors import UsageError
from allegiance.views import entry
from allegiance.views.contested import contested_views
from allegiance.views.reprinted import Story, stories
from allegiance.web.desk import Asked
from allegiance.web.pages.contested import MOST, found_contested
from allegiance.web.pages.paging import page_of
from allegiance.web.take import Row, Take

_SIZE = 50
_ALONE = 60  # claims on matters that nobody else carries
_CONTRADICTED = 10  # matters that are shown
_COMPARED = 1_000  # documents above which nobody waits for their passages to be compared
_STORIES = 20
_UNNAMED = "-"  # stands in an address for documents that name no publisher


def index(request: Request) -> Response:
    asked = Asked.of(request)
    rows = asked.casefile.publishers()
    return asked.draw(
        "publishers.html",
        page=page_of(rows, asked.page, _SIZE),
        take=Take("publishers", table=lambda: _rows(rows), view=rows),
    )


def _rows(rows: Sequence[PublisherRow]) -> list[Row]:
    headings: list[Row] = [("publisher", "documents", "claims", "alone", "first", "last")]
    return headings + [(r.name or "", r.documents, r.claims, r.alone, r.first, r.last) for r in rows]


def show(request: Request) -> Response:
    asked = Asked.of(request)
    name = asked.path("publisher")
    publisher = None if name == _UNNAMED else name
    row = next((row for row in asked.casefile.publishers() if row.name == publisher), None)
    if row is None:
        raise UsageError(f"no publisher in this casefile is called {name!r}; choose one from the list")
    casefile = asked.casefile
    alone = casefile.carried_alone(publisher, limit=_ALONE)
    take = Take(name, records=lambda: alone)
    if asked.text("as") is not None:
        return asked.file(take)
    every = asked.if_ready(casefile.amount(), found_contested, None)
    against = [matter for matter in every or () if _contradicts(matter, publisher)]
    overview = casefile.overview()
    too_many = overview.documents > _COMPARED
    printed = () if too_many else asked.if_ready(casefile.amount(), _printed)
    return asked.draw(
        "publisher.html",
        publisher=row,
        claims=sorted((entry(record) for record in alone), key=lambda claim: claim.year or 9999),
        most=_ALONE,
        contradicted=contested_views(against[:_CONTRADICTED]),
        more_contradicted=max(0, len(against) - _CONTRADICTED),
        partly=MOST if overview.claims > MOST else None,
        looked_through=every is not None,
        compared=printed is not None,
        too_many=too_many,
        reprinted=[s for s in printed or () if s.first.publisher == publisher and _elsewhere(s)][:_STORIES],
        reprints=[s for s in printed or () if s.first.publisher != publisher and _again(s, publisher)][
            :_STORIES
        ],
        take=take,
    )


def _contradicts(matter: Contested, publisher: str | None) -> bool:
    """Whether this publisher is on one side and another one on the other; what was confirmed is no contradiction."""
    one, other = ({record.document.publisher for record in side} for side in (matter.one, matter.other))
    if matter.contest is Contest.CONFIRMED:
        return False
    return (publisher in one and bool(other - {publisher})) or (
        publisher in other and bool(one - {publisher})
    )


def _printed(casefile: Casefile) -> tuple[Story, ...]:
    """All stories that several documents print."""
    return stories(casefile.reprints(), casefile.documents())


def _elsewhere(story: Story) -> bool:
    return any(document.publisher != story.first.publisher for document in story.again)


def _again(story: Story, publisher: str | None) -> bool:
    return any(document.publisher == publisher for document in story.again)


routes = (Route("/publishers", index), Route("/publishers/{publisher:path}", show))
