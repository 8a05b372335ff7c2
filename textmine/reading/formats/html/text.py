"""Lines of a page to the text that is read: paragraphs as lines, tables with tabs, and the way back to the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textmine.offsets import OffsetMap
from textmine.reading.formats.html.lines import Line, Span
from textmine.reading.formats.html.tree import Page
from textmine.records import Anchor

__all__ = ["Part", "Text"]


class Part(NamedTuple):
    """A text, and the spans in it that are headings, captions and tables."""

    text: str
    headings: tuple[Span, ...]
    captions: tuple[Span, ...]
    tables: tuple[Span, ...]


class Text:
    """Collects the text of a page; ``anchors`` tell the cells of its tables."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._parts: list[str] = []
        self._starts: list[int] = []
        self._shifts: list[int] = []
        self.length = 0
        self._headings: list[Span] = []
        self._captions: list[Span] = []
        self._tables: list[Span] = []
        self.anchors: list[Anchor] = []

    def add_break(self) -> None:
        """Ends an article: an empty line follows."""
        self._sign("\n\n")

    def add(self, headline: Sequence[Line], lines: Sequence[Line]) -> None:
        """Adds the lines of an article, each in a line of its own; those of its ``headline`` are no headings in it."""
        for index, line in enumerate((*headline, *lines)):
            if index:
                self._sign("\n")
            start = self.length
            if line.table is None:
                self._words(line.spans)
                if line.caption:
                    self._captions.append((start, self.length))
                if index >= len(headline) and line.heads:
                    self._headings.append((start, self.length))
            else:
                self._table(line)
                self._tables.append((start, self.length))

    def part(self, start: int = 0) -> Part:
        """What was collected from the offset ``start`` on."""

        def after(spans: Sequence[Span]) -> tuple[Span, ...]:
            return tuple((first - start, last - start) for first, last in spans if first >= start)

        return Part("".join(self._parts)[start:], after(self._headings), after(self._captions), after(self._tables))

    def offsets(self) -> OffsetMap:
        """From the text to the page."""
        return OffsetMap(tuple(self._starts), tuple(self._shifts)) if self._starts else OffsetMap()

    def _words(self, spans: Sequence[Span]) -> None:
        for start, end in spans:
            shift = start - self.length
            if not self._shifts or self._shifts[-1] != shift:
                self._starts.append(self.length)
                self._shifts.append(shift)
            self._sign(self._page.content[start:end])

    def _sign(self, sign: str) -> None:
        self._parts.append(sign)
        self.length += len(sign)

    def _table(self, line: Line) -> None:
        assert line.table is not None
        number = len(self._tables) + 1
        row = column = 0
        for cell in line.table.cells:
            if cell.row > row:
                self._sign("\t" * (line.table.columns - 1 - column))
                self._rows(cell.row - row, line.table.columns)
                row, column = cell.row, 0
            self._sign("\t" * (cell.column - column))
            column = cell.column
            start = self.length
            for index, spans in enumerate(cell.parts):
                if index and self._divides(cell.parts[index - 1], spans):
                    self._sign(" ")
                self._words(spans)
            self.anchors.append(
                Anchor(start=start, end=self.length, table=number, row=cell.row + 1, column=cell.column + 1)
            )
        self._sign("\t" * (line.table.columns - 1 - column))

    def _divides(self, left: Sequence[Span], right: Sequence[Span]) -> bool:
        """Whether a break in a cell must be seen: between Han characters it stands for nothing, numbers would run together."""
        around = self._page.content[left[-1][1] - 1], self._page.content[right[0][0]]
        return any(sign.isascii() for sign in around)

    def _rows(self, count: int, columns: int) -> None:
        """Ends a row; of rows in which all cells are covered by merged ones only tabs are left."""
        self._sign("\n" + ("\t" * (columns - 1) + "\n") * (count - 1))
