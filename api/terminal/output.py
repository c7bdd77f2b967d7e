"""What the commands print, and how: results on standard output, notes and errors on standard error.

Colour only repeats what the words say, and only on a terminal that wants it.
"""

import shutil
import sys
import textwrap
from collections.abc import Iterable
from typing import Final

from rich.console import Console
from rich.text import Text

from ...engine.layout import Section, layout
from ...engine.shipment import Amount, Goods, Shipment
from ...events.goods import decimal_text
from ..schema import Check, KnownAsked

_STYLES: Final = {
    "PROHIBITED": "bold red",
    "LICENCE_REQUIRED": "bold yellow",
    "UNDETERMINED": "bold magenta",
    "AUTHORISED": "bold green",
    "NO_LICENCE_REQUIRED": "bold green",
}
_NARROW, _WIDE = 60, 100


def style_of(outcome: str) -> str:
    """The colour of an outcome."""
    return _STYLES.get(outcome, "bold")


def width() -> int:
    """Columns to write in: those of the terminal, within reason; 80 where there is none."""
    return min(max(shutil.get_terminal_size((80, 24)).columns, _NARROW), _WIDE)


def wrapped(text: str, indent: int) -> list[str]:
    """`text` in rows of the width of the terminal, indented. Names such as `CN-2025-57/1` are not broken."""
    return textwrap.wrap(
        text, width(), initial_indent=" " * indent, subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False
    )


def write(text: str, style: str = "") -> None:
    """One or several lines of a result, as they stand."""
    _console().print(Text(text, style=style), soft_wrap=True)


def write_bytes(data: bytes) -> None:
    """A result that is bytes, with a newline after it."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data + b"\n")
    sys.stdout.buffer.flush()


def note(text: str) -> None:
    """Something to know about the run itself."""
    sys.stderr.write(f"note: {_shown(text)}\n")


def fault(text: str) -> None:
    """Why a command did not do what was asked."""
    sys.stderr.write(f"error: {_shown(text)}\n")


def _shown(text: str) -> str:
    """What a message quotes from a file cannot move the cursor or colour the terminal."""
    return "".join(sign if sign.isprintable() or sign == "\n" else ascii(sign)[1:-1] for sign in text)


def _console() -> Console:
    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False)


def fits(character: str) -> bool:
    """Whether standard output can show a character."""
    try:
        character.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def write_sections(sections: Iterable[Section], outcome: str) -> None:
    """An explanation: its first title in the colour of the outcome, the others bold."""
    console = _console()
    for number, section in enumerate(sections):
        title, *rows = layout(section, width())
        console.print(Text(title, style="bold" if number else style_of(outcome)), soft_wrap=True)
        for row in rows:
            console.print(Text(row), soft_wrap=True)
        console.print()


def question_text(check: Check, *, day: bool = True) -> str:
    """The question in a line: `1C909.a.1, from CN to DE, on 2026-11-11, end use civil`."""
    shipment = check.shipment
    route = f"from {shipment.departure.country or '(not stated)'} to {shipment.destination}"
    parts = [_goods(shipment.goods), route]
    if day:
        parts.append(f"on {shipment.date}" + (f", exit on {shipment.exit_date}" if shipment.exit_date else ""))
    parts += [f"origin {shipment.origin or 'not stated'}", *_rest(shipment)]
    return ", ".join(parts)


def _goods(goods: Goods) -> str:
    named = " ".join(word.replace("_", " ") for word in (goods.material, goods.form) if word)
    parts = [goods.code, named, f"customs code {goods.hs}" if goods.hs else None, f'"{goods.description}"' if goods.description else None]
    parts += [f"{name} {_amount(value)}" for name, value in goods.attributes.items()]
    parts += [f"{c.substance} {_amount(c.wt_pct) + ' %' if c.wt_pct else 'present'}" for c in goods.composition]
    parts.append("composition complete" if goods.composition_complete else None)
    return ", ".join(part for part in parts if part) or "goods listed as dual-use"


def _amount(value: Amount | str) -> str:
    if isinstance(value, str):
        return value
    if value.min == value.max and value.min is not None:
        return decimal_text(value.min)
    low = f">={decimal_text(value.min)}" if value.min is not None else ""
    high = f"<={decimal_text(value.max)}" if value.max is not None else ""
    return f"{low}{high}"


def _rest(shipment: Shipment) -> list[str]:
    out = [f"end use {shipment.end_use.replace('_', ' ')}"] if shipment.end_use else []
    for party in shipment.parties or ():
        military = {True: "military", False: "not military", None: None}[party.military]
        facts = ", ".join(fact for fact in (party.country, military) if fact)
        who = " ".join([party.role.replace("_", " "), party.name or ""]).strip()
        out.append(f"{who} ({facts})" if facts else who)
    for item in shipment.content:
        share = f" {_amount(item.value_share_pct)} % of value" if item.value_share_pct else ""
        out.append(f"containing {' '.join(w for w in (item.origin, item.material, item.form) if w)}{share}")
    if shipment.technology_origin:
        out.append(f"technology of {shipment.technology_origin}")
    return out


def known_text(known: KnownAsked | None, position: int) -> str:
    """What the answer may use, in words."""
    parts = [f"published through {known.published_through}"] if known and known.published_through else []
    if known and known.recorded_through is not None:
        parts.append(f"recorded through position {known.recorded_through}")
    else:
        parts.append(f"{'all' if parts else 'everything'} recorded (position {position})")
    if known and known.rules_recorded_through is not None:
        parts.append(f"rules as adopted through position {known.rules_recorded_through}")
    return ", ".join(parts)
