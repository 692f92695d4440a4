"""Shifts of a relation as evidence sheets, ready to draw."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from allegiance.actors.actor import Actor
from allegiance.analysis.alignment import Alignment, align
from allegiance.analysis.moment import filed_by
from allegiance.analysis.shifts import SEARCH, Reading, Rival, Search, Shared, Shift, shifts
from allegiance.analysis.sources import NONE
from allegiance.casefile.questions import Questions
from allegiance.casefile.record import Record, Reprints
from allegiance.views.alignment import two_actors
from allegiance.views.cited import Cited, cited
from allegiance.views.dates import in_words
from allegiance.views.entry import ActorRef, actor_ref, entry
from allegiance.views.reprinted import reprints_of
from allegiance.views.time import AsOf, as_of_interval
from allegiance.views.who import find_actor

_LOOK_BACK = timedelta(days=3 * 366)  # how far before a turn earlier friends and enemies are looked for
_LOOK_ON = timedelta(days=400)
_JUST = timedelta(days=110)
_MOST_CONTEXT = 3_000  # claims of all actors that are looked through about one turn
_CANDIDATES = 10  # pairs that are looked at in full beyond as many as turns are asked for
_COPIED = 31  # days within which a story is reprinted
_WEIGHTY = 0.15  # weight from which a rival reading is told as one
_TOLD_RIVAL = {
    Reading.ONE_PUBLISHER: "One voice carries it: without it the turn is {weight}",
    Reading.FACTION: "Only a part? Somebody broke away or was founded about then",
    Reading.RENAMED: "Another name? One of the two was renamed, merged or succeeded about then",
    Reading.WRONG_MERGE: "Two actors taken for one? Before and after, the words name them differently",
    Reading.DISPUTED: "Disputed: afterwards some still tell the old side ({weight} of the weight)",
    Reading.WORDS_ONLY: "Only words or only deeds? One of the two kinds changed {weight} less",
}
_LOOKED_FOR = {
    Reading.ONE_PUBLISHER: "that one voice alone carries it",
    Reading.FACTION: "that only a part of one of them turned",
    Reading.RENAMED: "that one of them only took another name",
    Reading.WRONG_MERGE: "that two actors were taken for one",
    Reading.DISPUTED: "that both sides go on being told",
    Reading.WORDS_ONLY: "that only words changed, not deeds, or only deeds",
}
_SAID = (
    (0.6, "close allies"), (0.2, "rather together"), (-0.2, "neither together nor apart"),
    (-0.6, "rather against each other"), (-1.1, "enemies"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line of the sheet: words that a person reads, and the passages behind them."""

    words: str
    when: str  # in words; '' where there is none
    marks: tuple[str, ...]
    passages: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class ShiftView:
    """One turn. Days are ISO 8601; `when_from` and `when_until` are the first and last day on which it may lie."""

    a: ActorRef
    b: ActorRef
    when: str
    when_from: str
    when_until: str
    before: float  # -1 … +1
    after: float
    certainty: float  # 0–1
    headline: str
    told: tuple[SheetLine, ...]  # words that say themselves that something began or ended then
    last_of_old: tuple[SheetLine, ...]
    first_of_new: tuple[SheetLine, ...]
    just_before: tuple[SheetLine, ...]
    shared: tuple[SheetLine, ...]
    rival_readings: tuple[SheetLine, ...]
    not_borne_out: tuple[str, ...] = ()  # rival readings that were looked for without result


def pair_shifts(
    casefile: Questions, one: str | Actor, other: str | Actor, *, as_of: AsOf = None, search: Search = SEARCH
) -> tuple[ShiftView, ...]:
    """The turns of two actors, in order of time, each with its whole sheet. Raises: as `alignment`."""
    on = as_of_interval(as_of)
    first, second = two_actors(casefile, one, other)
    records = tuple(casefile.claims(actor=first.id, other=second.id))
    if on is not None:
        records = filed_by(records, on)
    aligned = _aligned(records, first, second, reprints_of(casefile, records))
    context = _context(casefile, first, second, shifts(aligned, search=search))
    if on is not None:
        context = filed_by(context, on)
    return tuple(
        shift_view(shift, first, second) for shift in shifts(aligned, records, context, search=search)
    )


def actor_shifts(
    casefile: Questions, actor: str | Actor | None = None, *, limit: int = 20, search: Search = SEARCH
) -> tuple[ShiftView, ...]:
    """The turns of one actor with anybody (None: of all pairs), the surest first, with their own words alone.

    What happened around them and rival readings are in `pair_shifts`. Pairs are ranked by a rough measure first; beyond
    `limit` and some more none is looked at. Raises: UnknownActor, UsageError.
    """
    who = actor if actor is None or isinstance(actor, Actor) else find_actor(casefile, actor).actor
    found: list[ShiftView] = []
    for first, second in casefile.turning_pairs(who.id if who else None, limit + _CANDIDATES):
        one, other = casefile.actor(first), casefile.actor(second)
        if who is not None and other.id == who.id:
            one, other = other, one
        records = tuple(casefile.claims(actor=one.id, other=other.id))
        turned = shifts(_aligned(records, one, other), search=search, brief=True)
        if turned and _may_be_reprints(records):
            aligned = _aligned(records, one, other, reprints_of(casefile, records))
            turned = shifts(aligned, search=search, brief=True)
        found += (shift_view(shift, one, other) for shift in turned)
    found.sort(key=lambda view: (-view.certainty * abs(view.after - view.before), view.when, view.headline))
    return tuple(found[:limit])


def _may_be_reprints(records: Iterable[Record]) -> bool:
    """Whether two documents say the same within a month; only then reprints, which take long to find, matter."""
    said: dict[tuple[object, ...], list[tuple[str, date]]] = {}
    for record in records:
        claim, published = record.claim, record.document.published
        day = published.start if published is not None and published.start is not None else date.max
        same = said.setdefault((claim.subject.id, claim.relation, claim.phase, claim.polarity), [])
        if any(other != record.document.id and abs((day - when).days) <= _COPIED for other, when in same):
            return True
        same.append((record.document.id, day))
    return False


def _aligned(records: Sequence[Record], first: Actor, second: Actor, reprints: Reprints = NONE) -> Alignment:
    return align(records, first.id, second.id, step="year", reprints=reprints)


def _context(casefile: Questions, first: Actor, second: Actor, found: Iterable[Shift]) -> tuple[Record, ...]:
    """Claims about the turns: of either actor for some years, of everybody for the months before."""
    records: dict[str, Record] = {}
    for shift in found:
        since, until = _moved(shift.when, -_LOOK_BACK), _moved(shift.when, _LOOK_ON)
        for actor in (first, second):
            _keep(records, casefile.claims(actor=actor.id, since=since, until=until))
        just = casefile.claims(since=_moved(shift.when, -_JUST), until=_moved(shift.when, _JUST / 2))
        _keep(records, islice(just, _MOST_CONTEXT))
    return tuple(records.values())


def _keep(records: dict[str, Record], found: Iterable[Record]) -> None:
    for record in found:
        records.setdefault(record.id, record)


def _moved(day: date, by: timedelta) -> date:
    return date.fromordinal(min(max(day.toordinal() + by.days, 1), date.max.toordinal()))


def shift_view(shift: Shift, first: Actor, second: Actor) -> ShiftView:
    """One turn, put into words."""
    rivals = [rival for rival in shift.rivals if rival.weight >= _WEIGHTY]
    return ShiftView(
        a=actor_ref(first),
        b=actor_ref(second),
        when=shift.when.isoformat(),
        when_from=shift.first.isoformat(),
        when_until=shift.last.isoformat(),
        before=round(shift.before, 3),
        after=round(shift.after, 3),
        certainty=round(shift.certainty, 3),
        headline=_headline(shift, first, second),
        told=_lines(shift.told),
        last_of_old=_lines(shift.last_of_old),
        first_of_new=_lines(shift.first_of_new),
        just_before=tuple(_event(event) for event in shift.just_before),
        shared=tuple(_shared(one) for one in shift.shared),
        rival_readings=tuple(_rival(rival) for rival in rivals),
        not_borne_out=tuple(_LOOKED_FOR[r.reading] for r in shift.rivals if r.weight < _WEIGHTY),
    )


def _headline(shift: Shift, first: Actor, second: Actor) -> str:
    way = "towards" if shift.after > shift.before else "against"
    return (
        f"{first.name} and {second.name} turn {way} each other, {_when(shift)}: "
        f"from {_said(shift.before)} ({shift.before:+.1f}) to {_said(shift.after)} ({shift.after:+.1f})"
    )


def _when(shift: Shift) -> str:
    """As closely as the evidence lets it be said."""
    first, last = shift.first, shift.last
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%B} {first.year}"
    return f"about {shift.when:%B} {shift.when.year} ({first:%B} {first.year} to {last:%B} {last.year})"


def _said(value: float) -> str:
    return next(words for least, words in _SAID if value > least)


def _lines(records: Iterable[Record]) -> tuple[SheetLine, ...]:
    return tuple(_line(record) for record in records)


def _line(record: Record) -> SheetLine:
    shown = entry(record)
    return SheetLine(shown.sentence, shown.time, shown.marks, cited((record,)))


def _event(records: Sequence[Record]) -> SheetLine:
    """An event with everybody who tells it; dated by the first record that has a date."""
    dated = next((r for r in records if r.claim.valid is not None), None)
    shown = _line(records[0])
    when = in_words(dated.claim.valid) if dated is not None and dated.claim.valid is not None else shown.when
    return replace(shown, when=when, passages=cited(records))


def _shared(shared: Shared) -> SheetLine:
    verb = "support" if shared.sign > 0 else "oppose"
    new = ", which is new" if shared.is_new else ""
    return SheetLine(f"Both {verb} {shared.third.name}{new}", "", (), cited(shared.records))


def _rival(rival: Rival) -> SheetLine:
    weight = f"{rival.weight:.0%}"
    if rival.reading is Reading.ONE_PUBLISHER:
        weight = "not found" if rival.weight > 0.99 else f"{weight} less sure"
    return SheetLine(
        _TOLD_RIVAL[rival.reading].format(weight=weight), "", (), cited(_first_few(rival.records))
    )


def _first_few(records: Sequence[Record]) -> Iterator[Record]:
    return islice(records, 4)
