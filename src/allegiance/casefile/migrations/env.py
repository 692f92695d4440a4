"""Run by alembic: migrates over the connection that `migrate.py` hands in, inside its transaction."""

from alembic import context

from allegiance.casefile.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
context.run_migrations()
