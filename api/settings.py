"""Settings: the one place that reads the environment.

LICET_DB          the event log: a file path or a database address; default: a file in the user's data folder
LICET_INFERENCE   `durable-rules` (default), or `reference` for the reference evaluator; every answer says which one ran
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

from ..engine.inference import Mode


class SettingsError(ValueError):
    """A setting that cannot be used; the text names it and says what to do."""


@dataclass(frozen=True)
class Settings:
    """`db`: where the log is, as `events.log.open_log` takes it. `inference`: what runs the rules."""

    db: str
    inference: Mode


def read_settings(environ: Mapping[str, str], *, platform: str, db: str | None = None) -> Settings:
    """The settings of this process. `platform` is `sys.platform`; `db` comes from an option and goes before the environment."""
    place = db or environ.get("LICET_DB") or str(data_folder(environ, platform) / "log.sqlite")
    mode = environ.get("LICET_INFERENCE") or "durable-rules"
    if mode not in get_args(Mode):
        raise SettingsError(f"`LICET_INFERENCE`: `{mode}` is not one of {', '.join(get_args(Mode))}")
    return Settings(place, cast(Mode, mode))


def data_folder(environ: Mapping[str, str], platform: str) -> Path:
    """Where programs keep a user's data on this platform."""
    home = environ.get("HOME") or environ.get("USERPROFILE")
    if platform == "win32" and environ.get("LOCALAPPDATA"):
        return Path(environ["LOCALAPPDATA"], "Licet")
    if platform != "darwin" and environ.get("XDG_DATA_HOME"):
        return Path(environ["XDG_DATA_HOME"], "licet")
    if not home:
        raise SettingsError("there is no home folder for the event log: name a file with `--db` or `LICET_DB`")
    return Path(home, "Library/Application Support/Licet") if platform == "darwin" else Path(home, ".local/share/licet")
