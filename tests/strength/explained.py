"""Survivors that are no gap: the changed answer is no other law. By name of the mutant, why."""

from typing import Final

EXPLAINED: Final[dict[str, str]] = {
    "users: person not stated would suffice: dropped": (
        "No other rule speaks of a person who is not stated where that person would suffice, so that the rules cannot be run on it. The "
        "engine then concludes what the rule concludes, unknown, and says so in an alarm: the outcome and what it could become stay, and "
        "only a doubt comes beside an answer that is undetermined anyway."
    ),
}
