"""Survivors that are no gap: the changed answer is no other law. By name of the mutant, why."""

from typing import Final

EXPLAINED: Final[dict[str, str]] = {}
