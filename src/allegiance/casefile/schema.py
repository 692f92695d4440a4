"""The tables of a casefile, all in one place.

    run ──► log ◄── every row below: which act of recording wrote it, when, in which run; chained by hash
             │
             ├── document ──► passage                 the text as published, cut into passages
             │      ▲            └─ passage_words     full-text index (SQLite: FTS5), derived
             │      │
             ├── reading                              what one extractor made of one document, or a person added to it
             │      ├── chain ──► mention             which words of the text are one actor
             │      │     └── identity ──► actor      which actor of the casefile that is, and why
             │      ├── claim ──► evidence            who stands how towards whom; the exact words
             │      ├── name_use ──► actor_name       how often the document uses a name
             │      └── problem                       what could not be understood
             │
             ├── actor ──► naming                     the name and kind it goes by; the last one counts
             │     └────► actor_name                  every surface form, with its folded form
             │
             ├── judgement                            what people decided; state is derived from it
             │
             └── known_file ──► known_actor           lists of actors made elsewhere: background, never a claim
                                  ├── known_name      their names, with their times
                                  ├── known_office    their offices, with theirs
                                  └── known_tie ──► actor   which actor of the casefile that is

Rules that hold for all tables
  * Append-only: triggers refuse UPDATE and DELETE. A later row corrects an earlier one.
  * `key` is the integer that joins use; `id` is the text that the outside sees and comes from the content.
  * The first two columns are always `key` and `log_key`; a table's rows lie in the order of the log.
  * A reading's rows carry the `log_key` of the reading; a newer reading of a document `supersedes` the older.
  * Days are proleptic ordinals (date.toordinal), half-open `[start, end)`. An open start is OPEN_START, an
    open end OPEN_END, so that comparisons and indexes need no special case. No time given: NULL in both.
  * `recorded` is UTC, 'YYYY-MM-DDTHH:MM:SS.ffffffZ': it sorts as text.
  * Offsets are half-open code points of `document.text`.
  * Columns marked `derived` follow from others, for the sake of an index; no hash covers them, `verify` compares them.
Only portable types are used here; what SQLite alone knows (FTS5, triggers, PRAGMAs) is in `sqlite.py`. Tables that are
counted from these, and could be counted again at any time, are in `tallies.py`.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, MetaData, Table, Text

OPEN_START = 0  # before the first ordinal, 1
OPEN_END = 4_000_000  # after the last ordinal, 3,652,059 (9999-12-31)
UNDATED = OPEN_END  # filed last: neither the claim nor its document has a date

SCHEMA_VERSION = 5  # PRAGMA user_version; one more with each migration
SAME_RECORD = (4, 5)  # schemas whose records are the same: they differ in what is counted from them

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _key() -> Column[int]:
    return Column("key", Integer, primary_key=True)


def _to(table: str, column: str | None = None, *, nullable: bool = False) -> Column[int]:
    return Column(column or f"{table}_key", Integer, ForeignKey(f"{table}.key"), nullable=nullable)


def _text(name: str, *, nullable: bool = False) -> Column[str]:
    return Column(name, Text, nullable=nullable)


def _int(name: str, *, nullable: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=nullable)


def _interval(name: str) -> tuple[Column[str], Column[int], Column[int], Column[int]]:
    """An interval as EDTF text, whether its ends are rough (0/1), first day and day after the last."""
    return (
        _text(name, nullable=True),
        _int(f"{name}_rough", nullable=True),
        _int(f"{name}_start", nullable=True),
        _int(f"{name}_end", nullable=True),
    )


# One row per act of recording. `hash` is SHA-256 over the columns before it, previous_hash among them;
# `payload_hash` covers every row that carries this log_key.
log = Table(
    "log",
    metadata,
    _key(),
    _text("kind"),  # run, document, reading, judgement, known, ties
    _text("what"),  # id of the run, document, judgement or list of known actors
    _int("run_key", nullable=True),  # NULL for judgements and lists: people have no run
    _text("recorded"),
    _text("payload_hash"),
    _text("previous_hash"),
    _text("hash"),
)

# One run of an extractor over any number of documents.
run = Table(
    "run",
    metadata,
    _key(),
    _to("log"),
    _text("id"),
    _text("extractor"),  # with its version: 'local/1'
    _text("settings"),  # JSON object, keys sorted
    Index(None, "id", unique=True),
)

document = Table(
    "document",
    metadata,
    _key(),
    _to("log"),
    _text("id"),
    _text("name"),
    _text("content_hash"),  # SHA-256 of the file
    _text("reader"),
    _text("language", nullable=True),
    _text("title", nullable=True),
    _text("author", nullable=True),
    _text("publisher", nullable=True),
    *_interval("published"),
    _text("url", nullable=True),
    _text("text"),  # last, so that reading the other columns need not pass over it
    Index(None, "id", unique=True),
    Index(None, "name"),
)

passage = Table(
    "passage",
    metadata,
    _key(),
    _to("log"),
    _to("document"),
    _int("start"),
    _int("end"),
    _text("kind"),
    _text("quote"),
    _text(
        "folded", nullable=True
    ),  # words in Arabic script, folded, for the search; NULL where there are none
    Index(None, "document_key", "start"),
)

reading = Table(
    "reading",
    metadata,
    _key(),
    _to("log"),
    _to("document"),
    _text("extractor"),
    _to("log", "supersedes", nullable=True),  # log_key of the reading before
    Index(None, "document_key", "extractor", unique=True),
    Index(None, "supersedes"),
    Index(None, "log_key", unique=True),
)

actor = Table(
    "actor",
    metadata,
    _key(),
    _to("log"),
    _text("id"),
    Index(None, "id", unique=True),
)

# What an actor is called and what kind it is; written when first met and whenever that changes.
naming = Table(
    "naming",
    metadata,
    _key(),
    _to("log"),
    _to("actor"),
    _text("name"),
    _text("kind", nullable=True),
    Index(None, "actor_key"),
)

actor_name = Table(
    "actor_name",
    metadata,
    _key(),
    _to("log"),
    _to("actor"),
    _text("name"),
    _text("folded"),
    Index(None, "actor_key", "name", unique=True),
    Index(None, "folded", "actor_key"),
)

name_use = Table(
    "name_use",
    metadata,
    _key(),
    _to("log"),
    _to("actor_name"),
    _int("uses"),  # mentions with this form in the document of this reading
    Index(None, "actor_name_key"),
    Index(None, "log_key"),
)

chain = Table(
    "chain",
    metadata,
    _key(),
    _to("log"),
    _text("name"),
    _text("kind", nullable=True),
    Index(None, "log_key"),
)

identity = Table(
    "identity",
    metadata,
    _key(),
    _to("log"),
    _to("chain"),
    _to("actor"),
    _text("reason"),
    Index(None, "chain_key"),
    Index(None, "actor_key"),
)

mention = Table(
    "mention",
    metadata,
    _key(),
    _to("log"),
    _to("chain"),
    _int("start"),
    _int("end"),
    _text("text"),
    _text("form"),  # named, nominal, pronominal
    _text("kind", nullable=True),
    _int("head"),
    Column("score", Float, nullable=False),
    _text("reason"),
    _text("link"),  # why it belongs to its chain
    Index(None, "chain_key"),
)

claim = Table(
    "claim",
    metadata,
    _key(),
    _to("log"),
    _to("document"),
    _text("id"),
    _to("actor", "subject_key"),
    _text("relation"),
    _to("actor", "object_key", nullable=True),
    _text("value", nullable=True),
    _text("phase"),
    _text("polarity"),
    _text("certainty"),
    _to("actor", "speaker_key", nullable=True),
    _text("speaker_words", nullable=True),  # NULL: the author speaks
    _text("cue", nullable=True),
    *_interval("valid"),
    _int(
        "order_day"
    ),  # where a chronology files it: first valid day, else first day of publication, else UNDATED
    _int("start"),  # offset of its first quote
    _text("place", nullable=True),
    Column("score", Float, nullable=False),
    _text("extractor"),
    _text("reasons"),  # JSON array of text
    # derived: first day of publication, UNDATED where there is none; a chronology goes on by it within a day
    Column("published_day", Integer, nullable=False, server_default=str(UNDATED), info={"derived": True}),
    Index(None, "id"),
    Index(None, "log_key"),
    Index(None, "document_key"),
    # Each of these gives claims in chronological order without sorting; the key, which is in every index, comes last.
    Index(None, "order_day", "published_day"),
    Index(None, "subject_key", "order_day", "published_day"),
    Index(None, "object_key", "order_day", "published_day"),
    Index(None, "subject_key", "object_key", "order_day", "published_day"),
    Index(None, "speaker_key", "order_day", "published_day"),
    Index(None, "relation", "order_day", "published_day"),
    # Who stood with whom on a day: everything that the question needs is in the index.
    Index(
        "ix_claim_as_of",
        "valid_end",
        "valid_start",
        "log_key",
        "subject_key",
        "object_key",
        "relation",
        "phase",
        "polarity",
        "certainty",
        "score",
    ),
)

evidence = Table(
    "evidence",
    metadata,
    _key(),
    _to("log"),
    _to("claim"),
    _int("start"),
    _int("end"),
    _text("kind"),
    _text("quote"),
    Index(None, "claim_key"),
)

problem = Table(
    "problem",
    metadata,
    _key(),
    _to("log"),
    _text("place"),
    _text("message"),
    Index(None, "log_key"),
)

# A decision by a person or a rule. Nothing is rewritten: an undo is a row that names the row it voids.
judgement = Table(
    "judgement",
    metadata,
    _key(),
    _to("log"),
    _text("id"),
    _text("kind"),  # accept, reject, correct, comment, merge, split, apart, add, undo
    _text("target"),  # id of a claim, an actor or a mention by hand
    _text("field", nullable=True),  # correct: which field of the claim; add: claim or mention
    _text(
        "value", nullable=True
    ),  # correct: its new value; split: documents, a JSON array of ids; add: what, JSON
    _text("other", nullable=True),  # merge: the actor that remains; split: the actor that leaves
    _text("by"),
    _text("why"),
    _text("undoes", nullable=True),  # undo: id of the judgement that it voids
    Index(None, "id", unique=True),
    Index(None, "target"),
    Index(None, "kind"),
)

# A version of a list of known actors that was imported. What lists say is background: no claim rests on it.
known_file = Table(
    "known_file",
    metadata,
    _key(),
    _to("log"),
    _text("id"),
    _text("name"),
    _text("data_set"),  # whose list it is
    _text("format"),
    _text("content_hash"),  # SHA-256 of the file
    Index(None, "id", unique=True),
)

# What a list says of one actor; the last row of an id counts.
known_actor = Table(
    "known_actor",
    metadata,
    _key(),
    _to("log"),
    _to("known_file"),
    _text("id"),
    _text("own_id"),  # what the list calls it
    _text("scope"),  # whose id that is
    _text("place"),  # where in the file
    _text("name"),
    _text("kind", nullable=True),
    _text("countries"),  # JSON array of names of countries
    *_interval("existed"),
    _text("url", nullable=True),
    _text("same_as", nullable=True),  # item of Wikidata
    _text("notes"),  # JSON array of pairs of texts
    _text("digest"),  # equal where nothing has changed; empty: taken out of the list
    Index(None, "id"),
    Index(None, "known_file_key"),
)

known_name = Table(
    "known_name",
    metadata,
    _key(),
    _to("log"),
    _to("known_actor"),
    _text("name"),
    _text("use"),  # main, alias, former, weak
    *_interval("held"),
    Index(None, "known_actor_key"),
)

known_office = Table(
    "known_office",
    metadata,
    _key(),
    _to("log"),
    _to("known_actor"),
    _text("title"),
    _text("body", nullable=True),
    *_interval("held"),
    Index(None, "known_actor_key"),
)

# Which actor of the casefile a known actor was found to be, and why.
known_tie = Table(
    "known_tie",
    metadata,
    _key(),
    _to("log"),
    _to("actor"),
    _text("known"),  # id of the known actor
    _text("reason"),
    Index(None, "actor_key"),
    Index(None, "known"),
)

RECORDS: tuple[Table, ...] = tuple(table for table in metadata.tables.values() if table is not log)


def hashed_columns(table: Table) -> int:
    """How many columns the hash of an act covers: all but the derived ones, which come last."""
    return sum(not column.info.get("derived") for column in table.columns)
