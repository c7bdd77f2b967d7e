"""Random small histories of made-up acts, and random shipments to ask about. The same seed gives the same history."""

from datetime import date, timedelta
from random import Random
from typing import Any

from made_up import COVERAGE, HOME, VOCABULARY, event, records

from licet.events.log import Recorded
from licet.events.model import Event

FIRST = date(2025, 1, 1)
DAYS = 48  # a history plays within so many days, so that all of them can be scanned
FORMS_OF = {"alba": ("magnet", "part", "alloy", "oxide"), "albite": ("oxide", "part")}


def day(random: Random, low: int = 0, high: int = DAYS) -> str:
    return (FIRST + timedelta(days=random.randint(low, high))).isoformat()


def some(random: Random, *names: str, least: int = 0, most: int = 2) -> list[str]:
    return random.sample(names, random.randint(least, min(most, len(names))))


def maybe(random: Random, chance: float, **fields: Any) -> dict[str, Any]:
    return fields if random.random() < chance else {}


class History:
    """Acts of four instruments, in a log in any order, with some mistakes and their corrections."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.number = 0
        self.acts: list[dict[str, Any]] = []
        self._write()

    # Parts

    def _published(self) -> dict[str, Any]:
        if self.random.random() < 0.1:
            return {"published": None, "published_by": day(self.random, -5, 30)}
        return {"published": day(self.random, -5, 20), "published_by": None}

    def _period(self, open_end: float = 0.6) -> dict[str, Any]:
        first, last = sorted((day(self.random), day(self.random)))
        return {"from": first, **({} if self.random.random() < open_end else {"through": last})}

    def _conditions(self, weight: float) -> dict[str, Any]:
        r = self.random
        out: dict[str, Any] = {}
        if r.random() < weight:
            out["destinations"] = {
                "every": r.random() < 0.4,
                "countries": some(r, "BV", "HM", "GS"),
                "groups": some(r, "Gx", most=1),
                "exclude": some(r, "BV", "GS", most=1),
            }
        if r.random() < weight:
            out["uses"] = some(r, "military", "wmd", "civil", least=1)
        if r.random() < weight:
            military = r.random() < 0.6
            out["parties"] = {
                "military": military,
                "countries": some(r, "BV", "HM", most=1) if military else [],
                "lists": ["AQ-1/w"] if not military or r.random() < 0.3 else [],
                **maybe(r, 0.4, owned_share_pct="50"),
                **maybe(r, 0.2, roles=some(r, "end_user", "consignee", least=1)),
            }
        if r.random() < 0.3:
            out["joined"] = "either"
        return out

    def _measure(self) -> dict[str, Any]:
        r = self.random
        if r.random() < 0.2:
            return {"attribute": "twist", "op": "=", "word": r.choice(("twisted", "untwisted"))}
        what = r.choice(({"attribute": "purity_pct"}, {"attribute": "size_um"}, {"substance": "cobble"}))
        op = r.choice((">", ">=", "<", "<=", "=")) if r.random() > 0.05 else None
        return {**what, "op": op, "value": r.choice(("10", "20", "20.5"))}

    def _criteria(self) -> dict[str, Any]:
        r = self.random
        match r.randint(0, 4):
            case 0:
                return {"all": [self._measure(), self._measure()]}
            case 1:
                return {"any": [self._measure(), {"all": [{"form": some(r, "metal", "oxide", least=1)}, self._measure()]}]}
            case _:
                return self._measure()

    def _entry(self, line: str) -> dict[str, Any]:
        r = self.random
        out: dict[str, Any] = {"line": line, "list": "L1", "text": {"en": line}}
        out["materials"] = some(r, "alum", "alum", "basalt", "alba", "albite", least=int(r.random() < 0.9))
        out["forms"] = some(r, "metal", "oxide", "magnet", "part", least=1) if r.random() < 0.5 or not out["materials"] else []
        out["contains"] = some(r, "cobble", "alum", most=1) if r.random() < 0.15 else []
        out |= maybe(r, 0.5, code=r.choice(("1A001.a", "1A001.b", "1A002", "1A002.a")))
        out |= maybe(r, 0.1, list="L2", code="7Z001")
        out |= maybe(r, 0.3, criteria=self._criteria())
        out |= maybe(r, 0.05, criteria_unread="a picture") | maybe(r, 0.05, stub=True) | maybe(r, 0.05, reserved=True)
        out |= maybe(r, 0.1, kind="technology") | maybe(r, 0.3, hs=[r.choice(("1234", "123456", "99887766"))])
        return out

    def _entries(self, ident: str) -> list[dict[str, Any]]:
        return [self._entry(f"{ident}.{letter}") for letter in "ab"[: self.random.randint(1, 2)]]

    def _reach(self) -> list[dict[str, Any]]:
        r = self.random
        if r.random() < 0.6:
            return [HOME]
        inputs = [{"materials": [m], "forms": some(r, "metal", most=1)} for m in some(r, "alum", "basalt", least=1)]
        ways = [
            HOME,
            {"kind": "origin_abroad", "origin": "AQ"},
            {"kind": "retransfer", "origin": "AQ", "provision": "AQ-1/9"},
            {"kind": "foreign_content", "origin": "AQ", "inputs": inputs, "op": r.choice((">", ">=")), "share_pct": "5"},
            {"kind": "technology", "origin": "AQ"},
            {"kind": "transferor", "nationality": "AQ"},
        ]
        return r.sample(ways, r.randint(1, 2))

    # Acts

    def _requirement(self, ident: str) -> None:
        r = self.random
        out: dict[str, Any] = {"type": r.choice(("licence_required", "licence_required", "export_prohibited"))}
        out |= {"id": ident, "provision": ident, "licence_type": "dual-use", "reach": self._reach(), **self._published()}
        goods = r.random()
        if goods < 0.7:
            out |= {"entries": self._entries(ident), **self._conditions(0.25)}
        elif goods < 0.95:
            out |= {"any_of_list": r.choice(("L1", "L1", "L2")), **self._conditions(0.6)}
        else:
            out |= {"any_goods": True, "catch_all": True, **self._conditions(0.7)}
        out |= {"in_force_by": day(r)} if r.random() < 0.1 else self._period(0.8) | maybe(r, 0.5, **{"from": "2024-12-28"})
        out |= maybe(r, 0.3, families=["fam"]) | maybe(r, 0.15, accepted_types=[r.choice(("individual", "general"))])
        self.acts.append(out)

    def _act(self) -> None:
        """One more act, on something that is there."""
        r = self.random
        self.number += 1
        name, act = f"AQ-{self.number + 4}", self._published()
        mine = [a["id"] for a in self.acts if a["type"] in ("licence_required", "export_prohibited")]
        targets = [r.choice([*mine, *(i.split("/")[0] for i in mine)])]
        of = {kind: [a["id"] for a in self.acts if a["type"] == kind] for kind in {a["type"] for a in self.acts}}
        suspensions = [*of.get("control_suspended", ()), *of.get("listing_suspended", ())]
        licences = [*of.get("licence_issued", ()), *of.get("general_licence_issued", ())]
        policies = [*of.get("licensing_policy_set", ()), *of.get("exemption_granted", ())]
        kind = r.choice(KINDS)
        act |= {"type": kind, "id": r.choice((name, f"{name}/s", f"{r.choice([*mine, *suspensions, *licences])}.{self.number}"))}
        match kind:
            case "control_suspended":
                others = [*suspensions, *policies, *licences, "AQ-1/w"]
                act |= {"targets": [r.choice(others)] if others and r.random() < 0.3 else targets, **self._period(0.3)}
            case "suspension_extended" | "suspension_lifted" if suspensions:
                act |= {"suspension": r.choice(suspensions)}
                act |= {"from": day(r)} if kind == "suspension_lifted" else {"through": r.choice((None, day(r), day(r)))}
            case "control_postponed":
                act |= {"targets": targets, "from": day(r)}
            case "control_terminated":
                others = [*suspensions, *policies, *licences]
                act |= {"targets": [r.choice(others)] if others and r.random() < 0.5 else targets, "from": day(r)}
            case "control_amended":
                one = r.choice([a for a in self.acts if a["id"] in mine])
                changes = {"entries": self._entries(one["id"])} if "entries" in one and r.random() < 0.6 else self._conditions(0.6)
                changes.pop("joined", None)
                act |= {"requirement": one["id"], "from": day(r), "changes": changes}
            case "control_recodified":
                lines = [e["line"] for a in self.acts for e in a.get("entries", ())]
                if not lines:
                    return
                act |= {"from": day(r), "codes": [{"line": r.choice(lines), "code": r.choice(("1A001.b", "1A003")), "list": "L1"}]}
            case "licensing_policy_set":
                about = {"targets": targets} if r.random() < 0.6 else {"families": ["fam"]}
                act |= {"provision": act["id"], **about, **self._conditions(0.4), **self._period()}
                act |= {"reference": r.choice(("static", "dynamic", "unstated")), "policy": r.choice(STRICTER)}
                act |= maybe(r, 0.4, accepted_types=[r.choice(("individual", "general"))])
            case "exemption_granted":
                act |= {"provision": act["id"], "targets": targets, "uses": some(r, "civil", "wmd", least=1), **self._period()}
            case "licence_issued" | "general_licence_issued":
                act |= {"licence": "x", "targets": targets, **self._period(0.8), **maybe(r, 0.2, end_users=["Buyer"])}
                act |= {"holder": "Exporter"} if kind == "licence_issued" else {}
                act |= maybe(r, 0.2, destinations={"countries": some(r, "BV", "HM", least=1)}) | maybe(r, 0.1, uses=["civil"])
                act |= maybe(r, 0.3, quantity={"value": "5", "unit": "kg"}) | maybe(r, 0.2, codes=[r.choice(("1A001", "1A001.a"))])
                act |= maybe(r, 0.2, materials=some(r, "alum", "alba", "basalt", least=1))
            case "licence_revoked" if licences:
                act |= {"licence_event": r.choice(licences), "from": day(r)}
            case "party_listed":
                act |= {"list": "AQ-1/w", "provision": f"AQ-1/w.{self.number}", "name": r.choice(NAMES), **self._period(0.7)}
            case "party_delisted" | "listing_suspended" if of.get("party_listed"):
                act |= {"listing": r.choice(of["party_listed"])}
                act |= {"from": day(r)} if kind == "party_delisted" else self._period(0.3)
            case "country_group_changed":
                act |= {"group": "Gx", "from": day(r), "joined": some(r, "BV", "HM"), "left": some(r, "BV", "HM", most=1)}
            case "coverage_declared":
                act |= {"regime": "AQ/dual-use", "complete": r.random() < 0.4, **maybe(r, 0.5, **self._period())}
                act |= {"materials": some(r, "alum", "basalt", "alba"), "codes": some(r, "1A001", "1A002", most=1)}
            case _:
                return
        self.acts.append(act)

    def _write(self) -> None:
        for n in range(1, self.random.randint(2, 3) + 1):
            for part in range(1, self.random.randint(1, 2) + 1):
                self._requirement(f"AQ-{n}/{part}")
        for _ in range(self.random.randint(1, 9)):
            self._act()

    # The log, and questions to it

    def records(self) -> list[Recorded]:
        r = self.random
        log: list[Event] = [event(a) for a in (VOCABULARY, COVERAGE)]
        acts = [event(a) for a in self.acts]
        r.shuffle(acts)
        log += acts
        for n in range(r.choice((0, 0, 1, 2))):
            wrong = r.choice(acts)
            wrong_at = next(i for i, e in enumerate(log) if e.id == wrong.id)
            fix: dict[str, Any] = {"type": "entry_corrected", "id": f"fix-{n}", "entry": wrong.id, "reason": "misread"}
            data = next(a for a in self.acts if a["id"] == wrong.id)
            fix["replacement"] = event({**data, **self._published()})
            if r.random() < 0.2:
                fix = {"type": "entry_withdrawn", "id": f"fix-{n}", "entry": wrong.id, "reason": "recorded twice"}
            log.insert(r.randint(wrong_at + 1, len(log)), event(fix))
        return records(log)

    def _goods(self) -> dict[str, Any]:
        r = self.random
        way = r.random()
        if way < 0.04:
            return {"description": "something"}
        if way < 0.12:
            return {"hs": r.choice(("1234", "12345678", "9988"))}
        goods: dict[str, Any] = {}
        entries = [e for a in self.acts for e in a.get("entries", ()) if e["materials"]]
        if entries and r.random() < 0.6:  # goods that a line is about
            aim = r.choice(entries)
            goods = {"material": r.choice(aim["materials"])}
            forms = [f for f in aim["forms"] if f != "metal" or goods["material"] not in FORMS_OF]
            goods |= {"form": r.choice(forms)} if forms else {}
        elif way < 0.45:
            goods["code"] = r.choice(("1A001", "1A001.a", "1A001.b", "1A002", "1A003", "7Z001", "9X999"))
            goods |= maybe(r, 0.6, list=r.choice(("L1", "L1", "L2")))
        if not goods or (way < 0.45 and "material" not in goods and r.random() < 0.3):
            goods["material"] = r.choice(("alum", "alum", "basalt", "cobble", "alba", "albite"))
            forms = FORMS_OF.get(goods["material"], ("metal", "metal", "oxide", "part", "alloy", "magnet"))
            goods |= maybe(r, 0.8, form=r.choice(forms))
        if r.random() < 0.5:
            amounts = ("10", "20", "20.5", "0", {"min": "10"}, {"max": "20"}, {"min": "10", "max": "20"})
            goods["attributes"] = {name: r.choice(amounts) for name in some(r, "purity_pct", "size_um", least=1)}
            goods["attributes"] |= maybe(r, 0.3, twist=r.choice(("twisted", "untwisted")))
        if r.random() < 0.3:
            part: dict[str, Any] = {"substance": r.choice(("cobble", "alum"))}
            part |= maybe(r, 0.7, wt_pct=r.choice(("0", "10", "20", {"min": "10"}, {"max": "20"})))
            goods["composition"] = [{**part, **maybe(r, 0.3, basis="typical")}]
        goods |= maybe(r, 0.2, composition_complete=True) | maybe(r, 0.3, contains=some(r, "magnet", "metal", most=1))
        goods |= maybe(r, 0.2, processing="incorporated") | maybe(r, 0.1, kind=r.choice(("goods", "technology")))
        return goods | maybe(r, 0.05, dual_use=True)

    def shipment(self) -> dict[str, Any]:
        r = self.random
        out: dict[str, Any] = {"goods": self._goods(), "destination": r.choice(("BV", "HM", "GS")), "date": day(r)}
        out |= maybe(r, 0.95, departure={"country": r.choice(("AQ", "AQ", "AQ", "TF"))})
        out |= maybe(r, 0.9, origin=r.choice(("AQ", "AQ", "TF"))) | maybe(r, 0.8, end_use=r.choice(("civil", "military", "wmd")))
        if r.random() < 0.85:
            out["parties"] = []
            for role in some(r, "end_user", "end_user", "end_user", "consignee", least=1):
                party: dict[str, Any] = {"role": role, **maybe(r, 0.9, country=r.choice(("BV", "HM", "GS")))}
                party |= maybe(r, 0.9, name=r.choice(NAMES)) | maybe(r, 0.9, military=r.random() < 0.3)
                owner = {"name": r.choice(NAMES), **maybe(r, 0.7, share_pct=r.choice(("49", "50", "51")))}
                party |= maybe(r, 0.8, owners=r.choice(([], [owner])))
                out["parties"].append(party)
        out["exporter"] = maybe(r, 0.8, name=r.choice(("Exporter", "Exporter", "Zeppelin"))) | maybe(
            r, 0.5, nationality=r.choice(("AQ", "TF"))
        )
        out |= maybe(r, 0.1, act=r.choice(("export", "transit", "technology_transfer"))) | maybe(
            r, 0.4, technology_origin=r.choice(("AQ", "TF"))
        )
        out |= maybe(r, 0.5, quantity={"value": r.choice(("4", "5", "6")), "unit": r.choice(("kg", "kg", "t"))})
        if r.random() < 0.4:
            shares = ("2", "3", "5", {"max": "5"}, {"min": "3"}, None)
            items = [(m, r.choice(shares)) for m in some(r, "alum", "basalt", "cobble", least=1, most=3)]
            out["content"] = [
                {"material": m, **({"value_share_pct": s} if s else {}), **maybe(r, 0.7, form="metal"), **maybe(r, 0.8, origin="AQ")}
                for m, s in items
            ]
            out |= maybe(r, 0.6, content_complete=True)
        return out


NAMES = ("Buyer", "Quixotic Mill", "Vantage Yard")  # far enough apart to resemble nobody
STRICTER = ("case_by_case", "enhanced_review", "presumption_of_denial")
KINDS = (
    *("control_suspended",) * 4,
    *("suspension_extended", "suspension_lifted") * 2,
    *("control_postponed", "control_terminated", "control_amended") * 2,
    "control_recodified",
    *("licensing_policy_set", "licence_issued", "licence_issued") * 2,
    *("licence_issued", "general_licence_issued") * 3,
    *("exemption_granted", "general_licence_issued", "licence_revoked"),
    *("party_listed",) * 2,
    *("party_delisted", "listing_suspended", "country_group_changed", "coverage_declared"),
)
