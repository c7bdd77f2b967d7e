"""The event log, with its guards."""

from typing import Final

from alembic import op

from licet.events import ddl

revision: Final = "0001"
down_revision: Final = None


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in ddl.SQLITE.values() if sqlite else (*ddl.POSTGRESQL_TABLES, *ddl.postgresql_guards()):
        op.get_bind().exec_driver_sql(statement)
