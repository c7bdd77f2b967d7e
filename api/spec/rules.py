"""The rule tables of the engine in English, once for all instruments."""

from collections.abc import Iterable
from typing import Final

from ...events.citation import Citation
from ...rules.rule import WORDS, Rule, Stage
from ...rules.tables import STAGES
from .markup import Markup, bullets, el, table
from .plain import listed

_STAGES: Final = {
    "users": "Step 1. Is the shipment for a person or a use that the provision names?",
    "scope": "Step 2. Does the provision concern this shipment, whatever the day?",
    "status": "Step 3. Does a provision that concerns the shipment operate on the legal date?",
    "conclusion": "Step 4. What follows?",
}
_ATTRIBUTES: Final = {
    "effect": "the provision is",
    "status": "on the legal date it is",
    "goods": "goods met",
    "destination": "destination met",
    "reach": "reach met",
    "joined": "person and use must be met",
    "end_use": "use met",
    "parties": "person met",
    "users": "person or use met",
    "applies": "the provision concerns the shipment",
    "bearing": "the provision",
    "exemption": "exempt",
    "licence": "a licence in the log",
}
_WORDS: Final = {
    ("effect", "licence"): "a licence duty",
    ("effect", "prohibition"): "a prohibition",
    ("effect", "policy"): "a licensing policy",
    ("joined", "both"): "both",
    ("joined", "either"): "either",
    ("licence", "covers"): "covers the shipment",
    ("licence", "unclear"): "is not shown to cover it",
    ("licence", "none"): "does not exist",
    ("status", "operative"): "in force",
    ("status", "scheduled"): "not yet in force",
    ("status", "uncertain"): "in force by a later day, first day not known",
}


def rule_tables() -> list[Markup]:
    """A table for each step. A step takes the words of the steps before it; every combination of words meets a rule."""
    return [part for stage in STAGES for part in _stage(stage)]


def _stage(stage: Stage) -> Iterable[Markup]:
    yield el("h3", _STAGES.get(stage.name, stage.name))
    rows = [(bullets(_condition(stage, rule), "plain"), _word(stage.concludes, rule.then), _because(rule)) for rule in stage.rules]
    yield table(("If", "then", "because"), rows, class_="rules")


def _condition(stage: Stage, rule: Rule) -> Iterable[str]:
    for attribute, words in rule.when:
        others = [w for w in WORDS if w not in words]
        said = (
            f"anything but {others[0]}"
            if len(others) == 1 and set(words) < set(WORDS)
            else listed((_word(attribute, w) for w in words), "or")
        )
        yield f"{_ATTRIBUTES.get(attribute, attribute)}: {said}"


def _word(attribute: str, word: str) -> str:
    return _WORDS.get((attribute, word), word.replace("_", " "))


def _because(rule: Rule) -> list[Markup | str]:
    return [rule.text[:1].upper() + rule.text[1:], ". ", el("span", "; ".join(_law(c) for c in rule.citations), class_="cited")]


def _law(citation: Citation) -> str:
    return citation.text + (f" ({citation.provision})" if citation.provision else "")
