"""Tables of rules as an event: adopted from a position of the log on, and read back to decide by them."""

from collections.abc import Iterable

from ..events.errors import Problem
from ..events.model import AdoptedRule, Event, RulesAdopted, RuleTable
from .rule import FINDING, Rule, RuleError, Stage, evaluate


def tables_of(stages: tuple[Stage, ...]) -> tuple[RuleTable, ...]:
    """The tables as they stand in an event."""
    return tuple(
        RuleTable(
            stage=stage.name,
            reads=dict(stage.reads),
            concludes=stage.concludes,
            rules=tuple(AdoptedRule(name=r.name, when=dict(r.when), then=r.then, text=r.text, citations=r.citations) for r in stage.rules),
        )
        for stage in stages
    )


def unrunnable(events: Iterable[Event]) -> list[Problem]:
    """Events that adopt tables which this version cannot run. Once they were recorded, no question could be answered by them."""
    problems = []
    for event in events:
        if isinstance(event, RulesAdopted):
            try:
                stages_of(event)
            except RuleError as error:
                problems.append(Problem(event.id, "tables", str(error)))
    return problems


def stages_of(event: RulesAdopted) -> tuple[Stage, ...]:
    """The tables of an event, checked: each reads what a finding has or an earlier table concludes, and concludes something of everything.

    Errors: `RuleError` for tables that this version cannot run.
    """
    stages = tuple(
        Stage(
            name=table.stage,
            reads=tuple(table.reads.items()),
            concludes=table.concludes,
            rules=tuple(Rule(r.name, tuple(r.when.items()), r.then, r.text, r.citations) for r in table.rules),
        )
        for table in event.tables
    )
    given: dict[str, tuple[str, ...]] = dict(FINDING)
    for stage in stages:
        for name, words in stage.reads:
            if name not in given or not set(words) >= set(given[name]):
                raise RuleError(f"`{event.id}`: table `{stage.name}` reads `{name}` otherwise than this version states it: update Licet")
        known = dict(stage.reads)
        for r in stage.rules:
            for name, words in r.when:
                if not set(words) <= set(known.get(name, ())):
                    where = f"`{event.id}`: rule `{r.name}` of `{stage.name}`"
                    raise RuleError(f"{where} tests `{name}` for words that it never has: correct it")
        for combination in stage.combinations():
            evaluate(stage, combination)
        given[stage.concludes] = stage.words
    return stages
