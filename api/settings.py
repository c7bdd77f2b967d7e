"""Settings: the one object that says how this process runs, and the one place that reads the environment.

A setting `name` comes from, first wins: an option of the command line, the variable `LICET_NAME`, the TOML file that `--settings` or
`LICET_SETTINGS` names, its default. Unknown names and unusable values are errors. `licet settings` lists what is in force and why.

A new setting is one line in `Settings`: its description is what `licet settings` and the documentation say. Give a secret the type
`Secret`; it is never printed.
"""

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal, NamedTuple, Self, get_origin

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator, model_validator

from ..engine.inference import Mode
from .logs import LogFormat, LogLevel
from .loopback import fetchable, is_loopback

Secret = SecretStr
Openness = Literal["until_keys", "loopback", "nobody", "everybody"]
Seconds = Annotated[float, Field(ge=0, le=3600, allow_inf_nan=False)]

_PREFIX: Final = "LICET_"
# What Kubernetes and Docker set by themselves beside a service called `licet`.
_FOREIGN: Final = re.compile(r"LICET_(SERVICE_(HOST|PORT)(_\w+)?|PORT_\d+_(TCP|UDP)(_\w+)?)")
_FOREIGN_VALUE: Final = re.compile(r"(tcp|udp)://")
# The parts of an address that hold a password.
_USER: Final = re.compile(r"^([\w+.-]+://[^:/@]*):.*@", re.DOTALL)
_QUERY: Final = re.compile(r"(?<=[?&])(\w*password|\w*secret)=[^&#]*", re.IGNORECASE)


class SettingsError(ValueError):
    """A setting that cannot be used; the text names it and says what to do."""


class Settings(BaseModel):
    """How this process runs."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    db: str = Field(
        "memory:",
        min_length=1,
        repr=False,
        description="the event log: a file path, a database address, or `memory:`; default: a file in the user's data folder",
    )
    inference: Mode = Field(
        "durable-rules",
        description="what runs the rules: `durable-rules`, or `reference` for the reference evaluator; every answer says which one ran",
    )
    host: str = Field("127.0.0.1", min_length=1, description="address that `licet serve` listens on; anything but loopback needs keys")
    port: int = Field(8000, ge=0, le=65535, description="port that `licet serve` listens on; 0: a free one")
    open_access: Openness = Field(
        "until_keys",
        description="who may do everything without a credential: programs on this machine `until_keys` are made or `oidc_issuer` is set, "
        "or always (`loopback`), `nobody`, or `everybody`, which is for a network where everybody is trusted",
    )
    oidc_issuer: str = Field("", description="the OpenID provider whose bearer tokens are taken, as its discovery document spells it")
    oidc_audience: str = Field("", description="what the `aud` of a token must name; needed with `oidc_issuer`")
    oidc_scope_claim: str = Field(
        "", description="the claim with the scopes, such as `realm_access.roles`; default: `scope`, `scp`, `roles`"
    )
    oidc_scope_prefix: str = Field("licet:", description="what stands before a scope in a token: `licet:check`")
    oidc_actor_claim: str = Field("sub", min_length=1, description="the claim that names who acts; the log keeps it for ever")
    oidc_leeway_s: int = Field(30, ge=0, le=300, description="seconds by which the clocks of the issuer and of this server may differ")

    @model_validator(mode="after")
    def _tokens_are_for_somebody(self) -> Self:
        if bool(self.oidc_issuer) != bool(self.oidc_audience):
            raise ValueError(
                "`oidc_issuer` and `oidc_audience` go together: a token of that issuer for another program is no credential here"
            )
        return self

    @field_validator("oidc_issuer")
    @classmethod
    def _issuer_is_safe(cls, value: str) -> str:
        if value and not fetchable(value):
            raise ValueError(
                "is not an `https://` address: whoever answers in its place could make tokens (`http://` only on this machine)"
            )
        return value

    batch_rows: int = Field(1_000_000, ge=1, description="rows that one batch may have")
    batch_row_bytes: int = Field(2**18, ge=2**10, le=2**20, description="bytes that one row of a batch may have")
    batch_bytes: int = Field(
        2**29, ge=2**10, description="bytes that one batch may have; beyond a megabyte they are kept on disk meanwhile"
    )
    keep_checks: Literal["asked", "always"] = Field(
        "asked", description="whether questions and answers are kept where `keep=true` asks for it, or `always`; they may name parties"
    )
    keep_checks_days: int | None = Field(
        None, ge=1, description="days that `licet retention apply` leaves of kept questions and answers; default: no limit"
    )
    migrate: Literal["auto", "manual"] = Field(
        "auto", description="whether tables are made and brought up to date on start (`auto`), or only by `licet migrate`"
    )
    rate_limit: str = Field(
        "auto",
        description="requests granted to one caller, such as `100/second; 20000/hour`, or `off`; `auto`: none on loopback, else 100/second",
    )
    rate_storage: str = Field(
        "async+memory://", repr=False, description="where requests are counted, as the library `limits` takes it; in memory: each process"
    )
    metrics: Literal["auto", "open", "off"] = Field(
        "auto",
        description="who reads `/metrics`: `open`: everybody; `off`: nobody; `auto`: everybody on loopback, else with the scope `audit`",
    )
    tracing: bool = Field(False, description="OpenTelemetry spans, exported as its own `OTEL_…` variables say; needs `licet[otel]`")
    log_format: LogFormat = Field("auto", description="lines of the server's log: `json`, `text`, `auto` (text on a terminal)")
    log_level: LogLevel = Field("info", description="what is logged: `debug`, `info`, `warning`, `error`; `debug` repeats words of errors")
    log_requests: bool = Field(True, description="one line in the log for each request")
    body_seconds: Seconds = Field(30, description="seconds that the body of a request may take to arrive")
    header_seconds: Seconds = Field(10, description="seconds that the headers of a request may take to arrive")
    header_bytes: int = Field(32768, ge=1024, le=2**20, description="bytes of path, parameters and headers of a request")
    keep_alive_seconds: int = Field(65, ge=1, le=3600, description="seconds that an idle connection is kept")
    shutdown_delay: Seconds = Field(0, description="seconds in which an ending server still answers, while `/readyz` says 503")
    shutdown_seconds: int = Field(30, ge=1, le=3600, description="seconds that running requests have when the server ends")
    trusted_proxies: tuple[str, ...] = Field(
        ("127.0.0.1",), description="addresses of proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed"
    )
    tls_certificate: str = Field("", description="PEM file of the certificate, to serve over TLS; goes with `tls_key`")
    tls_key: str = Field("", description="PEM file of its private key")

    @property
    def loopback(self) -> bool:
        """Whether only programs on this machine can reach the server."""
        return is_loopback(self.host)

    @property
    def shown_db(self) -> str:
        """`db` without its password."""
        return without_password(self.db)


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
    try:
        settings = Settings.model_validate({name: item.value for name, item in given.items()})
    except ValidationError as error:
        raise SettingsError("\n".join(_said(error, given))) from None
    sources = {name: given[name].source if name in given else "default" for name in Settings.model_fields}
    return Sourced(settings, sources)


def shown(settings: Settings, name: str) -> object:
    """The value of a setting as anybody may see it: no secret, no password."""
    value = getattr(settings, name)
    if isinstance(value, Secret):
        return "(set, not shown)"
    return without_password(value) if isinstance(value, str) else list(value) if isinstance(value, tuple) else value


def without_password(address: str) -> str:
    """A database address, or any text, with the password of its user part and of its query replaced by `***`."""
    return _QUERY.sub(r"\1=***", _USER.sub(r"\1:***@", address))


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
            raise SettingsError(f"`{variable}` is not a setting{_near(variable, map(_variable, Settings.model_fields))}")
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
            raise SettingsError(f"`{name}` in `{path}` is not a setting{_near(name, Settings.model_fields)}")
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
            return str(item["msg"]).removeprefix("Input ")


def _variable(name: str) -> str:
    return _PREFIX + name.upper()


def _is_list(name: str) -> bool:
    return get_origin(Settings.model_fields[name].annotation) is tuple


def _near(name: str, names: Iterator[str] | Mapping[str, Any]) -> str:
    close = difflib.get_close_matches(name, list(names), 1)
    return f": did you mean `{close[0]}`?" if close else "; `licet settings` lists them"
