"""Known actors: what lists that were made elsewhere say, and which actors of the casefile they are."""

import sqlalchemy as sa
from alembic import op

from allegiance.casefile.known_index import KEYS
from allegiance.casefile.sqlite import keep_forever

revision = "0004"
down_revision = "0003"

_TABLES = ("known_file", "known_actor", "known_name", "known_office", "known_tie")


def upgrade() -> None:
    _table("known_file", *(_text(name) for name in ("id", "name", "data_set", "format", "content_hash")))
    _table(
        "known_actor",
        _int("known_file_key"),
        *(_text(name) for name in ("id", "own_id", "scope", "place", "name")),
        _text("kind", nullable=True),
        _text("countries"),
        *_interval("existed"),
        _text("url", nullable=True),
        _text("same_as", nullable=True),
        _text("notes"),
        _text("digest"),
        refers="known_file",
    )
    _table(
        "known_name",
        _int("known_actor_key"),
        _text("name"),
        _text("use"),
        *_interval("held"),
        refers="known_actor",
    )
    _table(
        "known_office",
        _int("known_actor_key"),
        _text("title"),
        _text("body", nullable=True),
        *_interval("held"),
        refers="known_actor",
    )
    _table("known_tie", _int("actor_key"), _text("known"), _text("reason"), refers="actor")
    _index("known_file", "id", unique=True)
    for table, column in (
        ("known_actor", "id"),
        ("known_actor", "known_file_key"),
        ("known_name", "known_actor_key"),
        ("known_office", "known_actor_key"),
        ("known_tie", "actor_key"),
        ("known_tie", "known"),
    ):
        _index(table, column)
    op.execute(KEYS)
    keep_forever(op.get_bind(), _TABLES)


def _table(name: str, *columns: sa.Column[object], refers: str | None = None) -> None:
    keys = [sa.ForeignKeyConstraint(["log_key"], ["log.key"], name=op.f(f"fk_{name}_log_key"))]
    if refers:
        keys.append(
            sa.ForeignKeyConstraint(
                [f"{refers}_key"], [f"{refers}.key"], name=op.f(f"fk_{name}_{refers}_key")
            )
        )
    op.create_table(
        name,
        _int("key"),
        _int("log_key"),
        *columns,
        *keys,
        sa.PrimaryKeyConstraint("key", name=op.f(f"pk_{name}")),
    )


def _index(table: str, column: str, *, unique: bool = False) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=unique)


def _text(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _int(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _interval(name: str) -> tuple[sa.Column[object], ...]:
    return (
        _text(name, nullable=True),
        *(_int(f"{name}_{part}", nullable=True) for part in ("rough", "start", "end")),
    )
