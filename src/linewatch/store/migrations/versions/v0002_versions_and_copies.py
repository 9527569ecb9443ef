"""Version 2: versions and copies of reports, what was set aside with its bytes, and every table that came with it.

It makes whatever `schema.metadata` has beyond version 1, so that rooms may add tables until version 2 is released. When
it is, freeze it: write out the tables as version 1 does, and begin version 3.
"""

from __future__ import annotations

from alembic import op

from linewatch.store import schema
from linewatch.store.kinship import relate_all
from linewatch.store.upgrading import add_missing

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add what version 1 lacks, and find the versions and copies among the articles that are there."""
    add_missing(op.get_bind(), schema.metadata)
    relate_all(op.get_bind())
