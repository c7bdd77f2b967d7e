"""Goods against list entries: identification, materials, forms, contents, criteria.

A list code identifies; so do material and form; a customs code is only a hint; a description is never matched. Parameters beat the code
when both are given and disagree.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from ..events.goods import AllOf, AnyOf, Criterion, FormIs, Kind, ListEntry, Measure, decimal_text
from .policy import Coded, Policy, Vocabulary
from .shipment import Amount, Goods, ShipmentError
from .words import Answer, Ask, all_of, any_of, compare, no, possible, unknown, yes

By = Literal["code", "material", "hs", "nothing"]


@dataclass(frozen=True)
class Identified:
    """How the goods are identified. `lines`: the list lines under the given code, with the requirement that holds each; `texts`: what
    those lines say, in all their versions or, once `standing` on a day, in that day's.
    `unsettled`: why a given code identifies nothing, with what to ask."""

    by: By
    goods: Goods
    lines: tuple[Coded, ...] = ()
    texts: tuple[ListEntry, ...] = ()
    unsettled: Answer | None = None

    @property
    def certain(self) -> bool:
        """Whether it is known what the goods are."""
        return self.by in ("code", "material") and self.unsettled is None


_ZERO = Decimal(0)
_NONE = Amount(min=_ZERO, max=_ZERO)
WHICH = Ask("goods", "What are the goods: their control-list code, or their material and form?")


def check_names(goods: Goods, vocabulary: Vocabulary, content: tuple[tuple[str, str | None], ...] = ()) -> None:
    """Names that the corpus does not have are errors: a typing slip must not look like goods that nothing controls."""
    problems = []

    def check(field: str, name: str | None, known: Container[str], what: str) -> None:
        if name is not None and name not in known:
            problems.append((field, f"`{name}` is not a known {what}: see `licet events vocabulary` for the names in use"))

    check("goods.material", goods.material, vocabulary.materials, "material")
    check("goods.form", goods.form, vocabulary.forms, "form")
    check("goods.list", goods.list, vocabulary.lists, "control list")
    for i, component in enumerate(goods.composition):
        check(f"goods.composition[{i}].substance", component.substance, vocabulary.materials, "substance")
    for i, inside in enumerate(goods.contains or ()):
        check(f"goods.contains[{i}]", inside, vocabulary.forms, "form")
    for name, value in goods.attributes.items():
        check(f"goods.attributes.{name}", name, vocabulary.attributes, "attribute")
        known = vocabulary.attributes.get(name)
        if known is not None and isinstance(value, Amount) == bool(known.words):
            wanted = f"one of {', '.join(known.words)}" if known.words else f"a decimal in {known.unit or 'its unit'}"
            problems.append((f"goods.attributes.{name}", f"write {wanted}"))
    for i, (material, used) in enumerate(content):
        check(f"content[{i}].material", material, vocabulary.materials, "material")
        check(f"content[{i}].form", used, vocabulary.forms, "form")
    problems += _clashes(goods, vocabulary)
    if problems:
        raise ShipmentError(problems)


def _clashes(goods: Goods, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Facts that cannot all be true."""
    form = vocabulary.forms.get(goods.form or "")
    if form is None:
        return
    if goods.kind is not None and form.kind != "goods" and goods.kind != form.kind:
        yield "goods.form", f"`{form.name}` contradicts `goods.kind` {goods.kind}: correct one of the two"
    if form.elemental and vocabulary.constituents(goods.material or ""):
        parts = ", ".join(vocabulary.constituents(goods.material or ""))
        yield "goods.form", f"`{form.name}` is the form of an element; `{goods.material}` consists of {parts}: correct one of the two"


def identify(policy: Policy, goods: Goods) -> Identified:
    """What the goods are, as far as the question and the log say. Contradictions are errors."""
    if goods.code is None:
        by: By = "material" if goods.material else "hs" if goods.hs else "nothing"
        return Identified(by, goods)
    head = goods.code.split(".")[0]
    lists = policy.index.heads.get(head, frozenset())
    name = goods.list
    if name is not None and lists and name not in lists:
        raise ShipmentError([("goods.list", f"`{goods.code}` is a code of {', '.join(sorted(lists))}, not of `{name}`")])
    if name is None and len(lists) > 1:
        ask = Ask("goods.list", f"Which list is `{goods.code}` a code of: {' or '.join(sorted(lists))}?")
        return Identified(
            "code", goods, unsettled=unknown(f"`{head}` stands on {' and '.join(sorted(lists))} with different meanings", ask)
        )
    if name is None and lists:
        (name,) = lists
    lines = policy.index.by_code.get((name, goods.code), ()) if name else ()
    current = tuple(c for c in lines if c.start is None or goods.edition is None or c.start <= goods.edition)
    if not current:
        why = f"`{goods.code}` is not a code in the log" + (f" for the edition of {goods.edition}" if lines else "")
        return Identified("code", goods, unsettled=unknown(why, WHICH))
    return Identified("code", goods, current, tuple(e for line in dict.fromkeys(c.line for c in current) for e in policy.versions_of[line]))


def standing(policy: Policy, found: Identified, day: date) -> Identified:
    """The same goods, with the lines under their code as they stand on a day."""
    if not found.lines:
        return found
    return replace(found, texts=tuple({c.line: policy.line(c, day) for c in found.lines}.values()))


def materials_of(found: Identified) -> frozenset[str]:
    """The materials by which coverage of the goods is judged."""
    if found.goods.material:
        return frozenset({found.goods.material})
    return frozenset(m for e in found.texts for m in (e.materials or e.contains))


def kind_of(goods: Goods, vocabulary: Vocabulary) -> Kind | None:
    """Goods, software, technology or service: as stated, or as the form says."""
    form = vocabulary.forms.get(goods.form or "")
    return goods.kind or (form.kind if form else None)


def _kind(entry: ListEntry, goods: Goods, vocabulary: Vocabulary) -> Answer:
    kind = kind_of(goods, vocabulary)
    return yes("") if kind in (None, entry.kind) else no(f"the line is about {entry.kind}, not {kind}")


def _elemental(goods: Goods, vocabulary: Vocabulary) -> bool:
    form = vocabulary.forms.get(goods.form or "")
    return form is not None and form.elemental


def _material(entry: ListEntry, goods: Goods, vocabulary: Vocabulary) -> Answer:
    if not entry.materials:
        return yes("")
    ask = Ask("goods.material", f"What is the material exactly: {', '.join(entry.materials)}?")
    if goods.material is None:
        return unknown("the material is not stated", ask)
    if goods.material in entry.materials:
        return yes(f"material {goods.material}")
    wider = [m for m in entry.materials if goods.material in vocabulary.constituents(m) or goods.material in entry.contains]
    open_ = [m for m in wider if all(_presence(goods, part, vocabulary).word != "no" for part in vocabulary.constituents(m))]
    if open_ and not _elemental(goods, vocabulary):
        return unknown(f"{goods.material} may be {' or '.join(open_)}", ask)
    inside = [m for m in entry.materials if goods.component(m) is not None and _presence(goods, m, vocabulary).word == "yes"]
    if inside and entry.alloy_of:
        return yes(f"contains {' and '.join(inside)}")
    if inside and goods.form in entry.forms:
        return possible(f"{goods.material} stated to contain {' and '.join(inside)}")
    return no(f"material {goods.material}, not {' or '.join(entry.materials)}")


def _form(entry: ListEntry, goods: Goods, vocabulary: Vocabulary) -> Answer:
    if not entry.forms:
        return yes("")
    wanted = " or ".join(entry.forms)
    if goods.form is None:
        return unknown("the form is not stated", Ask("goods.form", f"In which form are the goods: {', '.join(entry.forms)}, or another?"))
    if goods.form in entry.forms:
        return yes(f"form {goods.form}")
    inside = [form for form in goods.contains or () if form in entry.forms]
    if inside and goods.processing is None:
        ask = Ask("goods.processing", "Is the listed part raw, primary-processed, or incorporated in other goods?")
        return unknown(f"contains {' and '.join(inside)}", ask)
    if inside:
        return possible(f"contains {' and '.join(inside)}, {goods.processing}")
    form = vocabulary.forms.get(goods.form)
    hidden = " or ".join(f for f in (form.may_be if form else ()) if f in entry.forms)
    if hidden and goods.contains is None:
        ask = Ask(
            "goods.contains", f"Are the goods, or do they contain, one of these forms: {', '.join(entry.forms)} (an empty list: none)?"
        )
        return unknown(f"form {goods.form}, which may be or contain {hidden}", ask)
    return no(f"form {goods.form}, not {wanted}")


def ask_content(substance: str) -> Ask:
    """The question for a substance in the goods."""
    return Ask(f"goods.composition[{substance}]", f'Do the goods contain {substance}, and how much (per cent by weight; "0" if none)?')


def _presence(goods: Goods, substance: str, vocabulary: Vocabulary) -> Answer:
    """Whether the goods contain a substance, in any amount."""
    if goods.material == substance or substance in vocabulary.constituents(goods.material or ""):
        return yes(f"contains {substance}")
    ask = ask_content(substance)
    component = goods.component(substance)
    if component is not None:
        if component.wt_pct is None:
            return yes(f"contains {substance}")
        word = compare(component.wt_pct, ">", _ZERO)
        text = f"{substance} {amount_text(component.wt_pct)} %"
        if word == "no" and component.basis == "typical":
            return unknown(f"{text}, a typical value only", ask)
        return yes(text) if word == "yes" else no(text) if word == "no" else unknown(text, ask)
    if goods.composition_complete:
        return no(f"no {substance} in the complete composition")
    material, form = vocabulary.materials.get(goods.material or ""), vocabulary.forms.get(goods.form or "")
    element = material is not None and not material.constituents
    if material is not None and (material.closed or (element and form is not None and form.pure)):
        return no(f"no {substance} stated")
    return unknown(f"{substance} content is not stated", ask)


def _contains(entry: ListEntry, goods: Goods, vocabulary: Vocabulary) -> Answer:
    if not entry.contains:
        return yes("")
    return any_of(*(_presence(goods, substance, vocabulary) for substance in entry.contains))


def _alloy(entry: ListEntry, goods: Goods, vocabulary: Vocabulary, elements: frozenset[str]) -> Answer:
    """A named alloy, on a list closed by name: exactly its elements. More elements, or two listed ones, are not settled by the text."""
    if not entry.alloy_of:
        return yes("")
    presence = {part: _presence(goods, part, vocabulary) for part in entry.alloy_of}
    own = {goods.material, *vocabulary.constituents(goods.material or "")} - {None}
    if vocabulary.constituents(goods.material or ""):
        own.discard(goods.material)
    stated = own | {c.substance for c in goods.composition if c.wt_pct is None or (c.wt_pct.max is None or c.wt_pct.max > 0)}
    name = "-".join(entry.alloy_of)
    if all(answer.word == "yes" for answer in presence.values()):
        extra = sorted(str(s) for s in stated - set(entry.alloy_of))
        return possible(f"{name} with {', '.join(extra)}: the list names {name} only") if extra else yes(f"alloy {name}")
    both_listed = len({s for s in stated if s in elements}) > 1
    if any(answer.word == "no" for answer in presence.values()):
        if stated & set(entry.alloy_of) and (both_listed or len(stated) > 2):
            return possible(f"an alloy of {', '.join(sorted(str(s) for s in stated))}: the list names {name} only")
        return no(f"not {name}")
    return all_of(*presence.values())


def _measure(measure: Measure, goods: Goods, vocabulary: Vocabulary) -> Answer:
    name = measure.attribute or measure.substance or ""
    declared = vocabulary.attributes.get(measure.attribute or "")
    unit = declared.unit if declared else None
    if measure.attribute is not None:
        field, stated = f"goods.attributes.{name}", goods.attributes.get(measure.attribute)
        question = f"What is {name}" + (f" (in {unit})?" if unit else "?")
    else:
        field, question = f"goods.composition[{name}]", f"How much {name} do the goods contain (per cent by weight)?"
        component = goods.component(name)
        absent = component is None and goods.composition_complete and _presence(goods, name, vocabulary).word == "no"
        stated = component.wt_pct if component else _NONE if absent else None
    ask = Ask(field, question)
    if measure.word is not None:
        if stated is None:
            return unknown(f"{name} is not stated", ask)
        return yes(f"{name} {stated}") if stated == measure.word else no(f"{name} {stated}, not {measure.word}")
    if measure.op is None or measure.value is None:
        return unknown(f"the limit on {name} could not be read in the text")
    limit = f"{measure.op} {decimal_text(measure.value)}"
    if not isinstance(stated, Amount):
        return unknown(f"{name} is not stated (limit {limit})", ask)
    text = f"{name} {amount_text(stated)} against {limit}"
    word = compare(stated, measure.op, measure.value)
    return yes(text) if word == "yes" else no(text) if word == "no" else unknown(text, ask)


def _criterion(criterion: Criterion, goods: Goods, vocabulary: Vocabulary) -> Answer:
    match criterion:
        case AllOf():
            return all_of(*(_criterion(c, goods, vocabulary) for c in criterion.all))
        case AnyOf():
            return any_of(*(_criterion(c, goods, vocabulary) for c in criterion.any))
        case FormIs():
            if goods.form is None:
                return unknown(
                    "the form is not stated", Ask("goods.form", f"Are the goods in one of these forms: {', '.join(criterion.form)}?")
                )
            return yes(f"form {goods.form}") if goods.form in criterion.form else no(f"form {goods.form}")
        case Measure():
            return _measure(criterion, goods, vocabulary)


def _criteria(entry: ListEntry, goods: Goods, vocabulary: Vocabulary) -> Answer:
    if entry.criteria_unread is not None:
        return unknown(f"the criteria of the line could not be read: {entry.criteria_unread}")
    return yes("") if entry.criteria is None else _criterion(entry.criteria, goods, vocabulary)


@dataclass(frozen=True)
class LineAnswer:
    """How one list line bears on the goods: by kind, material and form alone (`identity`), and in all."""

    entry: ListEntry
    identity: Answer
    answer: Answer

    @property
    def near(self) -> bool:
        """Goods of the line's own material, or of its form and measured kind, that only contents or criteria leave out."""
        named = bool(self.entry.materials) or self.entry.criteria is not None
        return named and self.identity.word == "yes" and self.answer.word == "no"


def match_line(entry: ListEntry, goods: Goods, policy: Policy, *, coded: Literal["exact", "parent"] | None = None) -> LineAnswer:
    """One line against goods given by material, or entered under its code (`exact`) or a code above it (`parent`).

    A code states what its lines say: facts that are not stated do not open it again. Stated facts that contradict it win, and under a
    code above the line the criteria of the line must be met by stated facts.
    """
    vocabulary = policy.vocabulary
    parts = []
    for compared in (_kind, _material, _form):
        part = compared(entry, goods, vocabulary)
        if part.word == "no":
            return LineAnswer(entry, part, part)
        parts.append(part)
    inside = [_contains(entry, goods, vocabulary), _alloy(entry, goods, vocabulary, policy.index.elements)]
    criteria = _criteria(entry, goods, vocabulary)
    if coded is not None:
        parts, inside = _as_stated(parts), _as_stated(inside)
    if coded == "exact":
        (criteria,) = _as_stated([criteria])
    identity = all_of(*parts)
    answer = all_of(identity, *inside, criteria)
    if entry.reserved:
        answer = no("a reserved line controls nothing")
    elif entry.stub and answer.word == "yes":
        answer = possible(f"`{entry.code or entry.line}` is named by other texts; its own text was not read")
    return LineAnswer(entry, identity, answer)


def _as_stated(answers: list[Answer]) -> list[Answer]:
    """What a code says holds, unless stated facts say otherwise."""
    return [a if a.word in ("no", "possible") else yes("") for a in answers]


def amount_text(amount: Amount) -> str:
    """`99.9`, `at least 99.9`, `at most 50`, `1 to 2`."""
    if amount.min == amount.max and amount.min is not None:
        return decimal_text(amount.min)
    if amount.max is None and amount.min is not None:
        return f"at least {decimal_text(amount.min)}"
    if amount.min is None and amount.max is not None:
        return f"at most {decimal_text(amount.max)}"
    return f"{decimal_text(amount.min or _ZERO)} to {decimal_text(amount.max or _ZERO)}"
