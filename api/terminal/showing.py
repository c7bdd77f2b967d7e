"""`licet settings`: every setting, where it comes from, what it means."""

import json as _json
import os
import sys

from ..settings import Settings, shown
from ..sources import sourced_settings
from .output import wrapped, write, write_bytes


def show_settings(*, json: bool, db: str | None) -> None:
    """Print the settings of this process, without secrets."""
    settings, sources = sourced_settings(os.environ, platform=sys.platform, db=db)
    described = {name: field.description or "" for name, field in Settings.model_fields.items()}
    if json:
        rows = {
            name: {"value": shown(settings, name), "source": sources[name], "variable": f"LICET_{name.upper()}", "description": text}
            for name, text in described.items()
        }
        write_bytes(_json.dumps(rows, ensure_ascii=False, indent=2).encode())
        return
    for name, text in described.items():
        write(f"{name} = {_toml(shown(settings, name))}   ({sources[name]})")
        write("\n".join(wrapped(text, 4)))


def _toml(value: object) -> str:
    """As it would stand in a settings file."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return f'"{value}"' if isinstance(value, str) else str(value)
