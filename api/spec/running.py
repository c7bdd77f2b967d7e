"""Running the features of a checkout, and where they are. An installed Licet has neither features nor steps."""

import os
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from ..terminal.question import refused
from .run import Run, RunError, read_run, text_sha256
from .signing import Paper

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "features"
RUNNER = ROOT / "tests" / "spec_features.py"
_NEEDS = "make a run where the sources of Licet are, with `make spec` (it leaves `build/spec/run.ndjson`), and name it here"


class FeaturesNotRun(Exception):
    """The features could not be run; the text has the end of what pytest said."""


def results(given: str | None, place: str, only: str | None = None) -> tuple[Run, bytes]:
    """The run in the file that was given; without one, a run now, of the features of this checkout, on the log at `place`."""
    if given is None:
        data = run_features(place, only)
    else:
        try:
            data = Path(given).read_bytes()
        except OSError as error:
            raise refused("", "--results", f"`{given}`: {(error.strerror or str(error)).lower()}") from None
    try:
        return read_run(data), data
    except RunError as error:
        raise refused("", "--results", f"`{given or 'the run'}`: {error}") from None


def run_features(place: str, only: str | None = None) -> bytes:
    """Run them, in a process of their own, and give the Cucumber messages. Failed scenarios are results, not errors."""
    if not RUNNER.exists():
        raise refused("", "--results", f"an installed Licet has no features to run: {_NEEDS}")
    if find_spec("pytest_bdd") is None:
        raise refused("", "--results", f"pytest-bdd is not installed, so the features cannot be run: {_NEEDS}")
    with tempfile.TemporaryDirectory(prefix="licet-spec-") as folder:
        out = Path(folder, "run.ndjson")
        command = [sys.executable, "-m", "pytest", "-p", "licet.tests.messages", "-p", "no:cacheprovider", "--quiet", "--tb=short"]
        command += ["--messages", str(out), "--log", place, *(["--only", only] if only else []), str(RUNNER)]
        environ = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}  # one process, as asked here
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=environ)
        if ran.returncode not in (0, 1) or not out.exists():
            raise FeaturesNotRun(f"the features could not be run:\n{(ran.stdout + ran.stderr)[-4000:]}")
        return out.read_bytes()


def papers() -> list[Paper]:
    """The features of this checkout as they are now; none in an installed Licet."""
    return [Paper(path.relative_to(FOLDER).as_posix(), text_sha256(path.read_bytes())) for path in sorted(FOLDER.rglob("*.feature"))]
