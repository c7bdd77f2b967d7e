"""Opening the log and what answers from it: the edge where clock and settings come in."""

import gc
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from .. import events
from ..engine.answers import Answers
from ..events.corpus import load_corpus
from ..events.errors import LogUnavailable
from ..events.log import EventLog, open_log
from ..events.record import record
from ..events.store import Store, open_store
from .settings import Settings

Tell = Callable[[str], None]

# An event of a corpus file is at most this far in; those that a statement promises are further.
_ID: Final = re.compile(r"^(?: {0,4}| {0,2}- (?:\{ ?)?)id: ([^\s,}]+)", re.MULTILINE)
_LONG: Final = 10_000  # events of a log


class CannotServe(Exception):
    """The server could not be started."""


def now() -> datetime:
    """The instant, for recording."""
    return datetime.now(UTC)


@contextmanager
def opened(settings: Settings) -> Iterator[EventLog]:
    """The log of the settings, made if it is not there; its folder too."""
    make_folder(settings)
    with open_log(settings.db, clock=now, migrate=settings.migrate == "auto") as log:
        yield log


@contextmanager
def storing(settings: Settings) -> Iterator[Store]:
    """The store beside the log of the settings, made if it is not there."""
    make_folder(settings)
    with open_store(settings.db, clock=now, migrate=settings.migrate == "auto") as store:
        yield store


def make_folder(settings: Settings) -> None:
    if "://" not in settings.db and settings.db != "memory:":
        try:
            Path(settings.db).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise LogUnavailable(f"`{settings.db}` cannot be made: {reason}; name another file with `--db` or `LICET_DB`") from None


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
            tell(f"the log at `{settings.shown_db}` was empty: loaded the corpus that ships with licet, {len(loaded)} events")
        answers = Answers(log, settings.inference, clock=time.monotonic)
        known = answers.policy().events
        if missing := [name for name in shipped_ids() if name not in known and log.get(name) is None]:
            lacks = f"{len(missing)} events of the corpus that ships with licet, such as `{missing[0]}`"
            tell(f"the log at `{settings.shown_db}` lacks {lacks}: `licet events load` adds them")
        with _kept(len(known)):
            yield log, answers


@contextmanager
def _kept(events: int) -> Iterator[None]:
    """What is in memory of a long log stays there: the garbage collector, which would stop everything to go through it again and again,
    leaves it alone. For what an append puts in its place, about as much may stay besides."""
    if events < _LONG:
        yield
        return
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def shipped_ids() -> list[str]:
    """The ids of the corpus that ships, by its text alone: reading it in full would take longer than the answer."""
    return [name for text in _texts(resources.files(events).joinpath("corpus")) for name in _ID.findall(text)]


def _texts(folder: Traversable) -> Iterator[str]:
    for item in folder.iterdir():
        if item.is_dir():
            yield from _texts(item)
        elif item.name.endswith((".yaml", ".yml")):
            yield item.read_text(encoding="utf-8")
