"""clipspy (CLIPS): a fact for the shipment, a rule for each line that asserts that it is listed, rules of lower salience for the bans.

One environment, reset between questions, which took less time than retracting the facts. In this version each fact that Python asserts
leaves something behind, and a question takes the longer the more were asked: a service would have to build its environment anew now and
then.
"""

import json

import clips

from ..facts import ATTRIBUTES, Facts, facts_of, number_of_day
from ..law import LINES, MILITARY_BANS, NAMES_BANS, Line
from .base import BANNED, FREE, LICENCE, Outcome, Peer

# At its end an environment prints, past Python, that memory is still in use. It is freed with the process.
clips.Environment.__del__ = lambda self: None

_SLOTS = ("material", "form", "day", "to", "use", "user", "user_country", "user_military", *ATTRIBUTES)


def clips_rules() -> Peer:
    """The rules in the Rete network of one environment."""
    env = clips.Environment()
    for construct in constructs():
        env.build(construct)
    shipment, listed, prohibited = (env.find_template(name) for name in ("shipment", "listed", "prohibited"))

    def outcome(facts: Facts) -> Outcome:
        env.reset()
        shipment.assert_fact(**facts)
        env.run()
        if next(prohibited.facts(), None) is not None:
            return BANNED
        return FREE if next(listed.facts(), None) is None else LICENCE

    how = "one rule for each line over a fact with slots; reset between questions"
    lacks = "the facts that were asserted name the rules; no reasons in words, no knowledge dates, no doubts"
    return Peer("clipspy", "clipspy", "BSD-3-Clause", how, lacks, facts_of, outcome, ages=True)


def constructs() -> list[str]:
    """Templates and rules in the language of CLIPS."""
    slots = " ".join(f"(slot {name})" for name in _SLOTS)
    templates = [
        f"(deftemplate shipment {slots} (multislot contains))",
        "(deftemplate listed (slot provision))",
        "(deftemplate prohibited (slot provision))",
    ]
    return [*templates, *map(_rule, LINES), *_bans()]


def _rule(line: Line) -> str:
    days = [f"(>= ?day {number_of_day(str(line.act.first))})"]
    if line.act.last:
        days.append(f"(<= ?day {number_of_day(str(line.act.last))})")
    if line.act.suspended:
        start, end = (number_of_day(str(day)) for day in line.act.suspended)
        days.append(f"(or (< ?day {start}) (> ?day {end}))")
    patterns = [f"(material {_any_of(line.materials)})"]
    patterns += [f"(form {_any_of(line.forms)})"] if line.forms else []
    patterns.append(f"(day ?day&:(and {' '.join(days)} TRUE))")
    patterns += [f"(contains $? {json.dumps(line.contains)} $?)"] if line.contains else []
    for name in dict.fromkeys(limit.attribute for limit in line.limits):
        limits = [limit for limit in line.limits if limit.attribute == name]
        if isinstance(limits[0].value, str):
            patterns.append(f"({name} {json.dumps(limits[0].value)})")
        else:
            tests = " ".join(f"({limit.op} ?{name} {limit.value})" for limit in limits)
            patterns.append(f"({name} ?{name}&:(and (numberp ?{name}) {tests}))")
    action = f'(assert (listed (provision "{line.provision}")))'
    return f"(defrule {_name(line.provision)} (shipment {' '.join(patterns)}) => {action})"


def _bans() -> list[str]:
    out = []
    for ban in MILITARY_BANS:
        here = json.dumps(ban.country)
        pattern = (
            f"(day ?d&:(>= ?d {number_of_day(str(ban.first))})) (to ?to)"
            f" (user_country ?uc&:(or (eq ?to {here}) (eq ?uc {here}))) (use ?use)"
            f' (user_military ?m&:(or (eq ?use "military") (and (eq ?m TRUE) (eq ?uc {here}))))'
        )
        out.append(_ban(ban.provision, pattern))
    for named in NAMES_BANS:
        out.append(_ban(named.provision, f"(day ?d&:(>= ?d {number_of_day(str(named.first))})) (user {_any_of(named.names)})"))
    return out


def _ban(provision: str, pattern: str) -> str:
    then = f'(assert (prohibited (provision "{provision}")))'
    return f"(defrule {_name(provision)} (declare (salience -1)) (exists (listed)) (shipment {pattern}) => {then})"


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(json.dumps(word) for word in words)


def _name(provision: str) -> str:
    return provision.replace("/", "-")
