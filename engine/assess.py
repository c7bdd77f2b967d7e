"""What requirements conclude about a shipment on one day, and what follows from them together."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ..events.model import ExemptionGranted, ExportProhibited, LicenceBase, LicensingPolicySet, Requirement
from ..events.scope import Policy as LicensingPolicy
from .bearing import GoodsBearing
from .determination import Outcome, strictest_outcome, strictest_policy
from .goods import Identified
from .inference import Conclusion
from .policy import Stretch, Timeline, Version
from .words import Answer

BINDING = ("prohibited", "licence_required", "authorised")
OPEN = ("unknown", "possible")


@dataclass(frozen=True)
class Overlay:
    """A licensing policy that bears on a requirement: surely, or perhaps. `listed`: the names on lists for which it does."""

    event: LicensingPolicySet
    timeline: Timeline
    sure: bool
    asks: tuple[Answer, ...]
    listed: tuple[str, ...]


@dataclass(frozen=True)
class Bearing:
    """One requirement on one shipment on one day: the finding, the words compared, the conclusion, what it rests on."""

    id: str
    version: Version
    stretch: Stretch
    goods: GoodsBearing
    finding: dict[str, str]
    compared: dict[str, Answer]
    conclusion: Conclusion
    overlays: tuple[Overlay, ...] = ()
    exemption: ExemptionGranted | None = None
    licences: tuple[tuple[LicenceBase, Answer], ...] = ()

    @property
    def text(self) -> Requirement:
        return self.version.text

    @cached_property
    def word(self) -> str:
        """What the rules conclude."""
        return self.conclusion.word

    @cached_property
    def lists(self) -> frozenset[str]:
        """The lists that its own lines stand on."""
        return frozenset(entry.list for entry in self.text.entries)

    @property
    def prohibits(self) -> bool:
        return isinstance(self.text, ExportProhibited)

    @property
    def concerned(self) -> bool:
        """Whether it bears on the shipment on some day, if not on this one."""
        return self.word != "out_of_scope"

    @property
    def applies(self) -> str:
        """Whether it concerns the shipment, leaving aside its status."""
        return next((step.then for step in self.conclusion.steps if step.stage == "scope"), "unknown")

    @property
    def licensing_policy(self) -> LicensingPolicy:
        return strictest_policy("ordinary", *(o.event.policy for o in self.overlays if o.sure))

    @property
    def licensing_policy_at_most(self) -> LicensingPolicy:
        return strictest_policy("ordinary", *(o.event.policy for o in self.overlays))

    @property
    def events(self) -> tuple[str, ...]:
        """Everything that the conclusion rests on."""
        ids = [*self.version.events, *self.stretch.events, *(r.id for r in self.goods.readings)]
        ids += self.compared["parties"].events if self.concerned else ()
        ids += [name for o in self.overlays for name in (o.event.id, *o.listed)]
        ids += [self.exemption.id] if self.exemption else []
        ids += [item.id for item, _ in self.licences]
        return tuple(dict.fromkeys(ids))


@dataclass(frozen=True)
class Assessment:
    """All requirements considered on one day, and what follows from them together."""

    day: date
    found: Identified
    bearings: tuple[Bearing, ...]
    regimes: tuple[str, ...]  # covered completely for these goods on the day
    coverage_events: tuple[str, ...]
    departure_known: bool
    any_goods_at_most: tuple[Outcome, ...]  # what requirements that were not considered could ask of goods that may be anything
    failed: bool  # the rules could not be run on some finding

    def having(self, *words: str) -> tuple[Bearing, ...]:
        return tuple(b for b in self.bearings if b.word in words)

    @property
    def covered(self) -> bool:
        """Whether silence means that nothing applies."""
        return self.found.certain and self.departure_known and bool(self.regimes) and not self.failed

    @cached_property
    def outcome(self) -> Outcome:
        """Prohibition, then an uncovered licence duty, then doubt, then a covered duty, then freedom within coverage."""
        if self.having("prohibited"):
            return "PROHIBITED"
        if self.having("licence_required"):
            return "LICENCE_REQUIRED"
        if self.having(*OPEN) or self.failed:
            return "UNDETERMINED"
        if self.having("authorised"):
            return "AUTHORISED"
        return "NO_LICENCE_REQUIRED" if self.covered else "UNDETERMINED"

    @cached_property
    def at_most(self) -> Outcome:
        """The strictest outcome that missing facts could still give."""
        worst: list[Outcome] = [self.outcome] if self.outcome != "UNDETERMINED" else []
        if not self.found.certain:
            worst += self.any_goods_at_most
        for bearing in self.having(*OPEN):
            worst.append("PROHIBITED" if bearing.prohibits else "LICENCE_REQUIRED")
        if not worst or self.failed:
            worst.append("LICENCE_REQUIRED")
        return strictest_outcome(*worst)

    @cached_property
    def licensing_policy(self) -> LicensingPolicy | None:
        """The strictest policy of the licences that are required; null where none is."""
        due = self.having("licence_required", "authorised")
        return strictest_policy(*(b.licensing_policy for b in due)) if due else None

    @cached_property
    def licensing_policy_at_most(self) -> LicensingPolicy | None:
        due = [b for b in self.having("licence_required", "authorised", *OPEN) if not b.prohibits]
        return strictest_policy(*(b.licensing_policy_at_most for b in due)) if due else None

    @cached_property
    def essence(self) -> tuple[object, ...]:
        """What must stay the same for the answer to hold from day to day."""
        if self.outcome == "UNDETERMINED" and not self.found.certain:
            return (self.outcome,)
        deciding = {"PROHIBITED": ("prohibited",), "UNDETERMINED": OPEN}.get(self.outcome, BINDING)
        policy = None if self.outcome == "PROHIBITED" else self.licensing_policy
        return self.outcome, policy, frozenset((b.id, b.word) for b in self.having(*deciding))
