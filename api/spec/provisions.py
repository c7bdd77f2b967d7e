"""What an instrument says: its provisions in English, the days with the words behind them, and its lists."""

from collections.abc import Iterable, Iterator
from typing import Any

from ...engine.acts import effect
from ...engine.policy import InTime, Policy, RequirementInTime, Timeline
from ...events import model as m
from ...events.goods import ListEntry
from . import plain
from .dossier import Dossier
from .markup import Child, Markup, bullets, chinese, el, facts, joined, table
from .report import Report, heading, humane, part, quotes

Rows = list[tuple[Child, Child]]

_ACTS = (
    m.ControlSuspended,
    m.SuspensionExtended,
    m.SuspensionLifted,
    m.ControlPostponed,
    m.ControlTerminated,
    m.ControlAmended,
    m.ControlRecodified,
    m.CustomsCodesPublished,
    m.PartyDelisted,
    m.ListingSuspended,
    m.GeneralLicenceIssued,
    m.CountryGroupChanged,
)


def provisions(report: Report, dossier: Dossier) -> list[Markup]:
    """All that has an effect, in the order of the instrument; provisions that differ in their goods only stand together."""
    out = [part for group in _alike(report.policy, dossier.requirements) for part in _requirements(report, group)]
    out += [_policy(report, item) for item in report.policy.overlays if item.event.instrument == dossier.id]
    out += [_exemption(report, item) for item in report.policy.exemptions if item.event.instrument == dossier.id]
    acts = [_act(report, event) for event in dossier.only(*_ACTS)]
    if dossier.listings:
        acts.append(_listings(dossier))
    return out + acts


def _alike(policy: Policy, requirements: Iterable[RequirementInTime]) -> list[list[RequirementInTime]]:
    groups: dict[str, list[RequirementInTime]] = {}
    for r in requirements:
        groups.setdefault(repr(_facts(policy, r)), []).append(r)
    return list(groups.values())


def _requirements(report: Report, group: list[RequirementInTime]) -> Iterator[Markup]:
    first = group[0].versions[-1].text
    rows = [
        ("Provisions" if len(group) > 1 else "Provision", joined(", ", (el("code", r.id) for r in group))),
        *_facts(report.policy, group[0]),
    ]
    yield el("h4", heading([r.versions[0].text.provision for r in group]), class_="provision")
    yield facts(rows)
    if not first.entries:
        return
    for r in group:
        text = r.versions[-1].text
        title = f"{part(text.provision)}: " if len(group) > 1 else ""
        yield _lines(f"{title}{len(text.entries)} line{'s' if len(text.entries) > 1 else ''}", text.entries, report.policy)


def _facts(policy: Policy, r: RequirementInTime) -> Rows:
    text, vocabulary = r.versions[-1].text, policy.vocabulary
    goods = plain.goods(text, vocabulary) if not text.entries else None
    rows: Rows = [
        ("Duty", plain.what(text)),
        ("Goods", goods),
        ("To", plain.destinations(text.destinations)),
        ("For", plain.users(text)),
        ("Reaches", bullets((plain.reach(item, vocabulary) for item in text.reach), "plain")),
        ("Start", [_sentence(plain.start(text)), " ", quotes(text) or _unseen(text)]),
        ("Periods", _life(r.timeline, r.id)),
        ("Amended", _amended(r)),
        ("Known goods only", "It fires on stated facts only; otherwise it stands as a warning." if text.catch_all else None),
        ("The list", "Not all of it was seen: goods that it may name stay open." if text.list_incomplete else None),
        ("Conditions", bullets(text.conditions, "plain")),
        ("Duties", bullets(text.duties, "plain")),
        ("Near misses", text.near_miss),
    ]
    return rows


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."


def _unseen(event: m.EventBase) -> Markup | None:
    return el("span", "The words were not seen.", class_="gap") if event.unquoted else None


def _amended(r: RequirementInTime) -> str | None:
    days = [f"from {plain.day(v.start)} ({plain.named(v.events[-1])})" for v in r.versions if v.start is not None]
    return f"As it stands {plain.listed(days)}." if days else None


def _life(timeline: Timeline, own: str) -> Markup | None:
    """Its periods in words; None where the start says everything."""
    spans = periods(timeline, own)
    return bullets(spans, "plain") if len(timeline) > 2 else None


def periods(timeline: Timeline, own: str) -> list[str]:
    """`suspended from 7 November 2025 through 10 November 2026 (No. 70 of 2025)`."""
    out = []
    for stretch in timeline:
        first = f" from {plain.day(stretch.start)}" if stretch.start else ""
        last = f" through {plain.day(stretch.end)}" if stretch.end else ""
        acts = dict.fromkeys(plain.named(e.partition("/")[0]) for e in stretch.events if e != own)
        out.append(f"{plain.STATUS[stretch.status]}{first}{last}" + (f" ({', '.join(acts)})" if acts else ""))
    return out


def _lines(title: str, entries: Iterable[ListEntry], policy: Policy) -> Markup:
    """Lines of a list: what they say, and how goods of theirs are recognised. Customs codes are hints."""
    rows = []
    for entry in entries:
        codes = policy.index.codes.get(entry.line, ())
        hs = sorted({code for code, pairs in policy.index.by_hs.items() for line, _ in pairs if line == entry.line})
        words: list[Child] = [entry.text.en, " ", chinese(entry.text.zh)]
        words.append(el("span", f"Note: {entry.note}", class_="aside block") if entry.note else None)
        how = [el("span", way, class_="block") for way in plain.matched(entry, policy.vocabulary)]
        cells = (joined(", ", codes), words, how, joined(" ", hs))
        rows.append(el("tr", [el("td", cell) for cell in cells], class_="unread" if entry.stub or entry.criteria_unread else None))
    head = ("Code", "Words of the list", "Goods are recognised", "Customs codes (hints)")
    body = table(head, rows, class_="lines")
    return el("div", el("p", title, class_="caption"), body)


def _policy(report: Report, item: InTime[m.LicensingPolicySet]) -> Markup:
    event = item.event
    rows: Rows = [
        ("Provision", el("code", event.id)),
        ("Treatment", plain.treatment(event)),
        ("To", plain.destinations(event.destinations)),
        ("For", plain.users(event)),
        ("Licences", f"Accepted: {plain.listed(event.accepted_types, 'or')}." if event.accepted_types else None),
        ("Start", [_sentence(f"from {plain.day(event.from_)}"), " ", quotes(event) or _unseen(event)]),
        ("Periods", _life(item.timeline, event.id)),
        ("Duties", bullets(event.duties, "plain")),
    ]
    return el("div", el("h4", heading([event.provision]), class_="provision"), facts(rows))


def _exemption(report: Report, item: InTime[m.ExemptionGranted]) -> Markup:
    event = item.event
    rows: Rows = [
        ("Provision", el("code", event.id)),
        ("Exemption", f"No licence is required for {plain.uses(event.uses)} under {plain.listed(map(plain.named, event.targets))}."),
        ("Words", quotes(event)),
        ("Periods", _life(item.timeline, event.id)),
        ("Duties", bullets(event.duties, "plain")),
    ]
    return el("div", el("h4", heading([event.provision]), class_="provision"), facts(rows))


def _act(report: Report, event: Any) -> Markup:
    words = humane(effect(event))
    rows: Rows = [("Act", el("code", event.id)), ("Does", words[:1].upper() + words[1:] + "."), ("Words", quotes(event))]
    return el("div", el("h4", heading([event.provision or event.id]), class_="provision"), facts(rows))


def _listings(dossier: Dossier) -> Markup:
    rows = []
    for item in dossier.listings:
        name = [item.event.name, el("span", "; ".join(item.event.aliases), class_="aside block") if item.event.aliases else None]
        where = plain.country(item.event.country) if item.event.country else ""
        rows.append((name, where, bullets(_listed(item.timeline, item.event.id), "plain")))
    return el(
        "div",
        el("p", "1 name" if len(rows) == 1 else f"{len(rows)} names", class_="caption"),
        table(("Name", "Country", "Listed"), rows, class_="lines"),
    )


def _listed(timeline: Timeline, own: str) -> list[str]:
    """The periods of a listing; that it was not listed before goes without saying."""
    said = [text for text in periods(timeline, own) if not text.startswith("not yet in force")]
    return [text.replace("in force", "listed", 1).replace("ended", "off the list", 1) for text in said]
