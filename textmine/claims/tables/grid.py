"""A table block to rows of cells, and the cells to tables with header and body: what is a label, what a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cache
from typing import NamedTuple

from textmine.claims.tables.numbers import compact, read_number
from textmine.claims.tables.words import is_word
from textmine.records import Block

__all__ = ["Cell", "Sort", "Table", "is_prose", "rows_of", "tables_in"]

MAX_CELLS = 200_000
"""Larger tables are data files, not news; they are left alone."""

HEADER_ROWS = 4
PROSE = 16
"""Characters from which on a cell with a sentence is prose."""


class Cell(NamedTuple):
    """A cell: its words without the space around them, and their span in the article's cleaned text."""

    text: str
    start: int
    end: int
    indent: int = 0


class Sort(Enum):
    """What a cell holds."""

    EMPTY = 0
    MISSING = 1
    NUMBER = 2
    YEAR = 3
    TEXT = 4
    PROSE = 5


class Table(NamedTuple):
    """One table of a block: the rows above the header that hold one cell, the header rows, and the rows below.

    In a header of several rows the places of a cell that spans columns are filled with it. All rows are of one length.
    """

    captions: tuple[Cell, ...]
    header: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]


@cache
def _gap() -> re.Pattern[str]:
    return re.compile(r" {2,}")


@cache
def _sentence() -> re.Pattern[str]:
    return re.compile(r"[。；！？]|，.*[\u4e00-\u9fff].*[，。]|[：，].*\d")


@cache
def _year() -> re.Pattern[str]:
    return re.compile(r"(?:19[4-9]|20[0-9])[0-9](?:[.\-/](?:0?[1-9]|1[0-2]))?")


@cache
def _unit_line() -> re.Pattern[str]:
    return re.compile(r"[（(]?(?:计量)?单位\s*[：:]")


def is_prose(text: str) -> bool:
    """Whether the cell ``text`` holds sentences, which are read as those outside of tables."""
    return len(text) >= PROSE and _sentence().search(text) is not None


def sort_of(text: str) -> Sort:
    """What the cell ``text`` holds."""
    if not text:
        return Sort.EMPTY
    if is_word("missing", text):
        return Sort.MISSING
    if _year().fullmatch(text):
        return Sort.YEAR
    if read_number(text) is not None:
        return Sort.NUMBER
    return Sort.PROSE if is_prose(text) else Sort.TEXT


def rows_of(text: str, block: Block) -> list[list[Cell]]:
    """The cells of the table ``block`` of ``text``, row by row; divided by tabs or, where there is none, by wide gaps."""
    tabs = text.find("\t", block.start, block.end) >= 0
    found: list[list[Cell]] = []
    start = block.start
    for line in text[block.start : block.end].split("\n"):
        found.append(list(_cells(line, start, tabs=tabs)))
        start += len(line) + 1
    width = max(map(len, found), default=0)
    for row in found:
        end = row[-1].end
        row.extend([Cell("", end, end)] * (width - len(row)))
    return found if width * len(found) <= MAX_CELLS else []


def _cells(line: str, start: int, *, tabs: bool) -> Iterator[Cell]:
    position = 0
    ends = [mark for mark in range(len(line)) if line[mark] == "\t"] if tabs else []
    spans = [found.span() for found in _gap().finditer(line.rstrip())] if not tabs else [(end, end + 1) for end in ends]
    for low, high in [*spans, (len(line), len(line))]:
        piece = line[position:low]
        words = piece.strip()
        first = start + position + len(piece) - len(piece.lstrip())
        yield Cell(words, first, first + len(words), first - start - position if words else 0)
        position = high


def tables_in(rows: Sequence[Sequence[Cell]]) -> Iterator[Table]:
    """The tables stacked in ``rows``: a row of words below the body begins a new header, unless it repeats the last one."""
    sorts = [[sort_of(cell.text) for cell in row] for row in rows]
    begin = 0
    known: tuple[str, ...] = ()
    head: Table | None = None
    for end in [*_turns(sorts), len(rows)]:
        table = _table(rows[begin:end], sorts[begin:end])
        words = tuple(cell.text for row in table.header for cell in row)
        if head is not None and words == known:
            table = table._replace(captions=table.captions or head.captions)
        yield table
        known, head, begin = words, table, end


def _turns(sorts: Sequence[Sequence[Sort]]) -> Iterator[int]:
    """Where a new header begins below the body of a table."""
    body = False
    for index, row in enumerate(sorts):
        texts = sum(sort is Sort.TEXT for sort in row)
        valued = any(sort in (Sort.NUMBER, Sort.MISSING) for sort in row[1:])
        if body and not valued and texts >= 2 and 2 * texts > len(row) and _has_values_below(sorts, index):
            yield index
            body = False
        body = body or (valued and any(sort is Sort.NUMBER for sort in row))


def _has_values_below(sorts: Sequence[Sequence[Sort]], index: int) -> bool:
    return any(sort is Sort.NUMBER for row in sorts[index + 1 : index + 1 + HEADER_ROWS] for sort in row[1:])


def _table(rows: Sequence[Sequence[Cell]], sorts: Sequence[Sequence[Sort]]) -> Table:
    """The table that ``rows`` are."""
    captions: list[Cell] = []
    first = 0
    while first < len(rows) and len(rows[first]) > 1:
        told = [cell for cell in rows[first] if cell.text]
        others = [cell for cell in told if not _unit_line().match(cell.text)]
        if len(others) > 1 or (others and sort_of(others[0].text) not in (Sort.TEXT, Sort.PROSE)):
            break
        if others and is_word("corner", compact(others[0].text)):
            break
        captions += told
        first += 1
    last = first
    while last < len(rows) and last - first < HEADER_ROWS and _is_header(sorts, last, first):
        last += 1
    header = _filled([list(row) for row in rows[first:last]])
    return Table(tuple(captions), tuple(map(tuple, header)), tuple(map(tuple, rows[last:])))


def _is_header(sorts: Sequence[Sequence[Sort]], index: int, first: int) -> bool:
    """Whether the row at ``index`` holds names of columns: words, or years of which each is another."""
    row = sorts[index]
    if any(sort in (Sort.NUMBER, Sort.MISSING, Sort.PROSE) for sort in row) or row[0] is Sort.YEAR:
        return False
    told = [place for place, sort in enumerate(row) if sort is not Sort.EMPTY]
    years = [place for place in told if row[place] is Sort.YEAR]
    if not told or (len(years) == 1 and not any(place for place in told if row[place] is Sort.TEXT)):
        return False
    if index == first:
        return True
    above = sorts[index - 1]
    if told == [0] or (years and all(above[place] is not Sort.EMPTY for place in years)):
        return False
    return row[0] is Sort.EMPTY or Sort.EMPTY in above[1:]


def _filled(header: list[list[Cell]]) -> list[list[Cell]]:
    """The rows of ``header`` with each cell that spans columns of a row below put into all of its places."""
    given = [[bool(cell.text) for cell in row] for row in header]
    for index, row in enumerate(header[:-1]):
        for column in range(2, len(row)):
            above = any(given[other][column] for other in range(index))
            below = any(given[other][column] for other in range(index + 1, len(header)))
            if not row[column].text and not above and below:
                row[column] = row[column - 1]
    return header
