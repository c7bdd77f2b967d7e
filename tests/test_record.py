"""Recording: what an event refers to must be there and fit, and nothing is stored if anything is wrong."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from event_examples import EXAMPLES
from log_support import Clock, verify

from licet.events import codec
from licet.events.check import check
from licet.events.codec import from_json
from licet.events.corpus import load_corpus
from licet.events.errors import EventsRefused, PositionConflict, RequestConflict
from licet.events.log import EventLog, Recorded, Request, open_log
from licet.events.model import Event
from licet.events.record import record, rehearse

TEXT = {"en": "words"}
REACH = [{"kind": "departure", "territory": "CN"}]


def event(name: str, event_id: str, /, **fields: Any) -> Event:
    return from_json(
        {"type": name, "id": event_id, "instrument": "CN-2025-57", "authority": "CN/MOFCOM", "published": "2025-10-09"} | fields
    )


def entry(line: str = "CN-2025-57/1.1", **fields: Any) -> dict[str, Any]:
    return {"line": line, "text": TEXT, "materials": ["holmium"]} | fields


def requirement(event_id: str = "CN-2025-57/1", **fields: Any) -> Event:
    own = {"provision": event_id, "licence_type": "dual-use", "entries": [entry()], "reach": REACH, "from": "2025-11-08"}
    return event("licence_required", event_id, **own | fields)


def suspension(event_id: str = "CN-2025-70/suspension", **fields: Any) -> Event:
    own = {"instrument": "CN-2025-70", "published": "2025-11-07", "targets": ["CN-2025-57"], "from": "2025-11-07", "through": "2026-11-10"}
    return event("control_suspended", event_id, **own | fields)


def later(name: str, event_id: str, /, **fields: Any) -> Event:
    return event(name, event_id, **{"instrument": "CN-2026-01", "published": "2026-05-01"} | fields)


def correction(event_id: str, replacement: Event, **fields: Any) -> Event:
    inner = replacement.model_dump(mode="json")
    return later("entry_corrected", event_id, entry=inner["id"], replacement=inner, reason="misread", **fields)


def withdrawal(event_id: str, entry_id: str) -> Event:
    return later("entry_withdrawn", event_id, entry=entry_id, reason="recorded by mistake")


VOCABULARY = event(
    "vocabulary_declared",
    "licet/vocabulary",
    lists=[{"name": "CN-DU", "authority": "CN", "text": TEXT}],
    materials=[{"name": name, "text": TEXT} for name in ("holmium", "dysprosium", "iron")],
    forms=[{"name": "metal", "text": TEXT}],
    attributes=[{"name": "purity_pct", "text": TEXT}],
)
STATEMENT = event("statement_made", "CN-statement", statement=TEXT)
LICENCE = event("licence_issued", "L-1", targets=["CN-2025-57/1"], licence="25-1", holder="A Works", **{"from": "2025-12-01"})
LISTING = event("party_listed", "CN-UEL/1", provision="CN-UEL/1", list="CN-2025-57", name="Some Works", **{"from": "2025-11-01"})
BASE = (VOCABULARY, requirement(), STATEMENT, suspension(), LICENCE, LISTING)


@pytest.fixture
def log() -> Iterator[EventLog]:
    with open_log("memory:", clock=Clock()) as opened:
        record(opened, BASE)
        yield opened


def refused(log: EventLog, *events: Event) -> list[str]:
    """The problems, as text; and that nothing was stored."""
    before = verify(log)
    with pytest.raises(EventsRefused) as caught:
        record(log, events)
    assert verify(log) == before
    assert all(str(problem) in str(caught.value) for problem in caught.value.problems)
    return [str(problem) for problem in caught.value.problems]


# --- references -----------------------------------------------------------------------------------------------------------

EXTENDED = {"suspension": "CN-2025-70/suspension", "through": "2027-11-10"}
AMENDED = {"requirement": "CN-2025-57/1", "from": "2026-06-01"}


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        (
            suspension("S", targets=["CN-2025-57", "CN-2025-99"]),
            "`S`, `targets`: `CN-2025-99` is no provision in the log: correct it, or record what it names first",
        ),
        (suspension("S", targets=["CN-2025-5"]), "`S`, `targets`: `CN-2025-5` is no provision"),
        (suspension("S", targets=["CN-2025-57/1.1.a"]), "`S`, `targets`: `CN-2025-57/1.1.a` is no provision"),
        (suspension("CN-2026-7/S", instrument="CN-2026-7", targets=["CN-2026-7"]), "`targets`: `CN-2026-7` is no provision"),
        (later("suspension_extended", "E", **EXTENDED | {"suspension": "S"}), "`E`, `suspension`: `S` is no event in the log"),
        (later("suspension_lifted", "E", suspension="S", **{"from": "2026-06-01"}), "`E`, `suspension`: `S` is no event"),
        (later("suspension_extended", "E", **EXTENDED | {"suspension": "L-1"}), "`suspension`: `L-1` is a `licence_issued`, not a susp"),
        (later("licence_revoked", "E", licence_event="L-2", **{"from": "2026-06-01"}), "`licence_event`: `L-2` is no event"),
        (later("licence_revoked", "E", licence_event="CN-UEL/1", **{"from": "2026-06-01"}), "`licence_event`: .* name a licence"),
        (later("party_delisted", "E", listing="CN-UEL/2", **{"from": "2026-06-01"}), "`listing`: `CN-UEL/2` is no event"),
        (later("party_delisted", "E", listing="L-1", **{"from": "2026-06-01"}), "`listing`: .* name the listing of a party"),
        (later("listing_suspended", "E", listing="CN-UEL/2", **{"from": "2026-06-01"}), "`listing`: `CN-UEL/2` is no event"),
        (later("party_listed", "E", list="CN-UEL-2", name="W", **{"from": "2026-06-01"}), "`list`: `CN-UEL-2` is no provision"),
        (later("control_amended", "E", **AMENDED | {"requirement": "CN-2025-57/2"}, changes={}), "`requirement`: .* is no event"),
        (later("control_amended", "E", **AMENDED | {"requirement": "CN-statement"}, changes={}), "`requirement`: .* not a requirement"),
        (
            later("control_recodified", "E", **{"from": "2026-06-01"}, codes=[{"line": "CN-2025-57/1.9", "code": "1C910"}]),
            "`codes.line`: `CN-2025-57/1.9` is no line",
        ),
        (
            later("customs_codes_published", "E", **{"from": "2026-06-01"}, codes=[{"line": "X", "hs": ["2805"]}]),
            "`codes.line`: `X` is no line",
        ),
        (
            later("licensing_policy_set", "E", provision="P", policy="ordinary", families=["gallium"], **{"from": "2026-06-01"}),
            "`families`: `gallium` is no family",
        ),
        (later("statement_made", "E", statement=TEXT, about=["CN-2025-99"]), "`about`: `CN-2025-99` is no provision"),
        (suspension("S", gives_effect_to=["nothing"]), "`gives_effect_to`: `nothing` is no event"),
        (suspension("S", gives_effect_to=["L-1"]), "`gives_effect_to`: .* not a statement, an agreement or a reading"),
        (correction("C", event("statement_made", "nothing", statement=TEXT)), "`C`, `entry`: `nothing` is not recorded before this"),
        (withdrawal("W", "nothing"), "`W`, `entry`: `nothing` is not recorded before this: name an entry of the log"),
    ],
)
def test_what_an_event_refers_to_must_exist_and_fit(log: EventLog, wrong: Event, problem: str) -> None:
    (text,) = refused(log, wrong)
    assert re.search(problem, text), text


def test_what_refers_rightly_is_recorded(log: EventLog) -> None:
    events = (
        suspension("S", targets=["CN-2025-57/1"], gives_effect_to=["CN-statement"]),
        later("suspension_extended", "E1", **EXTENDED),
        later("suspension_lifted", "E2", suspension="S", **{"from": "2026-06-01"}),
        later("licence_revoked", "E3", licence_event="L-1", **{"from": "2026-06-01"}),
        later("party_delisted", "E4", listing="CN-UEL/1", **{"from": "2026-06-01"}),
        later("control_amended", "E5", **AMENDED, changes={"entries": [entry(forms=["metal"])]}),
        later("control_recodified", "E6", **{"from": "2026-06-01"}, codes=[{"line": "CN-2025-57/1.1", "code": "1C910"}]),
        later("statement_made", "E7", statement=TEXT, about=["CN-2025-57/1"]),
    )
    assert [r.event for r in record(log, events)] == list(events)


def test_events_of_one_batch_may_refer_to_each_other_in_any_order() -> None:
    assert check(BASE[::-1], ()) == []


def test_all_problems_are_listed_not_only_the_first(log: EventLog) -> None:
    problems = refused(log, suspension("S", targets=["X", "Y"]), suspension("T", gives_effect_to=["Z"]), suspension("U"))
    assert len(problems) == 3
    assert all(f"`{name}`" in text for name, text in zip("XYZ", problems, strict=True))


def test_promises_and_suppositions_are_checked_too(log: EventLog) -> None:
    def promised(field: str, *inner: Event) -> dict[str, Any]:
        return {field: [{"event": one.model_dump(mode="json"), "mapping": "inferred"} for one in inner]}

    extended = later("suspension_extended", "P2", suspension="P1", through="2027-11-10")
    fine = promised("promises", suspension("P1"), extended)
    record(log, [later("statement_made", "M1", statement=TEXT, **fine)])
    (text,) = refused(log, later("statement_made", "M2", statement=TEXT, **promised("promises", suspension("P3"), extended)))
    assert text.startswith("`M2`, `promises.1.event.suspension`: `P1` is no event")
    wrong = requirement("P4", entries=[entry("CN-2025-57/1.1")])
    (text,) = refused(log, later("reading_recorded", "M3", targets=["CN-2025-57"], reading=TEXT, by="practice", **promised("as_if", wrong)))
    assert text.startswith("`M3`, `as_if.0.event.entries.0.line`: `CN-2025-57/1.1` is a line of `CN-2025-57/1` already")


# --- ids, days ------------------------------------------------------------------------------------------------------------


def test_the_same_id_with_other_content(log: EventLog) -> None:
    (text,) = refused(log, suspension(through="2026-11-11"))
    assert text == (
        "`CN-2025-70/suspension`, `id`: it is recorded already, with other content:"
        " correct it by an `entry_corrected`, or choose another id"
    )
    (text,) = refused(log, suspension("S"), suspension("S", through="2026-11-11"))
    assert text.startswith("`S`, `id`: it is there twice")


def test_the_same_events_again_change_nothing(log: EventLog) -> None:
    before = tuple(log.read())
    assert record(log, BASE) == before
    assert record(log, BASE[::-1]) == before[::-1]
    assert tuple(log.read()) == before
    assert [r.position for r in record(log, [*BASE, suspension("S")])] == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        (
            later("suspension_extended", "E", **EXTENDED | {"through": "2026-11-10"}),
            "`E`, `through`: `CN-2025-70/suspension` runs through 2026-11-10 anyway",
        ),
        (
            later("suspension_lifted", "E", suspension="CN-2025-70/suspension", **{"from": "2026-11-12"}),
            "`E`, `from`: `CN-2025-70/suspension` has ended before that day",
        ),
        (later("party_delisted", "E", listing="CN-UEL/1", **{"from": "2025-10-31"}), "`from`: .* lists the party only from 2025-11-01"),
        (
            later("suspension_extended", "E", **EXTENDED, published="2025-11-06"),
            "`suspension`: `CN-2025-70/suspension` was published on 2025-11-07, after this",
        ),
        (suspension("S", gives_effect_to=["CN-statement"], published="2025-10-08"), "`gives_effect_to`: .* published on 2025-10-09"),
    ],
)
def test_days_that_do_not_fit(log: EventLog, wrong: Event, problem: str) -> None:
    (text,) = refused(log, wrong)
    assert re.search(problem, text), text


@pytest.mark.parametrize(
    "right",
    [
        later("suspension_extended", "E", **EXTENDED | {"through": "2026-11-11"}),
        later("suspension_extended", "E", **EXTENDED | {"through": None}),
        later("suspension_lifted", "E", suspension="CN-2025-70/suspension", **{"from": "2026-11-11"}),
        later("suspension_lifted", "E", suspension="CN-2025-70/suspension", **{"from": "2025-11-01"}),
        later("party_delisted", "E", listing="CN-UEL/1", **{"from": "2025-11-01"}),
        later("suspension_extended", "E", **EXTENDED, published="2025-11-07"),
    ],
)
def test_days_that_just_fit(log: EventLog, right: Event) -> None:
    record(log, [right])


def test_a_lifting_counts_extensions(log: EventLog) -> None:
    lifting = later("suspension_lifted", "E2", suspension="CN-2025-70/suspension", **{"from": "2027-06-01"})
    assert len(refused(log, lifting)) == 1
    record(log, [later("suspension_extended", "E1", **EXTENDED), lifting])


def test_an_open_suspension_that_ends_before_it_begins(log: EventLog) -> None:
    record(log, [suspension("S", through=None)])
    (text,) = refused(log, later("suspension_extended", "E", suspension="S", through="2025-11-06"))
    assert "`through`: `S` begins only on 2025-11-07" in text
    record(log, [later("suspension_lifted", "F", suspension="S", **{"from": "2030-01-01"})])


# --- lines and names ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"entries": [entry()]}, "`entries.0.line`: `CN-2025-57/1.1` is a line of `CN-2025-57/1` already"),
        ({"entries": [entry("L", materials=["holmum"])]}, "`entries.0.materials`: `holmum` is no material of the vocabulary"),
        ({"entries": [entry("L", contains=["dysprosum"])]}, "`entries.0.contains`: `dysprosum` is no material"),
        ({"entries": [entry("L", alloy_of=["x"])]}, "`entries.0.alloy_of`: `x` is no material"),
        ({"entries": [entry("L", forms=["metl"])]}, "`entries.0.forms`: `metl` is no form"),
        ({"entries": [entry("L", list="CN-XX")]}, "`entries.0.list`: `CN-XX` is no list"),
        ({"entries": [], "any_of_list": "CN-XX"}, "`any_of_list`: `CN-XX` is no list"),
        ({"entries": [entry("L", excludes=["1C226"])]}, "`entries.0.excludes`: no line has the code `1C226`"),
        (
            {"entries": [entry("L", criteria={"all": [{"any": [{"attribute": "purty", "op": ">", "value": "1"}]}]})]},
            "`entries.0.criteria.attribute`: `purty` is no attribute",
        ),
        (
            {"entries": [entry("L", criteria={"all": [{"substance": "irn", "op": ">", "value": "1"}]})]},
            "`entries.0.criteria.substance`: `irn` is no material",
        ),
        ({"entries": [entry("L", criteria={"form": ["metl"]})]}, "`entries.0.criteria.form`: `metl` is no form"),
        (
            {
                "entries": [entry("L")],
                "reach": [
                    {"kind": "foreign_content", "origin": "CN", "inputs": [{"materials": ["samrium"]}], "op": ">=", "share_pct": "0.1"}
                ],
            },
            "`reach.0.inputs.materials`: `samrium` is no material",
        ),
    ],
)
def test_lines_and_names_must_be_right(log: EventLog, fields: dict[str, Any], problem: str) -> None:
    """A misspelt material matches no shipment: a false permission."""
    (text,) = refused(log, requirement("CN-2025-57/2", **fields))
    assert problem in text


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        (event("licence_issued", "E", targets=["CN-2025-57"], licence="2", holder="W", materials=["x"]), "`materials`: `x`"),
        (event("coverage_declared", "E", regime="CN/dual-use", complete=True, materials=["x"]), "`materials`: `x`"),
        (
            event("reading_recorded", "E", targets=["CN-2025-57"], reading=TEXT, by="court", word="yes", case={"forms": ["x"]}),
            "`case.forms`: `x` is no form",
        ),
        (
            event("vocabulary_declared", "E", materials=[{"name": "ndfeb", "text": TEXT, "constituents": ["x"]}]),
            "`materials.0.constituents`: `x` is no material",
        ),
        (
            event("vocabulary_declared", "E", forms=[{"name": "powder", "text": TEXT, "may_be": ["metal", "x"]}]),
            "`forms.0.may_be`: `x` is no form",
        ),
        (
            later("control_amended", "E", **AMENDED, changes={"entries": [entry(materials=["x"])]}),
            "`entries.0.materials`: `x` is no material",
        ),
        (
            later("control_recodified", "E", **{"from": "2026-06-01"}, codes=[{"line": "CN-2025-57/1.1", "code": "1", "list": "X"}]),
            "`codes.list`: `X` is no list",
        ),
    ],
)
def test_names_elsewhere_must_be_right_too(log: EventLog, wrong: Event, problem: str) -> None:
    (text,) = refused(log, wrong)
    assert problem in text


def test_an_amendment_may_repeat_the_lines_of_its_requirement_but_not_of_others(log: EventLog) -> None:
    record(log, [requirement("CN-2025-57/2", entries=[entry("L")])])
    record(log, [later("control_amended", "E", **AMENDED, changes={"entries": [entry(), entry("L2")]})])
    (text,) = refused(log, later("control_amended", "F", **AMENDED, changes={"entries": [entry("L")]}))
    assert "`entries.0.line`: `L` is a line of `CN-2025-57/2` already" in text


# --- corrections ----------------------------------------------------------------------------------------------------------


def test_an_entry_still_referred_to_cannot_be_withdrawn(log: EventLog) -> None:
    problems = refused(log, withdrawal("W", "CN-2025-57/1"))
    assert "`W`, `entry`: `CN-2025-57/1` is still referred to by `L-1` (`targets`): correct or withdraw that first" in problems
    record(log, [withdrawal("W1", "L-1")])
    # The suspension names the instrument, which the listing and the statement are of as well.
    record(log, [withdrawal("W2", "CN-2025-57/1")])


def test_what_refers_to_it_may_be_withdrawn_in_the_same_batch(log: EventLog) -> None:
    record(log, [withdrawal("W1", "CN-2025-57/1"), withdrawal("W2", "L-1")])


def test_the_vocabulary_cannot_be_withdrawn_while_in_use(log: EventLog) -> None:
    problems = refused(log, withdrawal("W", "licet/vocabulary"))
    assert "`W`, `entry`: `licet/vocabulary` is still referred to by `CN-2025-57/1` (`entries.0.list`)" in problems[0]


def test_a_withdrawn_entry_cannot_be_referred_to(log: EventLog) -> None:
    record(log, [withdrawal("W", "CN-2025-70/suspension")])
    (text,) = refused(log, later("suspension_extended", "E", **EXTENDED))
    assert "`CN-2025-70/suspension` is no event in the log" in text
    (text,) = refused(log, withdrawal("W2", "CN-2025-70/suspension"))
    assert "`W2`, `entry`: `CN-2025-70/suspension` was withdrawn" in text


def test_a_corrected_entry_can_be_corrected_and_withdrawn_again(log: EventLog) -> None:
    record(log, [correction("C1", suspension(through="2026-11-11"))])
    record(log, [correction("C2", suspension(through="2026-11-12"))])
    record(log, [withdrawal("W", "CN-2025-70/suspension")])


@pytest.mark.parametrize("wrong", [withdrawal("W", "C1"), correction("W", event("statement_made", "C1", statement=TEXT))])
def test_a_correction_is_not_corrected_but_its_entry_again(log: EventLog, wrong: Event) -> None:
    record(log, [correction("C1", suspension(through="2026-11-11"))])
    (text,) = refused(log, wrong)
    assert text.startswith("`W`, `entry`: `C1` is a correction itself: correct `CN-2025-70/suspension` again")


def test_a_correction_must_come_after_its_entry() -> None:
    problems = check([correction("C", suspension()), VOCABULARY, requirement(), suspension()], ())
    assert [str(p) for p in problems] == ["`C`, `entry`: `CN-2025-70/suspension` is not recorded before this: name an entry of the log"]


def test_a_replacement_is_checked_as_what_it_replaces(log: EventLog) -> None:
    (text,) = refused(log, correction("C", suspension(targets=["CN-2025-99"])))
    assert text.startswith("`C`, `replacement.targets`: `CN-2025-99` is no provision")
    record(log, [correction("C", suspension(targets=["CN-2025-57/1"]))])


def test_a_correction_must_leave_right_what_refers_to_its_entry(log: EventLog) -> None:
    record(log, [later("suspension_extended", "E", **EXTENDED)])
    (text,) = refused(log, correction("C", suspension(through="2028-01-01")))
    assert text.startswith("`C`, `replacement`: `E` would no longer be right, in `through`:")
    (text,) = refused(log, correction("C", event("statement_made", "CN-2025-70/suspension", statement=TEXT)))
    assert text.startswith("`C`, `replacement`: `E` would no longer be right, in `suspension`:")


def test_adopted_rules_are_followed_by_others_and_never_corrected(log: EventLog) -> None:
    """A correction of them would stand in the log and change nothing, which nobody would notice."""
    rules = from_json(EXAMPLES["rules_adopted"] | {"gives_effect_to": []})
    record(log, [rules])
    for wrong in (correction("C", rules.model_copy(update={"recorded_by": "somebody else"})), withdrawal("C", rules.id)):
        (text,) = refused(log, wrong)
        assert text.startswith(f"`C`, `entry`: `{rules.id}` adopts rules: adopt the right ones by another")
    (text,) = refused(log, correction("C", rules.model_copy(update={"id": "CN-2025-70/suspension"})))
    assert text.startswith("`C`, `replacement`: rules are adopted by an event of their own")
    record(log, [rules.model_copy(update={"id": "licet/rules/x"})])


def test_old_faults_are_not_held_against_new_events(log: EventLog) -> None:
    """Somebody appended past the check; the log must not be blocked by it."""
    log.append([suspension("S", targets=["CN-2025-99"]), withdrawal("W", "nothing")])
    record(log, [STATEMENT, event("statement_made", "M", statement=TEXT)])
    record(log, [correction("C", suspension(through="2026-11-11"))])


# --- recording ------------------------------------------------------------------------------------------------------------


def test_what_others_append_meanwhile_is_checked_as_well(log: EventLog, monkeypatch: pytest.MonkeyPatch) -> None:
    """The entry is withdrawn between our check and our append: the second check must see it."""
    append, rival = log.append, iter([withdrawal("W", "CN-2025-70/suspension")])

    def raced(events: Any, *, expected: int | None = None, request: Request | None = None) -> Any:
        for other in rival:
            append([other])
        return append(events, expected=expected)

    monkeypatch.setattr(log, "append", raced)
    with pytest.raises(EventsRefused, match="`CN-2025-70/suspension` is no event in the log"):
        record(log, [later("suspension_extended", "E", **EXTENDED)])
    assert verify(log)[-1] == "W"


def test_recording_goes_through_when_others_append_meanwhile(log: EventLog, monkeypatch: pytest.MonkeyPatch) -> None:
    append = log.append
    rivals = iter([event("statement_made", f"R{n}", statement=TEXT) for n in range(3)])
    reads: list[tuple[int, ...]] = []
    read = log.read

    def raced(events: Any, *, expected: int | None = None, request: Request | None = None) -> Any:
        if (other := next(rivals, None)) is not None:
            append([other])
        return append(events, expected=expected, request=request)

    def spied(*window: int) -> Iterator[Recorded]:
        reads.append(window)
        return read(*window)

    monkeypatch.setattr(log, "append", raced)
    monkeypatch.setattr(log, "read", spied)
    (recorded,) = record(log, [suspension("S")])
    assert recorded.position == 10
    assert reads == [(0,), (6,), (7,), (8,)], "only what is new is read again"


def test_recording_gives_up_at_last(log: EventLog, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(events: Any, *, expected: int | None = None, request: Request | None = None) -> Any:
        raise PositionConflict(6, 7)

    monkeypatch.setattr(log, "append", never)
    with pytest.raises(PositionConflict):
        record(log, [suspension("S")])


def test_an_expected_position_is_not_tried_again(log: EventLog, monkeypatch: pytest.MonkeyPatch) -> None:
    head = log.head()
    for wrong in (head - 1, head + 1):
        with pytest.raises(PositionConflict) as caught:
            record(log, [suspension("S")], expected=wrong)
        assert (caught.value.expected, caught.value.head) == (wrong, head)
    first = record(log, [suspension("S")], expected=head)
    assert record(log, [suspension("S")], expected=head) == first, "sent again as it was"
    append = log.append

    def raced(*args: Any, **options: Any) -> Any:
        append([later("statement_made", "other", statement=TEXT)])
        return append(*args, **options)

    monkeypatch.setattr(log, "append", raced)
    with pytest.raises(PositionConflict):
        record(log, [suspension("S2")], expected=head + 1)
    assert log.get("S2") is None


def test_a_position_that_has_passed_is_reported_before_problems(log: EventLog) -> None:
    """The problems may come from what was added since."""
    with pytest.raises(PositionConflict):
        record(log, [suspension("S", targets=["CN-2025-99"])], expected=1)
    with pytest.raises(EventsRefused):
        record(log, [suspension("S", targets=["CN-2025-99"])], expected=log.head())


def test_a_request_is_answered_as_it_was_whatever_would_be_wrong_today(log: EventLog) -> None:
    asked = Request("erp", "key-1", "aa")
    first = record(log, [suspension("S")], expected=log.head(), request=asked)
    assert record(log, [suspension("S", targets=["CN-2025-99"])], expected=1, request=asked) == first
    assert record(log, [suspension("S", targets=["CN-2025-99"])], request=asked) == first
    with pytest.raises(RequestConflict):
        record(log, [suspension("S")], request=asked._replace(fingerprint="bb"))
    with pytest.raises(EventsRefused):
        record(log, [suspension("S", targets=["CN-2025-99"])], request=asked._replace(key="key-2"))
    assert record(log, [suspension("S3")], request=asked._replace(key="key-2"))[0].position == log.head()


def test_a_rehearsal_gives_what_is_there_with_the_digest_of_what_is_stored(log: EventLog, monkeypatch: pytest.MonkeyPatch) -> None:
    first = record(log, [suspension("S")])
    monkeypatch.setattr(codec, "CURRENT", {**codec.CURRENT, "control_suspended": 2})
    monkeypatch.setattr(codec, "UPCASTS", {("control_suspended", 1): lambda raw: raw})
    again = suspension("S", version=2)
    there, new = rehearse(log, [again, suspension("T")], clock=Clock())
    assert (there.position, there.digest, there.event) == (first[0].position, first[0].digest, again)
    assert new.position == log.head() + 1


def test_the_corpus_has_no_problems_and_loading_it_twice_changes_nothing() -> None:
    corpus = load_corpus()
    with open_log("memory:", clock=Clock()) as log:
        first = record(log, corpus)
        assert len(first) == len(corpus)
        assert record(log, corpus) == first
        assert log.head() == len(corpus)


def test_the_examples_name_every_kind_of_reference() -> None:
    """Every example alone is full of references to what is not there."""
    for name, raw in EXAMPLES.items():
        if name not in ("vocabulary_declared", "source_reviewed"):
            assert check([from_json(raw)], ()), name
