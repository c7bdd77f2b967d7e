"""The coverage of one instrument as a table: provisions against the days on which they change."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from .coverage import NEGATIVE, POSITIVE, Mark, Matrix, Row
from .dossier import Dossier
from .markup import Markup, el
from .plain import short_day
from .report import Report, part

SIGNS: Final[dict[Mark, str]] = {"binds": "●", "open": "◐", "asleep": "○", "outside": "×"}
_PAIRS: Final = 4  # days of change that fit beside each other on paper


def grid(report: Report, dossier: Dossier) -> list[Markup]:
    """Tables of at most four days of change each. A cell counts the scenarios that show the provision on that day."""
    matrix = report.matrices[dossier.id]
    if not matrix.rows:
        return []
    pairs = matrix.boundaries
    chunks = [pairs[i : i + _PAIRS] for i in range(0, len(pairs), _PAIRS)] or [()]
    return [_table(matrix, chunk, whole=chunk is chunks[0]) for chunk in chunks]


def _table(matrix: Matrix, pairs: Sequence[tuple[date, date]], *, whole: bool) -> Markup:
    rows = [row for row in matrix.rows if whole or any(pair in row.boundaries for pair in pairs)]
    top = [el("th", "Provision", rowspan=2, scope="col")]
    top += [el("th", f"change of {short_day(first)}", colspan=2, scope="col") for _, first in pairs]
    top += [el("th", "any day", colspan=2, scope="col")]
    below = [el("th", short_day(day), scope="col") for pair in pairs for day in pair]
    below += [el("th", "positive", scope="col"), el("th", "negative", scope="col")]
    body = [el("tr", _cells(row, pairs)) for row in rows]
    return el("table", el("thead", el("tr", top), el("tr", below)), el("tbody", body), class_="grid")


def _cells(row: Row, pairs: Iterable[tuple[date, date]]) -> Iterator[Markup]:
    yield el("th", part(row.provision.name), scope="row")
    for pair in pairs:
        for day in pair:
            marks = row.marks(day)
            own = pair in row.boundaries
            yield el("td", signs(marks) or ("missing" if own else ""), class_="own" if own and marks else "gap" if own else "other")
    marks = row.marks()
    for words in (POSITIVE, NEGATIVE):
        count = sum(marks[word] for word in words)
        yield el("td", str(count) if count else "none", class_="own" if count else "gap")


def signs(marks: Counter[Mark]) -> str:
    """`● 2 ○ 1`."""
    return " ".join(f"{sign}\u202f{marks[mark]}" for mark, sign in SIGNS.items() if marks[mark])
