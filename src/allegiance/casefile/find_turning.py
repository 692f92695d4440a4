"""Finding pairs that may have turned: a rough measure over bare rows, so that few pairs need to be looked at in full.

    claim rows of one actor (or of all) ──sign, certainty, score──► what speaks for and against, in order of time
    for each pair: the best single cut in two ──► how much likelier two ratios are than one ──► the best pairs

Claims that people corrected or rejected are taken as they were written: what is found here is looked at again in full.

Source of the measure: the Beta-binomial likelihood of a cut, as in Bayesian change points, Fearnhead (2006),
Statistics and Computing 16:203-213.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray
from sqlalchemy import Connection

from allegiance.casefile import schema
from allegiance.casefile.decisions import decided
from allegiance.casefile.find_actors import actor_key
from allegiance.casefile.find_documents import is_present
from allegiance.claims.claim import Certainty, Phase, Polarity
from allegiance.claims.relations import RelationGroup, relations

Numbers = NDArray[np.float64]

_claim = schema.claim
_CERTAINTY = {Certainty.STATED: 1.0, Certainty.ALLEGED: 0.5, Certainty.POSSIBLE: 0.3}
_DENIED, _ENDS = -0.3, -0.5  # what is left of the sign
_SIDE = 0.5  # Jeffreys' prior
_LEAST = 0.0  # log likelihood ratio; below this one ratio explains a pair as well as two


def turning_pairs(
    connection: Connection, actor: str | None, least: float, limit: int
) -> tuple[tuple[str, str], ...]:
    """Pairs of actors (by id) that may have turned, the likeliest first. Raises: UnknownActor."""
    who = decided(connection).who
    key = None if actor is None else who.root(actor_key(connection, actor))
    rows = _rows(connection, None if key is None else sorted(who.candidates(key)), least)
    if not rows:
        return ()
    subject, other, day, kind, score = (np.array(column) for column in zip(*rows, strict=True))
    kinds, number = np.unique(kind, return_inverse=True)
    pull = np.array([_pull(*name.split("|")) for name in kinds.tolist()])[number] * score
    merged = {one: who.root(one) for one in {*subject.tolist(), *other.tolist()}} if who.merged else {}
    if merged:
        subject, other = (np.array([merged[one] for one in keys.tolist()]) for keys in (subject, other))
    first, second = np.minimum(subject, other), np.maximum(subject, other)
    chosen = (pull != 0) & (first != second)
    if key is not None:
        chosen &= (first == key) | (second == key)
    found = _best_cuts(first[chosen], second[chosen], day[chosen], pull[chosen], limit)
    return tuple((_id(connection, one), _id(connection, two)) for one, two in found)


def _rows(connection: Connection, actors: list[int] | None, least: float) -> list[Any]:
    """Subject, object, day filed, kind and score of every claim that says which way two actors stand."""
    signed = [name for name, row in relations().items() if row.sign]
    told = _claim.c.relation + "|" + _claim.c.phase + "|" + _claim.c.polarity + "|" + _claim.c.certainty
    query = sa.select(
        _claim.c.subject_key, _claim.c.object_key, _claim.c.order_day, told, _claim.c.score
    ).where(
        _claim.c.object_key.is_not(None),
        _claim.c.relation.in_(signed),
        _claim.c.order_day < schema.UNDATED,
        _claim.c.score >= least,
        is_present(_claim.c.log_key),
    )
    if actors is None:
        return [tuple(row) for row in connection.execute(query)]
    sides = (_claim.c.subject_key.in_(actors), _claim.c.object_key.in_(actors))
    found = [tuple(row) for row in connection.execute(query.where(sides[0]))]
    return found + [tuple(row) for row in connection.execute(query.where(sides[1], ~sides[0]))]


def _pull(name: str, phase: str, polarity: str, certainty: str) -> float:
    row = relations()[name]
    pull = row.sign * _CERTAINTY[Certainty(certainty)]
    if row.group is RelationGroup.TIE and phase == Phase.ENDS:
        pull *= _ENDS
    return pull * _DENIED if polarity == Polarity.DENIED else pull


def _best_cuts(
    first: NDArray[np.int64], second: NDArray[np.int64], day: NDArray[np.int64], pull: Numbers, limit: int
) -> list[tuple[int, int]]:
    """The pairs whose evidence falls into two most clearly; all pairs at once, N rows."""
    from scipy.special import betaln

    if not len(pull):
        return []
    order = np.lexsort((day, second, first))
    first, second, day, pull = first[order], second[order], day[order], pull[order]
    begins = np.flatnonzero(np.r_[True, (first[1:] != first[:-1]) | (second[1:] != second[:-1])])
    size = np.diff(np.r_[begins, len(pull)])
    pair = np.repeat(np.arange(len(begins)), size)
    sums = [np.cumsum(side) for side in (np.maximum(pull, 0), np.maximum(-pull, 0))]
    opening = [np.r_[0.0, side][begins] for side in sums]
    before = [side - start[pair] for side, start in zip(sums, opening, strict=True)]
    whole = [side[begins + size - 1] for side in before]
    after = [np.maximum(all_[pair] - side, 0.0) for all_, side in zip(whole, before, strict=True)]
    mixed = (whole[0] > 0) & (whole[1] > 0)
    ratio = np.full(len(pull), -np.inf)
    at = np.flatnonzero(mixed[pair] & ~np.r_[(day[1:] == day[:-1]) & (pair[1:] == pair[:-1]), True])
    none = betaln(_SIDE, _SIDE)
    one = betaln(_SIDE + whole[0], _SIDE + whole[1])
    ratio[at] = (
        betaln(_SIDE + before[0][at], _SIDE + before[1][at])
        + betaln(_SIDE + after[0][at], _SIDE + after[1][at])
        - none
        - one[pair[at]]
    )
    best = np.maximum.reduceat(ratio, begins)
    leading = np.argsort(-best, kind="stable")[:limit]
    return [
        (int(first[begins[number]]), int(second[begins[number]]))
        for number in leading.tolist()
        if best[number] > _LEAST
    ]


def _id(connection: Connection, key: int) -> str:
    return str(connection.execute(sa.select(schema.actor.c.id).where(schema.actor.c.key == key)).scalar_one())
