"""Timelines and views: what happened to a provision, day by day, and what is known of it."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from histories import History
from made_up import act, acts, entry, event, policy, records, requirement, status

from licet.engine.index import code_prefixes
from licet.engine.policy import EVERYTHING, Known, Stretch, on
from licet.engine.replay import replay, vary, view
from licet.events.dates import day_after
from licet.events.model import Event

SUSPENDED = act("control_suspended", "AQ-3/s", targets=["AQ-1"], from_="2025-04-01", through="2025-06-30")


def timeline(*data: dict[str, Any], of: str = "AQ-1/1") -> list[tuple[str | None, str | None, str, tuple[str, ...]]]:
    def text(day: date | None) -> str | None:
        return day and day.isoformat()

    return [(text(s.start), text(s.end), s.status, s.events) for s in policy(*data).requirements[of].timeline]


def test_a_requirement_begins_on_its_first_day() -> None:
    assert timeline(requirement()) == [
        (None, "2025-01-31", "scheduled", ("AQ-1/1",)),
        ("2025-02-01", None, "operative", ("AQ-1/1",)),
    ]


def test_a_requirement_ends_after_its_last_day() -> None:
    assert timeline(requirement(through="2025-03-31"))[1:] == [
        ("2025-02-01", "2025-03-31", "operative", ("AQ-1/1",)),
        ("2025-04-01", None, "terminated", ("AQ-1/1",)),
    ]


def test_a_suspended_requirement_revives_by_lapse_of_time() -> None:
    assert timeline(requirement(), SUSPENDED) == [
        (None, "2025-01-31", "scheduled", ("AQ-1/1",)),
        ("2025-02-01", "2025-03-31", "operative", ("AQ-1/1",)),
        ("2025-04-01", "2025-06-30", "suspended", ("AQ-1/1", "AQ-3/s")),
        ("2025-07-01", None, "operative", ("AQ-1/1", "AQ-3/s")),
    ]


def test_a_requirement_may_be_suspended_before_it_ever_operated() -> None:
    early = requirement(**{"from": "2025-05-01"})
    assert [s[:3] for s in timeline(early, SUSPENDED)] == [
        (None, "2025-03-31", "scheduled"),
        ("2025-04-01", "2025-06-30", "suspended"),
        ("2025-07-01", None, "operative"),
    ]


def test_a_terminated_requirement_never_revives() -> None:
    ended = act("control_terminated", "AQ-4", targets=["AQ-1/1"], from_="2025-05-01")
    assert [s[:3] for s in timeline(requirement(), SUSPENDED, ended)][2:] == [
        ("2025-04-01", "2025-04-30", "suspended"),
        ("2025-05-01", None, "terminated"),
    ]


def test_the_first_termination_stands() -> None:
    ends = [act("control_terminated", f"AQ-{n}", targets=["AQ-1"], from_=day) for n, day in ((4, "2025-06-01"), (5, "2025-05-01"))]
    assert timeline(requirement(), *ends)[-1] == ("2025-05-01", None, "terminated", ("AQ-1/1", "AQ-5"))


def test_a_suspension_without_an_end_has_none() -> None:
    assert timeline(requirement(), {**SUSPENDED, "through": None})[-1][:3] == ("2025-04-01", None, "suspended")
    extended = act("suspension_extended", "AQ-4", suspension="AQ-3/s", through=None)
    assert timeline(requirement(), SUSPENDED, extended)[-1] == ("2025-04-01", None, "suspended", ("AQ-1/1", "AQ-3/s", "AQ-4"))


def test_a_suspension_names_what_it_suspends() -> None:
    law = policy(requirement(), requirement("AQ-1/2"), {**SUSPENDED, "targets": ["AQ-1/1"]})
    assert [status(law, i, "2025-05-01") for i in ("AQ-1/1", "AQ-1/2")] == ["suspended", "operative"]


def test_two_suspensions_cover_the_days_of_both() -> None:
    other = act("control_suspended", "AQ-4", targets=["AQ-1/1"], from_="2025-06-15", through="2025-07-15")
    law = policy(requirement(), SUSPENDED, other)
    days = {
        "2025-03-31": "operative",
        "2025-04-01": "suspended",
        "2025-06-30": "suspended",
        "2025-07-15": "suspended",
        "2025-07-16": "operative",
    }
    assert {d: status(law, "AQ-1/1", d) for d in days} == days


def test_an_act_that_suspends_its_own_instrument_stands() -> None:
    assert status(policy(requirement(), {**SUSPENDED, "id": "AQ-1/s"}), "AQ-1/1", "2025-05-01") == "suspended"


def test_acts_that_suspend_one_another_end() -> None:
    other = act("control_suspended", "AQ-4", targets=["AQ-3"], from_="2025-05-01", through="2025-05-10")
    back = act("control_suspended", "AQ-5", targets=["AQ-4"], from_="2025-05-05", through="2025-05-06")
    circle = {**SUSPENDED, "targets": ["AQ-1", "AQ-5"]}
    law = policy(requirement(), circle, other, back)
    assert status(law, "AQ-1/1", "2025-04-15") == "suspended"


def test_what_is_only_known_to_be_in_force_by_a_day_is_uncertain_before() -> None:
    by = requirement(**{"from": None}, in_force_by="2025-02-01")
    assert [s[:3] for s in timeline(by)] == [(None, "2025-01-31", "uncertain"), ("2025-02-01", None, "operative")]


@pytest.mark.parametrize("seed", range(60))
def test_a_timeline_covers_every_day_once(seed: int) -> None:
    law = replay(view(History(seed).records()))
    lives = [r.timeline for r in law.requirements.values()]
    lives += [x.timeline for x in (*law.overlays, *law.exemptions, *law.licences, *(p for ps in law.listings.values() for p in ps))]
    for life in lives:
        assert (life[0].start, life[-1].end) == (None, None)
        for a, b in pairwise(life):
            assert a.end is not None
            assert b.start == day_after(a.end)
            assert (a.status, a.events) != (b.status, b.events)
        assert all(set(s.events) <= set(law.events) for s in life)


def test_a_day_lies_in_one_stretch() -> None:
    first, second = Stretch(None, date(2025, 1, 31), "scheduled", ()), Stretch(date(2025, 2, 1), None, "operative", ())
    assert [on((first, second), date(2025, *d)) for d in ((1, 31), (2, 1))] == [first, second]


# Views


def ids(events: list[Event], known: Known = EVERYTHING) -> list[str]:
    return [e.id for e in view(records(events), known).events if e.id not in ("names", "coverage")]


def test_what_is_known_is_folded_in_the_order_of_publication_then_of_recording() -> None:
    events = acts(
        requirement("AQ-3/1", published="2025-03-01"),
        requirement("AQ-2/1", published="2025-01-01", entries=[entry("AQ-2/1.a", code=None)]),
        requirement("AQ-1/1", published="2025-01-01"),
    )
    assert ids(events) == ["AQ-2/1", "AQ-1/1", "AQ-3/1"]
    assert ids(events, Known(date(2025, 2, 28))) == ["AQ-2/1", "AQ-1/1"]
    assert ids(events, Known(date(2025, 3, 1))) == ["AQ-2/1", "AQ-1/1", "AQ-3/1"]
    assert ids(events, Known(None, 3)) == ["AQ-3/1"]
    assert ids(events, Known(date(2025, 2, 28), 4)) == ["AQ-2/1"]


def test_an_old_act_that_is_recorded_late_does_not_override_a_newer_one() -> None:
    newer = act("suspension_extended", "AQ-5", published="2025-03-01", suspension="AQ-3/s", through="2025-12-31")
    older = act("suspension_extended", "AQ-4", published="2025-02-01", suspension="AQ-3/s", through="2025-08-31")
    assert status(policy(requirement(), SUSPENDED, newer, older), "AQ-1/1", "2025-12-31") == "suspended"


def test_a_correction_stands_from_its_recording_on_and_may_change_the_day_of_publication() -> None:
    right = event({**SUSPENDED, "published": "2025-03-15", "through": "2025-05-31"})
    fix = {"type": "entry_corrected", "id": "fix", "entry": "AQ-3/s", "replacement": right, "reason": "misread"}
    events = acts(requirement(), SUSPENDED, fix)

    def on_day(known: Known, day: str) -> str:
        return status(replay(view(records(events), known), known), "AQ-1/1", day)

    assert on_day(Known(), "2025-06-15") == "operative"
    assert on_day(Known(None, 4), "2025-06-15") == "suspended"
    assert on_day(Known(date(2025, 3, 14)), "2025-05-01") == "operative"  # by the corrected day it was not public yet
    assert on_day(Known(date(2025, 3, 14), 4), "2025-05-01") == "suspended"


def test_the_last_correction_wins_and_a_withdrawn_entry_is_gone() -> None:
    def fix(n: int, through: str) -> dict[str, Any]:
        right = event({**SUSPENDED, "through": through})
        return {"type": "entry_corrected", "id": f"fix-{n}", "entry": "AQ-3/s", "replacement": right, "reason": "misread"}

    law = policy(requirement(), SUSPENDED, fix(1, "2025-05-31"), fix(2, "2025-07-31"))
    assert status(law, "AQ-1/1", "2025-07-31") == "suspended"
    gone = policy(requirement(), SUSPENDED, {"type": "entry_withdrawn", "id": "out", "entry": "AQ-3/s", "reason": "recorded twice"})
    assert status(gone, "AQ-1/1", "2025-05-01") == "operative"


def test_an_act_whose_day_is_only_bounded_is_used_from_that_day_and_named_before() -> None:
    events = acts(requirement(), {**SUSPENDED, "published": None, "published_by": "2025-03-15"})
    before = view(records(events), Known(date(2025, 3, 14)))
    assert [e.id for e in before.unplaced] == ["AQ-3/s"]
    assert "AQ-3/s" not in [e.id for e in before.events]
    assert "AQ-3/s" in [e.id for e in view(records(events), Known(date(2025, 3, 15))).events]


def test_what_the_log_says_of_itself_is_known_by_recording_only() -> None:
    assert view(records(acts()), Known(date(2000, 1, 1))).events != ()


def test_what_is_supposed_leaves_the_policy_as_it_is() -> None:
    law = policy(requirement())
    supposed = vary(law, [event(SUSPENDED)])
    assert status(supposed, "AQ-1/1", "2025-05-01") == "suspended"
    assert status(law, "AQ-1/1", "2025-05-01") == "operative"
    at_once = policy(requirement(), SUSPENDED)
    assert [r.timeline for r in supposed.requirements.values()] == [r.timeline for r in at_once.requirements.values()]


def test_the_codes_above_a_code() -> None:
    assert code_prefixes("1C909.a.2") == ["1C909", "1C909.a", "1C909.a.2"]
