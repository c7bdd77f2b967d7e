"""The results of a run of the features, read from Cucumber messages (`tests/messages.py` writes them).

Only the envelopes that are needed are looked at; others, and fields that are not known here, are passed over, as the protocol asks.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal, NamedTuple

import orjson

Json = Mapping[str, Any]
Result = Literal["passed", "failed", "not run"]

FEATURES: Final = "features/"
CASE: Final = "case.json"
POLICY: Final = "policy.json"


class RunError(ValueError):
    """Results that cannot be read; the text says what is needed."""


class Answer(NamedTuple):
    """What was asked and answered: the legal date, the day of knowledge (null: everything), what each requirement came to, how
    applications under those that bind are treated, and the events that the answer rests on."""

    on: date
    published_through: date | None
    outcome: str
    conclusions: Mapping[str, str]
    treated: Mapping[str, str]
    events: frozenset[str]


class Example(NamedTuple):
    """One run of a scenario: the cells of its row (none for a plain scenario), how it ended, what it named and asked."""

    cells: tuple[str, ...]
    result: Result
    message: str
    provisions: tuple[str, ...]
    answer: Answer | None


class Step(NamedTuple):
    keyword: str
    text: str


class Scenario(NamedTuple):
    """A scenario as it stands in the feature, with its runs. `notes`: the comments above it, its sources."""

    name: str
    description: str
    line: int
    steps: tuple[Step, ...]
    columns: tuple[str, ...]
    examples: tuple[Example, ...]
    notes: tuple[str, ...]

    def count(self, result: Result) -> int:
        return sum(example.result == result for example in self.examples)

    @property
    def provisions(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(p for example in self.examples for p in example.provisions))


class Rule(NamedTuple):
    """A rule of law and the scenarios that show it. Scenarios outside any rule stand under one without a name."""

    name: str
    description: str
    scenarios: tuple[Scenario, ...]


@dataclass(frozen=True)
class Feature:
    """One feature. `path` is below `features/`; `sha256` is of its text."""

    path: str
    sha256: str
    language: str
    name: str
    description: str
    rules: tuple[Rule, ...]

    @property
    def scenarios(self) -> Iterator[Scenario]:
        return (scenario for rule in self.rules for scenario in rule.scenarios)

    @property
    def provisions(self) -> tuple[str, ...]:
        """The provisions that its scenarios name, as the steps read them."""
        return tuple(sorted({p for scenario in self.scenarios for p in scenario.provisions}))

    def count(self, result: Result) -> int:
        return sum(scenario.count(result) for scenario in self.scenarios)


class Run(NamedTuple):
    """A run: what ran it, on which state of the law, when (seconds since 1970, UTC), and the features."""

    made_by: str
    policy: str | None
    started: int
    finished: bool
    features: tuple[Feature, ...]

    def count(self, result: Result) -> int:
        return sum(feature.count(result) for feature in self.features)

    @property
    def reference(self) -> tuple[Feature, ...]:
        """The features that coverage is counted by. A translation says the same again: it has results and signatures of its own."""
        return tuple(feature for feature in self.features if feature.language == "en")

    @property
    def translations(self) -> tuple[Feature, ...]:
        return tuple(feature for feature in self.features if feature.language != "en")

    @property
    def examples(self) -> Iterator[tuple[Feature, Scenario, Example]]:
        """The examples of the reference."""
        return ((f, s, e) for f in self.reference for s in f.scenarios for e in s.examples)


def text_sha256(data: bytes) -> str:
    """The digest of a feature's text, over the bytes of the file."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


def read_run(data: bytes) -> Run:
    """The run in newline-delimited Cucumber messages. `RunError` says what does not hold."""
    messages = list(_messages(data))
    results = _Results(messages)
    documents = [m["gherkinDocument"] for m in messages if "gherkinDocument" in m]
    sources = {m["source"]["uri"]: m["source"]["data"] for m in messages if "source" in m}
    if not documents or not results.started:
        raise RunError("it holds no run of features: make one with `make spec`, which leaves `build/spec/run.ndjson`")
    features = tuple(
        _feature(d, sources.get(d["uri"], ""), results) for d in sorted(documents, key=lambda d: str(d["uri"])) if "feature" in d
    )
    return Run(results.made_by, results.policy, int(results.started), results.finished, features)


def _messages(data: bytes) -> Iterator[Json]:
    for number, line in enumerate(data.splitlines(), 1):
        if line.strip():
            try:
                message = orjson.loads(line)
            except orjson.JSONDecodeError as error:
                raise RunError(f"line {number} is not JSON ({error}): Cucumber messages have one JSON object a line") from None
            if not isinstance(message, dict):
                raise RunError(f"line {number} is no JSON object: Cucumber messages have one a line")
            yield message


class _Results:
    """What happened to each scenario, by the ids of the nodes that it comes from."""

    def __init__(self, messages: Iterable[Json]) -> None:
        self.made_by = ""
        self.policy: str | None = None
        self.started: Any = 0
        self.finished = False
        self._nodes: dict[str, tuple[str, ...]] = {}  # pickle -> nodes of the document
        self._pickle_of: dict[str, str] = {}  # test case -> pickle
        self._case_of: dict[str, str] = {}  # attempt -> test case
        self._worst: dict[str, list[Json]] = {}  # attempt -> results of its steps
        self._facts: dict[str, Json] = {}  # attempt -> what the steps told
        for message in messages:
            for kind, body in message.items():
                self._take(kind, body)
        self.by_nodes = {self._nodes[self._pickle_of[self._case_of[a]]]: a for a in self._worst if a in self._case_of}

    def _take(self, kind: str, body: Json) -> None:
        match kind:
            case "meta":
                made, on = body["implementation"], body["runtime"]
                self.made_by = f"{made['name']} {made.get('version', '')} on {on['name']} {on.get('version', '')}"
            case "testRunStarted":
                self.started = body["timestamp"]["seconds"]
            case "testRunFinished":
                self.finished = True
            case "pickle":
                self._nodes[body["id"]] = tuple(body["astNodeIds"])
            case "testCase":
                self._pickle_of[body["id"]] = body["pickleId"]
            case "testCaseStarted":
                self._case_of[body["id"]] = body["testCaseId"]
                self._worst[body["id"]] = []
            case "testStepFinished":
                self._worst[body["testCaseStartedId"]].append(body["testStepResult"])
            case "attachment" if body.get("fileName") == POLICY:
                self.policy = orjson.loads(body["body"])["policy_digest"]
            case "attachment" if body.get("fileName") == CASE:
                self._facts[body["testCaseStartedId"]] = orjson.loads(body["body"])

    def example(self, nodes: tuple[str, ...], cells: tuple[str, ...]) -> Example:
        attempt = self.by_nodes.get(nodes)
        if attempt is None:
            return Example(cells, "not run", "", (), None)
        bad = [r for r in self._worst[attempt] if r["status"] not in ("PASSED", "SKIPPED")]
        facts = self._facts.get(attempt, {})
        message = str(bad[0].get("message", bad[0]["status"])) if bad else ""
        passed: Result = "failed" if bad or not self._worst[attempt] else "passed"
        return Example(cells, passed, message, tuple(facts.get("provisions", ())), _answer(facts.get("answer")))


def _answer(facts: Json | None) -> Answer | None:
    if facts is None:
        return None
    through = facts["published_through"]
    return Answer(
        date.fromisoformat(facts["on"]),
        date.fromisoformat(through) if through else None,
        facts["outcome"],
        dict(facts["conclusions"]),
        dict(facts.get("treated", ())),
        frozenset(facts["events"]),
    )


def _feature(document: Json, text: str, results: _Results) -> Feature:
    feature = document["feature"]
    comments = [(c["location"]["line"], c["text"].strip().lstrip("#").strip()) for c in document.get("comments", ())]
    rules: list[Rule] = []
    loose: list[Scenario] = []
    for child in feature["children"]:
        if "rule" in child:
            rule = child["rule"]
            inside = tuple(_scenario(c["scenario"], comments, results) for c in rule["children"] if "scenario" in c)
            rules.append(Rule(rule["name"], _paragraphs(rule["description"]), inside))
        elif "scenario" in child:
            loose.append(_scenario(child["scenario"], comments, results))
    if loose:
        rules.insert(0, Rule("", "", tuple(loose)))
    return Feature(
        path=str(document["uri"]).removeprefix(FEATURES),
        sha256=text_sha256(text.encode()),
        language=feature["language"],
        name=feature["name"],
        description=_paragraphs(feature["description"]),
        rules=tuple(rules),
    )


def _paragraphs(text: str) -> str:
    """Without the indentation of the file."""
    return "\n".join(line.strip() for line in text.strip().splitlines())


def _scenario(node: Json, comments: list[tuple[int, str]], results: _Results) -> Scenario:
    tables = [t for t in node["examples"] if "tableHeader" in t]
    heads = [tuple(cell["value"] for cell in t["tableHeader"]["cells"]) for t in tables]
    columns = tuple(dict.fromkeys(name for head in heads for name in head))
    rows: list[tuple[str, tuple[str, ...]]] = []
    for head, t in zip(heads, tables, strict=True):
        for row in t["tableBody"]:
            cells = dict(zip(head, (cell["value"] for cell in row["cells"]), strict=True))
            rows.append((row["id"], tuple(cells.get(name, "") for name in columns)))
    examples = tuple(results.example((node["id"], row), cells) for row, cells in rows) if tables else (results.example((node["id"],), ()),)
    first, last = node["location"]["line"], max([s["location"]["line"] for s in node["steps"]] + [t["location"]["line"] for t in tables])
    return Scenario(
        name=node["name"],
        description=_paragraphs(node["description"]),
        line=first,
        steps=tuple(Step(step["keyword"].strip(), step["text"]) for step in node["steps"]),
        columns=columns,
        examples=examples,
        notes=tuple(_above(comments, first)) + tuple(text for line, text in comments if first < line <= last),
    )


def _above(comments: list[tuple[int, str]], line: int) -> list[str]:
    """The comments on the lines right above a line."""
    by_line = dict(comments)
    out: list[str] = []
    while (line := line - 1) in by_line:
        out.insert(0, by_line[line])
    return out
