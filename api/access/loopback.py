"""Which addresses are this machine."""

from functools import lru_cache
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit


@lru_cache(maxsize=1024)
def is_loopback(host: str) -> bool:
    """Whether a host, without port or brackets, is this machine alone: `localhost` or a loopback address. No name is looked up."""
    if host.lower() == "localhost":
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    return address.is_loopback


def fetchable(url: str) -> bool:
    """Whether what comes from `url` can be trusted to come from there: over TLS, or from this machine."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host)))
