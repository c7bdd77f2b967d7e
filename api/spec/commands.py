"""`licet spec …`: the report, the state of the signatures, a new signature."""

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import get_args

from ... import __version__
from ...engine.policy import Policy
from ...engine.replay import view
from ...events.corpus import load_corpus
from ...events.dates import legal_day
from ...events.log import EventLog
from ...events.model import RulesAdopted, SpecSigned
from ...events.record import record
from ...rules.adopted import stages_of
from ...rules.rule import rules_digest
from ...rules.tables import STAGES
from ..opening import answering, now
from ..terminal.asking import settings_with
from ..terminal.output import note, write
from ..terminal.question import refused
from .page import page
from .report import Report
from .run import Run
from .running import FOLDER, ROOT, papers, results
from .signing import KINDS, Kind, Paper, Standing, signature, standings
from .strength import measured


def report(out: str, given: str | None, messages: str | None, *, db: str | None) -> None:
    """Write the page; say what is in it."""
    settings = settings_with(db)
    with answering(settings, note) as (log, answers):
        run, data = results(given, settings.db)
        policy = answers.policy()
        made = Report(
            policy=policy,
            run=run,
            standings=_standings(log, policy, run),
            made_on=now(),
            version=__version__,
            rules_digest=rules_digest(STAGES),
            notes=tuple(_notes(policy, run)),
            not_encoded=_not_encoded(),
            strength=measured(),
        )
        html = page(made)
    _save(out, html)
    if messages is not None:
        _save(messages, data)
    for text in made.notes:
        note(text)
    write(f"{out}: {len(made.dossiers)} sections, {run.count('passed')} examples passed, {run.count('failed')} failed")


def _save(place: str, data: bytes) -> None:
    path = Path(place)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise refused("", "--out", f"`{place}` cannot be written: {(error.strerror or str(error)).lower()}") from None


def _not_encoded() -> str:
    """The project's page about what could not be encoded, where the sources are."""
    path = ROOT / "docs" / "not-encoded.md"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _notes(policy: Policy, run: Run) -> Iterable[str]:
    """What a reader must know before anything else: results of another state of the law, a log that is behind the corpus."""
    if run.policy is not None and run.policy != policy.digest:
        yield "The scenarios were run on another state of the law than this log holds: run them again before relying on the results."
    shipped = load_corpus()
    missing = sum(event.id not in policy.events for event in shipped if not isinstance(event, (SpecSigned, RulesAdopted)))
    other = sum(event.id in policy.events and policy.events[event.id] != event for event in shipped)
    if missing or other:
        corpus = f"the corpus that ships with Licet {__version__}"
        yield f"This log is not {corpus}: {missing} of its events are missing here, {other} read otherwise."
    if policy.rules is not None and rules_digest(stages_of(policy.rules)) != rules_digest(STAGES):
        yield f"The rules on this page are those of Licet {__version__}; this log decides by others, adopted by {policy.rules.id}."
    if count := run.count("failed") + run.count("not run"):
        yield f"{count} examples failed or were not run: what they say of the law is not shown to be what the engine does."


def _standings(log: EventLog, policy: Policy, run: Run | None) -> tuple[Standing, ...]:
    """Signatures against the features as they are: those of the run, else those of the checkout."""
    now_ = [Paper(f.path, f.sha256) for f in run.features] if run else papers()
    signed = [event for event in view(log.read()).events if isinstance(event, SpecSigned)]
    return standings(now_, signed, policy)


def status(given: str | None, *, db: str | None) -> None:
    """Print where every feature stands, and what has changed under a signature."""
    settings = settings_with(db)
    with answering(settings, note) as (log, answers):
        run = results(given, settings.db)[0] if given is not None or not FOLDER.exists() else None
        found = _standings(log, answers.policy(), run)
    column = max((len(s.path) for s in found), default=0)
    for standing in found:
        write(f"{standing.path:<{column}}  " + "; ".join(f"{kind} {standing.of(kind)}" for kind in KINDS))
        for s in standing.signatures:
            what = "holds" if s.holds else s.since
            write(f"    {s.event.signed}, {s.event.published}, {s.event.reviewer} ({s.event.capacity}): {what}")


def sign(feature: str, reviewer: str, capacity: str, kind: str, on: str, given: str | None, *, db: str | None) -> None:
    """Append a signature under a feature as it is now."""
    signed, day, path = _kind(kind), _day(on), _path(feature)
    here = {paper.path: paper.sha256 for paper in papers()}
    if here and path not in here:
        raise refused("", "FEATURE", _near(feature, path, here))
    settings = settings_with(db)
    with answering(settings, note) as (log, answers):
        run, _ = results(given, settings.db, path)
        found = next((f for f in run.features if f.path == path), None)
        if found is None:
            raise refused("", "FEATURE", _near(feature, path, [f.path for f in run.features]))
        if here.get(path, found.sha256) != found.sha256:
            raise refused("", "--results", f"`{path}` has changed since these results: run the features again")
        paper = Paper(path, found.sha256)
        event = signature(paper, found.provisions, answers.policy(), reviewer=reviewer, capacity=capacity, signed=signed, on=day)
        (entry,) = record(log, [event])
    if found.count("failed") or found.count("not run"):
        note(f"{found.count('failed')} examples of this feature failed, {found.count('not run')} were not run")
    write(f"{entry.position:>6}  {event.id}")
    write(f"        the {signed} of {path}, {len(event.provisions)} provisions, {len(event.events)} events; {found.sha256}")


def _near(feature: str, path: str, known: Iterable[str]) -> str:
    names = get_close_matches(path, known, 3, 0.5) or sorted(known)
    return f"`{feature}` is no feature that is known here: use {', '.join(names)}"


def _kind(kind: str) -> Kind:
    for known in KINDS:
        if kind == known:
            return known
    raise refused("", "--kind", f"`{kind}` is not one of {', '.join(get_args(Kind))}")


def _day(text: str) -> date:
    try:
        return legal_day(text)
    except ValueError as error:
        raise refused("", "--on", str(error)) from None


def _path(feature: str) -> str:
    """The path below `features/`, however the feature was named."""
    absolute = Path(feature).absolute()
    if absolute.is_relative_to(FOLDER):
        return absolute.relative_to(FOLDER).as_posix()
    return Path(feature).as_posix().removeprefix("features/")
