"""Same: which actors of a casefile may be one, with a score and its reasons in words. People decide; nothing is merged.

    actors ──share a key of a name──► pairs ──name, list, kind, country, neighbours, role, time──► score 0 to 1

The score starts from how alike the names are, as odds; each further reason moves them by a fixed step (`_STEPS`). The
steps are set by judgement, not fitted: they order a list that a person goes through.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from types import MappingProxyType

from allegiance.actors.known.knowing import kinds_agree
from allegiance.actors.known.name_keys import is_institution, sound_keys, words_key
from allegiance.actors.names import blocks, match
from allegiance.actors.parts import parts_of
from allegiance.language.countries import lookup
from allegiance.language.groups import known_group
from allegiance.language.mention import ActorKind

_POSSESSIVE = re.compile(r"['’]s?\s")
_LEAST_OF_NAMES = 0.6  # a surname beside a full name; below this, names speak against it
_MOST_OF_A_KEY = 60  # actors that share a key; a key that more share tells nothing
_MOST_FORMS = 8  # names of an actor that are compared
_LISTED = 3
_GENERATION = 30  # years between two mentions that speak against one person
_SURE, _UNSURE = 0.98, 0.05
_STEPS: Mapping[str, float] = MappingProxyType(
    {"country": 0.5, "other country": -1.5, "neighbour": 0.3, "role": 1.0, "time": -1.0, "beside": -3.0}
)
_MOST_NEIGHBOURS = 3  # that count


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an actor that tells it from others."""

    id: str
    name: str
    kind: ActorKind | None
    named: tuple[str, ...]  # forms that name it, noun phrases left out
    documents: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()  # that its documents speak of
    neighbours: Mapping[str, str] = field(default_factory=dict)  # actors it has claims with: id → name
    roles: frozenset[str] = frozenset()  # offices, folded
    years: tuple[int, int] | None = None  # of the first and the last claim
    known: Mapping[str, str] = field(default_factory=dict)  # entries of lists that it is: id → name


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two actors that may be one; `reasons` in words, those for it first."""

    one: str
    other: str
    score: float
    reasons: tuple[str, ...]


def candidates(named: Iterable[tuple[str, Sequence[str]]]) -> frozenset[tuple[str, str]]:
    """Pairs of actors (ids, the lesser first) with a name that sounds alike; `named`: id and forms."""
    by_key: dict[str, set[str]] = {}
    for actor, forms in named:
        for form in forms[:_MOST_FORMS]:
            if tells(form):
                for key in {words_key(form), *sound_keys(form), *blocks(form)}:
                    by_key.setdefault(key, set()).add(actor)
    some = (actors for actors in by_key.values() if 1 < len(actors) <= _MOST_OF_A_KEY)
    return frozenset(pair for actors in some for pair in combinations(sorted(actors), 2))


def tells(form: str) -> bool:
    """Whether a form is a name that can tell two actors apart: 'River Guard'; not 'Iraqi forces', "Iraq's police"."""
    if known_group(form) is not None:
        return True  # though every word of 'Islamic State' is shared with others
    if is_institution(form) or _POSSESSIVE.search(form):
        return False
    return not all(part.shared or lookup(part.text.title()) for part in parts_of(form).parts)


def proposals(
    facts: Mapping[str, Facts], pairs: Collection[tuple[str, str]], least: float
) -> tuple[Proposal, ...]:
    """What may be one actor, the likeliest first, from a score of `least`."""
    found = (propose(facts[one], facts[other]) for one, other in pairs if one in facts and other in facts)
    kept = (proposal for proposal in found if proposal is not None and proposal.score >= least)
    return tuple(sorted(kept, key=lambda p: (-p.score, p.one, p.other)))


def propose(one: Facts, other: Facts) -> Proposal | None:
    """How likely two actors are one, and why; None where their names or kinds rule it out."""
    score, reason = _names(one, other)
    if score < _LEAST_OF_NAMES or not (kinds_agree(one.kind, other.kind) or score >= _SURE):
        return None
    score = min(max(score, _UNSURE), _SURE)
    odds = math.log(score / (1 - score))
    steps = list(_steps(one, other))
    ordered = sorted(steps, key=lambda step: -step[0])
    score = 1 / (1 + math.exp(-(odds + sum(step for step, _ in steps))))
    return Proposal(one.id, other.id, round(score, 3), (reason, *(words for _, words in ordered)))


def _names(one: Facts, other: Facts) -> tuple[float, str]:
    if shared := set(one.known) & set(other.known):
        return _SURE, f"both are {one.known[min(shared)]!r} on a list of known actors"
    kind = one.kind or other.kind
    best, reason = 0.0, ""
    for a in one.named[:_MOST_FORMS]:
        for b in other.named[:_MOST_FORMS]:
            if not (tells(a) and tells(b)):
                continue
            found = match(a, b, kind)
            if found.score > best:
                scripts = ", in two scripts" if _abjad(a) != _abjad(b) else ""
                best, reason = found.score, f"{a!r} and {b!r}: {found.reason}{scripts}"
    return best, reason


def _abjad(name: str) -> bool:
    return any(part.abjad for part in parts_of(name).parts)


def _steps(one: Facts, other: Facts) -> Iterator[tuple[float, str]]:
    """What else speaks for or against it, in words."""
    if one.kind and other.kind and one.kind is not other.kind:
        yield 0.0, f"read as {_plain(one.kind)} and as {_plain(other.kind)}"
    if countries := one.countries & other.countries:
        yield _STEPS["country"], f"documents of both speak of {_listed(countries)}"
    elif one.countries and other.countries:
        places = f"{_listed(one.countries)}, those of the other of {_listed(other.countries)}"
        yield _STEPS["other country"], f"documents of one speak of {places}"
    if shared := set(one.neighbours) & set(other.neighbours):
        step = _STEPS["neighbour"] * min(len(shared), _MOST_NEIGHBOURS)
        yield step, f"both have ties to {_listed(one.neighbours[i] for i in shared)}"
    if roles := one.roles & other.roles:
        yield _STEPS["role"], f"office of both: {_listed(roles)}"
    if one.years and other.years:
        apart = max(one.years[0] - other.years[1], other.years[0] - one.years[1])
        if apart > _GENERATION:
            yield _STEPS["time"], f"{apart} years lie between them"
    if beside := one.documents & other.documents:
        count = f"{len(beside)} documents" if len(beside) > 1 else "a document"
        yield (
            _STEPS["beside"],
            f"{count} names them side by side" if len(beside) == 1 else f"{count} name them side by side",
        )


def _plain(kind: ActorKind) -> str:
    return kind.value.replace("_", " ")


def _listed(names: Iterable[str]) -> str:
    every = sorted(set(names))
    more = f" and {len(every) - _LISTED} more" if len(every) > _LISTED else ""
    return ", ".join(every[:_LISTED]) + more
