"""A naive second engine, for tests: the legal model in plain loops over days and events. No index, no memo, no tables.

Written from the model, not from the engine, so that a fault of one is not a fault of both. It leaves out what it is not compared on:
readings, statements, alloys named by their elements, similar names, and every text.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from findings import all_of, any_of, conclude

ONE = timedelta(days=1)
STRICT = ["PROHIBITED", "LICENCE_REQUIRED", "UNDETERMINED", "AUTHORISED", "NO_LICENCE_REQUIRED"]
POLICIES = ["presumption_of_denial", "enhanced_review", "case_by_case", "ordinary"]
ABOUT_THE_LOG = ("source_reviewed", "coverage_declared", "vocabulary_declared")
REQUIREMENTS = ("licence_required", "export_prohibited")


class Contradiction(Exception):
    """The facts of the question cannot all be true."""


def under(name: str, target: str) -> bool:
    """Whether `name` is `target` or a part of it."""
    return name == target or any(name.startswith(target + mark) for mark in "/.")


def truth(answer: bool) -> str:
    return "yes" if answer else "no"


def seen(records: Iterable[Any], published: date | None = None, position: int | None = None) -> list[Any]:
    """What may be used: recorded by then, as corrected by then, published by then; in the order of publication."""
    standing: list[list[Any]] = []
    for record in records:
        if position is not None and record.position > position:
            continue
        one = record.event
        if one.type == "entry_withdrawn":
            standing = [s for s in standing if s[1].id != one.entry]
        elif one.type == "entry_corrected":
            for s in standing:
                if s[1].id == one.entry:
                    s[1] = one.replacement
        else:
            standing.append([record.position, one])
    public = [s for s in standing if published is None or s[1].type in ABOUT_THE_LOG or (s[1].published or s[1].published_by) <= published]
    return [s[1] for s in sorted(public, key=lambda s: (s[1].published or s[1].published_by, s[0]))]


@dataclass
class Word:
    """One requirement on one day."""

    id: str
    prohibits: bool
    status: str
    conclusion: str
    policy: str
    policy_at_most: str


@dataclass
class Answer:
    outcome: str
    at_most: str
    policy: str | None
    words: dict[str, Word]
    certain: bool

    @property
    def rests_on(self) -> tuple[Any, ...]:
        """What stays the same while an answer holds: outcome, licensing policy, and the requirements that decide."""
        if self.outcome == "UNDETERMINED":
            if not self.certain:
                return (self.outcome,)
            deciding: tuple[str, ...] = ("unknown", "possible")
        elif self.outcome == "PROHIBITED":
            deciding = ("prohibited",)
        else:
            deciding = ("prohibited", "licence_required", "authorised")
        policy = None if self.outcome == "PROHIBITED" else self.policy
        return self.outcome, policy, {(w.id, w.conclusion) for w in self.words.values() if w.conclusion in deciding}


class Oracle:
    """Answers from the events that may be used, in the order of their publication."""

    def __init__(self, events: list[Any]) -> None:
        self.events = events
        self.forms: dict[str, Any] = {}
        self.materials: dict[str, Any] = {}
        for one in self.of("vocabulary_declared"):
            self.forms.update({f.name: f for f in one.forms})
            self.materials.update({m.name: m for m in one.materials})

    def of(self, *types: str) -> list[Any]:
        return [e for e in self.events if e.type in types]

    # Time

    def status(self, thing: Any, day: date, inside: tuple[str, ...] = ()) -> str:
        """The status of anything that has a life, on one day."""
        names = {thing.id, getattr(thing, "provision", None) or thing.id}

        def named(act: Any) -> bool:
            return any(under(name, target) for target in act.targets for name in names)

        for act in self.events:
            ends = (
                (act.type == "control_terminated" and named(act))
                or (act.type == "licence_revoked" and act.licence_event == thing.id)
                or (act.type == "party_delisted" and act.listing == thing.id)
            )
            if ends and day >= act.from_:
                return "terminated"
        for act in self.events:
            suspends = (act.type == "control_suspended" and named(act)) or (act.type == "listing_suspended" and act.listing == thing.id)
            if suspends and act.id not in inside and self.status(act, day, (*inside, act.id)) == "operative":
                return "suspended"
        last = thing.through
        for act in self.events:
            if act.type == "suspension_extended" and act.suspension == thing.id:
                last = act.through
            if act.type == "suspension_lifted" and act.suspension == thing.id:
                last = act.from_ - ONE if last is None else min(last, act.from_ - ONE)
        if last is not None and day > last:
            return "terminated"
        moves = [act for act in self.events if act.type == "control_postponed" and named(act)]
        bound = getattr(thing, "in_force_by", None)
        if not moves:
            if thing.from_ is None:
                return "uncertain" if bound is not None and day < bound else "operative"
            return "operative" if day >= thing.from_ else "scheduled"
        # A provision operated on a day if it does by the last word, or did by what had been published by that day.
        public = [act for act in moves if (act.published or act.published_by) <= day]
        first = public[-1].from_ if public else (thing.from_ or bound)
        if day >= moves[-1].from_ or (first is not None and day >= first):
            return "operative"
        if thing.from_ is None and not public:
            return "uncertain"
        return "postponed" if day >= (thing.from_ or bound) else "scheduled"

    def text(self, requirement: Any, day: date) -> Any:
        """The text of a requirement on a day."""
        amendments = [e for e in self.of("control_amended") if e.requirement == requirement.id and e.from_ <= day]
        for act in sorted(amendments, key=lambda e: e.from_):
            new = {k: v for k, v in act.changes if v is not None}
            requirement = requirement.model_copy(update=new)
        return requirement

    def members(self, group: str, day: date) -> set[str]:
        members: set[str] = set()
        for act in sorted(self.of("country_group_changed"), key=lambda e: e.from_):
            if act.group == group and act.from_ <= day:
                members = (members | set(act.joined)) - set(act.left)
        return members

    # Goods

    def lines(self, day: date) -> list[tuple[Any, Any]]:
        """Every list line as it stands on the day, with its requirement. Lines that stand on other days are there as they last stood."""
        out = []
        for requirement in self.of(*REQUIREMENTS):
            mine: dict[str, Any] = {}
            for later in sorted(a.from_ for a in self.of("control_amended") if a.requirement == requirement.id):
                mine.update({e.line: e for e in self.text(requirement, later).entries})
            mine = {**{e.line: e for e in requirement.entries}, **mine}
            mine.update({e.line: e for e in self.text(requirement, day).entries})
            out += [(requirement, e) for e in mine.values()]
        return out

    def texts(self) -> list[Any]:
        """Every list line in every version."""
        texts = [e for r in self.of(*REQUIREMENTS) for e in r.entries]
        return texts + [e for act in self.of("control_amended") for e in act.changes.entries or ()]

    def codes(self, entry: Any) -> list[tuple[str, str, date | None]]:
        """The codes of a line: list, code, first day."""
        printed = [(e.list, e.code, None) for e in self.texts() if e.line == entry.line and e.code]
        given = [(new.list, new.code, e.from_) for e in self.of("control_recodified") for new in e.codes if new.line == entry.line]
        return [*printed, *given]

    def identified(self, goods: dict[str, Any], day: date) -> tuple[str, dict[str, list[str]]]:
        """How the goods are identified, `unsettled` where a code does not say; the lines under the code, with their codes."""
        code = goods.get("code")
        if code is None:
            return next((how for how in ("material", "hs") if goods.get(how)), "nothing"), {}
        head = code.split(".")[0]
        coded = [(line.line, *known) for _, line in self.lines(day) for known in self.codes(line)]
        lists = {name for _, name, full, _ in coded if full.split(".")[0] == head}
        lists |= {one.name for e in self.of("vocabulary_declared") for one in e.lists if head in one.heads}
        wanted = goods.get("list")
        if wanted and lists and wanted not in lists:
            raise Contradiction
        if len(lists) > 1 and not wanted:
            return "unsettled", {}
        found: dict[str, list[str]] = {}
        for line, name, full, _ in coded:
            if name in ((wanted,) if wanted else lists) and (full == code or full.startswith(code + ".")):
                found.setdefault(line, []).append(full)
        return ("code", found) if found else ("unsettled", {})

    def contains(self, goods: dict[str, Any], substance: str) -> str:
        """Whether a substance is in the goods. Silence is no only for closed materials and elements in a pure form."""
        material = self.materials.get(goods.get("material") or "")
        if material is not None and (material.name == substance or substance in material.constituents):
            return "yes"
        for part in goods.get("composition", ()):
            if part["substance"] == substance:
                if "wt_pct" not in part:
                    return "yes"
                word = measured(part["wt_pct"], ">", Decimal(0))
                return "unknown" if word == "no" and part.get("basis") == "typical" else word
        if goods.get("composition_complete"):
            return "no"
        form = self.forms.get(goods.get("form") or "")
        if material is not None and (material.closed or (not material.constituents and form is not None and form.pure)):
            return "no"
        return "unknown"

    def kind(self, goods: dict[str, Any]) -> str | None:
        form = self.forms.get(goods.get("form") or "")
        return goods.get("kind") or (form.kind if form else None)

    def material(self, entry: Any, goods: dict[str, Any]) -> str:
        stated = goods.get("material")
        if not entry.materials or stated in entry.materials:
            return "yes"
        if stated is None:
            return "unknown"
        form = self.forms.get(goods.get("form") or "")
        for wider in entry.materials:  # what is called by one of its constituents, or is said to contain the listed one
            parts = self.materials[wider].constituents
            part_of = stated in parts or stated in entry.contains
            if part_of and not (form and form.elemental) and all(self.contains(goods, p) != "no" for p in parts):
                return "unknown"
        named = {p["substance"] for p in goods.get("composition", ())} & set(entry.materials)
        inside = any(self.contains(goods, m) == "yes" for m in named)
        return "possible" if inside and goods.get("form") in entry.forms else "no"

    def form(self, entry: Any, goods: dict[str, Any]) -> str:
        stated = goods.get("form")
        if not entry.forms or stated in entry.forms:
            return "yes"
        if stated is None:
            return "unknown"
        if set(goods.get("contains") or ()) & set(entry.forms):
            return "possible" if goods.get("processing") else "unknown"
        hidden = goods.get("contains") is None and set(self.forms[stated].may_be) & set(entry.forms)
        return "unknown" if hidden else "no"

    def criterion(self, tree: Any, goods: dict[str, Any]) -> str:
        if hasattr(tree, "all"):
            return all_of(*(self.criterion(t, goods) for t in tree.all))
        if hasattr(tree, "any"):
            return any_of(*(self.criterion(t, goods) for t in tree.any))
        if hasattr(tree, "form"):
            return "unknown" if goods.get("form") is None else truth(goods["form"] in tree.form)
        if tree.attribute:
            stated = goods.get("attributes", {}).get(tree.attribute)
        else:
            amounts = [p.get("wt_pct") for p in goods.get("composition", ()) if p["substance"] == tree.substance]
            stated = (
                amounts[0]
                if amounts
                else "0"
                if goods.get("composition_complete") and self.contains(goods, tree.substance) == "no"
                else None
            )
        if stated is None:
            return "unknown"
        if tree.word is not None:
            return truth(stated == tree.word)
        return "unknown" if tree.op is None or tree.value is None else measured(stated, tree.op, tree.value)

    def line(self, entry: Any, goods: dict[str, Any], said: str = "nothing") -> tuple[str, str]:
        """One line: by kind, material and form alone, and in all. `said`: what the code of the goods says, the `exact` line, one
        `above` it, or nothing. What a code says holds unless stated facts say otherwise."""

        def by_code(word: str) -> str:
            return "yes" if said != "nothing" and word == "unknown" else word

        identity = all_of(
            by_code("yes" if self.kind(goods) in (None, entry.kind) else "no"),
            by_code(self.material(entry, goods)),
            by_code(self.form(entry, goods)),
        )
        inside = any_of(*(self.contains(goods, s) for s in entry.contains)) if entry.contains else "yes"
        criteria = "yes" if entry.criteria is None else self.criterion(entry.criteria, goods)
        if entry.criteria_unread is not None:
            criteria = "unknown"
        if said == "exact" and criteria == "unknown":
            criteria = "yes"
        word = "no" if entry.reserved else all_of(identity, by_code(inside), criteria)
        if entry.stub and word == "yes":
            word = "possible"
        return identity, word

    def goods(self, text: Any, goods: dict[str, Any], day: date) -> tuple[str, list[Any]]:
        """The goods word of a requirement with lines of its own, and the lines that give it."""
        how, coded = self.identified(goods, day)
        if how in ("unsettled", "nothing"):
            return "unknown", []
        if how == "hs":
            mine = [e for r, e in self.lines(day) if r.id == text.id]
            return ("possible", []) if any(self.hinted(e, goods["hs"]) for e in mine) else ("no", [])
        if how == "material":
            return strongest([(e, self.line(e, goods)[1]) for e in text.entries])
        return self.entered(text, goods, day, coded)

    def entered(self, text: Any, goods: dict[str, Any], day: date, coded: dict[str, list[str]]) -> tuple[str, list[Any]]:
        """Goods entered under a code: the lines under it by what the code says, all others by what the goods are."""
        mine = {e.line for e in text.entries}
        lines = [e for _, e in self.lines(day) if e.line in coded]
        named: tuple[str, list[Any]] = ("no", [])
        live = [e for e in lines if not e.reserved]
        if live:
            left = [e for e in live if self.line(e, goods, "above")[0] != "no"]
            if not left:
                raise Contradiction
            one_code = len({coded[e.line][-1] for e in left}) == 1
            words = [(e, self.line(e, goods, "exact" if one_code else "above")[1]) for e in left]
            named = strongest([(e, w) for e, w in words if e.line in mine])
            told = one_code or (goods.get("material") is not None and goods.get("form") is not None)
            agree = len({w for _, w in words}) == 1 and all(e.line in mine for e in left)
            if not told and not agree and any(e.line in mine for e in left):
                named = ("unknown", named[1])
        others = [e for e in text.entries if e.line not in coded]
        if not others:
            return named
        beside = []
        for described in self.may_be(goods, lines):
            beside.append(strongest([(e, self.other(e, described, lines)) for e in others]))
        words_ = {w for w, _ in beside}
        best = next((b for b in beside if b[0] != "no"), beside[0])
        said = best if len(words_) == 1 else ("unknown", best[1])
        word = any_of(named[0], said[0])
        return word, [*(named[1] if named[0] == word else []), *(said[1] if said[0] == word else [])]

    def other(self, entry: Any, goods: dict[str, Any], lines: list[Any]) -> str:
        """Another coded line of the same list is another classification: only stated facts bring the goods under it too."""
        word = self.line(entry, goods)[1]
        elsewhere = bool(self.codes(entry)) and entry.list in {e.list for e in lines}
        return "no" if elsewhere and word == "unknown" else word

    def may_be(self, goods: dict[str, Any], lines: list[Any]) -> list[dict[str, Any]]:
        """What goods entered under a code may be, where the question does not state material and form. A form that the line gives
        is what the goods are: it hides no other."""
        out = []
        for e in lines:
            for m in [goods["material"]] if goods.get("material") else (e.materials or e.contains or [None]):
                for f in [goods["form"]] if goods.get("form") else (e.forms or [None]):
                    contains = goods.get("contains") if goods.get("form") or f is None else goods.get("contains") or []
                    one = {**goods, "material": m, "form": f, "contains": contains}
                    out += [one] if one not in out else []
        return out

    def hinted(self, entry: Any, hs: str) -> bool:
        """Whether a customs code, or one above or below it, is printed for a line."""
        texts = [e for e in self.texts() if e.line == entry.line]
        texts += [x for e in self.of("customs_codes_published") for x in e.codes if x.line == entry.line]
        printed = [c for text in texts for c in text.hs]
        return any(hs.startswith(c) or c.startswith(hs) for c in printed)

    # Places, persons, uses, reach

    def place(self, where: Any, country: str, day: date) -> bool:
        named = where.every or country in where.countries or any(country in self.members(g, day) for g in where.groups)
        return named and country not in where.exclude

    def destination(self, where: Any, ship: dict[str, Any], day: date, asking: bool) -> str:
        users = [p for p in ship.get("parties", ()) if p["role"] == "end_user"]
        countries = [ship["destination"], *(p["country"] for p in users if p.get("country"))]
        if any(self.place(where, c, day) for c in countries):
            return "yes"
        stated = users and all(p.get("country") for p in users)
        return "unknown" if asking and not stated else "no"

    def parties(self, test: Any, ship: dict[str, Any], day: date, asking: bool, status: str) -> str:
        """`status` of the provision: names that are as much asleep as it is are still its names."""
        if test is None:
            return "yes"
        apt = [p for p in ship.get("parties", ()) if not test.roles or p["role"] in test.roles]
        words = [self.party(test, p, day, asking, status) for p in apt]
        if asking and not any(p["role"] == "end_user" for p in apt):
            words.append("unknown")
        return any_of(*words)

    def party(self, test: Any, party: dict[str, Any], day: date, asking: bool, status: str) -> str:
        silent = "unknown" if asking else "no"
        words = []
        if test.military:
            military, country = party.get("military"), party.get("country")
            elsewhere = bool(test.countries) and country is not None and country not in test.countries
            if military is False or elsewhere:
                words.append("no")
            elif military is None:
                words.append(silent)
            else:
                words.append("unknown" if test.countries and country is None else "yes")
        if test.lists and party.get("name") is None:
            words.append(silent)
        elif test.lists:
            for listing in self.of("party_listed"):
                if listing.list not in test.lists or self.status(listing, day) not in ("operative", status):
                    continue
                names = {listing.name, *listing.aliases}
                words.append(truth(party["name"] in names))
                if test.owned_share_pct is None:
                    continue
                if party.get("owners") is None:
                    words.append(silent)
                for owner in party.get("owners") or ():
                    if owner["name"] in names:
                        share = owner.get("share_pct")
                        words.append("unknown" if share is None else truth(Decimal(share) >= test.owned_share_pct))
        return any_of(*words)

    def use(self, uses: Any, ship: dict[str, Any], asking: bool) -> str:
        if not uses:
            return "yes"
        if ship.get("end_use") is None:
            return "unknown" if asking else "no"
        return truth(ship["end_use"] in uses)

    def reach(self, text: Any, ship: dict[str, Any]) -> str:
        return any_of(*(self.way(w, text, ship) for w in text.reach))

    def way(self, way: Any, text: Any, ship: dict[str, Any]) -> str:
        leaves, origin = ship.get("departure", {}).get("country"), ship.get("origin")
        if way.kind == "departure":
            if leaves is None:
                return "unknown"
            hint = ship.get("act") == "transit" and "transit" not in text.acts
            return "no" if leaves != way.territory else "possible" if hint else "yes"
        if way.kind == "transferor":
            if ship.get("act") in ("export", "reexport", "transit") and ship["goods"].get("kind") in ("goods", "software"):
                return "no"
            nationality = ship.get("exporter", {}).get("nationality")
            return "unknown" if nationality is None else truth(nationality == way.nationality)
        abroad = "unknown" if leaves is None else truth(leaves != way.origin)
        native = "unknown" if origin is None else truth(origin == way.origin)
        if way.kind in ("origin_abroad", "retransfer"):
            return all_of(abroad, native)
        foreign = {"yes": "no", "no": "yes"}.get(native, native)
        if way.kind == "technology":
            made = ship.get("technology_origin")
            return all_of(abroad, foreign, "unknown" if made is None else truth(made == way.origin))
        return all_of(abroad, foreign, self.content(way, ship))

    def content(self, way: Any, ship: dict[str, Any]) -> str:
        """The sum of the counting inputs, at least and at most."""
        least = most = Decimal(0)
        for item in ship.get("content", ()):
            kinds = [i for i in way.inputs if item["material"] in i.materials]
            counts = all_of(
                any_of(*("yes" if not i.forms or item.get("form") in i.forms else truth_or_unknown(item.get("form")) for i in kinds)),
                "unknown" if item.get("origin") is None else truth(item["origin"] == way.origin),
            )
            if counts != "no":
                low, high = bounds(item.get("value_share_pct"))
                least += (low or 0) if counts == "yes" else 0
                most += Decimal(100) if high is None else high
        top = str(most) if ship.get("content_complete") else None
        return measured({"min": str(least), "max": top}, way.op, way.share_pct)

    # One requirement

    def bearing(self, requirement: Any, ship: dict[str, Any], day: date, items: list[tuple[Any, str, str]]) -> tuple[Word, str]:
        text = self.text(requirement, day)
        status, goods, how = self.status(requirement, day), ship["goods"], self.identified(ship["goods"], day)[0]
        lines: list[Any] = []
        if text.entries:
            word, lines = self.goods(text, goods, day)
            asking = word in ("yes", "unknown") or how == "hs"
        else:
            word = "yes" if text.any_goods else self.listed(text.any_of_list, goods, day, items)
            asking = not text.catch_all and (word in ("yes", "unknown") or (how == "hs" and word == "possible"))
        effect = "prohibition" if text.type == "export_prohibited" else "licence"
        exempt = any(
            ship.get("end_use") in e.uses and any(under(text.id, t) for t in e.targets) and self.status(e, day) == "operative"
            for e in self.of("exemption_granted")
        )
        bearing_policies = self.policies(text, ship, day)
        conclusion = conclude(
            effect=effect,
            status=status,
            goods=word,
            destination=self.destination(text.destinations, ship, day, asking),
            reach=self.reach(text, ship),
            joined=text.joined,
            end_use=self.use(text.uses, ship, asking),
            parties=self.parties(text.parties, ship, day, asking, status),
            exemption=truth(exempt),
            licence=self.held(text, ship, day, lines, bearing_policies) if effect == "licence" else "none",
        )
        sure = [e.policy for e, word in bearing_policies if word == "yes"]
        strictest = min(["ordinary", *sure], key=POLICIES.index)
        at_most = min(["ordinary", *(e.policy for e, _ in bearing_policies)], key=POLICIES.index)
        return Word(text.id, effect == "prohibition", status, conclusion, strictest, at_most), word

    def listed(self, name: str, goods: dict[str, Any], day: date, items: list[tuple[Any, str, str]]) -> str:
        """Whether the goods are an item of a list that operates: the strongest word of its requirements."""
        if goods.get("dual_use") and goods.get("list") in (None, name):
            return "yes"
        words = ["no" if self.identified(goods, day)[0] in ("code", "material") else "unknown"]
        for requirement, status, word in items:
            if not any(e.list == name for e in self.text(requirement, day).entries):
                continue
            if status == "operative" or (status == "uncertain" and word != "yes"):
                words.append(word)
            elif status in ("suspended", "uncertain") and word != "no":
                words.append("possible")
        return any_of(*words)

    def policies(self, text: Any, ship: dict[str, Any], day: date) -> list[tuple[Any, str]]:
        """The licensing policies that bear on a requirement: `yes`, or perhaps."""
        out = []
        for e in self.of("licensing_policy_set"):
            if any(under(text.id, t) for t in e.targets):
                meant = "yes"
            elif not set(e.families) & set(text.families):
                meant = "no"
            elif e.reference == "dynamic" or (text.published or text.published_by) <= (e.published or e.published_by):
                meant = "yes"
            else:
                meant = "possible" if e.reference == "unstated" else "no"
            use, person = self.use(e.uses, ship, True), self.parties(e.parties, ship, day, True, self.status(e, day))
            users = all_of(use, person) if e.joined == "both" else any_of(use, person)
            word = all_of(meant, self.destination(e.destinations, ship, day, True), users)
            if word != "no" and self.status(e, day) == "operative":
                out.append((e, word))
        return out

    def held(self, text: Any, ship: dict[str, Any], day: date, lines: list[Any], policies: list[tuple[Any, str]]) -> str:
        """Whether a licence in the log covers the shipment under a requirement."""
        words = []
        for licence in self.of("licence_issued", "general_licence_issued"):
            if self.status(licence, day) == "operative" and any(under(text.id, t) for t in licence.targets):
                words.append(all_of(self.within(licence, ship, day, lines), self.accepted(licence, text, policies)))
        return "covers" if "yes" in words else "unclear" if set(words) - {"no"} else "none"

    def accepted(self, licence: Any, text: Any, policies: list[tuple[Any, str]]) -> str:
        kind = "individual" if licence.type == "licence_issued" else "general"
        refusing = [word for e, word in [(text, "yes"), *policies] if e.accepted_types and kind not in e.accepted_types]
        return "no" if "yes" in refusing else "unknown" if refusing else "yes"

    def within(self, licence: Any, ship: dict[str, Any], day: date, lines: list[Any]) -> str:
        users = [p for p in ship.get("parties", ()) if p["role"] == "end_user"]
        words = []
        if licence.holder is not None:
            name = ship.get("exporter", {}).get("name")
            words.append("unknown" if name is None else truth(name == licence.holder))
        if not licence.destinations.every or licence.destinations.exclude:
            countries = [p.get("country") for p in users]
            known = [ship["destination"], *(c for c in countries if c)]
            inside = all(self.place(licence.destinations, c, day) for c in known)
            words.append("no" if not inside else truth_or_unknown("x", not users or None in countries, True))
        if licence.uses:
            words.append(self.use(licence.uses, ship, True))
        if licence.end_users:
            names = [p.get("name") for p in users]
            words.append("unknown" if not names or None in names else truth(set(names) <= set(licence.end_users)))
        if licence.quantity is not None:
            stated = ship.get("quantity")
            same = stated is not None and stated["unit"] == licence.quantity.unit
            words.append(truth(Decimal(stated["value"]) <= licence.quantity.value) if stated and same else "unknown")
        if licence.codes or licence.materials:
            goods = ship["goods"]
            codes = [goods["code"]] if goods.get("code") else [c for e in lines for _, c, _ in self.codes(e)]
            materials = self.named_materials(goods, day)
            by_code = codes and all(any(c == k or c.startswith(k + ".") for k in licence.codes) for c in codes)
            by_material = materials and materials <= set(licence.materials)
            words.append("unknown" if not codes and not materials else truth(bool(by_code or by_material)))
        return all_of("yes", *words)

    def named_materials(self, goods: dict[str, Any], day: date) -> set[str]:
        """The material of the goods, or those of the lines under their code."""
        if goods.get("material"):
            return {goods["material"]}
        coded = self.identified(goods, day)[1]
        return {m for _, e in self.lines(day) if e.line in coded for m in (e.materials or e.contains)}

    # All together

    def complete(self, goods: dict[str, Any], day: date) -> bool:
        """Whether the log says that it holds some regime completely for these goods on the day."""
        how, coded = self.identified(goods, day)
        if how not in ("code", "material"):
            return False
        kinds = [e.kind for _, e in self.lines(day) if e.line in coded]
        kind = self.kind(goods) or (kinds[0] if kinds else "goods")
        materials = self.named_materials(goods, day)
        for regime in {e.regime for e in self.of("coverage_declared")}:
            apt = [e for e in self.of("coverage_declared") if e.regime == regime and kind in e.kinds]
            apt = [e for e in apt if (e.from_ is None or e.from_ <= day) and (e.through is None or day <= e.through)]
            by_code = [e for e in apt if goods.get("code") and any(under(goods["code"], c) for c in e.codes)]
            by_material = [[e for e in apt if m in e.materials] for m in materials]
            if by_code and by_code[-1].complete:
                return True
            if by_material and all(found and found[-1].complete for found in by_material):
                return True
        return False

    def answer(self, ship: dict[str, Any], day: date) -> Answer:
        """MODEL §5, in its order."""
        words: dict[str, Word] = {}
        items: list[tuple[Any, str, str]] = []
        requirements = self.of(*REQUIREMENTS)
        for r in sorted(requirements, key=lambda r: not r.entries):
            words[r.id], goods = self.bearing(r, ship, day, items)
            if r.entries:
                items.append((r, words[r.id].status, goods))
        how = self.identified(ship["goods"], day)[0]
        certain = how in ("code", "material")
        has = {w.conclusion for w in words.values()}
        leaves = ship.get("departure", {}).get("country")
        if "prohibited" in has:
            outcome = "PROHIBITED"
        elif "licence_required" in has:
            outcome = "LICENCE_REQUIRED"
        elif has & {"unknown", "possible"}:
            outcome = "UNDETERMINED"
        elif "authorised" in has:
            outcome = "AUTHORISED"
        elif certain and leaves is not None and self.complete(ship["goods"], day):
            outcome = "NO_LICENCE_REQUIRED"
        else:
            outcome = "UNDETERMINED"
        worst = ["PROHIBITED" if w.prohibits else "LICENCE_REQUIRED" for w in words.values() if w.conclusion in ("unknown", "possible")]
        if not certain:  # the goods may be anything: every requirement that was not compared with them counts
            compared = {r.id for r, _, word in items if how != "hs" or word != "no"}
            worst += ["PROHIBITED" if w.prohibits else "LICENCE_REQUIRED" for w in words.values() if w.id not in compared]
        worst += [outcome] if outcome != "UNDETERMINED" else []
        due = [w.policy for w in words.values() if w.conclusion in ("licence_required", "authorised")]
        return Answer(
            outcome=outcome,
            at_most=min(worst or ["LICENCE_REQUIRED"], key=STRICT.index),
            policy=min(due, key=POLICIES.index) if due else None,
            words=words,
            certain=certain,
        )


def strongest(words: list[tuple[Any, str]]) -> tuple[str, list[Any]]:
    word = any_of(*(w for _, w in words))
    return word, [e for e, w in words if w == word and word != "no"]


def truth_or_unknown(stated: Any, silent: bool | None = None, met: bool = False) -> str:
    """`unknown` where nothing is stated."""
    return "unknown" if (stated is None if silent is None else silent) else truth(met)


def bounds(amount: Any) -> tuple[Decimal | None, Decimal | None]:
    if amount is None:
        return None, None
    if isinstance(amount, str):
        return Decimal(amount), Decimal(amount)
    low, high = amount.get("min"), amount.get("max")
    return (None if low is None else Decimal(low)), (None if high is None else Decimal(high))


def measured(amount: Any, op: str, limit: Decimal) -> str:
    """Whether all, none or some of the amounts between two bounds meet a limit: tried just at, below and above each edge."""
    low, high = bounds(amount)
    tiny = Decimal("0.000001")
    tried = {x for edge in (low, high, limit) if edge is not None for x in (edge - tiny, edge, edge + tiny)}
    inside = [x for x in tried if (low is None or x >= low) and (high is None or x <= high)]
    tests = {">": lambda x: x > limit, ">=": lambda x: x >= limit, "<": lambda x: x < limit, "<=": lambda x: x <= limit,
             "=": lambda x: x == limit}  # fmt: skip
    met = {tests[op](x) for x in inside}
    return "unknown" if len(met) > 1 else truth(met.pop())
