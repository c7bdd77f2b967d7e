"""What an explanation rests on, numbered as it is first referred to."""

from collections.abc import Iterable
from typing import Final

from ..events.citation import Citation, Source

_SOURCES_EACH: Final = 3  # of one doubt; the answer as JSON has all of them


class Footnotes:
    """What the text rests on, numbered as it is first referred to; in a short text, laws by name and sources not at all."""

    def __init__(self, full: bool) -> None:
        self.full = full
        self.texts: list[str] = []

    def law(self, citations: Iterable[Citation]) -> str:
        if self.full:
            return self._refer(f"{c.provision}: {c.text}" if c.provision else c.text for c in citations)
        laws = [c.text.split(":")[0] for c in citations if c.provision]
        return f" ({'; '.join(laws)})" if laws else ""

    def sources(self, sources: Iterable[Source]) -> str:
        if not self.full:
            return ""
        best = sorted(sources, key=lambda s: (s.kind != "official", s.checked == "cited_by_other", s.url is None))
        return self._refer(source_text(source) for source in best[:_SOURCES_EACH])

    def _refer(self, texts: Iterable[str]) -> str:
        numbers = []
        for text in texts:
            if text not in self.texts:
                self.texts.append(text)
            numbers.append(self.texts.index(text) + 1)
        return "".join(f" [{n}]" for n in dict.fromkeys(numbers))


def source_text(source: Source) -> str:
    """Where, of what kind, how it was looked at."""
    how = {"read": "read", "read_in_part": "read in part", "cited_by_other": "cited by others, not seen"}[source.checked]
    note = f"; {source.note}" if source.url and source.note else ""
    return f"{source.url or source.note or source.kind} ({source.kind.replace('_', ' ')}, {how}{note})"
