"""Where words stand in a file that is more than text: page and boxes, cell of a table, a quote that finds the place."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Cell", "Location", "Quote"]


class Quote(NamedTuple):
    """The words as they stand in the page, with what precedes and follows: a TextQuoteSelector of W3C's Web Annotation."""

    exact: str
    prefix: str
    suffix: str


class Cell(NamedTuple):
    """A cell of a table; all count from 1, a number is null where the file does not tell it."""

    table: int
    row: int | None
    column: int | None

    @property
    def name(self) -> str:
        """The cell in short: ``T1R4C2``."""
        return f"T{self.table}R{self.row or ''}C{self.column or ''}"


class Location(NamedTuple):
    """Where words stand; ``boxes`` are page, left, top, right and bottom, one for each line. What a format lacks is null."""

    page: int | None = None
    boxes: tuple[tuple[int | None, float, float, float, float], ...] = ()
    cell: Cell | None = None
    quote: Quote | None = None
