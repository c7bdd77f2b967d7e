"""The features as they stand, with the result of every scenario, and a box to sign under each."""

from collections.abc import Iterator
from typing import Final

from .instrument import result
from .markup import Markup, bullets, el, facts, joined
from .plain import day
from .report import Report, anchor, dated, scenario_anchor
from .run import Example, Feature, Rule, Scenario, Step
from .signing import KINDS, Signature, Standing

_MEANS: Final = {
    "text": "What the feature says of the law is what the law says.",
    "reading": "Where the law can be read in several ways, the feature reads it as I do.",
}


def feature(report: Report, item: Feature) -> Markup:
    """One feature: its rules, its scenarios with their results, its signatures."""
    standing = report.standing(item.path)
    head = el(
        "header",
        el("h2", item.name, lang=item.language),
        _paragraphs(item.description, item.language),
        facts((("File", el("code", f"features/{item.path}")), ("Result", _result(item)), ("Provisions", _provisions(report, item)))),
    )
    body = [_rule(item, rule) for rule in item.rules]
    return el("section", head, body, sign_box(item, standing), id=anchor(item.path), class_="feature")


def _result(item: Feature) -> Markup:
    total = sum(len(s.examples) for s in item.scenarios)
    failed, missing = item.count("failed"), item.count("not run")
    if failed or missing:
        return el("strong", f"{failed} FAILED, {missing} not run, of {total}", class_="failed")
    return el("span", f"all {total} passed", class_="passed")


def _provisions(report: Report, item: Feature) -> Markup:
    return joined("; ", (report.link(name) for name in item.provisions)) if item.provisions else Markup("none named")


def _paragraphs(text: str, language: str) -> list[Markup]:
    return [el("p", " ".join(block.split("\n")), lang=language) for block in text.split("\n\n") if block]


def _rule(item: Feature, rule: Rule) -> Markup:
    title = el("h3", rule.name, lang=item.language) if rule.name else None
    return el("div", title, _paragraphs(rule.description, item.language), [_scenario(item, s) for s in rule.scenarios], class_="rule")


def _scenario(item: Feature, scenario: Scenario) -> Markup:
    head = el("h4", el("span", scenario.name, lang=item.language), " ", result(scenario))
    steps = el("ol", [_step(step) for step in scenario.steps], class_="steps tabled" if scenario.columns else "steps", lang=item.language)
    body: list[Markup | None] = [head, *_paragraphs(scenario.description, item.language), steps]
    if scenario.columns:
        body.append(_examples(scenario, item.language))
    else:
        body.append(_failure(scenario.examples[0]))
    body.append(bullets((_linked(note) for note in scenario.notes), "sources"))
    return el("article", body, id=scenario_anchor(item.path, scenario), class_="scenario")


def _step(step: Step) -> Markup:
    return el("li", el("b", step.keyword), " ", step.text)


def _examples(scenario: Scenario, language: str) -> Markup:
    head = el("tr", [el("th", name, scope="col") for name in scenario.columns], el("th", "result", scope="col", lang="en"))
    rows = []
    for example in scenario.examples:
        rows.append(el("tr", [el("td", dated(cell)) for cell in example.cells], el("td", _mark(example), lang="en")))
        failure = _failure(example)
        if failure:
            rows.append(el("tr", el("td", failure, colspan=len(scenario.columns) + 1)))
    return el("table", el("thead", head), el("tbody", rows), class_="examples", lang=language)


def _mark(example: Example) -> Markup:
    return el("span", "passed", class_="passed") if example.result == "passed" else el("strong", example.result.upper(), class_="failed")


def _failure(example: Example) -> Markup | None:
    return el("pre", example.message) if example.message else None


def _linked(note: str) -> Iterator[Markup | str]:
    """A comment of the feature, its addresses as links."""
    for number, word in enumerate(note.split(" ")):
        bare = word.rstrip(",;")
        yield " " if number else ""
        yield el("a", bare, href=bare) if bare.startswith(("https://", "http://")) else bare
        yield word[len(bare) :]


# Signatures


def sign_box(item: Feature, standing: Standing) -> Markup:
    """What is signed, what has changed since, and room to sign on paper."""
    rows = [_line(kind, standing) for kind in KINDS]
    return el(
        "aside",
        el("h4", "Review and signature"),
        el("table", el("thead", _headings()), el("tbody", rows), class_="signatures"),
        el("p", "Text of this feature: ", el("code", item.sha256), class_="digest"),
        class_="signing",
    )


def _headings() -> Markup:
    return el("tr", [el("th", name, scope="col") for name in ("What is signed", "State", "Reviewer and capacity", "Day", "Signature")])


def _line(kind: str, standing: Standing) -> Markup:
    mine = [s for s in standing.signatures if s.event.signed == kind]
    state = standing.of(kind)  # type: ignore[arg-type]
    mark = (
        el("strong", state, class_="changed" if state.startswith("changed") else None) if mine else el("span", "unsigned", class_="aside")
    )
    return el(
        "tr",
        el("th", f"The {kind}", el("span", _MEANS[kind], class_="aside block"), scope="row"),
        el("td", mark, [el("span", s.since, class_="aside block") for s in mine if not s.holds]),
        el("td", [_who(s) for s in mine]),
        el("td", [el("span", day(s.event.published), class_="block") for s in mine]),
        el("td", [el("code", s.event.id.rpartition("/")[2], class_="block") for s in mine]),
    )


def _who(signature: Signature) -> Markup:
    return el("span", f"{signature.event.reviewer}, {signature.event.capacity}", class_="block")
