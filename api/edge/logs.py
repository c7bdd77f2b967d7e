"""What the server says beside its answers: on standard error, one line each, as JSON or as text.

Words of an error may repeat what was asked, such as the name of a party. Of an error that nobody foresaw the log therefore keeps the
kind and the places in the code; with `log_level = "debug"` its words too.
"""

import json
import logging
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from .requestlog import Form, instant

LogFormat = Literal["auto", "json", "text"]
LogLevel = Literal["debug", "info", "warning", "error"]


def form_of(chosen: LogFormat, *, terminal: bool) -> Form:
    """`auto` is text for a person at a terminal, JSON for everything else."""
    return chosen if chosen != "auto" else "text" if terminal else "json"


@contextmanager
def directed(chosen: LogFormat, level: LogLevel) -> Iterator[Form]:
    """What this process logs goes to standard error, as long as a server runs. Gives the form of its lines."""
    form = form_of(chosen, terminal=sys.stderr.isatty())
    handler = logging.StreamHandler()
    handler.setFormatter((JsonLines if form == "json" else TextLines)(words=level == "debug"))
    root = logging.getLogger()
    before, level_before = root.handlers, root.level
    root.handlers = [handler]
    root.setLevel(level.upper())
    try:
        yield form
    finally:
        root.handlers = before
        root.setLevel(level_before)


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def __init__(self, *, words: bool) -> None:
        super().__init__()
        self._words = words

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": instant(record.created),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = list(_told(record.exc_info[1], words=self._words))
        return json.dumps(line, ensure_ascii=False, default=str)


class TextLines(logging.Formatter):
    """The same to read."""

    def __init__(self, *, words: bool) -> None:
        super().__init__()
        self._words = words

    def format(self, record: logging.LogRecord) -> str:
        lines = [f"{instant(record.created)} {record.levelname.lower()} {record.getMessage()}"]
        if record.exc_info and record.exc_info[1] is not None:
            lines += [f"  {line}" for line in _told(record.exc_info[1], words=self._words)]
        return "\n".join(lines)


def _told(error: BaseException, *, words: bool) -> Iterator[str]:
    """The error and what led to it: kinds and places, the innermost last."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        yield from _told(cause, words=words)
    yield f"{type(error).__module__}.{type(error).__qualname__}" + (f": {error}" if words else "")
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"{frame.filename}:{frame.lineno} in {frame.name}"
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions:
            yield from _told(inner, words=words)
