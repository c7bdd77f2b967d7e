"""The four tables in the order in which they are run."""

from typing import Final

from .conclusion import CONCLUSION
from .rule import Stage
from .scope import SCOPE
from .status import STATUS
from .users import USERS

STAGES: Final[tuple[Stage, ...]] = (USERS, SCOPE, STATUS, CONCLUSION)
