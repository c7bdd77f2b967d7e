"""Verdicts on disk, one a line as they come, and the state that they hold for: law, rules, features, and the code that judges.

A later run on the same state goes on where an earlier one ended. Where only the features are others, a mutant stays noticed if the question
and the sentence that noticed it are still there: new ones take nothing away. Otherwise it starts anew, and old verdicts only say which
question to put first.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final, TextIO

import licet
from licet.api.spec.run import text_sha256
from licet.api.spec.signing import Paper
from licet.api.spec.strength import features_digest
from licet.engine.policy import Policy
from licet.rules.rule import rules_digest
from licet.rules.tables import STAGES

from .asked import FEATURES, REFERENCE, Asked
from .judge import Verdict
from .mutants import Mutant

_ROOT: Final = Path(licet.__file__).parent
_CODE: Final = (
    "engine/*.py",
    "rules/*.py",
    "tests/steps/*.py",
    *(f"tests/strength/{name}.py" for name in ("asked", "concern", "judge", "mutants")),
)
_BESIDE: Final = ("answers.py", "classes.py")  # they keep answers, and give none


def state_of(policy: Policy, chosen: str = "") -> dict[str, str]:
    """What verdicts turn on. `chosen`: which scenarios, as pytest is told it."""
    papers = [Paper(path.relative_to(FEATURES).as_posix(), text_sha256(path.read_bytes())) for path in REFERENCE]
    code = hashlib.sha256()
    for path in sorted(path for pattern in _CODE for path in _ROOT.glob(pattern) if path.name not in _BESIDE):
        code.update(path.read_bytes())
    return {
        "policy_digest": policy.digest,
        "rules_digest": rules_digest(STAGES),
        "features_digest": features_digest(papers),
        "code": code.hexdigest(),
        "scenarios": chosen,
    }


class Kept:
    """The verdicts of one file. `known`: those that hold, by the mutant's place; `first`: the question that told of a mutant before."""

    def __init__(self, path: Path, state: Mapping[str, str], mutants: Sequence[Mutant], questions: Mapping[str, Asked]) -> None:
        self._path, self._mutants = path, mutants
        self.known: dict[int, Verdict] = {}
        self.first: dict[int, str] = {}
        places = {(m.kind, m.name): place for place, m in enumerate(mutants)}
        lines = list(_lines(path))
        same = bool(lines) and lines[0] == state
        same_law = bool(lines) and lines[0] | {"features_digest": ""} == dict(state) | {"features_digest": ""}
        for line in lines[1:]:
            place = places.get((line.pop("kind"), line.pop("name")))
            if place is not None:
                verdict = Verdict(**line)
                self.first[place] = verdict.at
                if same or (same_law and _still_noticed(verdict, questions)):
                    self.known[place] = verdict
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8") as out:
            _write(out, state)
            for place, verdict in self.known.items():
                self._put(out, place, verdict)

    def add(self, place: int, verdict: Verdict) -> None:
        self.known[place] = verdict
        with self._path.open("a", encoding="utf-8") as out:
            self._put(out, place, verdict)

    def _put(self, out: TextIO, place: int, verdict: Verdict) -> None:
        mutant = self._mutants[place]
        _write(out, {"kind": mutant.kind, "name": mutant.name, **asdict(verdict)})


def _still_noticed(verdict: Verdict, questions: Mapping[str, Asked]) -> bool:
    """Whether the question is still asked, and still expects what the mutant does not meet."""
    if verdict.fate != "noticed" or verdict.at not in questions:
        return False
    expected = {f"{scenario.name}: {e.sentence}" for scenario in questions[verdict.at].scenarios for e in scenario.expects}
    return verdict.by in expected


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a file that may not be there, or may have been cut off in its last line."""
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        try:
            yield json.loads(line)
        except ValueError:
            return


def _write(out: TextIO, line: Mapping[str, Any]) -> None:
    out.write(json.dumps(line, ensure_ascii=False) + "\n")
