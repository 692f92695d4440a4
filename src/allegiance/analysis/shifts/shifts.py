"""Shifts: the turns of a pair, each with its sheet of evidence.

alignment ──turning──► turns ──+ records around them──► last words of the old side, first of the new,
                                                        what happened just before, whom both now oppose or
                                                        support, and how else it could be read
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from allegiance.actors.actor import Actor
from allegiance.analysis.alignment.alignment import Alignment, Evidence
from allegiance.analysis.alignment.weights import WEIGHTS, Weights
from allegiance.analysis.shifts.context import Span, just_before, shared
from allegiance.analysis.shifts.rivals import Case, rivals
from allegiance.analysis.shifts.shift import Shift
from allegiance.analysis.shifts.turning import Side, Turn, turns
from allegiance.analysis.shifts.units import SEARCH, Search
from allegiance.casefile.record import Record

_WORDS = 4  # records that stand for a side


def shifts(
    alignment: Alignment,
    records: Iterable[Record] = (),
    context: Iterable[Record] = (),
    *,
    weights: Weights = WEIGHTS,
    search: Search = SEARCH,
    brief: bool = False,
) -> tuple[Shift, ...]:
    """The turns of a pair in order of time.

    `records` are those of the pair that alignment passes over, such as re-namings; `context` those of either actor with
    others, and what happened about the turns. Without context the sheet has no events and no third actors; a brief one
    has no rival readings either.
    """
    found = turns(alignment.evidence, weights, search)
    if not found:
        return ()
    pair = _actors(alignment)
    around = _once((*records, *context))
    return tuple(_shift(alignment, turn, pair, around, weights, search, brief) for turn in found)


def _shift(
    alignment: Alignment,
    turn: Turn,
    pair: tuple[Actor, Actor],
    around: tuple[Record, ...],
    weights: Weights,
    search: Search,
    brief: bool,
) -> Shift:
    span = Span(date.fromordinal(int(turn.first)), date.fromordinal(int(turn.last)))
    case = Case(turn, span, pair, alignment.evidence, around, weights, search)
    events = just_before(around, pair, _near(turn), weights)
    return Shift(
        a=alignment.a,
        b=alignment.b,
        when=date.fromordinal(round(turn.day)),
        first=span.first,
        last=span.last,
        before=turn.before.value,
        after=turn.after.value,
        certainty=turn.certainty,
        told=tuple(e.record for e in turn.told),
        last_of_old=_standing_for(turn.before, turn, newest=True),
        first_of_new=_standing_for(turn.after, turn, newest=False),
        just_before=events,
        shared=shared(around, pair, _near(turn), weights),
        rivals=() if brief else rivals(case),
    )


def _near(turn: Turn) -> Span:
    """The days about which context is looked for: those of the turn, but no more than a season about its day."""
    first, last = max(turn.first, turn.day - 45), min(turn.last, turn.day + 45)
    return Span(date.fromordinal(int(first)), date.fromordinal(int(last)))


def _standing_for(side: Side, turn: Turn, *, newest: bool) -> tuple[Record, ...]:
    """The records nearest to the turn that point the way in which their side leans."""
    ours = [e for e in side.evidence if e.strength * side.value > 0 and e not in turn.told] or list(
        side.evidence
    )
    ours.sort(key=_last if newest else _first, reverse=newest)
    chosen = ours[:_WORDS]
    return tuple(e.record for e in (reversed(chosen) if newest else chosen))


def _first(e: Evidence) -> tuple[date, float, str]:
    return e.first, -e.weight, e.record.id


def _last(e: Evidence) -> tuple[date, float, str]:
    return e.last, e.weight, e.record.id


def _actors(alignment: Alignment) -> tuple[Actor, Actor]:
    claim = alignment.evidence[0].record.claim
    if claim.object is None:
        raise ValueError("evidence of a pair has two actors")
    by_id = {claim.subject.id: claim.subject, claim.object.id: claim.object}
    return by_id[alignment.a], by_id[alignment.b]


def _once(records: Iterable[Record]) -> tuple[Record, ...]:
    return tuple({record.id: record for record in records}.values())
