"""Opening the log and what answers from it: the edge where clock and settings come in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from ..engine.answers import Answers
from ..events.corpus import load_corpus
from ..events.errors import LogUnavailable
from ..events.log import EventLog, open_log
from ..events.record import record
from .settings import Settings

Tell = Callable[[str], None]


class CannotServe(Exception):
    """The server could not be started."""


def now() -> datetime:
    """The instant, for recording."""
    return datetime.now(UTC)


@contextmanager
def opened(settings: Settings) -> Iterator[EventLog]:
    """The log of the settings, made if it is not there; its folder too."""
    if "://" not in settings.db and settings.db != "memory:":
        try:
            Path(settings.db).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise LogUnavailable(f"`{settings.db}` cannot be made: {reason}; name another file with `--db` or `LICET_DB`") from None
    with open_log(settings.db, clock=now) as log:
        yield log


@contextmanager
def answering(settings: Settings, tell: Tell) -> Iterator[tuple[EventLog, Answers]]:
    """The log, with the corpus that ships loaded into it if it was empty (`tell` is told), and the answers from it.

    The rules engine is looked at first: where it cannot be used, nothing is made or loaded.
    """
    from ..engine.inference import default_rules

    default_rules(settings.inference)
    with opened(settings) as log:
        if log.head() == 0:
            loaded = record(log, load_corpus())
            tell(f"the log at `{settings.db}` was empty: loaded the corpus that ships with licet, {len(loaded)} events")
        yield log, Answers(log, settings.inference)
