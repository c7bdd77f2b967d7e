"""Mutants that no scenario notices because none could: the change is no other law. By name of the mutant, why. One that is noticed by now
is told, so that nothing stands here for nothing.
"""

from datetime import date, timedelta
from typing import Final


def _dropped(*names: str) -> list[str]:
    return [f"{name}: dropped" for name in names]


def _moved(what: str, day: str, *steps: int) -> list[str]:
    """`what` by a day earlier and a day later, or by `steps` days."""
    then = date.fromisoformat(day)
    return [f"{what} {then} becomes {then + timedelta(days=step)}" for step in steps or (-1, 1)]


def _of(stage: str, rule: str, *conditions: str) -> list[str]:
    """A rule dropped, and conditions of it, each as `without …` or `not …`."""
    return [f"{stage}: {rule}: {what}" for what in conditions]


_FIRM = "is yes or possible"
_NOT_NO = "is yes or unknown or possible"
_MALAYSIA = ("2025-10-29", "2026-02-05", "2026-02-22", "2026-03-16")
_GENERAL_LICENCES = ("2025-11-06", "2025-12-02", "2025-12-18")

# By reason.

_CONTEXT = [
    *_dropped(
        "US-AU-2025-10-20-framework/2026-08-07",
        "US-ID-2025-07-22-framework/2026-02-19",
        "US-JP-2025-10-28-framework/2026-03-19",
        "US-2025-11-01-fact-sheet/us-side",
        "VN-2025-12-11-minerals-law",
        "CN-2025-11-05-uel-adjustment/measures",
        *(f"CN-2025-general-licences/{day}" for day in _GENERAL_LICENCES),
        *(f"MY-2025-art-statements/{day}" for day in _MALAYSIA),
    ),
    *_moved("US-AU-2025-10-20-framework: `published`", "2026-08-07"),
    *_moved("US-ID-2025-07-22-framework: `published`", "2026-02-19"),
    *_moved("US-JP-2025-10-28-framework: `published`", "2026-03-19"),
    *_moved("VN-2025-12-11-minerals-law: `published`", "2025-12-11"),
    *_moved("CN-2025-11-05-uel-adjustment: `published`", "2025-11-05"),
    *(name for day in _GENERAL_LICENCES for name in _moved("CN-2025-general-licences: `published`", day)),
    *(name for day in _MALAYSIA for name in _moved("MY-2025-art-statements: `published`", day)),
]
_CODES = [
    *_moved("CN-2024-51/codes: `from`", "2024-12-01"),
    *_moved("CN-2024-51/codes-of-announcement-21: `from`", "2024-12-01"),
    *_moved("CN-2025-18/magnets-declared-as: `from`", "2025-04-04"),
    *_moved("CN-2025-91/codes: `from`", "2026-01-01"),
]
_REPEALS = [*_dropped("CN-2025-91/repeals"), *_moved("CN-2025-91/repeals: `from`", "2026-01-01")]
_GRAPHITE_CODES = [*_dropped("licet/coverage/graphite-codes"), *_moved("licet/coverage/graphite-codes: `from`", "2024-12-01")]
_TREATMENT = [
    f"{name}: exclude without CN"
    for name in (
        "CN-2025-61/denial",
        "CN-2025-61/denial.listed",
        "CN-2025-61/case-by-case",
        "CN-2026-12/list",
        "CN-2026-12/list.military",
        "CN-2026-28/list",
        "CN-2026-28/list.military",
    )
]
_SAME_THAT_DAY = [
    *_moved("CN-2023-57/reading-beside-export-control: supposed `from` of no. 1", "2025-10-09", -1),
    *_moved("CN-2025-72/reading-graphite-review-continues: supposed `from` of no. 1", "2025-11-09", -1),
    *_moved("CN-2025-72/reading-graphite-review-continues: supposed `through` of no. 1", "2026-11-27", 1),
    *_moved("CN-2026-30/reading-first-name: supposed `from` of no. 1", "2026-07-24", -1),
    *_moved("CN-2026-30/reading-first-name: supposed `from` of no. 2", "2026-07-24", -1),
]
_KNOWN_LATER = [
    *_moved("CN-2025-55/reading-single-crystals-from-50: supposed `from` of no. 1", "2025-11-08"),
    *_moved("CN-2025-61/reading-technology-and-inputs: supposed `from` of no. 1", "2025-12-01"),
    *_moved("CN-2025-61/reading-more-than-0.1: supposed `from` of no. 1", "2025-12-01"),
]
_NEVER_POSSIBLE = [
    *_of("users", "use perhaps", "dropped", "without `joined` is both", "not `joined` is both"),
    *_of("users", "use perhaps", *(f"{how} `parties` {_FIRM}" for how in ("without", "not"))),
    *_of("users", "use perhaps suffices", "dropped", "without `joined` is either", "not `joined` is either"),
    *_of("users", "use perhaps suffices", *(f"{how} `parties` is no or possible" for how in ("without", "not"))),
    *_of("scope", "destination perhaps", "dropped"),
    *_of("scope", "destination perhaps", *(f"{how} `{x}` {_FIRM}" for x in ("goods", "users", "reach") for how in ("without", "not"))),
]
_NEVER_EITHER = [
    *_of("users", "person perhaps", "without `joined` is both"),
    *_of("users", "person perhaps suffices", "dropped", "without `end_use` is no or possible", "not `end_use` is no or possible"),
]
_TWICE = _of("users", "neither person nor use", "without `joined` is either")
_NOT_ASKED = _of("scope", "destination not settled", f"without `goods` {_NOT_NO}")
_OF_DUTIES = [
    *_of("conclusion", "exempt", "without `effect` is licence"),
    *_of("conclusion", "licence held", "without `effect` is licence"),
    *_of("conclusion", "licence not shown to cover", "without `effect` is licence"),
]

_REASONS: Final[tuple[tuple[list[str], str], ...]] = (
    (
        _CONTEXT,
        "Context: it promises nothing, and says nothing of a requirement that could be mistaken for law, so that no answer reads it. It "
        "stands on the page of its instrument.",
    ),
    (
        _dropped("CN-2025-70/reading-start-on-10-november"),
        "A reading that is kept as text only: the words that were read say otherwise, so nothing follows from it and no other answer is "
        "opened. It stands on the page of its instrument.",
    ),
    (
        _CODES,
        "A code names the same goods whatever the day that is asked about: neither a list code nor a customs code is a hint on some days "
        "only. The day stands in the report.",
    ),
    (_REPEALS, "The catalogue that it repeals holds no duty: the controls are those of the acts that it restates."),
    (_GRAPHITE_CODES, "Each line under these codes is of a material that `licet/coverage/graphite` covers for longer."),
    (_TREATMENT, "It says how applications are treated, and every duty that it speaks of leaves out China itself."),
    (_SAME_THAT_DAY, "On the day that is added the law as it stands says what the reading says, or the act has not begun."),
    (
        _KNOWN_LATER,
        "The reading was public by 22 November 2026: whoever knows it knows too that the act was suspended on these days of 2025.",
    ),
    (
        _NEVER_POSSIBLE,
        "No comparison gives the word `possible` for a use or for a destination: a use is stated or not, a country is named or not. The "
        "rule is there because a table must answer every combination of words.",
    ),
    (
        _NEVER_EITHER,
        "No provision in the log is met by a listed name or by a use, whichever there is. So a name that only resembles a listed one never "
        "meets this rule.",
    ),
    (
        _TWICE,
        "Where a provision wants the person and the use, two other rules conclude the same where neither is met; and the rules behind a "
        "provision that does not concern the shipment count for nothing here.",
    ),
    (
        _NOT_ASKED,
        "Where the goods are not those of the provision nobody asks who the end user is, so that the destination is not left open.",
    ),
    (
        _OF_DUTIES,
        "A licence is compared with duties to hold one, and the exemptions in the log are from such duties. Of a prohibition, or of how "
        "applications are treated, neither word is ever said.",
    ),
)

EXPLAINED: Final[dict[str, str]] = {name: why for names, why in _REASONS for name in names}
