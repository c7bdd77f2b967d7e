"""Names of parties: exact, normalised, similar.

A normalised match (case, punctuation, width, company form) is a match. A similar name is only `possible`: somebody has to look.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from .words import Word

_FORMS: Final = frozenset(
    [
        "ag",
        "bv",
        "co",
        "company",
        "corp",
        "corporation",
        "gmbh",
        "inc",
        "incorporated",
        "kk",
        "limited",
        "llc",
        "llp",
        "ltd",
        "nv",
        "plc",
        "sa",
        "sas",
        "se",
        "spa",
        "sarl",
        "srl",
    ]
)
_SIMILAR: Final = 88.0  # token ratio, per cent, from which a person has to look


@lru_cache(maxsize=65536)
def normalise(name: str) -> str:
    """Compatibility form, no case, no accents, no punctuation, no company form; spaces folded."""
    text = unicodedata.normalize("NFKD", name).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    words = re.sub(r"[^\w]+", " ", text.replace(".", "").replace("'", "")).split()
    kept = [w for w in words if w not in _FORMS]
    return " ".join(kept or words)


@lru_cache(maxsize=65536)
def same_name(name: str, listed: tuple[str, ...]) -> Word:
    """Whether `name` is one of the listed names: `yes`, `possible` for a similar one, or `no`."""
    mine = normalise(name)
    theirs = [normalise(other) for other in listed]
    if mine in theirs:
        return "yes"
    if any(_similar(mine, other) for other in theirs):
        return "possible"
    return "no"


def _similar(a: str, b: str) -> bool:
    if min(len(a), len(b)) < 4:
        return False
    return fuzz.ratio(a, b) >= _SIMILAR or fuzz.token_sort_ratio(a, b) >= _SIMILAR or _contained(a, b)


def _contained(a: str, b: str) -> bool:
    """One name is the other with words added: a subsidiary, or a short form."""
    short, long = sorted((a.split(), b.split()), key=len)
    return len(" ".join(short)) >= 6 and set(short) <= set(long)
