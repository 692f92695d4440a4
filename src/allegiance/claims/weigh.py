"""Weigh: what grammar and the trained reader say of the same two actors becomes one calibrated score.

    drafts ──same subject, relation, object──► features ──logistic regression──► score 0–1

The score is the share of such claims that annotators have too, on documents that the network was not trained on. The
coefficients are `weights.json`; `training/weigh.py` makes them. Source: Platt scaling (Platt, 1999), with features.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from allegiance.claims.draft import Draft, Witness
from allegiance.claims.relations import relation
from allegiance.language.mention import Mention
from allegiance.language.parse import Sentence

_FLOOR = 0.01  # a witness that says nothing
_BESIDE_BEST = (
    0.7  # share of the best relation's score from which the network's second opinion of two actors counts
)
_NEAR_BEST = 0.85  # share of what the best place alone would be believed from which another speaks for itself
_ALSO = 0.4  # likewise, from which it is quoted beside the best
_OWN = 0.4  # what the network must give this very relation there
_QUOTED = 3  # further places quoted
_SHOWN = 4  # reasons kept of one claim


@dataclass(frozen=True, slots=True)
class Group:
    """Everything that speaks for one relation of one subject and object."""

    drafts: tuple[Draft, ...]
    rank: int  # among the relations of the same two actors: 0 is the strongest


def weigh(drafts: Iterable[Draft], table: str, least: float) -> Iterator[Draft]:
    """The drafts of each relation worth a claim, with their common score; `least` is the score to keep one.

    `table` names the weights: 'network' where both witnesses spoke, 'grammar' where it read alone.
    """
    scored = [(group, _probability(features(group), _weights(table))) for group in groups(drafts)]
    best: dict[frozenset[str], float] = defaultdict(float)
    for group, score in scored:
        best[_pair(group)] = max(best[_pair(group)], score)
    for group, score in scored:
        heard = any(d.witness is Witness.GRAMMAR for d in group.drafts)
        if score < least or not (heard or score >= _BESIDE_BEST * best[_pair(group)]):
            continue
        reasons = "; ".join(dict.fromkeys(d.reason for d in _best_first(group.drafts)[:_SHOWN]))
        for draft in _worth_quoting(group, _weights(table)):
            yield replace(draft, score=score, reason=reasons)


def _pair(group: Group) -> frozenset[str]:
    draft = group.drafts[0]
    return frozenset(
        (draft.subject.id, draft.object.id if draft.object else f"{draft.relation} {draft.value}")
    )


def groups(drafts: Iterable[Draft]) -> list[Group]:
    """Drafts by what they claim, in order of their first words; each with its rank among those of the same two."""
    found: dict[tuple[str, str, str, str], list[Draft]] = defaultdict(list)
    for draft in drafts:
        found[_key(draft)].append(draft)
    of_pair: dict[tuple[str, ...], list[tuple[float, tuple[str, str, str, str]]]] = defaultdict(list)
    for key, group in found.items():
        pair = tuple(sorted((key[0], key[2] or key[3])))
        of_pair[pair].append((-max(d.score for d in group), key))
    rank = {key: place for pair in of_pair.values() for place, (_, key) in enumerate(sorted(pair))}
    return [Group(tuple(group), rank[key]) for key, group in found.items()]


def features(group: Group) -> dict[str, float]:
    """Features of a group by name; numbers around 0 to 5."""
    network = [d for d in group.drafts if d.witness is Witness.NETWORK]
    grammar = [d for d in group.drafts if d.witness is Witness.GRAMMAR]
    best = max((d.score for d in network), default=0.0)
    name = group.drafts[0].relation
    found = {
        "bias": 1.0,
        "network": _logit(best) - _logit(_FLOOR) if network else 0.0,
        "own": _logit(max((d.own for d in network), default=0.0)) - _logit(_FLOOR),
        "several places": _logit(1.0 - math.prod(1.0 - min(d.score, 0.95) for d in network)) - _logit(_FLOOR),
        "network silent": float(not network),
        "places": math.log1p(len(network)),
        "grammar": float(bool(grammar)),
        "both": float(bool(grammar) and bool(network)),
        f"relation {name}": 1.0,
        "rank": float(min(group.rank, 3)),
        "apart": float(all(d.first is not d.last for d in group.drafts)),
        "value": float(group.drafts[0].object is None),
        "inferred": float(all(d.inferred for d in group.drafts)),
    }
    found |= {f"{which} squared": found[which] ** 2 / 5 for which in ("network", "own")}
    if _nested(network):
        found |= {"one inside the other": 1.0, f"{name} inside": 1.0}
    for draft in grammar:
        found[f"pattern {draft.pattern}"] = 1.0
    for place, words in (("subject", 0), ("object", 1)):
        forms = {_form(d, words) for d in network}
        for form in sorted(forms):
            found[f"{place} {form}"] = 1.0 / len(forms)
    return found


def _nested(drafts: Sequence[Draft]) -> bool:
    """Whether the words for one always stand inside those for the other: 'members of the Senate' and 'the Senate'."""
    spans = [d.pair for d in drafts if d.pair]
    return bool(spans) and all(one.start < two.end and two.start < one.end for one, two in spans)


def _form(draft: Draft, which: int) -> str:
    span = draft.pair[which] if draft.pair else None
    return span.form.value if isinstance(span, Mention) else "none"


def _probability(found: dict[str, float], weights: Mapping[str, float]) -> float:
    total = sum(weights.get(name, 0.0) * value for name, value in found.items())
    return 1.0 / (1.0 + math.exp(-total))


@cache
def _weights(table: str) -> Mapping[str, float]:
    text = (files("allegiance.claims") / "weights.json").read_text(encoding="utf-8")
    loaded: dict[str, float] = json.loads(text)[table]["weights"]
    return loaded


def _logit(p: float) -> float:
    p = min(max(p, _FLOOR), 1.0 - _FLOOR)
    return math.log(p / (1.0 - p))


def _key(draft: Draft) -> tuple[str, str, str, str]:
    subject, name, other, value = draft.key
    if relation(name).symmetric and other and other < subject:
        subject, other = other, subject
    return subject, name, other, value


def _best_first(drafts: Sequence[Draft]) -> list[Draft]:
    return sorted(drafts, key=lambda d: (-d.score, d.first.start))


def _worth_quoting(group: Group, weights: Mapping[str, float]) -> Iterator[Draft]:
    """The places that carry the claim: all that grammar found, and those nearly as believable alone as the best.

    Less believable ones have no say in when or how it held; their words are quoted with the best.
    """
    places: dict[tuple[int, int], list[Draft]] = defaultdict(list)
    for draft in group.drafts:
        places[draft.first.index, draft.last.index].append(draft)
    alone = {
        place: _probability(features(Group(tuple(drafts), group.rank)), weights)
        for place, drafts in places.items()
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
    """Of the drafts of one place those of grammar, if any: it reads how the words are meant."""
    pair = next((d.pair for d in _best_first(drafts) if d.pair is not None), None)
    return [replace(d, pair=pair) for d in _heard(drafts)] or drafts


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
