"""Rival readings: other ways to read what looks like a turn, each by a rule that is stated, with its evidence.

one publisher   without the voice that carries most, the turn is no longer found, or less surely
faction         a part of either actor is on record as splitting off, or as founded, within a year of the turn
renamed         either took another name, merged or was succeeded within a year of the turn
wrong merge     before and after, an actor goes by names that share no word: they may be two actors
disputed        after the turn, records still speak of the old side
words only      what is said changed, and what is done did not, or the other way about

Each weight is 0–1: how far the rule finds its reading borne out; 0 says that it was looked for and not found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from allegiance.actors.actor import Actor
from allegiance.analysis.alignment.alignment import Evidence, Speech
from allegiance.analysis.alignment.weights import Weights
from allegiance.analysis.moment import filed, first_day, last_day
from allegiance.analysis.shifts.context import Span
from allegiance.analysis.shifts.shift import Reading, Rival
from allegiance.analysis.shifts.turning import Side, Turn, turns
from allegiance.analysis.shifts.units import Search
from allegiance.casefile.record import Record
from allegiance.claims.claim import Polarity

_YEAR = timedelta(days=366)
_FACTION = frozenset({"split_from", "founded"})
_RENAMED = frozenset({"renamed_as", "merged_with", "succeeded"})
_SAME_TURN = 366.0  # days by which the turn may move without the voice, and still be that turn


@dataclass(frozen=True, slots=True)
class Case:
    """What the rules look at: the turn, all evidence of the pair, and the records around it."""

    turn: Turn
    span: Span
    pair: tuple[Actor, Actor]
    evidence: tuple[Evidence, ...]
    context: tuple[Record, ...]
    weights: Weights
    search: Search


def rivals(case: Case) -> tuple[Rival, ...]:
    """Every rival reading, the best borne out first."""
    found = [rule(case) for rule in _RULES]
    return tuple(sorted(found, key=lambda rival: -rival.weight))


def _one_publisher(case: Case) -> Rival:
    turn = case.turn
    sides = (*turn.before.evidence, *turn.after.evidence)
    mass: dict[str, float] = {}
    for e in sides:
        mass[e.voice] = mass.get(e.voice, 0.0) + e.weight
    most = min(mass, key=lambda voice: (-mass[voice], voice))
    others = tuple(e for e in case.evidence if e.voice != most)
    left = max(
        (t.certainty for t in turns(others, case.weights, case.search) if _is_that(t, turn)), default=0.0
    )
    weight = max(0.0, 1 - left / turn.certainty) if turn.certainty else 0.0
    records = tuple(e.record for e in sides if e.voice == most)
    return Rival(Reading.ONE_PUBLISHER, weight, records if weight else ())


def _is_that(one: Turn, other: Turn) -> bool:
    rises = (one.after.value > one.before.value) == (other.after.value > other.before.value)
    return rises and abs(one.day - other.day) <= _SAME_TURN


def _of_lineage(case: Case, names: frozenset[str], reading: Reading) -> Rival:
    ids = {actor.id for actor in case.pair}
    records = tuple(
        r
        for r in case.context
        if r.claim.relation in names
        and r.claim.polarity is Polarity.AFFIRMED
        and ids & {r.claim.subject.id, r.claim.object.id if r.claim.object else ""}
        and _is_about(r, case.span)
    )
    sure = max((r.claim.score * case.weights.certainty[r.claim.certainty] for r in records), default=0.0)
    return Rival(reading, sure, records)


def _is_about(record: Record, span: Span) -> bool:
    time = filed(record)
    return time is not None and first_day(time) <= span.last + _YEAR and last_day(time) >= span.first - _YEAR


def _faction(case: Case) -> Rival:
    return _of_lineage(case, _FACTION, Reading.FACTION)


def _renamed(case: Case) -> Rival:
    return _of_lineage(case, _RENAMED, Reading.RENAMED)


def _wrong_merge(case: Case) -> Rival:
    """1 where the names before and after share no word, for either actor; each side must name it at all."""
    worst, records = 0.0, tuple[Record, ...]()
    for actor in case.pair:
        before, after = (_words(actor, side) for side in (case.turn.before, case.turn.after))
        if before and after:
            apart = 1 - len(before & after) / min(len(before), len(after))
            if apart > worst:
                worst = apart
                records = (
                    *(e.record for e in case.turn.before.evidence[-1:]),
                    case.turn.after.evidence[0].record,
                )
    return Rival(Reading.WRONG_MERGE, worst, records)


def _words(actor: Actor, side: Side) -> frozenset[str]:
    """The words of the actor's names that the quotes of one side use."""
    names = sorted({actor.name, *actor.names}, key=len, reverse=True)
    used = (n for e in side.evidence for p in e.record.claim.evidence for n in names if n in p.quote)
    return frozenset(word for name in used for word in name.casefold().split() if len(word) > 2)


def _disputed(case: Case) -> Rival:
    old = 1 if case.turn.before.value > case.turn.after.value else -1
    after = case.turn.after
    still = tuple(e.record for e in after.evidence if e.strength * old > 0)
    mass = after.for_ + after.against
    weight = (after.for_ if old > 0 else after.against) / mass if mass else 0.0
    return Rival(Reading.DISPUTED, weight if still else 0.0, still)


def _words_only(case: Case) -> Rival:
    """How much less one kind of evidence alone changed than the whole; 0 where both kinds did, or one is silent."""
    whole = case.turn.after.value - case.turn.before.value
    changes = {kind: _change(case.turn, kind) for kind in Speech}
    known = {kind: change for kind, change in changes.items() if change is not None}
    if len(known) < len(Speech) or not whole:
        return Rival(Reading.WORDS_ONLY, 0.0, ())
    least = min(known, key=lambda kind: known[kind] / whole)
    weight = min(max(1 - known[least] / whole, 0.0), 1.0)
    records = tuple(e.record for e in case.turn.after.evidence if e.speech is least)
    return Rival(Reading.WORDS_ONLY, weight, records)


def _change(turn: Turn, kind: Speech) -> float | None:
    before, after = (_mean(side.evidence, kind) for side in (turn.before, turn.after))
    return None if before is None or after is None else after - before


def _mean(evidence: Iterable[Evidence], kind: Speech) -> float | None:
    ours = [e for e in evidence if e.speech is kind]
    mass = sum(e.weight * abs(e.strength) for e in ours)
    return sum(e.weight * e.strength for e in ours) / mass if mass else None


_RULES: Sequence[Callable[[Case], Rival]] = (
    _one_publisher, _faction, _renamed, _wrong_merge, _disputed, _words_only,
)  # fmt: skip
