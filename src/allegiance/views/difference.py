"""Difference: what changed between two readings, in words."""

from __future__ import annotations

from dataclasses import dataclass

from allegiance.actors.actor import Actor
from allegiance.analysis.difference import Change, Difference
from allegiance.casefile.record import Record
from allegiance.views.entry import ClaimEntry, entry

_NAMES = {"said_by": "speaker", "valid": "time", "evidence": "words"}


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A claim that is read otherwise; `changes` say what was and what is: 'certainty: alleged, now stated'."""

    before: ClaimEntry
    after: ClaimEntry
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """Two readings side by side; `judged` are ids of claims with decisions that are no longer read as they were."""

    summary: str
    documents: int
    same: int
    changed: tuple[ChangeView, ...]
    gone: tuple[ClaimEntry, ...]
    new: tuple[ClaimEntry, ...]
    judged: tuple[str, ...]


def difference_view(found: Difference, documents: int) -> DifferenceView:
    """The difference, put into words; `documents` is how many both have read."""
    summary = (
        f"{documents:,} documents in both; {found.same:,} claims the same, {len(found.changed):,} read otherwise, "
        f"{len(found.gone):,} no longer found, {len(found.new):,} new"
    )
    return DifferenceView(
        summary=summary,
        documents=documents,
        same=found.same,
        changed=tuple(_change(change) for change in found.changed),
        gone=tuple(entry(record) for record in found.gone),
        new=tuple(entry(record) for record in found.new),
        judged=tuple(record.id for record in found.judged),
    )


def _change(change: Change) -> ChangeView:
    told = tuple(
        f"{_NAMES.get(name, name)}: {_told(change.before, name)}, now {_told(change.after, name)}"
        for name in change.fields
    )
    return ChangeView(entry(change.before), entry(change.after), told)


def _told(record: Record, name: str) -> str:
    claim = record.claim
    if name == "evidence":
        return " … ".join(f"“{passage.quote}”" for passage in claim.evidence)
    if name == "said_by":
        said = claim.said_by
        return "the author" if said is None else said.speaker.name if said.speaker else said.words
    value = getattr(claim, name)
    if isinstance(value, Actor):
        return value.name
    return "none" if value is None else str(value)
