"""Agreement: how far two readers decide alike about the same claims, beyond what chance would give.

    kappa = (observed - expected) / (1 - expected)

1 is full agreement, 0 what chance gives. Source: Cohen, J. (1960), A coefficient of agreement for nominal scales.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from allegiance.casefile.judgement import Judgement, JudgementKind, in_force

_DECIDING = (JudgementKind.ACCEPT, JudgementKind.REJECT, JudgementKind.CORRECT)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A claim about which two readers decided differently."""

    claim: str
    first: JudgementKind
    second: JudgementKind


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two readers and the claims that both decided about."""

    first: str
    second: str
    claims: int
    observed: float  # share decided alike, 0–1
    kappa: float | None  # None where both always decided the same one thing, so that chance alone would agree
    disagreements: tuple[Disagreement, ...]


def decisions_of(judgements: Iterable[Judgement]) -> dict[str, dict[str, JudgementKind]]:
    """Reader → claim → what that reader decided last; undone decisions do not count."""
    made: dict[str, dict[str, JudgementKind]] = {}
    for judgement in in_force(tuple(judgements)):
        if judgement.kind in _DECIDING:
            made.setdefault(judgement.by, {})[judgement.target] = judgement.kind
    return made


def agreements(judgements: Iterable[Judgement]) -> tuple[Agreement, ...]:
    """Every two readers with a claim in common, those with the most in common first."""
    made = decisions_of(judgements)
    pairs = (_agreement(one, other, made[one], made[other]) for one, other in combinations(sorted(made), 2))
    return tuple(
        sorted((pair for pair in pairs if pair.claims), key=lambda p: (-p.claims, p.first, p.second))
    )


def _agreement(
    first: str, second: str, ones: Mapping[str, JudgementKind], others: Mapping[str, JudgementKind]
) -> Agreement:
    both = sorted(ones.keys() & others.keys())
    apart = tuple(Disagreement(c, ones[c], others[c]) for c in both if ones[c] is not others[c])
    observed = 1 - len(apart) / len(both) if both else 0.0
    return Agreement(first, second, len(both), observed, _kappa(observed, both, ones, others), apart)


def _kappa(
    observed: float,
    both: list[str],
    ones: Mapping[str, JudgementKind],
    others: Mapping[str, JudgementKind],
) -> float | None:
    if not both:
        return None
    firsts, seconds = Counter(ones[claim] for claim in both), Counter(others[claim] for claim in both)
    expected = sum(firsts[kind] * seconds[kind] for kind in _DECIDING) / len(both) ** 2
    return None if expected == 1 else (observed - expected) / (1 - expected)
