"""`docs/spec-strength.md`: counts by kind, survivors with what they change, explained equivalents, and how much was run."""

from collections import Counter
from collections.abc import Mapping, Sequence

from .explained import EXPLAINED
from .judge import Verdict
from .mutants import Mutant

_FATES = ("noticed", "survivor", "reasons only", "not met", "refused", "not run")

_HEAD = """# Strength of the specifications

Written by `make spec-strength`. Each mutant is one change of the policy (an act dropped, a day moved, an operator swapped with its strict
or non-strict twin, a destination, exclusion or target left out) or of the rules (a rule dropped, a condition dropped or turned round). The
question is whether a *feature* notices: a scenario fails, or cannot be answered. Other tests and the lint of the corpus are not asked.

- **noticed**: a scenario fails.
- **survivor**: a question of the features gets another answer (outcome, what it could become, certainty, licensing policy, days, doubts,
  alternatives, licences required) and no scenario says so. To be met with a scenario, or explained below.
- **reasons only**: the answers stay; something beside them changes (reasons, questions, duties, warnings, scope) and no scenario says so.
- **not met**: no question of the features is answered otherwise in any way. What it would change, the features do not ask.
- **refused**: the event's own type refuses the change (an end before its start).
- **not run**: the time budget ended. The order is a fixed shuffle of all mutants, so that those run are a sample of all kinds.

Which questions are put to a mutant, and which cannot concern it, is said at the top of `tests/strength/judge.py`. Not changed at all:
thresholds' values, list texts, party conditions, promises and suppositions inside statements and readings, the code of the engine.
"""


def _plain(name: str) -> str:
    """Without the marks that would end the code that it stands in."""
    return name.replace("`", "")


def table(mutants: Sequence[Mutant], verdicts: Mapping[int, Verdict]) -> list[str]:
    """A row per kind, and all kinds together."""
    counts: dict[str, Counter[str]] = {}
    for number, mutant in enumerate(mutants):
        for kind in (mutant.kind, "**all**"):
            counts.setdefault(kind, Counter())[verdicts[number].fate if number in verdicts else "not run"] += 1
    counts["**all**"] = counts.pop("**all**")
    rows = ["| kind | mutants | " + " | ".join(_FATES) + " |", "|---|" + "--:|" * (len(_FATES) + 1)]
    rows += [f"| {k} | {c.total()} | " + " | ".join(str(c[fate]) for fate in _FATES) + " |" for k, c in counts.items()]
    return rows


def unexplained(mutants: Sequence[Mutant], verdicts: Mapping[int, Verdict]) -> list[int]:
    return [n for n, v in sorted(verdicts.items()) if v.fate == "survivor" and mutants[n].name not in EXPLAINED]


def page(mutants: Sequence[Mutant], verdicts: Mapping[int, Verdict], asked: str) -> str:
    """The whole page. `asked`: how many scenarios and questions stood behind it."""
    run = sum(v.fate != "refused" for v in verdicts.values())
    due = len(mutants) - sum(v.fate == "refused" for v in verdicts.values())
    short = "" if run == due else " **The time budget ended before the rest: the counts are those of a sample.**"
    lines = [_HEAD, f"{asked} {run} of {due} mutants were run.{short}", "", *table(mutants, verdicts), ""]
    left = unexplained(mutants, verdicts)
    lines += [f"## Survivors ({len(left)})", ""]
    lines += [f"- `{_plain(mutants[n].name)}`: in {verdicts[n].changed} questions, such as {verdicts[n].by}" for n in left] or ["None."]
    told = [n for n, v in sorted(verdicts.items()) if v.fate == "survivor" and n not in left]
    lines += ["", f"## Explained ({len(told)})", ""]
    lines += [f"- `{_plain(mutants[n].name)}`: {EXPLAINED[mutants[n].name]} ({verdicts[n].by})" for n in told] or ["None."]
    for fate, title in (("reasons only", "Only reasons change"), ("not met", "No question of the features meets it")):
        those = [n for n, v in sorted(verdicts.items()) if v.fate == fate]
        lines += ["", f"## {title} ({len(those)})", ""]
        lines += [f"- `{_plain(mutants[n].name)}`" + (f": {verdicts[n].by}" if verdicts[n].by else "") for n in those] or ["None."]
    return "\n".join(lines) + "\n"
