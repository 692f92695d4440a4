"""The first schema: documents, readings, actors, claims and the log."""

import sqlalchemy as sa
from alembic import op

from allegiance.casefile.sqlite import keep_forever
from allegiance.casefile.sqlite_words import WORDS

revision = "0001"
down_revision = None

_TABLES = (
    "log",
    "run",
    "document",
    "passage",
    "reading",
    "actor",
    "naming",
    "actor_name",
    "name_use",
    "chain",
    "identity",
    "mention",
    "claim",
    "evidence",
    "problem",
)


def upgrade() -> None:
    _log()
    _run()
    _document()
    _passage()
    _reading()
    _actor()
    _naming()
    _actor_name()
    _name_use()
    _chain()
    _identity()
    _mention()
    _claim()
    _evidence()
    _problem()
    op.execute(WORDS)
    keep_forever(op.get_bind(), _TABLES)


def _log() -> None:
    op.create_table(
        "log",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("run_key", sa.Integer(), nullable=True),
        sa.Column("recorded", sa.Text(), nullable=False),
        sa.Column("payload_hash", sa.Text(), nullable=False),
        sa.Column("previous_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_log")),
    )


def _run() -> None:
    op.create_table(
        "run",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("log_key", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("extractor", sa.Text(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["log_key"], ["log.key"], name=op.f("fk_run_log_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_run")),
    )
    op.create_index(op.f("ix_run_id"), "run", ["id"], unique=True)


def _document() -> None:
    op.create_table(
        "document",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("log_key", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("published_rough", sa.Integer(), nullable=True),
        sa.Column("published_start", sa.Integer(), nullable=True),
        sa.Column("published_end", sa.Integer(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["log_key"], ["log.key"], name=op.f("fk_document_log_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_document")),
    )
    op.create_index(op.f("ix_document_id"), "document", ["id"], unique=True)
    op.create_index(op.f("ix_document_name"), "document", ["name"], unique=False)


def _passage() -> None:
    op.create_table(
        "passage",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("log_key", sa.Integer(), nullable=False),
        sa.Column("document_key", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["document_key"], ["document.key"], name=op.f("fk_passage_document_key")),
        sa.ForeignKeyConstraint(["log_key"], ["log.key"], name=op.f("fk_passage_log_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_passage")),
    )
    op.create_index(op.f("ix_passage_document_key_start"), "passage", ["document_key", "start"], unique=False)


def _reading() -> None:
    op.create_table(
        "reading",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("log_key", sa.Integer(), nullable=False),
        sa.Column("document_key", sa.Integer(), nullable=False),
        sa.Column("extractor", sa.Text(), nullable=False),
        sa.Column("supersedes", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["document_key"], ["document.key"], name=op.f("fk_reading_document_key")),
        sa.ForeignKeyConstraint(["log_key"], ["log.key"], name=op.f("fk_reading_log_key")),
        sa.ForeignKeyConstraint(["supersedes"], ["log.key"], name=op.f("fk_reading_supersedes")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_reading")),
    )
    op.create_index(
        op.f("ix_reading_document_key_extractor"), "reading", ["document_key", "extractor"], unique=True
    )
    op.create_index(op.f("ix_reading_log_key"), "reading", ["log_key"], unique=True)
    op.create_index(op.f("ix_reading_supersedes"), "reading", ["supersedes"], unique=False)


def _actor() -> None:
    op.create_table(
        "actor",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("log_key", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["log_key"], ["log.key"], name=op.f("fk_actor_log_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_actor")),
    )
    op.create_index(op.f("ix_actor_id"), "actor", ["id"], unique=True)


def _naming() -> None:
    op.create_table(
        "naming",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("log_key", sa.Integer(), nullable=False),
        sa.Column("actor_key", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["actor_key"], ["actor.key"], name=op.f("fk_naming_actor_key")),
        sa.ForeignKeyConstraint(["log_key"], ["log.key"], name=op.f("fk_naming_log_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_naming")),
    )
    op.create_index(op.f("ix_naming_actor_key"), "naming", ["actor_key"], unique=False)


def _actor_name() -> None:
    op.create_table(
        "actor_name",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("log_key", sa.Integer(), nullable=False),
        sa.Column("actor_key", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["actor_key"], ["actor.key"], name=op.f("fk_actor_name_actor_key")),
        sa.ForeignKeyConstraint(["log_key"], ["log.key"], name=op.f("fk_actor_name_log_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_actor_name")),
    )
    op.create_index(op.f("ix_actor_name_actor_key_name"), "actor_name", ["actor_key", "name"], unique=True)
    op.create_index(op.f("ix_actor_name_folded"), "actor_name", ["folded"], unique=False)


def _name_use() -> None:
    op.create_table(
        "name_use",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("log_key", sa.Integer(), nullable=False),
        sa.Column("actor_name_key", sa.Integer(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_name_key"], ["actor_name.key"], name=op.f("fk_name_use_actor_name_key")
        ),
        sa.ForeignKeyConstraint(["log_key"], ["log.key"], name=op.f("fk_name_use_log_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_name_use")),
    )
    op.create_index(op.f("ix_name_use_actor_name_key"), "name_use", ["actor_name_key"], unique=False)
    op.create_index(op.f("ix_name_use_log_key"), "name_use", ["log_key"], unique=False)


def _chain() -> None:
    op.create_table(
        "chain",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("log_key", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["log_key"], ["log.key"], name=op.f("fk_chain_log_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_chain")),
    )
    op.create_index(op.f("ix_chain_log_key"), "chain", ["log_key"], unique=False)


def _identity() -> None:
    op.create_table(
        "identity",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("log_key", sa.Integer(), nullable=False),
        sa.Column("chain_key", sa.Integer(), nullable=False),
        sa.Column("actor_key", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["actor_key"], ["actor.key"], name=op.f("fk_identity_actor_key")),
        sa.ForeignKeyConstraint(["chain_key"], ["chain.key"], name=op.f("fk_identity_chain_key")),
        sa.ForeignKeyConstraint(["log_key"], ["log.key"], name=op.f("fk_identity_log_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_identity")),
    )
    op.create_index(op.f("ix_identity_actor_key"), "identity", ["actor_key"], unique=False)
    op.create_index(op.f("ix_identity_chain_key"), "identity", ["chain_key"], unique=False)


def _mention() -> None:
    op.create_table(
        "mention",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("log_key", sa.Integer(), nullable=False),
        sa.Column("chain_key", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("head", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["chain_key"], ["chain.key"], name=op.f("fk_mention_chain_key")),
        sa.ForeignKeyConstraint(["log_key"], ["log.key"], name=op.f("fk_mention_log_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_mention")),
    )
    op.create_index(op.f("ix_mention_chain_key"), "mention", ["chain_key"], unique=False)


def _claim() -> None:
    op.create_table(
        "claim",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("log_key", sa.Integer(), nullable=False),
        sa.Column("document_key", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("subject_key", sa.Integer(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("object_key", sa.Integer(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("polarity", sa.Text(), nullable=False),
        sa.Column("certainty", sa.Text(), nullable=False),
        sa.Column("speaker_key", sa.Integer(), nullable=True),
        sa.Column("speaker_words", sa.Text(), nullable=True),
        sa.Column("cue", sa.Text(), nullable=True),
        sa.Column("valid", sa.Text(), nullable=True),
        sa.Column("valid_rough", sa.Integer(), nullable=True),
        sa.Column("valid_start", sa.Integer(), nullable=True),
        sa.Column("valid_end", sa.Integer(), nullable=True),
        sa.Column("order_day", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("extractor", sa.Text(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document_key"], ["document.key"], name=op.f("fk_claim_document_key")),
        sa.ForeignKeyConstraint(["log_key"], ["log.key"], name=op.f("fk_claim_log_key")),
        sa.ForeignKeyConstraint(["object_key"], ["actor.key"], name=op.f("fk_claim_object_key")),
        sa.ForeignKeyConstraint(["speaker_key"], ["actor.key"], name=op.f("fk_claim_speaker_key")),
        sa.ForeignKeyConstraint(["subject_key"], ["actor.key"], name=op.f("fk_claim_subject_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_claim")),
    )
    op.create_index(
        "ix_claim_as_of",
        "claim",
        [
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
        ],
        unique=False,
    )
    op.create_index(op.f("ix_claim_document_key"), "claim", ["document_key"], unique=False)
    op.create_index(op.f("ix_claim_id"), "claim", ["id"], unique=False)
    op.create_index(op.f("ix_claim_log_key"), "claim", ["log_key"], unique=False)
    op.create_index(op.f("ix_claim_object_key_order_day"), "claim", ["object_key", "order_day"], unique=False)
    op.create_index(op.f("ix_claim_order_day"), "claim", ["order_day"], unique=False)
    op.create_index(op.f("ix_claim_speaker_key"), "claim", ["speaker_key"], unique=False)
    op.create_index(
        op.f("ix_claim_subject_key_object_key_order_day"),
        "claim",
        ["subject_key", "object_key", "order_day"],
        unique=False,
    )
    op.create_index(
        op.f("ix_claim_subject_key_order_day"), "claim", ["subject_key", "order_day"], unique=False
    )


def _evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("log_key", sa.Integer(), nullable=False),
        sa.Column("claim_key", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["claim_key"], ["claim.key"], name=op.f("fk_evidence_claim_key")),
        sa.ForeignKeyConstraint(["log_key"], ["log.key"], name=op.f("fk_evidence_log_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_claim_key"), "evidence", ["claim_key"], unique=False)


def _problem() -> None:
    op.create_table(
        "problem",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("log_key", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["log_key"], ["log.key"], name=op.f("fk_problem_log_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_problem")),
    )
    op.create_index(op.f("ix_problem_log_key"), "problem", ["log_key"], unique=False)
