"""The policy events: every kind of act that the log can hold, and what each one does.

All are immutable. An event states what one published act (or one entry of our own) says; what follows from it is computed by
`engine.replay`. Days are legal days, both ends included. `quote` holds the source words behind each day that an event sets;
a day without them makes answers carry the doubt `partial_text`.
"""

from collections.abc import Iterator
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import Field, StringConstraints, TypeAdapter, field_validator, model_validator

from .citation import Citation, Evidence, Frozen, Id, Quote, Sha256, Source, Text
from .dates import LegalDay
from .goods import (
    AttributeName,
    ControlList,
    CustomsCode,
    ExactDecimal,
    FormName,
    Kind,
    ListEntry,
    MaterialName,
    Name,
)
from .scope import (
    Act,
    Country,
    Destinations,
    EndUse,
    Group,
    LicenceKind,
    LicenceType,
    PartyTest,
    Policy,
    Reach,
)

Authority = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}(/[A-Za-z0-9-]+)?$")]
Regime = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}/[a-z][a-z0-9-]+$")]


class EventBase(Frozen):
    """What all events share. `published`: the day on which the full text was public; where only a bound is proven, `published_by`.
    `gives_effect_to`: statements whose promise this act carries out."""

    id: Id
    version: int = 1
    instrument: Id
    provision: Id | None = None
    authority: Authority
    jointly: tuple[Authority, ...] = ()
    published: LegalDay | None = None
    published_time: Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")] | None = None
    published_by: LegalDay | None = None
    dated: LegalDay | None = None
    gazetted: LegalDay | None = None
    quote: tuple[Quote, ...] = ()
    sources: tuple[Source, ...] = ()
    evidence: Evidence = "instrument"
    recorded_by: str = "Licet corpus"
    gives_effect_to: tuple[Id, ...] = ()
    doubts: tuple[str, ...] = ()

    @field_validator("quote", mode="before")
    @classmethod
    def _quotes_by_field(cls, value: Any) -> Any:
        """A mapping `{from: words}` is the short way to write quotes."""
        return [{"field": k, "words": v} for k, v in value.items()] if isinstance(value, dict) else value

    @model_validator(mode="after")
    def _published_once(self) -> Self:
        if (self.published is None) == (self.published_by is None):
            raise ValueError(f"`{self.id}` needs either `published` or, where only a bound is proven, `published_by`")
        return self

    @property
    def day(self) -> Any:
        """The day from which the event is public for sure."""
        return self.published or self.published_by

    @property
    def unquoted(self) -> tuple[str, ...]:
        """Days that the event sets without quoting the words for them."""
        quoted = {quote.field for quote in self.quote}
        days = ("from", "through", "in_force_by")
        return tuple(d for d in days if getattr(self, d.replace("from", "from_"), None) is not None and d not in quoted)


class FromThrough(Frozen):
    """First and last day of effect. A null `through` is open-ended."""

    from_: LegalDay | None = Field(default=None, alias="from")
    through: LegalDay | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_ is not None and self.through is not None and self.through < self.from_:
            raise ValueError(f"`through` {self.through} is before `from` {self.from_}: an end day is the last day, included")
        return self


class ControlAnnounced(EventBase):
    """An instrument is public. It has no effect of its own; its limbs do."""

    type: Literal["control_announced"] = "control_announced"
    title: Text
    legal_basis: tuple[str, ...] = ()
    number: int | None = None
    year: int | None = None


class Conditions(Frozen):
    """When a provision concerns a shipment, apart from its goods. `joined`: whether the party and the use must both be met, or either."""

    destinations: Destinations = Destinations(every=True)
    parties: PartyTest | None = None
    uses: tuple[EndUse, ...] = ()
    joined: Literal["both", "either"] = "both"


class Requirement(EventBase, FromThrough, Conditions):
    """One duty of one provision. Its goods are list entries, or any goods of a list (`any_of_list`), or any goods at all (`any_goods`).

    `in_force_by`: the latest day by which it was in force, where the start (`from`) is not known; without either it never
    counts as more than possible. A `catch_all` fires on stated facts only.
    `near_miss` is what the text says happens to goods that resemble the listed ones. `families` name it for overlays.
    """

    provision: Id
    licence_type: LicenceType
    entries: tuple[ListEntry, ...] = ()
    any_of_list: str | None = None
    any_goods: bool = False
    families: tuple[Name, ...] = ()
    reach: tuple[Reach, ...] = Field(min_length=1)
    acts: tuple[Act, ...] = ("export",)
    in_force_by: LegalDay | None = None
    catch_all: bool = False
    list_incomplete: bool = False
    conditions: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    near_miss: str | None = None
    accepted_types: tuple[LicenceKind, ...] = ()

    @model_validator(mode="after")
    def _goods_and_start(self) -> Self:
        if sum((bool(self.entries), self.any_of_list is not None, self.any_goods)) != 1:
            raise ValueError(f"`{self.id}` needs exactly one of `entries`, `any_of_list`, `any_goods`")
        if self.from_ is not None and self.in_force_by is not None:
            raise ValueError(f"`{self.id}` has a `from`: leave out `in_force_by`, which is for an unknown start")
        return self

    @property
    def regime(self) -> str:
        return f"{self.authority[:2]}/{self.licence_type}"


class LicenceRequired(Requirement):
    """A licence is required."""

    type: Literal["licence_required"] = "licence_required"


class ExportProhibited(Requirement):
    """Export is prohibited."""

    type: Literal["export_prohibited"] = "export_prohibited"


class Targeted(Frozen):
    """Acts on provisions: naming an instrument names all of it."""

    targets: tuple[Id, ...] = Field(min_length=1)


class LicensingPolicySet(EventBase, FromThrough, Conditions):
    """How applications under *other* requirements are treated. Never creates a duty. `reference`: whether requirements of a named
    family that came later are meant (`dynamic`), are not (`static`), or the text does not say (`unstated`)."""

    type: Literal["licensing_policy_set"] = "licensing_policy_set"
    provision: Id
    targets: tuple[Id, ...] = ()
    families: tuple[Name, ...] = ()
    reference: Literal["static", "dynamic", "unstated"] = "unstated"
    policy: Policy
    accepted_types: tuple[LicenceKind, ...] = ()
    duties: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _has_subject(self) -> Self:
        if not (self.targets or self.families) or self.from_ is None:
            raise ValueError(f"`{self.id}` needs `from` and the requirements that it concerns: `targets` or `families`")
        return self


class ControlSuspended(EventBase, FromThrough, Targeted):
    """Provisions do not operate from `from` through `through`; then they do again, with no new act."""

    type: Literal["control_suspended"] = "control_suspended"
    from_: LegalDay = Field(alias="from")


class SuspensionExtended(EventBase):
    """The last suspended day of a suspension becomes `through`."""

    type: Literal["suspension_extended"] = "suspension_extended"
    suspension: Id
    through: LegalDay | None


class SuspensionLifted(EventBase):
    """A suspension ends early: `from` is the first day on which the provisions operate again."""

    type: Literal["suspension_lifted"] = "suspension_lifted"
    suspension: Id
    from_: LegalDay = Field(alias="from")


class ControlPostponed(EventBase, Targeted):
    """The start day itself moves to `from`."""

    type: Literal["control_postponed"] = "control_postponed"
    from_: LegalDay = Field(alias="from")


class ControlTerminated(EventBase, Targeted):
    """Provisions cease for good: `from` is the first day without them."""

    type: Literal["control_terminated"] = "control_terminated"
    from_: LegalDay = Field(alias="from")


class Amendment(Frozen):
    """Parts of a requirement that an amendment replaces; null leaves a part as it is."""

    entries: tuple[ListEntry, ...] | None = None
    destinations: Destinations | None = None
    parties: PartyTest | None = None
    uses: tuple[EndUse, ...] | None = None
    reach: tuple[Reach, ...] | None = None


class ControlAmended(EventBase):
    """Goods, scope or criteria of a requirement are replaced from a day."""

    type: Literal["control_amended"] = "control_amended"
    requirement: Id
    from_: LegalDay = Field(alias="from")
    changes: Amendment


class NewCode(Frozen):
    """The code that a list line gets."""

    line: Id
    code: str
    list: str = "CN-DU"


class ControlRecodified(EventBase):
    """List lines get codes. Same duty, same requirement, new name."""

    type: Literal["control_recodified"] = "control_recodified"
    from_: LegalDay = Field(alias="from")
    codes: tuple[NewCode, ...] = Field(min_length=1)


class LineCustomsCodes(Frozen):
    """The customs codes printed for a list line."""

    line: Id
    hs: tuple[CustomsCode, ...]


class CustomsCodesPublished(EventBase):
    """Indicative customs codes of list lines, from the catalogue of a year or (`practice`) as seen in practice."""

    type: Literal["customs_codes_published"] = "customs_codes_published"
    from_: LegalDay = Field(alias="from")
    practice: bool = False
    codes: tuple[LineCustomsCodes, ...] = Field(min_length=1)


class ExemptionGranted(EventBase, FromThrough, Targeted):
    """Uses for which the target provisions require no licence, with the duties that come instead."""

    type: Literal["exemption_granted"] = "exemption_granted"
    provision: Id
    uses: tuple[EndUse, ...] = Field(min_length=1)
    duties: tuple[str, ...] = ()


class Quantity(Frozen):
    """An amount with its unit."""

    value: ExactDecimal
    unit: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9%/]{1,16}$")]


class LicenceBase(EventBase, FromThrough, Targeted):
    """What a licence covers: requirements (`targets`), destinations, holder, end users, quantity, days. Null or empty: not limited."""

    licence: str
    holder: str | None = None
    codes: tuple[str, ...] = ()
    materials: tuple[Name, ...] = ()
    destinations: Destinations = Destinations(every=True)
    end_users: tuple[str, ...] = ()
    uses: tuple[EndUse, ...] = ()
    quantity: Quantity | None = None
    conditions: tuple[str, ...] = ()


class LicenceIssued(LicenceBase):
    """An individual licence."""

    type: Literal["licence_issued"] = "licence_issued"
    holder: str


class GeneralLicenceIssued(LicenceBase):
    """A general licence: several exports within its terms. Changes the procedure, not the control."""

    type: Literal["general_licence_issued"] = "general_licence_issued"


class LicenceRevoked(EventBase):
    """A licence ceases: `from` is the first day without it."""

    type: Literal["licence_revoked"] = "licence_revoked"
    licence_event: Id
    from_: LegalDay = Field(alias="from")


class PartyListed(EventBase, FromThrough):
    """A name on a list. `list` is the provision that requirements refer to in `parties.lists`."""

    type: Literal["party_listed"] = "party_listed"
    list: Id
    name: str
    aliases: tuple[str, ...] = ()
    country: Country | None = None
    from_: LegalDay = Field(alias="from")


class PartyDelisted(EventBase):
    """A listing ceases: `from` is the first day without it."""

    type: Literal["party_delisted"] = "party_delisted"
    listing: Id
    from_: LegalDay = Field(alias="from")


class ListingSuspended(EventBase, FromThrough):
    """A listing does not operate from `from` through `through`, then revives."""

    type: Literal["listing_suspended"] = "listing_suspended"
    listing: Id
    from_: LegalDay = Field(alias="from")


class CountryGroupChanged(EventBase):
    """Countries join or leave a group on a day."""

    type: Literal["country_group_changed"] = "country_group_changed"
    group: Group
    from_: LegalDay = Field(alias="from")
    joined: tuple[Country, ...] = ()
    left: tuple[Country, ...] = ()


class ReadingCase(Frozen):
    """The goods that a reading speaks of; empty lists do not restrict."""

    processing: tuple[Literal["raw", "primary", "incorporated"], ...] = ()
    materials: tuple[Name, ...] = ()
    forms: tuple[Name, ...] = ()
    contains: tuple[Name, ...] = ()


class Promise(Frozen):
    """An event that a statement or a reading implies, and how surely the words name it."""

    event: "Event"
    mapping: Literal["named", "inferred", "doubtful"]


class ReadingRecorded(EventBase, Targeted):
    """How provisions are read, by whom. Adopted readings interpret goods (`case`, `word`), never dates. Unadopted ones open
    alternatives: the same goods reading, or `as_if`, the events that would be so if the reading were right."""

    type: Literal["reading_recorded"] = "reading_recorded"
    reading: Text
    by: Literal["ministry_answer", "customs_decision", "court", "practice", "translation"]
    hedge: str | None = None
    adopted: bool = False
    case: ReadingCase | None = None
    word: Literal["yes", "no", "possible"] | None = None
    as_if: tuple[Promise, ...] = ()
    boundary: tuple[LegalDay, ...] = ()
    translator: str | None = None

    @model_validator(mode="after")
    def _shape(self) -> Self:
        if (self.case is None) != (self.word is None):
            raise ValueError(f"`{self.id}`: a goods reading has both `case` and `word`")
        if self.adopted and (self.as_if or self.case is None):
            raise ValueError(f"`{self.id}`: an adopted reading interprets goods (`case`, `word`) and nothing else")
        if self.adopted and self.word == "no" and self.by != "ministry_answer":
            raise ValueError(f"`{self.id}`: a reading that frees goods is adopted only from the competent authority (`ministry_answer`)")
        return self


class StatementMade(EventBase):
    """Words that are not law. Never an effect; a promise of the competent authority may open an alternative."""

    type: Literal["statement_made"] = "statement_made"
    statement: Text
    about: tuple[Id, ...] = ()
    promises: tuple[Promise, ...] = ()
    claim: bool = False


class AgreementConcluded(EventBase):
    """An agreement, framework or deal: context, never an effect."""

    type: Literal["agreement_concluded"] = "agreement_concluded"
    title: Text
    parties: tuple[str, ...]
    binding: bool | None = None
    in_force: bool | None = None
    commitments: tuple[str, ...] = ()


class CoverageDeclared(EventBase, FromThrough):
    """What the log holds of a regime. Complete for some goods (named by material, or by list code): silence about them then means that
    nothing applies. `why` says what is missing. Later declarations about the same goods replace earlier ones."""

    type: Literal["coverage_declared"] = "coverage_declared"
    regime: Regime
    kinds: tuple[Kind, ...] = ("goods",)
    materials: tuple[Name, ...] = ()
    codes: tuple[str, ...] = ()
    complete: bool
    why: str | None = None


class SourceReviewed(EventBase):
    """An authority's publications were read through a day."""

    type: Literal["source_reviewed"] = "source_reviewed"
    topics: tuple[str, ...]
    verified_through: LegalDay
    places: tuple[str, ...] = ()
    highest_number: int | None = None


class VocabularyDeclared(EventBase):
    """The names that shipments and list entries use."""

    type: Literal["vocabulary_declared"] = "vocabulary_declared"
    lists: tuple[ControlList, ...] = ()
    materials: tuple[MaterialName, ...] = ()
    forms: tuple[FormName, ...] = ()
    attributes: tuple[AttributeName, ...] = ()


class SignedEvent(Frozen):
    """An event as it stood when a specification was signed: its id and the SHA-256 of its canonical JSON."""

    id: Id
    sha256: Sha256


class SpecSigned(EventBase):
    """A lawyer's review of a feature, signed on the day `published`. No legal effect: no answer changes by it.

    `signed`: the `text` (what the feature says the law says is what it says), or the `reading` (and it is how we read it). `feature` is the
    path below `features/`. `events` are those that the `provisions` named by its scenarios rest on; they are not references, so that a
    signature never stands in the way of a correction: a signed event that changed, went or came shows as *changed since signed*.
    """

    type: Literal["spec_signed"] = "spec_signed"
    reviewer: str = Field(min_length=1)
    capacity: str = Field(min_length=1)
    signed: Literal["text", "reading"]
    feature: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._/-]*\.feature$")]
    feature_sha256: Sha256
    provisions: tuple[Id, ...]
    events: tuple[SignedEvent, ...]


class AdoptedRule(Frozen):
    """One line of a table: if every attribute in `when` has one of the words given, the table concludes `then`, for the reason `text`."""

    name: str = Field(min_length=1)
    when: dict[str, tuple[str, ...]]
    then: str
    text: str
    citations: tuple[Citation, ...]


class RuleTable(Frozen):
    """One table of rules: the attributes that it reads, each with all of its words, and the attribute that it concludes."""

    stage: str = Field(min_length=1)
    reads: dict[str, tuple[str, ...]]
    concludes: str
    rules: tuple[AdoptedRule, ...] = Field(min_length=1)


class RulesAdopted(EventBase):
    """The tables by which questions are decided from this position of the log on, until others are adopted. They are no part of the law:
    whoever asks may take the law as known at one position and the rules as adopted at another."""

    type: Literal["rules_adopted"] = "rules_adopted"
    tables: tuple[RuleTable, ...] = Field(min_length=1)


class EntryCorrected(EventBase):
    """Our own mistake: `replacement` stands in place of `entry`. The last correction of an entry wins."""

    type: Literal["entry_corrected"] = "entry_corrected"
    entry: Id
    replacement: "Event"
    reason: str = Field(min_length=1)

    @model_validator(mode="after")
    def _same_entry(self) -> Self:
        if self.replacement.id != self.entry:
            raise ValueError(f"`{self.id}`: the replacement must keep the id `{self.entry}`")
        if isinstance(self.replacement, EntryCorrected | EntryWithdrawn):
            raise ValueError(f"`{self.id}`: an entry cannot become a correction")
        return self


class EntryWithdrawn(EventBase):
    """Our own mistake: `entry` is taken out."""

    type: Literal["entry_withdrawn"] = "entry_withdrawn"
    entry: Id
    reason: str = Field(min_length=1)


Event = Annotated[
    ControlAnnounced
    | LicenceRequired
    | ExportProhibited
    | LicensingPolicySet
    | ControlSuspended
    | SuspensionExtended
    | SuspensionLifted
    | ControlPostponed
    | ControlTerminated
    | ControlAmended
    | ControlRecodified
    | CustomsCodesPublished
    | ExemptionGranted
    | GeneralLicenceIssued
    | LicenceIssued
    | LicenceRevoked
    | PartyListed
    | PartyDelisted
    | ListingSuspended
    | CountryGroupChanged
    | ReadingRecorded
    | StatementMade
    | AgreementConcluded
    | CoverageDeclared
    | SourceReviewed
    | VocabularyDeclared
    | SpecSigned
    | RulesAdopted
    | EntryCorrected
    | EntryWithdrawn,
    Field(discriminator="type"),
]

for _model in (Promise, ReadingRecorded, StatementMade, EntryCorrected):
    _model.model_rebuild()

EVENT: TypeAdapter[Event] = TypeAdapter(Event)

# Filtered by recording only: they speak of the log itself, not of what an authority published.
ABOUT_THE_LOG = (SourceReviewed, CoverageDeclared, VocabularyDeclared, SpecSigned, RulesAdopted, EntryCorrected, EntryWithdrawn)


class Reference(NamedTuple):
    """What an event points at: `kind` says whether the target is an event, a provision, a list line or a family."""

    field: str
    target: str
    kind: Literal["event", "provision", "line", "family"]


def references(event: Event) -> Iterator[Reference]:
    """Everything that must exist for `event` to make sense."""
    for field in ("suspension", "licence_event", "listing", "entry", "requirement"):
        if (target := getattr(event, field, None)) is not None:
            yield Reference(field, target, "event")
    for field in ("targets", "about"):
        for target in getattr(event, field, ()):
            yield Reference(field, target, "provision")
    if isinstance(event, LicensingPolicySet):
        yield from (Reference("families", family, "family") for family in event.families)
    if isinstance(event, PartyListed):
        yield Reference("list", event.list, "provision")
    if isinstance(event, ControlRecodified | CustomsCodesPublished):
        yield from (Reference("codes.line", code.line, "line") for code in event.codes)
    yield from (Reference("gives_effect_to", target, "event") for target in event.gives_effect_to)
