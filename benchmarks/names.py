"""Many more lines, with many more names."""

from .bulk import LARGE, measured


def measure() -> str:
    """A quarter of an hour."""
    return measured(LARGE, LARGE // 10)
