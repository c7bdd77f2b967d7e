"""Where settings come from. The one place that reads the environment.

A setting `name` comes from, first wins: an option of the command line, the variable `LICET_NAME`, the TOML file that `--settings` or
`LICET_SETTINGS` names, its default. Unknown names and unusable values are errors. `licet settings` lists what is in force and why.
"""

import difflib
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple, get_origin

from pydantic import ValidationError

from .settings import Secret, Settings, SettingsError, without_password, without_user

_PREFIX: Final = "LICET_"
# What Kubernetes and Docker set by themselves beside a service called `licet`.
_FOREIGN: Final = re.compile(r"LICET_(SERVICE_(HOST|PORT)(_\w+)?|PORT_\d+_(TCP|UDP)(_\w+)?)")
_FOREIGN_VALUE: Final = re.compile(r"(tcp|udp)://")


class Sourced(NamedTuple):
    """Settings, and for each name where its value comes from: an option, a variable, a file, or `default`."""

    settings: Settings
    sources: Mapping[str, str]


class _Given(NamedTuple):
    """A value as it was given. `place`: where, as messages name it."""

    value: object
    source: str
    place: str


def read_settings(environ: Mapping[str, str], *, platform: str, **options: str | int | None) -> Settings:
    """The settings of this process, or `SettingsError`. `platform` is `sys.platform`; options that are None were not given."""
    return sourced_settings(environ, platform=platform, **options).settings


def sourced_settings(environ: Mapping[str, str], *, platform: str, **options: str | int | None) -> Sourced:
    """The same, with where each value comes from."""
    given = {**_from_file(environ.get("LICET_SETTINGS", "")), **_from_environment(environ)}
    given |= {name: _Given(value, f"--{name}", f"--{name}") for name, value in options.items() if value is not None}
    if "db" not in given:
        given["db"] = _Given(str(data_folder(environ, platform) / "log.sqlite"), "default", "default")
    for name, value in _beside(str(given["db"].value), environ, platform).items():
        given.setdefault(name, _Given(value, "default", "default"))
    try:
        settings = Settings.model_validate({name: item.value for name, item in given.items()})
    except ValidationError as error:
        raise SettingsError("\n".join(_said(error, given))) from None
    sources = {name: given[name].source if name in given else "default" for name in Settings.model_fields}
    return Sourced(settings, sources)


def _beside(db: str, environ: Mapping[str, str], platform: str) -> dict[str, object]:
    """Where the signing key and the checkpoints of a log are, if nothing else is said: beside its file, or, for a server, in the
    data folder, under its address."""
    if db == "memory:":
        return {}
    path = db.removeprefix("sqlite:///")
    if "://" in path:
        name = re.sub(r"[^A-Za-z0-9.]+", "-", without_user(path)).strip("-")
        try:
            path = str(data_folder(environ, platform) / name)
        except SettingsError:  # no home: then both have to be named
            return {}
    return {"signing_key": (f"{path}.key",), "checkpoints": f"{path}.checkpoints"}


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


def _from_environment(environ: Mapping[str, str]) -> dict[str, _Given]:
    """The variables that start with `LICET_`. An empty one counts as not set; lists are written with commas."""
    given = {}
    for variable, text in environ.items():
        if not variable.startswith(_PREFIX) or not text or variable == "LICET_SETTINGS":
            continue
        if _FOREIGN.fullmatch(variable) or (variable == "LICET_PORT" and _FOREIGN_VALUE.match(text)):
            continue
        name = variable.removeprefix(_PREFIX).lower()
        if name not in Settings.model_fields or variable != _variable(name):
            raise SettingsError(f"`{variable}` is not a setting{_near(name, _variable)}")
        value = [item.strip() for item in text.split(",") if item.strip()] if _is_list(name) else text
        given[name] = _Given(value, variable, variable)
    return given


def _from_file(path: str) -> dict[str, _Given]:
    """The settings of a TOML file; none if no file is named."""
    if not path:
        return {}
    try:
        data: dict[str, Any] = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"the settings file `{path}` cannot be read: {(error.strerror or str(error)).lower()}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"the settings file `{path}` is not TOML: {error}") from None
    for name in data:
        if name not in Settings.model_fields:
            raise SettingsError(f"`{name}` in `{path}` is not a setting{_near(name, str)}")
    return {name: _Given(value, path, f"{name}` in `{path}") for name, value in data.items()}


def _said(error: ValidationError, given: Mapping[str, _Given]) -> Iterator[str]:
    """One line for each setting that cannot be used. A secret's value is not repeated."""
    for item in error.errors(include_url=False, include_input=False):
        name = str(item["loc"][0]) if item["loc"] else ""
        if name not in given:
            yield item["msg"].removeprefix("Value error, ")
            continue
        secret = Settings.model_fields[name].annotation in (Secret, Secret | None)
        value = "the value" if secret else f"`{without_password(str(given[name].value))}`"
        yield f"`{given[name].place}`: {value} {_reason(dict(item))}"


def _reason(item: dict[str, Any]) -> str:
    """What is wrong, to stand after the value."""
    limits = item.get("ctx", {})
    match item["type"]:
        case "literal_error":
            return "is not one of " + str(limits["expected"]).replace("'", "").replace(" or ", ", ")
        case "value_error":
            return str(limits["error"])
        case _:
            return str(item["msg"]).removeprefix("Input ").removeprefix("Value ")


def _variable(name: str) -> str:
    return _PREFIX + name.upper()


def _is_list(name: str) -> bool:
    return get_origin(Settings.model_fields[name].annotation) is tuple


def _near(name: str, spelt: Callable[[str], str]) -> str:
    """The setting that was perhaps meant, as it is spelt where the wrong one stands."""
    close = difflib.get_close_matches(name, Settings.model_fields, 1)
    return f": did you mean `{spelt(close[0])}`?" if close else "; `licet settings` lists them"
