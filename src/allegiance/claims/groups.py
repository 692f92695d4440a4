"""Groups: everything that speaks for one relation of two actors, and what of it counts.

drafts ──same subject, relation, object──► Group ──► features, the network's vector
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from allegiance.claims.draft import Draft, Witness
from allegiance.claims.relations import relation
from allegiance.language.mention import Mention
from allegiance.language.neural import Scores

_FLOOR = 0.01  # a witness that says nothing
_BY_RELATION = 0.8  # of what is asked of each relation anew: small, so that few examples move little
_SLOPE = 0.4  # likewise of the network's score for it


@dataclass(frozen=True, slots=True)
class Group:
    """Everything that speaks for one relation of one subject and object."""

    drafts: tuple[Draft, ...]
    rank: int  # among the relations of the same two actors: 0 is the strongest


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
    found |= _by_relation(group, found)
    if _nested(network):
        found |= {"one inside the other": 1.0, f"{name} inside": 1.0}
    for draft in grammar:
        found[f"pattern {draft.pattern}"] = 1.0
    for place, words in (("subject", 0), ("object", 1)):
        forms = {_form(d, words) for d in network}
        for form in sorted(forms):
            found[f"{place} {form}"] = 1.0 / len(forms)
    return found


def _by_relation(group: Group, found: dict[str, float]) -> dict[str, float]:
    """The same asked of each relation for itself, and the kinds of actors that it joins."""
    draft = group.drafts[0]
    name, other = draft.relation, draft.object
    kinds = f"{draft.subject.kind} {other.kind if other else 'value'}"
    return {
        f"{name} network": _SLOPE * found["network"],
        f"{name} own": _SLOPE * found["own"],
        f"{name} grammar": _BY_RELATION * found["grammar"],
        f"{name} apart": _BY_RELATION * found["apart"],
        f"{name} {kinds}": _BY_RELATION,
    }


def vector(group: Group) -> Scores | None:
    """What the network made of the pair (768,) that it holds likeliest; None where it scored none."""
    scored = (d for d in best_first(group.drafts) if d.vector is not None)
    return next((d.vector for d in scored), None)


def best_first(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts by their score, then by where they stand."""
    return sorted(drafts, key=lambda d: (-d.score, d.first.start))


def _nested(drafts: Sequence[Draft]) -> bool:
    """Whether the words for one always stand inside those for the other: 'members of the Senate' and 'the Senate'."""
    spans = [d.pair for d in drafts if d.pair]
    return bool(spans) and all(one.start < two.end and two.start < one.end for one, two in spans)


def _form(draft: Draft, which: int) -> str:
    span = draft.pair[which] if draft.pair else None
    return span.form.value if isinstance(span, Mention) else "none"


def _logit(p: float) -> float:
    p = min(max(p, _FLOOR), 1.0 - _FLOOR)
    return math.log(p / (1.0 - p))


def _key(draft: Draft) -> tuple[str, str, str, str]:
    subject, name, other, value = draft.key
    if relation(name).symmetric and other and other < subject:
        subject, other = other, subject
    return subject, name, other, value
