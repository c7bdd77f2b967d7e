"""The texts of requirements as they were amended, and the names that they use."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from ..events.goods import AttributeName, ControlList, FormName, MaterialName, as_before
from ..events.model import Requirement
from .life import Timeline


class Version(NamedTuple):
    """The text of a requirement from a day on, and the amendment that set it."""

    start: date | None
    text: Requirement
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RequirementInTime:
    """A requirement: its versions (first to last) and its timeline."""

    id: str
    versions: tuple[Version, ...]
    timeline: Timeline

    def version(self, day: date) -> Version:
        """The text as it stands on `day`."""
        return next(v for v in reversed(self.versions) if v.start is None or v.start <= day)


def versions(requirement: Requirement, acts: Iterable[Any]) -> tuple[Version, ...]:
    """The text of a requirement as amended by the acts on it, by first day of each version."""
    out = [Version(None, requirement, (requirement.id,))]
    amendments = [a for a in acts if a.type == "control_amended"]
    for act in sorted(amendments, key=lambda a: a.from_):
        last, said = out[-1], act.changes
        changes = {name: value for name in type(said).model_fields if (value := getattr(said, name)) is not None}
        if "entries" in changes:
            changes["entries"] = as_before(changes["entries"], last.text.entries)
        out.append(Version(act.from_, last.text.model_copy(update=changes), (*last.events, act.id)))
    return tuple(out)


@dataclass(frozen=True)
class Vocabulary:
    """The names in use. Materials state their constituents."""

    lists: Mapping[str, ControlList] = field(default_factory=dict)
    materials: Mapping[str, MaterialName] = field(default_factory=dict)
    forms: Mapping[str, FormName] = field(default_factory=dict)
    attributes: Mapping[str, AttributeName] = field(default_factory=dict)

    def constituents(self, material: str) -> tuple[str, ...]:
        known = self.materials.get(material)
        return known.constituents if known else ()
