"""`licet events …`: what the log holds, and adding to it."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

import orjson

from ...engine.acts import act, effect
from ...events.codec import TYPES, canonical_json, encode, from_json
from ...events.corpus import load_corpus, read_corpus, read_file
from ...events.dates import legal_day
from ...events.errors import EventsRefused
from ...events.lint import LEVELS, MAX_AGE
from ...events.lint import lint as look_over
from ...events.log import EventLog, Recorded
from ...events.model import Event, VocabularyDeclared
from ...events.record import record
from ...rules.adopted import unrunnable
from ..audit.changes import rereads
from ..opening import opened, storing
from ..schema import parse_json
from .asking import settings_with
from .failures import FAILURE
from .options import Json
from .output import note, width, write, write_bytes
from .question import read_input, refused

_SHOWN_APART: Final = ("id", "version", "sources", "quote", "doubts")


def load(path: str | None, *, db: str | None) -> None:
    """Load a corpus; say what was new."""
    events = load_corpus(None if path is None else Path(path))
    with opened(settings_with(db)) as log:
        new = _record(log, events)
        _say_recorded(log, len(events), new)
    _say_changed(new, db)


def append(file: str, *, db: str | None) -> None:
    """Record the events of one file, atomically."""
    events = tuple(events_in(file, read_input(file, "FILE")))
    if not events:
        raise refused("", "FILE", f"`{file}` holds no event")
    with opened(settings_with(db)) as log:
        new = _record(log, events)
        _say_recorded(log, len(events), new)
    _say_changed(new, db)


def _say_changed(new: Iterable[Recorded], db: str | None) -> None:
    """Where to see what corrections, withdrawals and rules change in the past, if anything was given out."""
    reread = [entry.event.id for entry in new if rereads(entry.event)]
    settings = settings_with(db)
    if reread and settings.db != "memory:":
        with storing(settings) as store:
            given = store.receipts.head()
        for name in reread if given else ():
            note(f"`licet replay --all --changed-by {name}` lists the past determinations that it changes")


def events_in(name: str, data: bytes) -> Iterator[Event]:
    if data.lstrip()[:1] in (b"{", b"["):
        value = parse_json(data)
        yield from (from_json(item) for item in (value if isinstance(value, list) else [value]))
    else:
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            raise refused("", "FILE", f"`{name}` is not UTF-8 at byte {error.start}") from None
        yield from read_file(name, text)


def _record(log: EventLog, events: Iterable[Event]) -> list[Recorded]:
    """Record, and give the records that were not there before."""
    before, events = log.head(), tuple(events)
    if problems := unrunnable(event for event in events if log.get(event.id) is None):
        raise EventsRefused(problems)
    return sorted({r.position: r for r in record(log, events) if r.position > before}.values(), key=lambda r: r.position)


def _say_recorded(log: EventLog, given: int, new: list[Recorded]) -> None:
    for entry in new:
        write(f"{entry.position:>6}  {entry.event.id}")
    old = given - len(new)
    parts = [f"{len(new)} new" if new else "nothing new", f"{old} there already" if old else "", f"the log is at position {log.head()}"]
    write("; ".join(part for part in parts if part))


def list_events(instrument: str | None, type_: str | None, after: int, *, json: bool, db: str | None) -> None:
    """The records, a line each."""
    if type_ is not None and type_ not in TYPES:
        raise refused("", "--type", f"`{type_}` is not an event type: use one of {', '.join(sorted(TYPES))}")
    shown = 0
    with opened(settings_with(db)) as log:
        for entry in log.read(after):
            if instrument in (None, entry.event.instrument) and type_ in (None, entry.event.type):
                shown += 1
                if json:
                    write_bytes(record_bytes(entry))
                else:
                    write(_row(entry))
        if not shown:
            empty = "the log is empty: `licet events load` fills it" if log.head() == 0 else "no event of the log is like that"
            note(empty)


def _row(entry: Recorded) -> str:
    event = entry.event
    row = f"{entry.position:>5}  {event.day}  {event.id}: {effect(event)}"
    return row if len(row) <= width() or not sys.stdout.isatty() else row[: width() - 2] + " …"


def record_bytes(entry: Recorded) -> bytes:
    """A record as canonical JSON: the event with its place in the log."""
    return canonical_json(record_json(entry))


def record_json(entry: Recorded) -> Json:
    """A record as REST and `--json` give it. `recorded_at`: UTC, to the microsecond; `digest`: of the stored bytes."""
    return {
        "position": entry.position,
        "recorded_at": entry.recorded_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "digest": entry.digest,
        "event": orjson.loads(encode(entry.event)),
    }


def show(event_id: str, *, json: bool, db: str | None) -> None:
    """One record."""
    with opened(settings_with(db)) as log:
        entry = log.get(event_id)
    if entry is None:
        raise refused("", "ID", f"`{event_id}` is not in the log: `licet events list` has the ids")
    if json:
        write_bytes(record_bytes(entry))
        return
    data = record_json(entry)
    rows = [("recorded", f"position {entry.position}, {data['recorded_at']}"), ("digest", entry.digest), ("does", act(entry.event))]
    for name, value in data["event"].items():
        if name not in _SHOWN_APART and value not in (None, [], {}, False):
            rows.append((name, _plain(value)))
    event = entry.event
    rows += [(f"quote, {q.field}", q.words + (f" ({q.translation})" if q.translation else "")) for q in event.quote]
    rows += [("doubt", doubt) for doubt in event.doubts]
    rows += [
        (f"source, {s.kind.replace('_', ' ')}", f"{s.checked.replace('_', ' ')}: {' '.join(filter(None, (s.url, s.note)))}")
        for s in event.sources
    ]
    column = max(len(label) for label, _ in rows)
    write(event.id, "bold")
    for label, text in rows:
        write(f"  {label:<{column}}  {text}")


def _plain(value: object) -> str:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    return str(value) if isinstance(value, str | int) else orjson.dumps(value).decode()


def lint(path: str | None, as_of: str | None, max_age: int | None, *, notices: bool) -> int:
    """Read a corpus, check it as if it were recorded in an empty log, and look for what is likely to be a mistake. The exit status."""
    if max_age is not None and as_of is None:
        raise refused("", "--max-age", "it counts days before a day: give that with `--as-of`")
    try:
        day = None if as_of is None else legal_day(as_of)
    except ValueError as error:
        raise refused("", "--as-of", str(error)) from None
    found = read_corpus(None if path is None else Path(path))
    findings = look_over(found, as_of=day, max_age=MAX_AGE if max_age is None else max_age)
    by_level = Counter(finding.level for finding in findings)
    counts = ", ".join(f"{by_level[level] or 'no'} {level}{'' if by_level[level] == 1 else 's'}" for level in LEVELS)
    write(f"{len(found)} events: {counts}")
    for level in LEVELS:
        for kind, group in groupby((finding for finding in findings if finding.level == level), key=lambda finding: finding.kind):
            of_kind = list(group)
            write(f"{level}, {kind}: {len(of_kind)}", "bold")
            for finding in of_kind if level != "notice" or notices else ():
                write(f"  {finding}")
    if by_level["notice"] and not notices:
        note("`--notices` lists the notices too")
    return FAILURE if by_level["error"] else 0


def vocabulary(text: str, *, db: str | None) -> None:
    """The names in use, those of the log if it has any."""
    with opened(settings_with(db)) as log:
        recorded = [entry.event for entry in log.read() if isinstance(entry.event, VocabularyDeclared)]
    declared = recorded or [event for event in load_corpus() if isinstance(event, VocabularyDeclared)]
    found = 0
    for title, rows in _names(declared):
        matching = [row for row in rows if text.lower() in " ".join(row).lower()]
        if matching:
            write(title)
            column = max(len(row[0]) for row in matching)
            for name, *words in matching:
                write(f"  {name:<{column}}  {'; '.join(word for word in words if word)}")
        found += len(matching)
    if not found:
        note(f"no name in use has `{text}` in it")


def _names(declared: list[VocabularyDeclared]) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    """Headings, and rows of a name with its words."""
    yield "Materials", [(m.name, m.text.en, m.text.zh or "", _of(m.constituents)) for e in declared for m in e.materials]
    yield "Forms", [(f.name, f.text.en, f.text.zh or "") for e in declared for f in e.forms]
    yield (
        "Attributes",
        [(a.name, a.text.en, a.text.zh or "", f"in {a.unit}" if a.unit else "", _of(a.words)) for e in declared for a in e.attributes],
    )
    yield "Lists", [(item.name, item.text.en, item.text.zh or "", f"{len(item.heads)} code heads") for e in declared for item in e.lists]


def _of(names: tuple[str, ...]) -> str:
    return f"of {', '.join(names)}" if names else ""
