"""Events as canonical JSON, schema versions, and JSON read strictly. `rfc8785` and `json` are the oracles.

Samples: `samples/<type>.v<version>.json` holds one event of each type as each schema version wrote it, and is kept for ever: what
was stored once must be read for ever. The samples of the current versions are written from `event_examples.py` by

    LICET_WRITE_SAMPLES=1 python -m pytest tests/test_codec.py

That is for new versions, and for changes of shape before anybody has stored events of the type (as long as nothing is released). After
that: raise the `version` of the type, add an upcast to `codec.UPCASTS`, and write the new sample beside the old one.
"""

import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from event_examples import EXAMPLES
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from licet.events import codec
from licet.events.codec import (
    CURRENT,
    MAX_INTEGER,
    TYPES,
    canonical_json,
    decode,
    digest,
    encode,
    from_json,
    strict_json,
)
from licet.events.corpus import load_corpus
from licet.events.errors import InvalidEvent, JsonError, UnknownEventType, UnknownEventVersion
from licet.events.goods import ListEntry
from licet.events.model import EventBase, ExportProhibited

SAMPLES = Path(__file__).with_name("samples")
STORED = sorted(path.name for path in SAMPLES.glob("*.json"))

# --- events and samples ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TYPES)
def test_every_type_has_a_sample_of_its_current_version(name: str) -> None:
    path = SAMPLES / f"{name}.v{CURRENT[name]}.json"
    if os.environ.get("LICET_WRITE_SAMPLES"):
        path.write_bytes(encode(from_json(EXAMPLES[name])))
    assert path.exists(), "see the docstring of this file"
    assert encode(decode(path.read_bytes())) == path.read_bytes(), "the type has another shape now: raise its version"


@pytest.mark.parametrize("stored", STORED)
def test_every_stored_sample_is_read_as_the_same_event_in_every_version(stored: str) -> None:
    name, version = re.fullmatch(r"(\w+)\.v(\d+)\.json", stored).groups()  # type: ignore[union-attr]
    data = (SAMPLES / stored).read_bytes()
    raw = json.loads(data)
    assert (raw["type"], raw["version"]) == (name, int(version))
    assert rfc8785.dumps(raw) == data
    assert decode(data) == decode((SAMPLES / f"{name}.v{CURRENT[name]}.json").read_bytes())


def test_samples_give_every_field_a_value_of_its_own() -> None:
    """A field that has its default in all samples could change its meaning without a test noticing. Parts of events too."""
    excluded = {"type", "version", "kind", "published_by", "in_force_by", "any_of_list", "any_goods", "adopted"}
    excluded.add("sha256")  # of a source, see the next test
    prohibited = {"from_", "published", "entries"}  # says these in the other way
    seen: dict[type[BaseModel], set[str]] = {}
    for name in TYPES:
        for part in parts(decode((SAMPLES / f"{name}.v{CURRENT[name]}.json").read_bytes())):
            fields = type(part).model_fields
            own = {f for f, info in fields.items() if info.is_required() or getattr(part, f) != info.get_default(call_default_factory=True)}
            seen.setdefault(type(part), set()).update(own)
    for cls, own in seen.items():
        missing = set(cls.model_fields) - own - excluded - (prohibited if cls is ExportProhibited else set())
        assert not missing, f"{cls.__name__}: give {missing} in event_examples.py"
    assert "kind" in seen[ListEntry]


def test_the_digest_of_a_document_is_written_where_one_was_taken() -> None:
    """The one member that may be left out: events without it keep their bytes, and null and absence are the same."""
    data = (SAMPLES / "control_suspended.v1.json").read_bytes()
    raw = json.loads(data)
    (source,) = raw["sources"]
    assert "sha256" not in source
    assert encode(from_json({**raw, "sources": [{**source, "sha256": None}]})) == data
    taken = {**source, "sha256": "sha256:" + "0a" * 32}
    event = from_json({**raw, "sources": [taken]})
    assert json.loads(encode(event))["sources"] == [taken]
    assert decode(encode(event)) == event
    with pytest.raises(InvalidEvent, match=r"sources\.0\.sha256"):
        from_json({**raw, "sources": [{**source, "sha256": "0a" * 32}]})


def parts(value: object) -> Iterator[BaseModel]:
    """`value` and the models inside it."""
    if isinstance(value, BaseModel):
        yield value
        for field in type(value).model_fields:
            yield from parts(getattr(value, field))
    elif isinstance(value, tuple):
        for item in value:
            yield from parts(item)


def test_every_event_of_the_corpus_is_the_same_after_reading_it_back() -> None:
    for event in load_corpus():
        data = encode(event)
        assert decode(data) == event
        assert rfc8785.dumps(json.loads(data)) == data


def test_models_of_what_is_stored_share_the_set_of_their_fields() -> None:
    """Wherever in an event they stand; only what may be left out has a set of its own."""
    events = [codec.decode(codec.encode(event)) for event in load_corpus()] + [codec.from_json(data) for data in EXAMPLES.values()]
    sets: dict[type[BaseModel], set[int]] = {}
    for model in (model for event in events for model in parts(event)):
        if model.__pydantic_fields_set__ == type(model).model_fields.keys():
            sets.setdefault(type(model), set()).add(id(model.__pydantic_fields_set__))
    assert len(sets) > 40 and {kind: len(there) for kind, there in sets.items() if len(there) > 1} == {}


def test_events_are_written_whole_with_names_of_the_contract() -> None:
    event = from_json({"type": "control_suspended", "id": "S", "instrument": "I", "authority": "CN", "published": "2025-11-07"} | DAYS)
    raw = json.loads(encode(event))
    assert raw["from"] == "2025-11-07"
    assert "from_" not in raw
    assert raw["through"] is None, "nulls are written: what an event means never depends on a default of later code"
    assert raw["version"] == 1
    assert set(raw) == {info.alias or name for name, info in type(event).model_fields.items()}


DAYS = {"from": "2025-11-07", "targets": ["CN-2025-57"]}


def test_decimals_have_one_spelling() -> None:
    def licence(value: str) -> bytes:
        return encode(from_json({**EXAMPLES["licence_issued"], "quantity": {"value": value, "unit": "kg"}}))

    assert licence("1500.50") == licence("1500.5")
    assert licence("1500.5") != licence("1500.05")
    assert b'"value":"1500.5"' in licence("1500.500")


def test_models_hold_no_floats() -> None:
    """A float would lose digits on the way in and be refused on the way out; better not to have one."""
    for cls in TYPES.values():
        assert '"type": "number"' not in json.dumps(cls.model_json_schema(mode="serialization"))


def test_the_digest_is_of_the_bytes() -> None:
    assert digest(b"{}") == "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


# --- schema versions ------------------------------------------------------------------------------------------------------

ANNOUNCED = EXAMPLES["control_announced"]


@pytest.fixture
def third_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if `control_announced` had been `act_no` in version 1 and `number` since 2, and had got `year` in 3."""
    monkeypatch.setattr(codec, "CURRENT", {**CURRENT, "control_announced": 3})

    def second(raw: dict[str, Any]) -> dict[str, Any]:
        return {**{k: v for k, v in raw.items() if k != "act_no"}, "number": raw["act_no"]}

    def third(raw: dict[str, Any]) -> dict[str, Any]:
        return {**raw, "year": 2025}

    monkeypatch.setattr(codec, "UPCASTS", {("control_announced", 1): second, ("control_announced", 2): third})


OLD = {k: v for k, v in ANNOUNCED.items() if k not in ("number", "year")} | {"act_no": 57}


def test_old_versions_are_brought_up_to_date_step_by_step(third_version: None) -> None:
    event = decode(canonical_json(OLD))
    assert (event.version, event.number, event.year) == (3, 57, 2025)  # type: ignore[union-attr]
    second = {k: v for k, v in OLD.items() if k != "act_no"} | {"number": 57, "version": 2}
    assert decode(canonical_json(second)) == event


@pytest.mark.parametrize("field", ["replacement", "promises", "as_if"])
def test_events_inside_events_are_brought_up_to_date_too(third_version: None, field: str) -> None:
    holders = {"replacement": "entry_corrected", "promises": "statement_made", "as_if": "reading_recorded"}
    holder: dict[str, Any] = {**EXAMPLES[holders[field]], "entry": OLD["id"]}
    if field == "replacement":
        event: Any = from_json({**holder, "replacement": OLD}).replacement  # type: ignore[union-attr]
    else:
        del holder["entry"]
        event = getattr(from_json({**holder, field: [{"event": OLD, "mapping": "named"}]}), field)[0].event
    assert (event.version, event.number) == (3, 57)


def test_reading_does_not_touch_its_source(third_version: None) -> None:
    inner = {"event": OLD, "mapping": "named"}
    holder = {k: v for k, v in EXAMPLES["statement_made"].items() if k != "version"} | {"promises": [inner]}
    before = canonical_json(holder)
    from_json(holder)
    assert canonical_json(holder) == before


@pytest.mark.parametrize("version", [0, 4, -1, True, "1", None, 1.0])
def test_an_unknown_version_is_an_error(third_version: None, version: object) -> None:
    with pytest.raises(UnknownEventVersion, match=rf"version `{version}` of `control_announced` is not known here, 1 to 3 are"):
        from_json({**OLD, "version": version})


def test_an_old_version_without_an_upcast_is_an_error(third_version: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codec, "UPCASTS", {})
    with pytest.raises(UnknownEventVersion, match="version `1` of `control_announced` has no upcast"):
        from_json(OLD)


def test_upcasts_belong_to_versions_that_were_written() -> None:
    for name, version in codec.UPCASTS:
        assert version < CURRENT[name]
        assert f"{name}.v{version}.json" in STORED


# --- what is no event -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "error", "words"),
    [
        ([], InvalidEvent, "an event is a JSON object"),
        ({}, InvalidEvent, "an event has a `type`: one of control_announced"),
        ({"type": 7}, InvalidEvent, "an event has a `type`"),
        ({"type": "control_suspend"}, UnknownEventType, "`control_suspend` is not an event type.*: use control_suspended$"),
        ({"type": "zzz"}, UnknownEventType, "use control_announced, licence_required"),
        ({**ANNOUNCED, "colour": "red"}, InvalidEvent, "`EXAMPLE/control_announced` is not a valid.*`colour`: Extra inputs"),
        ({**ANNOUNCED, "title": {}}, InvalidEvent, "`title.en`: Field required"),
        ({**ANNOUNCED, "published": "2025-13-01"}, InvalidEvent, "`published`: `2025-13-01` is not a day"),
        ({**ANNOUNCED, "published": 1760000000}, InvalidEvent, "`published`: `1760000000` is not a day"),
        ({**ANNOUNCED, "published": None}, InvalidEvent, "needs either `published` or"),
        (
            {**EXAMPLES["entry_corrected"], "replacement": {"type": "nothing"}},
            UnknownEventType,
            "`/replacement`: `nothing` is not an event type",
        ),
        (
            {**EXAMPLES["statement_made"], "promises": [{"event": {**OLD, "version": 9}, "mapping": "named"}]},
            UnknownEventVersion,
            "`/promises/0/event`: version `9`",
        ),
        ({**EXAMPLES["statement_made"], "promises": {"event": 1}}, InvalidEvent, "`promises`"),
        ({**EXAMPLES["statement_made"], "promises": [7]}, InvalidEvent, "`promises.0`"),
    ],
)
def test_what_is_no_event_is_named(raw: object, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        from_json(raw)


def test_bytes_that_are_not_json_are_named() -> None:
    with pytest.raises(JsonError, match="not JSON"):
        decode(b"{")


def test_text_that_utf8_cannot_hold_is_refused() -> None:
    event = from_json(ANNOUNCED)
    assert isinstance(event, EventBase)
    with pytest.raises(JsonError, match="`/recorded_by`: character 3 is half of a surrogate pair"):
        encode(event.model_copy(update={"recorded_by": "abc\ud800"}))


# --- canonical JSON -------------------------------------------------------------------------------------------------------

ASCII = st.text(st.characters(max_codepoint=127), max_size=6)
STRINGS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
INTEGERS = st.integers(-MAX_INTEGER, MAX_INTEGER)


def values(strings: st.SearchStrategy[str], keys: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    leaves = st.none() | st.booleans() | INTEGERS | strings
    return st.recursive(leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4), max_leaves=12)


@given(values(STRINGS, ASCII))
@example("".join(map(chr, range(0x20))) + '"\\/\x7f\u2028\u20ac😀\ufeff')
@example({"": 0, "a": -0, "A": 1, "a\x00": 2, "aa": 3, "\x7f": 4})
@example([MAX_INTEGER, -MAX_INTEGER])
def test_canonical_json_is_rfc_8785(value: Any) -> None:
    data = canonical_json(value)
    assert data == rfc8785.dumps(value)
    assert strict_json(data) == value


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"a": [0.5]}, "`/a/0`: `float` is not a value"),
        ({"a": {1}}, "`/a`: `set` is not a value"),
        ({"é": 1}, "`/é`: keys are ASCII strings"),
        ({7: 1}, "`/7`: keys are ASCII strings"),
        ({"a": {"b~/c": MAX_INTEGER + 1}}, "`/a/b~0~1c`: whole numbers go up to 9007199254740991"),
        ([-MAX_INTEGER - 1], "`/0`: whole numbers go up to"),
        ({"a": "\udc00"}, "`/a`: character 0 is half of a surrogate pair"),
    ],
)
def test_what_canonical_json_cannot_hold(value: Any, words: str) -> None:
    with pytest.raises(JsonError, match=words):
        canonical_json(value)


def test_a_value_that_contains_itself_is_refused() -> None:
    value: list[Any] = []
    value.append(value)
    with pytest.raises(JsonError, match="nested too deep"):
        canonical_json(value)


# --- strict JSON ----------------------------------------------------------------------------------------------------------


@given(values(STRINGS, STRINGS), st.booleans(), st.sampled_from([None, 1]))
def test_strict_json_reads_what_json_reads(value: Any, escaped: bool, indent: int | None) -> None:
    data = json.dumps(value, ensure_ascii=escaped, indent=indent).encode()
    assert strict_json(data) == value == json.loads(data)


# Bytes that are nearly JSON: pieces of it, in any order.
CHARACTERS = ["\x00", "\ufeff", *"{}[],:-01 \n'/\"\\"]
WORDS = ['"a"', '"a":', '"é"', '"\\ud800"', '"\\"', "1.5", "1e3", "NaN", "-Infinity", "true", "null", "9007199254740993", "//"]
PIECES = st.sampled_from([*CHARACTERS, *WORDS, '{"a":1}', '{"a":1,"a":2}'])


@given(st.lists(PIECES, max_size=12).map("".join))
def test_strict_json_refuses_all_that_json_refuses_and_more(text: str) -> None:
    try:
        value = strict_json(text.encode())
    except JsonError as refused:
        assert str(refused)
        return
    assert json.loads(text, object_pairs_hook=unique, parse_float=fail, parse_constant=fail) == value
    rfc8785.dumps(value)  # type: ignore[arg-type]


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    assert len({key for key, _ in pairs}) == len(pairs)
    return dict(pairs)


def fail(text: str) -> None:
    raise AssertionError(text)


@given(st.binary(max_size=20))
def test_any_bytes_give_a_value_or_a_clear_error(data: bytes) -> None:
    try:
        strict_json(data)
    except JsonError as refused:
        assert str(refused)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'{"a": 1, "a": 1}', "the key `a` is there twice: keep one"),
        (b'{"goods": {"list": [{"code": 1, "hs": 2, "code": 3}]}}', "`/goods/list/0`: the key `code` is there twice"),
        (b'{"\\u0061": 1, "a": 2}', "the key `a` is there twice"),
        (b'{"a/b": {"~": 1, "~": 1}}', "`/a~1b`: the key `~` is there twice"),
        (b'{"x": {"\\ud800": 1, "\\ud800": 1}}', r"`/x`: the key `\\ud800` is there twice"),
        (b'{"purity": 99.9}', '`/purity`: `99.9` would lose digits: write decimals as strings, for example "99.9"'),
        (b"[1e400]", "`/0`: `1e400` would lose digits"),
        (b"[NaN]", "`/0`: `NaN` is not JSON"),
        (b"-Infinity", "`-Infinity` is not JSON"),
        (b"[0, 9007199254740992]", "`/1`: whole numbers go up to 9007199254740991: write larger ones as strings"),
        (b"[-9007199254740992]", "`/0`: whole numbers"),
        (b"[" + b"9" * 100_000 + b"]", "`/0`: whole numbers"),
        (b'{"a": ["\\ud800"]}', "`/a/0`: character 0 is half of a surrogate pair"),
        (b'{"a": {"x\\udc00": 1}}', r"`/a/x\\udc00`: character 1 is half of a surrogate pair"),
        (b'"\xff"', "not UTF-8 at byte 1"),
        (b'\xef\xbb\xbf{"a": 1}', "not JSON at line 1, column 1: Unexpected UTF-8 BOM"),
        (b'{"a": 1', "not JSON at line 1, column 8"),
        (b'{"a": 1}\n}', "not JSON at line 2, column 1: Extra data"),
        (b"", "not JSON at line 1, column 1"),
        (b'{"a": "\x01"}', "not JSON at line 1"),
        (b"{'a': 1}", "not JSON at line 1"),
        (b'{"a": 1,}', "not JSON at line 1"),
        (b"[01]", "not JSON at line 1"),
    ],
)
def test_strict_json_says_what_and_where(data: bytes, words: str) -> None:
    with pytest.raises(JsonError, match=re.escape(words).replace(r"\\\\", r"\\")) as caught:
        strict_json(data)
    assert caught.value.pointer in ("", *re.findall(r"^`(/.*?)`:", str(caught.value)))


def test_a_lone_surrogate_pair_that_makes_a_character_is_one() -> None:
    assert strict_json(b'"\\ud83d\\ude00"') == "😀"


@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
@pytest.mark.parametrize("levels", [65, 1_000, 100_000, 1_000_000])
def test_nesting_has_a_limit_of_its_own(opening: bytes, levels: int) -> None:
    with pytest.raises(JsonError, match="nested deeper than 64 levels at byte"):
        strict_json(opening * levels)


def test_nesting_up_to_the_limit_is_read() -> None:
    assert strict_json(b"[" * 64 + b"]" * 64) is not None
    assert strict_json(b'{"a":' * 3 + b"1" + b"}" * 3, max_depth=3) == {"a": {"a": {"a": 1}}}
    with pytest.raises(JsonError, match="nested deeper than 2"):
        strict_json(b'{"a":' * 3 + b"1" + b"}" * 3, max_depth=2)


def test_brackets_in_strings_do_not_nest() -> None:
    text = "[" * 200 + '\\"{' * 100
    assert strict_json(json.dumps([text] * 3).encode()) == [text] * 3


def test_hostile_documents_take_no_time() -> None:
    """Each took quadratic time in some draft: unclosed strings, escapes without end, many keys, long numbers."""
    for data in (
        b'"' + b'\\"' * 50_000,
        b'["' + b"a" * 50_000,
        b"\\" * 50_000,
        b'"a' * 50_000,
        json.dumps([{f"k{n}": n for n in range(20_000)}]).encode()[:-2] + b',"k19999":1}]',
        b"-" + b"9" * 100_000,
    ):
        before = os.times().user
        with pytest.raises(JsonError):
            strict_json(data)
        assert os.times().user - before < 1


def test_the_recursion_limit_is_out_of_reach() -> None:
    assert sys.getrecursionlimit() > codec.MAX_DEPTH * 3


# --- the quick reading of sound JSON ----------------------------------------------------------------------------------


def _nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    keys = st.sampled_from(['"a"', '"b"', '"\\u0061"'])
    members = st.lists(st.tuples(keys, inner).map(": ".join), max_size=3).map(", ".join)
    return st.one_of(st.lists(inner, max_size=3).map(lambda items: f"[{','.join(items)}]"), members.map("{{{}}}".format))


_PIECES = re.findall(
    r"\S+",
    r"""
    "a" "\u0061" "b\"c" "é" "\ud800" : , { } [ ] 1 -0 1.0 1e5 12345678901234567 9007199254740992 0 true false null NaN Infinity " \ [[]]
    {"a":1,"a":1} {"a":1}
    """,
)
_SPACED = st.lists(st.sampled_from([*_PIECES, " ", "\n", "\x01"]), max_size=12)


@settings(max_examples=800, derandomize=True, deadline=None, database=None)
@given(st.one_of(_SPACED.map("".join), st.recursive(st.sampled_from(["1", '"a"', "null"]), _nested, max_leaves=8)))
def test_what_is_read_quickly_is_read_the_same_with_care(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    if codec._plainly_sound(data, 4):
        assert codec._careful_json(data, 4) == strict_json(data, max_depth=4)


def test_sound_bodies_are_read_quickly() -> None:
    for text in ('{"a": [1, true, null, "x: {"], "b": {}}', '{\n "a" : "\\"" }', '{"a":"é"}'):
        assert codec._plainly_sound(text.encode(), 64)
