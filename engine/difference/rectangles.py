"""Points that carry something, put together as few boxes that do not overlap."""

from collections.abc import Hashable, Mapping
from typing import Any

Boxes = tuple[tuple[tuple[tuple[int, ...], ...], Any], ...]


def rectangles(points: Mapping[tuple[int, ...], Hashable]) -> Boxes:
    """For each box its places, dimension by dimension, and what its points carry. Places after which all is the same stand together."""
    if () in points:
        return (((), points[()]),)
    slices: dict[int, dict[tuple[int, ...], Hashable]] = {}
    for place, carried in points.items():
        slices.setdefault(place[0], {})[place[1:]] = carried
    together: dict[Boxes, list[int]] = {}
    for first, inner in slices.items():
        together.setdefault(rectangles(inner), []).append(first)
    return tuple(((tuple(firsts), *places), carried) for boxes, firsts in together.items() for places, carried in boxes)
