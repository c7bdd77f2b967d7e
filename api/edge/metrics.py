"""What Prometheus reads at `/metrics`. Labels come from closed lists (routes, methods, statuses, outcomes): never from what was asked.

With several worker processes `PROMETHEUS_MULTIPROC_DIR` names a folder that all of them write to, and each answers for all.
"""

import os
from contextlib import AbstractContextManager
from typing import Final

from prometheus_client import CONTENT_TYPE_LATEST, GC_COLLECTOR, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.process_collector import ProcessCollector

MEDIA_TYPE: Final = CONTENT_TYPE_LATEST
_SECONDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """The measures of one application. Every method is cheap enough for every request."""

    def __init__(self) -> None:
        own = self._registry = CollectorRegistry()
        self._requests = Histogram(
            "licet_http_request_duration_seconds",
            "Requests, by method, route and status, and the seconds until the last byte of the answer was sent.",
            ("method", "route", "status"),
            buckets=_SECONDS,
            registry=own,
        )
        self._checks = Counter("licet_checks", "Shipments decided, by outcome.", ("outcome",), registry=own)
        self._appended = Counter("licet_events_appended", "Events recorded through this server, without repetitions.", registry=own)
        self._limited = Counter("licet_requests_limited", "Requests refused because of a rate limit.", registry=own)
        self._position = Gauge("licet_log_position", "The log position that answers use.", registry=own, multiprocess_mode="livemin")
        self._replay = Histogram("licet_policy_replay_seconds", "Seconds to replay a policy.", buckets=_SECONDS, registry=own)
        self._seen = 0
        self._kept: dict[tuple[str, str, int], Histogram] = {}
        self._outcomes: dict[str, Counter] = {}

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """A request was answered, or given up."""
        key = (method, route, status)
        child = self._kept.get(key)
        if child is None:
            child = self._kept[key] = self._requests.labels(method, route, str(status))
        child.observe(seconds)

    def answered(self, outcome: str, position: int) -> None:
        """A shipment was decided, on the log up to `position`."""
        child = self._outcomes.get(outcome)
        if child is None:
            child = self._outcomes[outcome] = self._checks.labels(outcome)
        child.inc()
        self.at(position)

    def at(self, position: int) -> None:
        """The newest position that was used. A question about an earlier one moves nothing."""
        if position > self._seen:
            self._seen = position
            self._position.set(position)

    def appended(self, count: int) -> None:
        """Events were recorded."""
        self._appended.inc(count)

    def limited(self) -> None:
        """A request was refused because of a rate limit."""
        self._limited.inc()

    def replaying(self) -> AbstractContextManager[object]:
        """Around the replay of a policy."""
        return self._replay.time()

    def text(self) -> bytes:
        """Everything, as Prometheus reads it."""
        registry = CollectorRegistry()
        if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
            return generate_latest(registry)
        ProcessCollector(registry=registry)
        registry.register(GC_COLLECTOR)
        return generate_latest(self._registry) + generate_latest(registry)
