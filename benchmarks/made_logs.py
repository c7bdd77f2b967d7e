"""Logs of any length: the corpus that ships, and then made-up acts of six states that have no people. Plausible, not law.

The same number of events gives the same log. They come as they would have been recorded, day by day over 26 years, some of them late, some
corrected or withdrawn. What is asked of the corpus has the same answer in all of them: they say nothing about its provisions or its goods.
Two things may grow on purpose where the questions look: licences of other holders on the corpus's own requirements (`licences_on`), and
names on the lists with which every party is compared.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from licet.events.corpus import load_corpus
from licet.events.model import EVENT, Event

Json = dict[str, Any]

STATES: Final = ("AQ", "BV", "GS", "HM", "IO", "TF")
COUNTRIES: Final = ("AT", "BE", "BR", "CA", "CH", "CZ", "DE", "DK", "ES", "FI", "FR", "IN", "IT", "JP", "KR", "MX", "NL", "NO", "PL", "SE")
FIRST, LAST = date(2000, 1, 3), date(2026, 11, 20)
SPAN: Final = (LAST - FIRST).days

# How often each kind of act comes, in a thousand. The rest of a log of 10^6 events is what a few thousand provisions and their lines need.
OFTEN: Final = {
    "licence_issued": 360,
    "licence_revoked": 60,
    "general_licence_issued": 4,
    "party_listed": 230,
    "party_delisted": 40,
    "listing_suspended": 5,
    "source_reviewed": 150,
    "control_announced": 60,
    "licence_required": 10,
    "control_amended": 12,
    "control_recodified": 4,
    "customs_codes_published": 6,
    "control_suspended": 3,
    "suspension_extended": 1,
    "suspension_lifted": 1,
    "control_postponed": 1,
    "control_terminated": 1,
    "licensing_policy_set": 2,
    "exemption_granted": 2,
    "country_group_changed": 1,
    "coverage_declared": 6,
    "reading_recorded": 1,
    "statement_made": 6,
    "agreement_concluded": 1,
    "entry_corrected": 8,
    "entry_withdrawn": 1,
}
ENTRIES: Final = 10  # lines of a requirement: a tenth as many list entries as events
LATE: Final = 0.05  # of the acts are recorded up to two months after they were published

_CONSONANTS, _VOWELS = "bdfghklmnprstvz", "aeio"
_SLIPS: Final = {"instrument": "slips", "authority": "ZZ/Licet"}
_FIRMS: Final = ("GmbH", "Ltd", "S.A.", "AB", "B.V.", "Corp.", "Co., Ltd.", "Oy", "S.p.A.", "Inc.")
_TRADES: Final = ("Metals", "Optics", "Magnetics", "Aerospace", "Chemicals", "Precision", "Semiconductor", "Trading", "Alloys", "Systems")


def made_log(size: int, *, seed: int = 1, licences_on: tuple[str, ...] = ()) -> Iterator[Event]:
    """A log of `size` events, the corpus among them. `licences_on`: provisions of the corpus of which every fourth licence is."""
    corpus = load_corpus()
    yield from corpus[:size]
    writer = Writer(Random(seed), licences_on)
    made = 0
    for one in writer.foundations():
        made += 1
        yield one
    while (left := size - len(corpus) - made) > 0:
        for one in writer.next(1 - left / max(1, size - len(corpus)))[:left]:
            made += 1
            yield one


class Writer:
    """Writes acts, one after the other, on what it has written before."""

    def __init__(self, random: Random, licences_on: tuple[str, ...] = ()) -> None:
        self.random, self.licences_on = random, licences_on
        self.number = 0
        self.today = FIRST
        self.requirements: list[Json] = []
        self.licences: list[Json] = []
        self.listings: list[Json] = []
        self.suspensions: list[Json] = []
        self.reviews: list[Json] = []
        self.statements: list[str] = []
        self._kinds = [kind for kind, often in OFTEN.items() for _ in range(often)]
        self._names: set[str] = set()

    # Parts

    def name(self, syllables: int = 4) -> str:
        """A name that was not there before."""
        choices = self.random.choices
        while (
            made := "".join(map("".join, zip(choices(_CONSONANTS, k=syllables), choices(_VOWELS, k=syllables), strict=True)))
        ) in self._names:
            syllables += 1
        self._names.add(made)
        return made

    def firm(self) -> str:
        return f"{self.name(3).title()} {self.random.choice(_TRADES)} {self.random.choice(_FIRMS)}"

    def _base(self, kind: str, state: str, ident: str, *, quoted: str = "from") -> Json:
        published = self.today
        if self.random.random() < LATE:
            published = max(FIRST, published - timedelta(days=self.random.randint(1, 60)))
        instrument = ident.split("/")[0]
        return {
            "type": kind,
            "id": ident,
            "instrument": instrument,
            "authority": f"{state}/MIN",
            "published": published,
            "quote": [{"field": quoted, "words": f"with effect from {published:%d %B %Y}"}] if quoted else [],
            "sources": [{"url": f"https://gazette.example/{state.lower()}/{instrument}", "kind": "official", "checked": "read"}],
        }

    def _instrument(self, state: str) -> str:
        self.number += 1
        return f"{state}-{self.today.year}-{self.number}"

    def _state(self) -> str:
        return self.random.choice(STATES)

    def _from(self, base: Json, most: int = 60) -> Json:
        return {"from": base["published"] + timedelta(days=self.random.randint(0, most))}

    def _recent(self, pool: list[Json]) -> Json:
        """One of a pool, most often a late one."""
        back = int(len(pool) * self.random.random() ** 2)
        return pool[len(pool) - 1 - back]

    # Acts

    def foundations(self) -> list[Event]:
        """The law of each state: its list, its users of concern, what the log holds of it. The same in every log."""
        out: list[Json] = []
        for state in STATES:
            law, regime = f"{state}-LAW", f"{state}/dual-use"
            out.append({**self._base("vocabulary_declared", state, f"{law}/names", quoted=""),
                        "lists": [{"name": f"{state}-DU", "authority": state, "text": {"en": f"the list of {state}"}}]})  # fmt: skip
            out.append({**self._base("control_announced", state, law, quoted=""), "title": {"en": f"Export law of {state}"}})
            users = {**self._base("export_prohibited", state, f"{law}/users"), "from": FIRST, "any_of_list": f"{state}-DU"}
            military = {**users, "id": f"{law}/military", "uses": ["military"]}
            for one, parties in ((users, {"lists": [f"{law}/list"]}), (military, {"military": True})):
                one |= {"provision": one["id"], "parties": parties, "licence_type": "dual-use"}
                one |= {"reach": [{"kind": "departure", "territory": state}], "joined": "either"}
                out.append(one)
            out.append({**self._base("party_listed", state, f"{law}/list.1"), "list": f"{law}/list", "name": self.firm(), "from": FIRST})
            out.append({**self._base("coverage_declared", state, f"{law}/coverage", quoted=""), "regime": regime, "complete": False,
                        "why": "in part"})  # fmt: skip
            out.append({**self._base("country_group_changed", state, f"{law}/group"), "group": f"{state}:friends", "from": FIRST,
                        "joined": self.random.sample(COUNTRIES, 5)})  # fmt: skip
        self.listings += [one for one in out if one["type"] == "party_listed"]
        out += [one for _ in STATES for one in self._licence_required()]
        return [EVENT.validate_python(one) for one in out]

    def next(self, part: float) -> list[Event]:
        """What is recorded next, at a part (0 to 1) of the whole time: one act, with what it needs."""
        self.today = FIRST + timedelta(days=int(SPAN * part))
        write: Callable[[], list[Json]] = getattr(self, "_" + self.random.choice(self._kinds))
        return [EVENT.validate_python(one) for one in write()]

    def _licence_required(self) -> list[Json]:
        """A requirement of some lines, the names that they use, and the act that holds it."""
        state = self._state()
        instrument = self._instrument(state)
        ident, head = f"{instrument}/1", f"{self.random.randint(1, 9)}{self.random.choice('ABCDE')}{1000 + self.number}"
        materials = [self.name() for _ in range(ENTRIES // 2)]
        entries = []
        for n in range(self.random.randint(ENTRIES // 2, ENTRIES * 3 // 2)):
            material = self.random.choice(materials)
            entry: Json = {"line": f"{ident}.{n + 1}", "list": f"{state}-DU", "code": f"{head}.{'abcdefghijklmnop'[n]}",
                           "text": {"en": f"{material}, as metal or oxide, of a purity of 99 % or more"}, "materials": [material],
                           "forms": self.random.choice((["metal", "oxide"], ["metal"], ["powder"])),
                           "hs": [f"{self.random.randint(50, 60)}{self.random.randint(0, 999999):06}"]}  # fmt: skip
            if self.random.random() < 0.4:
                entry["criteria"] = {"attribute": "purity_pct", "op": ">=", "value": "99"}
            entries.append(entry)
        names = {**self._base("vocabulary_declared", state, f"{instrument}/names", quoted=""),
                 "materials": [{"name": name, "text": {"en": name}} for name in materials]}  # fmt: skip
        announced = {**self._base("control_announced", state, instrument, quoted=""), "number": self.number, "year": self.today.year,
                     "title": {"en": f"Notice {self.number} on {materials[0]} and other goods"}}  # fmt: skip
        duty = self._base("licence_required", state, ident)
        duty |= {"provision": ident, "licence_type": "dual-use", "entries": entries, "families": [f"{state.lower()}_metals"]}
        duty |= {"reach": [{"kind": "departure", "territory": state}], **self._from(duty)}
        self.requirements.append(duty)
        return [names, announced, duty]

    def _licence(self, kind: str) -> Json:
        own = self.licences_on and self.random.random() < 0.25
        target = self.random.choice(self.licences_on) if own else self._recent(self.requirements)["id"]
        state = target[:2]
        ident = self._instrument(state) + "/licence"
        out = self._base(kind, state, ident)
        out |= {"licence": ident, "targets": [target], "from": out["published"], "through": out["published"] + timedelta(days=365)}
        out |= {"destinations": {"countries": self.random.sample(COUNTRIES, 2)}, "end_users": [self.firm()], "uses": ["civil"]}
        return out

    def _licence_issued(self) -> list[Json]:
        out = self._licence("licence_issued")
        out |= {"holder": self.firm(), "quantity": {"value": str(self.random.randint(1, 5000)), "unit": "kg"}}
        self.licences.append(out)
        return [out]

    def _general_licence_issued(self) -> list[Json]:
        target = self._recent(self.requirements)["id"]
        out = self._base("general_licence_issued", target[:2], self._instrument(target[:2]) + "/licence")
        out |= {"licence": out["id"], "targets": [target], "destinations": {"countries": ["DE", "FR"]}, "from": out["published"]}
        return [out]

    def _licence_revoked(self) -> list[Json]:
        if not self.licences:
            return self._licence_issued()
        licence = self._recent(self.licences)
        out = self._base("licence_revoked", licence["authority"][:2], self._instrument(licence["authority"][:2]))
        return [self._after(licence, out | {"licence_event": licence["id"], **self._from(out)})]

    def _after(self, first: Json, then: Json) -> Json:
        """An act, published no earlier than what it is about."""
        late = max(first["published"], then["published"])
        return then | {"published": late} | ({"from": max(late, then["from"], first.get("from") or late)} if "from" in then else {})

    def _party_listed(self) -> list[Json]:
        state = self._state()
        ident = f"{state}-LAW/list.{self.number + 100}"
        self.number += 1
        out = self._base("party_listed", state, ident) | {"instrument": f"{state}-LAW", "provision": ident, "list": f"{state}-LAW/list"}
        out |= {"name": self.firm(), "aliases": [self.name(3).upper()] if self.random.random() < 0.3 else []}
        out |= {"country": self.random.choice(COUNTRIES), **self._from(out, 30)}
        self.listings.append(out)
        return [out]

    def _party_delisted(self) -> list[Json]:
        listing = self._recent(self.listings)
        out = self._base("party_delisted", listing["authority"][:2], self._instrument(listing["authority"][:2]))
        return [self._after(listing, out | {"listing": listing["id"], **self._from(out)})]

    def _listing_suspended(self) -> list[Json]:
        listing = self._recent(self.listings)
        out = self._base("listing_suspended", listing["authority"][:2], self._instrument(listing["authority"][:2]))
        out = self._after(listing, out | {"listing": listing["id"], **self._from(out)})
        return [out | {"through": out["from"] + timedelta(days=180)}]

    def _source_reviewed(self) -> list[Json]:
        state = self._state()
        self.number += 1
        out = self._base("source_reviewed", state, f"{state}-REVIEWS/{self.number}", quoted="")
        out |= {"topics": ["notices", "lists of parties"], "verified_through": out["published"], "highest_number": self.number}
        self.reviews.append(out)
        return [out]

    def _control_announced(self) -> list[Json]:
        state = self._state()
        out = self._base("control_announced", state, self._instrument(state), quoted="")
        return [out | {"title": {"en": f"Notice {self.number} on the administration of {self.name()}"}, "number": self.number}]

    def _on_requirement(self, kind: str, *, provision: bool = False) -> tuple[Json, Json]:
        target = self._recent(self.requirements)
        out = self._base(kind, target["authority"][:2], self._instrument(target["authority"][:2]) + "/1")
        return target, self._after(target, out | ({"provision": out["id"]} if provision else {}) | self._from(out))

    def _control_amended(self) -> list[Json]:
        target, out = self._on_requirement("control_amended")
        entries = [dict(entry) for entry in target["entries"]]
        entries[self.random.randrange(len(entries))] |= {"criteria": {"attribute": "purity_pct", "op": ">=", "value": "99.9"}}
        return [out | {"requirement": target["id"], "changes": {"entries": entries}}]

    def _control_recodified(self) -> list[Json]:
        target, out = self._on_requirement("control_recodified")
        entry = self.random.choice(target["entries"])
        return [out | {"codes": [{"line": entry["line"], "code": f"{entry['code']}.1", "list": entry["list"]}]}]

    def _customs_codes_published(self) -> list[Json]:
        target, out = self._on_requirement("customs_codes_published")
        codes = [{"line": e["line"], "hs": [f"{self.random.randint(50, 60)}{self.random.randint(0, 9999):04}"]} for e in target["entries"]]
        return [out | {"codes": codes}]

    def _control_suspended(self) -> list[Json]:
        target, out = self._on_requirement("control_suspended")
        out |= {"targets": [self.random.choice((target["id"], target["instrument"]))], "through": out["from"] + timedelta(days=365)}
        self.suspensions.append(out)
        return [out]

    def _suspension_extended(self) -> list[Json]:
        if not self.suspensions:
            return self._control_suspended()
        suspension = self._recent(self.suspensions)
        if suspension.get("extended"):
            return self._control_suspended()
        suspension_id, through = suspension["id"], suspension["through"] + timedelta(days=365)
        state = suspension["authority"][:2]
        out = self._base("suspension_extended", state, self._instrument(state), quoted="through")
        self.suspensions.remove(suspension)
        return [self._after(suspension, out | {"suspension": suspension_id, "through": through})]

    def _suspension_lifted(self) -> list[Json]:
        if not self.suspensions:
            return self._control_suspended()
        suspension = self.suspensions.pop()
        state = suspension["authority"][:2]
        out = self._base("suspension_lifted", state, self._instrument(state))
        out = self._after(suspension, out | {"suspension": suspension["id"], "from": out["published"]})
        return [out | {"from": min(out["from"], suspension["through"])}]

    def _control_postponed(self) -> list[Json]:
        target, out = self._on_requirement("control_postponed")
        return [out | {"targets": [target["id"]]}]

    def _control_terminated(self) -> list[Json]:
        target, out = self._on_requirement("control_terminated")
        return [out | {"targets": [target["id"]]}]

    def _licensing_policy_set(self) -> list[Json]:
        target, out = self._on_requirement("licensing_policy_set", provision=True)
        policy = self.random.choice(("case_by_case", "enhanced_review", "presumption_of_denial"))
        return [out | {"targets": [target["id"]], "policy": policy, "destinations": {"countries": self.random.sample(COUNTRIES, 3)}}]

    def _exemption_granted(self) -> list[Json]:
        target, out = self._on_requirement("exemption_granted", provision=True)
        return [out | {"targets": [target["id"]], "uses": ["emergency_medical"], "duties": ["report within ten working days"]}]

    def _country_group_changed(self) -> list[Json]:
        state = self._state()
        out = self._base("country_group_changed", state, self._instrument(state))
        joined, left = self.random.sample(COUNTRIES, 2)
        return [out | {"group": f"{state}:friends", "joined": [joined], "left": [left], **self._from(out)}]

    def _coverage_declared(self) -> list[Json]:
        target = self._recent(self.requirements)
        state = target["authority"][:2]
        out = self._base("coverage_declared", state, self._instrument(state), quoted="")
        materials = sorted({name for entry in target["entries"] for name in entry["materials"]})
        return [out | {"regime": f"{state}/dual-use", "materials": materials, "complete": True, "from": target["from"]}]

    def _reading_recorded(self) -> list[Json]:
        target, out = self._on_requirement("reading_recorded")
        del out["from"]
        case = {"materials": target["entries"][0]["materials"], "processing": ["incorporated"]}
        reading = {"en": "Parts that cannot be taken out of an article are not controlled."}
        return [out | {"targets": [target["id"]], "reading": reading, "by": "practice", "case": case, "word": "no"}]

    def _statement_made(self) -> list[Json]:
        target, out = self._on_requirement("statement_made")
        day = out.pop("from")
        words = {"en": f"The ministry will suspend {target['id']} for a year."}
        act = self._base("control_suspended", target["authority"][:2], f"{out['id']}.promise")
        act |= {"published": out["published"], "targets": [target["id"]], "from": day, "through": day + timedelta(days=365)}
        promises = [{"event": act, "mapping": "inferred"}] if self.random.random() < 0.5 else []
        self.statements.append(out["id"])
        return [out | {"statement": words, "about": [target["id"]], "promises": promises, "claim": not promises}]

    def _agreement_concluded(self) -> list[Json]:
        state, other = self.random.sample(STATES, 2)
        out = self._base("agreement_concluded", state, self._instrument(state), quoted="")
        return [out | {"title": {"en": f"Framework of {state} and {other}"}, "parties": [state, other], "binding": False}]

    def _entry_corrected(self) -> list[Json]:
        """A slip in something that was recorded before: a day, a name, a limit."""
        pool = self.random.choice([p for p in (self.licences, self.listings, self.reviews) if p] or [self.requirements])
        place = len(pool) - 1 - int(len(pool) * self.random.random() ** 2)
        wrong = pool[place]
        right = {**wrong, "doubts": ["recorded wrongly at first"]}
        if wrong["type"] == "licence_issued":
            right["quantity"] = {"value": str(self.random.randint(1, 5000)), "unit": "kg"}
        elif wrong["type"] == "party_listed":
            right["name"] = self.firm()
        elif wrong["type"] == "source_reviewed":
            right["topics"] = ["notices"]
        pool[place] = right
        self.number += 1
        fix = {
            "type": "entry_corrected",
            "id": f"slips/{self.number}",
            "instrument": "slips",
            "authority": "ZZ/Licet",
            "published": self.today,
        }
        return [fix | {"entry": wrong["id"], "replacement": right, "reason": "misread"}]

    def _entry_withdrawn(self) -> list[Json]:
        if not self.reviews:
            return self._source_reviewed()
        gone = self.reviews.pop(self.random.randrange(len(self.reviews)))
        self.number += 1
        out = {
            "type": "entry_withdrawn",
            "id": f"slips/{self.number}",
            "instrument": "slips",
            "authority": "ZZ/Licet",
            "published": self.today,
        }
        return [out | {"entry": gone["id"], "reason": "recorded twice"}]
