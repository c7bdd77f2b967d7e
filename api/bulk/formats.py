"""The formats of files that are screened, by the endings of their names. Loads nothing that is slow."""

from pathlib import PurePath
from typing import Final, Literal, get_args

from ..rows.reading import one_fault

Format = Literal["csv", "ndjson", "parquet"]
STANDARD: Final = "-"
"""The name of standard input and of standard output."""

_ENDINGS: Final[dict[str, Format]] = {
    ".csv": "csv",
    ".tsv": "csv",
    ".ndjson": "ndjson",
    ".jsonl": "ndjson",
    ".parquet": "parquet",
    ".pq": "parquet",
}
TABS: Final = ".tsv"
"""The ending of CSV that is separated by tabs, whatever its header looks like."""


class BulkError(Exception):
    """A file could not be screened, through no fault of what it says."""


def format_of(name: str, stated: str | None, argument: str, option: str) -> Format:
    """The format of a file: what was stated, or what its ending says. `Refused` where neither tells, or where it has to be a file."""
    found = next((known for known in get_args(Format) if known == stated), None)
    if stated is not None and found is None:
        raise one_fault(option, f"`{stated[:80]}` is not one of {', '.join(get_args(Format))}")
    found = found or _ENDINGS.get(PurePath(name).suffix.lower())
    if found is None:
        what = "has no ending" if name == STANDARD else "has an ending that says nothing"
        raise one_fault(argument, f"`{name}` {what}: give `{option}`, one of {', '.join(get_args(Format))}")
    if found == "parquet" and name == STANDARD:
        raise one_fault(argument, "Parquet is not read or written in one go: name a file")
    return found
