"""How the features ask: a shipment and what is known in, a determination out, as plain data of the outside contract.

The features know nothing else of Licet, so the same sentences can be put to the engine or to a service that holds the same log.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, Protocol, Self

from licet.engine.answers import Answers
from licet.engine.policy import Known
from licet.engine.shipment import read_shipment
from licet.events.corpus import load_corpus
from licet.events.log import MemoryLog
from licet.events.model import EVENT, Event


class Driver(Protocol):
    """Puts questions to one log."""

    def ask(self, shipment: dict[str, Any], known: dict[str, Any] | None = None) -> dict[str, Any]:
        """The determination. `known`: `{"published_through": "2025-10-20"}`, or null for everything."""
        ...

    def having(self, events: Sequence[dict[str, Any]]) -> "Driver":
        """Questions to another log: this one with `events` recorded after it. This one stays as it is."""
        ...


class EngineDriver:
    """Asks the engine, on the corpus that ships and a log in memory."""

    def __init__(self, events: Sequence[Event] = ()) -> None:
        self._events = tuple(events)
        log = MemoryLog(clock=lambda: datetime.now(UTC))
        log.append(self._events)
        self._answers = Answers(log)
        self._others: dict[str, EngineDriver] = {}

    @classmethod
    def on_the_corpus(cls) -> Self:
        return cls(load_corpus())

    def ask(self, shipment: dict[str, Any], known: dict[str, Any] | None = None) -> dict[str, Any]:
        through = (known or {}).get("published_through")
        as_known = Known(date.fromisoformat(through) if through else None, (known or {}).get("recorded_through"))
        return self._answers.check(read_shipment(shipment), as_known).model_dump(mode="json", by_alias=True)

    def having(self, events: Sequence[dict[str, Any]]) -> "EngineDriver":
        added = repr(events)
        if added not in self._others:
            self._others[added] = EngineDriver((*self._events, *(EVENT.validate_python(event) for event in events)))
        return self._others[added]
