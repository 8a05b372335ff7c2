"""A workbook: one sheet, one fact a row."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import BinaryIO

from textmine.errors import MissingExtraError
from textmine.records.facts import Stored
from textmine.store.frame import COLUMNS, fact_row

__all__ = ["xlsx"]

DIGITS = 15  # that a spreadsheet keeps of a number


def xlsx(articles: Iterable[Stored], stream: BinaryIO) -> int:
    """The facts of all articles. Text is written as text, never as a formula; a number with more digits than a cell keeps as text too.

    Raises :class:`MissingExtraError` without openpyxl.
    """
    try:
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    except ImportError as error:
        raise MissingExtraError("workbooks need openpyxl; install it with: pip install 'textmine[xlsx]'") from error
    book = Workbook(write_only=True)
    sheet = book.create_sheet("facts")
    sheet.freeze_panes = "A2"
    sheet.append(list(COLUMNS))

    def cell(value: object) -> object:
        if isinstance(value, Decimal):
            value = value if len(value.normalize().as_tuple().digits) <= DIGITS else format(value, "f")
        if not isinstance(value, str):
            return value
        written = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("\ufffd", value))
        written.data_type = "s"
        return written

    count = 0
    for stored in articles:
        count += 1
        for fact in stored.facts:
            sheet.append([cell(value) for value in fact_row(fact)])
    book.save(stream)
    return count
