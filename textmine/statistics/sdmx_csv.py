"""SDMX-CSV data messages 1.0, 2.0 and 2.1 as specified by SDMX 2.1, 3.0 and 3.1: any separator, labels as ids, names or both."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from textmine.errors import InputError, LeftOutError
from textmine.statistics import sdmx
from textmine.statistics.build import Block, Source

__all__ = ["is_message", "read"]

TIME, FIGURE = "TIME_PERIOD", "OBS_VALUE"
EMPTY = sdmx.Coded("")
FIXED = frozenset(("STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "SERIES_KEY", "OBS_KEY", "DATAFLOW"))


@cache
def _begin() -> re.Pattern[str]:
    return re.compile(r'\ufeff?"?(?:DATAFLOW|STRUCTURE(?:\[.\])?)"?')


def is_message(text: str) -> bool:
    """Whether ``text`` begins as an SDMX-CSV message does."""
    return _begin().match(text) is not None and TIME in text.split("\n", 1)[0]


@dataclass(slots=True)
class _Message:
    """A message under way: its columns, and which rows gave no observation."""

    ids: list[str]
    titles: dict[str, str]
    names: dict[str, int]
    decimal_comma: bool
    deleted: list[int] = field(default_factory=list)
    timeless: int = 0

    def value(self, cells: list[str], row: int) -> sdmx.Value | None:
        """The observation in ``cells``; None where there is none."""
        found: dict[str, sdmx.Coded] = {}
        for position, name in enumerate(self.ids[: len(cells)]):
            if name == "ACTION" and cells[position].upper() == "D":
                self.deleted.append(row)
                return None
            if name and name not in FIXED:
                found[name] = _coded(cells[position], name in self.titles, self._name(name, cells))
        if not found.get(TIME, EMPTY).id:
            self.timeless += 1
            return None
        figure = found.get(FIGURE, EMPTY).id
        if self.decimal_comma and re.fullmatch(r"[+-]?\d+,\d+", figure):
            found[FIGURE] = sdmx.Coded(figure.replace(",", "."))
        return sdmx.Value(found, row, self.ids.index(FIGURE) + 1 if FIGURE in self.ids else 1)

    def _name(self, component: str, cells: list[str]) -> str:
        position = self.names.get(component, len(cells))
        return cells[position] if position < len(cells) else ""


def read(text: str, source: Source) -> Iterator[Block | InputError]:
    """The observations of a message; rows that delete figures, or hold attributes alone, give none."""
    text = text.removeprefix("\ufeff")
    begin = _begin().match(text)
    separator = text[begin.end()] if begin else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    message = _Message(*_columns(next(reader)), decimal_comma=separator == ";")
    try:
        values = [value for cells in reader if any(cells) and (value := message.value(cells, reader.line_num))]
    except csv.Error as error:
        raise source.error(f"no CSV: {error}; mend the quotes there", reader.line_num) from error
    yield from sdmx.read(values, source, message.titles)
    if message.deleted:
        count = len(message.deleted)
        yield LeftOutError(
            f"{source.at(message.deleted[0])}: {count} rows from here on delete figures and were left out"
        )
    if message.timeless:
        yield LeftOutError(f"{source.at()}: {message.timeless} rows hold attributes without a time and were left out")


def _columns(header: Sequence[str]) -> tuple[list[str], dict[str, str], dict[str, int]]:
    """The component of each column (empty for the column of its name), titles of components, and where their values' names stand."""
    ids: list[str] = []
    titles: dict[str, str] = {}
    names: dict[str, int] = {}
    named = "STRUCTURE_NAME" in header
    for position, cell in enumerate(header):
        name, colon, title = cell.partition(": ")
        name = re.sub(r"\[.*\]$", "", name)
        if colon:
            titles[name] = title
        previous = ids[-1] if ids else ""
        if named and previous and previous not in FIXED and not re.fullmatch(r"[A-Z][A-Z0-9_]*", cell):
            names[previous] = position
            ids.append("")
        else:
            ids.append(name)
    return ids, titles, names


def _coded(cell: str, both: bool, name: str) -> sdmx.Coded:
    """A cell as id and name; with ``labels=both`` they stand together (A: Annual)."""
    cell = cell.strip()
    if both and ": " in cell:
        code, _, name = cell.partition(": ")
        return sdmx.Coded(code, name)
    return sdmx.Coded(cell, name.strip())
