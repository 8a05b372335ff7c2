"""Text to quantities: numbers with their units, hedges and intervals, before it is known what they speak of.

>>> [(q.surface, str(q.value), q.unit) for q in find("新增企业3500多家，占比近两成")]
[('3500多家', '3500', '家'), ('两成', '20', '%')]
"""

from __future__ import annotations

from collections.abc import Sequence

from textmine.quantities.characters import simplified
from textmine.quantities.durations import counts_from_founding
from textmine.quantities.grammar import RULES, master
from textmine.quantities.guards import in_name, spans_of
from textmine.quantities.rules import PRODUCTIONS, finish
from textmine.records import Quantity

__all__ = ["RULES", "counts_from_founding", "find"]


def find(text: str, *, skip: Sequence[tuple[int, int]] = ()) -> tuple[Quantity, ...]:
    """The quantities of ``text``, in text order, without overlaps.

    ``skip`` are half-open spans, in text order, that hold no quantities (times, names): a number that begins inside one
    is passed over.
    """
    found: list[Quantity] = []
    original, text = text, simplified(text)
    closed = [*sorted([*skip, *spans_of(text)]), (len(text), len(text) + 1)]
    index, position = 0, 0
    pattern = master()
    while (match := pattern.search(text, position)) is not None:
        start = match.start()
        while closed[index][1] <= start:
            index += 1
        if closed[index][0] <= start < closed[index][1]:
            position = closed[index][1]
            continue
        if name_end := in_name(text, start):
            position = max(name_end, start + 1)
            continue
        rule = match.lastgroup or ""
        read = PRODUCTIONS[rule](match)
        if read is None:
            position = max(match.end(), start + 1)
            continue
        found.append(finish(text, read, rule, surface=original[read.start : read.end]))
        position = read.end
    return tuple(found)
