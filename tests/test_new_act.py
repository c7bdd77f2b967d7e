"""A new announcement needs one file of events and one feature, no code: shown with a made-up act, put beside the corpus that ships.

The act is `new_act/2099-001.yaml`, its feature `new_act/2099-001.feature`. Its steps are those of every feature.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_bdd import scenarios

import licet
from licet.api import cli
from licet.events.corpus import CorpusError, load_corpus, read_corpus
from licet.events.lint import lint
from licet.tests.steps.driver import EngineDriver

pytest_plugins = ["licet.tests.steps.given", "licet.tests.steps.then"]

SHIPPED = Path(licet.__file__).parent / "events" / "corpus"
NEW = Path(__file__).parent / "new_act"
ACT = (NEW / "2099-001.yaml").read_text(encoding="utf-8")
PURE_COPPER = {
    "goods": {"material": "copper", "form": "metal", "attributes": {"purity_pct": "99.99"}},
    "origin": "CN",
    "departure": {"country": "CN"},
    "destination": "DE",
    "date": "2099-02-01",
}

scenarios(str(NEW / "2099-001.feature"))

With = Callable[[str], Path]


@pytest.fixture(scope="session")
def with_act(tmp_path_factory: pytest.TempPathFactory) -> With:
    """A copy of the corpus with one file more."""

    def made(act: str) -> Path:
        folder = tmp_path_factory.mktemp("new") / "corpus"
        shutil.copytree(SHIPPED, folder)
        (folder / "cn" / "2099-001.yaml").write_text(act, encoding="utf-8")
        return folder

    return made


@pytest.fixture(scope="session")
def driver(with_act: With) -> EngineDriver:
    """What the scenarios are put to: the whole corpus, and the act."""
    return EngineDriver(load_corpus(with_act(ACT)))


def test_it_is_one_file_of_events_and_one_feature() -> None:
    assert {file.name for file in NEW.iterdir()} == {"2099-001.yaml", "2099-001.feature"}


def test_without_the_file_nothing_is_known_of_it(driver: EngineDriver) -> None:
    assert driver.ask(PURE_COPPER)["outcome"] == "LICENCE_REQUIRED"
    assert EngineDriver.on_the_corpus().ask(PURE_COPPER)["outcome"] == "UNDETERMINED"


def test_another_day_in_the_file_is_another_answer(with_act: With) -> None:
    late = EngineDriver(load_corpus(with_act(ACT.replace("from: 2099-02-01", "from: 2099-02-02"))))
    assert late.ask(PURE_COPPER)["outcome"] == "NO_LICENCE_REQUIRED"


def test_the_lint_finds_nothing_in_it(with_act: With, capsys: pytest.CaptureFixture[str]) -> None:
    folder = with_act(ACT)
    assert [f for f in lint(read_corpus(folder)) if f.file == "cn/2099-001.yaml"] == []
    assert cli.run(["events", "lint", str(folder)]) == 0
    assert "no errors" in capsys.readouterr().out


def test_the_lint_finds_what_is_broken_in_it(with_act: With, capsys: pytest.CaptureFixture[str]) -> None:
    numberless = ACT.replace('op: ">", value: "99.9"', "op: '=', word: pure")
    folder = with_act(numberless)
    (finding,) = [f for f in lint(read_corpus(folder)) if f.file == "cn/2099-001.yaml"]
    assert (finding.level, finding.event_id, finding.field) == ("error", "CN-2099-01/1", "entries.0.criteria")
    assert cli.run(["events", "lint", str(folder)]) == 1
    assert "`pure` is no word of `purity_pct`" in capsys.readouterr().out


def test_a_misspelt_target_is_refused(with_act: With) -> None:
    with pytest.raises(CorpusError, match=r"`cn/2099-001.yaml`, event `CN-2099-02/suspension`, field `targets`: `CN-2099-11` is no prov"):
        load_corpus(with_act(ACT.replace("targets: [CN-2099-01]", "targets: [CN-2099-11]")))
