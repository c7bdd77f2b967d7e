"""What a failed command says, and its exit status: 2 for bad input, 1 for anything that is not the asker's doing."""

import traceback
from collections.abc import Iterator
from typing import Final

from typer import BadParameter
from typer.exceptions import TyperException

from ...engine.difference import DifferenceError
from ...engine.inference import InferenceError
from ...engine.shipment import ShipmentError
from ...events.corpus import CorpusError
from ...events.errors import CodecError, EventIdConflict, EventsError, EventsRefused, JsonError
from ..bulk.formats import BulkError
from ..opening import CannotServe
from ..schema import Fault, Refused, refused_by_engine
from ..settings import SettingsError
from ..spec.running import FeaturesNotRun
from .options import option_of

BAD_INPUT, FAILURE = 2, 1
_SHOWN: Final = 20  # problems of events; a broken file has thousands


def said(error: Exception) -> tuple[int, list[str]]:
    """The exit status and the lines for standard error."""
    match error:
        case Refused():
            return BAD_INPUT, [_fault(fault) for fault in error.faults]
        case ShipmentError():
            return BAD_INPUT, [_fault(fault) for fault in refused_by_engine(error).faults]
        case EventsRefused():
            more = [f"and {len(error.problems) - _SHOWN} more"] if len(error.problems) > _SHOWN else []
            return BAD_INPUT, ["nothing was recorded", *(str(problem) for problem in error.problems[:_SHOWN]), *more]
        case EventIdConflict():
            return BAD_INPUT, [f"nothing was recorded: {error}"]
        case CorpusError() | CodecError() | JsonError() | SettingsError():
            return BAD_INPUT, [str(error)]
        case EventsError() | InferenceError() | CannotServe() | FeaturesNotRun() | BulkError() | DifferenceError():
            return FAILURE, [str(error)]
        case TyperException():
            return BAD_INPUT, list(_usage(error))
        case _:
            return FAILURE, ["licet failed, which it should not; please report this:", *traceback.format_exception(error)]


def _fault(fault: Fault) -> str:
    """The field as it was typed, and as the question has it."""
    field = fault.field.removeprefix("shipment.")
    typed = field if field.startswith("--") else option_of(fault.pointer)
    if typed is None or typed == field:
        return f"`{field}`: {fault.text}"
    return f"`{typed}` (`{field}`): {fault.text}"


def _usage(error: TyperException) -> Iterator[str]:
    """What was typed wrong, in our words where the library's are not plain."""
    match error:
        case _ if hasattr(error, "possibilities") and hasattr(error, "option_name"):
            near = f": did you mean {' or '.join(f'`{name}`' for name in error.possibilities)}?" if error.possibilities else ""
            yield f"`{error.option_name}` is not an option{near}"
        case BadParameter() if error.param is not None:
            yield f"`{error.param.opts[0]}`: {_lower(error.message)}"
        case _:
            yield _lower(error.format_message().removesuffix(".").replace("'", "`"))
    context = getattr(error, "ctx", None)
    if context is not None:
        yield f"see `{context.command_path} --help`"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
