"""Signatures under features: what is signed, what has changed since, and the event that a new signature is.

A signature covers the text of the feature (its digest) and the events that its provisions rest on (`dossier.concerned`, each with its
digest as corrected). Whether it still holds is computed from the log and the feature as they are now; nothing is marked in either.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, Literal, NamedTuple, get_args

from ...engine.policy import Policy
from ...events.codec import canonical_json
from ...events.model import SignedEvent, SpecSigned
from .dossier import OURS, concerned

Kind = Literal["text", "reading"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
State = Literal["signed", "changed since signed", "unsigned"]


class Paper(NamedTuple):
    """A feature as it is now: where it stands below `features/`, the digest of its text."""

    path: str
    sha256: str


class Signature(NamedTuple):
    """A signature and what has changed since: the feature's text, events that read otherwise, that are gone, that are new."""

    event: SpecSigned
    text_changed: bool
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def holds(self) -> bool:
        return not (self.text_changed or self.changed or self.gone or self.new)

    @property
    def since(self) -> str:
        """In words, what has changed; empty while it holds."""
        parts = ["the text of the feature has changed"] if self.text_changed else []
        for names, words in ((self.changed, "read otherwise now"), (self.gone, "withdrawn"), (self.new, "new")):
            parts += [f"{words}: {', '.join(names)}"] if names else []
        return "; ".join(parts)


class Standing(NamedTuple):
    """A feature with the signatures under it, each reviewer's last one of each kind."""

    path: str
    signatures: tuple[Signature, ...]

    def of(self, kind: Kind) -> State:
        mine = [s for s in self.signatures if s.event.signed == kind]
        if not mine:
            return "unsigned"
        return "signed" if any(s.holds for s in mine) else "changed since signed"


def standings(papers: Iterable[Paper], signed: Iterable[SpecSigned], policy: Policy) -> tuple[Standing, ...]:
    """Where every feature stands; signatures under features that are gone come last, as changed."""
    last: dict[tuple[str, str, str, Kind], SpecSigned] = {}
    for event in signed:
        key = (event.feature, event.reviewer, event.capacity, event.signed)
        last.pop(key, None)
        last[key] = event
    by_path = {paper.path: paper.sha256 for paper in papers}
    paths = dict.fromkeys([*by_path, *(event.feature for event in last.values())])
    return tuple(
        Standing(path, tuple(_signature(e, by_path.get(path), policy) for e in last.values() if e.feature == path)) for path in paths
    )


def _signature(event: SpecSigned, sha256: str | None, policy: Policy) -> Signature:
    then = {item.id: item.sha256 for item in event.events}
    now = _digests(policy, concerned(policy, event.provisions))
    here = {name: digest for name in then if (digest := _digest(policy, name)) is not None}
    return Signature(
        event=event,
        text_changed=sha256 != event.feature_sha256,
        changed=tuple(name for name, digest in here.items() if digest != then[name]),
        gone=tuple(name for name in then if name not in here),
        new=tuple(name for name in now if name not in then),
    )


def _digest(policy: Policy, name: str) -> str | None:
    return f"sha256:{policy.digests[name]}" if name in policy.digests else None


def _digests(policy: Policy, names: Iterable[str]) -> Mapping[str, str]:
    return {name: digest for name in names if (digest := _digest(policy, name)) is not None}


def signature(
    paper: Paper, provisions: Iterable[str], policy: Policy, *, reviewer: str, capacity: str, signed: Kind, on: date
) -> SpecSigned:
    """The event of a new signature. Its id comes from its content, so that signing the same again is the same event."""
    named = tuple(sorted(set(provisions)))
    event = SpecSigned(
        id="to-be-named",
        instrument="licet",
        authority=OURS,
        published=on,
        recorded_by=reviewer,
        reviewer=reviewer,
        capacity=capacity,
        signed=signed,
        feature=paper.path,
        feature_sha256=paper.sha256,
        provisions=named,
        events=tuple(SignedEvent(id=name, sha256=digest) for name, digest in _digests(policy, concerned(policy, named)).items()),
    )
    content = hashlib.sha256(canonical_json(event.model_dump(mode="json"))).hexdigest()
    return event.model_copy(update={"id": f"licet/signed/{on}/{content[:16]}"})
