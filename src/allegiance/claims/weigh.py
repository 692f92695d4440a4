"""Weigh: what grammar and the trained reader say of the same two actors becomes one score.

drafts ──same subject, relation, object──► kept where grammar and network together are sure enough
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from allegiance.claims.draft import Draft
from allegiance.claims.relations import relation

SAME_SIGN = 0.6  # share of its score that a weaker relation of the same pair and sign keeps


def weigh(drafts: Iterable[Draft], least: float) -> Iterator[Draft]:
    """Drafts worth a claim, with the score of all that speaks for them; `least` is the score to keep one."""
    groups: dict[tuple[str, str, str, str], list[Draft]] = defaultdict(list)
    for draft in drafts:
        groups[_key(draft)].append(draft)
    for group in groups.values():
        score = _together(group)
        if score >= least:
            best = max(group, key=lambda d: d.score)
            floor = 0.5 * best.score
            reasons = tuple(dict.fromkeys(d.reason for d in group))
            for draft in group:
                if draft.score >= floor or not draft.reason.startswith("network"):
                    yield replace(draft, score=score, reason="; ".join(reasons[:4]))


def _key(draft: Draft) -> tuple[str, str, str, str]:
    subject, name, other, value = draft.key
    if relation(name).symmetric and other and other < subject:
        subject, other = other, subject
    return subject, name, other, value


def _together(group: list[Draft]) -> float:
    """Grammar and network are taken as independent witnesses; several places of one witness as one."""
    network = max((d.score for d in group if d.reason.startswith("network")), default=0.0)
    grammar = max((d.score for d in group if d.reason.startswith("grammar")), default=0.0)
    return 1.0 - (1.0 - network) * (1.0 - grammar)
