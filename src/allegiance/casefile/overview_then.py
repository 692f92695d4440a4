"""An overview of a casefile as it was. The tallies know only the present, so this counts the claims themselves.

It takes as long as reading all claims does; nothing here is for a page that must be there at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from allegiance.casefile.judgement import State
from allegiance.casefile.overview import ActorPage, ActorRow, Overview, PublisherRow
from allegiance.casefile.record import DocumentSummary, Record
from allegiance.claims.claim import Certainty
from allegiance.claims.relations import relation
from allegiance.language.mention import ActorKind

if TYPE_CHECKING:
    from allegiance.casefile.questions import Questions


def overview(casefile: Questions) -> Overview:
    """Counts and spans, as `find_overview.overview` has them for the present."""
    records = tuple(casefile.claims(include_rejected=True))
    shown = [record for record in records if record.state is not State.REJECTED]
    states = Counter(record.state for record in records)
    certainty = Counter(record.claim.certainty for record in shown)
    documents = casefile.documents()
    filed = [day for record in records if (day := _filed(record))]
    first, last = _span(documents)
    changes = casefile.changes(limit=1)
    return Overview(
        documents=len(documents),
        publishers=len({d.publisher for d in documents if d.publisher}),
        actors=len(casefile.actors()),
        claims=len(shown),
        by_certainty={kind: certainty[kind] for kind in Certainty},
        accepted=states[State.ACCEPTED],
        corrected=states[State.CORRECTED],
        rejected=states[State.REJECTED],
        published_first=first,
        published_last=last,
        filed_first=min(filed, default=None),
        filed_last=max(filed, default=None),
        runs=len(casefile.runs()),
        act=changes[0].act if changes else 0,
    )


def actor_page(casefile: Questions, typed: str, kind: ActorKind | None, limit: int, offset: int) -> ActorPage:
    """Actors as they were listed then, the most mentioned first."""
    found = [actor for actor in casefile.actors(typed or None) if kind is None or actor.kind is kind]
    uses: Counter[str] = Counter()
    for name in casefile.actor_names():
        uses[name.actor] += name.uses
    rows = []
    for actor in found[offset : offset + limit]:
        records = tuple(casefile.claims(actor.id))
        documents = {record.document.id: record.document for record in records}.values()
        first, last = _span(documents)
        names = tuple(dict.fromkeys((actor.name, *actor.names)))
        publishers = len({document.publisher for document in documents})
        counts = (uses[actor.id], len(records), len(documents), publishers)
        rows.append(ActorRow(actor.id, actor.name, actor.kind, names, *counts, first, last))
    return ActorPage(tuple(rows), len(found))


def publishers(casefile: Questions) -> tuple[PublisherRow, ...]:
    """All publishers, those with the most claims first."""
    documents: dict[str | None, list[DocumentSummary]] = {}
    for document in casefile.documents():
        documents.setdefault(document.publisher or None, []).append(document)
    records = tuple(casefile.claims())
    claims = Counter(record.document.publisher or None for record in records)
    alone = Counter(names[0] for names in map(list, _carriers(records).values()) if len(names) == 1)
    rows = (
        PublisherRow(name, len(some), claims[name], alone[name], *_span(some))
        for name, some in documents.items()
    )
    return tuple(sorted(rows, key=lambda row: (-row.claims, row.name or "")))


def carried_alone(casefile: Questions, publisher: str | None) -> tuple[Record, ...]:
    """The first claim of each matter that only this publisher carries."""
    records = tuple(casefile.claims())
    carriers = _carriers(records)
    first: dict[tuple[str, ...], Record] = {}
    for record in records:
        if carriers[_matter(record)] == {publisher}:
            first.setdefault(_matter(record), record)
    return tuple(first.values())


def _carriers(records: Iterable[Record]) -> dict[tuple[str, ...], set[str | None]]:
    """Who carries each matter."""
    carriers: dict[tuple[str, ...], set[str | None]] = {}
    for record in records:
        carriers.setdefault(_matter(record), set()).add(record.document.publisher or None)
    return carriers


def _matter(record: Record) -> tuple[str, ...]:
    claim = record.claim
    one, other = claim.subject.id, claim.object.id if claim.object else ""
    if other and other < one and relation(claim.relation).symmetric:
        one, other = other, one
    return claim.relation, one, other, "" if other else claim.value or ""


def _filed(record: Record) -> date | None:
    """The day under which a chronology files a claim."""
    time = record.claim.valid or record.document.published
    return time.start if time else None


def _span(documents: Iterable[DocumentSummary]) -> tuple[date | None, date | None]:
    """First and last day of publication."""
    times = [document.published for document in documents if document.published]
    firsts = [time.start for time in times if time.start]
    lasts = [time.end - timedelta(days=1) for time in times if time.end]
    return min(firsts, default=None), max(lasts, default=None)
