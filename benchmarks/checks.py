"""Single checks: Licet beside its peers on the same questions, every answer compared before anything is measured."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from licet.engine.answers import Answers
from licet.engine.classes import Classes
from licet.engine.inference import adopted_rules
from licet.engine.shipment import Shipment, read_shipment
from licet.events.corpus import load_corpus
from licet.events.log import open_log

from .cases import QUESTIONS
from .law import LINES
from .peers.base import Peer
from .peers.every import PEERS, peer
from .report import micro, table, times
from .timing import Contender, Work, median, race

ROUNDS = 21
COLD = ("zen-engine, loader", "zen-engine, create_decision", "cedarpy")


def answering() -> Answers:
    """Licet with the corpus that ships, read once."""
    log = open_log("memory:", clock=lambda: datetime(2026, 11, 22, tzinfo=UTC))
    log.append(load_corpus())
    return Answers(log, clock=time.monotonic, fresh_for=3600)


def differences(expected: Sequence[str], other: Peer) -> list[str]:
    """Questions that a peer answers otherwise than Licet."""
    return [
        f"{other.name}: {answer} instead of {licet} to {question}"
        for question, licet in zip(QUESTIONS, expected, strict=True)
        if (answer := other.outcome(other.takes(read_shipment(question)))) != licet
    ]


def expected_outcomes(answers: Answers) -> list[str]:
    """Licet's answers: each a whole determination."""
    return [answers.check(read_shipment(question)).outcome for question in QUESTIONS]


def measure() -> str:
    """Compare, measure, say. Errors: `SystemExit` where an answer differs."""
    answers = answering()
    expected = expected_outcomes(answers)
    peers = {name: peer(name) for name in PEERS}
    if wrong := [line for one in peers.values() for line in differences(expected, one)]:
        raise SystemExit("answers differ, nothing is measured:\n" + "\n".join(wrong))
    warm = _warm(answers, peers)
    cold, classes = _cold(answers, peers)
    reading = median(lambda: [read_shipment(question) for question in QUESTIONS], 5) / len(QUESTIONS)
    tally = Counter(expected)
    said = ", ".join(f"{tally[name]} {name}" for name in sorted(tally))
    return "\n\n".join(
        [
            f"{len(QUESTIONS)} questions, {len(LINES)} lines of law, {len(peers)} peers: all outcomes the same ({said}).",
            _warm_table(warm, peers),
            f"Reading and validating a question (not in these figures, the same for all): {micro(reading)} µs.",
            _cold_table(cold, classes),
            _peers_table(peers.values()),
        ]
    )


def _warm(answers: Answers, peers: dict[str, Peer]) -> dict[str, float]:
    contenders = {
        "licet": _asked(answers.decide),
        "licet, determination": _asked(answers.check),
        "licet, bytes": _asked(lambda shipment: answers.decide(shipment).bytes_of(shipment)),
    }
    for name, one in peers.items():
        contenders[name] = _asked_anew(name) if one.ages else _asked(one.outcome, one.takes)
        contenders[f"{name}, input"] = _asked(one.takes)
    return race(contenders, ROUNDS)


def _asked(answer: Callable[[Any], object], takes: Callable[[Shipment], Any] | None = None) -> Contender:
    """The questions, each round as freshly read shipments, or as what a peer takes."""

    def prepared() -> Work:
        inputs = [takes(shipment) if takes else shipment for shipment in map(read_shipment, QUESTIONS)]
        return lambda: [answer(one) for one in inputs]

    return Contender(prepared, len(QUESTIONS))


def _asked_anew(name: str) -> Contender:
    def prepared() -> Work:
        one = peer(name)
        return _asked(one.outcome, one.takes).prepare()

    return Contender(prepared, len(QUESTIONS))


def _warm_table(took: dict[str, float], peers: dict[str, Peer]) -> str:
    ours = took["licet"]
    rows = [
        _row("Licet", ours, 0, ours),
        _row("Licet, with the determination as a value", took["licet, determination"], 0, ours),
        _row("Licet, with the answer's JSON", took["licet, bytes"], 0, ours),
    ]
    for name, one in sorted(peers.items(), key=lambda item: took[item[0]]):
        rows.append(_row(one.titled(), took[name], took[f"{name}, input"] if one.package else 0, ours))
    return table(["warm check of a validated shipment", "µs", "its input, µs", "to Licet", "with its input"], rows)


def _row(name: str, alone: float, input_: float, ours: float) -> list[str]:
    return [name, micro(alone), micro(input_) if input_ else "–", times(alone / ours), times((alone + input_) / ours)]


def _cold(answers: Answers, peers: dict[str, Peer]) -> tuple[dict[str, float], int]:
    """The first question of each class, to classes that hold nothing yet; the peers, which remember nothing, on the same questions."""
    firsts: dict[int, dict[str, Any]] = {}
    for question in QUESTIONS:
        firsts.setdefault(id(answers.decide(read_shipment(question))), question)
    policy = answers.policy()
    rules = adopted_rules(policy.rules)

    def licet() -> Work:
        classes, shipments = Classes(policy, rules), [read_shipment(question) for question in firsts.values()]
        return lambda: [classes.decide(shipment) for shipment in shipments]

    contenders = {"licet": Contender(licet, len(firsts))}
    for name in COLD:
        contenders[name] = _cold_peer(peers[name], list(firsts.values()))
    return race(contenders, 5), len(firsts)


def _cold_peer(one: Peer, questions: list[dict[str, Any]]) -> Contender:
    def prepared() -> Work:
        inputs = [one.takes(read_shipment(question)) for question in questions]
        return lambda: [one.outcome(asked) for asked in inputs]

    return Contender(prepared, len(questions))


def _cold_table(took: dict[str, float], classes: int) -> str:
    rows = [["Licet", micro(took["licet"]), "1.00×"]]
    rows += [[name, micro(took[name]), times(took[name] / took["licet"])] for name in COLD]
    return table([f"cold: the first of its class ({classes} classes)", "µs", "to Licet"], rows)


def _peers_table(peers: Iterable[Peer]) -> str:
    rows = [[one.titled(), one.licence or "–", one.how, one.lacks] for one in peers]
    return table(["beside", "licence", "how the law was put into it", "what its answer has, and lacks"], rows)
