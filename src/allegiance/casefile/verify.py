"""Verifying: compute every hash again from the rows, and say what no longer agrees.

    log, in order ──► its rows from all tables ──► payload_hash ──► hash ──► the next act's previous_hash

A change of any byte of a record shows, unless somebody computes the whole chain anew: where that matters,
note `head` elsewhere and compare.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Table, exc

from allegiance.casefile import schema, tallies
from allegiance.casefile.hashes import FIRST, act_hash, payload_hash
from allegiance.casefile.sqlite import faults_of_file, sqlite_connection
from allegiance.problem import Problem

_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Verification:
    """What a casefile holds, and what is wrong with it."""

    acts: int  # rows of the log
    head: str  # hash of the last one; the empty text where there is none
    problems: tuple[Problem, ...]

    @property
    def is_sound(self) -> bool:
        """Whether everything is as it was written."""
        return not self.problems


def verify(connection: Connection, noted: str | None = None) -> Verification:
    """Check the file and the chain; `noted` is a head that was written down elsewhere and must be in the chain."""
    problems = [Problem("file", fault) for fault in faults_of_file(connection)]
    chain = _Chain(noted)
    try:
        problems += chain.problems(connection)
        problems += _derived(connection)
    except (exc.DBAPIError, TypeError, ValueError) as fault:  # a damaged page, or a value of another type
        problems.append(
            Problem(f"act {chain.acts + 1}", f"cannot be read ({_reason(fault)}); restore a backup")
        )
    if noted is not None and not chain.noted_seen:
        problems.append(
            Problem(f"head {noted}", "is not in the chain: another casefile, or its log was made anew since")
        )
    return Verification(chain.acts, chain.head, tuple(problems))


def _derived(connection: Connection) -> Iterator[Problem]:
    """What follows from the record and no hash covers: compared with what it follows from."""
    claim, document = schema.claim, schema.document
    published = sa.func.coalesce(document.c.published_start, schema.UNDATED)
    moved = sa.select(claim.c.id).join(document, document.c.key == claim.c.document_key)
    for row in connection.execute(moved.where(claim.c.published_day != published).limit(1)):
        yield Problem(f"claim {row.id}", "is filed under another day than that of its document")
    for table in tallies.faults(sqlite_connection(connection)):
        yield Problem(
            table, "does not count what is recorded; to count anew, export as a folder and import it"
        )


class _Chain:
    """How far the log has been followed."""

    def __init__(self, noted: str | None) -> None:
        self.acts = 0
        self.head = FIRST
        self.noted_seen = noted == FIRST
        self._noted = noted

    def problems(self, connection: Connection) -> Iterator[Problem]:
        """What does not agree, act by act; raises where the file cannot be read on."""
        tables = [_Rows(connection, table) for table in schema.RECORDS]
        query = sa.select(schema.log).order_by(schema.log.c.key)
        for act in connection.execute(query.execution_options(yield_per=_BATCH)):
            yield from self._problems_of(act, tables)
            self.acts, self.head = act.key, act.hash
            self.noted_seen = self.noted_seen or act.hash == self._noted
        for rows in tables:
            if rows.next is not None:
                yield Problem(
                    f"{rows.name} {rows.next[0]}", "belongs to no act of the log; it was added later"
                )

    def _problems_of(self, act: Any, tables: list[_Rows]) -> Iterator[Problem]:
        place = f"act {act.key} ({act.kind} {act.what})"
        if act.key != self.acts + 1:
            yield Problem(place, f"follows act {self.acts}; what was between them is missing")
        if act.previous_hash != self.head:
            yield Problem(place, "does not continue the act before it")
        payload = payload_hash((rows.name, rows.of_act(act.key)) for rows in tables)
        if payload != act.payload_hash:
            yield Problem(place, "a text, quote, claim or judgement in it is not what was recorded")
        expected = act_hash(act.kind, act.what, act.run_key, act.recorded, payload, act.previous_hash)
        if payload == act.payload_hash and expected != act.hash:
            yield Problem(place, "its own kind, name, run or time is not what was recorded")


class _Rows:
    """The rows of one table, act by act."""

    def __init__(self, connection: Connection, table: Table) -> None:
        self.name = table.name
        query = sa.select(table).order_by(table.c.key).execution_options(yield_per=_BATCH)
        self._rows = iter(connection.execute(query))
        self._hashed = schema.hashed_columns(table)
        self.next: tuple[Any, ...] | None = self._take()

    def of_act(self, log_key: int) -> list[tuple[Any, ...]]:
        """Rows up to this act; one that claims an earlier act is out of order, and so spoils the hash."""
        found = []
        while self.next is not None and self.next[1] <= log_key:
            found.append(self.next)
            self.next = self._take()
        return found

    def _take(self) -> tuple[Any, ...] | None:
        row = next(self._rows, None)
        return None if row is None else tuple(row)[: self._hashed]


def _reason(fault: BaseException) -> str:
    return str(fault.orig if isinstance(fault, exc.DBAPIError) else fault)
