"""The wheel holds the package, all of it, and nothing else.

The repository root is the package and packages are listed by name, so a new folder can be left out silently and a stray
file at the root can slip in.
"""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import licet

ROOT = Path(licet.__file__).parent
NOT_SOURCE = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "build", "dist", "node_modules")


def packages(root: Path) -> list[Path]:
    """Every top-level folder that is a package, whether or not pyproject.toml names it."""
    return sorted(init.parent for init in root.glob("*/__init__.py") if init.parent.name != "tests")


def expected_files(root: Path) -> set[str]:
    files = {"licet/__init__.py", "licet/py.typed"}
    for package in packages(root):
        for path in package.rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".md":
                files.add(f"licet/{path.relative_to(root).as_posix()}")
    return files


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources, with what an earlier build of since deleted modules would have left behind."""
    copy = tmp_path_factory.mktemp("packaging") / "any-name"
    shutil.copytree(ROOT, copy, ignore=NOT_SOURCE)
    stale = copy / "build" / "lib" / "licet" / "events" / "deleted.py"
    stale.parent.mkdir(parents=True)
    stale.touch()
    return copy


@pytest.fixture(scope="module")
def wheel(copy: Path) -> zipfile.Path:
    """What a release builds: the source archive, then the wheel out of that archive. Needs no network."""
    out = copy.parent / "dist"
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(copy)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    [path] = out.glob("*.whl")
    return zipfile.Path(path)


def test_the_wheel_holds_every_file_of_every_package_and_no_other(copy: Path, wheel: zipfile.Path) -> None:
    shipped = {name for name in wheel.root.namelist() if not name.endswith("/") and ".dist-info/" not in name}
    expected = expected_files(copy)
    assert sorted(expected - shipped) == [], "left out of the wheel: name them in pyproject.toml, [tool.setuptools]"
    assert sorted(shipped - expected) == [], "in the wheel without being part of a package"


def test_the_wheel_carries_its_licence_and_its_command(wheel: zipfile.Path) -> None:
    info = f"licet-{licet.__version__}.dist-info"
    metadata = (wheel / info / "METADATA").read_text(encoding="utf-8")
    assert "License-Expression: Apache-2.0" in metadata
    assert (wheel / info / "licenses" / "LICENSE").exists()
    assert "licet = licet.api.cli:main" in (wheel / info / "entry_points.txt").read_text(encoding="utf-8")
