"""Rate limits: how many requests one caller is granted. Counted by `limits`; said in the headers of the IETF draft
`draft-ietf-httpapi-ratelimit-headers`, and in `Retry-After`.

A caller is an actor, or, without credentials or with wrong ones, the address that the request comes from. Every process counts by itself,
unless `rate_storage` names a server that they share.
"""

import logging
import math
import time
from collections.abc import Awaitable, Callable
from typing import Final

from fastapi import Request
from limits import RateLimitItem, parse_many
from limits.aio.storage import Storage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from limits.errors import ConfigurationError
from limits.storage import storage_from_string

from ..problems import Problem
from ..settings import Settings, SettingsError, without_password

AUTOMATIC: Final = "100/second"
_LOG: Final = logging.getLogger("licet.api")


class Rates:
    """`granted` as in `100/second; 20000/hour`. `storage`: an address as `limits` takes it."""

    def __init__(self, granted: str, storage: str | Storage = "async+memory://") -> None:
        self._items = parse_many(granted)
        kept = storage_from_string(storage) if isinstance(storage, str) else storage
        assert isinstance(kept, Storage)
        self._limiter = SlidingWindowCounterRateLimiter(kept)
        policy = ", ".join(f'"{_name(item)}";q={item.amount};w={item.get_expiry()}' for item in self._items)
        self._policy = (b"ratelimit-policy", policy.encode())

    async def spend(self, request: Request, actor: str | None) -> None:
        """Count a request of `actor`, or of its address. A `Problem` 429 when there are too many.

        Where the counts are out of reach, the request goes through: a limit guards the server, not the law.
        """
        if (refusal := await self._refusal(request, actor or _address(request), self._limiter.hit)) is not None:
            request.app.state.metrics.limited()
            raise refusal

    async def look(self, request: Request) -> None:
        """A `Problem` 429 where nothing is left to the address of a request. Nothing is counted: to be asked before work for somebody
        who is not known yet."""
        if (refusal := await self._refusal(request, _address(request), self._limiter.test)) is not None:
            raise refusal

    async def _refusal(self, request: Request, caller: str, granted: Callable[[RateLimitItem, str], Awaitable[bool]]) -> Problem | None:
        try:
            refused = [item for item in self._items if not await granted(item, caller)]
            left = [(item, await self._limiter.get_window_stats(item, caller)) for item in self._items]
        except Exception as error:
            _LOG.warning("rate limits are not counted: %s", type(error).__name__)
            return None
        item, stats = min(left, key=lambda pair: (pair[0] not in refused, pair[1].remaining))
        seconds = max(1, math.ceil(stats.reset_time - time.time()))
        headers = [self._policy, (b"ratelimit", f'"{_name(item)}";r={0 if refused else stats.remaining};t={seconds}'.encode())]
        request.scope["rate_headers"] = headers
        if not refused:
            return None
        detail = f"more than {item.amount} requests in {item.get_expiry()} seconds: wait {seconds} seconds"
        return Problem("too-many-requests", detail, headers={"Retry-After": str(seconds)})


def _address(request: Request) -> str:
    return f"address {request.client.host if request.client else ''}"


def rates_of(settings: Settings) -> Rates | None:
    """What the settings grant; None: no limit."""
    granted = settings.rate_limit
    if granted == "auto":
        granted = "off" if settings.loopback else AUTOMATIC
    if granted == "off":
        return None
    try:
        return Rates(granted, settings.rate_storage)
    except ConfigurationError as error:
        place = without_password(settings.rate_storage)
        raise SettingsError(f"`rate_storage`: `{place}` cannot be used: {without_password(str(error))}") from None


def _name(item: RateLimitItem) -> str:
    return f"per-{item.get_expiry()}s"
