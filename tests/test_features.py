"""The features, put to the engine on the corpus that ships; and what keeps their language honest.

To put them to something else, write a module like this one with another `driver`.
"""

import re
from collections import Counter
from pathlib import Path

import pytest
from pytest_bdd import scenarios

import licet
from licet.tests.steps import words
from licet.tests.steps.driver import EngineDriver
from licet.tests.steps.languages import in_english

pytest_plugins = ["licet.tests.steps.given", "licet.tests.steps.then"]

ROOT = Path(licet.__file__).parent
FILES = in_english()

scenarios(*map(str, FILES))


@pytest.fixture(scope="session")
def driver() -> EngineDriver:
    """The engine, on one log for all scenarios."""
    return EngineDriver.on_the_corpus()


# The text of the features


def lines(file: Path) -> list[str]:
    return [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_scenarios_have_names_of_their_own(file: Path) -> None:
    """Of two scenarios with one name in a file, pytest-bdd runs the second only."""
    names = Counter(match[1] for line in lines(file) if (match := re.match(r"Scenario(?: Outline)?: (.+)", line)))
    assert names, "a feature without scenarios"
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_scenario_stands_under_a_rule_and_says_what_the_answer_is(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    before, *rules = re.split(r"^\s*Rule: ", text, flags=re.MULTILINE)
    assert "Scenario" not in before
    for rule in rules:
        head, *parts = re.split(r"^\s*Scenario(?: Outline)?: ", rule, flags=re.MULTILINE)
        assert parts, f"a rule without scenarios: {head}"
        for part in parts:
            assert re.search(r"Then the answer is ", part), part
            assert part.count("When ") == 1, part


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_columns_of_a_table_are_used(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    for part in re.split(r"^\s*(?:Rule|Scenario|Scenario Outline): ", text, flags=re.MULTILINE):
        steps, _, table = part.partition("Examples:")
        named = set(re.findall(r"<([a-z ]+)>", steps))
        rows = [line.strip() for line in table.splitlines() if line.strip().startswith("|")]
        assert named == ({cell.strip() for cell in rows[0].strip("|").split("|")} if rows else set()), part
        assert len(rows) == len(set(rows)), f"a row stands twice: {part}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_words_of_the_law_that_a_feature_quotes_are_those_of_the_corpus(file: Path) -> None:
    corpus = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "events" / "corpus").rglob("*.yaml")))
    text = re.sub(r"\n\s*", " ", "\n".join(line for line in lines(file) if not line.startswith("#")))
    quoted = re.findall(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef][\u3000-\u303f\u4e00-\u9fff\uff00-\uffef0-9,]*", text)
    assert [words for words in quoted if words.strip(",") not in corpus] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_feature_has_no_names_of_machines(file: Path) -> None:
    """No HTTP, no JSON, no names of fields or events: what stands here is signed by lawyers."""
    text = "\n".join(line for line in lines(file) if not line.startswith("#"))
    assert re.findall(r"\bHTTP\b|https?:|\bJSON\b|[{}]|\b[a-z]+_[a-z_]+\b|\bCN-\d{4}\b|\b[A-Z]+_[A-Z_]+\b", text) == []


# The language is closed


@pytest.mark.parametrize(
    ("reader", "phrase", "said"),
    [
        (words.goods, "holmium metall", "`holmium metall` is not goods that the features know: use one of `holmium metal`"),
        (words.goods, "NdFeB magnets with 3 % kryptonite", "`kryptonite` is not an element"),
        (words.goods, "NdFeB magnets with some dysprosium", "goods that the features know"),
        (words.goods, "goods with 3 dysprosium", "goods that the features know"),
        (words.country, "Germoney", "`Germoney` is not a country that the features know: use one of `Germany`"),
        (words.day, "2025-02-30", "`2025-02-30` is not a day"),
        (words.day, "8 Nov", "`8 Nov` is not a day"),
        (words.answer, "permitted", "`permitted` is not an answer"),
        (words.end_user, "the army", "`the army` is not an end user"),
        (words.content, "samarium worth 5 %", "`samarium worth 5 %` is not a content"),
        (words.provision, "No. 57", "`No. 57` is not a provision"),
        (lambda text: words.amount(text, "%"), "99.9", "`99.9` is not an amount in %"),
    ],
)
def test_a_word_that_is_in_no_table_fails_and_says_so(reader: object, phrase: str, said: str) -> None:
    assert callable(reader)
    with pytest.raises(words.UnknownWord, match=re.escape(said)):
        reader(phrase)


@pytest.mark.parametrize(
    ("phrase", "stands_for"),
    [
        ("No. 57 of 2025", "CN-2025-57"),
        ("item 1 of No. 57 of 2025", "CN-2025-57/1"),
        ("item 1.2 of No. 39 of 2023", "CN-2023-39/1.2"),
        ("paragraph 1(3) of No. 61 of 2025", "CN-2025-61/1.3"),
    ],
)
def test_provisions_are_cited_as_lawyers_cite_them(phrase: str, stands_for: str) -> None:
    assert words.provision(phrase) == stands_for


def test_a_paragraph_holds_its_own_parts_and_no_others() -> None:
    assert words.within("CN-2024-46/2", "CN-2024-46/2.abroad")
    assert words.within("CN-2024-46", "CN-2024-46/1")
    assert not words.within("CN-2024-46/1", "CN-2024-46/11")
    assert not words.within("CN-2025-57", "CN-2025-571/1")
