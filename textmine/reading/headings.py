"""Headings inside an article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from textmine.reading.headlines import HEADING_LIMIT, Item, has_words
from textmine.reading.lines import starts_item

__all__ = ["headings"]

# So many lines without a sentence in a row are a table or a list of names, not headings.
_LIST = 5


@cache
def _turn() -> re.Pattern[str]:
    """How a question or an answer of an interview begins."""
    return re.compile(r"(?:问|答|记者|主持人|[QA])\s*[:：]")


def headings(items: Sequence[Item]) -> list[bool]:
    """Which items are headings: short lines of words without a sentence, but no runs of many (tables, lists).

    Where there are no sentences at all there is nothing to head.
    """
    if not any(line.prose for line in items):
        return [False] * len(items)
    flags = [
        line.plain and len(line.text) <= HEADING_LIMIT and has_words(line.text) and not _turn().match(line.text)
        for line in items
    ]
    for index, (above, below) in enumerate(pairwise(items)):
        # What stands right above a table is its title, or tells its unit.
        flags[index] = flags[index] and not (below.table and not starts_item(above.text))
    first = 0
    while first < len(items):
        last = first
        while last < len(items) and items[last].plain:
            last += 1
        if last - first >= _LIST:
            for index in range(first, last):
                flags[index] = flags[index] and starts_item(items[index].text)
        first = last + 1
    return flags
