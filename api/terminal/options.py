"""The options of `licet check` and `licet timeline`: one table, from which the command line, the question and errors are made.

A number may be exact (`99.9`), a bound (`>=99.9`, `<=50`) or a range (`1..2`); bounds include their end, as on data sheets.
"""

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any, Final, Literal

import typer
from typer.core import TyperCommand

Json = dict[str, Any]

_GOODS: Final = "Goods: a list code, or material and form"
_WHERE: Final = "Where and when"
_WHO: Final = "Who, and what for"
_CONTENT: Final = "Goods made abroad: what is in them"
_KNOWN: Final = "As known"
_OTHER: Final = "Input and output"


@dataclass(frozen=True)
class Option:
    """One option. `field`: where it goes in the body of the question (RFC 6901 without the first slash); a `many` may be repeated,
    a `switch` has a second spelling that says no."""

    flag: str
    field: str
    help: str
    panel: str
    metavar: str = "TEXT"
    kind: Literal["one", "many", "switch"] = "one"

    @cached_property
    def name(self) -> str:
        """The Python name: `o_end_user_country`; the prefix keeps `from` and `list` apart from Python's own."""
        return "o_" + self.flag.split("/")[0].removeprefix("--").replace("-", "_")

    @property
    def first(self) -> str:
        """The first spelling: `--end-user-military`."""
        return self.flag.split("/")[0]


OPTIONS: Final = (
    Option("--code", "shipment/goods/code", "Control-list code, for example 1C909.a.1.", _GOODS, "CODE"),
    Option("--list", "shipment/goods/list", "The list that the code stands on, for example CN-DU.", _GOODS, "LIST"),
    Option("--edition", "shipment/goods/edition", "The day whose list is meant, where codes have moved.", _GOODS, "DAY"),
    Option("--material", "shipment/goods/material", "Material; `licet events vocabulary` has the names.", _GOODS, "NAME"),
    Option("--form", "shipment/goods/form", "Form: metal, oxide, alloy, permanent_magnet, …", _GOODS, "NAME"),
    Option("--attr", "shipment/goods/attributes", "NAME=VALUE: purity_pct=99.9 (exact), 'purity_pct>=99.9', 'd50_um<=50', "
           "'x=1..2'. Repeatable. Quote < and >.", _GOODS, "NAME=VALUE", "many"),
    Option("--contains", "shipment/goods/composition", "SUBSTANCE=PER_CENT by weight: dysprosium=0.36, 'dysprosium>=0.1'; "
           "dysprosium alone: present; dysprosium=0: absent. Repeatable.", _GOODS, "SUBSTANCE[=PCT]", "many"),
    Option("--composition-complete/--composition-incomplete", "shipment/goods/composition_complete",
           "Nothing else is in the goods than what --contains says.", _GOODS, kind="switch"),
    Option("--part", "shipment/goods/contains", "What they are or contain besides --form: permanent_magnet, …; none: nothing. Repeatable.",
           _GOODS, "FORM", "many"),
    Option("--processing", "shipment/goods/processing", "raw, primary or incorporated (in other goods).", _GOODS, "WORD"),
    Option("--hs", "shipment/goods/hs", "Customs code, digits only: a hint, it never decides.", _GOODS, "DIGITS"),
    Option("--kind", "shipment/goods/kind", "goods, software, technology or service.", _GOODS, "WORD"),
    Option("--dual-use/--not-dual-use", "shipment/goods/dual_use", "Listed as dual-use, entry not known.", _GOODS, kind="switch"),
    Option("--description", "shipment/goods/description", "Free text, for the file: it is never matched.", _GOODS),
    Option("--to", "shipment/destination", "Destination, ISO 3166-1: DE, US, HK, …", _WHERE, "COUNTRY"),
    Option("--on", "shipment/date", "Day of export, YYYY-MM-DD.", _WHERE, "DAY"),
    Option("--from", "shipment/departure/country", "Where the goods leave from; CN if not given.", _WHERE, "COUNTRY"),
    Option("--zone", "shipment/departure/zone", "A bonded or other special zone that they leave from.", _WHERE, "NAME"),
    Option("--origin", "shipment/origin", "Where the goods originate; CN if not given and they leave CN.", _WHERE, "COUNTRY"),
    Option("--exit-date", "shipment/exit_date", "Day of exit, where later than --on: both are decided.", _WHERE, "DAY"),
    Option("--act", "shipment/act", "export, reexport, transit, technology_transfer or service.", _WHERE, "WORD"),
    Option("--quantity", "shipment/quantity", "Amount with unit: 500kg.", _WHERE, "AMOUNT"),
    Option("--end-use", "shipment/end_use", "civil, military, wmd, emergency_medical, …", _WHO, "WORD"),
    Option("--end-user", "shipment/parties/0/name", "Name of the end user.", _WHO, "NAME"),
    Option("--end-user-country", "shipment/parties/0/country", "Country of the end user.", _WHO, "COUNTRY"),
    Option("--end-user-military/--end-user-not-military", "shipment/parties/0/military", "Whether it is a military user.",
           _WHO, kind="switch"),
    Option("--end-user-owner", "shipment/parties/0/owners", "NAME or NAME=SHARE in per cent. Repeatable.", _WHO, "NAME[=PCT]", "many"),
    Option("--exporter", "shipment/exporter/name", "Name of the exporter.", _WHO, "NAME"),
    Option("--exporter-country", "shipment/exporter/country", "Country of the exporter.", _WHO, "COUNTRY"),
    Option("--exporter-nationality", "shipment/exporter/nationality", "Nationality of the person who exports or serves.", _WHO, "COUNTRY"),
    Option("--content", "shipment/content", "MATERIAL:FORM:ORIGIN:SHARE of value in per cent: samarium:metal:CN:5; "
           "leave out what is not known (samarium::CN:). Repeatable.", _CONTENT, "INPUT", "many"),
    Option("--content-complete/--content-incomplete", "shipment/content_complete", "No other inputs count.", _CONTENT, kind="switch"),
    Option("--technology-origin", "shipment/technology_origin", "Where the technology that made them originates.", _CONTENT, "COUNTRY"),
    Option("--published-through", "known/published_through", "Use only what was published on or before this day.", _KNOWN, "DAY"),
    Option("--recorded-through", "known/recorded_through", "Use only log positions up to this one.", _KNOWN, "POSITION"),
    Option("--rules-recorded-through", "known/rules_recorded_through", "Decide by the rules as adopted through this log position.", _KNOWN,
           "POSITION"),
)  # fmt: skip

# What to type for a field that the answer asks about, where no option has it as its own.
_ASKED: Final = {
    "goods": "--code, or --material and --form",
    "parties": "--end-user, --end-user-country, --end-user-military or --end-user-not-military",
}


class Grouped(TyperCommand):
    """A command whose help shows its options under the headings of the table, in plain text."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        groups: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            row = parameter.get_help_record(ctx)
            if row is not None:
                groups.setdefault(getattr(parameter, "rich_help_panel", None) or _OTHER, []).append(row)
        for title, rows in groups.items():
            with formatter.section(title):
                formatter.write_dl(rows)


def with_options(*, without: Iterable[str] = (), only: str = "") -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the options of the table, less some, or only those of fields that begin so; it receives what was given as one
    mapping, `given`."""
    options = [option for option in OPTIONS if option.first not in set(without) and option.field.startswith(only)]

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        own = [p.replace(kind=p.KEYWORD_ONLY) for p in inspect.signature(command).parameters.values() if p.name != "given"]

        @wraps(command)
        def run(**everything: Any) -> None:
            mine = {p.name: everything.pop(p.name) for p in own}
            command(given={k: v for k, v in everything.items() if v not in (None, [], ())}, **mine)

        parameters = [_parameter(option) for option in options]
        run.__signature__ = inspect.Signature([*parameters, *own])  # type: ignore[attr-defined]
        run.__annotations__ = {p.name: p.annotation for p in (*parameters, *own)} | {"return": None}
        return run

    return decorate


def _parameter(option: Option) -> inspect.Parameter:
    types: Mapping[str, Any] = {"one": str | None, "many": list[str] | None, "switch": bool | None}
    metavar = None if option.kind == "switch" else option.metavar
    default = typer.Option(None, option.flag, help=option.help, rich_help_panel=option.panel, metavar=metavar, show_default=False)
    return inspect.Parameter(option.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=types[option.kind])


def option_of(pointer: str) -> str | None:
    """The option behind a place in the question (`/shipment/goods/material`), if one option is."""
    steps = pointer.removeprefix("/").split("/")
    for length in range(len(steps), 0, -1):
        place = "/".join(steps[:length])
        for option in OPTIONS:
            if option.field == place:
                return option.first
    return None


def to_type(field: str) -> str:
    """What to type to state a field that the answer asks about: `goods.composition[samarium]` is `--contains samarium=…`."""
    if field in _ASKED:
        return _ASKED[field]
    steps = [step for step in re.split(r"[.\[\]]+", f"shipment.{field}") if step]
    option = option_of("/".join(steps))
    named = {"--attr": "=…", "--contains": "=…"}.get(option or "")
    return f"{option} {steps[-1]}{named}" if named else option or field
