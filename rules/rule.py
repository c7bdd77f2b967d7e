"""The rule record, the words of a finding, and the reference evaluator.

A *finding* says how one requirement bears on one shipment, as one flat record of words. Four tables, in order, turn it into a
conclusion. Every table is complete (each combination of words meets a rule) and consistent (all rules that it meets agree);
the tests check both on every combination. The same tables are run by durable-rules (`engine.inference`), evaluated by
`evaluate` below, and rendered as English for lawyers.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import Final

from ..events.citation import Citation

WORDS: Final = ("yes", "no", "unknown", "possible")

# Every attribute of a finding with all of its words. Their product is every finding that can exist.
FINDING: Final[Mapping[str, tuple[str, ...]]] = {
    "effect": ("licence", "prohibition", "policy"),
    "status": ("operative", "scheduled", "suspended", "postponed", "terminated", "uncertain"),
    "goods": WORDS,
    "destination": WORDS,
    "reach": WORDS,
    "joined": ("both", "either"),
    "end_use": WORDS,
    "parties": WORDS,
    "exemption": ("yes", "no"),
    "licence": ("covers", "unclear", "none"),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """If every attribute in `when` has one of the given words, the stage concludes `then`, for the reason `text`."""

    name: str
    when: tuple[tuple[str, tuple[str, ...]], ...]
    then: str
    text: str
    citations: tuple[Citation, ...]

    def holds(self, words: Mapping[str, str]) -> bool:
        return all(words[attribute] in allowed for attribute, allowed in self.when)


@dataclass(frozen=True, slots=True)
class Stage:
    """One table: the attributes that it reads, with their words, and the attribute that it concludes."""

    name: str
    reads: tuple[tuple[str, tuple[str, ...]], ...]
    concludes: str
    rules: tuple[Rule, ...]

    def combinations(self) -> list[dict[str, str]]:
        """Every combination of words that the stage can be asked about."""
        names = [name for name, _ in self.reads]
        return [dict(zip(names, words, strict=True)) for words in product(*(words for _, words in self.reads))]

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that the stage can conclude, in the order of its rules."""
        return tuple(dict.fromkeys(rule.then for rule in self.rules))


class RuleError(Exception):
    """A table met no rule, or rules that disagree: the tables are wrong, and no answer may be given."""


def rule(name: str, then: str, text: str, *citations: Citation, **when: str | tuple[str, ...]) -> Rule:
    """A rule; a single word stands for a tuple of one."""
    conditions = tuple((k, (v,) if isinstance(v, str) else v) for k, v in when.items())
    return Rule(name, conditions, then, text, citations)


def agree(stage: Stage, words: Mapping[str, str], fired: list[str]) -> tuple[str, tuple[str, ...]]:
    """The one conclusion of the rules that fired, and their names in the order of the table."""
    by_name = {r.name: r for r in stage.rules}
    conclusions = {by_name[name].then for name in fired}
    if len(conclusions) != 1:
        raise RuleError(f"stage `{stage.name}` concludes {sorted(conclusions) or 'nothing'} from {dict(words)}: mend its table")
    return conclusions.pop(), tuple(r.name for r in stage.rules if r.name in fired)


def evaluate(stage: Stage, words: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """The reference: which rules of `stage` hold, one after the other, and what they agree on."""
    return agree(stage, words, [r.name for r in stage.rules if r.holds(words)])


def reachable(stages: tuple[Stage, ...], **known: str) -> frozenset[str]:
    """What the tables can conclude at most from a finding of which some words are `known`, whatever the others are."""
    words = {name: (known[name],) if name in known else every for stage in stages for name, every in stage.reads}
    for stage in stages:
        names = [name for name, _ in stage.reads]
        given = (dict(zip(names, each, strict=True)) for each in product(*(words[name] for name in names)))
        words[stage.concludes] = tuple({evaluate(stage, each)[0] for each in given})
    return frozenset(words[stages[-1].concludes])


def as_data(stages: tuple[Stage, ...]) -> list[dict[str, object]]:
    """The tables as plain data, the form that is published and hashed."""
    return [
        {
            "stage": s.name,
            "reads": {name: list(words) for name, words in s.reads},
            "concludes": s.concludes,
            "rules": [
                {
                    "name": r.name,
                    "when": {name: list(words) for name, words in r.when},
                    "then": r.then,
                    "text": r.text,
                    "citations": [c.model_dump(mode="json") for c in r.citations],
                }
                for r in s.rules
            ],
        }
        for s in stages
    ]


def rules_digest(stages: tuple[Stage, ...]) -> str:
    """`sha256:` of the canonical JSON (RFC 8785) of the tables."""
    data = json.dumps(as_data(stages), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    return "sha256:" + hashlib.sha256(data).hexdigest()
