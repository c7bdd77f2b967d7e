"""The command line: options, the question that they make, exit statuses, what is printed where, and what is stored."""

import gc
import json
import os
import shlex
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from event_examples import EXAMPLES

import licet
from licet.api import cli, opening
from licet.api.opening import now, shipped_ids
from licet.api.schema import Refused, parse_check, read_check
from licet.api.settings import Settings, SettingsError
from licet.api.sources import read_settings
from licet.api.terminal.drawing import SURE, Bar, draw
from licet.api.terminal.options import OPTIONS, option_of, to_type
from licet.api.terminal.question import from_options
from licet.engine import inference
from licet.engine.inference import EngineUnavailable
from licet.events.codec import from_json
from licet.events.corpus import load_corpus
from licet.events.log import open_log

ROOT = Path(licet.__file__).parent
HOLMIUM = ["check", "--material", "holmium", "--form", "metal", "--to", "DE", "--on", "2025-12-15"]
ANNOUNCED = EXAMPLES["control_announced"] | {"id": "XX-2026-1", "instrument": "XX-2026-1", "provision": None, "gives_effect_to": []}


class Ran(NamedTuple):
    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log with the corpus that ships, which no test may change."""
    place = tmp_path_factory.mktemp("log") / "log.sqlite"
    assert cli.run(["events", "load", "--db", str(place)]) == 0
    return place


@pytest.fixture
def run(loaded: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line in this process, on the loaded log unless told otherwise."""
    monkeypatch.setenv("LICET_DB", str(loaded))
    monkeypatch.delenv("LICET_INFERENCE", raising=False)
    monkeypatch.setenv("COLUMNS", "80")

    def run(*arguments: str, db: Path | None = None) -> Ran:
        if db is not None:
            monkeypatch.setenv("LICET_DB", str(db))
        capfd.readouterr()
        status = cli.run(arguments)
        return Ran(status, *capfd.readouterr())

    return run


def head(place: Path) -> int:
    with open_log(place, clock=lambda: pytest.fail("nothing may be recorded")) as log:
        return log.head()


# --- the question -----------------------------------------------------------------------------------------------------

GIVEN: list[tuple[list[str], str, Any]] = [
    (["--code", "1C909.a"], "goods.code", "1C909.a"),
    (["--code", "1C909.a", "--list", "CN-DU"], "goods.list", "CN-DU"),
    (["--code", "1C909.a", "--edition", "2026-01-01"], "goods.edition", "2026-01-01"),
    (["--material", "holmium"], "goods.material", "holmium"),
    (["--material", "holmium", "--form", "metal"], "goods.form", "metal"),
    (["--material", "holmium", "--attr", "purity_pct=99.9"], "goods.attributes", {"purity_pct": "99.9"}),
    (["--material", "holmium", "--attr", "purity_pct=>=99.9"], "goods.attributes", {"purity_pct": {"min": "99.9"}}),
    (["--material", "holmium", "--attr", "purity_pct>=99.9"], "goods.attributes", {"purity_pct": {"min": "99.9"}}),
    (["--material", "holmium", "--attr", "d <= 50"], "goods.attributes", {"d": {"max": "50"}}),
    (["--material", "holmium", "--attr", "d=1..2"], "goods.attributes", {"d": {"min": "1", "max": "2"}}),
    (["--material", "holmium", "--attr", "d>=1", "--attr", "d<=2"], "goods.attributes", {"d": {"min": "1", "max": "2"}}),
    (["--material", "holmium", "--attr", "twist=untwisted"], "goods.attributes", {"twist": "untwisted"}),
    (["--material", "x", "--contains", "dysprosium=0.36"], "goods.composition.0.wt_pct", "0.36"),
    (["--material", "x", "--contains", "dysprosium"], "goods.composition.0.wt_pct", None),
    (["--material", "x", "--contains", "terbium", "--contains", "dysprosium=0"], "goods.composition.1.wt_pct", "0"),
    (["--material", "x", "--contains", "dysprosium>=0.1"], "goods.composition.0.wt_pct", {"min": "0.1"}),
    (["--material", "x", "--composition-complete"], "goods.composition_complete", True),
    (["--material", "x", "--composition-incomplete"], "goods.composition_complete", False),
    (["--material", "x", "--part", "permanent_magnet"], "goods.contains", ["permanent_magnet"]),
    (["--material", "x", "--part", "none"], "goods.contains", []),
    (["--material", "x", "--processing", "raw"], "goods.processing", "raw"),
    (["--hs", "8505111000"], "goods.hs", "8505111000"),
    (["--material", "x", "--kind", "software"], "goods.kind", "software"),
    (["--dual-use"], "goods.dual_use", True),
    (["--not-dual-use"], "goods.dual_use", False),
    (["--description", "nails"], "goods.description", "nails"),
    (["--material", "x"], "destination", "DE"),
    (["--material", "x"], "date", "2025-12-15"),
    (["--material", "x", "--from", "JP"], "departure.country", "JP"),
    (["--material", "x", "--zone", "Yangshan"], "departure.zone", "Yangshan"),
    (["--material", "x", "--origin", "JP"], "origin", "JP"),
    (["--material", "x", "--exit-date", "2025-12-20"], "exit_date", "2025-12-20"),
    (["--material", "x", "--act", "transit"], "act", "transit"),
    (["--material", "x", "--quantity", "500 kg"], "quantity", {"value": "500", "unit": "kg"}),
    (["--material", "x", "--end-use", "civil"], "end_use", "civil"),
    (["--material", "x", "--end-user", "Acme"], "parties.0.name", "Acme"),
    (["--material", "x", "--end-user-country", "US"], "parties.0.country", "US"),
    (["--material", "x", "--end-user-military"], "parties.0.military", True),
    (["--material", "x", "--end-user-not-military"], "parties.0.military", False),
    (["--material", "x", "--end-user-owner", "Acme=50"], "parties.0.owners", [{"name": "Acme", "share_pct": "50"}]),
    (["--material", "x", "--end-user-owner", "Acme"], "parties.0.owners.0.share_pct", None),
    (["--material", "x", "--exporter", "Acme"], "exporter.name", "Acme"),
    (["--material", "x", "--exporter-country", "VN"], "exporter.country", "VN"),
    (["--material", "x", "--exporter-nationality", "CN"], "exporter.nationality", "CN"),
    (["--material", "x", "--content", "samarium:metal:CN:5"], "content.0.value_share_pct", "5"),
    (["--material", "x", "--content", "samarium::CN:"], "content.0.form", None),
    (["--material", "x", "--content", "samarium:metal:CN:>=0.1"], "content.0.value_share_pct", {"min": "0.1"}),
    (["--material", "x", "--content-complete"], "content_complete", True),
    (["--material", "x", "--technology-origin", "CN"], "technology_origin", "CN"),
]


KNOWN = ["--published-through", "2025-10-20", "--recorded-through", "7", "--rules-recorded-through", "8"]


def question(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The question that a command line asks, as REST would take it."""
    asked: list[dict[str, Any]] = []
    monkeypatch.setattr("licet.api.terminal.asking.run_check", lambda given, *_, **__: asked.append(from_options(given)[0]))
    assert cli.run(["check", "--to", "DE", "--on", "2025-12-15", *arguments]) == 0
    return read_check(asked[0]).model_dump(mode="json")


@pytest.mark.parametrize(("arguments", "field", "value"), GIVEN, ids=[" ".join(case[0]) for case in GIVEN])
def test_an_option_reaches_its_field(arguments: list[str], field: str, value: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    found: Any = question(arguments, monkeypatch)["shipment"]
    for step in field.split("."):
        found = found[int(step)] if step.isdigit() else found[step]
    assert found == value


def test_every_option_is_tried_above() -> None:
    tried = {word for arguments, *_ in GIVEN for word in arguments} | set(KNOWN) | {"--to", "--on"}
    assert {option.first for option in OPTIONS} - tried == set()


def test_what_is_known_is_part_of_the_question(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"published_through": "2025-10-20", "recorded_through": 7, "rules_recorded_through": 8}
    assert question(["--material", "x", *KNOWN], monkeypatch)["known"] == known
    assert question(["--material", "x"], monkeypatch)["known"] is None


@pytest.mark.parametrize(
    ("arguments", "departure", "origin"),
    [
        ([], "CN", "CN"),
        (["--from", "JP"], "JP", None),  # what leaves Japan need not be Chinese: that is asked, not assumed
        (["--origin", "JP"], "CN", "JP"),
        (["--from", "CN"], "CN", "CN"),
    ],
)
def test_only_departure_and_origin_are_assumed(
    arguments: list[str], departure: str, origin: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipment = question(["--material", "x", *arguments], monkeypatch)["shipment"]
    assert (shipment["departure"]["country"], shipment["origin"]) == (departure, origin)
    bare = parse_check(b'{"shipment":{"goods":{"material":"x"},"destination":"DE","date":"2025-12-15"}}').model_dump(mode="json")[
        "shipment"
    ]
    bare["departure"]["country"], bare["origin"] = departure, origin
    assert shipment == bare


def test_what_an_answer_asks_about_is_named_as_an_option() -> None:
    assert to_type("goods.composition[dysprosium]") == "--contains dysprosium=…"
    assert to_type("goods.attributes.purity_pct") == "--attr purity_pct=…"
    assert to_type("content[0].value_share_pct") == "--content"
    assert to_type("departure.country") == "--from"
    assert to_type("parties").startswith("--end-user")
    assert option_of("/shipment/parties/0/country") == "--end-user-country"


# --- check ------------------------------------------------------------------------------------------------------------


def test_the_outcome_comes_first_with_its_regime(run: Run) -> None:
    ran = run(*HOLMIUM)
    assert ran.status == 0 and ran.err == ""
    heading, answer = ran.out.split("\n\n", 1)
    assert "holmium metal, from CN to DE, on 2025-12-15" in heading
    assert "Assumed   --from CN, --origin CN" in heading
    assert answer.startswith("NO_LICENCE_REQUIRED under CN/dual-use\n")
    assert "Not considered: CN/export-licence" in answer
    assert "through 2026-11-10" in answer


def test_what_was_assumed_stands_beside_json_not_in_it(run: Run) -> None:
    ran = run(*HOLMIUM, "--json")
    assert ran.err == "note: assumed --from CN, --origin CN, as nothing else was said\n"
    assert json.loads(ran.out)["outcome"] == "NO_LICENCE_REQUIRED"
    assert run(*HOLMIUM, "--from", "CN", "--origin", "CN", "--json") == Ran(0, ran.out, "")


def test_every_outcome_is_success(run: Run) -> None:
    for arguments, outcome in (
        (HOLMIUM, "NO_LICENCE_REQUIRED"),
        (["check", "--material", "holmium", "--form", "metal", "--to", "DE", "--on", "2026-11-11"], "LICENCE_REQUIRED"),
        (["check", "--code", "1C999", "--to", "DE", "--on", "2026-11-11"], "UNDETERMINED"),
        (["check", "--description", "dysprosium metal", "--to", "DE", "--on", "2026-11-11"], "UNDETERMINED"),
    ):
        ran = run(*arguments, "--json")
        assert (ran.status, json.loads(ran.out)["outcome"]) == (0, outcome)


def test_full_adds_what_did_not_apply_and_the_sources(run: Run) -> None:
    short, full = run(*HOLMIUM), run(*HOLMIUM, "--full")
    for title in ("\nDid not apply\n", "\nNot considered\n", "\nRests on\n"):
        assert title in full.out and title not in short.out
    assert "[1]" in full.out and "[1]" not in short.out


def test_a_file_is_taken_as_it_stands(run: Run, tmp_path: Path) -> None:
    shipment = {
        "goods": {"material": "holmium", "form": "metal"},
        "origin": "CN",
        "departure": {"country": "CN"},
        "destination": "DE",
        "date": "2025-12-15",
    }
    file = tmp_path / "question.json"
    wanted = run(*HOLMIUM, "--json", "--published-through", "2025-10-20").out
    file.write_text(json.dumps({"shipment": shipment, "known": {"published_through": "2025-10-20"}}))
    assert run("check", "--file", str(file), "--json") == Ran(0, wanted, "")
    file.write_text(json.dumps(shipment))
    assert run("check", "--file", str(file), "--published-through", "2025-10-20", "--json").out == wanted
    del shipment["departure"]
    file.write_text(json.dumps(shipment))
    assert json.loads(run("check", "--file", str(file), "--json").out)["outcome"] == "UNDETERMINED"


def test_a_question_may_come_on_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "question.json"
    file.write_text('{"goods": {"code": "1C909.a.1"}, "departure": {"country": "CN"}, "destination": "DE", "date": "2025-12-15"}')
    with file.open() as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        assert run("check", "--file", "-").status == 0


def test_an_empty_log_gets_the_corpus_and_says_so(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "deep" / "new.sqlite"
    ran = run(*HOLMIUM, db=place)
    assert ran.status == 0
    assert f"`{place}` was empty: loaded the corpus" in ran.err
    assert run(*HOLMIUM, db=place).err == ""


@pytest.mark.parametrize(("long", "left_alone"), [(1, True), (10**6, False)])
def test_what_is_in_memory_of_a_long_log_is_left_alone_by_the_garbage_collector(
    long: int, left_alone: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_LONG", long)
    before = gc.get_freeze_count()
    with opening.answering(Settings(db="memory:"), lambda _: None) as (_, answers):
        kept = {id(thing) for thing in gc.get_objects()}
        assert (id(answers.policy().index) not in kept) is left_alone
    assert gc.get_freeze_count() == before


def test_a_log_that_lacks_what_ships_is_told(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "old.sqlite"
    with open_log(place, clock=now) as log:
        log.append([event for event in load_corpus() if not event.id.startswith("CN-2025-70")])
    assert "`licet events load` adds them" in run(*HOLMIUM, db=place).err
    assert run("events", "load", db=place).status == 0
    assert run(*HOLMIUM, db=place).err == ""


def test_the_ids_that_ship_are_told_without_reading_the_corpus_in_full() -> None:
    assert sorted(shipped_ids()) == sorted(event.id for event in load_corpus())


def test_the_reference_evaluator_shows_in_the_answer(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LICET_INFERENCE", "reference")
    assert json.loads(run(*HOLMIUM, "--json").out)["engine"]["inference"] == "reference"
    assert "run by the reference evaluator" in run(*HOLMIUM).out


def test_unusable_durable_rules_is_a_failure_and_stores_nothing(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def broken() -> Any:
        raise EngineUnavailable("durable-rules cannot be imported")

    monkeypatch.setattr(inference, "_durable", broken)
    monkeypatch.setattr(inference, "_loaded", {})
    ran = run(*HOLMIUM, db=tmp_path / "new.sqlite")
    assert ran == Ran(1, "", "error: durable-rules cannot be imported\n")
    assert not (tmp_path / "new.sqlite").exists()


def test_an_unforeseen_failure_is_no_answer(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("licet.engine.answers.Answers.decide", lambda *_: 1 / 0)
    ran = run(*HOLMIUM)
    assert (ran.status, ran.out) == (1, "")
    assert "please report this" in ran.err and "ZeroDivisionError" in ran.err


# --- bad input --------------------------------------------------------------------------------------------------------

GOODS = ["--code", "1C909.a.1"]
ROUTE = ["--to", "DE", "--on", "2025-12-15"]
BAD: list[tuple[list[str], list[str]]] = [
    ([*GOODS, "--to", "XX", "--on", "2025-12-15"], ["`--to` (`destination`)", "`XX` is not a country code"]),
    ([*GOODS, "--to", "de", "--on", "2025-12-15"], ["`--to`", "`de` is not a country code"]),
    ([*GOODS, "--to", "DE", "--on", "2026-13-01"], ["`--on` (`date`)", "`2026-13-01` is not a day of the calendar"]),
    ([*GOODS, "--to", "DE", "--on", "20261301"], ["`--on` (`date`)", "`20261301` is not a day"]),
    ([*GOODS, "--to", "DE"], ["`--on` (`date`)", "required"]),
    (ROUTE, ["`goods`", "not identified"]),
    (["--material", "holmiun", *ROUTE], ["`--material` (`goods.material`)", "`holmiun` is not a known material"]),
    ([*GOODS, *ROUTE, "--attr", "colour=1"], ["`--attr` (`goods.attributes.colour`)", "`colour` is not a known attribute"]),
    ([*GOODS, *ROUTE, "--attr", "purity_pct=high"], ["`--attr` (`goods.attributes.purity_pct`)", "decimal"]),
    ([*GOODS, *ROUTE, "--attr", "purity_pct=1e3"], ["`--attr`", "`1e3` is not an exact decimal"]),
    ([*GOODS, *ROUTE, "--attr", "purity_pct>99"], ["`--attr`", "write `purity_pct>=99`"]),
    ([*GOODS, *ROUTE, "--attr", "purity_pct"], ["`--attr`", "`purity_pct` has no value"]),
    ([*GOODS, *ROUTE, "--attr", "purity_pct=1", "--attr", "purity_pct=2"], ["`--attr`", "`purity_pct` is given twice"]),
    ([*GOODS, *ROUTE, "--attr", "purity_pct=3..2"], ["`--attr`", "`max` 2 is below `min` 3"]),
    ([*GOODS, *ROUTE, "--contains", "dysprosium=101"], ["`--contains` (`goods.composition[0].wt_pct`)", "not between 0 and 100"]),
    ([*GOODS, *ROUTE, "--contains", "=5"], ["`--contains`", "`=5` is not a name with a value"]),
    ([*GOODS, *ROUTE, "--contains", "terbium=60", "--contains", "dysprosium=60"], ["`goods`", "adds up to at least 120"]),
    ([*GOODS, *ROUTE, "--content", "a:b:c:d:e"], ["`--content`", "`a:b:c:d:e` is not MATERIAL:FORM:ORIGIN:SHARE"]),
    ([*GOODS, *ROUTE, "--quantity", "much"], ["`--quantity`", "`much` is not an amount with a unit"]),
    ([*GOODS, *ROUTE, "--end-use", "bombs"], ["`--end-use` (`end_use`)", "`bombs` is not one of"]),
    ([*GOODS, *ROUTE, "--from", "DE"], ["`destination`", "the country of departure"]),
    ([*GOODS, *ROUTE, "--exit-date", "2025-12-01"], ["`exit_date`", "before the export date"]),
    ([*GOODS, *ROUTE, "--material", "gallium"], ["`--material` (`goods.material`)", "contradicts `goods.code`"]),
    ([*GOODS, *ROUTE, "--list", "US-CCL"], ["`--list` (`goods.list`)", "not of `US-CCL`"]),
    ([*GOODS, *ROUTE, "--published-through", "soon"], ["`--published-through`", "`soon` is not a day"]),
    ([*GOODS, *ROUTE, "--recorded-through", "-1"], ["`--recorded-through`", "`-1` is not a position"]),
    ([*GOODS, *ROUTE, "--recorded-through", "99999"], ["`--recorded-through`", "`99999` is not a position of the log"]),
    ([*GOODS, *ROUTE, "--file", "-"], ["`--file`", "leave out `--code`, `--to`, `--on`"]),
    (["--file", "/no/such/file"], ["`--file`", "`/no/such/file` cannot be read"]),
    ([*GOODS, *ROUTE, "--too", "DE"], ["`--too` is not an option", "did you mean", "see `licet check --help`"]),
    ([*GOODS, "--to"], ["option `--to` requires an argument"]),
    ([*GOODS, *ROUTE, "extra"], ["extra"]),
]


@pytest.mark.parametrize(("arguments", "words"), BAD, ids=[" ".join(case[0])[-60:] for case in BAD])
def test_bad_input_names_the_field_and_is_status_2(arguments: list[str], words: list[str], run: Run, loaded: Path) -> None:
    before = head(loaded)
    ran = run("check", *arguments)
    assert ran.status == 2 and ran.out == ""
    assert ran.err.startswith("error: ")
    for word in words:
        assert word in ran.err
    assert head(loaded) == before


FILES: list[tuple[str, str]] = [
    ('{"goods": {"code": "1C909.a.1"}, "destination": "DE", "date": 20251215}', "`date`: `20251215` is not a day"),
    ('{"goods": {"code": "1C909.a.1"}, "destination": "DE", "destination": "US"}', "the key `destination` is there twice"),
    ('{"goods": {"code": "1C909.a.1", "attributes": {"purity_pct": 99.9}}}', "`99.9` would lose digits: write decimals as strings"),
    ('{"goods": {"code": "1C909.a.1"}, "destination": "DE", "date": "2025-12-15", "use": "civil"}', "`use`: unknown field"),
    ('{"goods": {"code": "1C909.a.1"}, "destination": "DE", "date": NaN}', "`NaN` is not JSON"),
    ('{"goods": {"description": "\\ud800"}}', "half of a surrogate pair"),
    ("[" * 100_000, "`--file`: nested deeper than 64 levels"),
    ("{", "`--file`: not JSON at line 1"),
    ("[]", "`shipment`: `[]`: a JSON object is wanted here"),
    (" " * (2**20 + 1), "has more than 1048576 bytes"),
]


@pytest.mark.parametrize(("text", "words"), FILES, ids=[case[1][:40] for case in FILES])
def test_a_bad_file_is_refused_by_its_fields(text: str, words: str, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "question.json"
    file.write_text(text)
    ran = run("check", "--file", str(file))
    assert (ran.status, ran.out) == (2, "")
    assert words in ran.err and "--on" not in ran.err


def test_settings_are_checked() -> None:
    with pytest.raises(SettingsError, match="`LICET_INFERENCE`: `magic`"):
        read_settings({"HOME": "/h", "LICET_INFERENCE": "magic"}, platform="linux")
    with pytest.raises(SettingsError, match="no home folder"):
        read_settings({}, platform="linux")


@pytest.mark.parametrize(
    ("environ", "platform", "place"),
    [
        ({"HOME": "/h"}, "linux", "/h/.local/share/licet/log.sqlite"),
        ({"HOME": "/h", "XDG_DATA_HOME": "/x"}, "linux", "/x/licet/log.sqlite"),
        ({"HOME": "/h", "XDG_DATA_HOME": "/x"}, "darwin", "/h/Library/Application Support/Licet/log.sqlite"),
        ({"LOCALAPPDATA": "/l"}, "win32", "/l/Licet/log.sqlite"),
        ({"HOME": "/h", "LICET_DB": "here.sqlite"}, "linux", "here.sqlite"),
    ],
)
def test_where_the_log_is(environ: dict[str, str], platform: str, place: str) -> None:
    assert Path(read_settings(environ, platform=platform).db).as_posix() == place
    assert read_settings(environ, platform=platform, db="mine.sqlite").db == "mine.sqlite"


# --- timelines --------------------------------------------------------------------------------------------------------


def test_a_timeline_shows_every_period(run: Run) -> None:
    settled = ["--end-use", "civil", "--end-user", "Acme", "--end-user-country", "DE", "--end-user-not-military"]
    ran = run("timeline", "--material", "holmium", "--form", "metal", "--to", "DE", *settled)
    assert ran.status == 0
    assert max(len(line) for line in ran.out.splitlines()) <= 80
    bars = [line for line in ran.out.splitlines() if SURE in line]
    assert [bar.split()[0] for bar in bars[:2]] == ["LICENCE_REQUIRED", "NO_LICENCE_REQUIRED"]
    assert bars[0].rindex(" ") < bars[0].index(SURE)  # one unbroken bar
    assert "2026-11-11 to 2027-12-31  LICENCE_REQUIRED" in ran.out


def test_a_timeline_as_json_covers_every_day(run: Run) -> None:
    arguments = [
        "timeline",
        "--material",
        "holmium",
        "--form",
        "metal",
        "--to",
        "DE",
        "--first",
        "2025-01-01",
        "--last",
        "2027-12-31",
        "--json",
    ]
    spans = json.loads(run(*arguments).out)["spans"]
    assert (spans[0]["from"], spans[-1]["through"]) == ("2025-01-01", "2027-12-31")
    assert (
        run("timeline", *arguments[1:-1], "--first", "2028-01-01").err == "error: `--last`: `2027-12-31` is before `--first` 2028-01-01\n"
    )


def test_a_single_day_is_seen_however_long_the_timeline() -> None:
    from datetime import date, timedelta

    first, last = date(2000, 1, 1), date(2060, 12, 31)
    for days in range(0, 20_000, 977):
        day = first + timedelta(days)
        bars = [Bar("other", first, last, SURE), Bar("one day", day, day, SURE)]
        assert any(line.startswith("one day") and SURE in line for line in draw(bars, first, last, 80))


# --- events -----------------------------------------------------------------------------------------------------------


def test_loading_twice_changes_nothing(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "log.sqlite"
    first = run("events", "load", db=place)
    assert first.status == 0 and "     1  " in first.out and "there already" not in first.out
    again = run("events", "load", db=place)
    assert again.out.startswith("nothing new; ")
    assert head(place) == len(first.out.splitlines()) - 1


def append(run: Run, tmp_path: Path, text: str, name: str = "new.json") -> tuple[Ran, int]:
    place, file = tmp_path / "log.sqlite", tmp_path / name
    file.write_text(text)
    ran = run("events", "append", str(file), db=place)
    return ran, head(place)


def test_events_are_appended_from_json_and_yaml(run: Run, tmp_path: Path) -> None:
    assert append(run, tmp_path, json.dumps(ANNOUNCED))[1] == 1
    other = ANNOUNCED | {"id": "XX-2026-2", "instrument": "XX-2026-2"}
    ran, position = append(run, tmp_path, json.dumps([ANNOUNCED, other]))
    assert (ran.out.splitlines()[-1], position) == ("1 new; 1 there already; the log is at position 2", 2)
    yaml = """
        instrument: XX-2026-3
        authority: XX/Office
        published: 2026-01-01
        events:
          - {id: XX-2026-3, type: control_announced, title: {en: Announcement 3}}
    """
    assert append(run, tmp_path, yaml, "new.yaml")[1] == 3


SUSPENSION = EXAMPLES["control_suspended"] | {"id": "XX-2026-1/suspension", "targets": ["XX-2099-9"], "gives_effect_to": []}
BAD_EVENTS: list[tuple[str, list[str]]] = [
    (json.dumps([ANNOUNCED, SUSPENSION]), ["`XX-2026-1/suspension`, `targets`", "`XX-2099-9`"]),
    (json.dumps([ANNOUNCED, ANNOUNCED | {"number": 99}]), ["`XX-2026-1`, `id`", "other content"]),
    (json.dumps(ANNOUNCED | {"type": "magic"}), ["`magic` is not an event type"]),
    (json.dumps(ANNOUNCED | {"published": "2026-13-01"}), ["`published`", "`2026-13-01`"]),
    (json.dumps(ANNOUNCED | {"colour": "red"}), ["`colour`"]),
    (json.dumps(ANNOUNCED)[:-1] + ', "id": "twice"}', ["the key `id` is there twice"]),
    ("[]", ["holds no event"]),
    (json.dumps(EXAMPLES["rules_adopted"]), ["`tables`", "update Licet"]),
    ("events: 5", ["a header with `events`, a list"]),
]


@pytest.mark.parametrize(("text", "words"), BAD_EVENTS, ids=[case[1][0] for case in BAD_EVENTS])
def test_bad_events_are_refused_together_and_nothing_is_stored(text: str, words: list[str], run: Run, tmp_path: Path) -> None:
    assert append(run, tmp_path, json.dumps(ANNOUNCED | {"id": "XX-2026-0", "instrument": "XX-2026-0"}))[1] == 1
    ran, position = append(run, tmp_path, text)
    assert (ran.status, ran.out, position) == (2, "", 1)
    for word in words:
        assert word in ran.err


def test_other_content_under_a_recorded_id_is_refused(run: Run, tmp_path: Path) -> None:
    assert append(run, tmp_path, json.dumps(ANNOUNCED))[1] == 1
    ran, position = append(run, tmp_path, json.dumps(ANNOUNCED | {"number": 99}))
    assert (ran.status, position) == (2, 1)
    assert "nothing was recorded" in ran.err and "`XX-2026-1`, `id`" in ran.err


def test_the_list_is_filtered(run: Run) -> None:
    everything = run("events", "list").out.splitlines()
    assert len(everything) == len(run("events", "list", "--json").out.splitlines())
    only = run("events", "list", "--instrument", "CN-2025-70").out
    assert "CN-2025-70/suspension: suspends CN-2025-55" in only and len(only.splitlines()) < len(everything)
    assert {json.loads(x)["event"]["type"] for x in run("events", "list", "--type", "control_suspended", "--json").out.splitlines()} == {
        "control_suspended"
    }
    assert run("events", "list", "--after", str(len(everything) - 1)).out.splitlines() == everything[-1:]
    assert run("events", "list", "--type", "magic").status == 2


def test_one_event_is_shown(run: Run) -> None:
    ran = run("events", "show", "CN-2025-70/suspension")
    assert "2026-11-10" in ran.out and "自即日起至2026年11月10日" in ran.out
    shown = json.loads(run("events", "show", "CN-2025-70/suspension", "--json").out)
    assert from_json(shown["event"]).id == "CN-2025-70/suspension"
    assert run("events", "show", "nothing").status == 2


def test_lint_passes_what_ships_and_fails_what_is_wrong(run: Run, tmp_path: Path) -> None:
    assert run("events", "lint").status == 0
    (tmp_path / "wrong.yaml").write_text(
        "instrument: XX-1\nauthority: XX/O\npublished: 2026-01-01\nevents:\n"
        "  - {id: XX-1/s, type: control_suspended, targets: [XX-9], from: 2026-01-02}\n"
    )
    ran = run("events", "lint", str(tmp_path))
    assert ran.status == 2 and "`XX-9`" in ran.err
    assert run("events", "lint", str(tmp_path / "absent")).status == 2


def test_the_vocabulary_is_searched(run: Run) -> None:
    assert "holmium" in run("events", "vocabulary").out
    found = run("events", "vocabulary", "Purity").out
    assert "purity_pct" in found and "holmium" not in found
    assert "no name in use" in run("events", "vocabulary", "unobtainium").err


# --- the program ------------------------------------------------------------------------------------------------------

COMMANDS = [
    [],
    ["check"],
    ["timeline"],
    ["serve"],
    ["difference"],
    *(["events", name] for name in ("load", "append", "list", "show", "lint", "vocabulary")),
]


@pytest.mark.parametrize("command", COMMANDS, ids=[" ".join(c) or "licet" for c in COMMANDS])
def test_every_command_explains_itself(command: list[str], run: Run) -> None:
    ran = run(*command, "--help")
    assert ran.status == 0 and "Usage: " in ran.out


def test_version_and_unknown_commands(run: Run) -> None:
    assert run("--version").out == f"licet {licet.__version__}\n"
    assert run("frobnicate") == Ran(2, "", "error: no such command `frobnicate`\nsee `licet --help`\n")


@pytest.mark.parametrize("line", [x for x in (ROOT / "examples/questions.txt").read_text().splitlines() if x.startswith("licet ")])
def test_the_examples_run(line: str, run: Run) -> None:
    ran = run(*shlex.split(line)[1:])
    assert ran.status == 0 and ran.err == ""


def test_help_loads_neither_database_nor_server_nor_engine() -> None:
    code = "import sys, licet.api.cli as c; c.run(['--help']); print([m for m in ('sqlalchemy', 'fastapi', 'durable') if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"


def test_a_reader_that_goes_away_is_no_failure(loaded: Path) -> None:
    code = "import sys, licet.api.cli as c; sys.exit(c.run(['events', 'list', '--json']))"
    environ = {**os.environ, "LICET_DB": str(loaded)}
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=30) == 0


def test_a_server_that_cannot_start_is_a_failure(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ran = run("serve", "--port", str(taken.getsockname()[1]))
    assert ran.status == 1 and "cannot be served" in ran.err


def test_results_are_legible_where_only_ascii_is(loaded: Path) -> None:
    code = "import sys, licet.api.cli as c; sys.exit(c.run(['timeline', '--material', 'holmium', '--form', 'metal', '--to', 'DE']))"
    environ = {**os.environ, "LICET_DB": str(loaded), "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environ, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "####" in ran.stdout


def test_refusals_list_every_fault() -> None:
    with pytest.raises(Refused) as refused:
        read_check({"shipment": {"goods": {"material": "X"}, "destination": "XX", "date": "x"}, "extra": 1})
    assert [fault.pointer for fault in refused.value.faults] == [
        "/shipment/goods/material",
        "/shipment/destination",
        "/shipment/date",
        "/extra",
    ]
