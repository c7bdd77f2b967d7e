"""What a run writes, so that a run that is killed is gone on with, and what is there under the name of the output is always whole.

Beside the output is a folder `OUTPUT.partial` with the rows so far and a journal: what is screened, then a line for each part, with how
long the files were after it. A part counts once its line is there in full, which is written when its rows are on the disk. Where a run
died, whatever is behind the last whole part is cut off, and the next part is read. At the end the files get their names, and the folder
goes.
"""

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple, Self

import orjson

from ...events.newfile import publish
from ..rows.reading import one_fault
from .formats import BulkError

try:
    import fcntl
except ImportError:  # not a POSIX system: then nothing keeps two runs apart that write the same output at once
    fcntl = None  # type: ignore[assignment]

Json = Mapping[str, Any]

_ROWS, _CLASSES, _MANIFEST, _JOURNAL = "rows", "classes", "manifest.json", "journal"
_GO_ON: Final = "what was written is kept: the same command goes on with it"


class Targets(NamedTuple):
    """The files that a run makes, by their names in the end. `output` is null where the rows go to standard output."""

    output: Path | None
    classes: Path | None

    @property
    def manifest(self) -> Path | None:
        """What is said of a file beside it."""
        return self.output and self.output.with_name(f"{self.output.name}.manifest.json")

    @property
    def folder(self) -> Path | None:
        """Where the files are until they are whole."""
        named = self.output or self.classes
        return named and named.with_name(f"{named.name}.partial")

    def there(self, *, ours: bool) -> Path | None:
        """A file that is there under one of the names, if there is one. `ours`: one that a run which died gave that name is none."""
        for inside, path in self.named():
            if inside == _MANIFEST or not os.path.lexists(path):  # a manifest belongs to its output, whatever became of that
                continue
            partial = (self.folder or path) / inside
            if not ours or (partial.exists() and not path.samefile(partial)):
                return path
        return None

    def named(self) -> Iterator[tuple[str, Path]]:
        """The files, with the names that they have in the folder."""
        for inside, path in ((_CLASSES, self.classes), (_MANIFEST, self.manifest), (_ROWS, self.output)):
            if path is not None:
                yield inside, path


def left_unfinished(targets: Targets) -> Json | None:
    """What an unfinished run was about, if one left parts that can be gone on with."""
    if targets.folder is None:
        return None
    lines, _ = _read(targets.folder / _JOURNAL)
    return lines[0] if len(lines) > 1 else None


def _read(journal: Path) -> tuple[list[dict[str, Any]], int]:
    """The whole lines of a journal, and how long they are. The last may have been cut off when its writer died: it counts for nothing."""
    try:
        data = journal.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return [], 0
    end = data.rfind(b"\n") + 1
    return [orjson.loads(line) for line in data[:end].splitlines()], end


class Work:
    """A run that writes. `parts`: the records of the parts that are there already; `finished`: whether only names are missing."""

    def __init__(self, targets: Targets, about: Json, *, overwrite: bool) -> None:
        folder = targets.folder
        assert folder is not None
        self._targets, self._folder, self._overwrite = targets, folder, overwrite
        self._files: dict[str, BinaryIO] = {}
        self._empty = True
        try:
            folder.mkdir(exist_ok=True)
            self._journal = self._opened(_JOURNAL)
            self._lock()
            lines, end = _read(folder / _JOURNAL)
            if not lines or lines[0] != dict(about):
                lines, end = [], 0
            self.finished = bool(lines) and "finished" in lines[-1]
            self.parts = [line for line in lines[1:] if "finished" not in line]
            self._empty = len(lines) < 2
            _cut(self._journal, end)
            if not lines:
                self._log(about)
            if not self.finished:  # whatever is behind the last whole part is forgotten
                for name in (_ROWS, _CLASSES):
                    _cut(self._opened(name), self.parts[-1][name] if self.parts else 0)
        except OSError as error:
            self.close()
            raise self._failed(error) from None
        except BaseException:
            self.close()
            raise

    def _opened(self, name: str) -> BinaryIO:
        file = (self._folder / name).open("ab")
        self._files[name] = file
        return file

    def _lock(self) -> None:
        if fcntl is not None:
            try:
                fcntl.flock(self._journal, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise BulkError(f"`{self._folder}` is being written by another run: wait for its end") from None

    @property
    def size(self) -> int:
        """How long the rows are so far."""
        return self._files[_ROWS].tell()

    def write(self, data: Any) -> None:
        """Write rows, or what stands before or after them."""
        try:
            self._files[_ROWS].write(data)
        except OSError as error:
            raise self._failed(error) from None

    def add(self, data: Any, classes: bytes, record: Json) -> None:
        """Write the rows of a part and the classes that were met first in it; on return they are on the disk."""
        try:
            rows, met = self._files[_ROWS], self._files[_CLASSES]
            rows.write(data)
            met.write(classes)
            for file in (rows, met) if classes else (rows,):
                _sync(file)
            self._log({**record, _ROWS: rows.tell(), _CLASSES: met.tell()})
            self._empty = False
        except OSError as error:
            raise self._failed(error) from None

    @property
    def rows_path(self) -> Path:
        """Where the rows are until they are whole."""
        self._files[_ROWS].flush()
        return self._folder / _ROWS

    @property
    def classes_path(self) -> Path:
        """Where the classes are until all are there."""
        return self._folder / _CLASSES

    def finish(self, manifest: bytes) -> None:
        """Say that all is there; then `publish`."""
        try:
            for name in (_ROWS, _CLASSES):
                _sync(self._files[name])
                self._files[name].close()
            with (self._folder / _MANIFEST).open("wb") as file:
                file.write(manifest)
                _sync(file)
            self._log({"finished": True})
            self._empty = False
        except OSError as error:
            raise self._failed(error) from None
        self.finished = True

    def publish(self) -> None:
        """Give the files their names, the rows last, and remove the folder. What has been done already is not done again."""
        try:
            for inside, path in self._targets.named():
                partial = self._folder / inside
                if partial.exists():
                    self._name(partial, path)
            self.discard()
        except OSError as error:
            raise self._failed(error) from None

    def _name(self, partial: Path, path: Path) -> None:
        if os.path.lexists(path) and path.samefile(partial):  # it died in between
            partial.unlink()
            return
        if partial.stat().st_dev != path.parent.stat().st_dev:
            beside = path.with_name(f"{path.name}.partial")
            with partial.open("rb") as source, beside.open("wb") as target:
                shutil.copyfileobj(source, target, 1 << 20)
                _sync(target)
            beside.replace(partial := beside)
        if self._overwrite or partial.name == _MANIFEST:
            partial.replace(path)
            return
        try:
            publish(partial, path)
        except FileExistsError:
            raise one_fault("OUTPUT", f"`{path}` has come meanwhile: take it away, and the same command goes on") from None
        partial.unlink(missing_ok=True)

    def discard(self) -> None:
        """Remove the folder and all that is in it."""
        self.close()
        shutil.rmtree(self._folder)

    def close(self) -> None:
        """Let go of the files. What is in them stays."""
        for file in self._files.values():
            with contextlib.suppress(OSError):
                file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._empty:  # nothing to go on with
            self.discard()
        self.close()

    def _log(self, record: Json) -> None:
        self._journal.write(orjson.dumps(record) + b"\n")
        _sync(self._journal)

    def _failed(self, error: OSError) -> BulkError:
        reason = (error.strerror or str(error)).lower()
        keeps = f"; {_GO_ON}" if not self._empty and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO) else ""
        return BulkError(f"`{self._targets.output or self._targets.classes}` cannot be written: {reason}{keeps}")


def _cut(file: BinaryIO, size: int) -> None:
    file.truncate(size)
    file.seek(0, os.SEEK_END)


def _sync(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


class Stream:
    """A run whose rows go to standard output, where nothing can be gone on with. `work`: what writes the classes, if that is wanted."""

    finished = False
    parts: tuple[Any, ...] = ()

    def __init__(self, out: BinaryIO, work: Work | None) -> None:
        self._out, self._work = out, work
        self.size = 0

    def write(self, data: Any) -> None:
        """Write rows, or what stands before or after them."""
        self.size += self._out.write(data)

    def add(self, data: Any, classes: bytes, record: Json) -> None:
        """Write the rows of a part, and the classes that were met first in it."""
        self.write(data)
        if self._work is not None:
            self._work.add(b"", classes, record)

    def finish(self, manifest: bytes) -> None:
        """Say that all is there."""
        self._out.flush()
        if self._work is not None:
            self._work.finish(manifest)

    def publish(self) -> None:
        """Give the file of classes its name."""
        if self._work is not None:
            self._work.publish()
