"""How strong the features are: the figures of the last `make spec-strength`, and of which law, rules and features they are."""

import hashlib
from collections.abc import Iterable, Iterator
from importlib import resources
from typing import Final

from pydantic import BaseModel, ConfigDict

from .signing import Paper

FILE: Final = "strength.json"


class Strength(BaseModel):
    """Counts of mutants, each one change of the law or of the rules. `run` of all `mutants` were put to the features, the `refused` are no
    change that can be: so `noticed`, `survivors`, `explained` (no scenario could notice them), `reasons_only` and `not_met` make `run`. The
    digests say of what."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    mutants: int
    run: int
    noticed: int
    survivors: int
    explained: int
    reasons_only: int
    not_met: int
    refused: int
    scenarios: int
    questions: int
    policy_digest: str
    rules_digest: str
    features_digest: str

    @property
    def not_run(self) -> int:
        return self.mutants - self.refused - self.run

    def caveats(self, policy_digest: str, rules_digest: str, features: Iterable[Paper]) -> Iterator[str]:
        """What is to be said beside the figures where they stand for something else than is shown. `features`: those of reference."""
        states = {
            "of the law": self.policy_digest == policy_digest,
            "of the rules": self.rules_digest == rules_digest,
            "of the features": self.features_digest == features_digest(features),
        }
        if other := [name for name, same in states.items() if not same]:
            yield f"measured on another state {', '.join(other)}"
        if self.not_run:
            yield f"no fair sample: {self.not_run} were not run, and the noticed are ahead"


def features_digest(papers: Iterable[Paper]) -> str:
    """The digest of the texts of features with their names, in order of name."""
    lines = (f"{paper.path} {paper.sha256}\n" for paper in sorted(papers))
    return "sha256:" + hashlib.sha256("".join(lines).encode()).hexdigest()


def measured() -> Strength | None:
    """The figures that ship; none if none do."""
    file = resources.files(__package__ or "licet.api.spec").joinpath(FILE)
    return Strength.model_validate_json(file.read_text(encoding="utf-8")) if file.is_file() else None
