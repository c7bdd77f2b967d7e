"""The features in Italian and Chinese: they say what the English features say, sentence by sentence, and they hold.

An id is the name of the file and the place of the scenario in it: in every language `2025-061.3` is the third scenario of
`2025-061.feature`.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import scenarios
from pytest_bdd.feature import get_feature
from pytest_bdd.parser import Feature, ScenarioTemplate

from licet.tests.steps.driver import Driver, EngineDriver
from licet.tests.steps.languages import FEATURES, FOLDERS, LANGUAGES, original, translations
from licet.tests.steps.words import UnknownWord

pytest_plugins = ["licet.tests.steps.given", "licet.tests.steps.then", "licet.tests.steps.translated"]

TRANSLATIONS = [(language, path) for language in LANGUAGES for path in translations(language)]
EACH_TRANSLATION = pytest.mark.parametrize(
    ("language", "path"), TRANSLATIONS, ids=[f"{FOLDERS[language]}-{path.stem}" for language, path in TRANSLATIONS]
)
PLACES = {"country", "from", "in", "to"}
EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)

scenarios(*(str(FEATURES / folder) for folder in FOLDERS.values()))


class AskedOnce:
    """The engine; what one language asked, the next one asks no more, for the sentences are the same."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver
        self._answers: dict[str, dict[str, Any]] = {}
        self._others: dict[str, AskedOnce] = {}

    def ask(self, shipment: dict[str, Any], known: dict[str, Any] | None = None) -> dict[str, Any]:
        question = repr((shipment, known))
        if question not in self._answers:
            self._answers[question] = self._driver.ask(shipment, known)
        return self._answers[question]

    def having(self, events: Sequence[dict[str, Any]]) -> "AskedOnce":
        added = repr(events)
        if added not in self._others:
            self._others[added] = AskedOnce(self._driver.having(events))
        return self._others[added]


@pytest.fixture(scope="session")
def driver() -> Driver:
    """The engine, on one log for all scenarios."""
    return AskedOnce(EngineDriver.on_the_corpus())


def parsed(path: Path) -> Feature:
    return get_feature(str(path.parent), path.name)


Steps = list[tuple[str, str]]


def steps(scenario: ScenarioTemplate) -> list[Steps]:
    """The steps of every example (of the one, without examples): their type and their sentence."""
    rows = [row for examples in scenario.examples for row in examples.as_contexts()] or [{}]
    return [[(step.type, step.name) for step in scenario.render(row).steps] for row in rows]


def in_english(language: str, examples: list[Steps]) -> list[Steps]:
    return [[(type_, LANGUAGES[language].english(type_, sentence)) for type_, sentence in example] for example in examples]


# The same scenarios


@EACH_TRANSLATION
def test_every_sentence_says_what_the_english_sentence_says(language: str, path: Path) -> None:
    """Facts, days, outcomes and reasons, word for word, example by example."""
    translated, english = parsed(path), parsed(original(path))
    assert len(translated.scenarios) == len(english.scenarios)
    for mine, theirs in zip(translated.scenarios.values(), english.scenarios.values(), strict=True):
        assert in_english(language, steps(mine)) == steps(theirs), f"{mine.name}: {theirs.name}"


@EACH_TRANSLATION
def test_scenarios_bear_the_ids_of_their_places(language: str, path: Path) -> None:
    feature = parsed(path)
    assert feature.language == language
    ids = [sorted(scenario.tags) for scenario in feature.scenarios.values()]
    assert ids == [[f"{path.stem}.{number}"] for number in range(1, len(ids) + 1)]
    assert len(ids) == len(parsed(original(path)).scenarios), "the English feature has other scenarios"
    assert len(ids) == sum(line.strip().startswith("@") for line in path.read_text(encoding="utf-8").splitlines()), "a name stands twice"


@EACH_TRANSLATION
def test_scenarios_stand_under_the_same_rules(language: str, path: Path) -> None:
    def rules(feature: Feature) -> list[int]:
        names = [scenario.rule.name for scenario in feature.scenarios.values() if scenario.rule]
        return [names.count(name) for name in dict.fromkeys(names)]

    assert rules(parsed(path)) == rules(parsed(original(path)))


def test_the_acts_of_the_article_stand_in_every_language() -> None:
    acts = {"2024-046-and-2025-072", "2025-018", "2025-057-and-2025-070", "2025-061", "2025-062"}
    for language in LANGUAGES:
        assert {path.stem for path in translations(language)} >= acts
        assert all(original(path).exists() for path in translations(language))


# The same sources, and the words of the law as they stand


@EACH_TRANSLATION
def test_the_same_sources_stand_beside_the_scenarios(language: str, path: Path) -> None:
    def sources(file: Path) -> list[str]:
        return re.findall(r"https?://[^\s,，]+", file.read_text(encoding="utf-8"))

    assert sources(path) == sources(original(path))


def _quoted(file: Path) -> list[str]:
    """The Chinese words that a feature in another script quotes; they may be broken into two lines."""
    text = re.sub(r"\n\s*", " ", re.sub(r"^\s*#.*$", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE))
    found = re.findall(r"[\u4e00-\u9fff][\u3000-\u303f\u4e00-\u9fff\uff00-\uffef0-9,]*", text)
    return [words.strip(",") for words in found]


@EACH_TRANSLATION
def test_the_words_of_the_law_are_quoted_as_the_english_feature_quotes_them(language: str, path: Path) -> None:
    quoted = _quoted(original(path))
    if language == "it":
        assert _quoted(path) == quoted
    else:
        text = re.sub(r"\n\s*", "", path.read_text(encoding="utf-8"))
        assert [words for words in quoted if words not in text] == []


@pytest.mark.parametrize("path", translations("zh-CN"), ids=lambda path: path.stem)
def test_what_stands_in_quotes_in_chinese_is_the_text_of_the_corpus(path: Path) -> None:
    corpus = "\n".join(file.read_text(encoding="utf-8") for file in sorted((FEATURES.parent / "events" / "corpus").rglob("*.yaml")))
    feature = parsed(path)
    prose = [feature.description, *{s.rule.description for s in feature.scenarios.values() if s.rule}]
    quoted = re.findall(r"[“《]([^”》]{3,})[”》]", "\n".join(prose).replace("\n", ""))
    assert [words for words in quoted if words not in corpus] == []


@EACH_TRANSLATION
def test_a_translation_has_no_names_of_machines(language: str, path: Path) -> None:
    text = re.sub(r"^\s*[#@].*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert re.findall(r"\bHTTP\b|https?:|\bJSON\b|[{}]|\b[a-z]+_[a-z_]+\b|\bCN-\d{4}\b|\b[A-Z]+_[A-Z_]+\b", text) == []


# The tables are closed, and hold nothing that no feature says


@pytest.mark.parametrize(
    ("language", "kind", "sentence", "said"),
    [
        ("it", "given", "olmio metallico in esportazione dalla Cina alla Germagna", "`alla Germagna` is no `to` that .* `alla Germania`"),
        ("it", "given", "olmio metallica in esportazione dalla Cina alla Germania", "`olmio metallica` is no `goods`"),
        ("it", "given", "magneti NdFeB con il 3 % di kriptonite in esportazione dalla Cina alla Germania", "`kriptonite` is no `element`"),
        ("it", "when", "si chiede per il 8 nov 2025", "`8 nov 2025` is no `day`"),
        ("it", "then", "la risposta è «permessa»", "`permessa` is no `outcome`"),
        (
            "it",
            "then",
            "la risposta è «indeterminata», perché il punto 1 dell'annuncio n. 57 del 2025 è sospesa",
            "`è sospesa` is no `standing` .* `è sospeso`",
        ),
        ("it", "then", "tutto va bene", "`tutto va bene` is no `then`"),
        ("zh-CN", "given", "从中国向得国出口金属钬", "`得国` is no `country`"),
        ("zh-CN", "when", "询问2025年13月8日的出口", "`2025年13月8日` is no `day`"),
        ("zh-CN", "then", "答复是“可以”", "`可以` is no `outcome`"),
    ],
)
def test_a_word_that_is_in_no_table_fails_and_says_so(language: str, kind: str, sentence: str, said: str) -> None:
    with pytest.raises(UnknownWord, match=said):
        LANGUAGES[language].english(kind, sentence)


@EACH_LANGUAGE
def test_no_entry_of_a_table_is_without_a_sentence(language: str) -> None:
    used = set()
    for path in translations(language):
        for scenario in parsed(path).scenarios.values():
            for kind, sentence in (step for example in steps(scenario) for step in example):
                used |= {entry for _, entries in LANGUAGES[language].readings(kind, sentence) for entry in entries}
    table = LANGUAGES[language].table
    named = {table[kind][phrase] for kind, phrase in used if kind in PLACES}  # of a country, one inflected form is enough
    unused = {(kind, phrase) for kind, entries in table.items() for phrase in entries} - used
    assert {(kind, phrase) for kind, phrase in unused if kind not in PLACES or table[kind][phrase] not in named} == set()


@EACH_LANGUAGE
def test_a_changed_word_changes_the_english_sentence(language: str) -> None:
    """The comparison with the English features can fail: two words of one kind never stand for one English word, save inflected ones."""
    for kind, entries in LANGUAGES[language].table.items():
        twice = len(entries) - len(set(entries.values()))
        assert twice == 0 or (language == "it" and kind in {"given", "standing", "share", "worth"}), kind
