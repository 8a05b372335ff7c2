"""The columns of a table: which hold labels, units, values, and what their headers say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from textmine.claims.tables.grid import Cell, Sort, Table, sort_of
from textmine.claims.tables.labels import Label, read_label
from textmine.claims.tables.measures import INDEX, Measure, read_measure
from textmine.claims.tables.numbers import compact
from textmine.claims.tables.regions import Named, places_of
from textmine.claims.tables.wording import nested
from textmine.claims.tables.words import is_word
from textmine.records import Place

__all__ = ["Column", "Use", "columns_of", "label_columns", "rank_of", "unit_column"]


AGAINST = {"yoy": "同比", "mom": "环比", "base": "定基"}
"""How an index is called that compares with the year before, the month before, a fixed year."""


class Use(Enum):
    """What a column is for."""

    LABEL = 1
    UNIT = 2
    VALUE = 3
    SKIP = 4


class Head(NamedTuple):
    """A header cell and what it says."""

    cell: Cell
    label: Label
    place: Place | None = None


class Column(NamedTuple):
    """A column: its use and its header cells from top to bottom."""

    use: Use
    heads: tuple[Head, ...]
    named: Named = Named((), regional=False)

    @property
    def words(self) -> str:
        """What the header says is measured."""
        words = ""
        for head in self.heads:
            if head.place is None:
                words = nested(words, head.label.words, part=head.label.part)
        return words

    @property
    def suffix(self) -> str:
        """What ends the indicator: 增速, 比重; that of the lowest header cell that says one. Of an index, with what it compares."""
        if self.indexed:
            named = next((AGAINST[head.label.against] for head in self.heads if head.label.against in AGAINST), "")
            return named or next((head.label.suffix for head in self.heads if head.label.suffix), "")
        return next((head.label.suffix for head in reversed(self.heads) if head.label.suffix), "")

    @property
    def indexed(self) -> bool:
        """Whether the values are indices with a base of 100."""
        return any(INDEX in head.label.measures for head in self.heads)

    @property
    def ranks(self) -> bool:
        """Whether the values are ranks."""
        return any(head.label.rank for head in self.heads)

    @property
    def changes(self) -> bool:
        """Whether the values are changes."""
        return any(head.label.changes for head in self.heads) and not self.ranks and not self.indexed

    @property
    def shares(self) -> bool:
        """Whether the values are shares."""
        return any(head.label.share for head in self.heads) and not self.ranks and not self.changes

    @property
    def told(self) -> Head | None:
        """The lowest header cell with a unit."""
        return next((head for head in reversed(self.heads) if head.label.measures), None)


def columns_of(table: Table, home: tuple[Place, ...]) -> tuple[Column, ...]:
    """The columns of ``table``, which is about ``home``."""
    width = len(table.body[0]) if table.body else 0
    heads = [_heads(table, place) for place in range(width)]
    uses: list[Use] = []
    for place in range(width):
        uses.append(_use(table, place, heads[place], first=Use.LABEL not in uses and Use.VALUE not in uses))
    placed = _placed(heads, uses, home)
    found = []
    for place in range(width):
        named = Named((), regional=False)
        if uses[place] is Use.LABEL:
            above = compact(heads[place][-1].cell.text) if heads[place] else ""
            named = places_of([_plain(row[place]) for row in table.body], home, header=above)
        found.append(Column(uses[place], placed[place], named))
    return tuple(found)


def _plain(cell: Cell) -> str:
    """The words of a label, of which a place may be all; none for a number or the whole."""
    label = read_label(cell.text)
    return (
        ""
        if label.whole and label.words == "" and compact(cell.text) != "全国"
        else label.words
        if not label.times
        else ""
    )


def _heads(table: Table, place: int) -> tuple[Head, ...]:
    """The header cells above column ``place`` that say something, each once."""
    cells = dict.fromkeys(row[place] for row in table.header if row[place].text)
    return tuple(Head(cell, read_label(cell.text)) for cell in cells)


def _placed(heads: Sequence[tuple[Head, ...]], uses: Sequence[Use], home: tuple[Place, ...]) -> list[tuple[Head, ...]]:
    """``heads`` with the places that those of the values name, where they name several: one a column."""
    cells = list(
        dict.fromkeys(head.cell for use, row in zip(uses, heads, strict=True) if use is Use.VALUE for head in row)
    )
    labels = [compact(cell.text) for cell in cells]
    named = places_of([label if len(label) < 12 else "" for label in labels], home)
    known = {cell: place for cell, place in zip(cells, named.places, strict=True) if place is not None}
    return [tuple(head._replace(place=known.get(head.cell)) for head in row) for row in heads]


def _use(table: Table, place: int, heads: tuple[Head, ...], *, first: bool) -> Use:
    """What the column ``place`` under ``heads`` is for; ``first`` tells that no column of labels or values stands before it."""
    if any(head.label.skip for head in heads):
        return Use.SKIP
    cells = [row[place] for row in table.body if row[place].text]
    words = compact(heads[-1].cell.text) if heads else ""
    if words in ("单位", "计量单位") or (
        not words and len(cells) > 1 and all(read_measure(cell.text) is not None for cell in cells)
    ):
        return Use.UNIT
    sorts = [sort_of(cell.text) for cell in cells]
    numbers = sum(sort in (Sort.NUMBER, Sort.YEAR) for sort in sorts)
    texts = sum(sort is Sort.TEXT for sort in sorts)
    if first and numbers and not words and _counts_up(cells):
        return Use.SKIP
    if first and numbers and all(sort is Sort.YEAR for sort in sorts) and (not words or is_word("corner", words)):
        return Use.LABEL
    if numbers and 2 * numbers + sorts.count(Sort.MISSING) >= texts:
        return Use.VALUE
    ranked = any(head.label.rank for head in heads)
    return (
        Use.VALUE
        if ranked and any(rank_of(cell.text) is not None for cell in cells)
        else Use.LABEL
        if texts
        else Use.SKIP
    )


def _counts_up(cells: Sequence[Cell]) -> bool:
    """Whether the cells are numbers of rows: 1, 2, 3 …"""
    found = [cell.text for cell in cells if cell.text.isdecimal()]
    return len(found) > 1 and found == [str(number) for number in range(1, len(found) + 1)]


def rank_of(text: str) -> tuple[int, int, int] | None:
    """The rank in the cell ``text`` with the span of its words; null where it holds none."""
    found = re.fullmatch(r"(?P<words>第?(?P<rank>\d{1,4})(?:位|名)?)(?:\s*[①-⑳*＊])?", text)
    if found is None or int(found["rank"]) == 0:
        return None
    return int(found["rank"]), *found.span("words")


def label_columns(columns: Sequence[Column], place: int) -> tuple[int, ...]:
    """The columns that label the values in column ``place``: the nearest ones to the left; of a rank that stands first, to the right."""
    index = place - 1
    while index >= 0 and columns[index].use is not Use.LABEL:
        index -= 1
    found: list[int] = []
    while index >= 0 and columns[index].use is not Use.VALUE:
        if columns[index].use is Use.LABEL:
            found.insert(0, index)
        index -= 1
    if found or not columns[place].ranks:
        return tuple(found)
    right = next((other for other in range(place + 1, len(columns)) if columns[other].use is Use.LABEL), None)
    return () if right is None else (right,)


def unit_column(columns: Sequence[Column], place: int) -> int | None:
    """The column of units that holds for the values in column ``place``; null for none."""
    return next((index for index in range(place - 1, -1, -1) if columns[index].use is Use.UNIT), None)


def one(measures: Sequence[Measure]) -> Measure | None:
    """The only one of ``measures``; null for several."""
    return measures[0] if len(measures) == 1 else None
