"""Matter: what a claim is about, apart from when, how surely and by whom it is said."""

from __future__ import annotations

from allegiance.claims.claim import Claim
from allegiance.claims.relations import relation


def matter(claim: Claim, *, with_value: bool = False) -> tuple[str, ...]:
    """Relation and parties, either way round where the relation is symmetric; claims of one matter share it.

    The value (an office, a word of portrayal) counts where there is no other actor, or where it is asked for.
    """
    one, other = claim.subject.id, claim.object.id if claim.object else ""
    if other and other < one and relation(claim.relation).symmetric:
        one, other = other, one
    value = " ".join((claim.value or "").casefold().split()) if with_value or not other else ""
    return claim.relation, one, other, value
