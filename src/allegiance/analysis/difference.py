"""Difference: what two readings of the same documents make of them: found anew, no longer found, read otherwise.

A claim of the second reading is a claim of the first read otherwise where both are of one document, rest on words that
overlap, and agree in at least both parties, or in the relation and one party.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from allegiance.casefile.record import Record
from allegiance.claims.claim import Claim

FIELDS = (
    "subject", "relation", "object", "value", "phase", "polarity", "certainty", "said_by", "valid", "place", "evidence",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """A claim that is read otherwise: which fields differ."""

    before: Record
    after: Record
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Two readings; each claim is in one of the four, in the order of the documents."""

    same: int
    changed: tuple[Change, ...]
    gone: tuple[Record, ...]
    new: tuple[Record, ...]

    @property
    def judged(self) -> tuple[Record, ...]:
        """Claims that people decided about and that the second reading has not found as they were."""
        return tuple(r for r in (*(c.before for c in self.changed), *self.gone) if r.judgements)


def difference(before: Iterable[Record], after: Iterable[Record]) -> Difference:
    """Compare the claims of two readings; only documents that both have read should be given."""
    olds, news = {r.id: r for r in before}, {r.id: r for r in after}
    gone = [r for r in olds.values() if r.id not in news]
    new = [r for r in news.values() if r.id not in olds]
    changed = _matched(gone, new)
    taken = {r.id for change in changed for r in (change.before, change.after)}
    return Difference(
        same=len(olds.keys() & news.keys()),
        changed=changed,
        gone=tuple(r for r in gone if r.id not in taken),
        new=tuple(r for r in new if r.id not in taken),
    )


def _matched(gone: Sequence[Record], new: Sequence[Record]) -> tuple[Change, ...]:
    """Pairs that say nearly the same, those with the fewest differences first; each record is in one at most."""
    by_document: dict[str, list[Record]] = {}
    for record in new:
        by_document.setdefault(record.document.id, []).append(record)
    possible = [
        (len(fields), number, position, Change(old, other, fields))
        for number, old in enumerate(gone)
        for position, other in enumerate(by_document.get(old.document.id, ()))
        if _is_akin(old.claim, other.claim) and (fields := _differing(old.claim, other.claim))
    ]
    taken: set[str] = set()
    found: list[tuple[int, Change]] = []
    for _, number, _, change in sorted(possible, key=lambda p: p[:3]):
        ids = {f"before {change.before.id}", f"after {change.after.id}"}
        if not ids & taken:
            taken |= ids
            found.append((number, change))
    return tuple(change for _, change in sorted(found, key=lambda f: f[0]))


def _is_akin(old: Claim, new: Claim) -> bool:
    if not any(a.start < b.end and b.start < a.end for a in old.evidence for b in new.evidence):
        return False
    parties = {old.subject.id, _object(old)} == {new.subject.id, _object(new)}
    one = old.subject.id == new.subject.id or _object(old) == _object(new)
    return parties or (one and old.relation == new.relation)


def _object(claim: Claim) -> str:
    return claim.object.id if claim.object else (claim.value or "")


def _differing(old: Claim, new: Claim) -> tuple[str, ...]:
    return tuple(name for name in FIELDS if _compared(old, name) != _compared(new, name))


def _compared(claim: Claim, name: str) -> object:
    if name in ("subject", "object"):
        actor = claim.subject if name == "subject" else claim.object
        return actor.id if actor else None
    if name == "said_by" and claim.said_by:
        return claim.said_by.speaker.id if claim.said_by.speaker else claim.said_by.words
    if name == "evidence":
        return tuple((passage.start, passage.end) for passage in claim.evidence)
    return str(getattr(claim, name)) if getattr(claim, name) is not None else None
