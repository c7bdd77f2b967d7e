"""What the engine holds of an event is the same whether the event was read by the model or its row was read in part; and of a row that was
changed behind the log's back nothing follows that the model would refuse where it matters."""

import gc
import pickle
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import orjson
import pytest
from event_examples import EXAMPLES
from histories import FIRST
from made_up import INSTANT, act, acts, entry, records, requirement
from pydantic import BaseModel
from test_growth import log_of, parts

from licet.engine import answers
from licet.engine.archive import Archive
from licet.engine.bodies import Bodies
from licet.engine.held import PARTS, Held, Whole, hold, hold_row, key_of
from licet.engine.life import LICENCES
from licet.engine.policy import Known
from licet.engine.replay import replay, view, view_of
from licet.engine.spoken import Spoken, spoken_of
from licet.events import codec
from licet.events.codec import encode, from_json
from licet.events.corpus import load_corpus
from licet.events.errors import LogDamaged
from licet.events.leaves import leaf
from licet.events.log import EVENTS, open_log
from licet.events.model import Event, EventBase, Quantity
from licet.events.rows import Row, microseconds

AT = microseconds(INSTANT)
ALL: list[dict[str, Any]] = list(EXAMPLES.values())


def row_of(event: Event, position: int = 1) -> Row:
    return Row(position, AT, event.id, encode(event))


def plain(data: dict[str, Any]) -> dict[str, Any]:
    """An example that gives effect to nothing."""
    return {**data, "gives_effect_to": []}


def said(held: Held, event: Event) -> dict[str, Any]:
    fields = PARTS[event.type].fields if event.type in PARTS else ()
    return {name: getattr(held, name) for name in ("key", "id", "type", "digest", "gives_effect_to", "position", *fields)}


def same(one: Held, other: Held, event: Event) -> None:
    assert type(one) is type(other)
    assert said(one, event) == said(other, event)
    assert one == other
    assert one.event == other.event == event


def examples() -> list[Event]:
    events = [from_json(data) for data in (*ALL, *map(plain, ALL))]
    by_bound = [{**plain(data), "published": None, "published_by": "2025-10-09"} for data in ALL]
    return [*events, *map(from_json, by_bound), *load_corpus()]


@pytest.mark.parametrize("event", examples(), ids=lambda event: f"{event.type}-{event.id}")
def test_a_row_is_held_as_its_event_is(event: Event) -> None:
    bodies = Bodies()
    of_row, of_event = hold_row(row_of(event), bodies), hold(row_of(event).recorded(EVENTS))
    same(of_row, of_event, event)
    assert of_row.key == key_of(event.day, 1)
    assert isinstance(of_row, Whole) == (event.type not in PARTS or bool(event.gives_effect_to))


def test_every_field_that_is_held_apart_is_one_of_the_model() -> None:
    for name, kind in PARTS.items():
        model = codec.TYPES[name]
        assert set(kind.fields) <= set(model.model_fields), name
        given = next(from_json(plain(data)) for data in ALL if data["type"] == name)
        held = hold_row(row_of(given), Bodies())
        assert {field: getattr(held, field) for field in kind.fields} == {field: getattr(given, field) for field in kind.fields}


@pytest.mark.parametrize("seed", range(25))
def test_a_policy_from_rows_is_the_policy_from_records(seed: int) -> None:
    log = log_of(seed)
    archive, size = Archive(), len(log)
    archive.extend(row_of(record.event, record.position) for record in log)
    known = Known(None, size)
    from_rows, from_records = replay(view_of(archive.held, known), known), replay(view(log, known), known)
    assert parts(from_rows) == parts(from_records)
    assert parts(pickle.loads(pickle.dumps(from_rows))) == parts(from_records)
    assert heard(spoken_of(from_rows)) == heard(spoken_of(from_records)) == heard(Spoken((*from_rows.events.values(), *from_rows.unplaced)))


@pytest.mark.parametrize("event", examples(), ids=lambda event: f"{event.type}-{event.id}")
def test_what_an_event_speaks_of_is_held_of_it_too(event: Event) -> None:
    """On its own, and after others of its kind, from which it differs in what is not held apart."""
    others = {"dated": FIRST, "gazetted": FIRST} | ({"quantity": Quantity(value=Decimal(1), unit="kg")} if event.type in LICENCES else {})
    for changes in ({}, *({name: value} for name, value in others.items())):
        changed = event.model_copy(update=changes)
        held, out = hold_row(row_of(changed), Bodies()), Spoken()
        if isinstance(held, Whole):
            assert held.rest is None
        else:
            assert held.rest is not None
            held.speak(out)
            out.add(held.rest)
            assert heard(out) == heard(Spoken((changed,)))


def test_lines_that_an_amendment_leaves_as_they_were_are_the_very_same_objects() -> None:
    """Whatever comes between, in the order of the log, and in the order of publication."""
    first, second, other = (entry(f"AQ-1/1.{n}", code=f"1A00{n}.a") for n in "123")
    laws = [{"entries": [first, {**second, "hs": ["998877"]}]}, {"uses": ["civil"]}, {"entries": [first, other]}, {"entries": [other]}]
    amended = [act("control_amended", f"AQ-{n}", requirement="AQ-1/1", from_="2025-03-01", changes=law) for n, law in enumerate(laws, 2)]
    archive = Archive()
    log = records(acts(requirement(entries=[first, second]), *amended, act("control_amended", "AQ-9", requirement="AQ-8/1", **LATER)))
    archive.extend(row_of(record.event, record.position) for record in log)
    amending = [held for held in archive.held if held.type == "control_amended"]
    assert [held.changes for held in amending] == [held.event.changes for held in map(hold, log) if held.type == "control_amended"]
    text, (one, _, three, four, _) = next(held for held in archive.held if held.type == "licence_required"), amending
    assert one.changes.entries[0] is three.changes.entries[0] is text.event.entries[0]
    assert one.changes.entries[1].hs == ("998877",) and four.changes.entries == (three.changes.entries[1],)
    assert four.changes.entries[0] is three.changes.entries[1]
    versions = replay(view_of(archive.held)).requirements["AQ-1/1"].versions
    assert {id(version.text.entries[0]) for version in versions[:-1]} == {id(text.event.entries[0])}


LATER: dict[str, Any] = {"from_": "2025-03-01", "changes": {"uses": ["civil"]}}


@pytest.mark.parametrize("event", examples(), ids=lambda event: f"{event.type}-{event.id}")
def test_all_that_stands_anywhere_in_an_event_is_heard(event: Event) -> None:
    """But in its sources and quotes."""
    out = Spoken()
    for model in inside(event):
        values = {name: value for name, value in vars(model).items() if not has_models(value)}
        out.hear(model.model_copy(update=dict.fromkeys(vars(model).keys() - values.keys(), ())))
    assert heard(out) == heard(Spoken((event,)))


def inside(value: Any) -> Iterator[BaseModel]:
    if isinstance(value, BaseModel):
        yield value
        value = tuple(item for name, item in vars(value).items() if not isinstance(value, EventBase) or name not in ("sources", "quote"))
    if isinstance(value, tuple | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from inside(item)


def has_models(value: Any) -> bool:
    return any(True for _ in inside(value))


def heard(spoken: Spoken) -> dict[str, Any]:
    return {name: value - {None} if isinstance(value, set) else value for name, value in vars(spoken).items()}


def test_the_leaves_of_what_is_held_are_those_of_the_rows() -> None:
    rows = [row_of(event, n) for n, event in enumerate(load_corpus(), 1)]
    rows += [row_of(record.event, len(rows) + record.position) for record in log_of(3)]
    archive = Archive()
    archive.extend(rows)
    assert list(archive.leaves(0, len(rows))) == [leaf("events", row).hash for row in rows]
    assert list(archive.leaves(5, 9)) == [leaf("events", row).hash for row in rows[5:9]]


def test_many_bodies_are_kept_and_read_from_any_place() -> None:
    event = next(from_json(plain(data)) for data in ALL if data["type"] == "party_listed")
    events = [event.model_copy(update={"id": f"P-{n}", "name": f"Party {n}"}) for n in range(300)]
    bodies = Bodies()
    held = [hold_row(row_of(one, n), bodies) for n, one in enumerate(events, 1)]
    there = pickle.loads(pickle.dumps(held))
    assert [one.event for one in reversed(held)] == events[::-1]
    assert [one.event for one in there] == events
    assert sum(len(block) for block in bodies._blocks if isinstance(block, bytes)) < 300 * len(encode(event)) / 4


def test_the_garbage_collector_does_not_run_before_a_long_log_can_be_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would go through all that was made, and all of it is kept."""
    on = []

    def noted(made: Any) -> Any:
        return lambda *args, **named: on.append(gc.isenabled()) or made(*args, **named)

    for name in ("replay", "view_of", "Classes"):
        monkeypatch.setattr(answers, name, noted(getattr(answers, name)))
    monkeypatch.setattr(Archive, "extend", noted(Archive.extend))
    with open_log("memory:", clock=lambda: INSTANT) as log:
        log.append(load_corpus())
        answers.Answers(log).policy()
    assert on == [False] * 4 and gc.isenabled()


# Rows that were changed behind the log's back


LISTED = next(plain(data) for data in ALL if data["type"] == "party_listed")
LICENCE = next(plain(data) for data in ALL if data["type"] == "licence_issued")
REVIEW = next(plain(data) for data in ALL if data["type"] == "source_reviewed")


def changed(data: dict[str, Any], **fields: Any) -> Row:
    raw = {**orjson.loads(encode(from_json(data))), **fields}
    return Row(
        1, AT, data["id"], orjson.dumps({name: value for name, value in raw.items() if value != "absent"}, option=orjson.OPT_SORT_KEYS)
    )


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        (LISTED, {"id": "other"}),
        (LISTED, {"id": 5}),
        (LISTED, {"from": None}),
        (LISTED, {"from": "2025-02-30"}),
        (LISTED, {"from": "2025-11-08T00:00:00"}),
        (LISTED, {"from": 20251108}),
        (LISTED, {"through": "never"}),
        (LISTED, {"list": None}),
        (LISTED, {"list": 7}),
        (LISTED, {"name": None}),
        (LISTED, {"name": "absent"}),
        (LISTED, {"aliases": "ALIAS"}),
        (LISTED, {"aliases": [1]}),
        (LISTED, {"aliases": None}),
        (LISTED, {"published": None, "published_by": None}),
        (LISTED, {"published": "2025-10-09", "published_by": "2025-10-09"}),
        (LISTED, {"published": ["2025-10-09"]}),
        (LISTED, {"type": "party_liste"}),
        (LISTED, {"type": ["party_listed"]}),
        (LISTED, {"version": 99}),
        (LISTED, {"version": "1"}),
        (LISTED, {"gives_effect_to": None}),
        (LISTED, {"from": "2026-01-01", "through": "2025-01-01"}),
        (LICENCE, {"from": "2026-01-01", "through": "2025-01-01"}),
        (LICENCE, {"holder": None}),
        (LICENCE, {"targets": "CN-2025-57"}),
        (LICENCE, {"targets": [None]}),
        (LICENCE, {"holder": 3}),
        (REVIEW, {"verified_through": None}),
        (REVIEW, {"verified_through": "2025"}),
        (REVIEW, {"authority": ["CN"]}),
    ],
)
def test_a_row_whose_held_fields_the_model_refuses_is_damage(data: dict[str, Any], fields: dict[str, Any]) -> None:
    with pytest.raises(LogDamaged):
        hold_row(changed(data, **fields), Bodies())


@pytest.mark.parametrize("body", [b"", b"[]", b"5", b'"x"', b"{}", b"{", b'{"type":"party_listed"}', b"\xff"])
def test_a_row_that_is_no_event_is_damage(body: bytes) -> None:
    with pytest.raises(LogDamaged):
        hold_row(Row(1, AT, "x", body), Bodies())


@pytest.mark.parametrize(
    ("data", "fields"), [(LISTED, {"country": "XX"}), (LISTED, {"more": 1}), (LICENCE, {"quantity": 5}), (REVIEW, {"sources": [{}]})]
)
def test_of_a_row_whose_other_fields_the_model_refuses_nothing_follows_but_what_is_held(
    data: dict[str, Any], fields: dict[str, Any]
) -> None:
    held = hold_row(changed(data, **fields), Bodies())
    assert held.id == data["id"]
    with pytest.raises(LogDamaged, match="position `1` cannot be read"):
        _ = held.event


def test_an_event_of_an_older_version_is_held_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    row = row_of(from_json(LISTED))
    monkeypatch.setattr(codec, "CURRENT", {**codec.CURRENT, "party_listed": 2})
    monkeypatch.setattr(codec, "UPCASTS", {("party_listed", 1): lambda raw: {**raw, "name": "As it is called now"}})
    held = hold_row(row, Bodies())
    assert isinstance(held, Whole)
    assert (held.name, held.event.version) == ("As it is called now", 2)


def test_the_days_of_an_event_are_its_own() -> None:
    held = hold_row(row_of(from_json(LISTED), 7), Bodies())
    assert (held.position, date.fromordinal(held.key >> 40)) == (7, from_json(LISTED).day)
