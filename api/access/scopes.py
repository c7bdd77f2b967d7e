"""What one may be allowed to do: a closed list, for keys and tokens alike."""

from typing import Final, Literal, get_args

Scope = Literal["check", "record", "approve", "audit", "admin"]
"""`check` asks questions; `record` appends what was published; `approve` signs and appends what decides how law is read;
`audit` reads the log and what others asked; `admin` manages keys, retention and erasure. None implies another."""

SCOPES: Final[frozenset[Scope]] = frozenset(get_args(Scope))
