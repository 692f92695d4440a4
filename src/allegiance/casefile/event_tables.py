"""Event tables into a casefile: a bounded number of rows as claims, each with its line of the table as its words.

Table ──► events ──► documents of lines with claims ──► casefile
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from allegiance.actors.actor import Actor
from allegiance.actors.names import fold
from allegiance.casefile.casefile import Casefile
from allegiance.casefile.entry import Entry
from allegiance.events.claims import Told, extractor, told
from allegiance.events.event import Event, Table
from allegiance.language.mention import ActorKind

_AT_ONCE = 20_000  # claims; what a power cut may lose
MOST = 1_000_000  # rows of one table; a casefile answers fast up to about a million claims, Parquet takes the rest


@dataclass(frozen=True, slots=True)
class Added:
    """What a table gave: rows taken, claims and documents that were new, and whether rows were left over."""

    rows: int
    claims: int
    documents: int
    is_cut: bool


def add_table(
    casefile: Casefile,
    table: Table,
    *,
    most: int = MOST,
    actor: str | None = None,
    progress: Callable[[int], None] | None = None,
) -> Added:
    """Bring up to `most` rows of a table into a casefile; what it holds already is passed over.

    `actor` keeps rows in which a side has these letters in its name. A side that is called exactly as one actor of the
    casefile, and only one, is that actor. `progress` is called with the number of rows that were
    stored since it was called before.
    Raises: CasefileError where the casefile cannot be written.
    """
    events = (event for event in table if actor is None or _speaks_of(event, actor))
    counted = _Counted(events, most)
    run: str | None = None
    claims = documents = 0
    for some in _together(told(table, counted, _by_name(casefile))):
        new = [found for found in some if not casefile.holds(found.document.id, extractor(table.kind))]
        if new:
            run = run or casefile.begin_run(extractor(table.kind), {"table": table.path.name})
            documents += casefile.add_all((_entry(found) for found in new), run)
            claims += sum(len(found.claims) for found in new)
        if progress is not None:
            progress(sum(len(found.claims) for found in some))
    return Added(counted.taken, claims, documents, counted.is_cut)


def _together(found: Iterator[Told]) -> Iterator[list[Told]]:
    """Documents whose claims are written in one transaction."""
    some: list[Told] = []
    size = 0
    for each in found:
        some.append(each)
        size += len(each.claims)
        if size >= _AT_ONCE:
            yield some
            some, size = [], 0
    if some:
        yield some


class _Counted:
    """The first `most` events; afterwards it knows how many there were and whether that was all."""

    def __init__(self, events: Iterator[Event], most: int) -> None:
        self._events, self._most = events, most
        self.taken = 0
        self.is_cut = False

    def __iter__(self) -> Iterator[Event]:
        for event in islice(self._events, self._most):
            self.taken += 1
            yield event
        self.is_cut = next(self._events, None) is not None


def _speaks_of(event: Event, letters: str) -> bool:
    return any(letters.casefold() in side.name.casefold() for side in (event.subject, event.object))


def _entry(found: Told) -> Entry:
    return Entry(
        document=found.document,
        chains=found.chains,
        actors=found.actors,
        identity_reasons=["named so in the table"] * len(found.actors),
        claims=found.claims,
    )


def _by_name(casefile: Casefile) -> dict[str, Actor]:
    """Actors by names of two words or more that are theirs alone; one word ('Sadr') may mean many."""
    actors = {actor.id: actor for actor in casefile.actors()}
    owners: dict[str, set[str]] = {}
    spelled: dict[str, set[str]] = {}
    for name in casefile.actor_names():
        folded = fold(name.name)
        if len(folded.split()) > 1 and name.actor in actors:
            owners.setdefault(folded, set()).add(name.actor)
            spelled.setdefault(folded, set()).add(name.name)
    return {
        spelling: actors[next(iter(who))]
        for folded, who in owners.items()
        if len(who) == 1 and actors[next(iter(who))].kind is not ActorKind.COUNTRY
        for spelling in spelled[folded]
    }
