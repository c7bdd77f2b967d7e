"""The tables, as SQLAlchemy sees them. `migrations` makes and changes them; a test compares the two."""

from typing import Final

from sqlalchemy import BigInteger, Column, Index, LargeBinary, MetaData, Table, Text

METADATA: Final = MetaData()

# Text sorts by its bytes, in both databases, whatever the locale.
_Text: Final = Text().with_variant(Text(collation="C"), "postgresql")

EVENT: Final = Table(
    "licet_event",
    METADATA,
    Column("position", BigInteger, primary_key=True),
    Column("recorded_us", BigInteger, nullable=False),
    Column("event_id", _Text, nullable=False, unique=True),
    Column("body", LargeBinary, nullable=False),
)

RECEIPT: Final = Table(
    "licet_receipt",
    METADATA,
    Column("position", BigInteger, primary_key=True),
    Column("recorded_us", BigInteger, nullable=False),
    Column("receipt_id", _Text, nullable=False, unique=True),
    Column("body", LargeBinary, nullable=False),
)

REQUEST: Final = Table(
    "licet_request",
    METADATA,
    Column("actor", _Text, primary_key=True),
    Column("key", _Text, primary_key=True),
    Column("fingerprint", _Text, nullable=False),
    Column("positions", _Text, nullable=False),  # a JSON list: the results in the order given
)

KEY: Final = Table(
    "licet_key",
    METADATA,
    Column("id", _Text, primary_key=True),
    Column("name", _Text, nullable=False),
    Column("hash", _Text, nullable=False),
    Column("scopes", _Text, nullable=False),  # sorted, a space between
    Column("created_us", BigInteger, nullable=False),
    Column("expires_us", BigInteger),
    Column("revoked_us", BigInteger),
    Column("last_used", _Text),  # a day, YYYY-MM-DD
)

CHECK: Final = Table(
    "licet_check",
    METADATA,
    Column("id", _Text, primary_key=True),
    Column("kept_us", BigInteger, nullable=False),
    Column("actor", _Text, nullable=False),
    Column("digest", _Text, nullable=False),
    Column("salt", LargeBinary),
    Column("question", LargeBinary),
    Column("answer", LargeBinary),
    Column("erased_us", BigInteger),
    Column("shared", _Text),  # the answer: what it shares with others; `answer` is then what is its own, see `insertions`
    Column("note", LargeBinary),
    Column("batch", _Text),  # of a row of a batch: the id of the receipt of its part,
    Column("leaf", BigInteger),  # its number in the tree of the part, from 0,
    Column("receipt", LargeBinary),  # and its own receipt; of any other check, the receipt log has it, under the same id
    Index("licet_check_kept", "kept_us"),
    Index("licet_check_batch", "batch", "leaf"),
    Index("licet_check_shared", "shared"),
)

ANSWER: Final = Table(
    "licet_answer",
    METADATA,
    Column("id", _Text, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

TRACE: Final = Table(
    "licet_trace",
    METADATA,
    Column("id", _Text, primary_key=True),
    Column("at_us", BigInteger, nullable=False),
    Column("actor", _Text, nullable=False),
    Column("act", _Text, nullable=False),
    Column("subject", _Text, nullable=False),
    Column("count", BigInteger, nullable=False),
)

CHECKPOINT: Final = Table(
    "licet_checkpoint",
    METADATA,
    Column("log", _Text, primary_key=True),  # its origin line
    Column("size", BigInteger, primary_key=True, autoincrement=False),
    Column("root", LargeBinary, nullable=False),
    Column("note", LargeBinary, nullable=False),
    Column("signed_us", BigInteger, nullable=False),
)
