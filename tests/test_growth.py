"""A policy that grew is the policy that a replay of all would give, part by part, whatever was known first; and what did not change is
the very same object."""

import pickle
from datetime import timedelta
from hashlib import sha256
from random import Random
from typing import Any

import pytest
from histories import DAYS, FIRST, History
from made_up import act, acts, entry, event, records, requirement

from licet.engine import layers
from licet.engine import policy as policies
from licet.engine.held import hold
from licet.engine.over import linked
from licet.engine.policy import Known, Policy
from licet.engine.replay import grow, keeping, replay, vary, view
from licet.engine.topics import names_of
from licet.events.citation import covers
from licet.events.log import Recorded
from licet.events.model import Event

VARIED = 12  # events of the kinds of which the histories have none
CODES = ("1234", "123456", "99887766", "9988", "12345678")


def log_of(seed: int) -> list[Recorded]:
    """A random history, with events of all other kinds among its own, some of them taken back."""
    history, random = History(seed), Random(seed + 1)
    events = [record.event for record in history.records()]
    lines = [e["line"] for a in history.acts for e in a.get("entries", ())] or ["AQ-1/1.a"]
    for number in range(random.randint(0, VARIED)):
        common: dict[str, Any] = {"id": f"more-{number}", "instrument": random.choice(("AQ-1", "AQ-2", "AQ-9")), "authority": "AQ/MIN"}
        common |= {"published": FIRST + timedelta(days=random.randint(-5, 20))}
        if random.random() < 0.1:
            common |= {"published": None, "published_by": FIRST + timedelta(days=random.randint(-5, 30))}
        one = {**common, **_varied(random, lines)}
        events.insert(random.randint(0, len(events)), event(one))
        if random.random() < 0.3:
            where = next(n for n, e in enumerate(events) if e.id == one["id"])
            fix = {"type": "entry_withdrawn", "id": f"no-{number}", "entry": one["id"], "reason": "recorded twice"}
            if random.random() < 0.7:
                right = event({**common, **_varied(random, lines), "published": FIRST, "published_by": None})
                fix |= {"type": "entry_corrected", "replacement": right}
            events.insert(random.randint(where + 1, len(events)), event(fix))
    return records(events)


def _varied(random: Random, lines: list[str]) -> dict[str, Any]:
    text = {"en": "x"}
    day = FIRST + timedelta(days=random.randint(0, 40))
    material = random.choice(("alba", "alum", "cinder"))
    parts = random.sample(("alum", "basalt", "cobble", "dolomite"), random.randint(0, 2))
    heads = random.sample(("1A001", "1A002", "7Z001", "9X"), 2)
    codes = [{"line": random.choice(lines), "hs": [random.choice(CODES)]}, {"line": "AQ-99/1.a", "hs": ["1234"]}]
    suspension = {"type": "control_suspended", "id": "s", "instrument": "s", "authority": "AQ/MIN", "published": FIRST, "from": day}
    names = ["AQ-1", "AQ-2", "AQ-1/1", "AQ-9"]
    promises = [{"event": {**suspension, "targets": [random.choice(names)]}, "mapping": "named"}]
    return random.choice(
        [
            {"type": "vocabulary_declared", "materials": [{"name": material, "text": text, "constituents": parts}]},
            {"type": "vocabulary_declared", "lists": [{"name": "L1", "authority": "AQ", "text": text, "heads": heads}]},
            {"type": "vocabulary_declared", "forms": [{"name": "powder", "text": text}]},
            {"type": "customs_codes_published", "from": day, "codes": codes},
            {"type": "source_reviewed", "topics": ["x"], "verified_through": day},
            {"type": "control_announced", "title": text},
            {"type": "statement_made", "statement": text, "about": [random.choice(names)], "promises": promises},
            {"type": "agreement_concluded", "title": text, "parties": ["AQ"], "gives_effect_to": ["more-1", "more-2"]},
            {"type": "reading_recorded", "targets": random.sample(names, 2), "reading": text, "by": "court", "as_if": promises},
            {"type": "spec_signed", "reviewer": "x", "capacity": "x", "signed": "text", "feature": "x.feature",
             "feature_sha256": "sha256:" + "0" * 64, "provisions": [], "events": []},
            {"type": "rules_adopted", "tables": [{"stage": "s", "reads": {}, "concludes": "x", "rules": [
                {"name": str(day), "when": {}, "then": "y", "text": "x", "citations": []}]}]},
        ]
    )  # fmt: skip


def policy_of(log: list[Recorded], known: Known) -> Policy:
    return replay(view(log, known), known)


def parts(policy: Policy) -> dict[str, Any]:
    """Everything that a policy says, as plain values, in its order."""

    def lives(items: Any) -> list[Any]:
        return [(item.event, item.timeline) for item in items]

    index, names = policy.index, policy.vocabulary
    return {
        "known": (policy.known, policy.position, policy.rules, policy.rules_digest),
        "digest": policy.digest,
        "events": list(policy.events.items()),
        "digests": dict(policy.digests),
        "requirements": list(policy.requirements.items()),
        "lives": [lives(items) for items in (policy.overlays, policy.exemptions, policy.licences)],
        "listings": {name: lives(items) for name, items in policy.listings.items()},
        "groups": dict(policy.groups),
        "told": [list(told) for told in (policy.readings, policy.statements, policy.coverage, policy.reviews)],
        "fulfilled": sorted(policy.fulfilled),
        "announced": dict(policy.announced),
        "unplaced": policy.unplaced,
        "aside": {name: held.event for name, held in policy.aside.items()},
        "vocabulary": [list(items.items()) for items in (names.lists, names.materials, names.forms, names.attributes)],
        "index": [dict(items) for items in (index.by_material, index.by_content, index.by_form, index.heads, index.codes)],
        "lines": [dict(items) for items in (index.by_code, index.by_hs, policy.versions_of)],
        "rest of the index": (index.whole_list, index.elements, {code: set(index.behind(code)) for code in CODES}),
        "entries": dict(policy.entries),
        "days": [policy.coverage_moment(FIRST + timedelta(days=n)) for n in range(-9, DAYS + 9)],
        "days of lists": {name: policy.list_days(name) for name in ("AQ-1/w", "AQ-9/w")},
        "verified": [policy.verified_through(name) for name in ("AQ/MIN", "AQ", "ZZ/L")],
    }


def same(one: Policy, other: Policy) -> None:
    first, second = parts(one), parts(other)
    assert [name for name in first if first[name] != second[name]] == []
    found(one)


def found(policy: Policy) -> None:
    """What is looked up of a policy is what going through all of it would find."""
    texts = [v.text for r in policy.requirements.values() for v in r.versions]
    for text in texts:
        names = [item for item in policy.overlays if linked(item.event, text).word != "no"]
        assert [item for item in policy.overlays_about(text) if linked(item.event, text).word != "no"] == names
        for looked_up, all_of_them in ((policy.exemptions_on(text.id), policy.exemptions), (policy.licences_on(text.id), policy.licences)):
            assert looked_up == [item for item in all_of_them if any(covers(t, text.id) for t in item.event.targets)]
        told = sorted((*policy.statements, *policy.readings), key=lambda one: list(policy.events).index(one.id))
        about = [one for one in told if any(covers(t, text.id) for t in policy.named_by(names_of(one)))]
        assert policy.told_about([text.id]) == about
    for name in ("AQ-1", "AQ-1/1", "AQ-2"):
        assert policy.told_of([name]) == [one for one in told if name in names_of(one)] if texts else True
    for materials in ({"alum"}, {"basalt", "alba"}, set[str]()):
        assert policy.coverage_about(materials) == [c for c in policy.coverage if c.codes or materials & set(c.materials)]
    assert policy.partly_covered() == [c for c in policy.coverage if not c.complete]
    assert policy.partly_covered(["AQ/dual-use"]) == [c for c in policy.coverage if not c.complete and c.regime == "AQ/dual-use"]
    assert list(policy.regimes) == list(dict.fromkeys(c.regime for c in policy.coverage))
    assert set(policy.review_days) == {r.verified_through for r in policy.reviews}
    assert all(policy.review_through(d) == next(r for r in policy.reviews if r.verified_through == d) for d in policy.review_days)


def some_view(random: Random, least: int, most: int) -> Known:
    through = random.choice((None, FIRST + timedelta(days=random.randint(-5, 30))))
    return Known(through, random.randint(least, most))


@pytest.mark.parametrize("seed", range(60))
def test_a_policy_grown_over_every_split_of_the_log_is_the_policy_replayed(seed: int) -> None:
    log = log_of(seed)
    held, size = [hold(record) for record in log], len(log)
    whole = policy_of(log, Known(None, size))
    for split in range(size + 1):
        same(grow(policy_of(log[:split], Known(None, split)), held[split:], Known(None, size)), whole)


@pytest.mark.parametrize("seed", range(60, 120))
def test_a_policy_grown_event_by_event_is_the_policy_replayed(seed: int) -> None:
    log = log_of(seed)
    policy = policy_of([], Known(None, 0))
    for size, record in enumerate(log, 1):
        policy = grow(policy, [hold(record)], Known(None, size))
        same(policy, policy_of(log[:size], Known(None, size)))


def test_the_digest_of_a_policy_that_grew_goes_on_from_that_of_the_policy_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """In pieces of a few events, so that some of them are those of the policy before, whatever comes late or is taken out."""
    monkeypatch.setattr(layers, "_CHUNK", 1)
    monkeypatch.setattr(policies, "_HASHED", 2)
    reused = 0
    for seed in range(300, 330):
        log = log_of(seed)
        before = policy_of([], Known(None, 0))
        for size, record in enumerate(log, 1):
            assert before.digest
            after = grow(before, [hold(record)], Known(None, size))
            assert after.digest == "sha256:" + sha256(b"".join(held.digest for held in after.order)).hexdigest()
            reused += sum(one is two for one, two in zip(before._hashed[1:], after._hashed[1:], strict=False))
            before = after
    assert reused > 100


@pytest.mark.parametrize("seed", range(120, 240))
def test_a_policy_as_known_otherwise_is_the_policy_replayed(seed: int) -> None:
    """From one day of publication to another, forward and back, while more is recorded."""
    log, random = log_of(seed), Random(seed)
    held, size = [hold(record) for record in log], len(log)
    policy = policy_of(log, before := some_view(random, 0, size))
    for _ in range(6):
        known = some_view(random, policy.position, size)
        policy = grow(policy, held[policy.position : known.recorded_through], known)
        same(policy, policy_of(log, known))
    assert before.recorded_through is not None


@pytest.mark.parametrize("seed", range(240, 300))
def test_a_policy_varied_is_the_policy_with_the_supposed_events_last(seed: int) -> None:
    """Late, in one step: with days of publication that put them last, and the positions after all others."""
    log, random = log_of(seed), Random(seed)
    ids = {record.event.id for record in log}
    supposed = [r.event for r in History(seed + 10_000).records()[2:] if r.event.type not in ("entry_corrected", "entry_withdrawn")]
    supposed = [event.model_copy(update={"id": f"if-{n}", "published": FIRST + timedelta(days=99)}) for n, event in enumerate(supposed)]
    supposed = random.sample(supposed, random.randint(1, min(4, len(supposed))))
    assert not ids & {event.id for event in supposed}
    events = [*(record.event for record in log), *supposed]
    varied, replayed = parts(vary(policy_of(log, Known()), supposed)), parts(policy_of(records(events), Known()))
    assert [name for name in varied if name != "known" and varied[name] != replayed[name]] == []


@pytest.mark.parametrize("seed", range(300, 320))
def test_a_policy_is_the_same_in_another_process(seed: int) -> None:
    log = log_of(seed)
    policy = grow(policy_of(log[:-3], Known(None, len(log) - 3)), [hold(record) for record in log[-3:]], Known(None, len(log)))
    parts(policy)  # whatever is worked out on the way
    there = pickle.loads(pickle.dumps(policy))
    same(there, policy)
    more = [hold(Recorded(len(log) + 1, record.recorded_at, record.event, record.digest, record.substance)) for record in log[3:4]]
    same(grow(there, more, Known(None, len(log) + 1)), grow(policy, more, Known(None, len(log) + 1)))


# What is left as it is


LAW: list[dict[str, Any]] = [
    requirement(),
    requirement("AQ-2/1", entries=[entry("AQ-2/1.a", code="1A002", materials=["basalt"])]),
    act("licence_issued", "AQ-3", licence="x", holder="Exporter", targets=["AQ-1/1"]),
    act("party_listed", "AQ-1/w.1", list="AQ-1/w", name="Buyer", from_="2025-01-10"),
    act("country_group_changed", "AQ-4", group="Gx", from_="2025-01-10", joined=["BV"]),
    act("licensing_policy_set", "AQ-5/1", targets=["AQ-1"], policy="case_by_case", from_="2025-01-10"),
]
PARTS = ("overlays", "exemptions", "licences", "listings", "groups", "readings", "statements", "coverage", "vocabulary", "index")


def grown(*more: dict[str, Any]) -> tuple[Policy, Policy]:
    log: list[Event] = acts(*LAW)
    held = [hold(record) for record in records([*log, *map(event, more)])]
    before = policy_of(records(log), Known(None, len(log)))
    return before, grow(before, held[len(log) :], Known(None, len(held)))


def kept(before: Policy, after: Policy) -> set[str]:
    return {name for name in PARTS if getattr(before, name) is getattr(after, name)}


@pytest.mark.parametrize(
    ("more", "changed"),
    [
        (act("source_reviewed", "AQ-9", topics=["x"], verified_through="2025-02-01"), set()),
        (act("control_announced", "AQ-9", title={"en": "x"}), set()),
        (act("licence_issued", "AQ-9", licence="y", holder="Exporter", targets=["AQ-1/1"]), {"licences"}),
        (act("licence_revoked", "AQ-9", licence_event="AQ-3", from_="2025-03-01"), {"licences"}),
        (act("party_listed", "AQ-1/w.2", list="AQ-1/w", name="Other", from_="2025-01-10"), {"listings"}),
        (act("party_delisted", "AQ-9", listing="AQ-1/w.1", from_="2025-03-01"), {"listings"}),
        (act("country_group_changed", "AQ-9", group="Gx", from_="2025-03-10", joined=["HM"]), {"groups"}),
        (act("control_suspended", "AQ-9/s", targets=["AQ-5"], from_="2025-03-01"), {"overlays"}),
        (act("control_suspended", "AQ-9/s", targets=["AQ-2"], from_="2025-03-01"), set()),
        (act("control_suspended", "AQ-9/s", targets=["AQ-7"], from_="2025-03-01"), set()),
        (act("control_amended", "AQ-9", requirement="AQ-2/1", from_="2025-03-01", changes={"uses": ["civil"]}), {"index"}),
        (requirement("AQ-9/1", entries=[entry("AQ-9/1.a", code=None)]), {"index"}),
    ],
)
def test_what_an_event_does_not_speak_of_is_the_very_same_object(more: dict[str, Any], changed: set[str]) -> None:
    before, after = grown(more)
    assert set(PARTS) - kept(before, after) == changed
    texts = {name for name, r in before.requirements.items() if r.versions is not after.requirements[name].versions}
    assert texts == ({"AQ-2/1"} if more["type"] == "control_amended" else set())
    lives = {name for name, r in before.requirements.items() if r is not after.requirements[name]} - texts
    assert lives == ({"AQ-2/1"} if more.get("targets") == ["AQ-2"] else set())
    assert after.licences[0] is before.licences[0] or more["type"] == "licence_revoked"


def test_policies_are_of_one_edition_while_their_requirements_have_the_same_texts() -> None:
    before, reviewed = grown(act("source_reviewed", "AQ-9", topics=["x"], verified_through="2025-02-01"))
    suspended = vary(before, [event(act("control_suspended", "AQ-9", targets=["AQ-1"], from_="2025-03-01"))])
    assert before.edition is reviewed.edition is suspended.edition
    uses = [{**one, "uses": ["civil"]} if one["id"] == "AQ-2/1" else one for one in LAW]
    other, again = (keeping(before, policy_of(records(acts(*law)), before.known)) for law in (uses, LAW))
    assert other.index is before.index
    assert other.edition is not before.edition
    assert again.edition is before.edition


def test_a_policy_says_from_which_it_grew_and_by_which_events_but_does_not_keep_it() -> None:
    import gc

    before, after = grown(act("control_announced", "AQ-9", title={"en": "x"}))
    assert after.grown is not None
    assert after.grown.before() is before
    assert [one.id for one in after.grown.added] == ["AQ-9"]
    del before
    gc.collect()
    assert after.grown.before() is None


def test_a_policy_of_which_something_was_corrected_says_by_what() -> None:
    right = event({**LAW[2], "holder": "Another"})
    before, after = grown({"type": "entry_corrected", "id": "fix", "entry": "AQ-3", "replacement": right, "reason": "misread"})
    assert after.grown is not None and after.grown.before() is before
    assert [(one.id, one.holder) for one in after.grown.added] == [("AQ-3", "Another")]
    assert after.licences[0].event.holder == "Another"


@pytest.mark.parametrize("asked", [True, False])
def test_the_names_on_lists_grow_with_them_and_may_keep_one_that_was_misread(asked: bool) -> None:
    right = event({**LAW[3], "name": "Bayer", "from": "2025-01-10"})
    fix = {"type": "entry_corrected", "id": "fix", "entry": "AQ-1/w.1", "replacement": right, "reason": "misread"}
    before, more = grown(act("party_listed", "AQ-1/w.2", list="AQ-1/w", name="Other", aliases=["Altera"], from_="2025-01-10"))
    assert not asked or set(before.names) == {"Buyer"}
    if asked:
        assert set(grow(before, more.order.after(before.order.last_key), more.known).names) == {"Buyer", "Other", "Altera"}
        assert set(before.names) == {"Buyer"}
    last = grow(more, [hold(record) for record in records([event(fix)])], Known(None, 1))
    assert {"Bayer", "Other", "Altera"} <= set(last.names) <= {"Bayer", "Other", "Altera", "Buyer"}
