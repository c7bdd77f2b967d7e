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
SIMILAR: Final = 88.0  # token ratio, per cent, from which a person has to look
SHORTEST: Final = 4  # characters of a normal form that may resemble another
SHORT_FORM: Final = 6  # characters of one that may be another without some of its words


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
    if any(similar(mine, other) for other in theirs):
        return "possible"
    return "no"


def similar(mine: str, other: str) -> bool:
    """Whether one normal form resembles another. Of two with as many words only `mine` counts as the short form."""
    if min(len(mine), len(other)) < SHORTEST:
        return False
    return fuzz.ratio(mine, other) >= SIMILAR or fuzz.token_sort_ratio(mine, other) >= SIMILAR or _contained(mine, other)


def _contained(a: str, b: str) -> bool:
    """One name is the other with words added: a subsidiary, or a short form."""
    short, long = sorted((a.split(), b.split()), key=len)
    return len(" ".join(short)) >= SHORT_FORM and set(short) <= set(long)
