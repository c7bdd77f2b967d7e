"""Requests of appends; keys, kept checks and traces beside the log."""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0002"
down_revision: Final = "0001"

TEXT: Final = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "licet_request",
        sa.Column("actor", TEXT, primary_key=True),
        sa.Column("key", TEXT, primary_key=True),
        sa.Column("fingerprint", TEXT, nullable=False),
        sa.Column("positions", TEXT, nullable=False),
    )
    op.create_table(
        "licet_key",
        sa.Column("id", TEXT, primary_key=True),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("hash", TEXT, nullable=False),
        sa.Column("scopes", TEXT, nullable=False),
        sa.Column("created_us", sa.BigInteger, nullable=False),
        sa.Column("expires_us", sa.BigInteger),
        sa.Column("revoked_us", sa.BigInteger),
        sa.Column("last_used", TEXT),
    )
    op.create_table(
        "licet_check",
        sa.Column("id", TEXT, primary_key=True),
        sa.Column("kept_us", sa.BigInteger, nullable=False),
        sa.Column("actor", TEXT, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("salt", sa.LargeBinary),
        sa.Column("question", sa.LargeBinary),
        sa.Column("answer", sa.LargeBinary),
        sa.Column("erased_us", sa.BigInteger),
    )
    op.create_index("licet_check_kept", "licet_check", ["kept_us"])
    op.create_table(
        "licet_trace",
        sa.Column("id", TEXT, primary_key=True),
        sa.Column("at_us", sa.BigInteger, nullable=False),
        sa.Column("actor", TEXT, nullable=False),
        sa.Column("act", TEXT, nullable=False),
        sa.Column("subject", TEXT, nullable=False),
        sa.Column("count", sa.BigInteger, nullable=False),
    )
