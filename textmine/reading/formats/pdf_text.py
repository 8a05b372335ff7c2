"""Passages to one text, with anchors that lead from it to the pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from textmine.reading.formats.pdf_glyphs import Box, Page
from textmine.reading.formats.pdf_heads import Row
from textmine.reading.formats.pdf_paragraphs import Kind, Passage
from textmine.reading.formats.pdf_segments import joined, union
from textmine.reading.formats.pdf_tables import Cell
from textmine.records import Anchor

__all__ = ["Text", "written"]


class Text(NamedTuple):
    """The text of a file: a line for each paragraph, line of a headline and row of a table.

    ``captions`` and ``tables`` are spans of it; ``openings`` are where articles begin.
    """

    text: str
    anchors: tuple[Anchor, ...]
    captions: tuple[tuple[int, int], ...]
    tables: tuple[tuple[int, int], ...]
    openings: tuple[int, ...]


class _Writer:
    """Collects the text and its anchors."""

    def __init__(self, pages: Mapping[int, Page]) -> None:
        self._pages = pages
        self._parts: list[str] = []
        self.length = 0
        self.anchors: list[Anchor] = []
        self.captions: list[tuple[int, int]] = []
        self.tables: list[tuple[int, int]] = []
        self.openings: list[int] = []

    @property
    def text(self) -> str:
        """All that was put down."""
        return "".join(self._parts)

    def put(self, text: str) -> None:
        """Put down what stands between lines."""
        self._parts.append(text)
        self.length += len(text)

    def line(
        self, text: str, page: int, box: Box, *, table: int | None = None, cell: tuple[int, int] | None = None
    ) -> None:
        """Put down what stands at ``box`` of ``page``; ``cell`` is its row and column, counted from 1."""
        start = self.length
        self.put(text)
        row, column = cell or (None, None)
        self.anchors.append(
            Anchor(
                start=start,
                end=self.length,
                page=page,
                box=self._pages[page].shown(box),
                table=table,
                row=row,
                column=column,
            )
        )


def written(
    passages: Sequence[Passage], opening: set[int], heads: Mapping[int, Sequence[Row]], pages: Mapping[int, Page]
) -> Text:
    """The text that ``passages`` make up; with those numbered ``opening`` articles begin.

    ``heads`` are lines that tell of the issue, by the page above which they stand.
    """
    writer = _Writer(pages)
    waiting = dict(heads)
    above: Kind | None = None
    for number, passage in enumerate(passages):
        first = passage.lines[0].page
        for page in [page for page in sorted(waiting) if page <= first]:
            for row in waiting.pop(page):
                if writer.length:
                    writer.put("\n")
                writer.line(" ".join(one.text for one in row), page, union(one.box for one in row))
        if writer.length:
            # Empty lines set a headline apart.
            writer.put("\n\n" if (passage.kind is Kind.HEADLINE) is not (above is Kind.HEADLINE) else "\n")
        above = passage.kind
        if number in opening:
            writer.openings.append(writer.length)
        if passage.kind is Kind.TABLE:
            _table(writer, passage)
            continue
        start, last = writer.length, ""
        for line in passage.lines:
            writer.put(joined(last, line.text))
            writer.line(line.text, line.page, union(piece.box for piece in line.pieces))
            last = line.text
        if passage.kind is Kind.CAPTION:
            writer.captions.append((start, writer.length))
    return Text(
        writer.text, tuple(writer.anchors), tuple(writer.captions), tuple(writer.tables), tuple(writer.openings)
    )


def _table(writer: _Writer, passage: Passage) -> None:
    """Put down a table: its rows in lines, cells divided by tabs."""
    start, number = writer.length, len(writer.tables) + 1
    parts = [(line.page, line.table) for line in passage.lines if line.table is not None]
    top = parts[0][1].rows
    row = 0
    for index, (page, table) in enumerate(parts):
        skipped = _again(top, table.rows) if index else 0
        rows: dict[int, dict[int, Cell]] = {}
        for cell in table.cells:
            rows.setdefault(cell.row, {})[cell.column] = cell
        for cells in [rows[key] for key in sorted(rows)][skipped:]:
            row += 1
            if row > 1:
                writer.put("\n")
            for column in range(table.columns):
                if column:
                    writer.put("\t")
                for between, one in cells[column].pieces() if column in cells else ():
                    writer.put(between)
                    writer.line(one.text, page, one.box, table=number, cell=(row, column + 1))
    writer.tables.append((start, writer.length))


def _again(top: Sequence[tuple[str, ...]], rows: Sequence[tuple[str, ...]]) -> int:
    """How many rows at the top of a further part of a table repeat its head."""
    count = 0
    while count < min(len(top), len(rows) - 1) and top[count] == rows[count]:
        count += 1
    return count
