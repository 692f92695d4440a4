"""Context of a turn: what happened just before, and towards whom both pointed the same way after it.

just before   acts, splits and ends of office in the two months up to the turn that touch either actor, somebody tied
              to them by then, or name one of them in their very words; the gravest and best attested first
shared        third actors towards whom both are on record with the same sign in the year after; new, where one of
              the two had no such record before

That something came before a turn does not make it the cause.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from allegiance.actors.actor import Actor
from allegiance.analysis.alignment.weights import Weights
from allegiance.analysis.matter import matter
from allegiance.analysis.moment import filed, first_day, last_day
from allegiance.analysis.shifts.shift import Shared
from allegiance.casefile.judgement import State
from allegiance.casefile.record import Record
from allegiance.claims.claim import Phase, Polarity
from allegiance.claims.relations import RelationGroup, relation

BEFORE = timedelta(days=62)  # 'just before'
AFTER = timedelta(days=366)  # how long after a turn common friends and enemies are looked for
GRAVITY = {  # how much an act of this kind may turn; what is not here does not count
    "attacked": 1.0, "removed": 0.9, "betrayed": 0.9, "coerced": 0.7, "split_from": 0.7, "merged_with": 0.7,
    "withdrew_from": 0.6, "negotiated_with": 0.6, "appointed": 0.5, "interfered_in": 0.5, "aided": 0.4,
    "protested_against": 0.3, "holds_office": 0.5, "leads": 0.5,
}  # fmt: skip
_MOST = 6
_TIED = frozenset({"allied_with", "supports", "sponsors", "member_of", "leads", "holds_office"})
_NEARNESS = (1.0, 0.7, 0.5)  # one of the two; tied to one of them; only named in the words
_LEAST = 0.1  # weight of what is told as context
_SAME_EVENT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a turn may have, both included."""

    first: date
    last: date


def just_before(
    context: Iterable[Record], pair: Sequence[Actor], span: Span, weights: Weights
) -> tuple[tuple[Record, ...], ...]:
    """Events up to the turn, each with all records of it; the weightiest first."""
    context = tuple(context)
    ids = {actor.id for actor in pair}
    tied = _tied(context, ids, span.last)
    names = [name for actor in pair for name in {actor.name, *actor.names} if name[:1].isupper()]
    events: list[list[tuple[float, Record]]] = []
    for record in context:
        weight = _weight(record, ids, tied, names, weights) if _is_near(record, span) else 0.0
        if weight < _LEAST or ids <= set(_parties(record)):
            continue
        event = next((e for e in events if _is_same(e[0][1], record)), None)
        if event is None:
            events.append([(weight, record)])
        else:
            event.append((weight, record))
    events.sort(key=lambda event: (-_attested(event), event[0][1].id))
    return tuple(tuple(r for _, r in sorted(event, key=lambda e: -e[0])) for event in events[:_MOST])


def _attested(event: Sequence[tuple[float, Record]]) -> float:
    """How surely and gravely: several records of one event make it surer."""
    missed = 1.0
    for weight, _ in event:
        missed *= 1 - weight
    return 1 - missed


def _weight(
    record: Record, ids: Collection[str], tied: Collection[str], names: Sequence[str], weights: Weights
) -> float:
    claim, parties = record.claim, set(_parties(record))
    is_end = relation(claim.relation).group is not RelationGroup.TIE or claim.phase is Phase.ENDS
    gravity = GRAVITY.get(claim.relation, 0.0) if is_end else 0.0
    if not gravity or claim.polarity is Polarity.DENIED:
        return 0.0
    if parties & set(ids):
        near = _NEARNESS[0]
    elif parties & set(tied):
        near = _NEARNESS[1]
    elif any(name in passage.quote for passage in claim.evidence for name in names):
        near = _NEARNESS[2]
    else:
        return 0.0
    sure = 1.0 if record.state in (State.ACCEPTED, State.CORRECTED) else claim.score
    dated = 1.0 if claim.valid is not None else weights.undated
    return gravity * near * sure * dated * weights.certainty[claim.certainty]


def _is_near(record: Record, span: Span) -> bool:
    """Whether it may have happened in the two months up to the turn; what is dated worse than that does not count."""
    time = filed(record)
    if time is None or (last_day(time) - first_day(time)).days > BEFORE.days:
        return False
    return _earlier(span.first) <= first_day(time) <= span.last


def _earlier(day: date) -> date:
    return day - BEFORE if day > date.min + BEFORE else date.min


def _is_same(one: Record, other: Record) -> bool:
    """Whether two records tell one event: of one matter, and dated close to each other or not at all."""
    if matter(one.claim) != matter(other.claim):
        return False
    a, b = one.claim.valid, other.claim.valid
    return a is None or b is None or abs(first_day(a) - first_day(b)) <= _SAME_EVENT


def _tied(context: Iterable[Record], ids: Collection[str], until: date) -> frozenset[str]:
    """Who is on record by then as an ally, member, leader or protégé of either."""
    found: set[str] = set()
    for record in context:
        claim, time = record.claim, filed(record)
        if claim.relation in _TIED and claim.polarity is Polarity.AFFIRMED and claim.phase is not Phase.ENDS:
            parties = _parties(record)
            if time is not None and first_day(time) <= until and len(set(parties) & set(ids)) == 1:
                found |= set(parties) - set(ids)
    return frozenset(found)


def _parties(record: Record) -> tuple[str, ...]:
    claim = record.claim
    return (claim.subject.id,) if claim.object is None else (claim.subject.id, claim.object.id)


def shared(
    context: Iterable[Record], pair: Sequence[Actor], span: Span, weights: Weights
) -> tuple[Shared, ...]:
    """Whom both oppose or support after the turn; those on whom more is on record first."""
    ids = [actor.id for actor in pair]
    towards: dict[str, tuple[Actor, dict[str, list[tuple[float, Record]]]]] = {}
    for record in context:
        third = _third(record, ids)
        if third is not None:
            of, actor = third
            weight = _pull(record, weights)
            towards.setdefault(actor.id, (actor, {ids[0]: [], ids[1]: []}))[1][of].append((weight, record))
    found: list[tuple[float, Shared]] = []
    for actor, sides in towards.values():
        for sign in (-1, 1):
            after = [_on_side(sides[of], sign, span, after=True) for of in ids]
            least = min(sum(weight for weight, _ in side) for side in after)
            if least >= _LEAST and all(_outweighs(sides[of], sign, span) for of in ids):
                is_new = not all(_on_side(sides[of], sign, span, after=False) for of in ids)
                records = tuple(record for side in after for _, record in sorted(side, key=lambda s: -s[0]))
                found.append((least, Shared(actor, sign, records, is_new)))
    found.sort(key=lambda f: (-f[0], f[1].third.id))
    return tuple(one for _, one in found[:_MOST])


def _third(record: Record, ids: Sequence[str]) -> tuple[str, Actor] | None:
    """Which of the two the record is of, and the third actor; None where it is of both or of neither."""
    claim = record.claim
    if claim.object is None:
        return None
    for one, other in ((claim.subject, claim.object), (claim.object, claim.subject)):
        if one.id in ids and other.id not in ids:
            return one.id, other
    return None


def _pull(record: Record, weights: Weights) -> float:
    """Which way the record points and how much it weighs, in one number; 0 for what points nowhere."""
    claim = record.claim
    pull = weights.pulls.get(claim.relation)
    if pull is None:
        return 0.0
    phase = weights.phase[claim.phase] if relation(claim.relation).group is RelationGroup.TIE else 1.0
    sure = 1.0 if record.state in (State.ACCEPTED, State.CORRECTED) else claim.score
    dated = 1.0 if claim.valid is not None else weights.undated
    return (
        pull.strength
        * phase
        * weights.polarity[claim.polarity]
        * weights.certainty[claim.certainty]
        * sure
        * dated
    )


def _on_side(
    side: Iterable[tuple[float, Record]], sign: int, span: Span, *, after: bool
) -> list[tuple[float, Record]]:
    """What points this way at the time of the turn and after, or before it."""
    return [
        (abs(weight), record)
        for weight, record in side
        if weight * sign > 0 and record.claim.polarity is Polarity.AFFIRMED and _when(record, span) is after
    ]


def _outweighs(side: Iterable[tuple[float, Record]], sign: int, span: Span) -> bool:
    """Whether what points this way after the turn is not outweighed two to one by what points the other way."""
    pulls = [weight * sign for weight, record in side if _when(record, span) is True]
    return 2 * sum(p for p in pulls if p > 0) >= -sum(p for p in pulls if p < 0)


def _when(record: Record, span: Span) -> bool | None:
    """True: from two months before the turn to a year after. False: before. None: later, or no time."""
    time = filed(record)
    if time is None or first_day(time) > span.last + AFTER:
        return None
    return last_day(time) >= _earlier(span.first)
