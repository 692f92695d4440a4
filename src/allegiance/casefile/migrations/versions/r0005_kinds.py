"""How many actors of each kind documents name is kept, so that nobody has to count them."""

from alembic import op

from allegiance.casefile import tallies
from allegiance.casefile.sqlite import sqlite_connection

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    tallies.add_kinds(sqlite_connection(op.get_bind()))
