"""`licet difference`: every class of shipments that is judged otherwise, in words or as JSON."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from ...engine.answers import Answers
from ...engine.difference import Box, Covered, Difference, GoodsBox, Ruling, Said, Standing, Users, difference
from ...engine.difference.frames import USES
from ...engine.difference.goods import AnyGoods, ByCustoms, Coded, Fact, Member, Unnamed
from ...engine.difference.members import UNKNOWN_CODE
from ...engine.inference import adopted_rules
from ...engine.policy import Known, Policy
from ...events.codec import canonical_json
from ...events.dates import Period
from ...events.log import EventLog
from ...events.record import rehearse
from ...events.scope import country_names
from ..opening import answering, now
from .asking import settings_with
from .ledger import events_in
from .output import note, wrapped, write, write_bytes
from .question import read_input, refused

_MANY, _FEW = 12, 3  # names, and whole clauses, after which a list is cut short in words


def run_difference(
    drafts: str | None, first: int | None, last: int | None, most: int, *, outcomes: bool, json: bool, db: str | None
) -> None:
    """Compare, and print all boxes."""
    if (drafts is None) == (first is None):
        raise refused("", "DRAFTS", "name a file of draft events, or a position with `--from`: one of the two")
    settings = settings_with(db)
    with answering(settings, note) as (log, answers):
        old, new = _policies(log, answers, drafts, first, last)
    rules = [adopted_rules(policy.rules, settings.inference, policy.rules_digest) for policy in (old, new)]
    found = difference(old, new, rules[1], rules[0], most, outcomes=outcomes)
    if json:
        write_bytes(canonical_json(difference_json(found)))
    else:
        for line in _lines(found):
            write(line)


def _policies(log: EventLog, answers: Answers, drafts: str | None, first: int | None, last: int | None) -> tuple[Policy, Policy]:
    if drafts is None:
        return answers.policy(Known(recorded_through=first)), answers.policy(Known(recorded_through=last))
    events = tuple(events_in(drafts, read_input(drafts, "DRAFTS")))
    old = answers.policy(Known(recorded_through=last))
    new = sorted((r for r in rehearse(log, events, clock=now) if r.position > old.position), key=lambda record: record.position)
    return old, answers.supposing(old.position, new).policy()


# As JSON


def difference_json(found: Difference) -> dict[str, Any]:
    """A difference as JSON: its fields, by their names."""
    return {
        "events": list(found.events),
        "requirements": list(found.requirements),
        "certainty": found.certainty,
        "frames": [{"text": f.text, "facts": _plain(f.facts), "ways": [{"text": w.text, "facts": _plain(w.facts)} for w in f.ways]}
                   for f in found.frames],
        "boxes": [_box(box) for box in found.boxes],
        "coverage": None if found.coverage is None else [_covered(each) for each in found.coverage],
        "outside": list(found.outside),
        "judged": found.judged,
    }  # fmt: skip


def _box(box: Box) -> dict[str, Any]:
    return {
        "requirement": box.requirement,
        "frame": box.frame,
        "ways": list(box.ways),
        "goods": [_goods(goods) for goods in box.goods],
        "destinations": list(box.destinations),
        "end_uses": list(box.uses),
        "end_users": [None if users.countries is None else {name: list(value) for name, value in users._asdict().items()}
                      for users in box.users],
        "from": _plain(box.period.start),
        "through": _plain(box.period.end),
        "old": _verdict(box.old),
        "new": _verdict(box.new),
    }  # fmt: skip


def _goods(goods: GoodsBox) -> dict[str, Any]:
    facts = [{"kind": fact.kind, "name": fact.name, "values": [str(value) for value in fact.values]} for fact in goods.facts]
    return {
        "materials": list(goods.materials), "forms": list(goods.forms), "others": list(map(member_text, goods.others)), "facts": facts
    }  # fmt: skip


def _covered(covered: Covered) -> dict[str, Any]:
    days = {"from": _plain(covered.period.start), "through": _plain(covered.period.end)}
    return {"goods": [_goods(goods) for goods in covered.goods], **days, "old": list(covered.old), "new": list(covered.new)}


def _verdict(said: Said) -> dict[str, Any] | None:
    return None if said is None else {name: _plain(value) for name, value in said._asdict().items()}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, bool | int) else str(value)


def member_text(member: Member) -> str:
    """Goods in words."""
    match member:
        case Coded(None, code) if code == UNKNOWN_CODE:
            return "a code that no list has"
        case Coded(name, code):
            return f"{code} ({name})" if name else f"{code}, list not stated"
        case ByCustoms(codes):
            return f"customs code {codes}"
        case AnyGoods():
            return "any goods"
        case Unnamed("description"):
            return "goods described in words only"
        case Unnamed():
            return "goods said to be listed, without a code"
        case _:
            return " ".join(filter(None, member))


# In words


def _lines(found: Difference) -> Iterator[str]:
    yield f"{_counted(len(found.events), 'event')}: {_listed(found.events)}"
    if not found.boxes and not found.coverage:
        yield "Nothing that was compared is judged otherwise."
    for (name, frame, goods), mine in groupby(found.boxes, key=lambda box: (box.requirement, box.frame, box.goods)):
        boxes = list(mine)
        yield ""
        text = f"{found.frames[frame].text[:1].upper()}{found.frames[frame].text[1:]}"
        yield text if name is None else f"{name}: {found.frames[frame].text}"
        for each in goods:
            yield from wrapped(_goods_text(each), 2)
        for box in boxes:
            yield from wrapped(_where(found, box), 4)
            yield from wrapped(f"{_days(box.period)}: {_said(box.old, box.new)}", 6)
    for covered in found.coverage or ():
        yield ""
        yield "What the log holds completely"
        for each in covered.goods:
            yield from wrapped(_goods_text(each), 2)
        yield f"    {_days(covered.period)}: {_value(covered.old)} → {_value(covered.new)}"
    yield ""
    yield "Compared in the frames " + "; ".join(frame.text for frame in found.frames) if found.frames else "No frame was compared"
    yield "Not compared:"
    for text in found.outside:
        yield from wrapped(f"- {text}", 2)


def _goods_text(goods: GoodsBox) -> str:
    forms = ["form not stated" if form is None else form for form in goods.forms]
    named = f"{_listed(goods.materials)}: {_listed(forms)}" if goods.materials else _listed(map(member_text, goods.others))
    return "; ".join([named, *map(_fact, goods.facts)])


def _fact(fact: Fact) -> str:
    name = {"content": f"{fact.name} content (%)", "processing": "processing"}.get(fact.kind, fact.name)
    return f"{name} {' or '.join(map(str, fact.values))}"


def _where(found: Difference, box: Box) -> str:
    ways = [text for way in box.ways if (text := found.frames[box.frame].ways[way].text)]
    uses = ["use not stated" if use is None else use for use in box.uses]
    parts = [
        f"to {_countries(box.destinations)}",
        "for any use" if len(uses) == len(USES) else f"for {_listed(uses)}",
        f"end user {'; or '.join(map(_users, box.users))}",
    ]
    return "; ".join([*([_listed(ways, _FEW)] if ways else []), *parts])


def _users(users: Users) -> str:
    if users.countries is None or users.military is None or users.names is None:
        return "not stated"
    kinds = {True: "military", False: "not military", None: "military or not is not stated"}
    names = ["no name" if name is None else name or "any name on no list" for name in users.names]
    where = _countries(country for country in users.countries if country is not None)
    where = " or ".join(filter(None, (where, "country not stated" if None in users.countries else "")))
    return f"in {where} ({', '.join(kinds[flag] for flag in users.military)}; {_listed(names)})"


def _said(old: Said, new: Said) -> str:
    """What differs between what was said and what is."""
    if isinstance(old, Ruling) or isinstance(new, Ruling):
        return " → ".join(_ruled(said) for said in (old, new))
    if old is None or new is None:
        return f"{old.outcome if old else 'cannot be asked about'}, then {new.outcome if new else 'cannot be asked about'}"
    parts = [f"{old.outcome} → {new.outcome}" if old.outcome != new.outcome else old.outcome]
    for name, before, after in zip(Standing._fields, old, new, strict=True):
        if before != after and name != "outcome":
            parts.append(f"{name.replace('_', ' ')} {_value(before)} → {_value(after)}")
    return "; ".join(parts)


def _ruled(said: Said) -> str:
    if not isinstance(said, Ruling):
        return "does not bear on it"
    return said.conclusion if said.licensing_policy in (None, "ordinary") else f"{said.conclusion} ({said.licensing_policy})"


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(" ".join(item) if isinstance(item, tuple) else str(item) for item in value) or "none"
    return "open" if value is None else str(value)


def _days(period: Period) -> str:
    return f"{period.start or 'always'} to {period.end or 'open'}"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _countries(names: Iterable[str]) -> str:
    """Countries, or the few that are left out."""
    known = list(names)
    left = sorted(country_names().keys() - set(known))
    if len(left) > _MANY:
        return _listed(known)
    return f"anywhere but {_listed(left)}" if left else "anywhere"


def _listed(names: Iterable[str], most: int = _MANY) -> str:
    every = list(names)
    return ", ".join(every) if len(every) <= most else f"{', '.join(every[:most])} and {len(every) - most} more"
