"""The index of the names of known actors: which names have a key (`actors/known/name_keys.py`).

Derived, like the full-text table: no hash covers it, and it can be made anew from the names at any time. Only the last
version of each known actor is in it.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from allegiance.actors.known.known_actor import NameUse
from allegiance.actors.known.name_keys import sound_keys, words_key

KEYS = """
CREATE TABLE known_key (
    key TEXT NOT NULL, known_name_key INTEGER NOT NULL, PRIMARY KEY (key, known_name_key)
) WITHOUT ROWID"""
_NAMES = """
SELECT known_name.key, known_name.name, known_name.use FROM known_name
WHERE known_name.known_actor_key IN (SELECT max(key) FROM known_actor GROUP BY id)"""
_BATCH = 10_000


def put_in(connection: Connection, names: Iterable[tuple[int, str, str]]) -> None:
    """Enter names: key, name, use. Weak names are entered by their words only: they never join."""
    rows = [(key, number) for number, name, use in names for key in _keys(name, use)]
    rows.sort()
    if rows:
        connection.exec_driver_sql("INSERT OR IGNORE INTO known_key VALUES (?, ?)", rows)


def take_out(connection: Connection, names: Iterable[tuple[int, str, str]]) -> None:
    """Take names out that an older version of a known actor bore."""
    rows = [(key, number) for number, name, use in names for key in _keys(name, use)]
    if rows:
        connection.exec_driver_sql("DELETE FROM known_key WHERE key = ? AND known_name_key = ?", rows)


def make_anew(connection: Connection) -> None:
    """Make the whole index from the names."""
    connection.exec_driver_sql("DELETE FROM known_key")
    found = connection.exec_driver_sql(_NAMES)
    while rows := found.fetchmany(_BATCH):
        put_in(connection, ((row[0], row[1], row[2]) for row in rows))


def _keys(name: str, use: str) -> Iterable[str]:
    return (words_key(name),) if use == NameUse.WEAK else (words_key(name), *sound_keys(name))
