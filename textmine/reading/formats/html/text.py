"""Lines of a page to the text that is read: paragraphs as lines, tables with tabs, and the way back to the page."""

from __future__ import annotations

from collections.abc import Sequence

from textmine.offsets import OffsetMap
from textmine.reading.formats.html.lines import Line, Span
from textmine.reading.formats.html.tree import Page
from textmine.records import Anchor

__all__ = ["Text"]


class Text:
    """Collects the text of a page; ``headings`` and ``tables`` are spans of it, ``anchors`` tell the cells of tables."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._parts: list[str] = []
        self._starts: list[int] = []
        self._shifts: list[int] = []
        self.length = 0
        self.headings: list[Span] = []
        self.tables: list[Span] = []
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
                if index >= len(headline) and line.heads:
                    self.headings.append((start, self.length))
            else:
                self._table(line)
                self.tables.append((start, self.length))

    def text(self, start: int = 0) -> str:
        """What was collected, from the offset ``start`` on."""
        return "".join(self._parts)[start:]

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
        number = len(self.tables) + 1
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
