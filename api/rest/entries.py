"""`GET /v1/list-entries`: the lines of control lists that may concern given goods, and what one has to know of the goods to tell."""

from datetime import date
from typing import Final

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from pydantic import ValidationError

from ...engine.decide import known_as
from ...engine.determination import KnownAs, LogState
from ...engine.goods import LineAnswer, check_names, match_line
from ...engine.policy import Policy, RequirementInTime, Status, on
from ...engine.shipment import Goods, ShipmentError, problems_of
from ...engine.words import Word
from ...events.citation import Frozen, Id, Text
from ...events.dates import LegalDay
from ...events.goods import AllOf, AnyOf, Criterion, Kind, ListEntry, Measure, Name
from ..access.permit import permit, secured
from ..problems import responses
from ..rows.columns import name_of
from ..schema import Fault, Refused
from ..spec import plain
from .parameters import AS_KNOWN, DAY, KNOWN, TEXT, Parameters, described
from .policies import MAX_PAGE, PAGE, answered, next_page, policy_for
from .survey import effect_of, log_state, title_of

_FACTS: Final = ("material", "form", "code", "list", "hs")

MATCHES: Final = ("yes", "unknown", "possible")

router = APIRouter(tags=["policy"])


class ToState(Frozen):
    """A fact of the goods that the criteria turn on: its field in a shipment, its column in a table, its name, its unit (null: none) or the
    words that it may be."""

    field: str
    column: str
    text: Text
    unit: str | None
    words: tuple[str, ...]


class Ask(Frozen):
    """What is still to be found out about the goods that were asked about."""

    field: str
    column: str
    question: str


class Under(Frozen):
    """The requirement that holds the line, and its status on the day."""

    requirement: Id
    instrument: Id
    title: str
    effect: str
    authority: str
    regime: str
    status: Status
    since: LegalDay | None
    until: LegalDay | None


class Entry(Frozen):
    """A line of a list. `match`: whether the goods that were asked about are those of the line, as far as they were described; `why` says
    what that rests on, `asks` what would settle it. `words`: by what goods of the line are recognised. Customs codes are hints."""

    line: Id
    list: str
    codes: tuple[str, ...]
    text: Text
    kind: Kind
    match: Word
    why: str
    asks: tuple[Ask, ...]
    materials: tuple[Name, ...]
    forms: tuple[Name, ...]
    contains: tuple[Name, ...]
    alloy_of: tuple[Name, ...]
    criteria: Criterion | None
    criteria_unread: str | None
    words: tuple[str, ...]
    to_state: tuple[ToState, ...]
    excludes: tuple[str, ...]
    customs_codes: tuple[str, ...]
    stub: bool
    reserved: bool
    note: str | None
    under: Under


class Entries(Frozen):
    """Lines in the order of their names. `next`: the address of the next page, at the same log position; null: no more."""

    on: LegalDay
    known: KnownAs
    log: LogState
    entries: tuple[Entry, ...]
    next: str | None


@router.get(
    "/v1/list-entries",
    operation_id="list_entries",
    summary="What one has to know about goods",
    response_description="The lines that the goods may fall under, with their criteria in words and as data, and what to state.",
    responses={
        200: {"model": Entries},
        304: {"description": "It is as it was."},
        **responses(401, 403, 422, 503),
    },
    openapi_extra={
        **secured("check"),
        "parameters": [
            described("on", DAY, "The day.", required=True, example="2025-12-01"),
            described("material", TEXT, "What the goods are of, or contain.", example="gallium"),
            described("form", TEXT, "In which form they are.", example="metal"),
            described("code", TEXT, "Lines under this code, or with a code above it.", example="1C909.a"),
            described("list", TEXT, "Lines of this list.", example="CN-DU"),
            described("match", {"type": "string"}, f"Only these, separated by commas: {', '.join(MATCHES)}.", example="yes,unknown"),
            described("hs", TEXT, "Lines for which this customs code, or one above or below it, is printed: a hint.", example="8505111000"),
            *AS_KNOWN,
            described("after", TEXT, "Only lines after this one: `next` has the address of the next page."),
            described("limit", {"type": "integer", "minimum": 1, "maximum": MAX_PAGE, "default": PAGE}, "How many at most."),
        ],
    },
)
async def list_entries(request: Request) -> Response:
    """Every line that stated facts do not rule out. Lines of requirements that sleep on the day, or have ended, are there too: see
    `under.status`. The surest come first. A line that is not here is no permission: the log may be silent (ask a check)."""
    await permit(request, "check")
    return await run_in_threadpool(_entries, request)


def _entries(request: Request) -> Response:
    asked = Parameters(request, ("on", *_FACTS, "match", *KNOWN, "after", "limit"))
    day = asked.needed_day("on")
    facts = {name: text for name in _FACTS if (text := asked.text(name)) is not None}
    matches = asked.words("match", MATCHES) or MATCHES
    after, limit = asked.text("after"), asked.number("limit", PAGE, 1, MAX_PAGE)
    policy = policy_for(request.app.state.answers, asked.known())
    goods = _goods(policy, facts)
    lines = _selected(policy, goods, facts.get("list"))
    found: list[tuple[str, LineAnswer, RequirementInTime]] = []
    for requirement in policy.requirements.values():
        for entry in requirement.version(day).text.entries:
            if lines is None or entry.line in lines:
                answer = match_line(entry, goods, policy)
                if answer.answer.word in matches:
                    found.append((entry.line, answer, requirement))
    found.sort(key=lambda item: (MATCHES.index(item[1].answer.word), item[0]))  # the surest first
    rest = found[_place(found, after) :]
    page = [_entry(policy, answer, requirement, day) for _, answer, requirement in rest[:limit]]
    last = page[-1].line if len(rest) > limit else None
    return answered(
        request,
        Entries(on=day, known=known_as(policy), log=log_state(policy), entries=tuple(page), next=next_page(request, policy, last)),
    )


def _place(found: list[tuple[str, LineAnswer, RequirementInTime]], after: str | None) -> int:
    """The place of what comes after a line; the first for none."""
    lines = [line for line, _, _ in found]
    if after is not None and after not in lines:
        raise Refused([Fault("", "after", f"`{after[:80]}` is no line of this answer: follow `next`, or leave it out")])
    return 0 if after is None else lines.index(after) + 1


def _goods(policy: Policy, facts: dict[str, str]) -> Goods:
    """The goods that were described; names that the log does not have are refused, so that a slip does not look like goods on no list."""
    described = {name: facts[name] for name in ("material", "form", "code", "hs") if name in facts}
    try:
        goods = Goods.model_validate({"description": "not described", **described})
        check_names(goods, policy.vocabulary)
    except ValidationError as error:
        raise Refused([Fault("", field.removeprefix("shipment"), text) for field, text in problems_of(error)]) from None
    except ShipmentError as error:
        raise Refused([Fault("", field.removeprefix("goods."), text) for field, text in error.problems]) from None
    if "list" in facts and facts["list"] not in policy.vocabulary.lists:
        raise Refused([Fault("", "list", f"`{facts['list'][:80]}` is not a known list: use one of {', '.join(policy.vocabulary.lists)}")])
    return goods


def _selected(policy: Policy, goods: Goods, name: str | None) -> frozenset[str] | None:
    """The lines to which a code, a list or a customs code restricts the answer; None: all."""
    chosen: list[set[str]] = []
    if name is not None:
        chosen.append({line for line, entry in policy.entries.items() if entry.list == name})
    if goods.code is not None:
        chosen.append({line for line, codes in policy.index.codes.items() if any(_related(code, goods.code) for code in codes)})
    if goods.hs is not None:
        chosen.append({line for line, _ in policy.index.behind(goods.hs)})
    return frozenset(set.intersection(*chosen)) if chosen else None


def _related(code: str, asked: str) -> bool:
    """Whether one of two codes is the other or stands above it. Prefixes end at a segment."""
    short, long = sorted((code, asked), key=len)
    return long == short or long.startswith(f"{short}.")


def _entry(policy: Policy, answer: LineAnswer, requirement: RequirementInTime, day: date) -> Entry:
    entry, text, stretch = answer.entry, requirement.version(day).text, on(requirement.timeline, day)
    codes = sorted({code for code, pairs in policy.index.by_hs.items() if any(line == entry.line for line, _ in pairs)})
    return Entry(
        line=entry.line,
        list=entry.list,
        codes=policy.index.codes.get(entry.line, ()),
        text=entry.text,
        kind=entry.kind,
        match=answer.answer.word,
        why=answer.answer.why,
        asks=tuple(Ask(field=a.field, column=name_of(a.field), question=a.text) for a in answer.answer.asks),
        materials=entry.materials,
        forms=entry.forms,
        contains=entry.contains,
        alloy_of=entry.alloy_of,
        criteria=entry.criteria,
        criteria_unread=entry.criteria_unread,
        words=tuple(plain.matched(entry, policy.vocabulary)),
        to_state=tuple(_to_state(policy, entry)),
        excludes=entry.excludes,
        customs_codes=tuple(codes),
        stub=entry.stub,
        reserved=entry.reserved,
        note=entry.note,
        under=Under(
            requirement=requirement.id,
            instrument=text.instrument,
            title=title_of(policy, text.instrument),
            effect=effect_of(text),
            authority=text.authority,
            regime=text.regime,
            status=stretch.status,
            since=stretch.start,
            until=stretch.end,
        ),
    )


def _to_state(policy: Policy, entry: ListEntry) -> list[ToState]:
    """The attributes and contents that the line's criteria compare, each once."""
    out = []
    for measure in dict.fromkeys((m.attribute, m.substance) for m in _measures(entry.criteria)):
        attribute, substance = measure
        if attribute is not None:
            known = policy.vocabulary.attributes.get(attribute)
            field, text = f"goods.attributes.{attribute}", known.text if known else Text(en=attribute)
            unit, words = (known.unit, known.words) if known else (None, ())
        else:
            material = policy.vocabulary.materials.get(substance or "")
            field, text = f"goods.composition[{substance}]", material.text if material else Text(en=str(substance))
            unit, words = "% by weight", ()
        out.append(ToState(field=field, column=name_of(field), text=text, unit=unit, words=words))
    return out


def _measures(criterion: Criterion | None) -> list[Measure]:
    match criterion:
        case Measure():
            return [criterion]
        case AllOf():
            return [m for part in criterion.all for m in _measures(part)]
        case AnyOf():
            return [m for part in criterion.any for m in _measures(part)]
        case _:
            return []
