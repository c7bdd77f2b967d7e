"""The tables of a log, and what the database itself refuses, in SQL.

The log's own code never updates or deletes. These guards hold against everybody else who can write SQL: a row is only
ever added at the next position, under a new id, at an instant that is not before the last one. They hold against
mistakes, not against somebody who drops the table or the triggers: for that, give the application a role that does not
own the tables, and keep copies. `sql` compares the text of each guard with what the database has whenever it opens a
log.
"""

from collections.abc import Mapping
from typing import Final

# `INSERT OR REPLACE` deletes the old row without firing delete triggers, so the insert trigger refuses ids and
# positions that exist. Types are checked because SQLite stores whatever it is given, and text is never less than a
# number.
SQLITE: Final = {
    "licet_event": """CREATE TABLE licet_event (
  position    INTEGER PRIMARY KEY CHECK (position >= 1),
  recorded_us INTEGER NOT NULL CHECK (typeof(recorded_us) = 'integer'),
  event_id    TEXT NOT NULL UNIQUE CHECK (typeof(event_id) = 'text'),
  body        BLOB NOT NULL CHECK (typeof(body) = 'blob')
)""",
    "licet_event_insert": """CREATE TRIGGER licet_event_insert BEFORE INSERT ON licet_event BEGIN
  SELECT RAISE(ABORT, 'licet: events are added at the next position, without gaps')
    WHERE NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM licet_event);
  SELECT RAISE(ABORT, 'licet: this event id is taken')
    WHERE EXISTS (SELECT 1 FROM licet_event WHERE event_id = NEW.event_id);
  SELECT RAISE(ABORT, 'licet: instants of recording never go back')
    WHERE NEW.recorded_us < (SELECT recorded_us FROM licet_event ORDER BY position DESC LIMIT 1);
END""",
    "licet_event_update": """CREATE TRIGGER licet_event_update BEFORE UPDATE ON licet_event BEGIN
  SELECT RAISE(ABORT, 'licet: events are never changed');
END""",
    "licet_event_delete": """CREATE TRIGGER licet_event_delete BEFORE DELETE ON licet_event BEGIN
  SELECT RAISE(ABORT, 'licet: events are never deleted');
END""",
}

HEADS: Final = {"licet_event": "licet_head", "licet_receipt": "licet_receipt_head"}
"""In PostgreSQL: the table with the head of a log, by the table of the log."""

# `licet_head` is one row: it is locked for the length of an append, so that positions become visible in order, without
# gaps (a sequence hands out numbers whose transactions may commit later than their successors, or never). It follows
# `licet_event` by trigger.
POSTGRESQL_TABLES: Final = (
    """CREATE TABLE licet_event (
  position    bigint PRIMARY KEY CHECK (position >= 1),
  recorded_us bigint NOT NULL,
  event_id    text COLLATE "C" NOT NULL UNIQUE,
  body        bytea NOT NULL
)""",
    """CREATE TABLE licet_head (
  only_row    boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  position    bigint NOT NULL,
  recorded_us bigint NOT NULL
)""",
    "INSERT INTO licet_head (position, recorded_us) VALUES (0, 0)",
)

# Bodies of the trigger functions, by the trigger's name, which is also the function's.
POSTGRESQL_FUNCTIONS: Final = {
    "licet_event_insert": """
DECLARE
  head licet_event;
BEGIN
  SELECT * INTO head FROM licet_event ORDER BY position DESC LIMIT 1;
  IF NEW.position IS DISTINCT FROM coalesce(head.position, 0) + 1 THEN
    RAISE EXCEPTION 'licet: events are added at the next position, without gaps';
  ELSIF NEW.recorded_us < head.recorded_us THEN
    RAISE EXCEPTION 'licet: instants of recording never go back';
  END IF;
  RETURN NEW;
END
""",
    "licet_event_inserted": """
BEGIN
  UPDATE licet_head SET (position, recorded_us) =
    (SELECT position, recorded_us FROM licet_event ORDER BY position DESC LIMIT 1)
    WHERE EXISTS (SELECT 1 FROM licet_event);
  RETURN NULL;
END
""",
    "licet_event_refuse": """
BEGIN
  RAISE EXCEPTION 'licet: events are never changed or deleted';
END
""",
    "licet_head_update": """
BEGIN
  IF (NEW.position, NEW.recorded_us) IS DISTINCT FROM
     (SELECT (position, recorded_us) FROM licet_event ORDER BY position DESC LIMIT 1) THEN
    RAISE EXCEPTION 'licet: the head is the last event';
  END IF;
  RETURN NEW;
END
""",
    "licet_head_refuse": """
BEGIN
  RAISE EXCEPTION 'licet: the head is never deleted';
END
""",
}

POSTGRESQL_TRIGGERS: Final = {
    "licet_event_insert": "BEFORE INSERT ON licet_event FOR EACH ROW",
    "licet_event_inserted": "AFTER INSERT ON licet_event FOR EACH STATEMENT",
    "licet_event_refuse": "BEFORE UPDATE OR DELETE OR TRUNCATE ON licet_event FOR EACH STATEMENT",
    "licet_head_update": "BEFORE UPDATE ON licet_head FOR EACH ROW",
    "licet_head_refuse": "BEFORE DELETE OR TRUNCATE ON licet_head FOR EACH STATEMENT",
}


# --- checkpoints --------------------------------------------------------------------------------------------------------

# Signed heads of the logs. For each log they only grow; the key allows one for each size.
CHECKPOINT_SQLITE: Final = {
    "licet_checkpoint": """CREATE TABLE licet_checkpoint (
  log       TEXT NOT NULL CHECK (typeof(log) = 'text'),
  size      INTEGER NOT NULL CHECK (typeof(size) = 'integer' AND size >= 1),
  root      BLOB NOT NULL CHECK (typeof(root) = 'blob' AND length(root) = 32),
  note      BLOB NOT NULL CHECK (typeof(note) = 'blob'),
  signed_us INTEGER NOT NULL CHECK (typeof(signed_us) = 'integer'),
  PRIMARY KEY (log, size)
)""",
    "licet_checkpoint_insert": """CREATE TRIGGER licet_checkpoint_insert BEFORE INSERT ON licet_checkpoint BEGIN
  SELECT RAISE(ABORT, 'licet: a checkpoint is larger than the one before it')
    WHERE NEW.size <= (SELECT max(size) FROM licet_checkpoint WHERE log = NEW.log);
END""",
    "licet_checkpoint_update": """CREATE TRIGGER licet_checkpoint_update BEFORE UPDATE ON licet_checkpoint BEGIN
  SELECT RAISE(ABORT, 'licet: checkpoints are never changed');
END""",
    "licet_checkpoint_delete": """CREATE TRIGGER licet_checkpoint_delete BEFORE DELETE ON licet_checkpoint BEGIN
  SELECT RAISE(ABORT, 'licet: checkpoints are never deleted');
END""",
}

CHECKPOINT_POSTGRESQL_TABLE: Final = """CREATE TABLE licet_checkpoint (
  log       text COLLATE "C" NOT NULL,
  size      bigint NOT NULL CHECK (size >= 1),
  root      bytea NOT NULL CHECK (length(root) = 32),
  note      bytea NOT NULL,
  signed_us bigint NOT NULL,
  PRIMARY KEY (log, size)
)"""

CHECKPOINT_POSTGRESQL_FUNCTIONS: Final = {
    "licet_checkpoint_insert": """
BEGIN
  IF NEW.size <= (SELECT max(size) FROM licet_checkpoint WHERE log = NEW.log) THEN
    RAISE EXCEPTION 'licet: a checkpoint is larger than the one before it';
  END IF;
  RETURN NEW;
END
""",
    "licet_checkpoint_refuse": """
BEGIN
  RAISE EXCEPTION 'licet: checkpoints are never changed or deleted';
END
""",
}

CHECKPOINT_POSTGRESQL_TRIGGERS: Final = {
    "licet_checkpoint_insert": "BEFORE INSERT ON licet_checkpoint FOR EACH ROW",
    "licet_checkpoint_refuse": "BEFORE UPDATE OR DELETE OR TRUNCATE ON licet_checkpoint FOR EACH STATEMENT",
}


# --- receipts -----------------------------------------------------------------------------------------------------------


def of_receipts(text: str) -> str:
    """The same for the log of receipts: one discipline, two tables."""
    return text.replace("licet_head", "licet_receipt_head").replace("event", "receipt")


def _of_receipts(texts: Mapping[str, str]) -> dict[str, str]:
    return {of_receipts(name): of_receipts(text) for name, text in texts.items()}


RECEIPT_SQLITE: Final = _of_receipts(SQLITE)
RECEIPT_POSTGRESQL_TABLES: Final = tuple(of_receipts(text) for text in POSTGRESQL_TABLES)
RECEIPT_POSTGRESQL_FUNCTIONS: Final = _of_receipts(POSTGRESQL_FUNCTIONS)
RECEIPT_POSTGRESQL_TRIGGERS: Final = _of_receipts(POSTGRESQL_TRIGGERS)

GUARDED: Final = ("licet_event", "licet_checkpoint", "licet_receipt")
"""The tables with guards; in PostgreSQL, the heads too."""


# --- by step ------------------------------------------------------------------------------------------------------------


def sqlite_guards(step: str) -> dict[str, str]:
    """What tables at this step have: the text of each guarded table and trigger, by name."""
    return SQLITE | (CHECKPOINT_SQLITE if step >= "0003" else {}) | (RECEIPT_SQLITE if step >= "0004" else {})


def postgresql_functions(step: str) -> dict[str, str]:
    """The same for PostgreSQL: the body of each trigger's function."""
    later = (CHECKPOINT_POSTGRESQL_FUNCTIONS if step >= "0003" else {}) | (RECEIPT_POSTGRESQL_FUNCTIONS if step >= "0004" else {})
    return POSTGRESQL_FUNCTIONS | later


def postgresql_guards(functions: Mapping[str, str] = POSTGRESQL_FUNCTIONS, triggers: Mapping[str, str] = POSTGRESQL_TRIGGERS) -> list[str]:
    """The statements that make functions and triggers.

    `ALWAYS`: they fire in replication sessions too. `SET search_path`: the tables meant are the ones beside the
    function, whatever the session that writes has set.
    """
    statements = []
    for name, timing in triggers.items():
        table = timing.split(" ON ")[1].split()[0]
        statements += [
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $licet${functions[name]}$licet$",
            f"CREATE TRIGGER {name} {timing} EXECUTE FUNCTION {name}()",
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
        ]
    return statements
