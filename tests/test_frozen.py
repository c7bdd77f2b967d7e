"""What was stored or released once is read for ever: those files are frozen by digest."""

import hashlib
from pathlib import Path

import licet

ROOT = Path(licet.__file__).parent
LIST = ROOT / "tests" / "frozen.sha256"
ADD = f"add it: `sha256sum <path> >> {LIST.relative_to(ROOT)}`"


def frozen(text: str) -> dict[str, str]:
    """Digests by path, as `sha256sum` writes them."""
    lines = [line.split("  ", 1) for line in text.splitlines() if not line.startswith("#")]
    assert len({path for _, path in lines}) == len(lines), "a path is frozen once"
    return {path: digest for digest, path in lines}


def wrong(root: Path, text: str) -> list[str]:
    """What is not as it was, or is not frozen and ought to be."""
    found = []
    for path, digest in frozen(text).items():
        file = root / path
        if not file.is_file():
            found.append(f"{path} is gone: bring it back, it is kept for ever")
        elif hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            found.append(f"{path} has changed: bring its bytes back; a new shape is a new version, in a file beside it")
    samples = (path.relative_to(root).as_posix() for path in (root / "tests" / "samples").rglob("*") if path.is_file())
    found += [f"{path} is new: {ADD}" for path in sorted(samples) if path not in frozen(text) and not path.endswith("README.md")]
    return found


def test_frozen_files_are_as_they_were_and_every_sample_is_frozen() -> None:
    assert not wrong(ROOT, LIST.read_text()), "\n".join(wrong(ROOT, LIST.read_text()))


def test_a_change_a_loss_and_a_new_sample_are_named(tmp_path: Path) -> None:
    samples = tmp_path / "tests" / "samples" / "logs"
    samples.mkdir(parents=True)
    for name in ("kept", "changed", "new"):
        (samples / name).write_text(name)
    digests = {name: hashlib.sha256(name.encode()).hexdigest() for name in ("kept", "gone")} | {"changed": "0" * 64}
    text = "# a comment\n" + "".join(f"{digest}  tests/samples/logs/{name}\n" for name, digest in digests.items())
    assert [line.split(":")[0] for line in wrong(tmp_path, text)] == [
        "tests/samples/logs/gone is gone",
        "tests/samples/logs/changed has changed",
        "tests/samples/logs/new is new",
    ]
