"""What the benchmark knows of a peer: how it takes a shipment, how it answers, under what licence it comes, and what its answer lacks."""

from collections.abc import Callable
from importlib.metadata import version
from typing import Any, Literal, NamedTuple

from licet.engine.shipment import Shipment

Outcome = Literal["NO_LICENCE_REQUIRED", "LICENCE_REQUIRED", "PROHIBITED"]
FREE: Outcome = "NO_LICENCE_REQUIRED"
LICENCE: Outcome = "LICENCE_REQUIRED"
BANNED: Outcome = "PROHIBITED"


class Peer(NamedTuple):
    """A peer with its rules loaded and compiled. `takes`: the shipment as the tool's input; `outcome`: its answer to that."""

    name: str
    package: str | None  # as the package index knows it; null: plain Python
    licence: str
    how: str  # how the law was put into it
    lacks: str
    takes: Callable[[Shipment], Any]
    outcome: Callable[[Any], Outcome]
    ages: bool = False  # it slows down with every question, so that each round starts with a new one

    def titled(self) -> str:
        """The name with the version that runs."""
        return f"{self.name} {version(self.package)}" if self.package else self.name
