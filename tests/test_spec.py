"""The living report: the run as Cucumber messages, coverage, the page, signatures. `cucumber_messages` is the oracle for the messages."""

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from cucumber_messages import Envelope, message_converter

import licet
from licet.api import cli
from licet.api.spec import markdown, plain, running
from licet.api.spec.coverage import matrix
from licet.api.spec.dossier import concerned, dossiers
from licet.api.spec.overview import counts
from licet.api.spec.page import page
from licet.api.spec.report import Report, anchor, humane, parts, scenario_anchor
from licet.api.spec.run import Run, RunError, read_run
from licet.api.spec.signing import KINDS, Paper, Standing, signature, standings
from licet.api.spec.strength import Strength, features_digest
from licet.engine.answers import Answers
from licet.engine.policy import Policy
from licet.engine.replay import replay, view
from licet.engine.shipment import read_shipment
from licet.events.corpus import load_corpus
from licet.events.goods import ListEntry
from licet.events.log import MemoryLog, open_log
from licet.events.model import EVENT, ControlSuspended, EntryCorrected, Event, SpecSigned
from licet.events.record import record
from licet.rules.adopted import tables_of
from licet.rules.tables import STAGES

ROOT = Path(licet.__file__).parent
FEATURE = "cn/2025-057-and-2025-070.feature"
SVG = "{http://www.w3.org/2000/svg}"


def clock() -> datetime:
    return datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture(scope="module")
def messages() -> bytes:
    """One feature, really run."""
    return running.run_features("memory:", FEATURE)


@pytest.fixture(scope="module")
def run(messages: bytes) -> Run:
    return read_run(messages)


@pytest.fixture(scope="module")
def policy() -> Policy:
    return policy_of(corpus_log())


def corpus_log(*more: Event) -> MemoryLog:
    log = MemoryLog(clock=clock)
    log.append(load_corpus())
    if more:
        record(log, more)
    return log


def policy_of(log: MemoryLog) -> Policy:
    return replay(view(log.read()))


def report_on(policy: Policy, run: Run, signed: tuple[SpecSigned, ...] = (), not_encoded: str = "") -> Report:
    papers = [Paper(f.path, f.sha256) for f in run.features]
    found = standings(papers, signed, policy)
    return Report(policy, run, found, clock(), "0", "sha256:0", not_encoded=not_encoded)


@pytest.fixture(scope="module")
def html(policy: Policy, run: Run) -> str:
    return page(report_on(policy, run)).decode()


# --- the run as Cucumber messages ---------------------------------------------------------------------------------------


def lines(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.splitlines()]


def test_the_messages_are_those_of_the_protocol(messages: bytes) -> None:
    """Read into the types of the protocol and back, nothing is lost: no field is unknown, none that is required is missing."""
    for message in lines(messages):
        assert message_converter.to_dict(message_converter.from_dict(message, Envelope)) == message


def test_the_messages_come_in_the_order_of_the_protocol(messages: bytes) -> None:
    kinds = [next(iter(message)) for message in lines(messages)]
    assert kinds[0] == "meta"
    assert kinds[1] == "testRunStarted"
    assert kinds[-1] == "testRunFinished"
    counted = Counter(kinds)
    assert counted["pickle"] == counted["testCase"] == counted["testCaseStarted"] == counted["testCaseFinished"] > 50
    assert (
        counted["testStepStarted"]
        == counted["testStepFinished"]
        == sum(len(m["pickle"]["steps"]) for m in lines(messages) if "pickle" in m)
    )
    defined = {m["stepDefinition"]["id"] for m in lines(messages) if "stepDefinition" in m}
    used = {i for m in lines(messages) if "testCase" in m for step in m["testCase"]["testSteps"] for i in step["stepDefinitionIds"]}
    assert used == defined


def test_ids_are_unique_and_every_reference_has_its_target(messages: bytes) -> None:
    all_of = lines(messages)
    pickles = {m["pickle"]["id"] for m in all_of if "pickle" in m}
    assert {m["testCase"]["pickleId"] for m in all_of if "testCase" in m} == pickles
    attempts = {m["testCaseStarted"]["id"] for m in all_of if "testCaseStarted" in m}
    assert {m["testStepFinished"]["testCaseStartedId"] for m in all_of if "testStepFinished" in m} == attempts
    assert len(attempts) == len(pickles)


def test_no_message_names_the_machine(messages: bytes) -> None:
    assert str(ROOT) not in messages.decode()


def test_a_run_is_read_as_it_was(run: Run) -> None:
    (feature,) = run.features
    assert feature.path == FEATURE
    assert feature.sha256 == next(p.sha256 for p in running.papers() if p.path == FEATURE)
    assert (run.count("failed"), run.count("not run")) == (0, 0)
    assert run.finished
    source = (ROOT / "features" / FEATURE).read_text(encoding="utf-8")
    assert [r.name for r in feature.rules] == re.findall(r"^\s*Rule: (.+)", source, re.MULTILINE)
    assert [s.name for s in feature.scenarios] == re.findall(r"^\s*Scenario(?: Outline)?: (.+)", source, re.MULTILINE)
    assert {"CN-2025-57", "CN-2025-57/1", "CN-2025-70"} <= set(feature.provisions)
    name = "The day before, the first, the last and the day after"
    outline = next(s for s in feature.scenarios if s.name == name)
    assert outline.columns == ("goods", "item", "day", "answer", "standing")
    assert [e.cells[2] for e in outline.examples] == [e.answer.on.isoformat() for e in outline.examples if e.answer]
    assert any(note.startswith("Cases 2025-11-07") for note in outline.notes)


def doctored(messages: bytes, change: Callable[[dict[str, Any]], None]) -> Run:
    """The run with its messages changed."""
    all_of = lines(messages)
    for message in all_of:
        change(message)
    return read_run("\n".join(json.dumps(message) for message in all_of).encode())


def all_failing(message: dict[str, Any]) -> None:
    if "testStepFinished" in message:
        message["testStepFinished"]["testStepResult"] |= {"status": "FAILED", "message": "expected <this> & that"}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "it holds no run of features"),
        (b"{}\n", "it holds no run of features"),
        (b"nonsense", "line 1 is not JSON"),
        (b"[]", "line 1 is no JSON object"),
    ],
)
def test_results_that_are_none_say_what_is_needed(data: bytes, said: str) -> None:
    with pytest.raises(RunError, match=said):
        read_run(data)


# --- coverage -----------------------------------------------------------------------------------------------------------


def test_coverage_is_computed_from_the_days_asked_and_the_provisions_named(policy: Policy, run: Run) -> None:
    dossier = next(d for d in dossiers(policy) if d.id == "CN-2025-57")
    row = next(r for r in matrix(dossier, run).rows if r.provision.id == "CN-2025-57/1")
    assert date(2026, 11, 11) in row.provision.days
    assert date(2025, 11, 8) in row.provision.days, "the start that its own text set is a boundary, though it passed in its sleep"
    assert row.marks(date(2026, 11, 10))["asleep"] >= 1
    assert row.marks(date(2026, 11, 11))["binds"] >= 1
    assert row.marks(date(2026, 11, 11))["outside"] >= 1, "magnets free of holmium"
    assert row.marks(date(2025, 11, 8))["binds"] >= 1, "as known before the suspension"
    assert row.missing == ()


def test_a_suspension_is_shown_by_what_it_suspends(policy: Policy, run: Run) -> None:
    dossier = next(d for d in dossiers(policy) if d.id == "CN-2025-70")
    (row,) = matrix(dossier, run).rows
    assert row.marks(date(2025, 11, 7))["binds"]
    assert row.marks(date(2026, 11, 10))["binds"]
    assert row.marks(date(2026, 11, 11)) == Counter({"asleep": row.marks(date(2026, 11, 11))["asleep"]})


def test_what_failed_shows_nothing(policy: Policy, messages: bytes) -> None:
    failed = doctored(messages, all_failing)
    assert failed.count("passed") == 0
    assert not any(row.shown for d in dossiers(policy) for row in matrix(d, failed).rows)


def test_a_translation_has_results_of_its_own_and_adds_nothing_to_coverage(policy: Policy) -> None:
    run = read_run(running.run_features("memory:", "zh/cn/2025-062.feature"))
    (feature,) = run.features
    assert (feature.language, run.translations, run.reference) == ("zh-CN", (feature,), ())
    assert feature.count("passed") > 10
    assert "CN-2025-62/1" in feature.provisions, "read as the English sentences are"
    assert not any(row.shown for d in dossiers(policy) for row in matrix(d, run).rows)
    root = ET.fromstring(page(report_on(policy, run)).decode())
    assert anchor("zh/cn/2025-062.feature") in {element.get("id") for element in root.iter("section")}
    assert "passed" in "".join(next(e for e in root.iter("section") if e.get("id") == anchor(feature.path)).itertext())


def test_a_provision_that_nothing_names_is_missing(policy: Policy, run: Run) -> None:
    dossier = next(d for d in dossiers(policy) if d.id == "CN-2023-23")
    assert all(not row.shown and len(row.missing) == 2 * len(row.boundaries) for row in matrix(dossier, run).rows)


# --- the page -----------------------------------------------------------------------------------------------------------


def test_the_page_is_well_formed_and_its_links_lead_somewhere(html: str) -> None:
    root = ET.fromstring(html)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    inside = {href[1:] for element in root.iter("a") if (href := element.get("href", "")).startswith("#")}
    assert inside - set(ids) == set()


def test_the_page_needs_nothing_from_elsewhere(html: str) -> None:
    root = ET.fromstring(html)
    assert {element.tag for element in root.iter()} & {"script", "link", "img", "iframe", "object", "embed", "use", "image"} == set()
    assert [element.attrib for element in root.iter() if {"src", "srcset", "data"} & set(element.attrib)] == []
    style = "".join(element.text or "" for element in root.iter("style"))
    assert "@import" not in style
    assert set(re.findall(r"url\(([^)]*)\)", html)) <= {"#hatched", "#upright", "#dotted"}
    assert str(ROOT) not in html


def test_every_instrument_and_every_scenario_is_there(html: str, policy: Policy, run: Run) -> None:
    root = ET.fromstring(html)
    ids = {element.get("id") for element in root.iter()}
    instruments = {e.instrument for e in policy.events.values()} - {"licet"}
    assert {anchor(name) for name in instruments} <= ids
    assert {scenario_anchor(f.path, s) for f in run.features for s in f.scenarios} <= ids
    text = " ".join("".join(root.itertext()).split())
    for feature in run.features:
        for scenario in feature.scenarios:
            assert " ".join(scenario.name.split()) in text
    for entry in (e for r in policy.requirements.values() for e in r.versions[-1].text.entries):
        assert " ".join(entry.text.en.split()) in text
        assert entry.text.zh is None or entry.text.zh in text


def test_the_page_says_what_failed_and_what_was_not_run(policy: Policy, messages: bytes) -> None:
    text = page(report_on(policy, doctored(messages, all_failing))).decode()
    assert "FAILED" in text
    assert "expected &lt;this&gt; &amp; that" in text
    ET.fromstring(text)

    pickled = [line for line in messages.splitlines() if not re.match(rb'\{"(testCase|testStep|attachment)', line)]
    missing = read_run(b"\n".join(pickled))
    assert missing.count("not run") == sum(1 for _ in missing.examples) > 0
    assert "not run" in page(report_on(policy, missing)).decode()


def test_the_same_page_comes_from_the_same_log_and_run(policy: Policy, run: Run, html: str) -> None:
    assert page(report_on(policy, run)).decode() == html


def test_the_page_shows_how_strong_the_features_are_and_of_what_the_figures_are(policy: Policy, run: Run) -> None:
    features = features_digest(Paper(f.path, f.sha256) for f in run.reference)
    digests = {"policy_digest": policy.digest, "rules_digest": "sha256:0", "features_digest": features}
    fates = {"mutants": 1086, "run": 1080, "noticed": 900, "survivors": 7, "explained": 3, "reasons_only": 70, "not_met": 100, "refused": 6}
    figures = Strength(**fates, scenarios=9, questions=8, **digests)

    def counted(**other: object) -> str:
        given = report_on(policy, run)
        return str(counts(replace(given, strength=figures.model_copy(update=other) if other else figures)))

    assert (
        "<dt>1080</dt>" in counted() and "900 noticed" in counted() and "<dt>7</dt>" in counted() and "3 more that none could" in counted()
    )
    assert "another state" not in counted() and "no fair sample" not in counted()
    for name in digests:
        assert "measured on another state" in counted(**{name: "sha256:other"})
    assert "no fair sample: 80 were not run" in counted(run=1000)
    assert "that was not measured" in str(counts(report_on(policy, run)))


def test_every_picture_stays_inside_its_frame_and_names_its_days(policy: Policy, run: Run, html: str) -> None:
    pictures = [element for element in ET.fromstring(html).iter("svg") if element.get("class") == "timeline"]
    assert len(pictures) > 20
    for picture in pictures:
        width, height = (float(number) for number in picture.get("viewBox", "").split()[2:])
        for element in picture.iter():
            if element.tag == "rect":
                assert float(element.get("x", 0)) + float(element.get("width", 0)) <= width
                assert float(element.get("y", 0)) + float(element.get("height", 0)) <= height
            if element.tag == "text":
                assert 0 <= float(element.get("x", 0)) < width
        assert [e for e in picture.iter("text") if e.get("class") == "day"], "no day is named"
    suspended = next(s for s in ET.fromstring(html).iter("section") if s.get("id") == anchor("CN-2025-57"))
    picture = next(suspended.iter("svg"))
    words = [element.text for element in picture.iter("text")]
    assert words[:2] == ["9 Oct 2025", "published"]
    assert {"7 Nov 2025", "11 Nov 2026", "not yet in force", "suspended", "in force", "1 to 5"} <= set(words)
    assert "if the statement of" in words, "what is not law stands in a row of its own"


def test_what_could_not_be_encoded_is_shown_where_the_project_says_so(policy: Policy, run: Run) -> None:
    text = page(report_on(policy, run, not_encoded="# Title\n\nA *made-up* row.\n\n- `1C999`: <unread>\n  on two lines\n")).decode()
    assert "What could not be encoded" in text
    assert "<code>1C999</code>: &lt;unread&gt; on two lines" in text
    ET.fromstring(text)


# --- plain English ------------------------------------------------------------------------------------------------------


def test_goods_are_described_with_the_operators_of_the_text(policy: Policy) -> None:
    def of(**fields: Any) -> str:
        entry = ListEntry.model_validate({"line": "X/1", "text": {"en": "x"}, **fields})
        return "; ".join(plain.matched(entry, policy.vocabulary))

    entry = policy.entries["CN-2023-39/1.1.1"]
    assert "; ".join(plain.matched(entry, policy.vocabulary)).endswith(
        "purity > 99.9 % and flexural strength > 30 MPa and density > 1.73 g/cm3"
    )
    assert of(materials=["holmium"], forms=["metal"]).startswith("of holmium; as metal")
    assert of(forms=["permanent_magnet"], contains=["holmium"]).endswith("containing holmium, in any amount")
    either = {"any": [{"attribute": "purity_pct", "op": ">=", "value": "99"}, {"attribute": "purity_pct", "op": None}]}
    assert of(materials=["holmium"], criteria=either).endswith("purity ≥ 99 % or purity (operator not read) (value not read) %")
    assert of(reserved=True) == "reserved: controls nothing"
    assert of(stub=True, criteria_unread="a picture").startswith("row not read")


def test_requirements_are_said_in_plain_english(policy: Policy) -> None:
    ban = policy.requirements["CN-2024-46/1"].versions[-1].text
    assert plain.what(ban).startswith("Prohibited: export")
    assert plain.users(ban) == "military users in the United States; or for military use"
    assert plain.destinations(ban.destinations) == "the United States"
    abroad = policy.requirements["CN-2025-61/1.1"].versions[-1].text
    assert plain.reach(abroad.reach[0], policy.vocabulary).startswith(
        "what is made abroad, where these inputs from China are worth at least 0.1 % of its value: samarium, dysprosium"
    )
    assert plain.start(abroad) == "from 1 December 2025"
    assert plain.start(policy.requirements["CN-2006-50/high"].versions[-1].text).startswith("in force by")


def test_names_and_days_are_written_as_a_lawyer_writes_them() -> None:
    assert plain.named("CN-2025-57/1") == "No. 57 of 2025 (1)"
    assert plain.named("US-2025-11-01-fact-sheet") == "US-2025-11-01-fact-sheet"
    assert humane("suspends CN-2025-57 from 2025-11-07.") == "suspends No. 57 of 2025 from 7 November 2025."
    assert parts(["CN-2025-57/1", "CN-2025-57/2", "CN-2025-57/3"]) == "1 to 3"
    assert parts(["CN-2025-61/1.1", "CN-2025-61/1.3"]) == "1.1 and 1.3"
    assert plain.listed(["rod or block", "powder"], "or") == "rod or block, or powder"


def test_the_markdown_of_the_project_is_read() -> None:
    text = "# T\n\n## H\n\n| a | b |\n|---|---|\n| 1 | **2** |\n\nSee [x](https://example.org/a_b) & `c`."
    assert "".join(markdown.render(text)) == (
        "<h3><span>H</span></h3>"
        '<table class="doubts"><thead><tr><th scope="col"><span>a</span></th><th scope="col"><span>b</span></th></tr></thead>'
        "<tbody><tr><td><span>1</span></td><td><span><strong>2</strong></span></td></tr></tbody></table>"
        '<p><span>See <a href="https://example.org/a_b">x</a> &amp; <code>c</code>.</span></p>'
    )


# --- signatures ---------------------------------------------------------------------------------------------------------


def signed(run: Run, policy: Policy, **other: Any) -> SpecSigned:
    (feature,) = run.features
    given = {"reviewer": "A. Lawyer", "capacity": "counsel", "signed": "text", "on": date(2026, 11, 23), **other}
    return signature(Paper(feature.path, feature.sha256), feature.provisions, policy, **given)


def standing(run: Run, log: MemoryLog, sha256: str | None = None) -> Standing:
    (feature,) = run.features
    found = [e for e in view(log.read()).events if isinstance(e, SpecSigned)]
    (out,) = standings([Paper(feature.path, sha256 or feature.sha256)], found, policy_of(log))
    return out


def test_a_signature_holds_while_nothing_changes(run: Run, policy: Policy) -> None:
    event = signed(run, policy)
    now = standing(run, corpus_log(event))
    assert now.of("text") == "signed"
    assert now.of("reading") == "unsigned"
    covered = {item.id for item in event.events}
    assert {
        "CN-2025-57",
        "CN-2025-57/1",
        "CN-2025-70/suspension",
        "CN-2025-70/reading-last-day-excluded",
        "CN-2026-09-28-statement",
    } <= covered
    assert "CN-2023-39/1.1" not in covered


def test_a_changed_text_shows(run: Run, policy: Policy) -> None:
    now = standing(run, corpus_log(signed(run, policy)), sha256=f"sha256:{'0' * 64}")
    assert now.of("text") == "changed since signed"
    assert now.signatures[0].since == "the text of the feature has changed"


def correction(policy: Policy) -> Event:
    suspension = policy.events["CN-2025-70/suspension"]
    assert isinstance(suspension, ControlSuspended)
    replacement = suspension.model_copy(update={"through": date(2026, 11, 9)})
    about = {"id": "licet/correction", "instrument": "licet", "authority": "ZZ/Licet", "published": "2026-11-23", "reason": "misread"}
    return EntryCorrected.model_validate({**about, "entry": suspension.id, "replacement": replacement})


def test_a_corrected_event_shows_and_is_named(run: Run, policy: Policy) -> None:
    log = corpus_log(signed(run, policy))
    record(log, [correction(policy)])
    now = standing(run, log)
    assert now.of("text") == "changed since signed"
    assert now.signatures[0].since == "read otherwise now: CN-2025-70/suspension"
    record(log, [signed(run, policy_of(log))])
    assert standing(run, log).of("text") == "signed", "the same reviewer has signed again"
    assert len(standing(run, log).signatures) == 1


def event(type_: str, name: str, **fields: Any) -> Event:
    about = {"instrument": "CN-2026-99", "authority": "CN/MOFCOM", "published": "2026-11-01"}
    return EVENT.validate_python({"type": type_, "id": name, **about, **fields})


def test_a_new_act_on_what_was_signed_shows(run: Run, policy: Policy) -> None:
    log = corpus_log(signed(run, policy))
    record(log, [event("suspension_extended", "CN-2026-99/extension", suspension="CN-2025-70/suspension", through="2027-11-10")])
    assert standing(run, log).signatures[0].since == "new: CN-2026-99/extension"


def test_a_withdrawn_event_shows_and_a_signature_does_not_stand_in_its_way(run: Run, policy: Policy) -> None:
    name = "CN-2025-70/reading-start-on-10-november"
    log = corpus_log(signed(run, policy))
    about = {"instrument": "licet", "authority": "ZZ/Licet", "entry": name, "reason": "recorded twice"}
    record(log, [event("entry_withdrawn", "licet/withdrawal", **about)])
    assert standing(run, log).signatures[0].since == f"withdrawn: {name}"


def test_what_does_not_concern_the_feature_leaves_the_signature_alone(run: Run, policy: Policy) -> None:
    log = corpus_log(signed(run, policy))
    record(log, [event("control_announced", "CN-2026-99", title={"en": "Something else"})])
    assert standing(run, log).of("text") == "signed"


def test_a_withdrawn_signature_is_none(run: Run, policy: Policy) -> None:
    made = signed(run, policy)
    log = corpus_log(made)
    about = {"instrument": "licet", "authority": "ZZ/Licet", "entry": made.id, "reason": "signed by mistake"}
    record(log, [event("entry_withdrawn", "licet/withdrawal", **about)])
    assert standing(run, log).of("text") == "unsigned"


def test_signing_the_same_again_is_the_same_event(run: Run, policy: Policy) -> None:
    assert signed(run, policy) == signed(run, policy)
    names = {signed(run, policy, **other).id for other in ({}, {"signed": "reading"}, {"reviewer": "B"}, {"on": date(2026, 11, 24)})}
    assert len(names) == 4


def test_a_signature_changes_no_answer(run: Run, policy: Policy) -> None:
    """Of a determination only the log's position is another: not the policy, not the digest, not a doubt."""
    shipment = read_shipment(
        {"goods": {"material": "holmium", "form": "metal"}, "departure": {"country": "CN"}, "destination": "DE", "date": "2026-11-11"}
    )
    before = Answers(corpus_log()).check(shipment)
    after = Answers(corpus_log(signed(run, policy))).check(shipment)
    assert after.digest == before.digest
    assert after.log.policy_digest == before.log.policy_digest
    moved = {"log": before.log, "known": before.known}
    assert after.model_copy(update=moved) == before
    assert after.log.position == before.log.position + 1


def test_the_page_shows_who_signed_and_what_has_changed_since(run: Run, policy: Policy) -> None:
    made = signed(run, policy)
    text = page(report_on(policy, run, (made,))).decode()
    assert "A. Lawyer, counsel" in text
    changed = policy_of(corpus_log(correction(policy)))
    assert "read otherwise now: CN-2025-70/suspension" in page(report_on(changed, run, (made,))).decode()


def test_naming_a_part_rests_on_the_acts_on_it_and_not_on_its_neighbours(policy: Policy) -> None:
    found = concerned(policy, ["CN-2025-57/1"])
    assert {"CN-2025-57", "CN-2025-57/1", "CN-2025-70/suspension"} <= set(found)
    assert "CN-2025-57/2" not in found
    assert not [name for name in found if name.startswith("licet/")]


# --- the command line ---------------------------------------------------------------------------------------------------


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LICET_DB", str(tmp_path / "log.sqlite"))
    monkeypatch.delenv("LICET_INFERENCE", raising=False)
    return tmp_path


SIGN = ["spec", "sign", FEATURE, "--reviewer", "A. Lawyer", "--capacity", "counsel", "--kind", "text", "--on", "2026-11-23"]


def test_sign_status_and_report(place: Path, messages: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    results = place / "run.ndjson"
    results.write_bytes(messages)
    out = place / "deep" / "page.html"
    assert cli.run([*SIGN, "--results", str(results)]) == 0
    assert cli.run(["spec", "status"]) == 0
    said = capfd.readouterr().out
    assert re.search(rf"{re.escape(FEATURE)} +text signed; reading unsigned", said)
    assert "text, 2026-11-23, A. Lawyer (counsel): holds" in said
    assert cli.run(["spec", "report", "--results", str(results), "--out", str(out), "--messages", str(place / "again.ndjson")]) == 0
    assert "A. Lawyer, counsel" in out.read_text(encoding="utf-8")
    assert "is not the corpus that ships" not in out.read_text(encoding="utf-8")
    assert (place / "again.ndjson").read_bytes() == messages
    with open_log(place / "log.sqlite", clock=clock) as log:
        record(log, [correction(policy_of(corpus_log()))])
    capfd.readouterr()
    assert cli.run(["spec", "status"]) == 0
    assert "read otherwise now: CN-2025-70/suspension" in capfd.readouterr().out
    assert cli.run(["spec", "report", "--results", str(results), "--out", str(out)]) == 0
    assert "another state of the law" in capfd.readouterr().err
    assert "another state of the law" in out.read_text(encoding="utf-8")


def test_a_log_that_adopts_other_rules_than_the_page_shows_says_so(place: Path, messages: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    results, out = place / "run.ndjson", place / "page.html"
    results.write_bytes(messages)
    tables = [t.model_dump(mode="json") for t in tables_of(tuple(replace(s, rules=s.rules[::-1]) for s in STAGES))]
    common = {"instrument": "licet", "authority": "ZZ/Licet", "published": "2026-11-23"}
    with open_log(place / "log.sqlite", clock=clock) as log:
        record(log, [*load_corpus(), EVENT.validate_python({"type": "rules_adopted", "id": "rules/turned", "tables": tables, **common})])
    assert cli.run(["spec", "report", "--results", str(results), "--out", str(out)]) == 0
    assert "this log decides by others, adopted by rules/turned" in capfd.readouterr().err
    assert "this log decides by others, adopted by rules/turned" in out.read_text(encoding="utf-8")


def test_an_installed_licet_needs_results_and_says_so(
    place: Path, messages: bytes, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(running, "RUNNER", place / "nowhere.py")
    monkeypatch.setattr(running, "FOLDER", place / "nowhere")
    monkeypatch.setattr("licet.api.spec.commands.FOLDER", place / "nowhere")
    out = place / "page.html"
    for command in (["spec", "report", "--out", str(out)], SIGN, ["spec", "status"]):
        assert cli.run(command) == 2
        said = capfd.readouterr().err
        assert "`--results`" in said
        assert "make spec" in said
    results = place / "run.ndjson"
    results.write_bytes(messages)
    assert cli.run(["spec", "report", "--results", str(results), "--out", str(out)]) == 0
    assert cli.run([*SIGN, "--results", str(results)]) == 0
    assert cli.run(["spec", "status", "--results", str(results)]) == 0
    assert re.search(rf"{re.escape(FEATURE)} +text signed", capfd.readouterr().out)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (["cn/2025-057-and-070.feature"], "is no feature that is known here: use cn/2025-057-and-2025-070.feature"),
        (["--kind", "words"], "`--kind`: `words` is not one of text, reading"),
        (["--on", "today"], "`--on`: `today` is not a day"),
        (["--results", "nowhere.ndjson"], "`--results`: `nowhere.ndjson`: no such file"),
    ],
)
def test_what_cannot_be_signed_is_refused_and_nothing_is_recorded(
    place: Path, change: list[str], said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    command = list(SIGN)
    if change[0].startswith("--"):
        command = [*command, *change]
    else:
        command[2] = change[0]
    assert cli.run(command) == 2
    assert said in capfd.readouterr().err
    if (place / "log.sqlite").exists():
        with open_log(place / "log.sqlite", clock=clock) as log:
            assert not [r for r in log.read() if isinstance(r.event, SpecSigned)]


def test_results_of_another_text_are_not_signed(place: Path, messages: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    results = place / "run.ndjson"
    results.write_bytes(
        messages.replace(b'{"source": {', b'{"source": {"note": "x", ', 1).replace(b'"data": "Feature:', b'"data": " Feature:', 1)
    )
    assert cli.run([*SIGN, "--results", str(results)]) == 2
    assert "has changed since these results" in capfd.readouterr().err


def test_make_spec_runs_the_features_and_writes_the_report() -> None:
    target = re.search(r"^spec:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert target
    assert "spec report --out build/spec/index.html" in target[1]
    assert KINDS == ("text", "reading")
