"""Every operation on a real server, asked by schemathesis what its description allows and what it does not: no failure, no answer that
the description does not have, no credential that is not asked for.

`python tests/test_whole_api.py --max-examples 500` asks for longer; further arguments go to schemathesis.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from served import Client, served

from licet.api.access import credentials
from licet.api.access.scopes import SCOPES
from licet.api.app import create_app
from licet.api.opening import now
from licet.api.settings import Settings
from licet.engine.answers import Answers
from licet.events.corpus import load_corpus
from licet.events.log import open_log
from licet.events.record import record
from licet.events.store import open_store

CONFIG = Path(__file__).with_name("schemathesis.toml")
CHECK = {"shipment": {"goods": {"material": "holmium", "form": "metal"}, "destination": "DE", "date": "2026-11-11"}}


@contextmanager
def whole_api(folder: Path) -> Iterator[tuple[Client, str]]:
    """A server on a log in a file, open to nobody without a key, and a key for everything."""
    settings = Settings(db=str(folder / "licet.db"), open_access="nobody")
    with open_log(settings.db, clock=now) as log, open_store(settings.db, clock=now) as store:
        record(log, load_corpus())
        key = credentials.create(store.keys, "tests", sorted(SCOPES), None, by="tests", now=now()).text
        with served(create_app(log, Answers(log), settings, store)) as client:
            client.headers["Authorization"] = f"Bearer {key}"
            yield client, key


def ask_everything(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Have schemathesis ask."""
    with whole_api(folder) as (client, key):
        kept = client.post("/v1/checks?keep=true", json=CHECK).headers["location"].rpartition("/")[2]
        command = [
            sys.executable,
            "-m",
            "schemathesis.cli",
            "--config-file",
            str(CONFIG),
            "run",
            f"{client.base_url}/openapi.json",
            *options,
        ]
        environment = {**os.environ, "LICET_TEST_KEY": key, "LICET_TEST_CHECK": kept, "PYTHONWARNINGS": "default"}
        return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=3600, check=False)


def test_schemathesis_finds_nothing(tmp_path: Path) -> None:
    ran = ask_everything(tmp_path, "--max-examples", "4", "--phases", "examples,fuzzing", "--no-shrink", "--no-color")
    assert ran.returncode == 0, ran.stdout[-20_000:] + ran.stderr[-2_000:]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        ran = ask_everything(Path(folder), *sys.argv[1:])
    sys.exit(f"{ran.stdout}{ran.stderr}" if ran.returncode else ran.stdout)
