"""Lists: actors, hits of a search, and one passage opened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from allegiance.casefile.questions import Questions
from allegiance.casefile.record import Hit, OpenedPassage
from allegiance.interval import Interval
from allegiance.views.entry import DocumentRef, document_ref
from allegiance.views.who import ranked


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """An actor of the list; `uses` counts the mentions by name or noun phrase in the whole casefile."""

    id: str
    name: str
    kind: str | None
    names: tuple[str, ...]
    uses: int


@dataclass(frozen=True, slots=True)
class HitEntry:
    """A passage that a search found; `matches` are half-open ranges in the words of the passage."""

    passage: str
    words: str
    matches: tuple[tuple[int, int], ...]
    document: DocumentRef


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage in its paragraph: the words before it, its own, and those after it."""

    passage: str
    before: str
    words: str
    after: str
    kind: str
    document: DocumentRef


def actor_list(
    casefile: Questions, name: str | None = None, *, on: Interval | None = None, limit: int | None = None
) -> tuple[ActorEntry, ...]:
    """Actors, those that fit best and are used most first; `on` keeps those with a claim valid then."""
    return listed(casefile, name, on=on, limit=limit)[0]


def listed(
    casefile: Questions, name: str | None = None, *, on: Interval | None = None, limit: int | None = None
) -> tuple[tuple[ActorEntry, ...], int]:
    """The same, and how many there are without the limit."""
    active = casefile.active(on) if on is not None else None
    if name is None and limit is not None:
        actors, total = casefile.most_used(limit, active)
    else:
        actors = casefile.actors() if name is None else ranked(casefile, name)
        if active is not None:
            actors = tuple(a for a in actors if a.id in active)
        actors, total = actors[:limit], len(actors)
    uses = casefile.mentions([actor.id for actor in actors])
    entries = (
        ActorEntry(a.id, a.name, a.kind.value if a.kind else None, a.names, uses.get(a.id, 0)) for a in actors
    )
    return tuple(entries), total


def hits(found: Iterable[Hit]) -> tuple[HitEntry, ...]:
    """What a search found, ready to draw."""
    return tuple(
        HitEntry(
            hit.id,
            hit.passage.quote,
            tuple((start - hit.passage.start, end - hit.passage.start) for start, end in hit.highlights),
            document_ref(hit.document),
        )
        for hit in found
    )


def opened(place: OpenedPassage) -> PassageView:
    """A passage in its paragraph, cut into three."""
    start, end = place.passage.start - place.paragraph.start, place.passage.end - place.paragraph.start
    words = place.paragraph.quote
    return PassageView(
        place.id,
        words[:start],
        words[start:end],
        words[end:],
        place.paragraph.kind.value,
        document_ref(place.document),
    )
