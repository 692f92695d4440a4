"""Assembling: one person's terms in one post, from what each record says of them, in order of time.

    took ──► seen … seen ──► lost ──► took again          somebody else in between closes a term too

Of two days that are told for one end, that of more voices counts; for the end of a term those who tell of a successor
about then count as well. The other day is kept as disputed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from allegiance.analysis.moment import first_day, last_day
from allegiance.analysis.offices.falls import FallKind
from allegiance.analysis.offices.pieces import Piece, PieceKind
from allegiance.analysis.offices.term import Bound, Term
from allegiance.analysis.telling import Telling, agree, first_report, is_after, tellings
from allegiance.analysis.ties import voice
from allegiance.interval import Interval

_DEATHS = frozenset({FallKind.KILLED.value, FallKind.DIED.value})
Somebody = Callable[[date, date], bool]  # whether somebody else is in the post between two days


@dataclass(frozen=True)
class _Event:
    """What is told of one time. `weight`: its voices, and those who tell of a succession about then."""

    kind: PieceKind
    told: Telling
    pieces: tuple[Piece, ...]
    weight: int

    @property
    def day(self) -> date:
        when = self.told.when
        if when is None:
            return date.max
        return when.start or last_day(when)


@dataclass
class _Open:
    """A term in the making."""

    since: _Event | None = None
    until: _Event | None = None
    seen: list[Interval] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    disputed: list[Telling] = field(default_factory=list)

    @property
    def last(self) -> date:
        days = [first_day(e.told.when) for e in (self.since, self.until) if e and e.told.when]
        return max((*days, *(first_day(when) for when in self.seen)), default=date.min)


def terms_of(mine: Sequence[Piece], somebody_else: Somebody) -> list[Term]:
    """One person's terms in one post, from the pieces in order of time."""
    events = sorted(
        (event for kind in PieceKind for event in _events(kind, [p for p in mine if p.kind is kind])),
        key=lambda e: (e.day, list(PieceKind).index(e.kind), e.pieces[0].record.id),
    )
    terms: list[_Open] = [_Open()]
    for event in events:
        place = _STEPS[event.kind](terms, event, somebody_else)
        place.pieces += event.pieces
    return _without_lone_ends([_closed(term) for term in terms if term.pieces])


def _without_lone_ends(terms: Sequence[Term]) -> list[Term]:
    """An end of one voice without a beginning, beside a firmer term of the same person, is another telling of it."""
    firmest = max(terms, key=lambda t: (t.voices, t.since is not None), default=None)
    kept, told = [], []
    for term in terms:
        is_lone = term.since is None and not term.seen and term.voices == 1 and term.until is not None
        if (
            is_lone
            and term is not firmest
            and firmest is not None
            and firmest.voices > 1
            and term.until is not None
        ):
            told.append(Telling(term.until.when, term.records))
        else:
            kept.append(term)
    return [
        replace(
            term,
            disputed=(*term.disputed, *told),
            records=tuple({r.id: r for r in (*term.records, *(r for t in told for r in t.records))}.values()),
        )
        if term is firmest and told
        else term
        for term in kept
    ]


def _events(kind: PieceKind, some: Sequence[Piece]) -> list[_Event]:
    if kind is PieceKind.SEEN:
        return [_Event(kind, Telling(p.when, (p.record,)), (p,), 1) for p in some]
    by_record = {p.record.id: p for p in some}
    return [
        _Event(kind, told, tuple(by_record[r.id] for r in told.records), _weight(told, some))
        for told in tellings((p.when, p.record) for p in some)
    ]


def _weight(told: Telling, some: Iterable[Piece]) -> int:
    """The voices that tell this day; for an end, also those that tell of a successor about then."""
    when = told.when
    if when is None or when.start is None:
        return told.voices
    if is_after(when, first_report((p.when, p.record) for p in some if p.how in _DEATHS)):
        return 0  # the dead do not die again
    about = {
        voice(p.record)
        for p in some
        if p.how == "succeeded by" and p.when is not None and agree(Interval.of_day(last_day(p.when)), when)
    }
    return len(about | {voice(record) for record in told.records})


def _took(terms: list[_Open], event: _Event, somebody_else: Somebody) -> _Open:
    term = terms[-1]
    if event.told.when is None:
        return term
    if term.until is not None or (term.last > date.min and somebody_else(term.last, event.day)):
        terms.append(_Open())
        term = terms[-1]
    if term.since is None and not any(_is_before(when, event.told.when) for when in term.seen):
        term.since = event
    else:
        term.since = _better(term.since, event, term)
    return term


def _is_before(seen: Interval, start: Interval) -> bool:
    """Whether the person was seen in office clearly before the day that is told for the beginning."""
    return last_day(seen) < first_day(start) and not agree(seen, start)


def _better(known: _Event | None, other: _Event, term: _Open) -> _Event | None:
    """Of two days that are told, the weightier, else the earlier; the other is kept as disputed."""
    if known is None:
        term.disputed.append(other.told)
        return None
    if other.weight > known.weight:
        known, other = other, known
    term.disputed.append(other.told)
    return known


def _saw(terms: list[_Open], event: _Event, somebody_else: Somebody) -> _Open:
    term, when = terms[-1], event.told.when
    if when is None:
        return term
    ended = term.until.told.when if term.until is not None else None
    after = ended is not None and not agree(ended, when)
    if (after or term.last > date.min) and somebody_else(term.last, event.day):
        terms.append(_Open())
        term = terms[-1]
    elif after:
        term.disputed.append(event.told)
        return term
    term.seen.append(when)
    return term


def _lost(terms: list[_Open], event: _Event, _: Somebody) -> _Open:
    term, when = terms[-1], event.told.when
    if term.until is None:
        term.until = event
        return term
    known = term.until.told
    if when is None:  # the same end, told without a day
        term.until = replace(term.until, told=Telling(known.when, (*known.records, *event.told.records)))
    elif known.when is None or known.when.start is None:
        term.until = event
    elif when.start is not None:  # 'former', after an end that is told, is nothing new
        term.until = _better(term.until, event, term)
    return term


_STEPS: dict[PieceKind, Callable[[list[_Open], _Event, Somebody], _Open]] = {
    PieceKind.TOOK: _took,
    PieceKind.SEEN: _saw,
    PieceKind.LOST: _lost,
}


def _closed(term: _Open) -> Term:
    records = {p.record.id: p.record for p in term.pieces}
    held = [p for p in term.pieces if p.kind is not PieceKind.LOST]
    return Term(
        holder=term.pieces[0].holder,
        since=_bound(term.since.told if term.since else None, term.pieces, PieceKind.TOOK),
        until=_bound(term.until.told if term.until else None, term.pieces, PieceKind.LOST),
        seen=tuple(sorted(term.seen, key=lambda when: when.sort_key)),
        records=tuple(records[i] for i in sorted(records)),
        acting=any(p.acting for p in held) and all(p.acting or p.designate for p in held),
        designate=bool(held) and all(p.designate for p in held),
        disputed=tuple(term.disputed),
    )


_TELLING = ("killed", "died", "removed", "resigned", "succeeded by", "appointed", "succeeded", "took office")


def _bound(told: Telling | None, some: Sequence[Piece], kind: PieceKind) -> Bound | None:
    """The end with the most telling word for how it came: 'killed' rather than 'in office until'."""
    if told is None:
        return None
    ids = {record.id for record in told.records}
    mine = [p for p in some if p.kind is kind and p.record.id in ids]
    known = [p for p in mine if p.how in _TELLING]
    piece = min(known, key=lambda p: (_TELLING.index(p.how), p.record.id), default=mine[0])
    return Bound(told.when, piece.how, told.records, piece.by)
