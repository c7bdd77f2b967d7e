"""Every peer by name. A peer's module is imported when it is asked for: its package is there only after `make bench`."""

from importlib import import_module

from .base import Peer

PEERS = {
    "ifs in a row": ("ifs", "in_a_row"),
    "ifs by material": ("ifs", "by_material"),
    "zen-engine, loader": ("gorules", "loaded"),
    "zen-engine, create_decision": ("gorules", "created"),
    "durable-rules": ("durable_rules", "durable_rules"),
    "clipspy": ("clips_rules", "clips_rules"),
    "cedarpy": ("cedar", "cedar"),
    "business-rules": ("venmo", "venmo"),
    "rule-engine": ("expressions", "expressions"),
    "OpenFisca-core": ("openfisca", "openfisca"),
}


def peer(name: str) -> Peer:
    """A peer with its rules compiled. Errors: `ModuleNotFoundError` where its package is not installed."""
    module, function = PEERS[name]
    found: Peer = getattr(import_module(f".{module}", __package__), function)()
    return found
