"""Queue: the claims that wait for a decision, those that matter most first.

The order is worked out once and kept, since it depends on all claims; what has been decided meanwhile drops out when
it is asked for. A reading that brings new claims has the order worked out anew.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice

from allegiance.analysis.agreement import decisions_of
from allegiance.analysis.weight import by_weight
from allegiance.casefile import Casefile

_MOST = 3_000  # claims that are weighed: some seconds, once
_KEPT = 8  # orders that are kept


@dataclass(frozen=True, slots=True)
class Waiting:
    """Ids of the claims that wait, the weightiest first; `decided` by this reader; `weighed`: how many of all."""

    claims: tuple[str, ...]
    decided: int
    weighed: int
    more: bool  # the casefile has claims beyond those that were weighed

    def after(self, claim: str | None) -> str | None:
        """The one that follows a claim; the first where that is not in the queue."""
        if claim in self.claims[:-1]:
            return self.claims[self.claims.index(claim) + 1]
        return next((one for one in self.claims if one != claim), None)


@dataclass(frozen=True, slots=True)
class _Order:
    runs: int
    claims: tuple[tuple[str, float], ...]
    more: bool


@dataclass(slots=True)
class Queue:
    """The orders that were worked out, by level and actor."""

    _orders: dict[tuple[float, str | None], _Order] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def waiting(self, casefile: Casefile, actor: str | None, judge: str, *, second: bool) -> Waiting:
        """What waits for this reader; `second`: what others have decided about and this reader has not."""
        order = self._order(casefile, actor)
        made = decisions_of(casefile.judgements())
        own = made.get(judge, {})
        others = {claim for who, decided in made.items() if who != judge for claim in decided}
        wanted = others - own.keys() if second else None
        claims = tuple(
            claim
            for claim, _ in order.claims
            if (claim in wanted if wanted is not None else claim not in own and claim not in others)
        )
        return Waiting(claims, len(own), len(order.claims), order.more)

    def weights(self, casefile: Casefile, actor: str | None) -> Mapping[str, float]:
        """How many findings rest on each claim."""
        return dict(self._order(casefile, actor).claims)

    def _order(self, casefile: Casefile, actor: str | None) -> _Order:
        key, runs = (casefile.least, actor), len(casefile.runs())
        with self._lock:
            kept = self._orders.get(key)
            if kept is None or kept.runs != runs:
                records = list(islice(casefile.claims(actor, include_rejected=True), _MOST + 1))
                weighed = tuple((w.record.id, w.findings) for w in by_weight(records[:_MOST]))
                kept = _Order(runs, weighed, len(records) > _MOST)
                while len(self._orders) >= _KEPT:
                    del self._orders[next(iter(self._orders))]
                self._orders[key] = kept
            return kept
