"""Weigh: what grammar and the trained reader say of the same two actors becomes one calibrated score.

    drafts ──same subject, relation, object──► features, vector ──logistic regression──► score 0–1

The score is the share of such claims that annotators have too, on documents that the network was not trained on. The
coefficients are `weights.json`; `training/weigh.py` makes them. Source: Platt scaling (Platt, 1999), with features.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from allegiance.claims.draft import Draft, Witness
from allegiance.claims.groups import Group, best_first, features, groups, vector
from allegiance.language.neural import Scores
from allegiance.language.parse import Sentence

_BESIDE_BEST = (
    0.7  # share of the best relation's score from which the network's second opinion of two actors counts
)
_NEAR_BEST = 0.85  # share of what the best place alone would be believed from which another speaks for itself
_ALSO = 0.4  # likewise, from which it is quoted beside the best
_OWN = 0.4  # what the network must give this very relation there
_QUOTED = 3  # further places quoted
_SHOWN = 4  # reasons kept of one claim


class Weights(NamedTuple):
    """Coefficients of the features by name and of the network's vector (768,), which is None for grammar alone."""

    features: Mapping[str, float]
    vector: Scores | None
    offset: float  # of any vector


def weigh(drafts: Iterable[Draft], table: str, least: float) -> Iterator[Draft]:
    """The drafts of each relation worth a claim, with their common score; `least` is the score to keep one.

    `table` names the weights: 'network' where both witnesses spoke, 'grammar' where it read alone.
    """
    weights = _weights(table)
    scored = [(group, _probability(group, weights)) for group in groups(drafts)]
    best: dict[frozenset[str], float] = defaultdict(float)
    for group, score in scored:
        best[_pair(group)] = max(best[_pair(group)], score)
    for group, score in scored:
        heard = any(d.witness is Witness.GRAMMAR for d in group.drafts)
        if score < least or not (heard or score >= _BESIDE_BEST * best[_pair(group)]):
            continue
        reasons = "; ".join(dict.fromkeys(d.reason for d in best_first(group.drafts)[:_SHOWN]))
        for draft in _worth_quoting(group, weights):
            yield replace(draft, score=score, reason=reasons)


def _pair(group: Group) -> frozenset[str]:
    draft = group.drafts[0]
    return frozenset(
        (draft.subject.id, draft.object.id if draft.object else f"{draft.relation} {draft.value}")
    )


def _probability(group: Group, weights: Weights) -> float:
    total = sum(weights.features.get(name, 0.0) * value for name, value in features(group).items())
    made = vector(group)
    if made is not None and weights.vector is not None:
        total += weights.offset + float(made @ weights.vector)
    return 1.0 / (1.0 + math.exp(-total))


@cache
def _weights(table: str) -> Weights:
    text = (files("allegiance.claims") / "weights.json").read_text(encoding="utf-8")
    loaded = json.loads(text)[table]
    made = loaded.get("vector")
    return Weights(
        features=loaded["weights"],
        vector=np.asarray(made["weights"], dtype=np.float32) if made else None,
        offset=made["offset"] if made else 0.0,
    )


def _worth_quoting(group: Group, weights: Weights) -> Iterator[Draft]:
    """The places that carry the claim: all that grammar found, and those nearly as believable alone as the best.

    Less believable ones have no say in when or how it held; their words are quoted with the best.
    """
    places: dict[tuple[int, int], list[Draft]] = defaultdict(list)
    for draft in group.drafts:
        places[draft.first.index, draft.last.index].append(draft)
    alone = {
        place: _probability(Group(tuple(drafts), group.rank), weights) for place, drafts in places.items()
    }
    best = max(alone.values())
    telling = [p for p in places if _heard(places[p]) or alone[p] >= _NEAR_BEST * best]
    also = _further(places, alone, telling)
    for place in telling:
        mine = also if place == max(telling, key=alone.__getitem__) else ()
        for draft in _telling(places[place]):
            yield replace(draft, also=mine)


def _heard(drafts: Iterable[Draft]) -> list[Draft]:
    return [d for d in drafts if d.witness is Witness.GRAMMAR]


def _telling(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """Of the drafts of one place those of grammar, which reads how the words are meant, or else the surest."""
    ranked = best_first(drafts)
    pair = next((d.pair for d in ranked if d.pair is not None), None)
    return [replace(d, pair=pair) for d in _heard(drafts)] or ranked[:1]


def _further(
    places: Mapping[tuple[int, int], Sequence[Draft]],
    alone: Mapping[tuple[int, int], float],
    telling: Sequence[tuple[int, int]],
) -> tuple[tuple[Sentence, Sentence], ...]:
    """The next best places, within one sentence, that no telling place holds already."""
    taken = {sentence for place in telling for sentence in place}
    least = _ALSO * max(alone.values())
    rest = [
        p
        for p in places
        if p[0] == p[1] and p[0] not in taken and alone[p] >= least and max(d.own for d in places[p]) >= _OWN
    ]
    rest.sort(key=lambda p: (-alone[p], p))
    return tuple((places[p][0].first, places[p][0].last) for p in rest[:_QUOTED])
