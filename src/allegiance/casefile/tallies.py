"""Tallies: counts that an overview shows at once, kept up with every reading that is written.

    tally_publisher   documents and span of each publisher; `alone`: matters that nobody else carries
    tally_claim       claims by publisher, certainty and score in hundredths
    tally_actor       mentions, claims, documents, publishers, span and kind of each actor that documents name
    tally_kind        how many actors of each kind documents name
    tally_naming      in how many of a publisher's documents an actor is named
    tally_matter      how many claims of a publisher are about a matter: who stands how towards whom
    passage_claim     which claims have words in which passage

They follow from the record: no hash covers them, and they can be counted again at any time. Present readings count; a
reading that replaces another takes its counts back. What people decided is not in them; whoever asks applies it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from allegiance.claims.relations import relations

_KIND_TABLE = "CREATE TABLE tally_kind (kind TEXT PRIMARY KEY, actors INTEGER NOT NULL) WITHOUT ROWID"
# The list of the actors of each kind in its order, so that a page is read and hardly anything sorted.
_KIND_INDEX = "CREATE INDEX ix_tally_actor_listed ON tally_actor (kind, uses DESC, actor_key)"
TABLES = (
    """CREATE TABLE tally_publisher (
        publisher_key INTEGER PRIMARY KEY, publisher TEXT NOT NULL UNIQUE, documents INTEGER NOT NULL,
        first_day INTEGER, last_day INTEGER, alone INTEGER NOT NULL DEFAULT 0)""",
    """CREATE TABLE tally_claim (
        publisher_key INTEGER NOT NULL, certainty TEXT NOT NULL, percent INTEGER NOT NULL, claims INTEGER NOT NULL,
        PRIMARY KEY (publisher_key, certainty, percent)) WITHOUT ROWID""",
    """CREATE TABLE tally_actor (
        actor_key INTEGER PRIMARY KEY, uses INTEGER NOT NULL, claims INTEGER NOT NULL, documents INTEGER NOT NULL,
        publishers INTEGER NOT NULL DEFAULT 0, first_day INTEGER, last_day INTEGER, kind TEXT NOT NULL DEFAULT '')""",
    _KIND_TABLE,
    """CREATE TABLE tally_naming (
        actor_key INTEGER NOT NULL, publisher_key INTEGER NOT NULL, documents INTEGER NOT NULL,
        PRIMARY KEY (actor_key, publisher_key)) WITHOUT ROWID""",
    """CREATE TABLE tally_matter (
        subject_key INTEGER NOT NULL, relation TEXT NOT NULL, object_key INTEGER NOT NULL, value TEXT NOT NULL,
        publisher_key INTEGER NOT NULL, claims INTEGER NOT NULL,
        PRIMARY KEY (subject_key, relation, object_key, value, publisher_key)) WITHOUT ROWID""",
    """CREATE TABLE passage_claim (
        relation TEXT NOT NULL, certainty TEXT NOT NULL, passage_key INTEGER NOT NULL, claim_key INTEGER NOT NULL,
        PRIMARY KEY (relation, certainty, passage_key, claim_key)) WITHOUT ROWID""",
    _KIND_INDEX,
    "CREATE INDEX ix_tally_naming_gone ON tally_naming (documents) WHERE documents = 0",
    "CREATE INDEX ix_tally_matter_gone ON tally_matter (claims) WHERE claims = 0",
)

_SAME = " AND ".join(
    f"m.{column} = {{row}}.{column}" for column in ("subject_key", "relation", "object_key", "value")
)
_OTHER = f"FROM tally_matter AS m WHERE {_SAME} AND m.publisher_key <> {{row}}.publisher_key"
# A matter that one publisher carries is alone with it until a second one carries it too.
_ALONE = """
CREATE TRIGGER tally_matter_{name} AFTER {act} ON tally_matter BEGIN
    UPDATE tally_publisher SET alone = alone {own} 1
    WHERE publisher_key = {row}.publisher_key AND NOT EXISTS (SELECT 1 {other});
    UPDATE tally_publisher SET alone = alone {theirs} 1 WHERE publisher_key = (
        SELECT CASE count(*) WHEN 1 THEN max(publisher_key) END FROM (SELECT m.publisher_key {other} LIMIT 2));
END"""
_PUBLISHERS = """
CREATE TRIGGER tally_naming_{name} AFTER {act} ON tally_naming BEGIN
    UPDATE tally_actor SET publishers = publishers {own} 1 WHERE actor_key = {row}.actor_key;
END"""
# An actor is of the kind that it was last said to be; '' where that is not known.
_KIND = "coalesce((SELECT kind FROM naming WHERE actor_key = {row}.actor_key ORDER BY key DESC LIMIT 1), '')"
_ADD_KIND = """INSERT INTO tally_kind VALUES ({row}.kind, {sign} ({row}.documents > 0))
    ON CONFLICT DO UPDATE SET actors = actors + excluded.actors;"""
_KINDS = (
    """CREATE TRIGGER naming_kind AFTER INSERT ON naming BEGIN
    UPDATE tally_actor SET kind = coalesce(NEW.kind, '') WHERE actor_key = NEW.actor_key;
END""",
    f"""CREATE TRIGGER tally_actor_more AFTER INSERT ON tally_actor BEGIN
    {_ADD_KIND.format(row="NEW", sign="+")}
    UPDATE tally_actor SET kind = {_KIND.format(row="NEW")} WHERE actor_key = NEW.actor_key;
END""",
    f"""CREATE TRIGGER tally_actor_other AFTER UPDATE OF documents, kind ON tally_actor
WHEN (OLD.documents > 0) <> (NEW.documents > 0) OR OLD.kind <> NEW.kind BEGIN
    {_ADD_KIND.format(row="OLD", sign="-")}
    {_ADD_KIND.format(row="NEW", sign="+")}
END""",
)
_BY_KIND = "SELECT kind, count(*) FROM tally_actor WHERE documents > 0 GROUP BY kind"

_CHANGED = """
WITH changed (log_key, document_key, sign) AS (
    SELECT log_key, document_key, 1 FROM reading WHERE log_key BETWEEN :first AND :last
    UNION ALL
    SELECT supersedes, document_key, -1 FROM reading
    WHERE log_key BETWEEN :first AND :last AND supersedes IS NOT NULL
)"""
_PRESENT = """
WITH changed (log_key, document_key, sign) AS (
    SELECT log_key, document_key, 1 FROM reading AS r
    WHERE NOT EXISTS (SELECT 1 FROM reading AS later WHERE later.supersedes = r.log_key)
)"""
_OF_PUBLISHER = """
    CROSS JOIN document AS d ON d.key = changed.document_key
    CROSS JOIN tally_publisher AS p ON p.publisher = coalesce(d.publisher, '')"""
_FIRST_DAY, _LAST_DAY = (
    "nullif(d.published_start, 0)",
    "nullif(d.published_end, 4000000) - 1",
)  # open ends are none
_NAMED = f"""
    SELECT identity.actor_key, p.publisher_key, changed.sign, changed.document_key,
        {_FIRST_DAY} AS first_day, {_LAST_DAY} AS last_day
    FROM changed
    CROSS JOIN chain ON chain.log_key = changed.log_key
    CROSS JOIN identity ON identity.chain_key = chain.key {_OF_PUBLISHER}
    GROUP BY changed.log_key, identity.actor_key"""

_DOCUMENTS = f"""
INSERT INTO tally_publisher (publisher_key, publisher, documents, first_day, last_day)
SELECT min(d.key), coalesce(d.publisher, '') AS publisher_name, count(*), min({_FIRST_DAY}), max({_LAST_DAY})
FROM document AS d WHERE d.log_key BETWEEN :first AND :last GROUP BY publisher_name
ON CONFLICT (publisher) DO UPDATE SET documents = documents + excluded.documents,
    first_day = min(coalesce(first_day, excluded.first_day), coalesce(excluded.first_day, first_day)),
    last_day = max(coalesce(last_day, excluded.last_day), coalesce(excluded.last_day, last_day))"""

_CLAIMS = f"""
SELECT p.publisher_key, c.certainty, CAST(c.score * 100 + 1e-9 AS INTEGER) AS percent, sum(changed.sign) AS claims
FROM changed CROSS JOIN claim AS c ON c.log_key = changed.log_key {_OF_PUBLISHER}
GROUP BY p.publisher_key, c.certainty, percent HAVING sum(changed.sign) <> 0"""
_ADD_CLAIMS = "ON CONFLICT DO UPDATE SET claims = claims + excluded.claims"

_ACTORS = f"""
SELECT actor_key, sum(uses) AS uses, sum(claims) AS claims, sum(documents) AS documents,
    min(first_day) AS first_day, max(last_day) AS last_day
FROM (
    SELECT n.actor_key, u.uses * changed.sign AS uses, 0 AS claims, 0 AS documents, NULL AS first_day,
        NULL AS last_day
    FROM changed CROSS JOIN name_use AS u ON u.log_key = changed.log_key
    CROSS JOIN actor_name AS n ON n.key = u.actor_name_key
    UNION ALL
    SELECT c.subject_key, 0, changed.sign, 0, NULL, NULL
    FROM changed CROSS JOIN claim AS c ON c.log_key = changed.log_key
    UNION ALL
    SELECT c.object_key, 0, changed.sign, 0, NULL, NULL
    FROM changed CROSS JOIN claim AS c ON c.log_key = changed.log_key WHERE c.object_key <> c.subject_key
    UNION ALL
    SELECT actor_key, 0, 0, sign, CASE sign WHEN 1 THEN first_day END, CASE sign WHEN 1 THEN last_day END
    FROM ({_NAMED})
) GROUP BY actor_key"""
_ADD_ACTORS = """
ON CONFLICT DO UPDATE SET uses = uses + excluded.uses, claims = claims + excluded.claims,
    documents = documents + excluded.documents,
    first_day = min(coalesce(first_day, excluded.first_day), coalesce(excluded.first_day, first_day)),
    last_day = max(coalesce(last_day, excluded.last_day), coalesce(excluded.last_day, last_day))"""

_NAMINGS = f"""
SELECT actor_key, publisher_key, sum(sign) AS documents FROM ({_NAMED})
GROUP BY actor_key, publisher_key HAVING sum(sign) <> 0"""
_ADD_NAMINGS = "ON CONFLICT DO UPDATE SET documents = documents + excluded.documents"

_PASSAGES = """
SELECT c.relation, c.certainty, p.key AS passage_key, c.key AS claim_key
FROM changed CROSS JOIN claim AS c ON c.log_key = changed.log_key
CROSS JOIN evidence AS e ON e.claim_key = c.key
CROSS JOIN passage AS p ON p.document_key = c.document_key AND p.start < e."end" AND p."end" > e.start
WHERE changed.sign = {sign} GROUP BY c.key, p.key"""

# Who was named in a document and is not in its later reading; first and last day may be others then.
_LOST = f"""
SELECT DISTINCT lost.actor_key FROM (
    SELECT actor_key, document_key, first_day, last_day, sum(sign) AS left_over FROM ({_NAMED})
    GROUP BY actor_key, document_key
) AS lost CROSS JOIN tally_actor AS t ON t.actor_key = lost.actor_key
WHERE left_over < 0 AND (t.first_day IS lost.first_day OR t.last_day IS lost.last_day)"""
_DAYS_OF_LOST = f"""
UPDATE tally_actor SET (first_day, last_day) = (
    SELECT min({_FIRST_DAY}), max({_LAST_DAY})
    FROM identity CROSS JOIN chain ON chain.key = identity.chain_key
    CROSS JOIN reading ON reading.log_key = chain.log_key CROSS JOIN document AS d ON d.key = reading.document_key
    WHERE identity.actor_key = tally_actor.actor_key
        AND NOT EXISTS (SELECT 1 FROM reading AS later WHERE later.supersedes = reading.log_key)
) WHERE actor_key IN ({_LOST})"""


def create(connection: sqlite3.Connection) -> None:
    """Make the tables, and the triggers by which tallies of tallies follow."""
    for statement in TABLES:
        connection.execute(statement)
    for name, act, row, own, theirs in (
        ("more", "INSERT", "NEW", "+", "-"),
        ("less", "DELETE", "OLD", "-", "+"),
    ):
        other = _OTHER.format(row=row)
        for trigger in (_ALONE, _PUBLISHERS):
            connection.execute(
                trigger.format(name=name, act=act, row=row, own=own, theirs=theirs, other=other)
            )
    for trigger in _KINDS:
        connection.execute(trigger)


def add_kinds(connection: sqlite3.Connection) -> None:
    """Count the kinds in a casefile that has the other tallies."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'tally_kind'").fetchone():
        return  # its tallies were made by this version
    connection.execute("ALTER TABLE tally_actor ADD COLUMN kind TEXT NOT NULL DEFAULT ''")
    connection.execute("DROP INDEX ix_tally_actor_uses")
    connection.execute(f"UPDATE tally_actor SET kind = {_KIND.format(row='tally_actor')}")
    for statement in (_KIND_INDEX, _KIND_TABLE, f"INSERT INTO tally_kind {_BY_KIND}", *_KINDS):
        connection.execute(statement)


def count(connection: sqlite3.Connection, first: int, last: int) -> None:
    """Count what the acts from `first` to `last`, just written, bring and what they replace."""
    acts = {"first": first, "last": last}
    connection.execute(_DOCUMENTS, acts)
    for table, columns, counted, adding in _counted():
        connection.execute(f"{_CHANGED} INSERT INTO {table} ({columns}) {counted} {adding}", acts)
    replaced = (
        "SELECT 1 FROM reading WHERE log_key BETWEEN :first AND :last AND supersedes IS NOT NULL LIMIT 1"
    )
    if connection.execute(replaced, acts).fetchone():
        gone = f"{_CHANGED} DELETE FROM passage_claim WHERE (relation, certainty, passage_key, claim_key) IN "
        connection.execute(f"{gone} ({_PASSAGES.format(sign=-1)})", acts)
        connection.execute("DELETE FROM tally_claim WHERE claims = 0")
        connection.execute("DELETE FROM tally_matter WHERE claims = 0")
        connection.execute("DELETE FROM tally_naming WHERE documents = 0")
        connection.execute(_CHANGED + _DAYS_OF_LOST, acts)


def count_all(connection: sqlite3.Connection) -> None:
    """Count a casefile that has no tallies yet."""
    acts = connection.execute("SELECT coalesce(max(key), 0) FROM log").fetchone()[0]
    connection.execute(_DOCUMENTS, {"first": 1, "last": acts})
    for table, columns, counted, _ in _counted():
        connection.execute(f"{_PRESENT} INSERT INTO {table} ({columns}) {counted}")


def faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Names of tables whose counts are not those of the record."""
    acts = connection.execute("SELECT coalesce(max(key), 0) FROM log").fetchone()[0]
    for table, kept, counted in _recounted():
        for one, other in ((kept, counted), (counted, kept)):
            query = f"{_PRESENT} SELECT * FROM ({one}) EXCEPT SELECT * FROM ({other}) LIMIT 1"
            if connection.execute(query, {"first": 1, "last": acts}).fetchone():
                yield table
                break


def _counted() -> Iterator[tuple[str, str, str, str]]:
    """Table, its columns, what is counted into them, and how it is added to what is there."""
    yield "tally_claim", "publisher_key, certainty, percent, claims", _CLAIMS, _ADD_CLAIMS
    yield "tally_actor", "actor_key, uses, claims, documents, first_day, last_day", _ACTORS, _ADD_ACTORS
    yield "tally_naming", "actor_key, publisher_key, documents", _NAMINGS, _ADD_NAMINGS
    yield (
        "tally_matter",
        "subject_key, relation, object_key, value, publisher_key, claims",
        matters(),
        _ADD_CLAIMS,
    )
    yield "passage_claim", "relation, certainty, passage_key, claim_key", _PASSAGES.format(sign=1), ""


def _recounted() -> Iterator[tuple[str, str, str]]:
    """Table, what it holds, and what it should hold; rows that only count nothing are left out."""
    for table, columns, counted, _ in _counted():
        where = "WHERE uses <> 0 OR claims <> 0 OR documents <> 0" if table == "tally_actor" else ""
        yield table, f"SELECT {columns} FROM {table} {where}", counted
    named = "SELECT actor_key, count(*) FROM tally_naming GROUP BY actor_key"
    yield "tally_actor", "SELECT actor_key, publishers FROM tally_actor WHERE publishers <> 0", named
    kinds = f"SELECT actor_key, {_KIND.format(row='tally_actor')} FROM tally_actor"
    yield "tally_actor", "SELECT actor_key, kind FROM tally_actor", kinds
    yield "tally_kind", "SELECT kind, actors FROM tally_kind WHERE actors <> 0", _BY_KIND
    documents = (
        f"SELECT min(d.key), coalesce(d.publisher, '') AS publisher_name, count(*), min({_FIRST_DAY}), "
        f"max({_LAST_DAY}) FROM document AS d GROUP BY publisher_name"
    )
    kept = "SELECT publisher_key, publisher, documents, first_day, last_day FROM tally_publisher"
    yield "tally_publisher", kept, documents
    alone = (
        "SELECT publisher_key, count(*) FROM (SELECT max(publisher_key) AS publisher_key FROM tally_matter "
        "GROUP BY subject_key, relation, object_key, value HAVING count(*) = 1) GROUP BY publisher_key"
    )
    yield "tally_publisher", "SELECT publisher_key, alone FROM tally_publisher WHERE alone <> 0", alone


def matters() -> str:
    """Matters by publisher, as `analysis/matter.py` has them: either way round where the relation is symmetric."""
    symmetric = ", ".join(f"'{row.name}'" for row in relations().values() if row.symmetric)
    turned = f"c.object_key < c.subject_key AND c.relation IN ({symmetric})"
    return f"""
SELECT CASE WHEN {turned} THEN c.object_key ELSE c.subject_key END AS subject_key, c.relation,
    CASE WHEN {turned} THEN c.subject_key ELSE coalesce(c.object_key, 0) END AS object_key,
    CASE WHEN c.object_key IS NULL THEN coalesce(c.value, '') ELSE '' END AS value,
    p.publisher_key, sum(changed.sign) AS claims
FROM changed CROSS JOIN claim AS c ON c.log_key = changed.log_key {_OF_PUBLISHER}
GROUP BY 1, 2, 3, 4, 5 HAVING sum(changed.sign) <> 0"""
