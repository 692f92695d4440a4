"""Finding claims: from what is asked to records in chronological order, in batches, each quote verified.

    Asked ──keys in order──► rows ──actors, evidence, judgements──► Record ──► what fits after judgements

Claims that people corrected are fetched apart and fitted in, since SQL sees only what was first written.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator

from sqlalchemy import Connection

from allegiance.casefile.asking import Asked, Order, Parties, corrected_keys, keys, still_fits
from allegiance.casefile.assembly import Assembly, Found
from allegiance.casefile.decisions import Decided, decided
from allegiance.casefile.record import Record
from allegiance.errors import UsageError


def claims(connection: Connection, asked: Asked) -> Iterator[Record]:
    """Records in order of valid start, publication and recording.

    Raises: UnknownActor, UsageError; CasefileError for a quote that its document does not hold.
    """
    made = decided(connection, asked.known)
    parties = Parties.of(connection, made.who, asked)
    assembly = Assembly(connection, made, asked.known, include_rejected=asked.include_rejected)
    after = None if asked.after is None else _place(connection, asked, made)
    found = assembly.found(keys(connection, asked, parties, made, after), without=made.corrected)
    if corrected := corrected_keys(connection, asked, made):
        touched = (f for f in assembly.found(corrected) if still_fits(asked, f.record.claim, f.order[0]))
        fitting = (f for f in touched if after is None or f.order > after)
        found = heapq.merge(found, sorted(fitting, key=_order), key=_order)
    return (f.record for f in found if parties.fit(f.parties))


def _place(connection: Connection, asked: Asked, made: Decided) -> Order:
    """Where in the order a claim stands. Raises: UsageError where there is none."""
    one = Asked(ids=[asked.after or ""], run=asked.run, known=asked.known)
    everything = Assembly(connection, made, asked.known, include_rejected=True)
    found = everything.found(keys(connection, one, Parties(None, None, None), made))
    for claim in found:
        return claim.order
    raise UsageError(f"there is no claim {asked.after!r} in this casefile to go on after")


def _order(found: Found) -> Order:
    return found.order
