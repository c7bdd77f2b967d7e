"""The answer: outcome, bounds, doubts, reasons. A value; JSON and English are renderings of it.

The same question on the same log gives the same bytes. `digest` covers what was decided (the question, the events and rules used,
findings, codes, citations), not the prose, the log's head or the version of the program.
"""

from typing import Final, Literal

from ..events.citation import Citation, Frozen, Source
from ..events.dates import LegalDay
from ..events.scope import Policy

Outcome = Literal["PROHIBITED", "LICENCE_REQUIRED", "AUTHORISED", "NO_LICENCE_REQUIRED", "UNDETERMINED"]
DoubtKind = Literal["contested", "unverified", "unsettled", "partial_text", "list_incomplete", "boundary_day"]
Certainty = Literal["contested", "unverified", "unsettled", "partial_text", "list_incomplete", "boundary_day", "settled"]  # worst first

# Strictest first. UNDETERMINED stands where it would be worst to be wrong about it: above anything permissive.
OUTCOMES: Final[tuple[Outcome, ...]] = (
    "PROHIBITED",
    "LICENCE_REQUIRED",
    "UNDETERMINED",
    "AUTHORISED",
    "NO_LICENCE_REQUIRED",
)
POLICIES: Final[tuple[Policy, ...]] = ("presumption_of_denial", "enhanced_review", "case_by_case", "ordinary")


def strictest_outcome(*outcomes: Outcome) -> Outcome:
    """The first of `OUTCOMES` among those given."""
    return min(outcomes, key=OUTCOMES.index)


def strictest_policy(*policies: Policy) -> Policy:
    """The strictest licensing policy among those given."""
    return min(policies, key=POLICIES.index)


class Doubt(Frozen):
    """Why the answer is less than settled, and where that is written."""

    kind: DoubtKind
    text: str
    sources: tuple[Source, ...] = ()


class KnownAs(Frozen):
    """What the answer used: published through a day (null: everything), recorded through a log position."""

    published_through: LegalDay | None
    recorded_through: int
    rules_recorded_through: int


class NotConsidered(Frozen):
    """A regime that the answer does not speak about."""

    regime: str
    why: str


class Scope(Frozen):
    """What the answer speaks about, as `state/licence type`, and what it does not."""

    considered: tuple[str, ...]
    not_considered: tuple[NotConsidered, ...]


class RequiredLicence(Frozen):
    """One licence that is needed, or held."""

    requirement: str
    authority: str
    licence_type: str
    licensing_policy: Policy
    licensing_policy_at_most: Policy
    accepted_types: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    held: str | None = None


class Duty(Frozen):
    """Something to do besides holding a licence."""

    requirement: str
    text: str


class Then(Frozen):
    """What the answer becomes, and the events that make it so."""

    outcome: Outcome
    licensing_policy: Policy | None
    because: str
    events: tuple[str, ...]


class Holds(Frozen):
    """The days on which the answer holds on what is already known; null: open on that side."""

    from_: LegalDay | None
    through: LegalDay | None
    then: Then | None

    model_config = Frozen.model_config | {"alias_generator": lambda name: name.rstrip("_")}


class Alternative(Frozen):
    """What would follow if a statement were carried out or an unadopted reading were right."""

    if_: str
    kind: Literal["statement", "reading"]
    basis: str
    mapping: Literal["named", "inferred", "doubtful"] | None
    outcome: Outcome
    licensing_policy: Policy | None
    through: LegalDay | None
    sources: tuple[Source, ...]

    model_config = Frozen.model_config | {"alias_generator": lambda name: name.rstrip("_")}


class Question(Frozen):
    """A fact that would settle something: the field of the shipment, in words, and the requirements that turn on it."""

    field: str
    question: str
    settles: tuple[str, ...]


class Warn(Frozen):
    """Something to know that does not change the outcome."""

    kind: Literal[
        "retroactive",
        "near_miss",
        "catch_all",
        "claim",
        "customs_code",
        "suspended_listing",
        "condition",
        "source_doubt",
        "classification",
        "out_of_coverage",
        "two_days",
        "alarm",
    ]
    text: str
    requirement: str | None = None


class Because(Frozen):
    """A rule that fired: its sentence and what it rests on."""

    stage: str
    rule: str
    text: str
    citations: tuple[Citation, ...]


class Compared(Frozen):
    """What was compared for one attribute of the finding."""

    attribute: str
    word: str
    text: str


class RequirementAnswer(Frozen):
    """One requirement: its conclusion, its finding, why, and the events that it rests on."""

    requirement: str
    title: str
    conclusion: str
    status: str
    since: LegalDay | None
    until: LegalDay | None
    finding: dict[str, str]
    compared: tuple[Compared, ...]
    lines: tuple[str, ...]
    because: tuple[Because, ...]
    events: tuple[str, ...]


class LogState(Frozen):
    """Where the log stood."""

    position: int
    policy_digest: str


class EngineState(Frozen):
    """What computed the answer."""

    version: str
    inference: str
    rules_digest: str


class Determination(Frozen):
    """The answer to one question."""

    outcome: Outcome
    at_most: Outcome
    certainty: Certainty
    doubts: tuple[Doubt, ...]
    licensing_policy: Policy | None
    licensing_policy_at_most: Policy | None
    legal_date: LegalDay
    known: KnownAs
    scope: Scope
    licences_required: tuple[RequiredLicence, ...]
    duties: tuple[Duty, ...]
    holds: Holds
    alternatives: tuple[Alternative, ...]
    questions: tuple[Question, ...]
    warnings: tuple[Warn, ...]
    requirements: tuple[RequirementAnswer, ...]
    log: LogState
    engine: EngineState
    digest: str
