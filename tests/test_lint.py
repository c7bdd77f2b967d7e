"""The lint: what it says of the corpus that ships, and that it finds each kind of mistake, and only that."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from made_up import VOCABULARY, act, entry, event, requirement
from pydantic import ValidationError

from licet.api import cli
from licet.events.check import check
from licet.events.corpus import CorpusError, load_corpus, read_corpus
from licet.events.lint import LEVELS, Finding, lint
from licet.events.model import Event

SOURCE = {"url": None, "kind": "note", "checked": "read"}


def events_of(*data: dict[str, Any]) -> list[Event]:
    """The made-up vocabulary and acts, each with a source and with words for its days unless told otherwise."""
    quote = dict.fromkeys(("from", "through", "in_force_by"), "words")
    return [event(VOCABULARY), *(event({"sources": [SOURCE], "quote": quote, **one}) for one in data)]


def found(*data: dict[str, Any], **options: Any) -> list[Finding]:
    """What is found in acts that may be recorded."""
    events = events_of(*data)
    assert check(events, ()) == []
    return list(lint([("act.yaml", one) for one in events], **options))


def only(*data: dict[str, Any], **options: Any) -> Finding:
    (finding,) = found(*data, **options)
    assert finding.file == "act.yaml"
    assert finding.text and finding.advice
    return finding


def suspension(ident: str, first: str, last: str | None, **given: Any) -> dict[str, Any]:
    return act("control_suspended", ident, **{"targets": ["AQ-1"], "from": first, "through": last, **given})


def measure(**criteria: Any) -> dict[str, Any]:
    return requirement(entries=[entry(criteria=criteria)])


# The corpus that ships

REVIEWED_WARNINGS: list[tuple[str, str, str]] = []
"""Kind, event and field of every warning that was looked at and stays, with the reason beside it. There is none."""


def test_the_shipped_corpus_has_no_error_and_no_warning_that_was_not_looked_at() -> None:
    findings = lint(read_corpus())
    assert [str(f) for f in findings if f.level == "error"] == []
    assert [(f.kind, f.event_id, f.field) for f in findings if f.level == "warning"] == REVIEWED_WARNINGS


def test_notices_of_the_shipped_corpus_are_only_counted() -> None:
    """Every day without its words is there once; the rest is what could not be read of criteria, and of sources."""
    findings = lint(read_corpus())
    notices = [f for f in findings if f.level == "notice"]
    unquoted = [(e.id, day) for e in load_corpus() for day in e.unquoted]
    assert [(f.event_id, f.field) for f in notices if f.kind == "day without its words"] == unquoted
    assert {f.kind for f in notices} <= {"day without its words", "criterion not read", "source only cited by others"}
    assert {f.file for f in findings} <= {file for file, _ in read_corpus()}


# Periods


def test_acts_in_order_are_not_found_fault_with() -> None:
    assert (
        found(
            requirement(),
            requirement("AQ-5/1", entries=[entry("AQ-5/1.a", code="1A001.a")]),
            suspension("AQ-2/s", "2025-03-01", "2025-04-30"),
            suspension("AQ-3/s", "2025-05-01", "2025-06-30"),
            act("suspension_lifted", "AQ-4/lift", suspension="AQ-3/s", from_="2025-06-01"),
            suspension("AQ-6/s", "2025-06-01", "2025-07-31"),
            act("control_terminated", "AQ-7/end", targets=["AQ-1"], from_="2025-08-01"),
        )
        == []
    )


@pytest.mark.parametrize(
    ("first", "last", "how"),
    [
        ("2025-04-30", "2025-06-30", "on some of the same days"),
        ("2025-03-10", "2025-03-20", "one wholly inside the other"),
        ("2025-02-01", "2025-12-31", "one wholly inside the other"),
        ("2025-04-01", None, "on some of the same days"),
        ("2025-03-01", "2025-04-30", "one wholly inside the other"),
    ],
)
def test_suspensions_of_one_provision_that_overlap(first: str, last: str | None, how: str) -> None:
    later = suspension("AQ-3/s", first, last, published="2025-02-02", targets=["AQ-1/1"])
    finding = only(requirement(), suspension("AQ-2/s", "2025-03-01", "2025-04-30"), later)
    assert (finding.level, finding.kind, finding.event_id) == ("warning", "periods that overlap", "AQ-3/s")
    assert "both suspend `AQ-1/1`" in finding.text and how in finding.text


def test_an_extension_makes_suspensions_overlap_and_a_lifting_parts_them() -> None:
    two = (requirement(), suspension("AQ-2/s", "2025-03-01", "2025-04-30"), suspension("AQ-3/s", "2025-06-01", "2025-06-30"))
    extended = act("suspension_extended", "AQ-4/x", suspension="AQ-2/s", through="2025-06-01")
    assert only(*two, extended).kind == "periods that overlap"
    assert found(*two, extended | {"through": "2025-05-31"}) == []
    assert found(*two, extended, act("suspension_lifted", "AQ-5/l", suspension="AQ-2/s", from_="2025-06-01", published="2025-05-01")) == []


def test_suspensions_of_different_provisions_do_not_overlap() -> None:
    other = requirement("AQ-5/1", entries=[entry("AQ-5/1.a")])
    one = suspension("AQ-2/s", "2025-03-01", "2025-04-30")
    assert found(requirement(), other, one, suspension("AQ-3/s", "2025-03-01", "2025-04-30", targets=["AQ-5"])) == []


def test_a_party_on_one_list_twice() -> None:
    listed = act("party_listed", "AQ-9/1", provision="AQ-9/1", list="AQ-1", name="Some Works", from_="2025-03-01", through="2025-05-31")
    again = listed | {"id": "AQ-9/2", "provision": "AQ-9/2", "name": "SOME works", "from": "2025-05-31", "through": None}
    assert "both list `some works`" in only(requirement(), listed, again).text
    assert found(requirement(), listed, again | {"from": "2025-06-01"}) == []
    assert found(requirement(), listed, again | {"name": "Other Works"}) == []


def test_a_start_moved_beyond_the_last_day_is_an_error() -> None:
    limited = requirement(through="2025-05-31")
    moved = act("control_postponed", "AQ-2/p", targets=["AQ-1"], from_="2025-06-01")
    finding = only(limited, moved)
    assert (finding.level, finding.kind, finding.event_id, finding.field) == ("error", "period that is empty", "AQ-2/p", "from")
    assert "moved to 2025-06-01, after its last day 2025-05-31" in finding.text
    assert found(limited, moved | {"from": "2025-05-31"}) == []
    assert found(limited, moved, act("control_postponed", "AQ-3/p", targets=["AQ-1"], published="2025-01-02", from_="2025-05-01")) == []


def test_an_end_before_the_first_day_is_lawful_and_looked_at() -> None:
    ended = act("control_terminated", "AQ-2/end", targets=["AQ-1"], from_="2025-02-01")
    finding = only(requirement(), ended)
    assert (finding.level, finding.kind, finding.event_id) == ("warning", "period that is empty", "AQ-2/end")
    assert found(requirement(), ended | {"from": "2025-02-02"}) == []
    lifted = act("suspension_lifted", "AQ-3/l", suspension="AQ-2/s", from_="2025-03-01")
    assert only(requirement(), suspension("AQ-2/s", "2025-03-01", "2025-04-30"), lifted).event_id == "AQ-3/l"


def test_a_suspension_that_never_has_effect_overlaps_nothing_and_outlives_nothing() -> None:
    lifted = act("suspension_lifted", "AQ-3/l", suspension="AQ-2/s", from_="2025-02-20")
    ended = act("control_terminated", "AQ-4/end", targets=["AQ-1"], from_="2025-02-15")
    never = suspension("AQ-2/s", "2025-03-01", "2025-04-30")
    assert only(requirement(), never, lifted, ended).kind == "period that is empty"
    assert only(requirement(), never, lifted, suspension("AQ-5/s", "2025-02-01", "2025-04-30")).kind == "period that is empty"


def test_what_was_published_later_may_be_of_earlier_days() -> None:
    assert found(requirement(), suspension("AQ-2/s", "2025-05-01", "2025-05-31"), suspension("AQ-3/s", "2025-03-01", "2025-04-30")) == []


def test_a_repeal_after_the_printed_last_day_ends_nothing() -> None:
    ended = act("control_terminated", "AQ-3/end", targets=["AQ-1"], from_="2025-07-01")
    finding = only(requirement(through="2025-05-31"), suspension("AQ-2/s", "2025-03-01", "2025-06-15"), ended)
    assert (finding.kind, finding.field) == ("suspension of what has ended", "through")
    assert finding.text == "it runs to 2025-06-15, but `AQ-1/1` ended on 2025-05-31 by `AQ-1/1`"


@pytest.mark.parametrize("last", ["2025-04-30", None])
def test_a_suspension_outlives_what_it_suspends(last: str | None) -> None:
    ended = act("control_terminated", "AQ-3/end", targets=["AQ-1/1"], from_="2025-04-30")
    finding = only(requirement(), suspension("AQ-2/s", "2025-03-01", last), ended)
    assert (finding.level, finding.kind, finding.event_id) == ("warning", "suspension of what has ended", "AQ-2/s")
    assert "`AQ-1/1` ended on 2025-04-29 by `AQ-3/end`" in finding.text


def test_a_suspension_until_further_notice_may_end_by_a_later_repeal() -> None:
    later = act("control_terminated", "AQ-3/end", targets=["AQ-1"], published="2025-04-01", from_="2025-04-30")
    assert only(requirement(), suspension("AQ-2/s", "2025-03-01", None), later).level == "notice"
    assert only(requirement(), suspension("AQ-2/s", "2025-03-01", "2025-12-31"), later).level == "warning"


def test_an_extension_does_not_revive_what_was_repealed() -> None:
    acts = (
        act("control_terminated", "AQ-3/end", targets=["AQ-2", "AQ-1"], from_="2025-04-01"),
        act("suspension_extended", "AQ-4/x", published="2025-01-02", suspension="AQ-2/s", through="2025-12-31"),
    )
    assert found(requirement(), suspension("AQ-2/s", "2025-03-01", "2025-04-30"), *acts) == []


def test_a_listing_that_ended_is_suspended_no_longer() -> None:
    listed = act("party_listed", "AQ-9/1", provision="AQ-9/1", list="AQ-1", name="Some Works", from_="2025-03-01")
    asleep = act("listing_suspended", "AQ-8/s", listing="AQ-9/1", from_="2025-04-01", through="2025-06-30")
    off = act("party_delisted", "AQ-7/off", listing="AQ-9/1", from_="2025-06-30")
    assert only(requirement(), listed, asleep, off).kind == "suspension of what has ended"
    assert found(requirement(), listed, asleep, off | {"from": "2025-07-01"}) == []


# Codes


def coded(ident: str, **given: Any) -> dict[str, Any]:
    return requirement(ident, entries=[entry(f"{ident}.a", **given)])


def test_a_code_with_two_meanings() -> None:
    first = coded("AQ-1/1")
    finding = only(first, coded("AQ-2/1", materials=["basalt"]))
    assert (finding.level, finding.kind, finding.event_id) == ("warning", "code with two meanings", "AQ-2/1")
    assert finding.field == "entries.0.code" and "`1A001.a` of L1 is `AQ-2/1.a`" in finding.text
    assert found(first, coded("AQ-2/1", materials=["basalt"], list="L2")) == []
    assert found(first, coded("AQ-2/1", materials=["basalt"], code="1A001.b")) == []
    assert found(first, coded("AQ-2/1", materials=["basalt"], stub=True)) == []
    assert found(first, coded("AQ-2/1")) == [], "other words for the same goods"


def test_one_line_of_law_encoded_in_two_is_one_meaning() -> None:
    words = {"en": "alum and basalt", "zh": "明矾和玄武岩"}
    one = coded("AQ-1/1", text=words)
    assert found(one, coded("AQ-2/1", materials=["basalt"], text=words | {"en": "basalt"})) == []
    assert only(one, coded("AQ-2/1", materials=["basalt"], text={"en": "alum and basalt", "zh": "玄武岩"})).kind == "code with two meanings"
    rows = [entry("AQ-1/1.a"), entry("AQ-1/1.b", materials=["basalt"])]
    assert found(requirement(entries=rows)) == [], "rows of one requirement"


def test_a_later_version_may_mean_something_else() -> None:
    old, new = coded("AQ-1/1"), coded("AQ-2/1", materials=["basalt"]) | {"from": "2025-08-01"}
    ended = act("control_terminated", "AQ-2/end", targets=["AQ-1"], from_="2025-08-01")
    assert found(old, new, ended) == []
    assert only(old, new, ended | {"from": "2025-08-02"}).kind == "code with two meanings"
    amended = act("control_amended", "AQ-3/a", requirement="AQ-1/1", from_="2025-06-01", changes={"entries": [entry(materials=["basalt"])]})
    assert found(old, amended) == []
    another = [entry("AQ-1/1.b", materials=["basalt"])]
    assert found(old, amended | {"changes": {"entries": another}}) == []


def test_a_code_given_to_two_lines() -> None:
    rows = [entry("AQ-1/1.a", code=None), entry("AQ-1/1.b", code=None, materials=["basalt"])]
    codes = [{"line": row["line"], "code": "1A002.a", "list": "L1"} for row in rows]
    finding = only(requirement(entries=rows), act("control_recodified", "AQ-2/codes", from_="2025-03-01", codes=codes))
    assert (finding.kind, finding.event_id, finding.field) == ("code with two meanings", "AQ-2/codes", "codes.1.code")
    codes[1]["code"] = "1A002.b"
    assert found(requirement(entries=rows), act("control_recodified", "AQ-2/codes", from_="2025-03-01", codes=codes)) == []
    part = [rows[0], rows[1] | {"line": "AQ-1/1.a.oxide"}]
    codes = [{"line": row["line"], "code": "1A002.a", "list": "L1"} for row in part]
    assert found(requirement(entries=part), act("control_recodified", "AQ-2/codes", from_="2025-03-01", codes=codes)) == []


# Measures


@pytest.mark.parametrize(
    ("criteria", "level", "kind", "said"),
    [
        ({"attribute": "ratio", "op": ">", "value": "2"}, "error", "number without unit", "2 of `ratio` has no unit"),
        ({"attribute": "twist", "op": "=", "value": "2"}, "error", "measure that does not fit its attribute", "takes words, not numbers"),
        ({"attribute": "twist", "op": "=", "word": "twisty"}, "error", "measure that does not fit its attribute", "no word of `twist`"),
        ({"attribute": "size_um", "op": "=", "word": "big"}, "error", "measure that does not fit its attribute", "no word of `size_um`"),
        ({"substance": "alum", "op": "=", "word": "most"}, "error", "measure that does not fit its attribute", "share of `alum`"),
        ({"attribute": "size_um", "op": None, "value": "2"}, "notice", "criterion not read", "of `size_um` the text sets a limit"),
        ({"attribute": "size_um", "op": ">"}, "notice", "criterion not read", "of `size_um` the text sets a limit"),
        ({"substance": "alum", "op": ">="}, "notice", "criterion not read", "of `alum` the text sets a limit"),
    ],
)
def test_a_measure_that_compares_nothing(criteria: dict[str, Any], level: str, kind: str, said: str) -> None:
    ratio = act("vocabulary_declared", "names-2", attributes=[{"name": "ratio", "text": {"en": "ratio"}}])
    fine = {"attribute": "twist", "op": "=", "word": "twisted"}
    finding = only(ratio, measure(all=[fine, {"any": [{"attribute": "size_um", "op": ">", "value": "2"}, criteria]}]))
    assert (finding.level, finding.kind, finding.field) == (level, kind, "entries.0.criteria.all.1.any.1")
    assert said in finding.text


def test_criteria_that_were_not_read_are_a_notice() -> None:
    finding = only(requirement(entries=[entry(criteria_unread="the annex was not found")]))
    assert (finding.level, finding.field, finding.text) == ("notice", "entries.0.criteria_unread", "the annex was not found")


def test_what_is_only_promised_is_measured_too() -> None:
    promised = event(requirement("AQ-2/1", entries=[entry("AQ-2/1.a", criteria={"attribute": "twist", "op": "=", "value": "2"})]))
    promises = [{"event": promised.model_dump(mode="json", by_alias=True), "mapping": "inferred"}]
    finding = only(act("statement_made", "AQ-9", statement={"en": "soon"}, promises=promises))
    assert (finding.level, finding.event_id, finding.field) == ("error", "AQ-9", "promises.0.event.entries.0.criteria")


# Sources


def test_an_event_without_source() -> None:
    assert only(requirement(sources=[])).kind == "event without source"
    assert only(requirement(sources=[])).level == "warning"
    cited = SOURCE | {"checked": "cited_by_other"}
    finding = only(requirement(sources=[cited, cited]))
    assert (finding.level, finding.kind) == ("notice", "source only cited by others")
    assert found(requirement(sources=[cited, SOURCE | {"checked": "read_in_part"}])) == []


def test_a_day_without_its_words() -> None:
    finding = only(requirement(through="2025-12-31", quote={"from": "words"}))
    assert (finding.level, finding.kind, finding.field) == ("notice", "day without its words", "through")
    assert [f.field for f in found(requirement(quote={}))] == ["from"]


def review(ident: str, through: str, *topics: str) -> dict[str, Any]:
    return act("source_reviewed", ident, topics=topics or ("all",), verified_through=through)


def test_a_source_that_was_not_checked_for_long() -> None:
    acts = (requirement(), review("names/r", "2025-05-31"))
    assert found(*acts) == [], "there is no clock"
    assert found(*acts, as_of=date(2025, 6, 30)) == []
    finding = only(*acts, as_of=date(2025, 7, 1))
    assert (finding.level, finding.kind, finding.event_id) == ("warning", "source not checked for long", "names/r")
    assert "read through 2025-05-31, 31 days before 2025-07-01" in finding.text
    assert found(*acts, as_of=date(2025, 7, 1), max_age=31) == []
    assert found(*acts, review("names/r2", "2025-06-30"), as_of=date(2025, 7, 1)) == []
    assert found(requirement(), review("names/r2", "2025-06-30"), acts[1], as_of=date(2025, 7, 1)) == [], "in any order"
    others = review("names/r2", "2025-05-01", "others")
    assert "`others`" in only(*acts, others, review("names/r3", "2025-07-01"), as_of=date(2025, 7, 1)).advice


def test_a_country_of_which_nothing_was_reviewed() -> None:
    finding = only(requirement(), requirement("AQ-2/1", entries=[entry("AQ-2/1.a")]), as_of=date(2025, 7, 1))
    assert (finding.level, finding.event_id, finding.field) == ("warning", "AQ-1/1", "authority")
    assert found(requirement()) == []


# Corrections, and what is refused before the lint is reached


def test_what_stands_after_corrections_is_looked_at() -> None:
    wrong = measure(attribute="twist", op="=", value="2")
    right = event({"sources": [SOURCE], "quote": {"from": "words"}, **requirement()}).model_dump(mode="json", by_alias=True)
    assert [f.level for f in found(wrong)] == ["error"]
    assert found(wrong, act("entry_corrected", "fix", entry="AQ-1/1", replacement=right, reason="misread")) == []
    assert found(wrong, act("entry_withdrawn", "out", entry="AQ-1/1", reason="misread")) == []


def test_the_gravest_comes_first() -> None:
    levels = [f.level for f in found(measure(attribute="twist", op="=", value="2") | {"sources": [], "quote": {}})]
    assert levels == list(LEVELS)


def test_an_excluded_code_needs_a_line_at_least_a_stub() -> None:
    wrong = requirement(entries=[entry(excludes=["1A009"])])
    (problem,) = check(events_of(wrong), ())
    assert problem.field == "entries.0.excludes" and "at least as a `stub`" in problem.text
    assert found(wrong, requirement("AQ-2/1", entries=[entry("AQ-2/1.a", code="1A009", stub=True)])) == []


def test_a_promise_needs_a_mapping() -> None:
    promised = event(requirement("AQ-2/1", entries=[entry("AQ-2/1.a")])).model_dump(mode="json", by_alias=True)
    with pytest.raises(ValidationError, match=r"promises\.0\.mapping"):
        events_of(act("statement_made", "AQ-9", statement={"en": "soon"}, promises=[{"event": promised}]))


# The command

HEADER = "instrument: AQ-1\nauthority: AQ/MIN\npublished: 2025-01-01\nsources: [{url: null, kind: note, checked: read}]\nevents:\n"
LIMB = """  - id: AQ-1/1
    type: licence_required
    provision: AQ-1/1
    licence_type: dual-use
    from: 2025-02-01
    any_goods: true
    reach: [{kind: departure, territory: AQ}]
"""
TWICE = """  - {id: AQ-1/s1, type: control_suspended, targets: [AQ-1/1], from: 2025-03-01, through: 2025-03-31}
  - {id: AQ-1/s2, type: control_suspended, targets: [AQ-1/1], from: 2025-03-31, through: 2025-04-30}
"""
MOVED = "  - {id: AQ-1/p, type: control_postponed, targets: [AQ-1/1], from: 2025-12-31}\n"


def lint_of(folder: Path, text: str, *options: str) -> int:
    (folder / "act.yaml").write_text(HEADER + text, encoding="utf-8")
    return cli.run(["events", "lint", str(folder), *options])


def test_the_command_groups_and_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lint_of(tmp_path, LIMB + TWICE) == 0, "warnings are no errors"
    ran = capsys.readouterr()
    assert ran.out.startswith(
        "3 events: no errors, 1 warning, 5 notices\nwarning, periods that overlap: 1\n  act.yaml: `AQ-1/s2`, `from`: "
    )
    assert ran.out.endswith("\nnotice, day without its words: 5\n") and "`--notices`" in ran.err
    assert lint_of(tmp_path, LIMB + TWICE, "--notices") == 0
    ran = capsys.readouterr()
    assert ran.out.count("  act.yaml: ") == 6 and ran.err == ""


def test_the_command_fails_on_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lint_of(tmp_path, LIMB.replace("any_goods", "through: 2025-06-30\n    any_goods") + MOVED) == 1
    assert "1 error, no warnings" in (out := capsys.readouterr().out) and "error, period that is empty: 1\n  act.yaml: `AQ-1/p`" in out


def test_the_command_refuses_what_does_not_load(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = LIMB + TWICE.replace("[AQ-1/1]", "[AQ-7]")
    assert lint_of(tmp_path, wrong) == 2
    assert "`AQ-7` is no provision" in capsys.readouterr().err
    with pytest.raises(CorpusError, match="`AQ-7` is no provision"):
        load_corpus(tmp_path)


def test_the_command_has_no_clock(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seen = "  - {id: AQ-1/r, type: source_reviewed, topics: [all], verified_through: 2025-05-31}\n"
    assert lint_of(tmp_path, LIMB + seen) == 0
    assert "no warnings" in capsys.readouterr().out
    assert lint_of(tmp_path, LIMB + seen, "--as-of", "2025-06-10") == 0
    assert "no warnings" in capsys.readouterr().out
    assert lint_of(tmp_path, LIMB + seen, "--as-of", "2025-06-10", "--max-age", "9") == 0
    assert "warning, source not checked for long: 1" in capsys.readouterr().out
    assert lint_of(tmp_path, LIMB + seen, "--max-age", "9") == 2
    assert "`--max-age`: it counts days before a day" in capsys.readouterr().err
    assert lint_of(tmp_path, LIMB + seen, "--as-of", "June") == 2
    assert "`June` is not a day" in capsys.readouterr().err
