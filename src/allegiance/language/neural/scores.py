"""What the trained reader gives back. All scores are calibrated probabilities between 0 and 1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

TELLING = 0.02  # probability of any relation from which the vector of a pair is kept

Scores = NDArray[np.float32]
Numbers = NDArray[np.int64]


class Spanned(Protocol):
    """Anything with a half-open span in code points: a mention, a passage, a `SpanScore`."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class SpanScore:
    """A half-open span that may refer to an actor, or be the value of a claim.

    `label` is a kind of actor ('person' … 'population') or 'office', 'description', 'place'.
    `active` is the probability that the mention takes part in a claim.
    """

    start: int
    end: int
    label: str
    score: float
    active: float = 0.0


class LinkScores(NamedTuple):
    """Pairs of the spans given, as positions, `early` before `late`; `score` that both are one actor."""

    early: Numbers
    late: Numbers
    score: Scores


class RelationScores(NamedTuple):
    """For each ordered pair: its relations, and whether there is any either way.

    `relation` (P, R) with the first span as subject, in the order of `NeuralReader.relations`; `back` (P, R)
    with the second span as subject, equal to `relation` where the relation is symmetric; `any` (P,). A pair
    out of reach of one window has zeros everywhere. `vectors` holds what the network made of the pairs whose `any`
    is at least `TELLING`, by position of the pair: (768,), a third each for the pair, its first and its second span.
    """

    relation: Scores
    back: Scores
    any: Scores
    vectors: Mapping[int, Scores]


class QualifierScores(NamedTuple):
    """For each pair and one relation.

    `phase` (P, 3) begins, holds, ends; `polarity` (P, 2) affirmed, denied; `certainty` (P, 3) stated,
    alleged, possible; `attributed` (P,) credited to somebody; `speaker` (P, S), which of the candidates speaks
    (what is missing to 1 is 'nobody of these').
    """

    phase: Scores
    polarity: Scores
    certainty: Scores
    attributed: Scores
    speaker: Scores
