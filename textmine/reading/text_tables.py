"""Tables in plain text, as they are copied from web pages and spreadsheets: lines with as many cells each, divided by tabs or wide gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

__all__ = ["text_tables"]

# So many lines make a table; divided by gaps alone, they must have so many cells each.
_LINES = 3
_CELLS = 3
# The share of cells right of the first column that must be numbers, and the longest cell that is no sentence.
_NUMBERS = 0.25
_LONG = 40


class _Row(NamedTuple):
    """A line with its cells, divided by ``tabs`` or by gaps; ``start`` and ``end`` are its span."""

    start: int
    end: int
    cells: tuple[str, ...]
    tabs: bool

    def goes_on(self, above: _Row, text: str) -> bool:
        """Whether the row stands right below ``above`` and is divided as that is."""
        alike = len(self.cells) == len(above.cells) and self.tabs == above.tabs
        return alike and len(_break().findall(text, above.end, self.start)) == 1


@cache
def _break() -> re.Pattern[str]:
    return re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")


@cache
def _line() -> re.Pattern[str]:
    return re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")


@cache
def _gap() -> re.Pattern[str]:
    return re.compile(r"[ \u3000\u00a0]{2,}")


@cache
def _number() -> re.Pattern[str]:
    """A number with a sign, a unit or a footnote, or what stands where one is missing."""
    return re.compile(r"[-+−－±▲▼△▽↑↓≥≤约]?\s*[\d０-９][\d０-９,，.．]*\s*[%％‰]?[^\d\s，。；]{0,4}|[-—–…/]{1,2}")


def text_tables(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of the tables in ``text``: at least three lines in a row with as many cells, of which enough are numbers."""
    if "\t" not in text and _gap().search(text) is None:
        return ()
    return tuple((rows[0].start, rows[-1].end) for rows in _runs(text) if len(rows) >= _LINES and _is_table(rows))


def _runs(text: str) -> Iterator[list[_Row]]:
    """Lines in a row with the same number of cells, two or more."""
    rows: list[_Row] = []
    for found in _line().finditer(text):
        row = _row(found[0], found.start())
        if rows and not row.goes_on(rows[-1], text):
            yield rows
            rows = []
        if len(row.cells) > 1:
            rows.append(row)
    if rows:
        yield rows


def _row(line: str, start: int) -> _Row:
    tabs = "\t" in line
    words = line.rstrip(" \u3000\u00a0")
    if tabs:
        return _Row(start, start + len(words), tuple(words.split("\t")), tabs)
    bare = words.lstrip(" \u3000\u00a0")
    start += len(words) - len(bare)
    return _Row(start, start + len(bare), tuple(_gap().split(bare)), tabs)


def _is_table(rows: Sequence[_Row]) -> bool:
    """Whether lines with as many cells each are a table rather than indented or spaced sentences."""
    if not rows[0].tabs and len(rows[0].cells) < _CELLS:
        return False
    cells = [cell.strip() for row in rows for cell in row.cells]
    if not any(row.cells[0].strip() for row in rows) or any(_is_sentence(cell) for cell in cells):
        return False
    values = [cell.strip() for row in rows for cell in row.cells[1:]]
    return sum(_number().fullmatch(cell) is not None for cell in values) >= _NUMBERS * len(values)


def _is_sentence(cell: str) -> bool:
    """Whether ``cell`` holds a sentence or a part of one."""
    return len(cell) > _LONG or cell.endswith(("，", "；", "。", "：")) or "。" in cell
