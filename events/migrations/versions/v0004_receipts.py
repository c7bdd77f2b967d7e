"""The log of receipts, with its guards; what lies beside the receipts of a batch."""

from typing import Final

import sqlalchemy as sa
from alembic import op

from licet.events import ddl

revision: Final = "0004"
down_revision: Final = "0003"

TEXT: Final = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    statements = list(ddl.RECEIPT_SQLITE.values())
    if op.get_bind().dialect.name != "sqlite":
        guards = ddl.postgresql_guards(ddl.RECEIPT_POSTGRESQL_FUNCTIONS, ddl.RECEIPT_POSTGRESQL_TRIGGERS)
        statements = [*ddl.RECEIPT_POSTGRESQL_TABLES, *guards]
    for statement in statements:
        op.get_bind().exec_driver_sql(statement)
    for column in (
        sa.Column("shared", TEXT),
        sa.Column("note", sa.LargeBinary),
        sa.Column("batch", TEXT),
        sa.Column("leaf", sa.BigInteger),
        sa.Column("receipt", sa.LargeBinary),
    ):
        op.add_column("licet_check", column)
    op.create_index("licet_check_batch", "licet_check", ["batch", "leaf"])
    op.create_index("licet_check_shared", "licet_check", ["shared"])
    op.create_table("licet_answer", sa.Column("id", TEXT, primary_key=True), sa.Column("data", sa.LargeBinary, nullable=False))
