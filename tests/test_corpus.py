"""The corpus that ships, and what the loader says of files that are not in order."""

from pathlib import Path

import pytest

from licet.events.codec import encode
from licet.events.corpus import CorpusError, load_corpus, read_file
from licet.events.model import (
    ControlRecodified,
    CoverageDeclared,
    Event,
    LicenceRequired,
    Requirement,
    VocabularyDeclared,
)


@pytest.fixture(scope="module")
def corpus() -> dict[str, Event]:
    return {event.id: event for event in load_corpus()}


VOCABULARY = """
instrument: licet
authority: ZZ/Licet
published: 2026-01-01
events:
- type: vocabulary_declared
  id: licet/vocabulary
  lists: [{name: CN-DU, authority: CN, text: {en: List}, heads: [1C909]}]
  materials: [{name: holmium, text: {en: Holmium}}]
  forms: [{name: metal, text: {en: Metal}}]
  attributes: [{name: purity_pct, text: {en: Purity}, unit: "%"}]
"""

ACT = """
instrument: CN-2025-57
authority: CN/MOFCOM
published: 2025-10-09
events:
- id: CN-2025-57
  type: control_announced
  title: {en: Five rare earths}
- id: CN-2025-57/1
  type: licence_required
  provision: CN-2025-57/1
  licence_type: dual-use
  from: 2025-11-08
  reach: [{kind: departure, territory: CN}]
  entries:
  - {line: CN-2025-57/1.a, text: {en: Holmium}, materials: [holmium], forms: [metal]}
"""


def load(folder: Path, act: str = ACT) -> tuple[Event, ...]:
    (folder / "cn").mkdir()
    (folder / "vocabulary.yaml").write_text(VOCABULARY, encoding="utf-8")
    (folder / "cn" / "act.yaml").write_text(act, encoding="utf-8")
    return load_corpus(folder)


def test_the_shipped_corpus_loads_and_its_ids_are_unique() -> None:
    ids = [event.id for event in load_corpus()]
    assert len(ids) > 100
    assert len(set(ids)) == len(ids)


def test_loading_is_deterministic() -> None:
    assert [encode(event) for event in load_corpus()] == [encode(event) for event in load_corpus()]


@pytest.mark.parametrize(
    ("requirement", "rows"),
    [("CN-2023-23/1.1", 8), ("CN-2023-23/1.2", 6), ("CN-2024-33/1.1", 7), ("CN-2024-33/1.2", 9)],
)
def test_every_row_of_an_older_announcement_has_its_line_and_later_its_code(corpus: dict[str, Event], requirement: str, rows: int) -> None:
    act = corpus[requirement]
    codes = corpus["CN-2024-51/codes"]
    assert isinstance(act, LicenceRequired)
    assert isinstance(codes, ControlRecodified)
    own = {entry.line for entry in act.entries}
    assert all(entry.code is None for entry in act.entries)
    assert len({new.code for new in codes.codes if new.line in own}) == rows


def test_announcement_18_has_all_its_rows(corpus: dict[str, Event]) -> None:
    acts = [act for act in corpus.values() if isinstance(act, LicenceRequired) and act.instrument == "CN-2025-18"]
    lines = [entry for act in acts for entry in act.entries]
    assert len(acts) == 7
    assert len({entry.code for entry in lines} - {None}) == 59
    assert all(entry.text.zh for entry in lines if entry.code and not entry.line.endswith(".mix"))


def test_a_day_without_its_words_is_reported(corpus: dict[str, Event]) -> None:
    assert corpus["CN-2025-18/1"].unquoted == ()
    assert corpus["CN-2023-23/1.1"].unquoted == ("from",)
    assert corpus["CN-2006-50/high"].unquoted == ("in_force_by",)
    for event in corpus.values():
        quoted = {quote.field for quote in event.quote}
        for field, name in (("from_", "from"), ("through", "through"), ("in_force_by", "in_force_by")):
            if getattr(event, field, None) is not None:
                assert (name in event.unquoted) == (name not in quoted), event.id


def test_every_excluded_code_exists(corpus: dict[str, Event]) -> None:
    lines = [entry for event in corpus.values() if isinstance(event, Requirement) for entry in event.entries]
    codes = {entry.code for entry in lines} | {
        new.code for event in corpus.values() if isinstance(event, ControlRecodified) for new in event.codes
    }
    assert {code for entry in lines for code in entry.excludes} <= codes


def test_every_code_head_is_declared_for_its_list(corpus: dict[str, Event]) -> None:
    heads = {
        control_list.name: set(control_list.heads)
        for event in corpus.values()
        if isinstance(event, VocabularyDeclared)
        for control_list in event.lists
    }
    used = {(e.list, e.code) for event in corpus.values() if isinstance(event, Requirement) for e in event.entries}
    used |= {(n.list, n.code) for event in corpus.values() if isinstance(event, ControlRecodified) for n in event.codes}
    assert {(name, code) for name, code in used if code and code.split(".")[0] not in heads[name]} == set()
    assert len(heads["CN-DU"] & heads["US-CCL"]) >= 16  # a code with such a head asks which list is meant


def test_technology_is_never_said_to_be_complete(corpus: dict[str, Event]) -> None:
    complete = [e for e in corpus.values() if isinstance(e, CoverageDeclared) and e.complete]
    assert complete
    assert {kind for event in complete for kind in event.kinds} == {"goods"}


def test_what_is_incomplete_says_why(corpus: dict[str, Event]) -> None:
    assert all(e.why for e in corpus.values() if isinstance(e, CoverageDeclared) and not e.complete)


def test_the_header_is_a_default_for_every_event(tmp_path: Path) -> None:
    events = load(tmp_path)
    assert [event.id for event in events] == ["licet/vocabulary", "CN-2025-57", "CN-2025-57/1"]
    assert {event.authority for event in events[1:]} == {"CN/MOFCOM"}


def test_an_event_with_its_own_day_of_publication_drops_the_header_s(tmp_path: Path) -> None:
    act = ACT.replace("  title: {en", "  published_by: 2025-12-31\n  title: {en")
    assert str(load(tmp_path, act)[1].published_by) == "2025-12-31"


@pytest.mark.parametrize(
    ("old", "new", "event_id", "field", "says"),
    [
        ("from: 2025-11-08", "from: 2025-13-08", "CN-2025-57/1", "from", "`2025-13-08` is not a day"),
        ("from: 2025-11-08", "from: 8", "CN-2025-57/1", "from", "write it as YYYY-MM-DD"),
        ("  licence_type: dual-use\n", "", "CN-2025-57/1", "licence_type", "add it"),
        (
            "licence_type: dual-use",
            "licence: dual-use\n  licence_type: dual-use",
            "CN-2025-57/1",
            "licence",
            "no such field",
        ),
        ("type: control_announced", "type: control_invented", "CN-2025-57", "event", "control_invented"),
        (
            "materials: [holmium]",
            "materials: [holmiun]",
            "CN-2025-57/1",
            "entries.0.materials",
            "`holmiun` is no material",
        ),
        ("forms: [metal]", "forms: [mettle]", "CN-2025-57/1", "entries.0.forms", "`mettle` is no form"),
        (
            "forms: [metal]",
            'criteria: {attribute: purity, op: ">", value: "99.9"}',
            "CN-2025-57/1",
            "entries.0.criteria.attribute",
            "`purity` is no attribute",
        ),
        ("forms: [metal]", "forms: [metal], excludes: [1C226]", "CN-2025-57/1", "entries.0.excludes", "`1C226`"),
        ("- id: CN-2025-57/1\n", "- id: CN-2025-57\n", "CN-2025-57", "id", "the id is taken"),
        (
            "- id: CN-2025-57/1\n",
            "- {id: x, type: control_suspended, from: 2025-11-07, targets: [CN-2025-75]}\n- id: CN-2025-57/1\n",
            "x",
            "targets",
            "`CN-2025-75` is no provision in the log",
        ),
    ],
)
def test_a_fault_names_its_file_event_and_field(tmp_path: Path, old: str, new: str, event_id: str, field: str, says: str) -> None:
    assert old in ACT
    with pytest.raises(CorpusError) as caught:
        load(tmp_path, ACT.replace(old, new, 1))
    assert (caught.value.file, caught.value.event_id, caught.value.field) == ("cn/act.yaml", event_id, field)
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("from: 2025-11-08", "from: 2025-11-08\n  from: 2025-11-09", "line 14: `from` stands twice"),
        (
            "forms: [metal]",
            "criteria: {attribute: purity_pct, op: '>', value: 99.9}",
            "`99.9` is a number with a point",
        ),
        ("forms: [metal]", "forms: [metal", "line"),
        ("events:", "acts:", "give both"),
        ("events:", "id: everything\nevents:", "events do not share it"),
    ],
)
def test_yaml_that_is_not_strict_is_refused(old: str, new: str, says: str) -> None:
    with pytest.raises(CorpusError, match=r"cn/act\.yaml") as caught:
        read_file("cn/act.yaml", ACT.replace(old, new, 1))
    assert says in str(caught.value)


def test_days_hours_and_codes_stay_text() -> None:
    act = ACT.replace("published: 2025-10-09", "published: 2025-10-09\npublished_time: 13:19")
    event = read_file("act.yaml", act)[0]
    assert event.published_time == "13:19"
    read_file("act.yaml", act.replace("forms: [metal]", "forms: [metal], code: 3E003"))


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no such folder"):
        load_corpus(tmp_path / "none")
