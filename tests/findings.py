"""Every finding that can exist, put to durable-rules, to the reference, and to a conclusion written in plain Python."""

import math
from collections.abc import Mapping
from functools import cache
from itertools import product

from licet.engine.inference import Conclusion, DurableRules, run_stages
from licet.rules.rule import FINDING, Stage, evaluate

NAMES = tuple(FINDING)
EXISTING = 221_184
assert math.prod(len(words) for words in FINDING.values()) == EXISTING


def findings(effect: str) -> list[dict[str, str]]:
    """All findings of one effect: a third of those that can exist."""
    rest = [words for name, words in FINDING.items() if name != "effect"]
    return [{"effect": effect, **dict(zip(NAMES[1:], words, strict=True))} for words in product(*rest)]


_EVALUATED: dict[tuple[str, ...], tuple[str, tuple[str, ...]]] = {}


def _evaluated(stage: Stage, words: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    key = (stage.name, *words.values())
    if key not in _EVALUATED:
        _EVALUATED[key] = evaluate(stage, words)
    return _EVALUATED[key]


def reference(finding: Mapping[str, str]) -> Conclusion:
    """The reference evaluator, which is pure: each combination of words of a table is evaluated once."""
    return run_stages(_evaluated, finding)


def all_of(*words: str) -> str:
    return next(w for w in ("no", "unknown", "possible", "yes") if w in words)


def any_of(*words: str) -> str:
    return next(w for w in ("yes", "unknown", "possible", "no") if w in (*words, "no"))


ASLEEP = {"scheduled": "not_in_force", "suspended": "suspended", "postponed": "postponed", "terminated": "terminated"}


@cache
def conclude(
    effect: str,
    status: str,
    goods: str,
    destination: str,
    reach: str,
    joined: str,
    end_use: str,
    parties: str,
    exemption: str,
    licence: str,
) -> str:
    """What follows from a finding, without tables: the model in a few lines of Python."""
    users = all_of(end_use, parties) if joined == "both" else any_of(end_use, parties)
    met = all_of(goods, destination, users, reach)
    if met == "no":
        return "out_of_scope"
    if status in ASLEEP:
        return ASLEEP[status]
    if status == "uncertain" and met == "yes":
        met = "possible"
    if effect == "policy":
        return "policy_applies" if met == "yes" else "policy_may_apply"
    if effect == "licence" and exemption == "yes":
        return "exempt"
    if met != "yes":
        return met
    if effect == "prohibition":
        return "prohibited"
    return "authorised" if licence == "covers" else "licence_required"


def compare_all(effect: str) -> int:
    """durable-rules, run for real on every finding of one effect, against the reference (conclusions, steps and the names of the
    rules that fired) and against plain Python. The number of findings compared."""
    durable = DurableRules()
    compared = 0
    for finding in findings(effect):
        got = run_stages(durable.run, finding)
        assert got == reference(finding), finding
        assert got.word == conclude(**finding), finding
        compared += 1
    return compared
