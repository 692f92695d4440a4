"""The journal: acts of recording are collected, chained by hash, and written many at a time.

    Sheet    the rows of one table that wait to be written
    Writer   all sheets of one transaction; `close_act` enters an act in the log, `flush` writes everything

Keys are given out here, counting on from the last ones in the file; the write lock makes that safe.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Table

from allegiance.casefile import schema, tallies
from allegiance.casefile.hashes import FIRST, act_hash, payload_hash
from allegiance.casefile.sqlite import insert_rows, sqlite_connection
from allegiance.casefile.sqlite_words import index_passages

Row = tuple[Any, ...]


class _Act:
    """The act of recording that rows belong to now; all sheets share it."""

    __slots__ = ("key",)

    def __init__(self, key: int) -> None:
        self.key = key


class Sheet:
    """Rows of one table that wait to be written; each begins with its key and the act that it belongs to."""

    __slots__ = ("_act", "_derived", "_last", "covered", "rows")

    def __init__(self, last: int, act: _Act, derived: int = 0) -> None:
        self.rows: list[Row] = []
        self._derived = derived  # columns at the end that no hash covers
        self._act = act
        self._last = last
        self.covered = 0  # rows that an earlier act covers

    def put(self, values: Row) -> int:
        """Add a row to the present act; returns its key."""
        self._last = key = self._last + 1
        self.rows.append((key, self._act.key) + values)  # noqa: RUF005 (faster than unpacking)
        return key

    def put_all(self, rows: Iterable[Row]) -> None:
        """Add many rows to the present act."""
        first, act = self._last + 1, self._act.key
        self.rows += [(key, act) + values for key, values in enumerate(rows, first)]  # noqa: RUF005
        self._last = self.rows[-1][0] if self.rows else self._last

    def of_act(self) -> list[Row]:
        """The rows of the act that ends here, without derived columns."""
        rows = self.rows[self.covered :]
        self.covered = len(self.rows)
        return [row[: -self._derived] for row in rows] if self._derived else rows


class Writer:
    """Collects the rows of one transaction; `flush` writes them."""

    def __init__(self, connection: Connection, recorded: str) -> None:
        self._connection = connection
        self._recorded = recorded
        last = _last_keys(connection)
        self._act = _Act(last["log"] + 1)
        self._log: list[Row] = []
        self._sheets = {
            str(table.name): Sheet(
                last[table.name], self._act, len(table.columns) - schema.hashed_columns(table)
            )
            for table in schema.RECORDS
        }
        self._hash = last_hash(connection)

    @property
    def log_key(self) -> int:
        """The act that rows put now belong to."""
        return self._act.key

    def sheet(self, table: str) -> Sheet:
        """Where rows of this table are put, one after the other."""
        return self._sheets[table]

    def put(self, table: str, *values: Any) -> int:
        """Add a row to the present act; its key and the act's come first."""
        return self._sheets[table].put(values)

    def close_act(self, kind: str, what: str, run_key: int | None) -> None:
        """Chain everything that was put since the last act to the log."""
        payload = payload_hash(
            [
                (name, sheet.of_act())
                for name, sheet in self._sheets.items()
                if len(sheet.rows) > sheet.covered
            ]
        )
        previous = self._hash
        self._hash = act_hash(kind, what, run_key, self._recorded, payload, previous)
        self._log.append((self._act.key, kind, what, run_key, self._recorded, payload, previous, self._hash))
        self._act.key += 1

    def flush(self) -> None:
        """Write all rows, the log first."""
        if self._log:
            insert_rows(self._connection, schema.log, self._log)
        for table in schema.RECORDS:
            rows = self._sheets[table.name].rows
            if rows:
                insert_rows(self._connection, table, rows)
        index_passages(self._connection, [(row[0], row[6], row[7]) for row in self._sheets["passage"].rows])
        if self._sheets["document"].rows or self._sheets["reading"].rows:
            tallies.count(sqlite_connection(self._connection), self._log[0][0], self._log[-1][0])


def last_hash(connection: Connection) -> str:
    """The hash of the last act; the empty text where there is none."""
    query = sa.select(schema.log.c.hash).order_by(schema.log.c.key.desc()).limit(1)
    return connection.execute(query).scalar_one_or_none() or FIRST


def _last_keys(connection: Connection) -> dict[str, int]:
    def last(table: Table) -> sa.Label[int]:
        highest = sa.select(sa.func.coalesce(sa.func.max(table.c.key), 0)).scalar_subquery()
        return highest.label(table.name)

    row = connection.execute(sa.select(*(last(table) for table in schema.metadata.tables.values()))).one()
    return dict(row._mapping)
