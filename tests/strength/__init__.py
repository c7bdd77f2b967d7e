"""How strong the features are: the policy and the rules are changed on purpose, and every change that no feature notices is told.

`asked` runs the features once and keeps their questions; `mutants` makes the changes; `concern` says which questions a change may reach;
`judge` puts those again; `verdicts` keeps what came of it; `report` writes `docs/spec-strength.md` and the figures for the report to
lawyers. Run by `make spec-strength`, not by the tests.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # helper modules of the tests are imported by their plain names
