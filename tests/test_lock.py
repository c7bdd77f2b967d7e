"""The lock files pin everything by version and hash, name no place to fetch it from, and agree with pyproject.toml."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

import licet

ROOT = Path(licet.__file__).parent
LOCKS = ROOT / "requirements"
PYPROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def entries(lock: str) -> list[str]:
    """One logical line a requirement: its pin, its marker and its hashes."""
    text = (LOCKS / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def pins(lock: str) -> dict[str, str]:
    found = {}
    for entry in entries(lock):
        match = re.match(r"([a-z0-9-]+)==([^ ;]+)", entry)
        assert match, f"not pinned in requirements/{lock}: {entry[:80]}"
        found[match[1]] = match[2]
    return found


def wanted(lock: str) -> list[str]:
    project = PYPROJECT["project"]
    groups: dict[str, list[str]] = PYPROJECT["dependency-groups"]
    shipped: list[str] = project["dependencies"] + project["optional-dependencies"]["postgresql"] + project["optional-dependencies"]["bulk"]
    if lock == "run.txt":
        return shipped
    if lock == "bench.txt":
        return project["dependencies"] + project["optional-dependencies"]["bulk"] + groups["bench"]
    return shipped + groups["dev"] if lock == "dev.txt" else groups[lock.removesuffix(".txt")]


@pytest.mark.parametrize("lock", ["build.txt", "run.txt", "dev.txt", "bench.txt", "lock.txt"])
def test_a_lock_satisfies_pyproject(lock: str) -> None:
    pinned = pins(lock)
    for text in wanted(lock):
        requirement = Requirement(text)
        version = pinned.get(requirement.name.lower().replace("_", "-"))
        assert version and requirement.specifier.contains(version, prereleases=True), f"{text}: run `make lock`"


@pytest.mark.parametrize("lock", ["build.txt", "run.txt", "dev.txt", "bench.txt", "lock.txt"])
def test_every_pin_has_a_hash_and_no_address(lock: str) -> None:
    for entry in entries(lock):
        assert "--hash=sha256:" in entry, entry[:80]
    text = (LOCKS / lock).read_text(encoding="utf-8")
    assert re.findall(r"\S*://\S*|^--?(?!hash)\S.*", text, flags=re.MULTILINE) == []


def test_tests_run_on_the_versions_that_ship() -> None:
    run, dev = pins("run.txt"), pins("dev.txt")
    assert {name: dev.get(name) for name in run} == run


def test_what_is_measured_is_what_ships_and_peers_do_not_ship() -> None:
    run, dev, bench = pins("run.txt"), pins("dev.txt"), pins("bench.txt")
    other = {name for name in run if bench.get(name, run[name]) != run[name]}
    assert other <= {"python-dateutil"}  # rule-engine and the driver of PostgreSQL, which is not measured, ask for different ones
    peers = {Requirement(text).name.lower() for text in PYPROJECT["dependency-groups"]["bench"]}
    assert peers <= set(bench) and not peers & set(run | dev)
