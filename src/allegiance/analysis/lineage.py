"""Lineage: what became of a group, name after name.

Mahdi Army ──renamed_as──► Saraya al-Salam ──renamed_as──► …
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from allegiance.actors.actor import Actor
from allegiance.analysis.moment import filed, first_day
from allegiance.casefile.record import Record
from allegiance.claims.claim import Polarity


def later_names(records: Iterable[Record]) -> dict[str, tuple[Actor, ...]]:
    """For each group that took another name: what it was called next, and after that, in order.

    A denied re-naming does not count. Names that lead back to an earlier one end the row.
    """
    steps: dict[str, list[tuple[date, Actor]]] = {}
    for record in records:
        claim = record.claim
        if claim.relation == "renamed_as" and claim.object and claim.polarity is Polarity.AFFIRMED:
            time = filed(record)
            steps.setdefault(claim.subject.id, []).append(
                (first_day(time) if time else date.max, claim.object)
            )
    ordered = {old: [new for _, new in sorted(found, key=_by_day)] for old, found in steps.items()}
    return {old: _follow(old, ordered) for old in ordered}


def _by_day(step: tuple[date, Actor]) -> tuple[date, str]:
    return step[0], step[1].id


def _follow(first: str, steps: dict[str, list[Actor]]) -> tuple[Actor, ...]:
    """All later names, breadth first; each one once."""
    seen, row, waiting = {first}, [], [first]
    while waiting:
        for actor in steps.get(waiting.pop(0), ()):
            if actor.id not in seen:
                seen.add(actor.id)
                row.append(actor)
                waiting.append(actor.id)
    return tuple(row)
