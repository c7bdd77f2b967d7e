"""Features in other languages: a closed table per language turns each sentence into the English one, which the steps read.

A table has kinds of phrases (a step, a day, goods, a standing …). An entry says which English phrase a phrase stands for; `{goods}` in both
is a phrase of that kind, `{goods2}` another one. So a translated sentence says what its English sentence says, or the scenario fails:
nothing is guessed, and no step is written twice.
"""

import difflib
import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

import licet

from . import chinese, italian
from .words import UnknownWord

FEATURES: Final = Path(licet.__file__).parent / "features"
_SLOT: Final = re.compile(r"(\{[a-z]+\d*\})")

Reading = tuple[str, frozenset[tuple[str, str]]]
"""The English phrase, and the entries (kind, phrase) by which it was read."""


def _kind(slot: str) -> str:
    return slot.strip("{}0123456789")


class Language:
    """One language of the features: its table, and the kinds that are read by a function (days, numbers, codes)."""

    def __init__(self, name: str, table: Mapping[str, Mapping[str, str]], read: Mapping[str, Callable[[str], str | None]]) -> None:
        self.name = name
        self.table = table
        self._read = read
        self._split = {phrase: _SLOT.split(phrase) for entries in table.values() for phrase in entries}
        self.readings = cache(self._readings)

    def english(self, kind: str, text: str) -> str:
        """The English sentence of a step; `kind` is `given`, `when` or `then`."""
        found = {english for english, _ in self.readings(kind, text)}
        if len(found) > 1:
            raise UnknownWord(f"`{text}` can be read in {len(found)} ways: {' | '.join(sorted(found))}")
        if not found:
            raise UnknownWord(self._what_is_unknown(kind, text))
        return found.pop()

    def _readings(self, kind: str, text: str) -> frozenset[Reading]:
        """Every reading of a phrase: a table that allows two is found out."""
        found = set()
        if kind in self._read and (english := self._read[kind](text)) is not None:
            found.add((english, frozenset[tuple[str, str]]()))
        for phrase, template in self.table.get(kind, {}).items():
            for said in self._bindings(self._split[phrase], text, lambda slot, value: bool(self.readings(_kind(slot), value))):
                for parts in itertools.product(*(self.readings(_kind(slot), value) for slot, value in said.items())):
                    english = template
                    for slot, (part, _) in zip(said, parts, strict=True):
                        english = english.replace(slot, part)
                    found.add((english, frozenset({(kind, phrase)}).union(*(used for _, used in parts))))
        return frozenset(found)

    def _bindings(self, parts: list[str], text: str, accepts: Callable[[str, str], bool]) -> Iterator[dict[str, str]]:
        """The ways in which a text fills the slots of a phrase, that is given as literal, slot, literal, slot … literal."""
        literal, *rest = parts
        if not text.startswith(literal):
            return
        text = text.removeprefix(literal)
        if not rest:
            if not text:
                yield {}
            return
        slot, follow, *more = rest
        ends = range(1, len(text) + 1) if more else [len(text) - len(follow)]
        for end in ends:
            if end > 0 and text.startswith(follow, end) and accepts(slot, text[:end]):
                for others in self._bindings(rest[1:], text[end:], accepts):
                    yield {slot: text[:end]} | others

    def _what_is_unknown(self, kind: str, text: str) -> str:
        _, kind, text = self._unread(kind, text)
        near = difflib.get_close_matches(text, self._phrases(kind), n=3, cutoff=0.5)
        instead = f": use one of {', '.join(f'`{phrase}`' for phrase in near)}, or add it" if near else ""
        return f"`{text}` is no `{kind}` that the features in {self.name} know{instead}"

    def _phrases(self, kind: str) -> list[str]:
        """The phrases of a kind, and of the kinds that may stand for it alone."""
        own = list(self.table.get(kind, {}))
        return own + [other for phrase in own if _SLOT.fullmatch(phrase) for other in self._phrases(_kind(phrase))]

    def _unread(self, kind: str, text: str) -> tuple[int, str, str]:
        """The smallest part that nothing reads: its length, its kind, the part. Found by the phrase that leaves least unread,
        among those that share words with the text."""
        if self.readings(kind, text):
            return 0, kind, text
        best = (len(text), kind, text)
        for phrase in self.table.get(kind, {}):
            shared = len(_SLOT.sub("", phrase).strip()) > 1
            for said in self._bindings(self._split[phrase], text, lambda _slot, _value: True):
                unread = [part for slot, value in said.items() if (part := self._unread(_kind(slot), value))[0]]
                if shared or len(unread) < len(said) or len(said) == 1:
                    best = min(best, (sum(size for size, _, _ in unread), *unread[0][1:]), key=lambda part: part[0])
        return best


LANGUAGES: Final = {
    "it": Language("Italian", italian.TABLE, italian.READ),
    "zh-CN": Language("Chinese", chinese.TABLE, chinese.READ),
}
FOLDERS: Final = {"it": "it", "zh-CN": "zh"}


def in_english() -> list[Path]:
    """The features that are the text of reference: those that stand in no folder of another language."""
    return sorted(path for path in FEATURES.rglob("*.feature") if path.relative_to(FEATURES).parts[0] not in FOLDERS.values())


def translations(language: str) -> list[Path]:
    return sorted((FEATURES / FOLDERS[language]).rglob("*.feature"))


def original(translation: Path) -> Path:
    """`features/cn/2025-061.feature` of `features/it/cn/2025-061.feature`."""
    return FEATURES.joinpath(*translation.relative_to(FEATURES).parts[1:])
