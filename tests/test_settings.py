"""Settings: where they come from, what goes first, what is refused, and that secrets stay unseen."""

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import Field

from licet.api import cli, settings, sources
from licet.api.settings import Secret, Settings, SettingsError, shown, without_password
from licet.api.sources import read_settings, sourced_settings

HOME = {"HOME": "/h"}


def read(environ: dict[str, str], **options: Any) -> Settings:
    return read_settings({**HOME, **environ}, platform="linux", **options)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "licet.toml"
    path.write_text('port = 81\nhost = "localhost"\ntrusted_proxies = ["10.0.0.1"]\nshutdown_delay = 1.5\n')
    return path


def test_options_go_before_variables_before_the_file_before_defaults(file: Path) -> None:
    environ = {**HOME, "LICET_SETTINGS": str(file), "LICET_PORT": "82", "LICET_HOST": "127.0.0.2"}
    found = sourced_settings(environ, platform="linux", port=83)
    assert (found.settings.port, found.settings.host, found.settings.shutdown_delay) == (83, "127.0.0.2", 1.5)
    assert found.settings.trusted_proxies == ("10.0.0.1",)
    named = {name: found.sources[name] for name in ("port", "host", "shutdown_delay", "inference", "db")}
    assert named == {"port": "--port", "host": "LICET_HOST", "shutdown_delay": str(file), "inference": "default", "db": "default"}


def test_an_empty_variable_is_none() -> None:
    assert read({"LICET_PORT": "", "LICET_SETTINGS": ""}).port == 8000


def test_lists_are_written_with_commas() -> None:
    assert read({"LICET_TRUSTED_PROXIES": "10.0.0.1, 10.0.0.2,"}).trusted_proxies == ("10.0.0.1", "10.0.0.2")


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({"LICET_PRT": "1"}, "`LICET_PRT` is not a setting: did you mean `LICET_PORT`?"),
        ({"LICET_Port": "1"}, "`LICET_Port` is not a setting"),
        ({"LICET_ZZZZZZ": "1"}, "`LICET_ZZZZZZ` is not a setting; `licet settings` lists them"),
        ({"LICET_PORT": "-1"}, "`LICET_PORT`: `-1` should be greater than or equal to 0"),
        ({"LICET_PORT": "x"}, "`LICET_PORT`: `x` should be a valid integer"),
        ({"LICET_LOG_FORMAT": "xml"}, "`LICET_LOG_FORMAT`: `xml` is not one of auto, json, text"),
        ({"LICET_LOG_REQUESTS": "maybe"}, "`LICET_LOG_REQUESTS`: `maybe` should be a valid boolean"),
        ({"LICET_BODY_SECONDS": "nan"}, "`LICET_BODY_SECONDS`: `nan`"),
        ({"LICET_RATE_LIMIT": "many"}, "`LICET_RATE_LIMIT`: `many` is not `auto`, `off`, or rates such as"),
        ({"LICET_TLS_CERTIFICATE": "/nowhere"}, "`LICET_TLS_CERTIFICATE`: `/nowhere` is not a file"),
        ({"LICET_TLS_CERTIFICATE": __file__}, "`tls_certificate` and `tls_key` go together"),
        ({"LICET_SETTINGS": "/nowhere.toml"}, "the settings file `/nowhere.toml` cannot be read: no such file"),
    ],
)
def test_what_cannot_be_used_is_named(environ: dict[str, str], said: str) -> None:
    with pytest.raises(SettingsError) as error:
        read(environ)
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("prot = 1", "`prot` in `{}` is not a setting: did you mean `port`?"),
        ('port = "x"', "`port` in `{}`: `x` should be a valid integer"),
        ("port = ", "the settings file `{}` is not TOML: "),
        ("[oidc]\nissuer = 1", "`oidc` in `{}` is not a setting"),
    ],
)
def test_what_cannot_be_used_in_a_file_is_named(text: str, said: str, file: Path) -> None:
    file.write_text(text)
    with pytest.raises(SettingsError) as error:
        read({"LICET_SETTINGS": str(file)})
    assert said.format(file) in str(error.value)


def test_every_fault_is_told() -> None:
    with pytest.raises(SettingsError) as error:
        read({"LICET_PORT": "x", "LICET_LOG_LEVEL": "loud"})
    assert "LICET_PORT" in str(error.value) and "LICET_LOG_LEVEL" in str(error.value)


def test_what_a_cluster_sets_beside_a_service_is_not_ours() -> None:
    kubernetes = {
        "LICET_PORT": "tcp://10.0.0.1:8000",
        "LICET_PORT_8000_TCP": "tcp://10.0.0.1:8000",
        "LICET_PORT_8000_TCP_ADDR": "10.0.0.1",
        "LICET_SERVICE_HOST": "10.0.0.1",
        "LICET_SERVICE_PORT": "8000",
        "LICET_SERVICE_PORT_HTTP": "8000",
    }
    assert read(kubernetes) == read({})


@pytest.mark.parametrize(
    ("address", "seen"),
    [
        ("postgresql+pg8000://u:secret@h:5/d", "postgresql+pg8000://u:***@h:5/d"),
        ("postgresql://u:se/cr@et@h/d", "postgresql://u:***@h/d"),
        ("postgresql://u@h/d?password=secret&x=1", "postgresql://u@h/d?password=***&x=1"),
        ("postgresql://u@h/d", "postgresql://u@h/d"),
        ("here:there@file.sqlite", "here:there@file.sqlite"),
    ],
)
def test_passwords_are_taken_out(address: str, seen: str) -> None:
    assert without_password(address) == seen


def test_no_password_is_printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    address = "postgresql+pg8000://u:secret@h/d"
    monkeypatch.setenv("LICET_DB", address)
    assert "secret" not in repr(read({"LICET_DB": address}))
    assert cli.run(["settings"]) == cli.run(["settings", "--json"]) == 0
    monkeypatch.setenv("LICET_PORT", "x")
    assert cli.run(["settings"]) == 2
    printed = capsys.readouterr()
    assert "u:***@h" in printed.out and "secret" not in printed.out + printed.err


def test_a_secret_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    class WithSecret(Settings):
        token: Secret = Field(Secret(""), max_length=4)

    monkeypatch.setattr(sources, "Settings", WithSecret)
    found = read({"LICET_TOKEN": "hush"})
    assert shown(found, "token") == "(set, not shown)" and "hush" not in repr(found)
    with pytest.raises(SettingsError) as error:
        read({"LICET_TOKEN": "hush-hush"})
    assert "`LICET_TOKEN`: the value should have at most 4" in str(error.value) and "hush" not in str(error.value)


def test_the_command_shows_value_source_and_meaning(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LICET_SETTINGS", "")
    assert cli.run(["--settings", str(file), "settings", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told) == list(Settings.model_fields)
    assert told["port"] == {"value": 81, "source": str(file), "variable": "LICET_PORT", "description": told["port"]["description"]}
    assert cli.run(["settings"]) == 0
    text = capsys.readouterr().out
    assert f'host = "localhost"   ({file})' in text and 'trusted_proxies = ["10.0.0.1"]' in text


def test_every_setting_says_what_it_means() -> None:
    assert [name for name, field in settings.Settings.model_fields.items() if not field.description] == []
