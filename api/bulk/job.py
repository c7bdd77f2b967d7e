"""What is to be screened, and by what an unfinished run of it is known again."""

import hashlib
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

import orjson

from ... import __version__
from ...engine.answers import Answers
from ...engine.decide import known_as
from ...engine.inference import Mode, adopted_rules
from ...engine.policy import Known, Policy
from ...engine.shipment import ShipmentError
from ..rows.reading import one_fault
from .formats import STANDARD, Format
from .work import Targets, left_unfinished

Json = Mapping[str, Any]

_ENDS: Final = 1 << 16  # bytes of both ends of an input by which it is known again
_OTHER: Final = {
    "input": "the input has changed since",
    "options": "the options were others",
    "known": "it was to use what was known otherwise",
    "law": "the log or its rules are others",
    "licet": "another version of Licet made it",
}


class Job(NamedTuple):
    """What is to be screened. `input`, `output`, `classes`: paths, or `-`; `known`: what may be used, as it was asked; `row_bytes`: of a
    row, at most; `part_rows`, `part_bytes`: about how much is read at once; `threads`: at most, and no more than there are cores."""

    input: str
    output: str
    input_format: Format
    output_format: Format
    known: Known
    mode: Mode
    row_bytes: int
    carry: bool = False
    classes: str | None = None
    overwrite: bool = False
    part_rows: int = 1 << 19
    part_bytes: int = 1 << 24
    threads: int = 4

    @property
    def targets(self) -> Targets:
        """The files that it makes."""
        return Targets(_path(self.output), _path(self.classes))

    @property
    def resumable(self) -> bool:
        """Whether a run that is killed can be gone on with: what is read can be read again, what was written is kept."""
        return STANDARD not in (self.input, self.output)


class Law(NamedTuple):
    """The law by which a job is screened; `known` has its position."""

    known: Known
    policy: Policy


def prepared(job: Job, answers: Answers) -> tuple[Law, Json]:
    """The law of a job, and what it is about. A run that was killed is gone on with at its own position of the log. `Refused` where files
    have no place, or where there are others."""
    _look_at_names(job)
    left = left_unfinished(job.targets)
    if left is not None and (not job.resumable or left["input"] is None):
        left = None  # which is cut off
    law = _law(job, answers, left)
    about = _about(job, law.policy)
    if left is not None and left != about and not job.overwrite:
        why = [text for name, text in _OTHER.items() if left.get(name) != about.get(name)]
        raise one_fault(
            "OUTPUT",
            f"`{job.targets.folder}` was left by an unfinished run that cannot be gone on with: {'; '.join(why)}. Run it as it was, remove "
            "the folder, or give `--overwrite`",
        )
    if not job.overwrite and (there := job.targets.there(ours=left == about)):
        raise one_fault("OUTPUT", f"`{there}` is there already: name another file, or give `--overwrite`")
    return law, about


def stamp(path: str) -> Json | None:
    """By what an input is known again; null for standard input. `Refused` where it cannot be read."""
    if path == STANDARD:
        return None
    try:
        if Path(path).exists() and not Path(path).is_file() and not Path(path).is_dir():  # opening a pipe would wait for its writer
            raise one_fault("INPUT", f"`{path}` is no plain file: send it to standard input, and name it `-`")
        with Path(path).open("rb") as file:
            found = os.fstat(file.fileno())
            ends = hashlib.sha256(file.read(_ENDS))
            file.seek(max(0, found.st_size - _ENDS))
            ends.update(file.read(_ENDS))
    except OSError as error:
        raise one_fault("INPUT", f"`{path}` cannot be read: {(error.strerror or str(error)).lower()}") from None
    return {"path": str(Path(path).resolve()), "bytes": found.st_size, "modified": found.st_mtime_ns, "ends": ends.hexdigest()}


def _path(name: str | None) -> Path | None:
    return None if name in (None, STANDARD) else Path(str(name))


def _look_at_names(job: Job) -> None:
    for argument, path in (("OUTPUT", _path(job.output)), ("--classes", _path(job.classes))):
        if path is None:
            continue
        if path.is_dir():
            raise one_fault(argument, f"`{path}` is a folder: name a file")
        if path.exists() and not path.is_file():
            raise one_fault(argument, f"`{path}` is no plain file: name another, or `-` for standard output")
        if not path.parent.is_dir():
            raise one_fault(argument, f"`{path.parent}` is no folder: make it first")
        if job.input != STANDARD and path.resolve() == Path(job.input).resolve():
            raise one_fault(argument, f"`{path}` is what is read: name another file")
    if job.classes == STANDARD:
        raise one_fault("--classes", "standard output has the rows: name a file")
    if job.classes is not None and _path(job.classes) in (_path(job.output), job.targets.manifest, job.targets.folder):
        raise one_fault("--classes", f"`{job.classes}` is written already: name another file")


def _law(job: Job, answers: Answers, left: Json | None) -> Law:
    asked = job.known
    if left is not None and asked.recorded_through is None and left["known"] == _asked(asked):
        asked = asked._replace(recorded_through=left["law"]["position"])
    try:
        policy = answers.policy(asked)
    except ShipmentError:
        if asked == job.known:
            raise
        policy = answers.policy(job.known)  # the log is another one, which is said of it later
    return Law(asked._replace(recorded_through=policy.position), policy)


def _asked(known: Known) -> list[Any]:
    through, *positions = known
    return [through and through.isoformat(), *positions]


def _about(job: Job, policy: Policy) -> Json:
    about = {
        "input": stamp(job.input) if job.resumable else None,
        "options": [job.input_format, job.output_format, job.carry, _full(job.classes), job.row_bytes, job.part_rows, job.part_bytes],
        "known": _asked(job.known),
        "law": law_of(policy, job.mode),
        "licet": __version__,
        **({} if job.resumable else {"once": secrets.token_hex(8)}),
    }
    found: Json = orjson.loads(orjson.dumps(about))
    return found


def _full(name: str | None) -> str | None:
    return name and str(Path(name).resolve())


def law_of(policy: Policy, mode: Mode) -> dict[str, Any]:
    """What every output says of the law that it rests on."""
    return {
        "position": policy.position,
        "known": known_as(policy).model_dump(mode="json"),
        "policy_digest": policy.digest,
        "rules_digest": adopted_rules(policy.rules, mode, policy.rules_digest).rules_digest,
        "engine_version": __version__,
        "inference": mode,
    }
