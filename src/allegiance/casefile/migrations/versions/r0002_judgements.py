"""Judgements: what people decide about claims and actors."""

import sqlalchemy as sa
from alembic import op

from allegiance.casefile.sqlite import keep_forever

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _judgement()
    keep_forever(op.get_bind(), ("judgement",))


def _judgement() -> None:
    op.create_table(
        "judgement",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("log_key", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("other", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("undoes", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["log_key"], ["log.key"], name=op.f("fk_judgement_log_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_judgement")),
    )
    op.create_index(op.f("ix_judgement_id"), "judgement", ["id"], unique=True)
    op.create_index(op.f("ix_judgement_kind"), "judgement", ["kind"], unique=False)
    op.create_index(op.f("ix_judgement_target"), "judgement", ["target"], unique=False)
