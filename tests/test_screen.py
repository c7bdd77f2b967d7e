"""Screening: every row's answer is the single check's, whatever shares a class; rows that cannot be read say why and stop no other."""

import gc
import itertools
import pickle
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pyarrow as pa
import pytest
from histories import DAYS, FIRST, History
from made_up import RULES, act, records, requirement
from made_up import event as made_event
from made_up import policy as made_up

from licet.api.rows.sheet import Columns
from licet.engine import screen as screening
from licet.engine.assess import BINDING, OPEN
from licet.engine.columns import ColumnError
from licet.engine.decide import settle
from licet.engine.judge import judge, turning_days
from licet.engine.policy import Policy
from licet.engine.question import Question
from licet.engine.replay import replay, view
from licet.engine.results import RESULT
from licet.engine.screen import Screen
from licet.engine.shipment import ShipmentError, read_shipment
from licet.engine.spoken import Spoken
from licet.events.corpus import load_corpus
from licet.events.goods import Measure

COLUMNS = (
    *("code", "list", "edition", "material", "form", "attr", "attr.purity_pct", "contains", "composition_complete", "part", "processing"),
    *("hs", "kind", "dual_use", "description", "to", "on", "from", "zone", "origin", "exit_date", "act", "quantity", "end_use"),
    *("end_user", "end_user_country", "end_user_military", "end_user_owner", "exporter", "exporter_country", "exporter_nationality"),
    *("content", "content_complete", "technology_origin"),
)
SHIP = {
    "goods": {"material": "holmium", "form": "metal"},
    "origin": "CN",
    "departure": {"country": "CN"},
    "destination": "DE",
    "date": "2026-01-01",
}
Row = dict[str, str]


def amount(value: Any) -> str:
    """`99.9`, `>=10`, `10..20` for an amount as JSON has it."""
    if isinstance(value, str):
        return value
    low, high = value.get("min"), value.get("max")
    return f"{low}..{high}" if low and high else f">={low}" if low else f"<={high}"


def content(part: Mapping[str, Any]) -> str:
    """`samarium:metal:CN:5` for an input as JSON has it."""
    share = part.get("value_share_pct")
    return ":".join((part["material"], part.get("form", ""), part.get("origin", ""), amount(share) if share else ""))


def cells(ship: Mapping[str, Any]) -> Row:
    """A shipment in JSON as a row."""
    goods, leaves, exporter = ship["goods"], ship.get("departure", {}), ship.get("exporter", {})
    user = next((p for p in ship.get("parties") or () if p["role"] == "end_user"), {})
    quantity = ship.get("quantity")
    flags = {
        **{name: goods.get(name) for name in ("composition_complete", "dual_use")},
        "content_complete": ship.get("content_complete"),
        "end_user_military": user.get("military"),
    }
    named = {
        **{name: goods.get(name) for name in ("code", "list", "edition", "material", "form", "processing", "hs", "kind", "description")},
        **{name: ship.get(name) for name in ("origin", "exit_date", "act", "end_use", "technology_origin")},
        "to": ship["destination"],
        "on": ship["date"],
        "from": leaves.get("country"),
        "zone": leaves.get("zone"),
        "end_user": user.get("name"),
        "end_user_country": user.get("country"),
        **{f"exporter_{name}": exporter.get(name) for name in ("country", "nationality")},
        "exporter": exporter.get("name"),
        "quantity": quantity and quantity["value"] + quantity["unit"],
        "attr": "; ".join(f"{name}={amount(value)}" for name, value in goods.get("attributes", {}).items()),
        "contains": "; ".join(
            f"{c['substance']}={amount(c['wt_pct'])}" if "wt_pct" in c else c["substance"] for c in goods.get("composition", ())
        ),
        "part": "; ".join(goods["contains"]) or "none" if "contains" in goods else None,
        "end_user_owner": "; ".join(f"{o['name']}={o['share_pct']}" if "share_pct" in o else o["name"] for o in user.get("owners") or ()),
        "content": "; ".join(map(content, ship.get("content", ()))),
    }
    said = {**named, **{name: "yes" if value else "no" for name, value in flags.items() if value is not None}}
    return {name: value for name, value in said.items() if value}


def table(rows: list[Row]) -> pa.Table:
    return pa.table({name: pa.array([row.get(name) for row in rows], pa.string()) for name in COLUMNS})


def alone(policy: Policy, sheet: Columns, row: Row) -> dict[str, Any]:
    """What a single check says of a row, as far as a screening says it."""
    nothing = dict.fromkeys(name for name in RESULT.names if name != "class")
    ordered = {name: row[name] for name in COLUMNS if name in row}
    try:
        shipment = sheet.shipment(ordered)
    except ShipmentError as error:
        return nothing | {"problem": str(error)}
    try:
        answer = settle(policy, shipment, RULES).answer
    except ShipmentError as error:
        return nothing | {"problem": str(sheet.by_column(error, ordered))}
    named = [r for r in answer.requirements if r.conclusion in (*BINDING, *OPEN, "exempt")]
    return {
        **{name: getattr(answer, name) for name in ("outcome", "at_most", "certainty", "licensing_policy")},
        "considered": "; ".join(answer.scope.considered),
        "holds_from": answer.holds.from_,
        "holds_through": answer.holds.through,
        "requirements": "; ".join(f"{r.requirement} {r.conclusion}" for r in named),
        "problem": None,
    }


def check(policy: Policy, rows: list[Row], screen: Screen | None = None) -> Screen:
    """Screen the rows, and compare each result with the single check."""
    screen = screen or Screen(policy, Columns(COLUMNS))
    found = screen(table(rows)).to_pylist()
    assert len(found) == len(rows)
    known = {item.id: item for item in screen.classes}
    for row, result in zip(rows, found, strict=True):
        assert result.pop("class") in known
        assert result == alone(policy, Columns(COLUMNS), row), row
    return screen


def variants(random: Random, history: History) -> Iterator[Row]:
    """Shipments of a history on many days, with other facts here and there; now and then a cell that cannot be read, or an exit day."""
    rows = [cells(history.shipment()) for _ in range(4)]
    others = {
        "to": ("BV", "HM", "GS", "DE", "FR", "AQ"),
        "from": ("AQ", "DE", "FR"),
        "end_use": ("civil", "military", "terrorism", "disaster_relief"),
        "end_user": ("Somebody", "Nobody", "Buyer", "Byer", "Quixotic Mills"),
        "end_user_country": ("BV", "HM", "DE", "FR"),
        "quantity": ("4kg", "5 kg", "6t", "-4kg", "much"),
        "attr": ("purity_pct=9.9", "purity_pct=10", "purity_pct>=20", "purity_pct<=15", "size_um=1..30", "purity_pct=x"),
        "description": ("this", "that"),
        "hs": ("123456", "12345699", "5555"),
        "on": ("soon", "", "2025-02-30"),
    }
    for row in rows:
        for _ in range(30):
            day = FIRST + timedelta(days=random.randrange(-6, DAYS + 4))
            names = random.sample(sorted(others), random.randint(0, 2))
            mixed = row | {"on": str(day), **{name: random.choice(others[name]) for name in names}}
            if random.random() < 0.1:
                mixed["exit_date"] = str(day + timedelta(days=random.choice((-1, 0, 3, 20))))
            if random.random() < 0.1:
                mixed |= {name: rows[0][name] for name in random.sample(COLUMNS, 6) if name in rows[0]}
            yield mixed


@pytest.mark.parametrize("batch", range(6))
def test_a_row_is_answered_as_it_would_be_alone(batch: int) -> None:
    rows_seen = classes = 0
    for seed in range(batch * 12, (batch + 1) * 12):
        history = History(seed)
        policy = replay(view(history.records()))
        rows = list(variants(Random(seed), history))
        screen = check(policy, rows)
        rows_seen, classes = rows_seen + len(rows), classes + len(screen.classes)
    assert classes < rows_seen * 0.85  # else next to nothing was shared


@pytest.mark.parametrize("promised", [False, True])
def test_countries_are_told_apart_by_the_groups_that_they_join_or_are_promised_to_join(promised: bool) -> None:
    joined = act("country_group_changed", "AQ-3", group="Gx", from_="2025-01-10", joined=["BV"])
    statement = act("statement_made", "AQ-4", about=["AQ-2/1"], statement={"en": "BV will join."})
    said = {**statement, "promises": [{"event": made_event(joined), "mapping": "named"}]} if promised else joined
    policy = made_up(requirement("AQ-2/1", destinations={"groups": ["Gx"]}), said)
    goods = {"material": "alum", "form": "metal", "from": "AQ", "origin": "AQ", "end_use": "civil", "on": "2025-05-01"}
    screen = check(policy, [{**goods, "to": country} for country in ("BV", "HM", "GS")])
    assert len(screen.classes) == 2


def measures(criterion: Any) -> Iterator[Measure]:
    """Every comparison inside."""
    for part in getattr(criterion, "all", None) or getattr(criterion, "any", None) or (criterion,):
        if isinstance(part, Measure):
            yield part
        elif part is not criterion:
            yield from measures(part)


def test_every_limit_of_the_corpus_is_read_as_closely_as_it_is_set(corpus: Policy) -> None:
    """A little below, on, and a little above each: of every attribute and substance that some line of the corpus measures."""
    rows, measured = [], set()
    for entry in (e for r in corpus.requirements.values() for v in r.versions for e in v.text.entries if e.criteria is not None):
        for measure in measures(entry.criteria):
            if measure.value is None:
                continue
            name = measure.attribute or measure.substance
            column = "attr" if measure.attribute else "contains"
            measured.add(name)
            goods = {"material": (*entry.materials, *entry.contains, "")[0], "form": (*entry.forms, "")[0]}
            for value in (measure.value - Decimal("0.001"), measure.value, measure.value + Decimal("0.001")):
                row = goods | {column: f"{name}={value}", "from": "CN", "origin": "CN", "to": "DE", "on": "2026-02-01"}
                rows.append({n: cell for n, cell in row.items() if cell})
    assert measured >= set(spoken_attributes(corpus)) and len(rows) > 200
    check(corpus, rows)


def spoken_attributes(policy: Policy) -> Iterator[str]:
    """The attributes that the policy limits, as the readings have them."""
    return (name for name, _ in Spoken(tuple(r.versions[-1].text for r in policy.requirements.values())).limits)


@pytest.fixture(scope="module")
def corpus() -> Policy:
    """The corpus that ships."""
    return replay(view(records(load_corpus())))


def lines(random: Random, policy: Policy, count: int) -> list[Row]:
    """Customs lines of goods that the corpus lists, and of some that it does not."""
    entries = [e for r in policy.requirements.values() for v in r.versions for e in v.text.entries if e.materials and e.forms]
    listed = [item.event.name for items in policy.listings.values() for item in items]
    names = [
        *random.sample(listed, 6),
        *(name.upper() + " Co., Ltd." for name in random.sample(listed, 6)),
        "Somebody GmbH",
        "Nobody plc",
        "",
    ]
    out = []
    for _ in range(count):
        entry = random.choice(entries)
        row = {"material": random.choice(entry.materials), "form": random.choice(entry.forms), "from": "CN", "origin": "CN"}
        day = date(2023, 6, 1) + timedelta(days=random.randrange(1400))
        row |= {"to": random.choice(("DE", "US", "JP", "FR", "TW")), "on": str(day), "end_use": random.choice(("civil", "military"))}
        row |= {"end_user": random.choice(names), "end_user_country": row["to"], "end_user_military": random.choice(("yes", "no", ""))}
        row["attr.purity_pct"] = random.choice(("", "99.9", "99.95", ">=99.9", "99.0"))
        out.append(row)
    return out


def test_lines_of_the_corpus_are_answered_as_they_would_be_alone(corpus: Policy) -> None:
    check(corpus, lines(Random(1), corpus, 250))


def test_parts_of_a_file_are_answered_like_the_whole(corpus: Policy) -> None:
    """In any process, in any order: the same results, and classes of the same ids."""
    rows = lines(Random(2), corpus, 120)
    screen = Screen(corpus, Columns(COLUMNS))
    whole = screen(table(rows)).to_pylist()
    other: Screen = pickle.loads(pickle.dumps(screen))
    parts = [other(table(rows[start : start + 40])).to_pylist() for start in (80, 40, 0)]
    assert [*parts[2], *parts[1], *parts[0]] == whole
    assert {item.id for item in other.classes} == {item.id for item in screen.classes} == {row["class"] for row in whole}


def test_questions_are_let_go_while_a_table_is_screened(corpus: Policy, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many classes it has: each row leaves on a day of its own, and nothing is collected meanwhile but by the screen."""
    monkeypatch.setattr(screening, "_SHARING", 20)
    held, real, count = [0], screening.judge, itertools.count(1)

    def counting(*asked: Any) -> Any:
        if next(count) % 30 == 0:
            held.append(sum(isinstance(thing, Question) for thing in gc.get_objects()))
        return real(*asked)

    monkeypatch.setattr(screening, "judge", counting)
    gc.collect()
    held[0] = sum(isinstance(thing, Question) for thing in gc.get_objects())
    day = date(2026, 1, 1)
    rows = [cells(SHIP | {"date": str(day), "exit_date": str(day + timedelta(days=n))}) for n in range(1, 121)]
    assert len(set(Screen(corpus, Columns(COLUMNS))(table(rows)).column("class").to_pylist())) == len(rows)
    assert len(held) == 5 and max(held) < held[0] + 250  # some hold others that suppose something else


def test_columns_of_other_types_say_what_their_texts_say(corpus: Policy) -> None:
    rows = lines(Random(3), corpus, 60)
    texts = table(rows)
    said = {"yes": True, "no": False}
    purity = [Decimal(row["attr.purity_pct"].removeprefix(">=") or 0) or None for row in rows]
    typed = texts.drop_columns(["on", "end_user_military", "attr.purity_pct", "material"])
    typed = typed.append_column("on", pa.array([date.fromisoformat(row["on"]) for row in rows]))
    typed = typed.append_column("end_user_military", pa.array([said.get(row["end_user_military"]) for row in rows]))
    typed = typed.append_column("attr.purity_pct", pa.array(purity, pa.decimal128(6, 2)))
    typed = typed.append_column("material", texts["material"].dictionary_encode())
    plain = [row | {"attr.purity_pct": str(value or "")} for row, value in zip(rows, purity, strict=True)]
    sheet = Columns(COLUMNS)
    assert Screen(corpus, sheet)(typed).to_pylist() == Screen(corpus, sheet)(table(plain)).to_pylist()


@pytest.mark.parametrize("kind", [pa.float64(), pa.list_(pa.string()), pa.binary(), pa.timestamp("us")])
def test_a_column_without_exact_texts_is_refused_by_name(corpus: Policy, kind: pa.DataType) -> None:
    rows = table(lines(Random(4), corpus, 3)).drop_columns(["attr.purity_pct"])
    with pytest.raises(ColumnError, match=r"`attr.purity_pct`: its type is"):
        Screen(corpus, Columns(COLUMNS))(rows.append_column("attr.purity_pct", pa.nulls(3, kind)))


def test_no_rows_give_no_results(corpus: Policy) -> None:
    found = Screen(corpus, Columns(COLUMNS))(table([]))
    assert found.schema == RESULT and len(found) == 0


def test_a_chunked_column_is_one_column(corpus: Policy) -> None:
    rows = lines(Random(5), corpus, 40)
    chunked = pa.concat_tables([table(rows[:7]), table(rows[7:])])
    encoded = pa.table({name: chunked[name].dictionary_encode() if name == "to" else chunked[name] for name in chunked.column_names})
    sheet = Columns(COLUMNS)
    assert Screen(corpus, sheet)(encoded).to_pylist() == Screen(corpus, sheet)(table(rows)).to_pylist()


@pytest.mark.parametrize(
    ("material", "form", "to"), [("holmium", "metal", "DE"), ("gallium", "metal", "US"), ("smco", "permanent_magnet", "JP")]
)
def test_between_turning_days_all_days_of_the_corpus_are_judged_alike(corpus: Policy, material: str, form: str, to: str) -> None:
    user = {"role": "end_user", "name": "Somebody GmbH", "country": to, "military": False}
    ship = {
        "goods": {"material": material, "form": form},
        "origin": "CN",
        "departure": {"country": "CN"},
        "destination": to,
        "parties": [user],
    }
    question = Question(corpus, read_shipment(ship | {"end_use": "civil", "date": "2026-01-01"}), RULES)
    turns, verdict = turning_days(question), None
    for day in (date(2025, 10, 1) + timedelta(days=n) for n in range(500)):
        before, verdict = verdict, judge(question, day).verdict
        assert before is None or day in turns or before == verdict


def test_between_turning_days_all_days_are_judged_alike() -> None:
    for seed in range(25):
        history = History(seed)
        policy = replay(view(history.records()))
        for _ in range(3):
            try:
                question = Question(policy, read_shipment(history.shipment()), RULES)
                turns, verdict = turning_days(question), None
                for day in (FIRST + timedelta(days=n) for n in range(-3, DAYS + 3)):
                    before, verdict = verdict, judge(question, day).verdict
                    assert before is None or day in turns or before == verdict
            except ShipmentError:
                continue
