"""A determination as plain text for a person: the outcome first, then why, until when, what could change it, what to find out.

A rendering, nothing more: every word comes from the determination, and, where the policy that it was decided on is at hand, from
the events that it cites (their days) and the list lines that it names (their descriptions).
"""

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from .acts import act
from .assess import BINDING, OPEN
from .determination import Determination, RequiredLicence, RequirementAnswer
from .footnotes import Footnotes
from .layout import Line, Section, names_text, together
from .policy import Policy

_SENTENCE: Final = {
    "PROHIBITED": "The export is prohibited.",
    "LICENCE_REQUIRED": "A licence is required, and no licence in the log covers the shipment.",
    "AUTHORISED": "A licence is required, and a licence in the log covers the shipment.",
    "NO_LICENCE_REQUIRED": "No licence is required under the regimes considered.",
    "UNDETERMINED": "On the facts given this cannot be decided. That is not permission.",
}
_CONCLUSION: Final = {
    "prohibited": "prohibited",
    "licence_required": "licence required",
    "authorised": "licence required and held",
    "exempt": "exempt",
}
_ASLEEP: Final = {
    "suspended": "suspended",
    "not_in_force": "not yet in force",
    "postponed": "postponed",
    "terminated": "no longer in force",
}
_COMPARED: Final = {"unknown": "Open", "possible": "Hint", "yes": "Met", "no": "Not met"}
_MAPPING: Final = {
    "named": "its words name this effect",
    "inferred": "this effect is inferred from its words",
    "doubtful": "whether its words mean this is doubtful",
    None: "not adopted",
}
_FEW: Final = 3  # names in a row; more are counted in a short text
_PLACE: Final = "\0"
_DAYS: Final = re.compile(r" \([^)]*\)")


def explain(
    answer: Determination, policy: Policy | None = None, *, full: bool = True, field_name: Callable[[str], str] = str
) -> tuple[Section, ...]:
    """The sections of the explanation, in the order in which they are read. The first one states the outcome.

    `policy`: the policy that the answer was decided on. Without it, cited events stand by their ids and lines by their numbers.
    `full`: with every rule, the provisions that did not apply, why regimes were not considered, numbered sources. `field_name`: how whoever
    asks names a field of the shipment, where not as in JSON.
    """
    notes = Footnotes(full)
    sections = [*_sections(answer, policy, notes, field_name), *(_appendix(answer, notes) if full else ())]
    return tuple(section for section in sections if section.lines)


def headline(answer: Determination) -> str:
    """The outcome with the regimes that it speaks about. No rendering prints one without the other."""
    return f"{answer.outcome} under {', '.join(answer.scope.considered) or 'no regime'}"


def away(answer: Determination) -> list[RequirementAnswer]:
    """The requirements that were considered and decide nothing. Where nothing binds, those that sleep decide."""
    awake = any(r.conclusion in (*BINDING, *OPEN) for r in answer.requirements)
    return [r for r in answer.requirements if r.conclusion not in (*BINDING, *OPEN) and (awake or r.conclusion == "out_of_scope")]


def _sections(answer: Determination, policy: Policy | None, notes: Footnotes, field_name: Callable[[str], str]) -> Iterator[Section]:
    others = away(answer)
    deciding = [r for r in answer.requirements if r.conclusion not in OPEN and r not in others]
    deciding.sort(key=lambda r: r.conclusion != "prohibited")
    undecided = [r for r in answer.requirements if r.conclusion in OPEN]
    yield Section(headline(answer), tuple(_head(answer)))
    yield Section("Why", tuple(x for r in deciding for x in _requirement(answer, r, policy, notes)) or tuple(_silence(answer)))
    yield Section("Not settled", tuple(x for group in _alike(undecided) for x in _open(answer, group, policy, notes)))
    yield Section("Until when", tuple(_until(answer, policy)))
    yield Section("If it were otherwise", tuple(_alternatives(answer, notes)))
    yield Section("Doubts", tuple(_doubts(answer, notes)))
    yield Section("To find out", tuple(_questions(answer, field_name, notes.full)))
    yield Section("To do", tuple(Line(d.requirement, d.text) for d in answer.duties))
    yield Section("Warnings", tuple(_warnings(answer, notes.full)))


def _appendix(answer: Determination, notes: Footnotes) -> Iterator[Section]:
    yield Section("Did not apply", tuple(Line(r.requirement, _reason(r)) for r in away(answer)))
    yield Section("Not considered", tuple(Line(n.regime, n.why) for n in answer.scope.not_considered))
    yield Section("Rests on", tuple(Line(f"[{n}]", text) for n, text in enumerate(notes.texts, 1)))


def _head(answer: Determination) -> Iterator[Line]:
    yield Line("", _SENTENCE[answer.outcome])
    if answer.licensing_policy not in (None, "ordinary"):
        yield Line("", f"Applications are treated as: {_words(answer.licensing_policy)}.")
    if answer.at_most != answer.outcome:
        yield Line("", f"Facts that are not stated could make it {answer.at_most}.")
    elif answer.licensing_policy and answer.licensing_policy_at_most != answer.licensing_policy:
        yield Line("", f"Facts that are not stated could make the treatment {_words(answer.licensing_policy_at_most)}.")
    kinds = dict.fromkeys(_words(d.kind) for d in answer.doubts)
    if kinds or answer.outcome != "UNDETERMINED":
        yield Line("", f"Certainty: {', '.join(kinds) or 'settled'}.")
    if answer.engine.inference != "durable-rules":
        yield Line("", f"The rules were run by the {answer.engine.inference} evaluator, not by durable-rules.")
    if answer.scope.not_considered:
        yield Line("", f"Not considered: {', '.join(n.regime for n in answer.scope.not_considered)}.")


def _silence(answer: Determination) -> Iterator[Line]:
    if answer.outcome == "NO_LICENCE_REQUIRED":
        regimes = ", ".join(answer.scope.considered)
        text = f"No provision in the log concerns these goods on {answer.legal_date}, and the log is complete for them in {regimes}."
        yield Line("", text)
    elif not any(r.conclusion in OPEN for r in answer.requirements):
        yield Line("", "No provision in the log was found to concern the shipment. That alone frees nothing: the log may be silent.")


def _requirement(answer: Determination, r: RequirementAnswer, policy: Policy | None, notes: Footnotes) -> Iterator[Line]:
    yield Line(r.requirement, _concluded(r))
    yield Line("Act", r.title, 1)
    yield from _compared(r, policy, notes.full)
    for licence in answer.licences_required:
        if licence.requirement == r.requirement:
            yield from _licence(licence)
    yield from _rules(r, notes)
    for number, event in enumerate(r.events):
        yield Line("" if number else "Rests on", _act(event, policy), 1)


def _alike(undecided: Iterable[RequirementAnswer]) -> list[list[RequirementAnswer]]:
    """Requirements that are open for the same reasons, together: goods that nothing identifies leave many open."""
    groups: dict[object, list[RequirementAnswer]] = {}
    for r in undecided:
        groups.setdefault((r.conclusion, r.finding.get("effect"), r.compared, r.lines), []).append(r)
    return list(groups.values())


def _open(answer: Determination, group: list[RequirementAnswer], policy: Policy | None, notes: Footnotes) -> Iterator[Line]:
    first = group[0]
    if len(group) == 1:
        yield from _requirement(answer, first, policy, notes)
        return
    yield Line(f"{len(group)} provisions", _perhaps(first))
    yield Line("Which", ", ".join(r.requirement for r in group), 1)
    yield from _compared(first, policy, notes.full)
    yield from _rules(first, notes)
    acts = [event for r in group for event in r.events if notes.full or event != r.requirement]
    for number, event in enumerate(dict.fromkeys(acts)):
        yield Line("" if number else "Rests on", _act(event, policy), 1)


def _compared(r: RequirementAnswer, policy: Policy | None, full: bool) -> Iterator[Line]:
    """What is open comes first; what is met and what is not follow."""
    for word, label in _COMPARED.items():
        lines = [_line(name, policy) for name in r.lines] if word == r.finding.get("goods") else []
        named = [names_text(lines, None if full else _FEW)] if lines else []
        texts = [*named, *(c.text for c in r.compared if c.word == word and (word != "no" or r.conclusion not in BINDING))]
        if texts:
            yield Line(label, "; ".join(texts), 1)


def _rules(r: RequirementAnswer, notes: Footnotes) -> Iterator[Line]:
    stages = ("scope", "status", "conclusion") if notes.full and r.conclusion not in OPEN else ("conclusion",)
    rules = [because.text + notes.law(because.citations) for because in r.because if because.stage in stages]
    if rules:
        yield Line("Rule", "; ".join(rules), 1)


def _concluded(r: RequirementAnswer) -> str:
    """The conclusion in words, with the days of the status that it rests on."""
    days = f"{f' from {r.since}' if r.since else ''}{f' through {r.until}' if r.until else ''}"
    if r.conclusion in _ASLEEP:
        return _ASLEEP[r.conclusion] + days
    said = _perhaps(r) if r.conclusion in OPEN else _CONCLUSION[r.conclusion]
    status = {"operative": "in force", "uncertain": "first day not known"}.get(r.status, r.status)
    return f"{said}; {status}{days}"


def _perhaps(r: RequirementAnswer) -> str:
    effect = "prohibited" if r.finding.get("effect") == "prohibition" else "licence required"
    return f"perhaps {effect}: {'a fact is missing' if r.conclusion == 'unknown' else 'there is only a hint'}"


def _line(name: str, policy: Policy | None) -> str:
    entry = policy.entries.get(name) if policy else None
    return f"{entry.code or ''} {entry.text.en}".lstrip() if entry else name


def _act(event: str, policy: Policy | None) -> str:
    known = policy.events.get(event) if policy else None
    return f"{event}: {act(known)}" if known else event


def _licence(licence: RequiredLicence) -> Iterator[Line]:
    text = f"licence {licence.held} is held" if licence.held else f"{licence.licence_type} licence of {licence.authority}"
    text += f"; treated as {_words(licence.licensing_policy)}"
    if licence.licensing_policy_at_most != licence.licensing_policy:
        text += f", at most {_words(licence.licensing_policy_at_most)}"
    yield Line("Licence", text + (f"; accepted: {', '.join(licence.accepted_types)}" if licence.accepted_types else ""), 1)
    for number, condition in enumerate(licence.conditions):
        yield Line("" if number else "Note", condition, 1)


def changes_text(because: str) -> str:
    """What ends one answer and begins the next: provisions that change in the same way stand together."""
    return _words("; ".join(together(because.split("; "), _FEW)))


def _until(answer: Determination, policy: Policy | None) -> Iterator[Line]:
    holds = answer.holds
    if holds.from_ is None and holds.through is None:
        yield Line("Holds", "on every day, on what is known")
        return
    first = f"from {holds.from_}" if holds.from_ else "from the beginning"
    yield Line("Holds", f"{first} {f'through {holds.through}' if holds.through else 'on, with no end known'}, on what is known")
    if holds.then is not None:
        same = holds.then.outcome == answer.outcome
        treated = holds.then.licensing_policy if same or holds.then.licensing_policy != "ordinary" else None
        told = f"{holds.then.outcome}{f' ({_words(treated)})' if treated else ''}"
        yield Line("Then", f"{told}. {changes_text(holds.then.because)}")
        for number, event in enumerate(holds.then.events):
            yield Line("" if number else "Rests on", _act(event, policy))


def _doubts(answer: Determination, notes: Footnotes) -> Iterator[Line]:
    """Each with its sources; in a short text, those that say the same of several acts are one."""
    if notes.full:
        yield from (Line(_words(d.kind), d.text + notes.sources(d.sources)) for d in answer.doubts)
        return
    for kind in dict.fromkeys(d.kind for d in answer.doubts):
        texts = [d.text for d in answer.doubts if d.kind == kind]
        if kind == "partial_text" and len(texts) > 1:
            texts = [_DAYS.sub("", text) for text in texts]
        yield from (Line(_words(kind), text) for text in together(texts, _FEW))


def _alternatives(answer: Determination, notes: Footnotes) -> Iterator[Line]:
    for other in answer.alternatives:
        treated = f" ({_words(other.licensing_policy)})" if other.licensing_policy not in (None, "ordinary") else ""
        yield Line(f"{other.outcome}{treated}{f' through {other.through}' if other.through else ''}", "")
        yield Line("If", other.if_, 1)
        what = "a statement, not an act" if other.kind == "statement" else "a reading"
        yield Line("Rests on", f"{other.basis}, {what}; {_MAPPING[other.mapping]}{notes.sources(other.sources)}", 1)


def _questions(answer: Determination, field_name: Callable[[str], str], full: bool) -> Iterator[Line]:
    for number, question in enumerate(answer.questions, 1):
        settles = f", settles {names_text(question.settles, None if full else _FEW)}" if question.settles else ""
        yield Line(f"{number}.", f"{question.question} ({field_name(question.field)}{settles})")


def _warnings(answer: Determination, full: bool) -> Iterator[Line]:
    """Each warning once, with the requirements that it is about. What sources leave open is only counted in a short text."""
    about: dict[tuple[str, str], list[str]] = {}
    for w in answer.warnings:
        text = w.text.removeprefix(f"{w.kind.replace('_', '-')}: ")
        # Warnings that differ in the provision alone are one: its place in the words is kept for all of their names.
        text = text.replace(w.requirement, _PLACE) if w.requirement and w.kind != "source_doubt" else text
        about.setdefault((w.kind, text), []).extend([w.requirement] if w.requirement else [])
    counted = 0
    for (kind, text), requirements in about.items():
        if kind == "source_doubt" and not full:
            counted += 1
            continue
        names = names_text(requirements, None if full else _FEW)
        prefix = f"{names}: " if names and kind != "source_doubt" and _PLACE not in text else ""
        yield Line(_words(kind), prefix + text.replace(_PLACE, names))
    if counted:
        yield Line("source doubt", f"{counted} about the texts that were read: in the full explanation")


def _reason(r: RequirementAnswer) -> str:
    """In one line, why a requirement does not bind: the first thing about it that is not met."""
    if r.conclusion != "out_of_scope":
        return _concluded(r)
    missed = [c.text.split(";")[0] for c in r.compared if c.word == "no"] or [b.text for b in r.because if b.stage == "scope"]
    text = missed[0] if missed else "it does not concern the shipment"
    text = f"not for {text}" if text.startswith(("destination ", "end use ")) else text
    return textwrap.shorten(text, 100, placeholder=" …")


def _words(name: str | None) -> str:
    return (name or "").replace("_", " ")
