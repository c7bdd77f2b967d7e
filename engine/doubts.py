"""How far an answer can be trusted: its doubts, the certainty that they leave, and what to know besides.

Doubts speak of the log and of the law; missing facts of the shipment are questions, not doubts.
"""

from collections.abc import Iterable, Iterator

from ..events.citation import covers
from ..events.model import EventBase, ReadingRecorded, StatementMade
from .alternatives import Supposition
from .assess import BINDING, OPEN, Assessment, Bearing
from .determination import Certainty, Doubt, Warn
from .policy import Policy
from .shipment import Shipment
from .topics import names_of


def certainty(policy: Policy, answer: Assessment, others: tuple[Supposition, ...]) -> Certainty:
    """The worst of the doubts."""
    return next((doubt.kind for doubt in _worst_first(policy, answer, others)), "settled")


def doubts(policy: Policy, answer: Assessment, others: tuple[Supposition, ...]) -> tuple[Doubt, ...]:
    """Every doubt about the answer, worst first. `others`: what is not law and would give another answer."""
    return tuple({(d.kind, d.text): d for d in _worst_first(policy, answer, others)}.values())


def _worst_first(policy: Policy, answer: Assessment, others: tuple[Supposition, ...]) -> Iterator[Doubt]:
    """In the order of `Certainty`."""
    yield from _contested(policy, others)
    yield from _unverified(policy, answer)
    yield from _unsettled(policy, answer, others)
    yield from _partial(policy, answer)
    yield from _incomplete(policy, answer)
    yield from _boundary(answer, others)


def _bearing(answer: Assessment) -> tuple[Bearing, ...]:
    """The requirements whose law matters to the answer: those that bind or may bind, and those that would if they were awake.

    Of unidentified goods only those that bind.
    """
    words = (*BINDING, *OPEN) if answer.found.certain else BINDING
    return tuple(b for b in answer.bearings if b.word in words or (answer.found.certain and b.concerned and b.applies == "yes"))


def _contested(policy: Policy, others: tuple[Supposition, ...]) -> Iterator[Doubt]:
    """Promises of the competent authority that would change the answer, with whoever else says the same."""
    promises = [other.basis for other in others if isinstance(other.basis, StatementMade)]
    opened = {promise.id for promise in promises}
    for statement in policy.told_of(name for promise in promises for name in names_of(promise)):
        if not isinstance(statement, StatementMade):
            continue
        if statement.id in opened or (statement.id not in policy.fulfilled and _repeats(statement, promises)):
            yield Doubt(kind="contested", text=f"{statement.day}: {statement.statement.en}", sources=statement.sources)


def _repeats(statement: StatementMade, promises: Iterable[StatementMade]) -> bool:
    """Another statement about the same provisions, made no earlier than a promise: it repeats it, whoever made it."""
    return any(set(statement.about) & set(promise.about) and statement.day >= promise.day for promise in promises)


def _unverified(policy: Policy, answer: Assessment) -> Iterator[Doubt]:
    """Past the day through which an authority's publications were read."""
    asked = policy.known.published_through or answer.day
    authorities = {b.text.authority for b in answer.bearings if b.concerned or b.word in BINDING}
    if not authorities:
        authorities = {b.text.authority for b in answer.bearings} or {regime[:2] for regime in answer.regimes}
    for authority in sorted(authorities):
        through = policy.verified_through(authority)
        if through is None:
            yield Doubt(kind="unverified", text=f"the log does not say through which day the publications of {authority} were read")
        elif asked > through:
            review = policy.review_through(through)
            text = f"the publications of {authority} were read through {through}; the question turns on a later day"
            yield Doubt(kind="unverified", text=text, sources=review.sources)


def _unsettled(policy: Policy, answer: Assessment, others: tuple[Supposition, ...]) -> Iterator[Doubt]:
    for b in answer.bearings:
        for reading in b.goods.readings:
            hedge = f' ("{reading.hedge}")' if reading.hedge else ""
            yield Doubt(kind="unsettled", text=f"{b.id} is read{hedge}: {reading.reading.en}", sources=reading.sources)
        if b.concerned and b.stretch.status == "uncertain":
            bound = f", only that it was in force by {b.text.in_force_by}" if b.text.in_force_by else ""
            yield Doubt(kind="unsettled", text=f"the first day of {b.id} is not known{bound}")
        for overlay in b.overlays:
            if not overlay.sure and not overlay.asks:
                text = f"{overlay.event.id} does not say whether it means requirements that came after it, such as {b.id}"
                yield Doubt(kind="unsettled", text=text, sources=overlay.event.sources)
    for other in others:
        if isinstance(other.basis, ReadingRecorded) and answer.day not in other.basis.boundary:
            yield Doubt(kind="unsettled", text=f"also read: {other.words}", sources=other.basis.sources)
    unplaced = [e for e in policy.unplaced if any(covers(t, b.id) for t in _subjects(e) for b in _bearing(answer))]
    if unplaced:
        names = ", ".join(event.id for event in unplaced)
        text = f"published on unknown days, used only from the day by which they were public for sure: {names}"
        yield Doubt(kind="unsettled", text=text, sources=tuple(s for e in unplaced for s in e.sources))


def _subjects(event: EventBase) -> tuple[str, ...]:
    """The provisions that an event speaks of."""
    return (*getattr(event, "targets", ()), *((event.provision,) if event.provision else ()))


def _partial(policy: Policy, answer: Assessment) -> Iterator[Doubt]:
    """Days that rest on words which were not read in the original."""
    for b in _bearing(answer):
        for name in b.events:
            event: EventBase = policy.events[name]
            if event.unquoted:
                days = ", ".join(f"{field} {getattr(event, 'from_' if field == 'from' else field)}" for field in event.unquoted)
                yield Doubt(
                    kind="partial_text", text=f"{name}: the original words for its days ({days}) were not read", sources=event.sources
                )


def _incomplete(policy: Policy, answer: Assessment) -> Iterator[Doubt]:
    for b in answer.bearings:
        limbs_met = b.stretch.status == "operative" and b.finding["goods"] != "no" and b.finding["destination"] != "no"
        if b.text.list_incomplete and limbs_met and b.finding["parties"] != "yes":
            yield Doubt(kind="list_incomplete", text=f"{b.id}: not all of its names or lines are known", sources=b.text.sources)


def _boundary(answer: Assessment, others: tuple[Supposition, ...]) -> Iterator[Doubt]:
    for other in others:
        if isinstance(other.basis, ReadingRecorded) and answer.day in other.basis.boundary:
            text = f"{answer.day} is a boundary day that is read two ways: {other.words}"
            yield Doubt(kind="boundary_day", text=text, sources=other.basis.sources)


# Warnings


def warnings(policy: Policy, shipment: Shipment, answer: Assessment) -> tuple[Warn, ...]:
    """What to know that does not change the outcome."""
    found = [
        *_retroactive(policy, answer),
        *_near(answer),
        *_catch_alls(answer),
        *_claims(policy, answer),
        *_sleeping(answer),
        *_conditions(answer),
        *_sources(policy, answer),
        *_goods(policy, shipment, answer),
    ]
    if answer.failed:
        found.insert(0, Warn(kind="alarm", text="the rules could not be run on every requirement: the answer is withheld; report this"))
    return tuple(dict.fromkeys(found))


def _retroactive(policy: Policy, answer: Assessment) -> Iterator[Warn]:
    """Acts that the answer rests on and that were published after the legal date."""
    for b in _bearing(answer):
        for name in (*b.version.events, *b.stretch.events):
            event = policy.events[name]
            if event.published is not None and event.published > answer.day:
                yield Warn(
                    kind="retroactive", text=f"{name} was published on {event.published}, after the day asked about", requirement=b.id
                )


def _near(answer: Assessment) -> Iterator[Warn]:
    for b in answer.bearings:
        if b.goods.near and b.text.near_miss and b.stretch.status in ("operative", "uncertain"):
            yield Warn(kind="near_miss", text=b.text.near_miss, requirement=b.id)


def _catch_alls(answer: Assessment) -> Iterator[Warn]:
    for b in answer.bearings:
        if b.text.catch_all and b.stretch.status == "operative" and b.word == "out_of_scope" and b.finding["reach"] != "no":
            uses = ", ".join(b.text.uses)
            text = f"catch-all: it applies to goods on no list where the exporter knows, should know or is told of such a use ({uses})"
            yield Warn(kind="catch_all", text=text, requirement=b.id)


def _claims(policy: Policy, answer: Assessment) -> Iterator[Warn]:
    """What others say of a requirement that binds: words, not law."""
    ids = [b.id for b in answer.having(*BINDING, *OPEN)]
    claims = (told for told in policy.told_about(ids) if isinstance(told, StatementMade) and told.claim)
    for statement in claims:
        if statement.id not in policy.fulfilled and statement.day <= answer.day:
            about = [i for i in ids if any(covers(t, i) for t in statement.about)]
            if about:
                yield Warn(
                    kind="claim",
                    text=f"{statement.authority}, {statement.day}: {statement.statement.en} This is a claim, not law.",
                    requirement=about[0],
                )


def _sleeping(answer: Assessment) -> Iterator[Warn]:
    """Prohibitions on users and uses while the goods are listed only by a suspended act."""
    for b in answer.bearings:
        awake = b.prohibits and b.stretch.status == "operative"
        if awake and b.finding["goods"] == "possible" and b.finding["destination"] != "no" and b.word == "out_of_scope":
            text = f"{b.compared['goods'].why}: were the end user or the use one that {b.id} names, the answer would not be free"
            yield Warn(kind="suspended_listing", text=text, requirement=b.id)


def _conditions(answer: Assessment) -> Iterator[Warn]:
    for b in answer.having("prohibited"):
        for text in b.text.conditions:
            yield Warn(kind="condition", text=text, requirement=b.id)


def _sources(policy: Policy, answer: Assessment) -> Iterator[Warn]:
    for b in _bearing(answer):
        for name in b.events:
            for text in policy.events[name].doubts:
                yield Warn(kind="source_doubt", text=f"{name}: {text}", requirement=b.id)


def _goods(policy: Policy, shipment: Shipment, answer: Assessment) -> Iterator[Warn]:
    goods, found = shipment.goods, answer.found
    if found.certain and goods.hs is not None:
        known = {requirement for _, requirement in policy.index.behind(goods.hs)}
        met = {b.id for b in answer.bearings if b.finding["goods"] == "yes"}
        if known and not known & met:
            text = f"customs code {goods.hs} is also printed for goods of {', '.join(sorted(known))}: expect questions from customs"
            yield Warn(kind="customs_code", text=text)
    if goods.dual_use is False:
        yield Warn(kind="classification", text="`dual_use: false` is a conclusion, not a fact of the goods: it was not used")
    if found.unsettled is not None:
        yield Warn(kind="classification", text=found.unsettled.why)
    bearing = {b.text.regime for b in answer.having(*BINDING, *OPEN)} - set(answer.regimes)
    for declared in policy.partly_covered(bearing) if found.certain else ():
        if declared.why:
            yield Warn(kind="out_of_coverage", text=f"{declared.regime} is in the log in part only: {declared.why}")
    if found.certain and answer.departure_known and not answer.regimes and answer.outcome == "UNDETERMINED":
        text = "the log does not hold the law on these goods completely for that day: silence is not permission"
        yield Warn(kind="out_of_coverage", text=text)
