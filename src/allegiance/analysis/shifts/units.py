"""Units: the evidence between two actors as a row of moments, each with what speaks for and against.

    evidence ──over its days──► pieces ──by day──► units      a claim about a year lies on no single day of it
    one voice within half a year ──► counts as in alignment: n records are not n independent ones
    'became allies in January 2020' ──► a change then is likelier, as far as the words are believed

Arrays by shape: K units, K - 1 gaps; days are ordinals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from allegiance.analysis.alignment.alignment import Evidence
from allegiance.analysis.alignment.weights import Weights

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Search:
    """How turns are looked for, with reasons.

    years_between: how long a relation lasts between two turns, before anything is read. Ours: so long that one
        claim against many makes no turn, and so short that three or four do.
    talk: how far the prior follows what is written rather than the calendar: what turns is written about.
    told: how far words that say themselves that something began or ended settle that there is a turn.
    lag: days by which the news of an undated turning follows it, on average.
    sharp: days; a time given more roughly counts less, in proportion: 'in 2007' says little about when in 2007.
    nearby: days within which records of one voice count as repeating each other.
    eagerness: how much likelier than believed turns are taken to be when they are proposed; each is then judged
        by its probability, so that this only decides which are looked at.
    change: how much the value must change, of the 2 from -1 to +1, to be called a turn.
    substance: signed weight that there must be on either side; below, nothing is known of what it turned from or to.
    least: probability below which a turn is not told.
    """

    years_between: float = 10.0
    talk: float = 0.5
    told: float = 0.8
    lag: float = 45.0
    sharp: float = 62.0
    nearby: float = 180.0
    eagerness: float = 8.0
    change: float = 0.5
    substance: float = 0.2
    least: float = 0.4


SEARCH = Search()

_MONTH = 31.0
_MOST_PIECES = 12
_MOST_UNITS = 240  # beyond so many, neighbours are put together


class Units(NamedTuple):
    """K moments in order. `of` gives for each piece its evidence and its unit, so that units can be opened."""

    day: Numbers
    for_: Numbers
    against: Numbers
    hazard: Numbers  # (K - 1,)
    evidence_of_piece: NDArray[np.intp]
    unit_of_piece: NDArray[np.intp]
    weight_of_piece: Numbers


def units(evidence: Sequence[Evidence], weights: Weights, search: Search = SEARCH) -> Units:
    """Lay the evidence out in time. `evidence` must be in order of time and not empty."""
    first = np.array([float(e.first.toordinal()) for e in evidence])
    last = np.array([float(e.last.toordinal() + 1) for e in evidence])
    strength = np.array([e.strength for e in evidence])
    weight = np.array([e.weight for e in evidence]) * _repetition(
        evidence, (first + last) / 2, weights, search
    )
    pieces = np.clip(np.ceil((last - first) / _MONTH), 1, _MOST_PIECES).astype(np.intp)
    of = np.repeat(np.arange(len(evidence)), pieces)
    number = np.arange(len(of)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    day = first[of] + (number + 0.5) / pieces[of] * (last - first)[of]
    share = (weight / pieces)[of]
    moments, places = np.unique(np.floor(day), return_inverse=True)
    when, unit = _joined(moments, places)
    for_ = _sums(unit, share * np.maximum(strength[of], 0.0), len(when))
    against = _sums(unit, share * np.maximum(-strength[of], 0.0), len(when))
    hazard = _hazard(evidence, weight, (first, last), when, for_ + against, search)
    return Units(when, for_, against, hazard, of, unit, share)


def _sums(unit: NDArray[np.intp], share: Numbers, count: int) -> Numbers:
    return np.asarray(np.bincount(unit, share, count), dtype=np.float64)


def _is_point(evidence: Sequence[Evidence]) -> NDArray[np.bool_]:
    """Whether the text gives one time, however rough ('in 2007'), rather than a span for which it holds; (N,)."""
    return np.array([e.record.claim.valid is None or "/" not in e.record.claim.valid.edtf for e in evidence])


def _joined(when: Numbers, unit: NDArray[np.intp]) -> tuple[Numbers, NDArray[np.intp]]:
    """Neighbouring moments put together, by halves, until there are few enough."""
    while len(when) > _MOST_UNITS:
        unit = unit // 2
        when = np.array([when[at : at + 2].mean() for at in range(0, len(when), 2)])
    return when, unit


def _repetition(evidence: Sequence[Evidence], middle: Numbers, weights: Weights, search: Search) -> Numbers:
    """What is left of each record's weight beside others of its voice at about its time; (N,)."""
    by_voice: dict[str, list[int]] = {}
    for number, e in enumerate(evidence):
        by_voice.setdefault(e.voice, []).append(number)
    left = np.ones(len(evidence))
    for numbers in by_voice.values():
        if len(numbers) == 1:
            continue
        ours = np.array(sorted(numbers, key=lambda n: middle[n]))
        reached = np.r_[0.0, np.cumsum([evidence[n].weight for n in ours])]
        begin = np.searchsorted(middle[ours], middle[ours] - search.nearby, side="left")
        end = np.searchsorted(middle[ours], middle[ours] + search.nearby, side="right")
        mass = reached[end] - reached[begin]
        left[ours] = 1.0 / (1.0 + weights.same_voice * np.maximum(mass - 1.0, 0.0))
    return left


def _hazard(
    evidence: Sequence[Evidence],
    weight: Numbers,
    days: tuple[Numbers, Numbers],
    when: Numbers,
    mass: Numbers,
    search: Search,
) -> Numbers:
    """Prior probability of a change in each gap: by its length, by how much is told about then, by what; (K - 1,)."""
    length, talk = np.diff(when), (mass[1:] + mass[:-1]) / 2
    span, all_talk = length.sum(), talk.sum()
    if all_talk > 0:
        length = (1 - search.talk) * length + search.talk * span * talk / all_talk
    staying = np.exp(-length / (365.25 * search.years_between))
    for number, e in enumerate(evidence):
        if not e.is_turning:
            continue
        if e.is_dated:
            share = _within(when, days[0][number], days[1][number])
        else:
            share = _shortly_before(when, days[1][number], search.lag)
        staying = staying * (1 - search.told * min(weight[number], 1.0) * share)
    return np.asarray(1 - staying)


def _within(when: Numbers, first: float, last: float) -> Numbers:
    """How a turning of these days is spread over the gaps: half to the gap before its own unit, half by overlap."""
    overlap = np.maximum(np.minimum(when[1:], last) - np.maximum(when[:-1], first), 0.0) / (last - first)
    own = np.zeros(len(when) - 1)
    at = int(np.searchsorted(when, (first + last) / 2 - 1, side="left"))
    if 0 < at <= len(own):
        own[at - 1] = 1.0
    return np.asarray((overlap + own) / 2)


def _shortly_before(when: Numbers, day: float, lag: float) -> Numbers:
    """How a turning reported on a day is spread over the gaps before it: the nearer, the likelier."""
    past = np.exp2(-np.maximum(day - when, 0.0) / lag) * (when <= day)
    begun = np.minimum(when, day)
    reached = np.exp2(-np.maximum(day - begun, 0.0) / lag)
    return np.asarray(np.where(past[:-1] > 0, np.diff(reached), 0.0))
