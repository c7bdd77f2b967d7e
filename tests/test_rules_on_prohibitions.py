"""durable-rules, the reference and plain Python agree on every finding about prohibitions.

A file of its own, so that it runs beside the others.
"""

from findings import EXISTING, compare_all


def test_they_agree_on_every_finding() -> None:
    assert compare_all("prohibition") == EXISTING / 3
