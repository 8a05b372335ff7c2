"""Tables of a page that hold data, as a grid of cells; tables that only lay a page out are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from textmine.reading.formats.html.tree import Node, Page

__all__ = ["Cell", "Table", "data_table", "is_reference", "stripped"]

# A cell that is longer holds an article, not data.
_LONGEST_CELL = 400
# What is read of a colspan: no table of an article has more columns.
_SPAN_LIMIT = 64
# A grid has fewer places for each cell in it: merged cells leave some empty.
_PLACES = 32
_BREAKS = ("br", "p", "div", "li", "section")


class Cell(NamedTuple):
    """A cell with something in it: where it begins in the grid, from 0, and its spans in the page, line by line."""

    row: int
    column: int
    parts: tuple[tuple[tuple[int, int], ...], ...]


class Table(NamedTuple):
    """A grid of ``rows`` times ``columns``; the places that a merged cell covers hold no cell but its first."""

    rows: int
    columns: int
    cells: tuple[Cell, ...]


def _rows(table: Node) -> Iterator[list[Node]]:
    stack: list[Node] = [table]
    while stack:
        node = stack.pop()
        children = [part for part in node.parts if isinstance(part, Node)]
        if node.tag == "tr":
            yield [child for child in children if child.tag in ("td", "th")]
        elif node is table or node.tag in ("tbody", "thead", "tfoot"):
            stack.extend(reversed(children))


def data_table(page: Page, table: Node) -> Table | None:
    """The grid of ``table``, or null for one that lays out a page: one column or row, tables or long texts in its cells."""
    if table.attributes.get("role") == "presentation":
        return None
    rows = [cells for cells in _rows(table) if cells]
    if (
        len(rows) < 2
        or max(map(len, rows)) < 2
        or any(node.tag == "table" for node in table.walk() if node is not table)
    ):
        return None
    if any(cell.end - cell.start > _LONGEST_CELL for cells in rows for cell in cells):
        return None
    found: list[Cell] = []
    open_until: dict[int, int] = {}  # column to the first row below the merged cell in it
    width = 0
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while open_until.get(column, 0) > row:
                column += 1
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            if parts := _parts(page, cell):
                found.append(Cell(row, column, parts))
            for covered in range(column, column + across):
                open_until[covered] = row + down
            column += across
        width = max(width, column)
    if len(rows) * width > _PLACES * sum(map(len, rows)):
        return None
    return Table(len(rows), width, tuple(found))


def _span(cell: Node, name: str) -> int:
    value = cell.attributes.get(name, "").strip()
    return min(max(int(value), 1), _SPAN_LIMIT) if value.isascii() and value.isdecimal() and len(value) < 5 else 1


def _parts(page: Page, cell: Node) -> tuple[tuple[tuple[int, int], ...], ...]:
    """The lines of ``cell`` without white space at their ends and without marks that refer to notes."""
    found: list[list[tuple[int, int]]] = [[]]
    stack = [(cell, iter(cell.parts))]
    while stack:
        node, parts = stack[-1]
        part = next(parts, None)
        if isinstance(part, tuple):
            found[-1].append(part)
            continue
        if part is None:
            stack.pop()
        elif not is_reference(page, part):
            stack.append((part, iter(part.parts)))
        if (part or node).tag in _BREAKS:
            found.append([])
    return tuple(spans for part in found if (spans := stripped(page, part)))


@cache
def _reference() -> re.Pattern[str]:
    """A mark that refers to a note: [1], ①, *; the group is a bare number."""
    return re.compile(r"[\[［〔(（]\s*(?:注?\s*\d{1,3}|\*+)\s*[\]］〕)）]|注?[①-⑳]|\*+|注?(\d{1,3})")


@cache
def _powered() -> re.Pattern[str]:
    """What a power stands after: a unit (km), or ten."""
    return re.compile(r"[A-Za-z]$|(?<!\d)10$")


def is_reference(page: Page, node: Node) -> bool:
    """Whether ``node`` is a raised mark that refers to a note, and no power (km², 10⁴): it would be read as digits."""
    found = _reference().fullmatch(page.text(node)) if node.tag == "sup" else None
    before = page.content[max(0, node.start - 3) : node.start]
    return found is not None and (found[1] is None or _powered().search(before) is None)


def stripped(page: Page, spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """``spans`` without white space at both ends."""
    kept = [span for span in spans if page.content[span[0] : span[1]].strip()]
    if not kept:
        return ()
    first, last = kept[0], kept[-1]
    kept[0] = (first[1] - len(page.content[first[0] : first[1]].lstrip()), first[1])
    kept[-1] = (kept[-1][0], last[0] + len(page.content[last[0] : last[1]].rstrip()))
    return tuple(kept)
