"""Parties on lists: whoever is found through the index of a list is who is found by going through the list."""

import pickle
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from made_up import act, acts, ask, event, policy, policy_of, records, requirement, shipment
from party_names import changed, made

from licet.engine import listed as module
from licet.engine.held import hold
from licet.engine.listed import lists_of
from licet.engine.match import _listed, _named
from licet.engine.names import same_name
from licet.engine.policy import EVERYTHING, Known, Policy, Status, listed_as, on
from licet.engine.replay import grow, keeping, vary
from licet.engine.shipment import Party
from licet.engine.words import Answer, Ask, all_of, any_of, no, unknown, yes
from licet.events.scope import PartyTest

FIRST = date(2025, 1, 1)
DAYS = [FIRST + timedelta(days=n) for n in range(0, 40, 3)]
LISTS = ("AQ-1/w", "AQ-2/w", "AQ-3/none")


def gone_through(policy: Policy, test: PartyTest, party: Party, day: date, *, asking: bool, status: Status) -> Answer:
    """Whether a party is listed, told by every entry of every list."""
    who = f"the {party.role.replace('_', ' ')}"
    if party.name is None:
        return unknown("a party has no name", Ask("parties", "What is the name of the end user?")) if asking else no("no name")
    answers = []
    for name in test.lists:
        for listing in policy.listings.get(name, ()):
            if on(listing.timeline, day).status not in ("operative", status):
                continue
            names = (listing.event.name, *listing.event.aliases)
            answers += [named for named in [_named(party.name, names, listing.event.id)] if named.word != "no"]
            if test.owned_share_pct is None:
                continue
            if party.owners is None and asking:
                question = Ask("parties", f"Who owns {who}, and with which shares?")
                answers.append(unknown(f"the owners of {who} are not stated", question))
            for owner in party.owners or ():
                if same_name(owner.name, names) == "no":
                    continue
                if owner.share_pct is None:
                    share = unknown(
                        f"share of {owner.name} not stated", Ask("parties", f"What share of {party.name} does {owner.name} hold?")
                    )
                else:
                    share = (yes if owner.share_pct >= test.owned_share_pct else no)(f"{owner.name} holds {owner.share_pct} %")
                answers.append(all_of(_named(owner.name, names, listing.event.id), share))
    return any_of(*answers) if answers else no(f"{who} is not listed")


def some_lists(random: Random) -> Iterator[dict[str, Any]]:
    """Two lists, whose entries come and go, and one of which is suspended as a whole for some days."""
    for n in range(random.randint(0, 40)):
        ident, name = f"AQ-{random.randint(1, 2)}/n{n}", made(random) or "Nobody"
        aliases = [changed(random, name) or "None" for _ in range(random.choice([0, 0, 1, 3]))]
        where = ident.split("/")[0] + "/w"
        yield act("party_listed", ident, list=where, name=name, aliases=aliases, from_=str(random.choice(DAYS)))
        if random.random() < 0.3:
            yield act("party_delisted", f"{ident}-off", listing=ident, from_=str(random.choice(DAYS)))
        elif random.random() < 0.3:
            start = random.choice(DAYS)
            yield act("listing_suspended", f"{ident}-rest", listing=ident, from_=str(start), through=str(start + timedelta(days=9)))
    yield act("control_suspended", "AQ-9/s", targets=["AQ-2"], from_=str(DAYS[6]), through=str(DAYS[9]))


def some_party(random: Random, names: list[str]) -> Party:
    def name() -> str:
        return changed(random, random.choice(names)) or "Nobody" if random.random() < 0.8 else made(random) or "Nobody"

    def owner() -> dict[str, Any]:
        return {"name": name()[:300], "share_pct": random.choice([None, "10", "50", "90"])}

    owners = None if random.random() < 0.3 else [owner() for _ in range(random.randint(0, 3))]
    return Party.model_validate({"role": "end_user", "name": random.choice([None, *[name()[:300]] * 9]), "owners": owners})


@pytest.mark.parametrize("seed", range(20))
def test_a_list_is_asked_as_it_was_gone_through(seed: int) -> None:
    random = Random(seed)
    known = policy(*some_lists(random))
    names = [name for x in known.listings.values() for one in x for name in (one.event.name, *one.event.aliases)] or ["Nobody"]
    words = set()
    for _ in range(120):
        test = PartyTest(lists=LISTS, owned_share_pct=random.choice([None, Decimal(50)]))
        party, day, asking = some_party(random, names), random.choice(DAYS), random.random() < 0.5
        status: Status = random.choice(["operative", "suspended", "scheduled", "terminated"])
        told = gone_through(known, test, party, day, asking=asking, status=status)
        assert _listed(known, test, party, day, asking=asking, status=status) == told
        words.add(told.word)
    assert len(words) > 1


def test_policies_with_more_or_fewer_entries_each_have_their_own() -> None:
    """What lists have is worked out once, and further for a policy that has more; what one policy knows, another does not find."""
    module._WHERE.clear()
    listed = [one for one in some_lists(Random(5)) if one["type"] == "party_listed"]
    assert len(listed) > 15
    other = act("party_listed", "AQ-1/other", list="AQ-1/w", name="Quite Another Metalworks", from_="2025-01-01")
    early, renamed = other | {"published": "2024-01-01"}, listed[2] | {"name": "Quite Another Metalworks"}
    steps = [listed[:5], listed[:9], listed[:3], listed, [*listed[:9], other], listed[4:], [*listed, other], [other, *listed], []]
    steps += [[*listed, early], [*listed[:2], renamed, *listed[3:]], [renamed]]
    for step in [*steps, *steps[::-1]]:
        known = policy(*step)
        for name in {one["name"] for one in [*listed, other]}:
            for where in LISTS:
                there = [x for x in known.listings.get(where, ()) if same_name(name, listed_as(x)) != "no"]
                found = lists_of(known)[where].concerned([name])
                assert [x for x in found if same_name(name, listed_as(x)) != "no"] == there
        assert lists_of(known) is lists_of(known)


def test_a_list_that_grows_is_not_gone_through_again(monkeypatch: pytest.MonkeyPatch) -> None:
    module._WHERE.clear()
    names = [f"{chr(97 + n % 26) * 9} {n} Metals" for n in range(600)]
    events = acts(*(act("party_listed", f"AQ-1/n{n}", list="AQ-1/w", name=name, from_="2025-01-01") for n, name in enumerate(names)))
    some = policy_of(events[:-5])
    assert lists_of(some)["AQ-1/w"].concerned([names[0]])
    seen: list[str] = []
    monkeypatch.setattr(module, "listed_as", lambda item: seen.append(item.held.id) or listed_as(item))
    more = grow(some, [hold(record) for record in records(events)[-5:]], EVERYTHING)
    assert lists_of(more)["AQ-1/w"].concerned([names[599]])[-1].held.id == "AQ-1/n599"
    assert 5 <= len(seen) < 600  # the pieces that are new
    assert "AQ-1/n599" not in [one.held.id for one in lists_of(some)["AQ-1/w"].concerned([names[599]])]
    assert list(more.names) == names and list(some.names) == names[:-5]


def test_the_index_of_names_is_kept_where_no_name_comes() -> None:
    known = policy(act("party_listed", "AQ-1/n", list="AQ-1/w", name="Somebody Metals", from_="2025-01-01"))
    names = known.names
    assert grow(known, [], Known(recorded_through=known.position)).names is names
    assert vary(known, [event(requirement("AQ-5/1"))]).names is names
    assert keeping(known, vary(known, [event(requirement("AQ-5/1"))])).names is names


def test_what_no_policy_has_any_more_is_forgotten() -> None:
    module._WHERE.clear()
    for n in range(300):
        known = policy(act("party_listed", f"AQ-1/n{n}", list="AQ-1/w", name=f"{chr(97 + n % 26) * 9} {n} Metals", from_="2025-01-01"))
        assert lists_of(known)["AQ-1/w"].concerned([f"{chr(97 + n % 26) * 9} {n} Metals"])
    assert len(module._WHERE["AQ-1/w"]._known) < 100


def test_a_policy_in_another_process_works_its_lists_out_anew() -> None:
    known = policy(act("party_listed", "AQ-1/n", list="AQ-1/w", name="Somebody Metals", from_="2025-01-01"))
    assert lists_of(known)["AQ-1/w"].stands(FIRST, "operative")
    other = pickle.loads(pickle.dumps(known))
    assert known.memo and not other.memo and other.digest == known.digest
    assert [one.event.id for one in lists_of(other)["AQ-1/w"].concerned(["somebody metals"])] == ["AQ-1/n"]


def test_a_name_on_a_list_prohibits_whatever_else_is_listed() -> None:
    listed = [act("party_listed", f"AQ-1/n{n}", list="AQ-1/w", name=f"Somebody {n} Metals", from_="2025-01-01") for n in range(400)]
    banned = requirement("AQ-1/2", type="export_prohibited", any_of_list="L1", parties={"lists": ["AQ-1/w"]})
    known = policy(*listed, requirement(), banned)
    duty, ban = "LICENCE_REQUIRED", "PROHIBITED"
    for name, outcome, at_most in (("SOMEBODY 399 METALS LTD", ban, ban), ("Somebody 399 Metal", duty, ban), ("Buyer", duty, duty)):
        parties = [{"role": "end_user", "name": name, "country": "BV", "military": False, "owners": []}]
        answer = ask(known, shipment(parties=parties))
        assert (answer.outcome, answer.at_most) == (outcome, at_most)
