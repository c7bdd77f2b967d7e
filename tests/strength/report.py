"""`docs/spec-strength.md`: counts by kind, survivors with what they change, explained equivalents, and how much was run."""

from collections import Counter
from collections.abc import Mapping, Sequence

from licet.api.spec.strength import Strength

from .explained import EXPLAINED
from .judge import UNNOTICED, Verdict
from .mutants import Mutant

_FATES = ("noticed", "survivor", "explained", "reasons only", "not met", "refused", "not run")

_HEAD = """# Strength of the specifications

Written by `make spec-strength`. Each mutant is one change of the policy (an act dropped, a day moved, an operator swapped with its strict
or non-strict twin, a destination, exclusion or target left out) or of the rules (a rule dropped, a condition dropped or turned round). The
question is whether a *feature* notices: a scenario fails, or cannot be answered. Other tests and the lint of the corpus are not asked.

- **noticed**: a scenario fails.
- **survivor**: a question of the features gets another answer (outcome, what it could become, certainty, licensing policy, days, doubts,
  alternatives, licences required) and no scenario says so. To be met with a scenario, or explained below.
- **explained**: no scenario notices it, and none could: it is no other law. Why is said below.
- **reasons only**: the answers stay; something beside them changes (reasons, questions, duties, warnings, scope) and no scenario says so.
- **not met**: no question of the features is answered otherwise in any way. What it would change, the features do not ask.
- **refused**: the event's own type refuses the change (an end before its start).
- **not run**: the time budget ended. The order is a fixed shuffle, but what was noticed before the features were added to counts as run:
  until all are run, the share of the noticed is higher than it will be.

Days that are moved: first and last days, bounds, days of publication (of all events of an instrument that share it), days inside promises
and suppositions, boundary days, and the day through which publications were read. Which questions are put to a mutant, and which cannot
concern it, is said at the top of `tests/strength/concern.py`. Not changed at all: thresholds' values, list texts, party conditions, what
statements and readings suppose apart from its days, the day that an act bears where it was published on another (no answer reads it), the
code of the engine.
"""


def _plain(name: str) -> str:
    """Without the marks that would end the code that it stands in."""
    return name.replace("`", "")


def table(mutants: Sequence[Mutant], verdicts: Mapping[int, Verdict]) -> list[str]:
    """A row per kind, and all kinds together."""
    counts: dict[str, Counter[str]] = {}
    for number, mutant in enumerate(mutants):
        fate = _fate(mutant, verdicts[number]) if number in verdicts else "not run"
        for kind in (mutant.kind, "**all**"):
            counts.setdefault(kind, Counter())[fate] += 1
    counts["**all**"] = counts.pop("**all**")
    rows = ["| kind | mutants | " + " | ".join(_FATES) + " |", "|---|" + "--:|" * (len(_FATES) + 1)]
    rows += [f"| {k} | {c.total()} | " + " | ".join(str(c[fate]) for fate in _FATES) + " |" for k, c in counts.items()]
    return rows


def _fate(mutant: Mutant, verdict: Verdict) -> str:
    """The word for it here: what is explained is no gap, whatever it changes."""
    return "explained" if verdict.fate in UNNOTICED and mutant.name in EXPLAINED else verdict.fate


def unexplained(mutants: Sequence[Mutant], verdicts: Mapping[int, Verdict]) -> list[int]:
    return [n for n, v in sorted(verdicts.items()) if _fate(mutants[n], v) == "survivor"]


def idle(mutants: Sequence[Mutant], verdicts: Mapping[int, Verdict]) -> list[str]:
    """Explanations of what is noticed (by now)."""
    run = {mutants[n].name for n in verdicts}
    explained = {mutants[n].name for n, v in verdicts.items() if _fate(mutants[n], v) == "explained"}
    return [name for name in EXPLAINED if name in run and name not in explained]


def strength(mutants: Sequence[Mutant], verdicts: Mapping[int, Verdict], asked: Mapping[str, int], state: Mapping[str, str]) -> Strength:
    """The figures that the report for lawyers shows. `asked`: how many scenarios and questions stood behind them."""
    fates = Counter(_fate(mutants[n], v) for n, v in verdicts.items())
    return Strength(
        mutants=len(mutants),
        run=len(verdicts) - fates["refused"],
        noticed=fates["noticed"],
        survivors=fates["survivor"],
        explained=fates["explained"],
        reasons_only=fates["reasons only"],
        not_met=fates["not met"],
        refused=fates["refused"],
        **asked,
        **{name: state[name] for name in ("policy_digest", "rules_digest", "features_digest")},
    )


def page(mutants: Sequence[Mutant], verdicts: Mapping[int, Verdict], figures: Strength) -> str:
    """The whole page."""
    said = f"{figures.scenarios} scenarios and rows of examples ask {figures.questions} different questions. "
    said += f"{figures.run} of {len(mutants) - figures.refused} mutants were run."
    said += " **The time budget ended before the rest: no fair sample, as the noticed are ahead.**" if figures.not_run else ""
    lines = [_HEAD, said, "", *table(mutants, verdicts), ""]
    left = unexplained(mutants, verdicts)
    lines += [f"## Survivors ({len(left)})", ""]
    lines += [f"- `{_plain(mutants[n].name)}`: in {verdicts[n].changed} questions, such as {verdicts[n].by}" for n in left] or ["None."]
    told = {mutants[n].name: verdicts[n] for n, v in sorted(verdicts.items()) if _fate(mutants[n], v) == "explained"}
    lines += ["", f"## Explained ({len(told)})", ""]
    for why in dict.fromkeys(EXPLAINED[name] for name in told):
        lines += [why, "", *(f"- `{_plain(name)}`" for name in told if EXPLAINED[name] == why), ""]
    lines = lines[:-1] if told else [*lines, "None."]
    for fate, title in (("reasons only", "Only reasons change"), ("not met", "No question of the features meets it")):
        those = [n for n, v in sorted(verdicts.items()) if _fate(mutants[n], v) == fate]
        lines += ["", f"## {title} ({len(those)})", ""]
        lines += [f"- `{_plain(mutants[n].name)}`" + (f": {verdicts[n].by}" if verdicts[n].by else "") for n in those] or ["None."]
    return "\n".join(lines) + "\n"
