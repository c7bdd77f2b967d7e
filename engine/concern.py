"""What can bear on goods, whoever takes part, wherever they go and whatever they measure: all that shipments of them are compared with."""

from collections.abc import Iterator

from pydantic import BaseModel

from .over import over
from .policy import RequirementInTime
from .question import Question


def concerning(question: Question, *, idle: bool) -> Iterator[BaseModel]:
    """The texts that can bear on the goods of a question: requirements, what lies over them, groups of countries, what is promised or read.

    Attributes of the goods and all facts beside the goods may be others: what is given holds for them too. `idle`: whether by the rules
    nothing follows from a provision on other goods, so that those on lists that the goods are surely not on can be left out.
    """
    policy = question.policy
    for other in (question, *(question.supposing(item.policy) for item in question.suppositions)):
        lists = {entry.list for r in other.items for version in r.versions for entry in version.text.entries}
        settled = idle and question.found.certain and question.shipment.goods.dual_use is None
        for requirement in (*other.items, *(r for r in other.whole if not settled or _on(r, lists))):
            for version in requirement.versions:
                yield version.text
                yield from (item.event for item, _ in over(other.policy, version.text).overlays)
                yield from (item.event for item in over(other.policy, version.text).exemptions)
                yield from (item.event for item in over(other.policy, version.text).licences)
        yield from other.policy.told_about(requirement.id for requirement in (*other.items, *other.whole))
    yield from policy.group_changes


def _on(requirement: RequirementInTime, lists: set[str]) -> bool:
    """Whether it is on any goods, or on any item of one of the lists."""
    names = {version.text.any_of_list for version in requirement.versions}
    return None in names or not lists.isdisjoint(filter(None, names))
