"""The index of a policy: which requirements can concern goods of given names, codes or customs codes.

Two subjects. A requirement is found by the names in all versions of its text; a list line by its codes and customs codes, those of its
entries and those that were given or printed later. When something changes, the subjects that it speaks of are looked at again, and no
others. In which order several lines under a code come is worked out when they are asked for.
"""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Final, NamedTuple, TypeVar

from ..events.goods import ListEntry
from .held import Held
from .layers import GONE, Layered
from .texts import RequirementInTime, Vocabulary

K = TypeVar("K")
V = TypeVar("V")

NAMING_LINES: Final = frozenset(("control_recodified", "customs_codes_published"))

_PARTS: Final = (
    "by_material",
    "by_content",
    "by_form",
    "whole_list",
    "elements",
    "heads",
    "codes",
    "by_code",
    "by_hs",
    "versions_of",
)

_NONE: Final[frozenset[str]] = frozenset()


class Coded(NamedTuple):
    """A list line and its full code: since which day the code stands, and the requirement that holds the line."""

    start: date | None
    code: str
    line: str
    requirement: str


def code_prefixes(code: str) -> list[str]:
    """`1C909.a.2` and every code above it: `1C909`, `1C909.a`, `1C909.a.2`."""
    parts = code.split(".")
    return [".".join(parts[: i + 1]) for i in range(len(parts))]


class Index:
    """Which requirements can concern given goods. Keys are names as list entries use them. A value."""

    by_material: Layered[str, frozenset[str]]
    by_content: Layered[str, frozenset[str]]
    by_form: Layered[str, frozenset[str]]  # entries for any material: by form, or "" for any form
    whole_list: frozenset[str]  # requirements on any item of a list, or on any goods
    elements: frozenset[str]  # elements that some listed alloy names
    heads: Layered[str, frozenset[str]]  # code head -> lists that have it
    codes: Layered[str, tuple[str, ...]]  # line -> its codes
    by_code: Mapping[tuple[str, str], tuple[Coded, ...]]  # (list, code or any prefix of it)
    by_hs: Mapping[str, tuple[tuple[str, str], ...]]  # customs code -> (line, requirement)
    versions_of: Mapping[str, tuple[ListEntry, ...]]  # line -> what it says in all versions of the law, first to last

    def __init__(self) -> None:
        self._requirements: Mapping[str, RequirementInTime] = {}
        self._places: Mapping[str, Held] = {}  # of the requirements: the order in which they are folded
        self._named: Layered[str, tuple[Held, ...]] = Layered()  # line -> events that give it a code, or print customs codes for it
        self._homes: Layered[str, tuple[str, ...]] = Layered()  # line -> requirements that hold it
        self._coded: Layered[tuple[str, str], tuple[str, ...]] = Layered()  # (list, code or any prefix of it) -> lines
        self._customs: Layered[str, tuple[str, ...]] = Layered()  # customs code -> lines
        self._alloys: Layered[str, frozenset[str]] = Layered()  # element -> requirements with alloys of it
        self.by_material, self.by_content, self.by_form, self.codes, self.heads = Layered(), Layered(), Layered(), Layered(), Layered()
        self.whole_list = self.elements = _NONE
        self._see()

    def _see(self) -> None:
        self.by_code = Worked(self._coded, self._under)
        self.by_hs = Worked(self._customs, self._printed)
        self.versions_of = Worked(self._homes, self._entries)
        self._sorted: list[str] | None = None  # all customs codes

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Index) and all(getattr(self, name) == getattr(other, name) for name in _PARTS))

    __hash__ = None  # type: ignore[assignment]

    def behind(self, hs: str) -> tuple[tuple[str, str], ...]:
        """The (line, requirement) pairs whose customs codes say the same as `hs`, as far as the shorter of the two goes."""
        if self._sorted is None:
            self._sorted = sorted(self._customs)
        inorder = self._sorted
        shorter = [code for code in (hs[:n] for n in range(4, len(hs))) if code in self._customs]
        longer = inorder[bisect_left(inorder, hs) : bisect_left(inorder, hs + ":")]  # ":" sorts after digits
        return tuple(dict.fromkeys(pair for code in (*shorter, *longer) for pair in self.by_hs[code]))

    # What is worked out when it is asked for

    def _of(self, lines: Iterable[str]) -> Iterator["_Said"]:
        wanted = frozenset(lines)
        homes = {home for line in wanted for home in self._homes.get(line, ())}
        return _said(wanted, [self._requirements[name] for name in sorted(homes, key=lambda name: self._places[name].key)], self._named)

    def _under(self, key: tuple[str, str]) -> tuple[Coded, ...]:
        """The lines under a code of a list; a line that keeps its code in a later version is there once."""
        found: dict[tuple[str, str], Coded] = {}
        for said in self._of(self._coded[key]):
            if said.code is not None and said.list == key[0] and _is_under(said.code, key[1]):
                found.setdefault((said.code, said.line), Coded(said.start, said.code, said.line, said.requirement))
        return tuple(found.values())

    def _printed(self, hs: str) -> tuple[tuple[str, str], ...]:
        """The lines for which a customs code is printed, with the requirements that hold them."""
        return tuple(dict.fromkeys((said.line, said.requirement) for said in self._of(self._customs[hs]) if hs in said.hs))

    def _entries(self, line: str) -> tuple[ListEntry, ...]:
        return tuple(said.entry for said in self._of((line,)) if said.entry is not None)

    # Change

    def changed(
        self,
        requirements: Mapping[str, RequirementInTime],
        places: Mapping[str, Held],
        texts: Iterable[str],
        acts: tuple[Iterable[Held], Iterable[Held]],
        vocabularies: tuple[Vocabulary, Vocabulary],
    ) -> "Index":
        """The index of `requirements`, of which `texts` came, went, or have other versions. `acts`: those of the kinds `NAMING_LINES` that
        came, and that went. `vocabularies`: before, and now. Itself, where nothing of this makes a difference."""
        before, now = vocabularies
        changed = dict.fromkeys((*texts, *(self._otherwise_made(before, now) if before is not now else ())))
        named = self._naming(*acts)
        both = (before, now) if before is not now else ()
        heads = [(name, head) for one in both for name, found in one.lists.items() for head in found.heads]
        if not changed and not named and not heads:
            return self
        new: Index = Index.__new__(Index)
        new._requirements, new._places = requirements, places
        new._named = self._named.changed({line: tuple(acts) or GONE for line, acts in named.items()})
        was_said, said = self._of_requirements(new, changed, before, now)
        sets = _Sets()
        for name, head in dict.fromkeys((*heads, *self._of_lines(new, dict.fromkeys((*was_said, *said, *named)), was_said, said))):
            was, is_ = ((name, head) in one._coded or _declares(own, name, head) for one, own in ((self, before), (new, now)))
            sets.of(name, (head,) if was else (), (head,) if is_ else ())
        new.heads = sets.over(self.heads)
        new._see()
        return new

    def _naming(self, added: Iterable[Held], removed: Iterable[Held]) -> dict[str, list[Held]]:
        """The acts about each line about which some came or went."""
        out: dict[str, list[Held]] = {}
        for gone, acts in ((True, removed), (False, added)):
            for act in acts:
                for line in dict.fromkeys(one.line for one in act.codes):
                    before = out[line] if line in out else self._named.get(line, ())
                    out[line] = [other for other in before if other.key != act.key] + ([] if gone else [act])
        return out

    def _otherwise_made(self, before: Vocabulary, now: Vocabulary) -> set[str]:
        """The requirements on materials that consist of something else than before."""
        if before.materials is now.materials or not self.by_material:
            return set()
        other = [name for name, item in now.materials.items() if item is not before.materials.get(name)]
        other += [name for name in before.materials if name not in now.materials]
        made = (name for name in other if before.constituents(name) != now.constituents(name))
        return {home for name in made for home in self.by_material.get(name, ())}

    def _of_requirements(
        self, new: "Index", changed: Iterable[str], before: Vocabulary, now: Vocabulary
    ) -> tuple[dict[str, "_Codes"], dict[str, "_Codes"]]:
        """The part of `new` whose subjects are requirements. Gives what these said of list lines, and what they say."""
        sets = by_material, by_content, by_form, alloys, homes = _Sets(), _Sets(), _Sets(), _Sets(), _Sets()
        whole = set(self.whole_list)
        was_said: dict[str, _Codes] = {}
        said: dict[str, _Codes] = {}
        for name in changed:
            was, is_ = _names_of(self._requirements.get(name), before), _names_of(new._requirements.get(name), now)
            for n, one in enumerate(sets):
                if was[n] or is_[n]:
                    one.of(name, was[n], is_[n])
            if is_.lines or name not in new._requirements:
                whole.discard(name)
            else:
                whole.add(name)
            was_said.update(was.lines)
            said.update(is_.lines)
        new.by_material, new.by_content = by_material.over(self.by_material), by_content.over(self.by_content)
        new.by_form, new._alloys, new._homes = by_form.over(self.by_form), alloys.over(self._alloys), homes.over(self._homes, tuple)
        new.whole_list = self.whole_list if whole == self.whole_list else frozenset(whole)
        new.elements = self.elements if new._alloys is self._alloys else frozenset(new._alloys)
        return was_said, said

    def _of_lines(
        self, new: "Index", lines: Collection[str], was_said: dict[str, "_Codes"], said: dict[str, "_Codes"]
    ) -> list[tuple[str, str]]:
        """The part of `new` whose subjects are list lines. Gives the lists and code heads under which lines came or went."""
        coded, customs = _Sets(), _Sets()
        codes: dict[str, tuple[str, ...]] = {}
        was, is_ = self._codes(lines, was_said) if self._homes else {}, new._codes(lines, said)
        for line in lines:
            old, now = was.get(line, _NO_CODES), is_[line]
            if old.codes or now.codes:
                coded.of(line, _keys(old.codes), _keys(now.codes))
            if old.hs or now.hs:
                customs.of(line, old.hs, now.hs)
            if list(old.codes) != list(now.codes):
                codes[line] = tuple(dict.fromkeys([code for _, code in now.codes])) or GONE
        new._coded, new._customs, new.codes = coded.over(self._coded, tuple), customs.over(self._customs, tuple), self.codes.changed(codes)
        return [(name, head) for name, head in coded if "." not in head]

    def _codes(self, lines: Iterable[str], said: dict[str, "_Codes"]) -> dict[str, "_Codes"]:
        """The codes of some lines. `said`: by the requirements that changed; of other requirements each is gone through once."""
        out: dict[str, _Codes] = {}
        homes, named = self._homes, self._named
        later: dict[str, list[str]] = {}  # requirement -> lines about which there are acts
        gone_through: dict[str, dict[str, _Codes]] = {}
        for line in lines:
            holding = homes.get(line, ())
            if len(holding) != 1:
                out[line] = _codes_of(self._of((line,))) if holding else _NO_CODES
                continue
            if line in said:
                out[line] = said[line]
            else:
                if holding[0] not in gone_through:
                    gone_through[holding[0]] = _names_of(self._requirements[holding[0]], _NO_VOCABULARY).lines
                out[line] = gone_through[holding[0]][line]
            if line in named:
                later.setdefault(holding[0], []).append(line)
        for home, mine in later.items():
            for line in mine:
                out[line] = _Codes({**out[line].codes}, {**out[line].hs})
            for one in _later(dict.fromkeys(mine, home), named):
                _add(out[one.line], one)
        return out


class _Codes(NamedTuple):
    """The codes of a line, each with its list, and its customs codes, in the order in which they were given."""

    codes: dict[tuple[str, str], None]
    hs: dict[str, None]


_NO_CODES: Final = _Codes({}, {})
_NO_VOCABULARY: Final = Vocabulary()


_prefixes: Final = lru_cache(maxsize=1 << 16)(code_prefixes)


def _keys(codes: Iterable[tuple[str, str]]) -> dict[tuple[str, str], None]:
    return dict.fromkeys([(name, prefix) for name, code in codes for prefix in _prefixes(code)])


def _codes_of(said: Iterable["_Said"]) -> _Codes:
    out = _Codes({}, {})
    for one in said:
        _add(out, one)
    return out


def _add(codes: _Codes, said: "_Said") -> None:
    if said.code is not None:
        codes.codes[said.list, said.code] = None
    for hs in said.hs:
        codes.hs[hs] = None


class _Names(NamedTuple):
    """The names by which a requirement is found; of its lines also the codes that it gives them."""

    materials: dict[str, None]
    contents: dict[str, None]
    forms: dict[str, None]
    alloys: dict[str, None]
    lines: dict[str, _Codes]


_NO_NAMES: Final = _Names({}, {}, {}, {}, {})


def _names_of(requirement: RequirementInTime | None, vocabulary: Vocabulary) -> _Names:
    """In every version: goods are asked about on any day."""
    if requirement is None:
        return _NO_NAMES
    names = _Names({}, {}, {}, {}, {})
    lines, materials = names.lines, names.materials
    for version in requirement.versions:
        for entry in version.text.entries:
            said = entry.__dict__  # quicker than attribute by attribute
            if (known := lines.get(said["line"])) is None:
                known = lines[said["line"]] = _Codes({}, {})
            if said["code"]:
                known.codes[said["list"], said["code"]] = None
            for code in said["hs"]:
                known.hs[code] = None
            for material in said["materials"]:
                if material not in materials:
                    materials[material] = None
                    materials.update(dict.fromkeys(vocabulary.constituents(material)))
            if said["contains"]:
                names.contents.update(dict.fromkeys(said["contains"]))
            if said["alloy_of"]:
                names.alloys.update(dict.fromkeys(said["materials"]))
            if not said["materials"] and (said["forms"] or said["contains"]):
                names.forms.update(dict.fromkeys(said["forms"] or ("",)))
    return names


class _Said(NamedTuple):
    """What is said of a line: by a version of the text of a requirement that holds it (`entry`), or by a later act."""

    line: str
    start: date | None
    requirement: str
    entry: ListEntry | None
    list: str
    code: str | None
    hs: tuple[str, ...]


def _said(lines: frozenset[str], homes: Iterable[RequirementInTime], named: Mapping[str, tuple[Held, ...]]) -> Iterator[_Said]:
    """What is said of some lines: first by the requirements that hold them, in the order of the fold, then by later acts."""
    last: dict[str, str] = {}
    for home in homes:
        for version in home.versions:
            for entry in version.text.entries:
                if entry.line in lines:
                    last[entry.line] = home.id
                    yield _Said(entry.line, version.start, home.id, entry, entry.list, entry.code or None, entry.hs)
    yield from _later(last, named)


def _later(homes: Mapping[str, str], named: Mapping[str, tuple[Held, ...]]) -> Iterator[_Said]:
    """What acts say of some lines, given with the requirements that hold them."""
    acts = {act.key: act.event for line in homes for act in named.get(line, ())}
    for key in sorted(acts):
        act = acts[key]
        for one in act.codes:
            if one.line in homes:
                list_, code, hs = (one.list, one.code, ()) if act.type == "control_recodified" else ("", None, one.hs)
                yield _Said(one.line, act.from_, homes[one.line], None, list_, code, hs)


def _declares(vocabulary: Vocabulary, name: str, head: str) -> bool:
    found = vocabulary.lists.get(name)
    return found is not None and head in found.heads


def _is_under(code: str, prefix: str) -> bool:
    return code.startswith(prefix) and (len(code) == len(prefix) or code[len(prefix)] == ".")


class _Sets(dict[Any, list[str]]):
    """What comes to sets of names, by key, in the order in which the keys were met; and, in `less`, what leaves them."""

    def __init__(self) -> None:
        super().__init__()
        self.less: dict[Any, list[str]] = {}

    def of(self, member: str, before: Collection[Any], now: Collection[Any]) -> None:
        """The keys of which a member was, and is."""
        for key in now:
            if key not in before:
                if key in self:
                    self[key].append(member)
                else:
                    self[key] = [member]
        for key in before:
            if key not in now:
                self.setdefault(key, [])
                self.less.setdefault(key, []).append(member)

    def over(self, sets: Layered[Any, Any], kind: type[Any] = frozenset) -> Layered[Any, Any]:
        """The sets as they are then, as frozen sets or as tuples."""
        if not sets:
            return sets.changed({key: kind(more) for key, more in self.items()})
        less = self.less
        changes = {}
        for key, more in self.items():
            gone = less.get(key, ())
            changes[key] = kind([*(name for name in sets.get(key, ()) if name not in gone), *more]) or GONE
        return sets.changed(changes)


class Worked(Mapping[K, V]):
    """A mapping whose values are worked out when they are asked for."""

    __slots__ = ("_keys", "_known", "_work")

    def __init__(self, keys: Mapping[K, Any], work: Callable[[K], V]) -> None:
        self._keys, self._work = keys, work
        self._known: dict[K, V] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return Worked, (self._keys, self._work)

    def __getitem__(self, key: K) -> V:
        if key not in self._known:
            if key not in self._keys:
                raise KeyError(key)
            self._known[key] = self._work(key)
        return self._known[key]

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[K]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)
