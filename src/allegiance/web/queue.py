"""Queue: the claims that wait for a decision, those that matter most first.

The order is worked out once and kept until more is read, since it depends on all claims; what has been decided
meanwhile drops out when it is asked for. Of a large casefile the least sure claims are weighed, each with all others
about the same matter; until that is done, they stand in order of time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from allegiance.analysis.agreement import decisions_of
from allegiance.analysis.weight import by_weight
from allegiance.casefile import JudgementKind, Questions, Record
from allegiance.web.desk import Asked
from allegiance.web.kept import last_run

_MOST = 3_000  # claims that are weighed
_MEANWHILE = 30  # claims that are shown while the others are weighed


@dataclass(frozen=True, slots=True)
class Order:
    """Ids of claims with the findings that rest on each, the weightiest first. `more`: others were not weighed."""

    claims: tuple[tuple[str, float], ...]
    more: bool
    done: bool = True  # False: in order of time, not yet weighed


@dataclass(frozen=True, slots=True)
class Waiting:
    """Ids of the claims that wait, the weightiest first; `decided` by this reader; `weighed`: how many of all."""

    claims: tuple[str, ...]
    decided: int
    weighed: int
    more: bool  # the casefile has claims beyond those that were weighed
    findings: Mapping[str, float]
    done: bool

    def after(self, claim: str | None) -> str | None:
        """The one that follows a claim; the first where that is not in the queue."""
        if claim in self.claims[:-1]:
            return self.claims[self.claims.index(claim) + 1]
        return next((one for one in self.claims if one != claim), None)


def waiting(asked: Asked, actor: str | None, *, second: bool) -> Waiting:
    """What waits for this reader; `second`: what others have decided about and this reader has not."""
    casefile, judge = asked.casefile, asked.judge
    amount = casefile.amount(*([actor] if actor else []))
    order = asked.if_ready(amount, ordered, actor, version=last_run) or _meanwhile(casefile, actor)
    judgements = casefile.judgements()
    made = decisions_of(judgements)
    own: dict[str, JudgementKind] = {
        one.target: one.kind for one in judgements if one.kind is JudgementKind.ADD and one.by == judge
    }
    own |= made.get(judge, {})
    others = {claim for who, decided in made.items() if who != judge for claim in decided}
    wanted = others - own.keys() if second else None
    claims = tuple(
        claim
        for claim, _ in order.claims
        if (claim in wanted if wanted is not None else claim not in own and claim not in others)
    )
    if wanted and order.more:
        claims += tuple(sorted(wanted - {claim for claim, _ in order.claims}))
    return Waiting(
        claims, len(made.get(judge, {})), len(order.claims), order.more, dict(order.claims), order.done
    )


def ordered(casefile: Questions, actor: str | None) -> Order:
    """All claims (of this actor), the weightiest first; where they are many, the least sure of them."""
    records = list(islice(casefile.claims(actor, include_rejected=True), _MOST + 1))
    more = len(records) > _MOST
    if more:
        records = _least_sure(casefile, actor)
    return Order(tuple((w.record.id, w.findings) for w in by_weight(records)), more)


def _least_sure(casefile: Questions, actor: str | None) -> list[Record]:
    ids = casefile.least_sure(actor, limit=_MOST)
    return list(casefile.claims(ids=ids, include_rejected=True))


def _meanwhile(casefile: Questions, actor: str | None) -> Order:
    first = islice(casefile.claims(actor), _MEANWHILE)
    return Order(tuple((record.id, 0.0) for record in first), more=True, done=False)
