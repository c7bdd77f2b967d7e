"""How the goods of one requirement bear on identified goods: its lines together, then the adopted readings of its text."""

from dataclasses import dataclass

from ..events.citation import covers
from ..events.goods import ListEntry
from ..events.model import ReadingCase, ReadingRecorded, Requirement
from .goods import WHICH, Identified, LineAnswer, ask_content, match_line
from .policy import Index, Policy
from .shipment import Goods, ShipmentError
from .words import Answer, Ask, all_of, any_of, no, possible, unknown, yes


@dataclass(frozen=True)
class GoodsBearing:
    """The goods word of a requirement, the lines that decided it, the readings that it rests on, and whether the goods only just miss."""

    answer: Answer
    lines: tuple[ListEntry, ...] = ()
    readings: tuple[ReadingRecorded, ...] = ()
    near: bool = False


def candidates(policy: Policy, found: Identified) -> frozenset[str]:
    """The requirements that can concern the goods. Unidentified goods may be anything."""
    index, goods = policy.index, found.goods
    if found.by == "code" and found.unsettled is None:
        return frozenset(c.requirement for c in found.lines)
    if found.by == "hs":
        return frozenset(requirement for _, requirement in index.behind(goods.hs or ""))
    if found.by == "material":
        return _by_material(policy, goods) | index.open_material
    return frozenset(policy.requirements) - index.whole_list


def _by_material(policy: Policy, goods: Goods) -> frozenset[str]:
    index: Index = policy.index
    names = {goods.material or "", *policy.vocabulary.constituents(goods.material or "")}
    names.update(c.substance for c in goods.composition)
    out: frozenset[str] = frozenset()
    for name in names:
        out |= index.by_material.get(name, frozenset()) | index.by_content.get(name, frozenset())
    return out


def goods_of(policy: Policy, requirement: Requirement, found: Identified) -> GoodsBearing:
    """The goods word of a requirement that has list lines of its own."""
    bearing = _lines(policy, requirement, found)
    if bearing.answer.word == "no":
        return bearing
    return _read(policy, requirement, found.goods, bearing)


def _lines(policy: Policy, requirement: Requirement, found: Identified) -> GoodsBearing:
    if found.unsettled is not None:
        return GoodsBearing(found.unsettled)
    match found.by:
        case "nothing":
            return GoodsBearing(unknown("the goods are not identified", WHICH))
        case "hs":
            return _hint(policy, requirement, found)
        case "code":
            return _coded(policy, requirement, found)
        case "material":
            return _together([match_line(e, found.goods, policy) for e in requirement.entries])


def _hint(policy: Policy, requirement: Requirement, found: Identified) -> GoodsBearing:
    """A customs code alone: possible, and what would tell the goods behind it apart."""
    mine = {line for line, home in policy.index.behind(found.goods.hs or "") if home == requirement.id}
    lines = tuple(e for e in requirement.entries if e.line in mine)
    asks = [WHICH]
    for entry in lines:
        telling = entry.contains or tuple(s for m in entry.materials for s in policy.vocabulary.constituents(m)[:1] or (m,))
        asks += [ask_content(substance) for substance in telling]
    return GoodsBearing(
        possible(f"customs code {found.goods.hs} is printed for goods of the provision, and for others", *dict.fromkeys(asks)), lines
    )


def _together(answers: list[LineAnswer]) -> GoodsBearing:
    """Lines of one provision are alternatives."""
    answer = any_of(*(a.answer for a in answers))
    deciding = tuple(a.entry for a in answers if a.answer.word == answer.word) if answer.word != "no" else ()
    return GoodsBearing(answer, deciding, near=answer.word == "no" and any(a.near for a in answers))


def _coded(policy: Policy, requirement: Requirement, found: Identified) -> GoodsBearing:
    """Goods entered under a code. A code above several lines decides only where all that the stated facts leave open agree."""
    goods, code_of = found.goods, {c.line: c.code for c in found.lines}
    entries = [policy.entries[line] for line in code_of]
    tried = [match_line(e, goods, policy, coded="parent") for e in entries if not e.reserved]
    if not tried:
        return GoodsBearing(no(f"`{goods.code}` is reserved and controls nothing"))
    left = [t for t in tried if t.identity.word != "no"]
    if not left:
        raise _contradiction(goods, tried)
    exact = len({code_of[t.entry.line] for t in left}) == 1
    if exact:
        left = [match_line(t.entry, goods, policy, coded="exact") for t in left]
    own = {e.line for e in requirement.entries}
    mine = _together([t for t in left if t.entry.line in own])
    agree = len({t.answer.word for t in left}) == 1 and all(t.entry.line in own for t in left)
    described = goods.material is not None and goods.form is not None
    if exact or agree or described or not any(t.entry.line in own for t in left):
        return mine
    asks = tuple(dict.fromkeys(ask for t in left for ask in t.answer.asks)) or (_which_line(goods, left, code_of),)
    return GoodsBearing(unknown(f"the lines under `{goods.code}` do not agree", *asks), mine.lines)


def _which_line(goods: Goods, left: list[LineAnswer], code_of: dict[str, str]) -> Ask:
    texts = sorted({f"{code_of[t.entry.line]} {t.entry.text.en}" for t in left})
    return Ask("goods.code", f"Which line under `{goods.code}`: {'; '.join(texts)}?")


def _contradiction(goods: Goods, tried: list[LineAnswer]) -> ShipmentError:
    """The code and the stated material, form or kind cannot both be right."""
    field = "goods.material" if goods.material is not None else "goods.form" if goods.form is not None else "goods.kind"
    why = "; ".join(dict.fromkeys(t.identity.why for t in tried))
    return ShipmentError([(field, f"contradicts `goods.code` {goods.code} ({why}): correct one of the two")])


def _read(policy: Policy, requirement: Requirement, goods: Goods, bearing: GoodsBearing) -> GoodsBearing:
    """What adopted readings make of goods that the words alone would catch or leave open."""
    used, answer = [], bearing.answer
    for reading in policy.readings:
        if not reading.adopted or reading.case is None or not any(covers(t, requirement.id) for t in reading.targets):
            continue
        if case_met(reading.case, goods) != "yes":
            continue
        used.append(reading)
        text = f"{reading.reading.en} (reading {reading.id})"
        answer = {"yes": yes, "no": no, "possible": possible}[str(reading.word)](text)
    return GoodsBearing(answer, bearing.lines, tuple(used), bearing.near) if used else bearing


def case_met(case: ReadingCase, goods: Goods) -> str:
    """Whether a reading speaks of these goods: only on stated facts."""

    def stated(wanted: tuple[str, ...], given: tuple[str | None, ...]) -> Answer:
        return yes("") if not wanted or any(g in wanted for g in given) else no("")

    return all_of(
        stated(case.processing, (goods.processing,)),
        stated(case.materials, (goods.material,)),
        stated(case.forms, (goods.form, *goods.contains)),
        stated(case.contains, tuple(c.substance for c in goods.composition)),
    ).word
