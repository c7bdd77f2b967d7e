"""The four tables in the order in which they are run."""

from typing import Final

from .conclusion import CONCLUSION
from .rule import Rule, Stage
from .scope import SCOPE
from .status import STATUS
from .users import USERS

STAGES: Final[tuple[Stage, ...]] = (USERS, SCOPE, STATUS, CONCLUSION)
RULES: Final[dict[tuple[str, str], Rule]] = {(stage.name, r.name): r for stage in STAGES for r in stage.rules}
