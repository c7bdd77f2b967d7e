"""Settings: the one object that says how a process runs. `sources` reads it from where it is set.

A new setting is one line in `Settings`: its description is what `licet settings` and the documentation say. Give a secret the type
`Secret`; it is never printed.
"""

import re
from pathlib import Path
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator

from ..engine.inference import Mode
from .access.loopback import fetchable, is_loopback
from .edge.logs import LogFormat, LogLevel

Secret = SecretStr
Openness = Literal["until_keys", "loopback", "nobody", "everybody"]
Seconds = Annotated[float, Field(ge=0, le=3600, allow_inf_nan=False)]

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
    workers: int = Field(1, ge=1, le=256, description="processes that `licet serve` answers with; several need a file or a database as log")
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
    batch_rows: int = Field(1_000_000, ge=1, description="rows that one batch may have")
    batch_row_bytes: int = Field(2**18, ge=2**10, le=2**20, description="bytes that one row of a batch may have")
    batch_bytes: int = Field(
        2**29, ge=2**10, description="bytes that one batch may have; beyond a megabyte they are kept on disk meanwhile"
    )
    append_bytes: int = Field(2**24, ge=2**10, le=2**28, description="bytes that one append to the log may have")
    streams: int = Field(100, ge=0, le=10_000, description="clients that may follow the log at the same time, in each process")
    keep_checks: Literal["asked", "always"] = Field(
        "asked", description="whether questions and answers are kept where `keep=true` asks for it, or `always`; they may name parties"
    )
    keep_checks_days: int | None = Field(
        None, ge=1, description="days that `licet retention apply` leaves of kept questions and answers; default: no limit"
    )
    migrate: Literal["auto", "manual"] = Field(
        "auto", description="whether tables are made and brought up to date on start (`auto`), or only by `licet migrate`"
    )
    signing: Literal["auto", "off"] = Field(
        "auto",
        description="whether `licet serve` signs checkpoints of the log, with a key that it makes if there is none, or never (`off`)",
    )
    signing_key: tuple[str, ...] = Field(
        (), description="PEM files of the Ed25519 keys that sign checkpoints, all of them each one; default: beside the log"
    )
    checkpoints: str = Field(
        "", description="folder where checkpoints are kept outside the database; copy it to where nobody writes who writes the log"
    )
    checkpoint_seconds: float = Field(1, ge=0.1, le=86_400, allow_inf_nan=False, description="seconds between two checkpoints, at least")
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
    send_seconds: Seconds = Field(60, description="seconds that a client may take nothing of what is sent to it, or be silent about it")
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

    @field_validator("rate_limit")
    @classmethod
    def _rate_is_one(cls, value: str) -> str:
        if value not in ("auto", "off"):
            from limits import parse_many

            try:
                parse_many(value)
            except ValueError:
                raise ValueError("is not `auto`, `off`, or rates such as `100/second; 20000/hour`") from None
        return value

    @field_validator("tls_certificate", "tls_key")
    @classmethod
    def _file_is_there(cls, value: str) -> str:
        if value and not Path(value).is_file():
            raise ValueError("is not a file")
        return value

    @model_validator(mode="after")
    def _tls_is_whole(self) -> Self:
        if bool(self.tls_certificate) != bool(self.tls_key):
            raise ValueError("`tls_certificate` and `tls_key` go together: set both, or neither")
        return self

    @property
    def loopback(self) -> bool:
        """Whether only programs on this machine can reach the server."""
        return is_loopback(self.host)

    @property
    def shown_db(self) -> str:
        """`db` without its password."""
        return without_password(self.db)


def shown(settings: Settings, name: str) -> object:
    """The value of a setting as anybody may see it: no secret, no password."""
    value = getattr(settings, name)
    if isinstance(value, Secret):
        return "(set, not shown)"
    return without_password(value) if isinstance(value, str) else list(value) if isinstance(value, tuple) else value


def without_password(address: str) -> str:
    """A database address, or any text, with the password of its user part and of its query replaced by `***`."""
    return _QUERY.sub(r"\1=***", _USER.sub(r"\1:***@", address))


def without_user(address: str) -> str:
    """A database address without its user and password, and without passwords in its query."""
    return re.sub(r"//[^/@]*@", "//", without_password(address))
