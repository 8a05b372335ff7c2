"""Lines, and those of them that are page numbers and running heads because they come back on every page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from textmine.reading.furniture import is_page_number

__all__ = ["Line", "without_page_numbers"]

_HEAD_LIMIT = 60
_LAST_MARKS = "。！？；：，"


class Line(NamedTuple):
    """One line with something on it: its span without white space at the ends and what precedes it.

    ``blank`` tells of an empty line before it, ``indent`` by how many columns it is indented (an ideographic space: 2).
    """

    start: int
    end: int
    text: str
    blank: bool
    indent: int


def without_page_numbers(kept: Sequence[Line], furniture: list[Line]) -> list[Line]:
    """``kept`` without bare page numbers and running heads, which go to ``furniture``."""
    numbers = _bare_numbers(kept)
    pages = {line.start for line in furniture if is_page_number(line.text)} | {kept[index].start for index in numbers}
    heads = _running_heads(kept, furniture, pages) if pages else frozenset[int]()
    dropped = numbers | heads
    if not dropped:
        return list(kept)
    furniture.extend(kept[index] for index in sorted(dropped))
    return [line for index, line in enumerate(kept) if index not in dropped]


def _bare_numbers(kept: Sequence[Line]) -> frozenset[int]:
    """Whole numbers alone on their lines that count up by one, or begin with a nought and stand first, last or as the only one."""
    bare = [index for index, line in enumerate(kept) if len(line.text) < 4 and line.text.isdecimal()]
    numbers = [int(kept[index].text) for index in bare]
    counting = len(bare) > 1 and all(
        right - left == 1 and later - earlier > 3
        for left, right, earlier, later in zip(numbers, numbers[1:], bare, bare[1:], strict=False)
    )
    edges = (0, len(kept) - 1)
    return frozenset(
        index for index in bare if counting or (kept[index].text.startswith("0") and (index in edges or len(bare) == 1))
    )


def _running_heads(kept: Sequence[Line], furniture: Sequence[Line], pages: set[int]) -> frozenset[int]:
    """Short lines that come back word for word, each time at the edge of a page."""
    indices = {line.start: index for index, line in enumerate(kept)}
    order = sorted([line.start for line in kept] + [line.start for line in furniture])
    edges = set()
    for place, start in enumerate(order):
        beside = order[max(0, place - 1) : place] + order[place + 1 : place + 2]
        if place == 0 or any(other in pages for other in beside):
            edges.add(indices.get(start, -1))
    words = Counter(line.text for line in kept if len(line.text) <= _HEAD_LIMIT and line.text[-1] not in _LAST_MARKS)
    at_edge = Counter(kept[index].text for index in edges if index >= 0)
    return frozenset(
        index for index in edges if index >= 0 and at_edge[kept[index].text] == words[kept[index].text] > 1
    )
