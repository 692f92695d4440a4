"""Weight: which claims a person should look at first: those that are uncertain and on which findings rest.

    weight = uncertainty of the reading × findings that change if the claim is left out

Uncertainty is 1 where the score is one half and 0 where it is 0 or 1. The findings of a tie are what `ties` says of it:
that it is recorded, how it stands, since when, until when, how firmly, whether it is contested. An act or a
description is a finding of its own, shared by all claims that say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from allegiance.analysis.matter import matter
from allegiance.analysis.ties import TieHistory, ties
from allegiance.casefile.record import Record
from allegiance.claims.relations import RelationGroup, relation

_CROWD = 60  # claims of one tie; beyond so many, no single one changes more than when it was last confirmed


@dataclass(frozen=True, slots=True)
class Weighed:
    """A record, how uncertain its reading is (0–1), and how many findings would change without it."""

    record: Record
    uncertainty: float
    findings: float

    @property
    def weight(self) -> float:
        """What looking at it is worth."""
        return self.uncertainty * self.findings


def by_weight(records: Iterable[Record]) -> tuple[Weighed, ...]:
    """All records, the weightiest first; of equal ones, the order of their ids."""
    together: dict[tuple[str, ...], list[Record]] = {}
    for record in records:
        together.setdefault(matter(record.claim, with_value=True), []).append(record)
    weighed = [
        Weighed(record, uncertainty(record.claim.score), findings)
        for same in together.values()
        for record, findings in zip(same, _findings(same), strict=True)
    ]
    return tuple(sorted(weighed, key=lambda w: (-w.weight, -w.findings, w.record.id)))


def uncertainty(score: float) -> float:
    """0 where the extractor is sure either way, 1 where it could as well toss a coin."""
    return 1 - abs(2 * score - 1)


def _findings(same: Sequence[Record]) -> list[float]:
    """For each of the records of one matter: how many findings change if it alone is left out."""
    is_tie = relation(same[0].claim.relation).group is RelationGroup.TIE
    if not is_tie or len(same) > _CROWD:
        return [1 / len(same)] * len(same)
    whole = _told(ties(same))
    found = []
    for number in range(len(same)):
        without = _told(ties([*same[:number], *same[number + 1 :]]))
        changed = sum(whole[finding] != without.get(finding) for finding in whole)
        found.append(changed + 1 / len(same))
    return found


def _told(found: Sequence[TieHistory]) -> dict[str, object]:
    """What is said about the tie, finding by finding; nothing where there is no tie left."""
    if not found:
        return {}
    tie = found[0]
    return {
        "recorded": True,
        "state": tie.state,
        "since": tie.since,
        "until": tie.until,
        "certainty": tie.certainty,
        "contested": tie.contested,
    }
