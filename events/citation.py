"""Where something is written: instruments, provisions, sources, evidence, quoted words.

A *provision* is named by its instrument and the path inside it: `CN-2025-61/1.3` is paragraph 1(3) of announcement 61 of 2025.
Naming a provision names everything below it, so a suspension of `CN-2024-46/2` covers `CN-2024-46/2.a`.
"""

import re
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

_SEGMENTS = re.compile(r"[/.]")

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._/+-]{0,119}$", max_length=120)]
"""A readable identifier: of an event, an instrument (`CN-2025-61`) or a provision (`CN-2025-61/1.3`)."""

Sha256 = Annotated[str, StringConstraints(pattern=r"^sha256:[0-9a-f]{64}$")]

Evidence = Literal["instrument", "statement", "report"]
"""Grade of what an event rests on: the official text or a reliable copy, an official statement, somebody's report."""


class Frozen(BaseModel):
    """Base of every value in Licet: immutable, no unknown fields, names as in the JSON contract."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True, serialize_by_alias=True)


class Text(Frozen):
    """Words in English and, where read, in the language of the law."""

    en: str
    zh: str | None = None


class Source(Frozen):
    """One place that was consulted. `checked` says how: read (in part), or only named by another source. `sha256`: of the document in the
    bytes in which it was there, for whoever compares it with what is there later. Where none was taken it is left out of the JSON, unlike
    any other member: it means nothing."""

    url: str | None
    kind: Literal["official", "reproduction", "translation", "law_firm", "press", "dataset", "note"]
    checked: Literal["read", "read_in_part", "cited_by_other"]
    note: str | None = None
    sha256: Sha256 | None = Field(default=None, exclude_if=lambda value: value is None)


class Quote(Frozen):
    """Source words, in the original language, that set one field (usually a day) of an event."""

    field: str
    words: str
    translation: str | None = None


class Citation(Frozen):
    """What a reason rests on: a provision of law, or a stated principle of Licet (`provision` is then null)."""

    provision: str | None
    text: str


def covers(target: str, provision: str) -> bool:
    """Whether naming `target` names `provision`: the same one, or one below it. Prefixes end at a segment."""
    if not provision.startswith(target):
        return False
    return len(provision) == len(target) or provision[len(target)] in "/."


def prefixes(provision: str) -> list[str]:
    """`provision` and everything above it: `A/1.3` gives `A`, `A/1`, `A/1.3`."""
    ends = [match.start() for match in _SEGMENTS.finditer(provision)]
    return [provision[:end] for end in ends] + [provision]


def root(name: str) -> str:
    """The first segment of a name: whatever covers the name begins with it."""
    return name.partition("/")[0].partition(".")[0]


def instrument_of(provision: str) -> str:
    """The instrument that a provision belongs to."""
    return provision.split("/", 1)[0]
