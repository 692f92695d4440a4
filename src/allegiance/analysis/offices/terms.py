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

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from allegiance.actors.actor import Actor
from allegiance.analysis.family.names import named_lanes
from allegiance.analysis.moment import first_day, last_day
from allegiance.analysis.offices.assembling import Somebody, terms_of
from allegiance.analysis.offices.falls import FallKind, falls
from allegiance.analysis.offices.pieces import Piece, PieceKind, PostKey, pieces, up_to
from allegiance.analysis.offices.term import Bound, Post, Term
from allegiance.analysis.telling import SAME, agree
from allegiance.casefile.record import Record
from allegiance.interval import Interval

_FALLS = frozenset(kind.value for kind in FallKind)


def posts(records: Iterable[Record]) -> tuple[Post, ...]:
    """All posts of which the records speak, in order of office and body. Order of the records does not matter."""
    records = tuple(records)
    later = _later_names(records)
    every, bodies = pieces(records, falls(records), later)
    named = {actor.id: actor for actor in later.values()} | bodies
    grouped: dict[PostKey, list[Piece]] = {}
    for piece in every:
        grouped.setdefault(piece.post, []).append(piece)
    return tuple(
        _post(key, grouped[key], named.get(key.body))
        for key in sorted(grouped, key=lambda k: (k.office, k.body))
    )


def _later_names(records: Sequence[Record]) -> dict[str, Actor]:
    """For each actor that took another name: the group under its latest one, so that its posts are one post."""
    every = named_lanes(records)
    return {a.id: lane.labels[-1].actor for lane in every if len(lane.actors) > 1 for a in lane.actors}


def _post(key: PostKey, every: Sequence[Piece], body: Actor | None) -> Post:
    holders: dict[str, list[Piece]] = {}
    for piece in every:
        holders.setdefault(piece.holder.id, []).append(piece)
    terms: list[Term] = []
    for holder in sorted(holders):
        others = [p for p in every if p.holder.id != holder and p.kind is not PieceKind.LOST]
        terms += terms_of(holders[holder], _between(others) if key.single else lambda *_: False)
    if key.single:
        terms = _doubted(terms)
        terms = _bounded(sorted(terms, key=_by_time))
    written = sorted({p.written for p in every if p.written})
    return Post(key, body, tuple(written), tuple(sorted(terms, key=_by_time)))


def _by_time(term: Term) -> tuple[date, str]:
    return term.order, term.holder.id


def _between(others: Sequence[Piece]) -> Somebody:
    """Whether words show somebody else in the post between two days."""
    days = [
        first_day(p.when)
        for p in others
        if p.when is not None and p.when.start is not None and not p.designate
    ]
    return lambda start, end: any(start < day < end for day in days)


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
