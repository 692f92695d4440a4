"""Terms: who held which post from when to when, as far as words tell.

    pieces of one person in one post ──in order of time──► terms ──beside those of the others──► posts

A term begins where words tell that it did; where they only show somebody in office, the beginning stays open. In a post
that only one can hold, the end of one term is *at the latest* the beginning of the next; such a day is kept apart from
one that is told (`told` is false). Where words disagree about a day, that of most voices counts and the others are
reported. A term of one voice that falls into the term of somebody else with more voices is doubtful.
Source: the rules of Archigos (Goemans, Gleditsch & Chiozza 2009) for entry and exit of leaders, made for claims.
What this does not show: that nobody else held the post in between.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

from allegiance.actors.actor import Actor
from allegiance.analysis.family.lanes import lanes
from allegiance.analysis.family.strokes import StrokeKind, groups_of, strokes
from allegiance.analysis.moment import first_day, last_day
from allegiance.analysis.offices.falls import FallKind, falls
from allegiance.analysis.offices.pieces import Piece, PieceKind, PostKey, pieces, up_to
from allegiance.analysis.telling import SAME, Telling, agree, tellings
from allegiance.analysis.ties import voice
from allegiance.casefile.record import Record
from allegiance.interval import Interval

_DAY = timedelta(days=1)
_Somebody = Callable[[date, date], bool]  # whether somebody else is in the post between two days


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of a term: its day, how it came, the records. Not `told`: taken from whoever came before or after."""

    when: Interval | None
    how: str
    records: tuple[Record, ...]
    by: Actor | None = None
    told: bool = True


@dataclass(frozen=True, slots=True)
class Term:
    """One person in one post, once. `seen`: times at which words show the person in it."""

    holder: Actor
    since: Bound | None
    until: Bound | None
    seen: tuple[Interval, ...]
    records: tuple[Record, ...]
    acting: bool = False
    designate: bool = False
    doubtful: bool = False  # one voice against more voices for somebody else
    disputed: tuple[Telling, ...] = ()  # other days that are told for its ends

    @property
    def voices(self) -> int:
        """How many speakers or publishers stand behind it."""
        return len({voice(record) for record in self.records})

    @property
    def order(self) -> date:
        """The first day that is known of it."""
        known = [b.when.start for b in (self.since,) if b and b.when and b.when.start]
        known = known or [first_day(when) for when in self.seen if when.start]
        ends = [(b.when.start or b.when.end) for b in (self.until,) if b and b.when]
        return min(known or [day - _DAY for day in ends if day and day > date.min], default=date.max)


@dataclass(frozen=True, slots=True)
class Post:
    """One office in one state or body, with all who held it, in order of time."""

    key: PostKey
    body: Actor | None
    written: tuple[str, ...]
    terms: tuple[Term, ...]

    @property
    def id(self) -> str:
        """The same in every answer about the same records."""
        return f"{self.key.office}|{self.key.body}"


def posts(records: Iterable[Record]) -> tuple[Post, ...]:
    """All posts of which the records speak, in order of office and body. Order of the records does not matter."""
    records = tuple(records)
    every, bodies = pieces(records, falls(records), _later_names(records))
    grouped: dict[PostKey, list[Piece]] = {}
    for piece in every:
        grouped.setdefault(piece.post, []).append(piece)
    return tuple(
        _post(key, grouped[key], bodies.get(key.body))
        for key in sorted(grouped, key=lambda k: (k.office, k.body))
    )


def _later_names(records: Sequence[Record]) -> dict[str, Actor]:
    """For each actor that took another name: the group under its latest one, so that its posts are one post."""
    groups = groups_of(records)
    named = [s for s in strokes(records) if s.kind is StrokeKind.RENAME]
    every = lanes(groups, named, (), {})
    return {a.id: lane.labels[-1].actor for lane in every if len(lane.actors) > 1 for a in lane.actors}


def _post(key: PostKey, every: Sequence[Piece], body: Actor | None) -> Post:
    holders: dict[str, list[Piece]] = {}
    for piece in every:
        holders.setdefault(piece.holder.id, []).append(piece)
    terms: list[Term] = []
    for holder in sorted(holders):
        others = [p for p in every if p.holder.id != holder and p.kind is not PieceKind.LOST]
        terms += _terms(holders[holder], _between(others) if key.single else lambda *_: False)
    if key.single:
        terms = _doubted(terms)
        terms = _bounded(sorted(terms, key=_by_time))
    written = sorted({p.written for p in every if p.written})
    return Post(key, body, tuple(written), tuple(sorted(terms, key=_by_time)))


def _by_time(term: Term) -> tuple[date, str]:
    return term.order, term.holder.id


def _between(others: Sequence[Piece]) -> _Somebody:
    """Whether words show somebody else in the post between two days."""
    days = [
        first_day(p.when)
        for p in others
        if p.when is not None and p.when.start is not None and not p.designate
    ]
    return lambda start, end: any(start < day < end for day in days)


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


def _terms(mine: Sequence[Piece], somebody_else: _Somebody) -> list[Term]:
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
    about = {
        voice(p.record)
        for p in some
        if p.how == "succeeded by" and p.when is not None and agree(Interval.of_day(last_day(p.when)), when)
    }
    return len(about | {voice(record) for record in told.records})


def _took(terms: list[_Open], event: _Event, somebody_else: _Somebody) -> _Open:
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


def _saw(terms: list[_Open], event: _Event, somebody_else: _Somebody) -> _Open:
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


def _lost(terms: list[_Open], event: _Event, _: _Somebody) -> _Open:
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


_STEPS: dict[PieceKind, Callable[[list[_Open], _Event, _Somebody], _Open]] = {
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


_FALLS = frozenset(kind.value for kind in FallKind)
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


def _doubted(terms: Sequence[Term]) -> list[Term]:
    """Terms of one voice that lie within the term of somebody else with more voices, or begin with it, marked."""
    firm = [t for t in terms if t.voices > 1 and t.since and not t.acting and not t.designate]
    found = []
    for term in terms:
        lone = term.voices == 1 and not term.acting and not term.designate
        others = [other for other in firm if other.holder.id != term.holder.id]
        against = lone and any(_holds(other, term.order) or _begin_together(other, term) for other in others)
        found.append(replace(term, doubtful=against))
    return found


def _begin_together(firm: Term, lone: Term) -> bool:
    """Whether both are told to have begun at one time."""
    one, other = (b.when if b else None for b in (firm.since, lone.since))
    return one is not None and other is not None and agree(one, other)


def _holds(term: Term, day: date) -> bool:
    """Whether the day lies within the term, more than the tolerance from either end."""
    since, until = (b.when if b else None for b in (term.since, term.until))
    if since is None or until is None or since.end is None or until.start is None:
        return False
    return last_day(since) - day < -SAME and until.start - day > SAME


def _bounded(terms: Sequence[Term]) -> list[Term]:
    """Ends that are not told, taken from the next or the one before; all terms in order of time."""
    regular = [t for t in terms if not (t.doubtful or t.designate or t.acting) and t.order < date.max]
    found = {id(term): term for term in terms}
    for one, other in pairwise(regular):
        earlier, later = found[id(one)], found[id(other)]
        if one.holder.id == other.holder.id:
            continue
        if _may_last(earlier.until, later.since) and _not_after(earlier.seen, later.since):
            found[id(one)] = replace(earlier, until=_until_next(earlier.until, later))
        elif later.since is None and _told(earlier.until) and _not_before(later.seen, earlier.until):
            found[id(other)] = replace(later, since=_taken(earlier.until, "followed", earlier.holder))
    return [found[id(term)] for term in terms]


def _told(bound: Bound | None) -> bool:
    return bound is not None and bound.told and not _is_open(bound)


def _until_next(until: Bound | None, later: Term) -> Bound | None:
    """The end that the next beginning gives: its day; of a fall that is told without a day, some day up to then."""
    since = later.since
    if (
        until is None
        or until.how not in _FALLS
        or since is None
        or since.when is None
        or since.when.end is None
    ):
        return _taken(since, "followed by", later.holder)
    return replace(until, when=up_to(since.when), records=(*until.records, *since.records))


def _may_last(until: Bound | None, since: Bound | None) -> bool:
    """Whether no day is told for the end, and the term may have lasted to the day when the next began."""
    if not _is_open(until) or not _told(since) or since is None or since.when is None:
        return False
    gone = until.when.end if until is not None and until.when is not None else None  # 'former' by then
    return gone is None or gone >= first_day(since.when)


def _taken(bound: Bound | None, how: str, holder: Actor) -> Bound | None:
    return None if bound is None else Bound(bound.when, how, bound.records, holder, told=False)


def _not_after(seen: Iterable[Interval], bound: Bound | None) -> bool:
    when = bound.when if bound else None
    return when is not None and all(first_day(s) <= last_day(when) or agree(s, when) for s in seen)


def _not_before(seen: Iterable[Interval], bound: Bound | None) -> bool:
    when = bound.when if bound else None
    return when is not None and all(last_day(s) >= first_day(when) or agree(s, when) for s in seen)


def _is_open(bound: Bound | None) -> bool:
    """Whether no day is known for it; 'no longer in office' by some day is none."""
    return bound is None or bound.when is None or bound.when.start is None
