"""What Alembic runs: inside the transaction, and on the connection, that `schema` gives it."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], version_table=context.config.attributes["version_table"])
context.run_migrations()
