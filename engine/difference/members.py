"""All goods there are, as a shipment may give them: by material and form, by a code of a list, by a customs code alone, or not at all."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import cached_property
from typing import Final

from .customs import told_apart
from .goods import ByCustoms, Coded, Described, Member, Sides, Unnamed, by_material, goods_of
from .law import Law, lines_in
from .lines import forms_of

UNKNOWN_CODE: Final = "0Z000.z"  # stands for every code that no log has


class Members:
    """The goods of some policies."""

    def __init__(self, laws: Sequence[Law], every_law: Sequence[Law]) -> None:
        """`every_law`: with those that are supposed."""
        self._laws, self._every_law = laws, every_law

    @cached_property
    def every(self) -> list[tuple[Sequence[Member], frozenset[str]]]:
        """All of them; those that no line can tell apart stand together, with the requirements that are looked at for the first."""
        sides = [Sides(law) for law in self._laws]
        each = self.where(lambda _: True)
        return [(some, frozenset[str]().union(*(side.concerned(goods_of(some[0])) for side in sides))) for some in each]

    def where(self, may_differ: Callable[[Member], bool]) -> Iterator[Sequence[Member]]:
        """Those of them that are asked for; those that no line can tell apart stand together, and the first is asked about."""
        policies = [law.policy for law in self._laws]
        materials = sorted({name for policy in policies for name in policy.vocabulary.materials})
        yield from (group for name in materials for group in self._described(name) if may_differ(group[0]))
        every: list[Member] = []
        codes = dict.fromkeys(key for policy in policies for key in policy.index.by_code)
        every += [Coded(*key) for key in codes]
        unsettled = [Coded(None, c) for c in dict.fromkeys((*(code for _, code in codes), UNKNOWN_CODE)) if self._unsettled(c)]
        licensed = any(law.policy.licences for law in self._every_law)  # these read the code, if nothing else does
        yield from (group for group in ([[m] for m in unsettled] if licensed else [unsettled]) if may_differ(group[0]))
        every += map(ByCustoms, told_apart({code for policy in policies for code in policy.index.by_hs}))
        every += [Unnamed("description"), Unnamed("dual_use")]
        yield from ((member,) for member in every if may_differ(member))

    def _described(self, material: str) -> Iterator[Sequence[Member]]:
        """A material in every form. Forms that no line about it names are told apart by what the vocabulary says of them alone."""
        lines = {id(e): e for law in self._every_law for name in by_material(law.policy, material) for e in lines_in(law, name)}
        cases = (r.case for law in self._every_law for r in law.policy.readings if r.case is not None)
        named = frozenset((*(f for e in lines.values() for f in forms_of(e)), *(f for case in cases for f in case.forms)))
        vocabularies = [law.policy.vocabulary for law in self._laws]
        groups: dict[Hashable, list[Member]] = {}
        for form in (*sorted({name for v in vocabularies for name in v.forms}), None):
            said = (v.forms.get(form or "") for v in vocabularies)
            read = tuple(f and (f.kind, f.pure, f.elemental, named.intersection(f.may_be)) for f in said)
            groups.setdefault((form if form in named or form is None else "", read), []).append(Described(material, form))
        return iter(groups.values())

    def _unsettled(self, code: str) -> bool:
        """Whether a code without its list identifies nothing, under both policies."""
        return all(len(law.policy.index.heads.get(code.split(".")[0], ())) != 1 for law in self._laws)
