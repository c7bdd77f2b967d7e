"""The command line: `licet check`, `timeline`, `serve`, `events …`, `spec …`, and what keeps it running.

Results go to standard output, notes and errors to standard error. Exit status: 0 for an answer, whatever it says; 2 for bad input;
1 for a failure. What loads slowly (database, web server, rules engine) is imported by the command that needs it.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

from .. import __version__
from .terminal.options import Grouped, with_options

app = typer.Typer(
    name="licet",
    help="Did this shipment need an export licence on this day, as far as was known on that day, and why?",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
events = typer.Typer(help="The event log: load, append, list, show; check corpus files; names in use.", no_args_is_help=True)
app.add_typer(events, name="events")
spec = typer.Typer(help="The specifications: a report to read and print, signatures and what has changed since.", no_args_is_help=True)
app.add_typer(spec, name="spec")

keys = typer.Typer(help="API keys: create, list, rotate, revoke.", no_args_is_help=True)
app.add_typer(keys, name="keys")

Db = Annotated[
    str | None, typer.Option("--db", metavar="PATH", help="Event log: file or database. [LICET_DB; default: a file of the user's]")
]
AsJson = Annotated[bool, typer.Option("--json", help="Canonical JSON, the same bytes as REST gives.")]
File = Annotated[
    str | None, typer.Option("--file", metavar="FILE", help="The question as JSON, as REST takes it (- reads it from standard input).")
]
Full = Annotated[bool, typer.Option("--full", help="Also what did not apply, what was not considered, and numbered sources.")]
Results = Annotated[
    str | None, typer.Option("--results", metavar="FILE", help="A run of the features (Cucumber messages); without it they are run now.")
]
Day = Annotated[str | None, typer.Option(metavar="DAY", show_default=False)]


@app.callback(invoke_without_command=True)
def _main(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
    settings: Annotated[str | None, typer.Option("--settings", metavar="FILE", help="Settings in TOML. [LICET_SETTINGS]")] = None,
) -> None:
    if settings is not None:
        os.environ["LICET_SETTINGS"] = settings  # for this process and those that it starts
    if version:
        print(f"licet {__version__}")
        raise typer.Exit


@app.command(cls=Grouped)
@with_options()
def check(
    given: Mapping[str, Any],
    file: File = None,
    json: AsJson = False,
    full: Full = False,
    record: Annotated[
        bool, typer.Option("--record", help="Record question and answer with a receipt, before the answer is printed.")
    ] = False,
    release_note: Annotated[
        str | None,
        typer.Option("--note", metavar="TEXT", help="With --record: kept with it, such as why it is released despite its doubts."),
    ] = None,
    db: Db = None,
) -> None:
    """Decide one shipment and say why.

    licet check --material holmium --form metal --to DE --on 2026-11-11

    What is not stated is unknown, never no. Only origin and departure are filled in (CN), and the answer says so; with --file nothing is.
    """
    from .terminal.asking import run_check

    run_check(given, file, json=json, full=full, record=record, release_note=release_note, db=db)


@app.command(cls=Grouped)
@with_options(without=("--on", "--exit-date"))
def timeline(given: Mapping[str, Any], first: Day = None, last: Day = None, file: File = None, json: AsJson = False, db: Db = None) -> None:
    """Draw all periods of an answer, on what is known.

    licet timeline --material holmium --form metal --to DE --first 2025-01-01 --last 2027-12-31

    Without --first and --last: all years in which the answer changes.
    """
    from .terminal.periods import run_timeline

    run_timeline(given, file, first, last, json=json, db=db)


@app.command()
def difference(
    drafts: Annotated[
        str | None, typer.Argument(metavar="[DRAFTS]", help="Events that are not in the log yet: YAML as in a corpus, or JSON.")
    ] = None,
    from_: Annotated[int | None, typer.Option("--from", metavar="N", help="Compare the log through this position …")] = None,
    to: Annotated[int | None, typer.Option("--to", metavar="N", help="… with the log through this one. [default: all of it]")] = None,
    outcomes: Annotated[bool, typer.Option("--outcomes", help="Whole outcomes, not provision by provision. Slow.")] = False,
    most: Annotated[int, typer.Option("--most", metavar="N", help="Give up after so many kinds of goods, or shipments.")] = 20_000,
    json: Annotated[bool, typer.Option("--json", help="All boxes, as JSON.")] = False,
    db: Db = None,
) -> None:
    """List every class of shipments of which a provision concludes something else: before events are recorded, or between two positions.

    licet difference drafts.yaml

    licet difference --from 412 --to 420
    """
    from .terminal.differences import run_difference

    run_difference(drafts, from_, to, most, outcomes=outcomes, json=json, db=db)


@app.command(cls=Grouped)
@with_options(only="known/")
def screen(
    given: Mapping[str, Any],
    source: Annotated[str, typer.Argument(metavar="INPUT", help="CSV, NDJSON or Parquet, by its ending; - for standard input.")],
    output: Annotated[str, typer.Argument(metavar="OUTPUT", help="CSV, NDJSON or Parquet, by its ending; - for standard output.")],
    format_: Annotated[
        str | None, typer.Option("--format", metavar="FORMAT", help="csv, ndjson or parquet: of INPUT, where its ending does not tell.")
    ] = None,
    output_format: Annotated[
        str | None, typer.Option("--output-format", metavar="FORMAT", help="The same of OUTPUT. [default: for - that of INPUT]")
    ] = None,
    carry: Annotated[
        bool,
        typer.Option("--carry/--results-only", help="Repeat all columns of INPUT, or only `reference` and those that begin with `x.`."),
    ] = False,
    classes: Annotated[
        str | None,
        typer.Option("--classes", metavar="FILE", help="Write what `class` means: the full determination of each, once, as NDJSON."),
    ] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace files that are there, and what another unfinished run left.")
    ] = False,
    db: Db = None,
) -> None:
    """Decide all shipments of a file.

    licet screen orders.csv answers.csv

    Columns are named as for batches: `docs/screen.md`. What is not stated is unknown, never no, and nothing is filled in. A row that cannot
    be read has a problem in place of an answer and stops no other. A run that was broken off goes on when the same is typed again.

    Exit status: 0 where every row is in OUTPUT, whatever is said of it; 2 for bad input; 1 for a failure.
    """
    from .terminal.screens import run_screen

    run_screen(
        given,
        source,
        output,
        format_=format_,
        output_format=output_format,
        carry=carry,
        classes=classes,
        overwrite=overwrite,
        db=db,
    )


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Address to listen on. [LICET_HOST; default: 127.0.0.1]")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port to listen on. [LICET_PORT; default: 8000]")] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Processes that answer, on one machine. [LICET_WORKERS; default: 1]")
    ] = None,
    db: Db = None,
) -> None:
    """Answer over REST. Documentation is at /docs."""
    from .serving import run_serve

    run_serve(host, port, workers, db=db)


@app.command("settings")
def show_settings(json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False, db: Db = None) -> None:
    """Show every setting: its value, where it comes from, what it means. Secrets are not shown."""
    from .terminal.showing import show_settings

    show_settings(json=json, db=db)


By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who does this, for the trace. [default: cli and the user's name]")]
retention = typer.Typer(help="How long questions and answers are kept.", no_args_is_help=True)
app.add_typer(retention, name="retention")


@app.command("migrate")
def migrate(db: Db = None) -> None:
    """Make the tables of the log, or bring old ones up to date. Stored events keep their bytes."""
    from .terminal.upkeep import migrate

    migrate(db=db)


@app.command("backup")
def back_up(destination: Annotated[str, typer.Argument(metavar="FILE", help="A new file.")], db: Db = None) -> None:
    """Copy the log and what is kept beside it into one file, while others write.

    The file is a SQLite database, also where the log is in PostgreSQL. It names parties: keep it as safe as the log.
    """
    from .terminal.upkeep import back_up

    back_up(destination, db=db)


@app.command("restore")
def restore(source: Annotated[str, typer.Argument(metavar="FILE", help="A file that `licet backup` made.")], db: Db = None) -> None:
    """Make the log of a backup, at a place where there is none yet. What was written is compared with the backup."""
    from .terminal.upkeep import restore

    restore(source, db=db)


@retention.command("show")
def retention_show(json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False, db: Db = None) -> None:
    """Show how many checks are kept, for how long, and who has erased or changed what."""
    from .terminal.upkeep import show_retention

    show_retention(json=json, db=db)


@retention.command("apply")
def retention_apply(
    days: Annotated[int | None, typer.Option(min=0, metavar="DAYS", help="[LICET_KEEP_CHECKS_DAYS]")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say how many.")] = False,
    by: By = None,
    db: Db = None,
) -> None:
    """Erase questions and answers that were kept for longer. The log of events is not touched."""
    from .terminal.upkeep import apply_retention

    apply_retention(days, by, dry_run=dry_run, db=db)


@app.command("erase")
def erase(
    party: Annotated[str | None, typer.Option(metavar="NAME", help="Every kept check with this name anywhere in its question.")] = None,
    check: Annotated[list[str] | None, typer.Option(metavar="ID", help="This kept check; several times for several.")] = None,
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Kept with the trace, so without names.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Erase; without it, they are only listed.")] = False,
    by: By = None,
    db: Db = None,
) -> None:
    """Erase questions that were kept, with their answers: all that name a party, or some by id.

    licet erase --party "Beispiel Magnetwerk GmbH" --reason "request of 2026-11-20" --yes

    Their ids, instants and digests stay, and a trace of who erased how many. The log of events is not touched.
    """
    from .terminal.upkeep import erase

    erase(party, check or (), reason, by, yes=yes, db=db)


KeyId = Annotated[str, typer.Argument(metavar="ID", help="The id of the key, as `licet keys list` has it.")]


@keys.command("create")
def keys_create(
    name: Annotated[str, typer.Option(help="Who uses it: the log names it as `key:NAME`, for ever.")],
    scope: Annotated[list[str], typer.Option(help="check, record, approve, audit or admin; give it several times for several.")],
    expires: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="Its last day (2027-12-31), or a time from now on (90d); without it, there is none."),
    ] = None,
    db: Db = None,
) -> None:
    """Make a key and write it, this once, to standard output.

    licet keys create --name erp-hamburg --scope check --expires 2027-12-31

    `check` asks questions; `record` appends what was published; `approve` signs and appends what decides how law is read; `audit` reads
    the log and what others asked; `admin` manages keys, retention and erasure. None implies another.
    """
    from .terminal.keyring import create

    create(name, scope, expires, db=db)


@keys.command("list")
def keys_list(json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False, db: Db = None) -> None:
    """List the keys, those that expired or were revoked too. None is shown itself: only who was given it has it."""
    from .terminal.keyring import list_keys

    list_keys(json=json, db=db)


@keys.command("rotate")
def keys_rotate(
    key_id: KeyId,
    overlap: Annotated[str, typer.Option(metavar="TIME", help="How long the old key is still good: 7d, 12h, 0d.")] = "7d",
    db: Db = None,
) -> None:
    """Replace a key by a new one of the same name and scopes, and write that, this once, to standard output."""
    from .terminal.keyring import rotate

    rotate(key_id, overlap, db=db)


@keys.command("revoke")
def keys_revoke(key_id: KeyId, db: Db = None) -> None:
    """Revoke a key, for good. Servers that run refuse it within a second."""
    from .terminal.keyring import revoke

    revoke(key_id, db=db)


signing = typer.Typer(help="The keys that sign checkpoints of the log: make one, show their public halves.", no_args_is_help=True)
keys.add_typer(signing, name="signing")


@signing.command("new")
def keys_signing_new(
    file: Annotated[str | None, typer.Argument(metavar="FILE", help="A new file. [default: the one that `signing_key` names]")] = None,
    db: Db = None,
) -> None:
    """Make a key that signs checkpoints, in a file that only its owner can read.

    To go over to a new key, add its file to `signing_key`: both sign. Take the old one out when those who verify have the new one.
    """
    from .terminal.signing import new_signing_key

    new_signing_key(file, db=db)


@signing.command("show")
def keys_signing_show(db: Db = None) -> None:
    """Print the verifier keys of the log, as `licet verify --key` and other tools take them (c2sp.org/signed-note)."""
    from .terminal.signing import show_signing_keys

    show_signing_keys(db=db)


@app.command("checkpoint")
def checkpoint(
    new_id: Annotated[
        str | None, typer.Option("--new-id", metavar="WHY", help="Go on under a new id: the log was put back to an older state on purpose.")
    ] = None,
    db: Db = None,
) -> None:
    """Sign the log as it is now. `licet serve` does so by itself."""
    from .terminal.signing import run_checkpoint

    run_checkpoint(new_id, db=db)


@app.command("verify")
def verify(
    checkpoints: Annotated[
        str | None, typer.Option("--checkpoints", metavar="DIR", help="Folder of checkpoints, or a copy. [LICET_CHECKPOINTS]")
    ] = None,
    key: Annotated[
        list[str] | None, typer.Option("--key", metavar="VKEY", help="A key that you trust, or a file of such; else those beside the log.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    db: Db = None,
) -> None:
    """Check that the log is what was recorded and signed; name the first position that is not. Exit status 1 then.

    Rows, their order and bytes, the tree against every checkpoint of the database and of the folder, signatures, guards.
    """
    from .terminal.auditing import run_verify

    if status := run_verify(checkpoints, key or (), json=json, db=db):
        raise typer.Exit(status)


audit = typer.Typer(help="For auditors: files that prove, without Licet, what the log holds.", no_args_is_help=True)
app.add_typer(audit, name="audit")


@audit.command("report")
def audit_report(
    check_id: Annotated[str, typer.Argument(metavar="ID", help="The id of a determination that was recorded.")],
    html: Annotated[str | None, typer.Option("--html", metavar="FILE", help="One self-contained page, to read and print.")] = None,
    db: Db = None,
) -> None:
    """Show all there is to one determination: what was asked and known, why it was decided so, what it rests on, what proves it, what has
    changed since."""
    from .terminal.audits import run_report

    run_report(check_id, html, db=db)


@audit.command("export")
def audit_export(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="A new folder.")],
    event: Annotated[list[str] | None, typer.Option("--events", metavar="ID", help="This event; several times for several.")] = None,
    receipt: Annotated[list[str] | None, typer.Option("--receipts", metavar="ID", help="This determination, receipt, or batch.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="All events and receipts.")] = False,
    db: Db = None,
) -> None:
    """Write events and receipts with their proofs, signed checkpoints, and the hashes of the whole logs: files that verify offline.

    licet audit export for-the-auditor --events CN-2025-57/1 --events CN-2025-70/suspension

    The ids, instants and digests of all other entries are among the files too; their contents are not. With a receipt go the question
    and the answer, which may name parties, unless they were erased. A row of a batch comes with the receipt of its part, a batch with all
    of its rows and its manifest.
    """
    from .terminal.auditing import run_export

    run_export(folder, event or (), receipt or (), everything=everything, db=db)


@app.command("replay")
def replay(
    check_id: Annotated[str | None, typer.Argument(metavar="[ID]", help="The id of a determination that was recorded.")] = None,
    every: Annotated[bool, typer.Option("--all", help="All determinations that were recorded, in their order.")] = False,
    as_known_now: Annotated[
        bool, typer.Option("--as-known-now", help="With the law as known now: list what would be decided otherwise today.")
    ] = False,
    changed_by: Annotated[
        str | None, typer.Option("--changed-by", metavar="EVENT", help="List what this event of the log alone changes: a correction.")
    ] = None,
    after: Annotated[int, typer.Option(min=0, metavar="POSITION", help="With --all: only receipts after this position.")] = 0,
    state: Annotated[
        str | None, typer.Option("--state", metavar="FILE", help="With --all: keep there how far it is, and go on from there.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    db: Db = None,
) -> None:
    """Compute determinations that were given out anew, and compare their bytes. Exit status 1 if one is not the same.

    licet replay --all --state replay.state

    The law as known then, the rules as adopted then. An incident names its first cause: what was kept, an event, the rules, the program.
    """
    from .terminal.replays import Asked, run_replay

    asked = Asked(as_known_now, changed_by)
    if status := run_replay(check_id, asked, every=every, after=after, state=state, json=json, db=db):
        raise typer.Exit(status)


@events.command("load")
def events_load(
    path: Annotated[str | None, typer.Argument(help="Folder of corpus files; the corpus that ships if not given.")] = None, db: Db = None
) -> None:
    """Load a corpus into the log. Loading it again changes nothing."""
    from .terminal.ledger import load

    load(path, db=db)


@events.command("append")
def events_append(file: Annotated[str, typer.Argument(help="JSON or YAML; - for standard input.")], db: Db = None) -> None:
    """Record events: all of the file, or, with any fault, none.

    JSON: one event, or a list of events. YAML: a corpus file, a header with `events`.
    """
    from .terminal.ledger import append

    append(file, db=db)


@events.command("list")
def events_list(
    instrument: Annotated[str | None, typer.Option(metavar="ID", help="Only events of this instrument.")] = None,
    type_: Annotated[str | None, typer.Option("--type", metavar="TYPE", help="Only events of this type.")] = None,
    after: Annotated[int, typer.Option(min=0, metavar="POSITION", help="Only events after this position.")] = 0,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    db: Db = None,
) -> None:
    """List recorded events, in the order of the log."""
    from .terminal.ledger import list_events

    list_events(instrument, type_, after, json=json, db=db)


@events.command("show")
def events_show(
    event_id: Annotated[str, typer.Argument(metavar="ID")], json: Annotated[bool, typer.Option("--json")] = False, db: Db = None
) -> None:
    """Show one event: what it does, its days, quotes, doubts and sources."""
    from .terminal.ledger import show

    show(event_id, json=json, db=db)


@events.command("lint")
def events_lint(
    path: Annotated[str | None, typer.Argument(help="Folder of corpus files; the corpus that ships if not given.")] = None,
    notices: Annotated[bool, typer.Option("--notices", help="List the notices too, not only their number.")] = False,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DAY", help="Say which sources were not checked for long.")] = None,
    max_age: Annotated[
        int | None, typer.Option("--max-age", min=0, metavar="DAYS", help="For how long before --as-of. [default: 30]")
    ] = None,
) -> None:
    """Check corpus files: fields, references, names; periods, codes, units, sources. The log is not touched.

    Exit status: 0 without errors, whatever the warnings; 1 with errors; 2 where the files cannot be loaded at all.
    """
    from .terminal.ledger import lint

    if status := lint(path, as_of, max_age, notices=notices):
        raise typer.Exit(status)


@events.command("vocabulary")
def events_vocabulary(text: Annotated[str, typer.Argument(help="Only names with this text, in any language.")] = "", db: Db = None) -> None:
    """List the names of materials, forms, attributes and control lists that questions may use."""
    from .terminal.ledger import vocabulary

    vocabulary(text, db=db)


@spec.command("report")
def spec_report(
    out: Annotated[str, typer.Option(metavar="FILE", help="The page, one self-contained HTML file.")] = "licet-spec.html",
    results: Results = None,
    messages: Annotated[str | None, typer.Option(metavar="FILE", help="Keep the run as Cucumber messages here.")] = None,
    db: Db = None,
) -> None:
    """Write the report: what the law says, the scenarios with their results, what is not covered, who signed.

    The features are run on the log. An installed Licet has no features: give the results of a run with --results.
    """
    from .spec.commands import report

    report(out, results, messages, db=db)


@spec.command("status")
def spec_status(results: Results = None, db: Db = None) -> None:
    """Show for every feature whether it is signed, unsigned, or changed since it was signed, and what changed."""
    from .spec.commands import status

    status(results, db=db)


@spec.command("sign")
def spec_sign(
    feature: Annotated[str, typer.Argument(metavar="FEATURE", help="Its path: cn/2025-062.feature.")],
    reviewer: Annotated[str, typer.Option(metavar="NAME", help="Who signs.")],
    capacity: Annotated[str, typer.Option(metavar="TEXT", help="As what: counsel, head of trade compliance, …")],
    kind: Annotated[str, typer.Option(metavar="text|reading", help="What is signed: what it says of the law, or how it reads it.")],
    on: Annotated[str, typer.Option("--on", metavar="DAY", help="Day of the signature, YYYY-MM-DD.")],
    results: Results = None,
    db: Db = None,
) -> None:
    """Record a signature under a feature. It covers the feature's text and every event that its provisions rest on.

    licet spec sign cn/2025-062.feature --reviewer "A. Lawyer" --capacity counsel --kind text --on 2026-11-23
    """
    from .spec.commands import sign

    sign(feature, reviewer, capacity, kind, on, results, db=db)


def run(arguments: Sequence[str]) -> int:
    """Run one command line; the exit status."""
    try:
        status = app(args=list(arguments), prog_name="licet", standalone_mode=False)
        sys.stdout.flush()
        return status if isinstance(status, int) else 0
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except SystemExit:
        return 0  # how Typer ends where the reader has gone: `licet events list | head`
    except Exception as error:  # the edge of the program: every failure gets its words and its status
        from .terminal.failures import said
        from .terminal.output import fault

        status, lines = said(error)
        fault("\n".join(lines))
        return status


def main() -> None:
    """The `licet` command."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
