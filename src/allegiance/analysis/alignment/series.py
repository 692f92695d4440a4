"""Series: weighed records to values for days; numbers only, all records and days at once.

    weight of record i on day t     what it weighs × how much of its time has come × what age and ends have left of it
    one voice                       mass S = sum of its weights; it counts S / (1 + same × (S - 1)) where S > 1
    together, against               a voice of mean strength s gives (1 + s) / 2 of what it counts to the one side and
                                    (1 - s) / 2 to the other
    value                           (together - against) / (together + against)
    low, high                       5 % and 95 % quantiles of Beta(each_side + together, each_side + against), stretched
                                    to -1 … +1; never short of the value

Arrays by shape: N records, T days, G groups (a voice's words or deeds), V voices. Days are proleptic ordinals.

Source: Beta posterior with Jeffreys prior, Brown, Cai & DasGupta (2001), Interval Estimation for a Binomial Proportion,
Statistical Science 16:101-133; design effect of records of one voice, Kish (1965), Survey Sampling; fading ties, Ahmad,
Porter & Beguerisse-Díaz, arXiv:1805.00193.

What the interval shows: how far evidence of this amount and this disagreement leaves the share of full, independent
reports that have the two together open. What it does not show: that all voices may err in one direction, that what is
reported may not be what happened, and mistakes of reading beyond those that the scores foresee.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import scipy
from numpy.typing import NDArray

from allegiance.analysis.alignment.alignment import Evidence, Speech
from allegiance.analysis.alignment.weights import Weights
from allegiance.analysis.matter import matter
from allegiance.claims.claim import Phase, Polarity

Numbers = NDArray[np.float64]
Indices = NDArray[np.intp]
Singles = NDArray[np.float32]

_AT_ONCE = 1e-3  # days in which what holds throughout its time has come
_MOST_AT_ONCE = 500_000  # cells of a days × records table; more are taken in turns
_SUREST_END = 0.9  # no single report of an end ends a tie altogether
_TAIL = 0.05


class Columns(NamedTuple):
    """Evidence as arrays over N records, those of one group side by side."""

    first: Numbers
    last: Numbers  # the day after the last
    strength: Numbers
    weight: Numbers
    holds_until: Numbers  # from here on it fades
    half_life: Numbers
    grows: Numbers  # 1 where the record happens on some day of its time, 0 where it holds throughout
    group: Indices  # twice the number of the voice, one more for deeds; in order
    losses: Losses


class Losses(NamedTuple):
    """What later ends take from ties: E ends, R rows of ends that concern the same ties."""

    day: Numbers  # (E,) in order
    row: Indices  # (E,)
    loss: Numbers  # (E,) natural logarithm of what is left, negated
    rows: int
    concerns: tuple[
        Indices, Indices
    ]  # (N,) each: the rows that concern a record; the last row concerns nobody
    before: Numbers  # (N,) what had been lost when the record was last confirmed


class Values(NamedTuple):
    """Values for T days; NaN where there is silence."""

    value: Numbers
    low: Numbers
    high: Numbers
    voices: Indices
    words: Numbers
    deeds: Numbers


def columns(evidence: Sequence[Evidence], weights: Weights) -> Columns:
    """The evidence as arrays, sorted so that one voice's words and one voice's deeds stand together."""
    record, speech, is_tie, strength, weight, first, last, _, voice, is_turning = zip(*evidence, strict=True)
    number = {name: 2 * place for place, name in enumerate(sorted(set(voice)))}
    deeds = np.array([kind is Speech.DEEDS for kind in speech])
    group = np.array([number[name] for name in voice], dtype=np.intp) + deeds
    order = np.argsort(group, kind="stable")
    phase = [one.claim.phase for one in record]
    tie = np.array(is_tie)
    lasts = (tie & np.array([one is not Phase.ENDS for one in phase]))[order]
    holds = (tie & np.array([one is Phase.HOLDS for one in phase]))[order]
    until = np.array([day.toordinal() + 1.0 for day in last])[order]
    ends = np.flatnonzero((tie & np.array(is_turning))[order])
    return Columns(
        first=np.array([float(day.toordinal()) for day in first])[order],
        last=until,
        strength=np.array(strength)[order],
        weight=np.array(weight)[order],
        holds_until=until + np.where(lasts, weights.tie_holds, 0.0),
        half_life=np.where(lasts, weights.tie_half_life, weights.act_half_life),
        grows=np.where(holds, 0.0, 1.0),
        group=group[order],
        losses=_losses([evidence[place] for place in order.tolist()], until, lasts, ends.tolist(), weights),
    )


def values(columns: Columns, days: Numbers, weights: Weights) -> Values:
    """How the two stood at the end of each of T days, in order. Without any record there is no value."""
    rows = max(1, _MOST_AT_ONCE // max(len(columns.first), 1))
    zero = float(columns.first.min())
    parts = []
    for at in range(0, len(days), rows):
        now = days[at : at + rows]
        parts.append(_values(_begun(columns, float(now[-1])), now, zero, weights))
    return Values(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _begun(columns: Columns, by: float) -> Columns:
    """The records that have begun by the end of a day; at least one, so that there are columns at all."""
    here = columns.first <= by
    if here.all():
        return columns
    here[0] = True
    losses = columns.losses
    one, other = losses.concerns
    if len(losses.day):
        losses = losses._replace(concerns=(one[here], other[here]), before=losses.before[here])
    return Columns(
        first=columns.first[here],
        last=columns.last[here],
        strength=columns.strength[here],
        weight=columns.weight[here],
        holds_until=columns.holds_until[here],
        half_life=columns.half_life[here],
        grows=columns.grows[here],
        group=columns.group[here],
        losses=losses,
    )


def _values(columns: Columns, days: Numbers, zero: float, weights: Weights) -> Values:
    groups = np.flatnonzero(np.r_[True, columns.group[1:] != columns.group[:-1]])
    voice, deeds = columns.group[groups] // 2, columns.group[groups] % 2 == 1
    of_voice = np.flatnonzero(np.r_[True, voice[1:] != voice[:-1]])
    weight = _weight(columns, days, zero)
    mass = _summed(weight, groups)
    weight *= _single(columns.strength)
    pull = _summed(weight, groups)
    mass_v, pull_v = (np.add.reduceat(table, of_voice, axis=1) for table in (mass, pull))
    counts, lean = _counted(mass_v, pull_v, weights)
    value = _ratio(lean, counts, mass_v, weights)
    spoken = ~np.isnan(value)
    low = np.minimum(_quantile(counts, lean, _TAIL, spoken, weights), value)
    high = np.maximum(_quantile(counts, lean, 1 - _TAIL, spoken, weights), value)
    voices = np.maximum((mass_v >= weights.floor).sum(axis=1), 1) * spoken
    apart = []
    for which in (~deeds, deeds):
        both, side = _counted(mass[:, which], pull[:, which], weights)
        apart.append(_ratio(side, both, mass[:, which], weights))
    return Values(value, low, high, voices.astype(np.intp), *apart)


def _weight(columns: Columns, days: Numbers, zero: float) -> Singles:
    """What each record weighs at the end of each day; shape (T, N).

    In single precision and in place: this is where the time goes. Days are counted from `zero`, the first on record.
    """
    now = _single(days + 1.0 - zero)[:, None]
    come = now - _single(columns.first - zero)
    come /= _single(np.where(columns.grows > 0, columns.last - columns.first, _AT_ONCE))
    np.clip(come, 0.0, 1.0, out=come)
    come *= _single(columns.weight)
    age = now - _single(columns.holds_until - zero)
    np.maximum(age, 0.0, out=age)
    age /= _single(-columns.half_life)
    if len(columns.losses.day):
        _lose(age, columns.losses, days + 1.0)
    come *= np.exp2(age, out=age)
    return come


def _summed(weight: Singles, groups: Indices) -> Numbers:
    return np.asarray(np.add.reduceat(weight, groups, axis=1), dtype=np.float64)


def _counted(mass: Numbers, pull: Numbers, weights: Weights) -> tuple[Numbers, Numbers]:
    """What all voices count together, and which way that leans; shape (T,) each, from (T, V)."""
    counts = 1.0 / (1.0 + weights.same_voice * np.maximum(mass - 1.0, 0.0))
    return (mass * counts).sum(axis=1), (pull * counts).sum(axis=1)


def _ratio(lean: Numbers, counts: Numbers, mass: Numbers, weights: Weights) -> Numbers:
    """Where evidence leans; NaN where what is left of it weighs too little."""
    spoken = mass.sum(axis=1) >= weights.floor
    found = np.full(len(lean), np.nan)
    found[spoken] = np.clip(lean[spoken] / counts[spoken], -1.0, 1.0)
    return found


def _quantile(
    counts: Numbers, lean: Numbers, tail: float, spoken: NDArray[np.bool_], weights: Weights
) -> Numbers:
    found = np.full(len(counts), np.nan)
    both, side = counts[spoken], lean[spoken]
    together = np.maximum((both + side) / 2, 0.0) + weights.each_side
    against = np.maximum((both - side) / 2, 0.0) + weights.each_side
    found[spoken] = 2 * scipy.special.betaincinv(together, against, tail) - 1
    return found


def _losses(
    evidence: Sequence[Evidence],
    last: Numbers,
    lasts: NDArray[np.bool_],
    turning: Sequence[int],
    weights: Weights,
) -> Losses:
    """An end takes from the earlier records of its tie, a beginning from the earlier ties of the other sign.

    lasts: (N,) which records are ties that an end may take from; turning: the places of ends and beginnings.
    """
    rows: dict[tuple[object, ...], int] = {}
    ends: list[tuple[float, int, float]] = []
    for number in turning:
        e = evidence[number]
        if e.record.claim.phase is Phase.ENDS:
            row, share = rows.setdefault(matter(e.record.claim), len(rows)), e.weight
        else:
            row = rows.setdefault(("opposite of", e.strength > 0), len(rows))
            share = e.weight * weights.opposite_begins
        day = (e.first.toordinal() + float(last[number])) / 2
        ends.append((day, row, -float(np.log2(1 - min(share, _SUREST_END)))))
    ends.sort()
    day_, which, loss = (np.array([end[part] for end in ends]) for part in range(3))
    concerns = _concerns(evidence, lasts, rows) if ends else (np.zeros(0, dtype=np.intp),) * 2
    found = Losses(day_, which.astype(np.intp), loss, len(rows), concerns, np.zeros(len(last)))
    return found._replace(before=_lost_by(found, last)) if ends else found


def _lost_by(losses: Losses, last: Numbers) -> Numbers:
    """What had been lost when each record was last confirmed: that does not concern it; (N,)."""
    lost = np.zeros(len(last))
    for concern in losses.concerns:
        for of_row in range(losses.rows):
            ours, theirs = concern == of_row, losses.row == of_row
            reached = np.r_[0.0, np.cumsum(losses.loss[theirs])]
            lost[ours] += reached[np.searchsorted(losses.day[theirs], last[ours], side="right")]
    return lost


def _concerns(
    evidence: Sequence[Evidence], lasts: NDArray[np.bool_], rows: dict[tuple[object, ...], int]
) -> tuple[Indices, Indices]:
    """The rows of ends that concern each record: those of its own tie, and those of beginnings of the opposite."""
    nobody = len(rows)
    own, opposite = np.full(len(evidence), nobody), np.full(len(evidence), nobody)
    known: dict[tuple[str, str], int] = {}
    for number in np.flatnonzero(lasts).tolist():
        claim = evidence[number].record.claim
        if claim.polarity is Polarity.AFFIRMED:
            key = (claim.relation, claim.subject.id)
            if key not in known:
                known[key] = rows.get(matter(claim), nobody)
            own[number] = known[key]
            opposite[number] = rows.get(("opposite of", evidence[number].strength < 0), nobody)
    return own.astype(np.intp), opposite.astype(np.intp)


def _lose(age: Singles, losses: Losses, now: Numbers) -> None:
    """Take from `age`, which is what time has left as negated powers of one half, what later ends have taken."""
    table = np.zeros((len(now), losses.rows + 1))
    for of_row in range(losses.rows):
        theirs = losses.row == of_row
        reached = np.r_[0.0, np.cumsum(losses.loss[theirs])]
        table[:, of_row] = reached[np.searchsorted(losses.day[theirs], now, side="right")]
    one, other = losses.concerns
    kinds, kind = np.unique(one * (losses.rows + 1) + other, return_inverse=True)
    both = _single(table[:, kinds // (losses.rows + 1)] + table[:, kinds % (losses.rows + 1)])
    ours = np.flatnonzero(kinds[kind] != losses.rows * (losses.rows + 2))
    age[:, ours] -= np.maximum(both[:, kind[ours]] - _single(losses.before[ours]), 0.0)


def _single(values: Numbers) -> Singles:
    return np.asarray(values, dtype=np.float32)
