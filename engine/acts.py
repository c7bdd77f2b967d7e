"""What one event did, in a line: for explanations, lists of events and the terminal."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from ..events import model as m
from ..events.model import Event


def act(event: Event) -> str:
    """`published 2025-11-07; suspends CN-2025-57 from 2025-11-07 through 2026-11-10`."""
    published = f"published {event.published}" if event.published else f"published by {event.published_by}"
    return f"{published}; {effect(event)}"


def effect(event: Event) -> str:
    """What the event does, without its day of publication."""
    match event:
        case m.ControlAnnounced() | m.AgreementConcluded():
            return event.title.en
        case m.LicenceRequired():
            return f"licence required {_start(event)}"
        case m.ExportProhibited():
            return f"export prohibited {_start(event)}"
        case m.LicensingPolicySet():
            return f"applications are treated as {event.policy.replace('_', ' ')} {_days(event)}"
        case m.ControlSuspended():
            return f"suspends {_names(event.targets)} {_days(event)}"
        case m.SuspensionExtended():
            return f"extends {event.suspension} " + (f"through {event.through}" if event.through else "without an end")
        case m.SuspensionLifted():
            return f"lifts {event.suspension} from {event.from_}"
        case m.ControlPostponed():
            return f"moves the first day of {_names(event.targets)} to {event.from_}"
        case m.ControlTerminated():
            return f"ends {_names(event.targets)} from {event.from_}"
        case m.ControlAmended():
            parts = [name for name in type(event.changes).model_fields if getattr(event.changes, name) is not None]
            return f"amends {event.requirement} from {event.from_} ({', '.join(parts)})"
        case m.ControlRecodified():
            return f"gives {_names(new.code for new in event.codes)} as codes from {event.from_}"
        case m.CustomsCodesPublished():
            where = "seen in practice" if event.practice else "printed"
            return f"customs codes {where} for {_names(c.line for c in event.codes)} from {event.from_}"
        case m.ExemptionGranted():
            return f"exempts {_names(event.uses)} from {_names(event.targets)} {_days(event)}"
        case m.LicenceIssued() | m.GeneralLicenceIssued():
            return f"licence {event.licence} for {_names(event.targets)}" + (f" to {event.holder}" if event.holder else "")
        case m.LicenceRevoked():
            return f"revokes {event.licence_event} from {event.from_}"
        case m.PartyListed():
            return f"lists {event.name} on {event.list} {_days(event)}"
        case m.PartyDelisted():
            return f"takes {event.listing} off its list from {event.from_}"
        case m.ListingSuspended():
            return f"suspends {event.listing} {_days(event)}"
        case m.CountryGroupChanged():
            moved = [f"{_names(event.joined)} joined"] * bool(event.joined) + [f"{_names(event.left)} left"] * bool(event.left)
            return f"group {event.group} from {event.from_}: {', '.join(moved)}"
        case m.ReadingRecorded():
            return f"{'adopted' if event.adopted else 'not adopted'} reading: {event.reading.en}"
        case m.StatementMade():
            return f"statement: {event.statement.en}"
        case m.CoverageDeclared():
            return f"{event.regime}: {'complete' if event.complete else 'not complete'}" + (f" ({event.why})" if event.why else "")
        case m.SourceReviewed():
            return f"publications read through {event.verified_through} ({_names(event.topics)})"
        case m.VocabularyDeclared():
            return f"names: {len(event.materials)} materials, {len(event.forms)} forms, {len(event.attributes)} attributes"
        case m.SpecSigned():
            return f"{event.reviewer} ({event.capacity}) signed the {event.signed} of {event.feature}"
        case m.RulesAdopted():
            return f"adopts {sum(len(table.rules) for table in event.tables)} rules in {len(event.tables)} tables"
        case m.EntryCorrected():
            return f"corrects {event.entry}: {event.reason}"
        case m.EntryWithdrawn():
            return f"withdraws {event.entry}: {event.reason}"


def _names(names: Iterable[str], most: int = 6) -> str:
    listed = list(names)
    more = f" and {len(listed) - most} more" if len(listed) > most else ""
    return ", ".join(listed[:most]) + more


def _days(event: Any) -> str:
    first: date | None = event.from_
    last: date | None = event.through
    return f"{f'from {first}' if first else 'from the beginning'}{f' through {last}' if last else ''}"


def _start(event: m.Requirement) -> str:
    if event.from_ is not None:
        return _days(event)
    return f"by {event.in_force_by}, first day not known" if event.in_force_by else "from a day that is not known"
