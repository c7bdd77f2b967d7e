"""Names of parties: exact, normalised, similar.

A normalised match (case, punctuation, width, company form) is a match. A similar name is only `possible`: somebody has to look.
"""

import unicodedata
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from .words import Word

COMPANY_FORMS: Final = frozenset(
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


class _Characters(dict[int, int | None]):
    """What becomes of a character, as `str.translate` asks it: nothing of accents, full stops and apostrophes; a space of punctuation.

    What was asked is kept for the plane that names are written in, so that no text makes it grow without end.
    """

    def __missing__(self, code: int) -> int | None:
        one = chr(code)
        gone = one in ".'" or unicodedata.combining(one)
        becomes = None if gone else code if one.isalnum() or one == "_" else 0x20
        if code < 0x10000:
            self[code] = becomes
        return becomes


_BECOMES: Final = _Characters()
# The same for ASCII, capitals included, of which nothing else has to go.
FOLDED: Final = bytes((_BECOMES[ord(chr(code).lower())] or 0) for code in range(128)) + bytes(128)


def normal_form(name: str) -> str:
    """Compatibility form, no case, no accents, no punctuation, no company form; spaces folded."""
    if name.isascii():
        words = name.encode("ascii").translate(FOLDED, b".'").decode("ascii").split()
    else:
        words = unicodedata.normalize("NFKD", name).casefold().translate(_BECOMES).split()
    return " ".join([word for word in words if word not in COMPANY_FORMS] or words)


normalise: Final = lru_cache(maxsize=65536)(normal_form)


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


def is_one_of(name: str, listed: tuple[str, ...]) -> bool:
    """Whether `same_name` answers `yes`, where nothing turns on similar names."""
    return normalise(name) in _normal_forms(listed)


@lru_cache(maxsize=4096)
def _normal_forms(listed: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(normal_form, listed))


def similar(mine: str, other: str) -> bool:
    """Whether one normal form resembles another. Of two with as many words only `mine` counts as the short form."""
    if min(len(mine), len(other)) < SHORTEST:
        return False
    return fuzz.ratio(mine, other) >= SIMILAR or fuzz.token_sort_ratio(mine, other) >= SIMILAR or _contained(mine, other)


def _contained(a: str, b: str) -> bool:
    """One name is the other with words added: a subsidiary, or a short form."""
    short, long = sorted((a.split(), b.split()), key=len)
    return len(" ".join(short)) >= SHORT_FORM and set(short) <= set(long)
