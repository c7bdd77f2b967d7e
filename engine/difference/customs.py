"""Customs codes as closely as the codes of policies tell them apart: each says the same as others as far as the shorter goes."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

SHORTEST, LONGEST = 4, 10


class Customs(NamedTuple):
    """One customs code (`others` null), or all longer ones that begin with it and with none of `others`."""

    code: str
    others: tuple[str, ...] | None = None

    def __contains__(self, code: object) -> bool:
        if not isinstance(code, str):
            return False
        if self.others is None:
            return code == self.code
        return len(code) > len(self.code) and code.startswith(self.code) and not code.startswith(self.others)

    @property
    def some(self) -> str | None:
        """One of the codes; null where there is none."""
        if self.others is None:
            return self.code
        return next((longer for digit in "0123456789" if (longer := self.code + digit) and longer not in self.others), None)

    def __str__(self) -> str:
        if self.others is None:
            return self.code
        return f"{self.code} and more digits" + (f", not {', '.join(self.others)}" if self.others else "")


def told_apart(codes: Iterable[str]) -> Iterator[Customs]:
    """The customs codes that some codes of a policy say anything about, none twice."""
    known = frozenset(codes)
    nodes = {code[:n] for code in known for n in range(SHORTEST, len(code) + 1)}
    for node in sorted(nodes):
        yield Customs(node)
        if len(node) < LONGEST and any(node[:n] in known for n in range(SHORTEST, len(node) + 1)):
            longer = Customs(node, tuple(node + digit for digit in "0123456789" if node + digit in nodes))
            if longer.some is not None:
                yield longer
