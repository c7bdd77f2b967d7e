"""Signed checkpoints, with their guards."""

from typing import Final

from alembic import op

from licet.events import ddl

revision: Final = "0003"
down_revision: Final = "0002"


def upgrade() -> None:
    statements = list(ddl.CHECKPOINT_SQLITE.values())
    if op.get_bind().dialect.name != "sqlite":
        guards = ddl.postgresql_guards(ddl.CHECKPOINT_POSTGRESQL_FUNCTIONS, ddl.CHECKPOINT_POSTGRESQL_TRIGGERS)
        statements = [ddl.CHECKPOINT_POSTGRESQL_TABLE, *guards]
    for statement in statements:
        op.get_bind().exec_driver_sql(statement)
