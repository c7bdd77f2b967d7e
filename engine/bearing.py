"""How the goods of one requirement bear on identified goods: its lines together, then the adopted readings of its text."""

from dataclasses import dataclass

from ..events.citation import prefixes
from ..events.goods import ListEntry
from ..events.model import ReadingCase, ReadingRecorded, Requirement
from .goods import WHICH, Identified, LineAnswer, ask_content, match_line
from .policy import Index, Policy
from .shipment import Goods, ShipmentError
from .words import Answer, Ask, all_of, any_of, no, possible, unknown, yes

_DESCRIBE = (Ask("goods.material", "What is the material exactly?"), Ask("goods.form", "In which form are the goods?"))


@dataclass(frozen=True)
class GoodsBearing:
    """The goods word of a requirement, the lines that decided it, the readings that it rests on, and whether the goods only just miss."""

    answer: Answer
    lines: tuple[ListEntry, ...] = ()
    readings: tuple[ReadingRecorded, ...] = ()
    near: bool = False


def candidates(policy: Policy, found: Identified) -> frozenset[str]:
    """The requirements that can concern the goods. Unidentified goods may be anything."""
    if found.by == "code" and found.unsettled is None:
        beside = (_by_description(policy, goods) for goods in descriptions(found))
        return frozenset(c.requirement for c in found.lines).union(*beside)
    if found.by == "hs":
        return frozenset(requirement for _, requirement in policy.index.behind(found.goods.hs or ""))
    if found.by == "material":
        return _by_description(policy, found.goods)
    return frozenset(policy.requirements) - policy.index.whole_list


def _by_description(policy: Policy, goods: Goods) -> frozenset[str]:
    """By what the goods are and contain; entries for any material by their forms."""
    index: Index = policy.index
    names = {c.substance for c in goods.composition}
    if goods.material is None:  # a code may stand for any material
        names.update(index.by_material, index.by_content)
    else:
        names.update((goods.material, *policy.vocabulary.constituents(goods.material)))
    out = index.by_form.get("", frozenset())
    for name in names:
        out |= index.by_material.get(name, frozenset()) | index.by_content.get(name, frozenset())
    form = policy.vocabulary.forms.get(goods.form or "")
    forms = index.by_form if form is None else (form.name, *form.may_be, *(goods.contains or ()))
    return out.union(*(index.by_form.get(name, frozenset()) for name in forms))


def descriptions(found: Identified) -> tuple[Goods, ...]:
    """What goods entered under a code may be: each material and form of the lines under it, where the question does not state them.

    A form that the line gives says what the goods are: it hides nothing, unless the question speaks of contents.
    """
    goods, out = found.goods, {}
    for entry in found.texts:
        for material in (goods.material,) if goods.material else (entry.materials or entry.contains or (None,)):
            for form in (goods.form,) if goods.form else (entry.forms or (None,)):
                contains = goods.contains if goods.form or form is None else (goods.contains or ())
                out[material, form] = goods.model_copy(update={"material": material, "form": form, "contains": contains})
    return tuple(out.values())


def lines_of(policy: Policy, requirement: Requirement, found: Identified) -> GoodsBearing:
    """The goods word of a requirement that has list lines of its own, by those lines."""
    if found.unsettled is not None:
        return GoodsBearing(found.unsettled)
    match found.by:
        case "nothing":
            return GoodsBearing(unknown("the goods are not identified", WHICH))
        case "hs":
            return _hint(policy, requirement, found)
        case "code":
            return _beside(policy, requirement, found, _coded(policy, requirement, found))
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


def _beside(policy: Policy, requirement: Requirement, found: Identified, coded: GoodsBearing) -> GoodsBearing:
    """The lines that are not under the code, compared by what the goods are.

    Other coded lines of the same list are another classification: only stated facts bring the goods under them too.
    """
    under, lists = {c.line for c in found.lines}, {e.list for e in found.texts}
    others = [e for e in requirement.entries if e.line not in under]
    if not others:
        return coded
    beside = [_together([_other(e, goods, policy, lists) for e in others]) for goods in descriptions(found)]
    words = {b.answer.word for b in beside}
    best = next((b for b in beside if b.answer.word != "no"), beside[0])
    said = best.answer if len(words) == 1 else unknown(best.answer.why, *_DESCRIBE, *best.answer.asks)
    answer = any_of(coded.answer, said)
    lines = (*(coded.lines if coded.answer.word == answer.word else ()), *(best.lines if said.word == answer.word else ()))
    return GoodsBearing(answer, lines, near=answer.word == "no" and (coded.near or any(b.near for b in beside)))


def _other(entry: ListEntry, goods: Goods, policy: Policy, lists: set[str]) -> LineAnswer:
    tried = match_line(entry, goods, policy)
    elsewhere = entry.line in policy.index.codes and entry.list in lists
    if elsewhere and tried.answer.word == "unknown":
        return LineAnswer(entry, tried.identity, no(f"classified under `{goods.code}`"))
    return tried


def _coded(policy: Policy, requirement: Requirement, found: Identified) -> GoodsBearing:
    """Goods entered under a code. A code above several lines decides only where all that the stated facts leave open agree."""
    goods, code_of = found.goods, {c.line: c.code for c in found.lines}
    tried = [match_line(e, goods, policy, coded="parent") for e in found.texts if not e.reserved]
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


def as_read(policy: Policy, requirement: Requirement, found: Identified, bearing: GoodsBearing) -> GoodsBearing:
    """What adopted readings make of goods that the words alone would catch or leave open. Of several, the strictest stands.

    A reading frees goods that are described, not goods that the question itself enters under a listed code.
    """
    if bearing.answer.word == "no":
        return bearing
    used = [
        r
        for r in policy.told_of(prefixes(requirement.id))
        if isinstance(r, ReadingRecorded) and r.adopted and r.case is not None and case_met(r.case, found.goods) == "yes"
    ]
    if not used:
        return bearing
    strictest = min(used, key=lambda r: ("yes", "possible", "no").index(str(r.word)))
    text = f"{strictest.reading.en} (reading {strictest.id})"
    if strictest.word == "no":
        answer = possible(f"entered under `{found.goods.code}`, yet {text}") if found.by == "code" else no(text)
    else:
        answer = yes(text) if strictest.word == "yes" else possible(text)
    return GoodsBearing(answer, bearing.lines, tuple(used), bearing.near)


def case_met(case: ReadingCase, goods: Goods) -> str:
    """Whether a reading speaks of these goods: only on stated facts."""

    def stated(wanted: tuple[str, ...], given: tuple[str | None, ...]) -> Answer:
        return yes("") if not wanted or any(g in wanted for g in given) else no("")

    return all_of(
        stated(case.processing, (goods.processing,)),
        stated(case.materials, (goods.material,)),
        stated(case.forms, (goods.form, *(goods.contains or ()))),
        stated(case.contains, tuple(c.substance for c in goods.composition)),
    ).word
