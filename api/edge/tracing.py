"""Spans for requests and for deciding, by OpenTelemetry. Where they go is up to its SDK, set up by its own `OTEL_…` variables.

FastAPI makes spans too, but puts paths and parameters into them. Ours carry the route's template, and nothing of what was asked.
"""

from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Final

from opentelemetry import propagate, trace
from opentelemetry.trace import SpanKind, StatusCode, TracerProvider
from starlette.datastructures import State
from starlette.types import ASGIApp, Receive, Scope

from ... import __version__
from ..settings import SettingsError

if TYPE_CHECKING:
    from .middleware import Exchange

_NOTHING: Final = nullcontext()


class Tracing:
    """Makes spans with a tracer of `provider`, by default the process's."""

    def __init__(self, provider: TracerProvider | None = None) -> None:
        self._tracer = trace.get_tracer("licet", __version__, provider)

    async def run(self, app: ASGIApp, scope: Scope, receive: Receive, exchange: "Exchange") -> None:
        """Answer a request inside a span, which goes on with the client's trace if it sent one."""
        carrier = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        with self._tracer.start_as_current_span(
            scope["method"], propagate.extract(carrier), SpanKind.SERVER, record_exception=False, set_status_on_exception=False
        ) as span:
            try:
                await app(scope, receive, exchange.send)
            except Exception as error:
                span.set_attribute("error.type", type(error).__qualname__)
                raise
            finally:
                method, route = exchange.method, exchange.route
                span.update_name(f"{method} {route}")
                span.set_attributes(
                    {
                        "http.request.method": method,
                        "http.route": route,
                        "http.response.status_code": exchange.status,
                        "url.scheme": scope.get("scheme", "http"),
                        "licet.request_id": exchange.request_id,
                    }
                )
                if not 0 < exchange.status < 500:
                    span.set_status(StatusCode.ERROR)

    def deciding(self) -> AbstractContextManager[object]:
        """A span for deciding. Nothing of the shipment stands on it."""
        return self._tracer.start_as_current_span("decide", record_exception=False, set_status_on_exception=False)


def deciding(state: State) -> AbstractContextManager[object]:
    """A span for deciding, where the application makes spans."""
    tracing: Tracing | None = state.tracing
    return _NOTHING if tracing is None else tracing.deciding()


def exporting() -> Tracing:
    """Tracing through the provider that this process has; if it has none, through one that exports by OTLP as `OTEL_…` says."""
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.trace import TracerProvider as Provider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError:
        raise SettingsError("`tracing` is on, but OpenTelemetry's SDK is not there: install `licet[otel]`, or switch it off") from None
    if not isinstance(trace.get_tracer_provider(), Provider):
        provider = Provider()
        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
        trace.set_tracer_provider(provider)
    return Tracing()
