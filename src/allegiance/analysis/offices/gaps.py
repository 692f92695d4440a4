"""Gaps: a post or a role that fell open, who filled or claimed it, whom their ties come from, how long it stood open.

    end of a term by a killing, death, removal, resignation ──► gap ──► the next who took the post
    end of a term and a later beginning, both told, a week to two years apart ──► gap
    fall of somebody without an office ──► gap of a role: whose ties grew to the partners of the one who fell

How long is a span, as rough as the dates: at least … days, at most … days. It is never negative.
Source: vacancies after Archigos and REIGN (irregular exits); backing is whoever words show for or against a candidate
from a year before the gap until two years after it.
What this does not show: that a post was empty. Words may be missing, and somebody may have acted without a title.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from allegiance.actors.actor import Actor
from allegiance.analysis.moment import filed, first_day, last_day
from allegiance.analysis.offices.falls import Fall, FallKind, falls
from allegiance.analysis.offices.heirs import Heir, friendly, heirs, partners
from allegiance.analysis.offices.term import Post, Term
from allegiance.analysis.offices.terms import posts
from allegiance.analysis.telling import SAME, tellings
from allegiance.casefile.record import Record
from allegiance.claims.claim import Phase, Polarity
from allegiance.claims.relations import relation
from allegiance.interval import Interval

_FALLS = frozenset(kind.value for kind in FallKind)
_WEEK = timedelta(days=7)  # a hand-over takes days; a longer pause between two terms is a gap
_LONGEST = timedelta(days=730)  # beyond two years it is likelier that words about a holder are missing
_BEFORE, _AFTER = timedelta(days=365), timedelta(days=730)
_BACKING = frozenset({"supports", "sponsors", "appointed", "allied_with", "opposes", "rivals"})


@dataclass(frozen=True, slots=True)
class Backing:
    """Somebody who is recorded for (+1) or against (-1) a candidate, with the records."""

    actor: Actor
    sign: int
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """`role`: 'filled', 'acting', 'named' (appointed or proposed, never seen in office), 'claimed' (in doubt)."""

    actor: Actor
    role: str
    when: Interval | None
    records: tuple[Record, ...]
    backing: tuple[Backing, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A post (None: a role without an office) that fell open. Days are counted; None where a date is missing."""

    post: Post | None
    who: Actor
    how: str
    by: Actor | None
    opened: Interval | None
    closed: Interval | None
    least: int | None
    most: int | None
    records: tuple[Record, ...]  # the words for its opening
    candidates: tuple[Candidate, ...]
    heirs: tuple[Heir, ...]


@dataclass(frozen=True)
class _Known:
    """What is looked up for each gap, sorted once: falls, friendly ties by actor, words for or against by actor."""

    fallen: tuple[Fall, ...]
    friendly: dict[str, list[Record]]
    backing: dict[str, list[Record]]

    @classmethod
    def of(cls, records: Sequence[Record]) -> _Known:
        backing: dict[str, list[Record]] = {}
        for record in records:
            claim = record.claim
            if claim.relation in _BACKING and claim.object is not None:
                for actor in {claim.subject.id, claim.object.id}:
                    backing.setdefault(actor, []).append(record)
        return cls(falls(records), friendly(records), backing)


def gaps(records: Iterable[Record]) -> tuple[Gap, ...]:
    """All gaps, the oldest first, undated ones last. Order of the records does not matter."""
    records = tuple(sorted(records, key=lambda r: r.id))
    known = _Known.of(records)
    every = [gap for post in posts(records) if post.key.single for gap in _of_post(post, known)]
    held = {gap.who.id for gap in every}
    every += [gap for gap in _of_roles(known) if gap.who.id not in held]
    ordered = sorted(every, key=_by_day)
    first = {gap.who.id: gap for gap in reversed(ordered)}  # heirs are told once for each person
    return tuple(gap if gap is first[gap.who.id] else replace(gap, heirs=()) for gap in ordered)


def _by_day(gap: Gap) -> tuple[date, str, str]:
    opened = gap.opened
    day = (opened.start or last_day(opened)) if opened is not None else date.max
    return day, gap.who.id, gap.post.id if gap.post else ""


def _of_post(post: Post, known: _Known) -> Iterable[Gap]:
    regular = [t for t in post.terms if not (t.doubtful or t.acting or t.designate)]
    for number, term in enumerate(regular):
        if term.until is None or not term.until.told:
            continue
        opened = term.until.when
        following = _following(regular, number, opened)
        closed = _closing(following)
        least, most = _length(opened, closed)
        fell = term.until.how in _FALLS
        if not fell and not _is_pause(opened, least):
            continue
        yield Gap(
            post,
            term.holder,
            term.until.how if fell else "term ended",
            term.until.by,
            opened,
            closed,
            least,
            most,
            term.until.records,
            tuple(_candidates(post, term, following, opened, known)),
            _heirs(known, term.holder, opened) if fell else (),
        )


def _is_pause(opened: Interval | None, least: int | None) -> bool:
    """Whether two told days leave the post open longer than a hand-over and not so long that words must be missing."""
    is_told = opened is not None and opened.start is not None
    return is_told and least is not None and _WEEK.days < least <= _LONGEST.days


def _following(regular: Sequence[Term], number: int, opened: Interval | None) -> Term | None:
    """Who is in the post next: whose term begins, or who is first seen in it, about the opening or after it."""
    term = regular[number]
    since = first_day(opened) - SAME if opened is not None and opened.start is not None else term.order
    others = (t for t in regular if t.holder.id != term.holder.id and not _fell_with(t, opened))
    later = [t for t in others if since <= t.order < date.max]
    return min(later, key=lambda t: (t.order, -t.voices, t.holder.id), default=None)


def _fell_with(term: Term, opened: Interval | None) -> bool:
    """Whether this term ended by the time the gap opened."""
    when = term.until.when if term.until and term.until.told else None
    return when is not None and opened is not None and last_day(when) <= last_day(opened)


def _closing(following: Term | None) -> Interval | None:
    """The day on which the next took over; where only words show the next in office, some day up to then."""
    if following is None:
        return None
    if following.since is not None and following.since.told:
        return following.since.when
    seen = next((when for when in following.seen if when.end is not None), None)
    if seen is None:
        return None
    return Interval(None, seen.end, False, f"../{last_day(seen).isoformat()}")


def _length(opened: Interval | None, closed: Interval | None) -> tuple[int | None, int | None]:
    """Days from the opening to the closing, at least and at most; None where either has no day."""
    if opened is None or closed is None:
        return None, None
    least = max((closed.start - last_day(opened)).days, 0) if closed.start and opened.end else None
    if opened.start is None or closed.end is None:
        return least, None
    return least, max((last_day(closed) - opened.start).days, least or 0)


def _heirs(known: _Known, who: Actor, opened: Interval | None) -> tuple[Heir, ...]:
    if opened is None or opened.end is None:
        return ()
    day = last_day(opened)
    gone = {f.person.id for f in known.fallen if f.when is not None and f.when.start and f.when.start <= day}
    return heirs(known.friendly, who, day, gone=gone)


def _candidates(
    post: Post, term: Term, following: Term | None, opened: Interval | None, known: _Known
) -> Iterable[Candidate]:
    """Who took the post next, who acted, and who was named or claimed it in between."""
    since = (opened.start or last_day(opened)) if opened is not None else date.min
    until = following.order if following is not None else date.max
    for other in post.terms:
        if other is term or other.holder.id == term.holder.id:
            continue
        role = "filled" if other is following else _role(other) if since <= other.order <= until else ""
        if role and not (
            role != "filled" and following is not None and other.holder.id == following.holder.id
        ):
            told = other.since is not None and other.since.told
            when = other.since.when if other.since and told else other.seen[0] if other.seen else None
            yield Candidate(
                other.holder,
                role,
                when,
                other.records,
                _backing(known.backing.get(other.holder.id, ()), other.holder, since, until),
            )


def _role(term: Term) -> str:
    if term.designate:
        return "named"
    if term.acting:
        return "acting"
    return "claimed" if term.doubtful else ""


def _backing(records: Iterable[Record], who: Actor, since: date, until: date) -> tuple[Backing, ...]:
    first = since - _BEFORE if since > date.min + _BEFORE else date.min
    last = (
        (until if until < date.max else since) + _AFTER
        if since > date.min and until <= date.max
        else date.max
    )
    found: dict[tuple[str, int], tuple[Actor, list[Record]]] = {}
    for record in records:
        claim, row = record.claim, relation(record.claim.relation)
        if claim.relation not in _BACKING or claim.object is None or claim.polarity is Polarity.DENIED:
            continue
        if claim.phase is Phase.ENDS or who.id not in (claim.subject.id, claim.object.id):
            continue
        if claim.subject.id == who.id and not row.symmetric:
            continue
        other = claim.object if claim.subject.id == who.id else claim.subject
        time = filed(record)
        if time is not None and first <= first_day(time) <= last:
            found.setdefault((other.id, row.sign), (other, []))[1].append(record)
    keys = sorted(found, key=lambda key: (-key[1], -len(found[key][1]), key[0]))
    return tuple(Backing(found[key][0], key[1], tuple(found[key][1])) for key in keys)


def _of_roles(known: _Known) -> Iterable[Gap]:
    """Gaps left by people who fell, held no office on record, but stood with others; one for each person."""
    by_person: dict[str, list[Fall]] = {}
    for fall in known.fallen:
        by_person.setdefault(fall.person.id, []).append(fall)
    for _, fallen in sorted(by_person.items()):
        told = tellings((fall.when, fall.record) for fall in fallen)
        opened = next((t.when for t in told if t.when is not None), None)
        person = fallen[0].person
        fell = last_day(opened) if opened is not None and opened.end is not None else date.max
        if partners(known.friendly, person, fell):
            by = next((fall.by for fall in fallen if fall.by is not None), None)
            yield Gap(
                None,
                person,
                fallen[0].kind.value,
                by,
                opened,
                None,
                None,
                None,
                tuple(r for t in told for r in t.records),
                (),
                _heirs(known, person, opened),
            )
