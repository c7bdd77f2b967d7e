"""What `docs/operation.md` says of settings and measures is so."""

import re
import tomllib
from pathlib import Path

from rest import local

import licet
from licet.api.app import create_app
from licet.api.opening import now
from licet.api.settings import Settings
from licet.engine.answers import Answers
from licet.events.log import open_log

PAGE = (Path(licet.__file__).parent / "docs/operation.md").read_text(encoding="utf-8")


def test_its_settings_file_can_be_used() -> None:
    [text] = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert Settings.model_validate(tomllib.loads(text)).host == "0.0.0.0"


def test_its_settings_exist() -> None:
    named = set(re.findall(r"`([a-z]+_[a-z_]+)(?:`| = )", PAGE)) | {name.lower() for name in re.findall(r"\bLICET_([A-Z_]+)", PAGE)}
    measures = {name for name in named if name.startswith("licet_")}
    assert named - measures - {"settings"} <= set(Settings.model_fields)
    assert len(named - measures) > 10


def test_its_measures_are_those_that_there_are() -> None:
    with open_log("memory:", clock=now) as log, local(create_app(log, Answers(log))) as client:
        described = client.get("/metrics").text
    given = set(re.findall(r"^# TYPE (licet_\w+)", described, re.MULTILINE))
    given = {name for name in given if not name.endswith("_created")}
    assert set(re.findall(r"^\| `(licet_\w+)` \|", PAGE, re.MULTILINE)) == given
