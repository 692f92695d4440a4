"""Claims in order of day and publication from every index; tallies of claims, actors and publishers."""

import sqlalchemy as sa
from alembic import op

from allegiance.casefile import tallies
from allegiance.casefile.sqlite import keep_forever, sqlite_connection

revision = "0003"
down_revision = "0002"

_DROPPED = (
    "subject_key_order_day",
    "object_key_order_day",
    "subject_key_object_key_order_day",
    "speaker_key",
)
_ORDERED = (
    (),
    ("subject_key",),
    ("object_key",),
    ("subject_key", "object_key"),
    ("speaker_key",),
    ("relation",),
)
_PUBLISHED = """
UPDATE claim SET published_day = coalesce(
    (SELECT published_start FROM document WHERE document.key = claim.document_key), 4000000
)"""


def upgrade() -> None:
    _published_day()
    for name in (*_DROPPED, "order_day"):
        op.drop_index(op.f(f"ix_claim_{name}"), "claim")
    for leading in _ORDERED:
        columns = [*leading, "order_day", "published_day"]
        op.create_index(op.f(f"ix_claim_{'_'.join(columns)}"), "claim", columns, unique=False)
    op.drop_index(op.f("ix_actor_name_folded"), "actor_name")
    op.create_index(
        op.f("ix_actor_name_folded_actor_key"), "actor_name", ["folded", "actor_key"], unique=False
    )
    connection = sqlite_connection(op.get_bind())
    tallies.create(connection)
    tallies.count_all(connection)


def _published_day() -> None:
    """The new column follows from the documents; the triggers that keep claims as they are stand aside for it."""
    column = sa.Column("published_day", sa.Integer(), nullable=False, server_default="4000000")
    op.add_column("claim", column)
    for act in ("update", "delete"):
        op.execute(f"DROP TRIGGER claim_no_{act}")
    op.execute(_PUBLISHED)
    keep_forever(op.get_bind(), ("claim",))
