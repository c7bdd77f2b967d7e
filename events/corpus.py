"""The corpus: policy acts as YAML, one file per instrument, read into events.

A file has a header, the fields that its events share, and `events`, a list. An event's own fields go before the
header's. The YAML is strict: a key stands once, a day stays the text that was written, and a number with a point is
refused, because binary floats lose digits: write it in quotes. One fault anywhere, and nothing is loaded.
"""

import re
from collections.abc import Hashable, Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, ClassVar, Final

import yaml
from pydantic import ValidationError

from .check import check
from .errors import EventsError
from .model import EVENT, Event

_SHOWN: Final = 5
_FIRST: Final = ("vocabulary.yaml", "rules.yaml")  # names and rules come first in a log: any later position has them


class CorpusError(EventsError):
    """A corpus file that is not in order. `file`, `event_id` and `field` say where, as far as it is known."""

    def __init__(self, file: str, text: str, event_id: str | None = None, field: str | None = None) -> None:
        where = f"`{file}`" + (f", event `{event_id}`" if event_id else "") + (f", field `{field}`" if field else "")
        super().__init__(f"{where}: {text}")
        self.file = file
        self.event_id = event_id
        self.field = field


# With the C parser where it is installed: the same language, the same marks, ten times faster.
class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML with four kinds of plain scalar: null, true and false, whole numbers, text. Days and codes are text."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}


_FLOAT: Final = "tag:licet,2026:number-with-a-point"
for _tag, _pattern, _first in (
    ("tag:yaml.org,2002:null", r"(~|null|)", ["~", "n", ""]),
    ("tag:yaml.org,2002:bool", r"(true|false)", list("tf")),
    ("tag:yaml.org,2002:int", r"-?(0|[1-9][0-9]*)", list("-0123456789")),
    (_FLOAT, r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?|[-+]?\.(inf|nan)", list("-+.0123456789")),
):
    _Loader.add_implicit_resolver(_tag, re.compile(rf"^(?:{_pattern})$"), _first)


def _fault(text: str, node: yaml.Node) -> yaml.MarkedYAMLError:
    return yaml.constructor.ConstructorError(None, None, text, node.start_mark)


def _refuse_float(loader: Any, node: yaml.ScalarNode) -> Any:
    raise _fault(f'`{node.value}` is a number with a point: write "{node.value}" in quotes, so that it stays exact', node)


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Hashable, Any]:
    keys: set[str] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node)
        if not isinstance(key, str):
            raise _fault(f"`{key}` is not a name: write keys as text", key_node)
        if key in keys:
            raise _fault(f"`{key}` stands twice: keep one of the two", key_node)
        keys.add(key)
    return dict(yaml.constructor.SafeConstructor.construct_mapping(loader, node, deep=True))


_Loader.add_constructor(_FLOAT, _refuse_float)
_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def load_corpus(path: Path | None = None) -> tuple[Event, ...]:
    """The events of every YAML file below `path` (default: the corpus that ships), in the order of file names.

    Raises `CorpusError` on the first file, event or reference that is not in order.
    """
    return tuple(event for _, event in read_corpus(path))


def read_corpus(path: Path | None = None) -> tuple[tuple[str, Event], ...]:
    """`load_corpus`, each event with the name of its file below `path`."""
    if path is not None and not path.is_dir():
        raise CorpusError(str(path), "there is no such folder: name one that holds corpus files")
    root = path if path is not None else resources.files(__package__ or "licet.events").joinpath("corpus")
    found: list[tuple[str, Event]] = []
    for name, file in sorted(_files(root, ""), key=lambda item: (_FIRST.index(item[0]) if item[0] in _FIRST else len(_FIRST), item[0])):
        found += [(name, event) for event in read_file(name, file.read_text(encoding="utf-8"))]
    _check(found)
    return tuple(found)


def read_file(name: str, text: str) -> tuple[Event, ...]:
    """The events of one file. `name` is only used to say where a fault is."""
    try:
        document = yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = f"line {mark.line + 1}: " if mark else ""
        raise CorpusError(name, f"{line}{error.problem or error}") from None
    except yaml.YAMLError as error:
        raise CorpusError(name, str(error)) from None
    if not isinstance(document, dict) or not isinstance(document.get("events"), list):
        raise CorpusError(name, "a corpus file is a header with `events`, a list: give both")
    header = {key: value for key, value in document.items() if key != "events"}
    for key in ("id", "type"):
        if key in header:
            raise CorpusError(name, "events do not share it: write it in each event", field=key)
    return tuple(_event(name, number, header, raw) for number, raw in enumerate(document["events"], 1))


def _files(folder: Traversable, below: str) -> Iterator[tuple[str, Traversable]]:
    for item in folder.iterdir():
        if item.is_dir():
            yield from _files(item, f"{below}{item.name}/")
        elif item.name.endswith((".yaml", ".yml")):
            yield below + item.name, item


def _event(file: str, number: int, header: dict[str, Any], raw: Any) -> Event:
    if not isinstance(raw, dict):
        raise CorpusError(file, "an event is a mapping with `id` and `type`", event_id=f"number {number}")
    event_id = str(raw.get("id", f"number {number}"))
    # What an event says of its own day of publication replaces both of the header's words for it.
    own_day = {"published", "published_by"} & raw.keys()
    shared = {k: v for k, v in header.items() if not (own_day and k in ("published", "published_by", "published_time"))}
    try:
        return EVENT.validate_python({**shared, **raw})
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=False)
        texts = [f"`{_field(fault['loc'])}`: {_said(fault)}" for fault in faults[:_SHOWN]]
        more = f" (and {len(faults) - _SHOWN} more)" if len(faults) > _SHOWN else ""
        only = len(texts) == 1
        text = _said(faults[0]) if only else "; ".join(texts) + more
        raise CorpusError(file, text, event_id, _field(faults[0]["loc"]) if only else None) from None


def _field(loc: tuple[int | str, ...]) -> str:
    """`('licence_required', 'entries', 0, 'forms')` as `entries.0.forms`; the event itself is `event`."""
    return ".".join(str(part) for part in loc[1:]) or (str(loc[0]) if loc else "event")


def _said(fault: Any) -> str:
    message = str(fault["msg"]).removeprefix("Value error, ")
    given = fault.get("input")
    shown = f" (given: `{given}`)" if isinstance(given, str | int) and f"`{given}`" not in message else ""
    match fault["type"]:
        case "missing":
            return "it is missing: add it"
        case "extra_forbidden":
            return "no such field: remove it, or correct its name"
        case _:
            return message + shown


def _check(found: list[tuple[str, Event]]) -> None:
    """What no event can show alone: ids stand once, and all that events refer to exists (`events.check`)."""
    files: dict[str, str] = {}
    for file, event in found:
        if event.id in files:
            raise CorpusError(file, f"the id is taken by an event of `{files[event.id]}`: choose another", event.id, "id")
        files[event.id] = file
    problems = check([event for _, event in found], ())
    if problems:
        first, more = problems[0], f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise CorpusError(files[first.event_id], first.text + more, first.event_id, first.field)
