"""Then: what the answer must say, and why. Every expectation that fails shows the whole answer in short."""

import re
from collections.abc import Iterable
from typing import Any

from pytest_bdd import parsers, then

from . import words
from .given import Case


def shown(answer: dict[str, Any]) -> str:
    """The answer in short, for failures."""
    lines = [f"{answer['outcome']}, at most {answer['at_most']}, {answer['certainty']}, policy {answer['licensing_policy']}"]
    lines += [f"  {r['requirement']}: {r['conclusion']} ({r['since']} to {r['until']})" for r in _bearing(answer)]
    lines += [f"  doubt: {d['kind']}: {d['text']}" for d in answer["doubts"]]
    lines += [f"  otherwise: {a['outcome']} through {a['through']}: {a['if']}" for a in answer["alternatives"]]
    lines += [f"  asks: {q['field']}: {q['question']}" for q in answer["questions"]]
    lines += [f"  warns: {w['kind']}: {w['text']}" for w in answer["warnings"]]
    lines += [f"  duty: {d['text']}" for d in answer["duties"]]
    return "\n".join(lines)


def _bearing(answer: dict[str, Any]) -> list[dict[str, Any]]:
    return [r for r in answer["requirements"] if r["conclusion"] != "out_of_scope"]


def expect(met: object, what: str, answer: dict[str, Any]) -> None:
    if not met:
        raise AssertionError(f"{what}\nthe answer: {shown(answer)}")


# The outcome and its reasons


@then(parsers.re(r"the answer is not (?P<outcome>[a-z ]+)"))
def _not_outcome(case: Case, outcome: str) -> None:
    expect(case.answer["outcome"] != words.answer(outcome), f"expected anything but {outcome}", case.answer)


@then(parsers.re(r"the answer is (?!not )(?P<outcome>[a-z ]+?)(?:, because (?P<reasons>.+))?"))
def _outcome(case: Case, outcome: str, reasons: str | None) -> None:
    answer = case.answer
    expected = words.answer(outcome)
    expect(answer["outcome"] == expected, f"expected {expected}, got {answer['outcome']}", answer)
    for reason in (reasons or "").split("; "):
        if reason:
            _stands(answer, reason)


@then(parsers.re(r"(?P<reason>(?:paragraph|item) .+ of No\. .+)"))
def _reason(case: Case, reason: str) -> None:
    _stands(case.answer, reason)


_STANDING = re.compile(
    rf"(?P<provision>.+?) (?P<standing>{'|'.join(words.STANDINGS)})"
    r"(?: before (?P<before>[^,]+?))?(?: from (?P<since>[^,]+?))?(?: through (?P<until>.+))?"
)


def _stands(answer: dict[str, Any], reason: str) -> None:
    """`<provision> <standing>`, with the days of the standing: `before`, `from`, `through`."""
    match = _STANDING.fullmatch(reason)
    if match is None:
        raise words.UnknownWord(f"`{reason}` is not a reason: write a provision, then one of {', '.join(words.STANDINGS)}")
    provision = words.provision(match["provision"])
    wanted = words.look_up(words.STANDINGS, match["standing"], "a standing")
    mine = [r for r in answer["requirements"] if words.within(provision, r["requirement"])]
    if wanted == "out_of_scope":
        expect(all(r["conclusion"] == wanted for r in mine), f"{provision} was to stay out of it", answer)
        return
    found = [r for r in mine if r["conclusion"] == wanted]
    expect(found, f"no part of {provision} is {wanted}", answer)
    if match["since"]:
        since = words.day(match["since"]).isoformat()
        expect(any(r["since"] == since for r in found), f"{provision} is not {wanted} from {since}", answer)
    until = words.day(match["until"]) if match["until"] else words.day_before(match["before"]) if match["before"] else None
    if until is not None:
        expect(any(r["until"] == until.isoformat() for r in found), f"{provision} is not {wanted} through {until}", answer)


@then(parsers.parse("it rests on {provision}"))
def _rests(case: Case, provision: str) -> None:
    named = words.provision(provision)
    used = [event for r in _bearing(case.answer) for event in r["events"]]
    expect(words.any_within(named, used), f"it does not rest on {named}, but on {used}", case.answer)


@then(parsers.parse("it does not rest on {provision}"))
def _rests_not(case: Case, provision: str) -> None:
    named = words.provision(provision)
    used = [event for r in _bearing(case.answer) for event in r["events"]]
    expect(not words.any_within(named, used), f"it rests on {named}", case.answer)


@then(parsers.re(r"the rules behind (?P<provision>.+) are (?P<rules>.+)"))
def _rules_behind(case: Case, provision: str, rules: str) -> None:
    """The names of the rules, as the table of the rules has them, in the order in which they were run; set apart by `; `."""
    named = words.provision(provision)
    found = [[b["rule"] for b in r["because"]] for r in _bearing(case.answer) if words.within(named, r["requirement"])]
    expect(rules.split("; ") in found, f"the rules behind {named} are {found}", case.answer)


@then(parsers.re(r"the days? of (?P<provision>.+) whose words were not read (?:is|are) (?P<days>.+)"))
def _days_not_read(case: Case, provision: str, days: str) -> None:
    """All days of events of the provision on which the answer rests without the original words."""
    named = words.provision(provision)
    texts = [d["text"] for d in case.answer["doubts"] if d["kind"] == "partial_text"]
    mine = [text for text in texts if words.within(named, text.split(":")[0])]
    found = {day for text in mine for day in re.findall(r"\d{4}-\d\d-\d\d", text.split(":", 1)[1])}
    expect(found == {words.day(day).isoformat() for day in words.listed(days)}, f"the days not read are {sorted(found)}", case.answer)


@then(parsers.re(r"(?P<count>\d+) readings? whose days? of publication (?:is|are) not known (?:is|are) left out of it"))
def _left_out(case: Case, count: str) -> None:
    """Readings are used from the day on by which they were public for sure; before that day the answer says that there are such."""
    said = [d["text"] for d in case.answer["doubts"] if "published on unknown days" in d["text"]]
    found = sum(len(text.split(": ", 1)[1].split(", ")) for text in said)
    expect(found == int(count), f"{found} are left out", case.answer)


@then(parsers.parse("the licences required are those of {provisions}"))
def _licences(case: Case, provisions: str) -> None:
    wanted = [words.provision(p) for p in words.listed(provisions)]
    given = [item["requirement"] for item in case.answer["licences_required"]]
    met = all(words.any_within(p, given) for p in wanted) and all(any(words.within(p, g) for p in wanted) for g in given)
    expect(met, f"the licences required are {given}", case.answer)


# What missing facts could do


@then(parsers.parse("missing facts could make it {outcome}"))
def _at_most(case: Case, outcome: str) -> None:
    expected = words.answer(outcome)
    expect(case.answer["at_most"] == expected != case.answer["outcome"], f"at most {case.answer['at_most']}, not {expected}", case.answer)


@then("no missing fact could make it stricter")
def _settled_facts(case: Case) -> None:
    expect(case.answer["at_most"] == case.answer["outcome"], f"at most {case.answer['at_most']}", case.answer)


@then(parsers.re(r"it asks for (?P<things>.+)"))
def _asks(case: Case, things: str) -> None:
    for thing in words.listed(things):
        expect(_asked(case.answer, thing), f"it does not ask for {thing}", case.answer)


@then(parsers.re(r"it does not ask for (?P<things>.+)"))
def _asks_not(case: Case, things: str) -> None:
    for thing in words.listed(things):
        expect(not _asked(case.answer, thing), f"it asks for {thing}", case.answer)


@then("it asks nothing")
def _asks_nothing(case: Case) -> None:
    expect(not case.answer["questions"], "it asks something", case.answer)


def _asked(answer: dict[str, Any], thing: str) -> bool:
    field = words.look_up(words.QUESTIONS, thing, "a question")
    if thing.startswith("the value of "):
        asked = (q["question"] for q in answer["questions"] if re.fullmatch(r"content\[\d+\]\.value_share_pct", q["field"]))
        return any(field in question for question in asked)
    return any(q["field"] == field for q in answer["questions"])


# Days


@then(parsers.re(r"it holds(?: from (?P<since>[^,]+?))?(?: through (?P<until>[^,]+?))?(?:, then (?P<outcome>[a-z ]+))?"))
def _holds(case: Case, since: str | None, until: str | None, outcome: str | None) -> None:
    holds = case.answer["holds"]
    if since:
        expect(holds["from"] == words.day(since).isoformat(), f"it holds from {holds['from']}", case.answer)
    if until:
        wanted = None if until == "every later day" else words.day(until).isoformat()
        expect(holds["through"] == wanted, f"it holds through {holds['through']}", case.answer)
    if outcome:
        then_ = holds["then"] and holds["then"]["outcome"]
        expect(then_ == words.answer(outcome), f"then it is {then_}", case.answer)


# Doubts and other outcomes


@then(parsers.re(rf"it is (?P<doubts>(?:not )?(?:{'|'.join(words.DOUBTS)})(?:(?:, | and ).+)?)"))
def _doubts(case: Case, doubts: str) -> None:
    kinds = {d["kind"] for d in case.answer["doubts"]}
    for doubt in words.listed(doubts):
        kind = words.look_up(words.DOUBTS, doubt.removeprefix("not "), "a doubt")
        met = not kinds if kind == "settled" else kind in kinds
        expect(met is not doubt.startswith("not "), f"it is to be {doubt}; its doubts are {sorted(kinds)}", case.answer)


@then(parsers.parse("above all it is {certainty}"))
def _certainty(case: Case, certainty: str) -> None:
    kind = words.look_up(words.DOUBTS, certainty, "a certainty")
    expect(case.answer["certainty"] == kind, f"its certainty is {case.answer['certainty']}", case.answer)


@then(parsers.re(r"the statements? of (?P<days>.+) contests? it"))
def _contested(case: Case, days: str) -> None:
    wanted = {words.day(text).isoformat() for text in words.listed(days)}
    given = {d["text"][:10] for d in case.answer["doubts"] if d["kind"] == "contested"}
    expect(wanted == given, f"contested by statements of {sorted(given)}", case.answer)


@then(parsers.re(r"were the statement carried out, the answer would be (?P<outcome>[a-z ]+?)(?: through (?P<until>.+))?"))
def _promised(case: Case, outcome: str, until: str | None) -> None:
    _otherwise(case.answer, "statement", outcome, until)


@then(parsers.re(r'were it true that "(?P<reading>[^"]+)", the answer would be (?P<outcome>[a-z ]+?)(?: through (?P<until>.+))?'))
def _read(case: Case, reading: str, outcome: str, until: str | None) -> None:
    _otherwise(case.answer, "reading", outcome, until, reading)


@then(parsers.re(r"were the statement carried out, applications would be treated (?P<treatment>[a-z ]+?) through (?P<until>.+)"))
def _promised_treatment(case: Case, treatment: str, until: str) -> None:
    policy = words.look_up(words.TREATMENTS, treatment, "a treatment")
    through = words.day(until).isoformat()
    met = any(a["kind"] == "statement" and (a["licensing_policy"], a["through"]) == (policy, through) for a in case.answer["alternatives"])
    expect(met, f"no statement gives {policy} through {through}", case.answer)


@then(parsers.re(r'were it true that "(?P<reading>[^"]+)", applications would be treated (?P<treatment>[a-z ]+)'))
def _read_treatment(case: Case, reading: str, treatment: str) -> None:
    policy = words.look_up(words.TREATMENTS, treatment, "a treatment")
    found = [a["licensing_policy"] for a in case.answer["alternatives"] if a["kind"] == "reading" and reading in a["if"]]
    expect(policy in found, f"read so, applications would be treated {found}", case.answer)


@then("there is no other reading of the law")
def _no_alternatives(case: Case) -> None:
    expect(not case.answer["alternatives"], "there are alternatives", case.answer)


def _otherwise(answer: dict[str, Any], kind: str, outcome: str, until: str | None, text: str = "") -> None:
    found: Iterable[dict[str, Any]] = [a for a in answer["alternatives"] if a["kind"] == kind and text in a["if"]]
    expected, through = words.answer(outcome), words.day(until).isoformat() if until else None
    met = any(a["outcome"] == expected and (through is None or a["through"] == through) for a in found)
    expect(met, f"no {kind} gives {expected} through {through or 'any day'}", answer)


# Treatment, duties, warnings, scope


@then(parsers.re(r"applications are treated (?P<treatment>[a-z ]+)"))
def _treated(case: Case, treatment: str) -> None:
    policy = words.look_up(words.TREATMENTS, treatment, "a treatment")
    expect(case.answer["licensing_policy"] == policy, f"the licensing policy is {case.answer['licensing_policy']}", case.answer)


@then(parsers.re(r"missing facts could make applications treated (?P<treatment>[a-z ]+)"))
def _treated_at_most(case: Case, treatment: str) -> None:
    policy = words.look_up(words.TREATMENTS, treatment, "a treatment")
    at_most = case.answer["licensing_policy_at_most"]
    expect(at_most == policy, f"the licensing policy is at most {at_most}", case.answer)


@then("no missing fact could make their treatment stricter")
def _treatment_settled(case: Case) -> None:
    treated, at_most = case.answer["licensing_policy"], case.answer["licensing_policy_at_most"]
    expect(treated and treated == at_most, f"the licensing policy is {treated}, and {at_most} at most", case.answer)


@then(parsers.parse('there is a duty to "{duty}"'))
def _duty(case: Case, duty: str) -> None:
    texts = [d["text"] for d in case.answer["duties"]]
    expect(any(duty.lower() in text.lower() for text in texts), f"no duty says `{duty}`", case.answer)


@then(parsers.parse("there is no duty"))
def _no_duty(case: Case) -> None:
    expect(not case.answer["duties"], "there are duties", case.answer)


@then(parsers.parse("it warns that {warning}"))
def _warns(case: Case, warning: str) -> None:
    kind, text = words.look_up(words.WARNINGS, warning, "a warning")
    met = any(w["kind"] == kind and text in w["text"] for w in case.answer["warnings"])
    expect(met, f"it does not warn that {warning}", case.answer)


@then(parsers.parse("it warns of the claim of {day}"))
def _claim(case: Case, day: str) -> None:
    """What others than the authority say of the law on a day: a claim, not law."""
    said = f", {words.day(day).isoformat()}: "
    met = any(w["kind"] == "claim" and said in w["text"] for w in case.answer["warnings"])
    expect(met, f"it does not warn of a claim of {day}", case.answer)


@then(parsers.parse("it does not warn of the claim of {day}"))
def _no_claim(case: Case, day: str) -> None:
    said = f", {words.day(day).isoformat()}: "
    expect(all(said not in w["text"] for w in case.answer["warnings"] if w["kind"] == "claim"), f"it warns of one of {day}", case.answer)


@then("it raises no alarm")
def _no_alarm(case: Case) -> None:
    """What is open is open because the rules say so, not because they could not be run."""
    expect(all(w["kind"] != "alarm" for w in case.answer["warnings"]), "it raises an alarm", case.answer)


@then(parsers.parse("it speaks of {regimes} only"))
def _speaks(case: Case, regimes: str) -> None:
    wanted = sorted(words.look_up(words.REGIMES, r, "a regime") for r in words.listed(regimes))
    given = sorted(case.answer["scope"]["considered"])
    expect(given == wanted, f"it speaks of {given}", case.answer)


@then(parsers.parse("it does not speak of {regimes}"))
def _speaks_not(case: Case, regimes: str) -> None:
    missing = [item["regime"] for item in case.answer["scope"]["not_considered"]]
    for regime in words.listed(regimes):
        code = words.look_up(words.REGIMES, regime, "a regime")
        expect(code in missing and code not in case.answer["scope"]["considered"], f"{regime} is not among {missing}", case.answer)
