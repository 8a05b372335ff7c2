"""Claims as rows for spreadsheets and data frames: CSV that Excel opens safely, and Parquet."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from functools import cache
from typing import BinaryIO

from textmine.batch import Result, Told
from textmine.output.parquet import ParquetTable
from textmine.output.rows import COLUMNS, plain, to_row
from textmine.output.writer import TellingWriter, Writer
from textmine.reading.finder import Finder
from textmine.records.locations import Location

__all__ = ["FILE_COLUMNS", "CsvWriter", "ParquetWriter", "guarded"]

PLACE_COLUMNS = ("page", "cell", "quote_prefix", "quote_exact", "quote_suffix")
FILE_COLUMNS: tuple[str, ...] = ("path", *COLUMNS, *PLACE_COLUMNS)
"""The path, the columns of a claim, and where it stands in a file that is more than text (a cell: ``T1R4C2``)."""

Cells = tuple[object, ...]


def _rows(result: Result) -> list[Cells]:
    finder = Finder(result.document)
    return [
        (result.document.path, *to_row(extraction.article, claim), *_place(finder.find(claim)))
        for extraction in result.extractions
        for claim in extraction.claims
    ]


def _place(found: Location) -> Cells:
    """The cells of :data:`PLACE_COLUMNS`."""
    cell, quote = found.cell, found.quote
    return (
        found.page,
        cell and cell.name,
        *((quote.prefix, quote.exact, quote.suffix) if quote else (None, None, None)),
    )


class CsvWriter(TellingWriter):
    """One claim a row, as RFC 4180 has it (commas, CRLF, doubled quotes), for Excel in UTF-8 with a byte order mark."""

    begun = False

    @staticmethod
    def tell(result: Result) -> str:
        lines = io.StringIO(newline="")
        writer = csv.writer(lines, lineterminator="\r\n")
        writer.writerows([_cell(cell) for cell in cells] for cells in _rows(result))
        return lines.getvalue()

    def write_told(self, told: Told) -> None:
        self._begin()
        super().write_told(told)

    def finish(self) -> None:
        self._begin()
        super().finish()

    def _begin(self) -> None:
        if not self.begun:
            self.put("\ufeff" + ",".join(FILE_COLUMNS) + "\r\n")
            self.begun = True


def _cell(cell: object) -> object:
    if isinstance(cell, Decimal):
        return plain(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return guarded(cell) if isinstance(cell, str) else cell


@cache
def _formula() -> re.Pattern[str]:
    """Text that a spreadsheet would run: it begins like a formula and is no signed number with its unit (-5℃, +8.6%)."""
    return re.compile(r"'*(?:[=@\t\r\n＝＠]|[+\-＋－](?!\d[\d.,]*[^\W\d]*[%‰℃]?\Z))")


def guarded(text: str) -> str:
    """``text`` with an apostrophe before it where a spreadsheet would run it as a formula.

    A cell that begins with apostrophes and such a sign has one of them too many; taking away the first one gives the text
    back. The words of a claim begin with a number, so that the column ``surface`` is never changed.
    """
    return f"'{text}" if _formula().match(text) else text


class ParquetWriter(Writer):
    """One claim a row. A value that needs more than 38 digits is null: its words stand in ``surface``, and JSON holds it in full.

    Raises :class:`MissingExtraError` without pyarrow.
    """

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(stream)
        self.table = ParquetTable(stream, FILE_COLUMNS, numbered=("start", "end", "page"))

    def write(self, result: Result) -> None:
        self.table.add(_rows(result))

    def finish(self) -> None:
        self.table.finish()
        super().finish()
