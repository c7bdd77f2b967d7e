"""The errors of `events`, one tree. Catch the widest that you can handle.

EventsError
├── JsonError               bytes that are not strict JSON; `pointer` says where
├── CodecError              JSON that is no event
│   ├── UnknownEventType    `type` is not one that this version of Licet knows
│   ├── UnknownEventVersion written by a later version, or an old one without an upcast
│   ├── InvalidEvent        the fields are not as the type wants them
│   └── InvalidReceipt      bytes that are no receipt that this version of Licet knows
├── LogError
│   ├── PositionConflict    the log has moved on: nothing of the batch was stored; read on and try again
│   ├── IdConflict          the id is taken by other content: nothing of the batch was stored; never try again
│   │   └── EventIdConflict in the event log
│   ├── RequestConflict     the same actor sent other content with the same key before: nothing was stored
│   ├── LogUnavailable      no such log, driver or server; an append that was cut off may be stored: send it again
│   │   └── SchemaOutdated  the tables are older than this version of Licet, and it may not change them by itself
│   ├── LogNotSafe          the database does not keep what the log promises (durable, append-only)
│   ├── BackupRefused       no backup, or not as it was made; a place that is not empty: nothing was written
│   ├── CheckpointRefused   signing would contradict what was signed before, or there is no key for it
│   ├── NotSigned           what is to be proved is not in the part of the log that was signed
│   ├── LogDamaged          the log breaks its own contract: a gap, an instant that goes back, unreadable bytes
│   └── LogClosed           used after `close`, or in a process that did not open it
└── EventsRefused           `record` found problems; `problems` lists all of them; nothing was stored
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pydantic import ValidationError


class EventsError(Exception):
    """Root of the tree."""


class JsonError(EventsError):
    """`pointer` is the RFC 6901 pointer of the offending value; empty for the whole document."""

    def __init__(self, reason: str, pointer: str = "") -> None:
        super().__init__(f"`{pointer}`: {reason}" if pointer else reason)
        self.reason = reason
        self.pointer = pointer


class CodecError(EventsError):
    """JSON that is no event of this version of Licet. `pointer` leads from the event to the value that is at fault."""

    def __init__(self, reason: str, pointer: str = "") -> None:
        super().__init__(f"`{pointer}`: {reason}" if pointer else reason)
        self.reason = reason
        self.pointer = pointer


class UnknownEventType(CodecError):
    """`type` is not one that this version of Licet knows."""


class UnknownEventVersion(CodecError):
    """The schema version cannot be brought to the one that this version of Licet reads."""


class InvalidEvent(CodecError):
    """The fields are not as the type wants them. `faults` has each of them, where it was the type's validation that refused."""

    def __init__(self, reason: str, pointer: str = "", faults: "ValidationError | None" = None) -> None:
        super().__init__(reason, pointer)
        self.faults = faults


class InvalidReceipt(CodecError):
    """Bytes that are no receipt that this version of Licet knows."""


class LogError(EventsError):
    """A log that could not do what was asked."""


class PositionConflict(LogError):
    """The head is `head`, not `expected`. Nothing of the batch was stored."""

    def __init__(self, expected: int, head: int) -> None:
        super().__init__(f"the log is at position {head}, not at `{expected}`: read what was added, then append again")
        self.expected = expected
        self.head = head


class IdConflict(LogError):
    """The id belongs to other content: at `position`, or (null) earlier in the same batch. Nothing of the batch was
    stored."""

    advice = "what is recorded never changes"

    def __init__(self, entry_id: str, position: int | None) -> None:
        where = "twice in this batch" if position is None else f"already recorded at position {position}"
        super().__init__(f"`{entry_id}` is {where} with other content: {self.advice}")
        self.event_id = entry_id
        self.position = position


class EventIdConflict(IdConflict):
    """The same, in the event log."""

    advice = "events never change; record an `entry_corrected`, or give the new event an id of its own"


class RequestConflict(LogError):
    """`actor` has used `key` for other content. Nothing was stored."""

    def __init__(self, actor: str, key: str) -> None:
        super().__init__(f"the key `{key}` was used by `{actor}` for other content: give a new request a key of its own")
        self.actor = actor
        self.key = key


class LogUnavailable(LogError):
    """The log could not be reached. Where a commit failed, the batch may or may not be stored: appending it again is
    safe."""


class SchemaOutdated(LogUnavailable):
    """The tables are older than this version of Licet, and it may not change them by itself."""


class LogNotSafe(LogError):
    """The database does not keep what the log promises. Nothing was stored."""


class BackupRefused(LogError):
    """Not a backup, or not as it was made; or the place it should go to is not empty. Nothing was written."""


class CheckpointRefused(LogError):
    """Nothing was signed: the log is not the one that was signed before, or there is no key to sign with."""


class NotSigned(LogError):
    """What is to be proved is not in the part of the log that was signed."""


class LogDamaged(LogError):
    """The log breaks its own contract. Nothing more should be concluded from it before it has been looked into."""


class LogClosed(LogError):
    """Used after `close`, or in a process that did not open it."""


class Problem(NamedTuple):
    """What is wrong with a field of an event, and what to do. `field` is a dotted path (`promises.0.event.targets`)."""

    event_id: str
    field: str
    text: str

    def __str__(self) -> str:
        return f"`{self.event_id}`, `{self.field}`: {self.text}"


class EventsRefused(EventsError):
    """Nothing was stored. `problems` lists everything that was found, not only the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("nothing was recorded:\n" + "\n".join(f"- {problem}" for problem in problems))
        self.problems = tuple(problems)
