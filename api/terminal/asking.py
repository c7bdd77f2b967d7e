"""`licet check`, and what `licet timeline` shares with it: reading the question, naming its faults, the heading of an answer."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from ...engine.answers import Answers
from ...engine.decide import Decided
from ...engine.determination import Determination
from ...engine.explain import explain
from ...events.codec import canonical_json
from ..opening import answering, storing
from ..schema import Check, Refused, answer_bytes, decided, read_check
from ..settings import Settings
from ..sources import read_settings
from .options import Json, to_type
from .output import known_text, note, question_text, wrapped, write, write_bytes, write_sections
from .question import from_file, from_options, refused


def settings_with(db: str | None, **options: str | int | None) -> Settings:
    """The settings of this process. Options of the command line that are None were not given."""
    return read_settings(os.environ, platform=sys.platform, db=db, **options)


def run_check(
    given: Mapping[str, Any], file: str | None, *, json: bool, full: bool, record: bool, release_note: str | None, db: str | None
) -> None:
    """Decide one shipment and print the answer; with `record`, only once its receipt is durable."""
    settings = settings_with(db)
    if release_note is not None and not record:
        raise refused("", "--note", "goes with `--record`")
    if record and settings.db == "memory:":
        raise refused(
            "", "--record", "what is in memory is gone when this command ends: name a file or a database, with `--db` or `LICET_DB`"
        )
    with faults_named_for(file):
        body, assumed = read_question(given, file)
        check = read_check(body)
        with answering(settings, note) as (_, answers):
            found = decided(answers, check)
            answer, policy = found.of(check.shipment), answers.policy(check.view)
            if record or settings.keep_checks == "always":
                _record(settings, answers, found, check, canonical_json(body), release_note)
    if json:
        note_assumed(assumed)
        write_bytes(answer_bytes(answer))
        return
    write_heading(check, answer.log.position, assumed)
    write_sections(explain(answer, policy, full=full, field_name=to_type), answer.outcome)
    write("Licet informs; it is not legal advice." + ("" if full else f" {_more(answer)}"), "dim")


def _record(settings: Settings, answers: Answers, found: Decided, check: Check, body: bytes, release_note: str | None) -> None:
    from ...events.sealing import seal
    from ..audit.recording import new_check
    from .upkeep import local_actor

    with storing(settings) as store:
        new = new_check(answers, found, check.shipment, body, local_actor(), "cli", release_note)
        (check_id,) = store.checks.keep(seal([new]))
    note(f"recorded as {check_id}")


def _more(answer: Determination) -> str:
    away, missing = sum(r.conclusion == "out_of_scope" for r in answer.requirements), len(answer.scope.not_considered)
    return f"`--full` adds {away} provisions that did not\napply, why {missing} regimes were not considered, the rules and the sources."


def read_question(given: Mapping[str, Any], file: str | None) -> tuple[Json, list[str]]:
    """The body of the question as REST takes it, and what was assumed: nothing for a file."""
    return (from_file(file, given), []) if file is not None else from_options(given)


@contextmanager
def faults_named_for(file: str | None) -> Iterator[None]:
    """Faults of a question that stands in a file are named by its fields, not by options that nobody typed."""
    try:
        yield
    except Refused as error:
        if file is None:
            raise
        raise Refused([f._replace(pointer="", field="--file" if f.field == "body" else f.field) for f in error.faults]) from None


def write_heading(check: Check, position: int, assumed: list[str], *, day: bool = True) -> None:
    """The question as it was understood, what was assumed, what is known."""
    _labelled("Question", question_text(check, day=day))
    if assumed:
        _labelled("Assumed", f"{', '.join(assumed)}, as nothing else was said")
    _labelled("Known", known_text(check.known, position))
    write("")


def _labelled(label: str, text: str) -> None:
    first, *others = wrapped(text, 10)
    write("\n".join([f"{label:<10}{first.lstrip()}", *others]))


def note_assumed(assumed: list[str]) -> None:
    """The same beside an answer in JSON, which has no place for it."""
    if assumed:
        note(f"assumed {', '.join(assumed)}, as nothing else was said")
