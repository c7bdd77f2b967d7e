"""The features of reference, bound to their steps. Run once by `asked.record`, which gives the driver; not collected by itself."""

from pathlib import Path

from pytest_bdd import scenarios

import licet

pytest_plugins = ["licet.tests.steps.given", "licet.tests.steps.then"]

# Features in another language ask the same questions again.
scenarios(
    *(
        str(path)
        for path in sorted((Path(licet.__file__).parent / "features").rglob("*.feature"))
        if not path.read_text(encoding="utf-8").startswith("# language:")
    )
)
