"""Files to grids of text cells: CSV in any encoding, XLS and XLSX sheets."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from textmine.errors import EncodingError, InputError, MissingExtraError
from textmine.reading.decode import decode

__all__ = ["Grid", "Row", "delimiter_of", "from_csv", "from_xls", "from_xlsx", "text_of"]

SAMPLE = 20_000
MARKS = frozenset("\u3000、。“”‘’（）：；，．－—…％‰℃㎡《》＝＋")
DELIMITERS = (",", "\t", ";", "|")


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row as text without white space around, and its number in the file."""

    number: int
    cells: list[str]

    @property
    def first(self) -> str:
        """The first cell."""
        return self.cells[0] if self.cells else ""

    @property
    def empty(self) -> bool:
        """Whether no cell holds anything."""
        return not any(self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet; ``name`` is None for files without sheets."""

    name: str | None
    rows: Sequence[Row]


def text_of(data: bytes, where: str, encoding: str | None) -> str:
    """``data`` as text; see :func:`textmine.reading.decode.decode`. ASCII needs no Chinese."""
    if encoding is None and data[:3] != b"\xef\xbb\xbf" and data.isascii() and data and b"\0" not in data:
        return data.decode("ascii")
    try:
        return decode(data, where=where, encoding=encoding)[0]
    except EncodingError:
        if encoding is None and (text := _common(data)):
            return text
        raise


def _common(data: bytes) -> str | None:
    """GB18030 in a table with so few words that their frequency tells nothing: all of them common Chinese characters."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    return (
        text
        if all(sign.isascii() or "\u4e00" <= sign <= "\u9fff" or sign in MARKS for sign in set(text))
        and "\0" not in text
        else None
    )


def delimiter_of(text: str) -> str:
    """The sign that divides the cells: the one that stands most often in the first lines; TAB before commas is padding."""
    sample = text[:SAMPLE]
    if "\t," in sample:
        return ","
    return max(DELIMITERS, key=sample.count)


def from_csv(text: str, where: str) -> Grid:
    """A CSV text as a grid."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    rows = []
    try:
        for cells in reader:
            rows.append(Row(reader.line_num, [cell.strip() for cell in cells]))  # noqa: PERF401 (the number moves along)
    except csv.Error as error:
        raise InputError(f"{where}, row {reader.line_num}: no CSV: {error}; mend the quotes there") from error
    return Grid(None, rows)


def from_xls(data: bytes, where: str) -> Iterator[Grid]:
    """The sheets of a BIFF workbook; numbers as Excel would write them in full, dates in ISO form."""
    try:
        import xlrd
    except ImportError as error:
        raise MissingExtraError(f"{where}: .xls needs xlrd; install it with: pip install 'textmine[xls]'") from error
    try:
        book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO())
    except Exception as error:  # xlrd raises whatever it stumbles on
        raise InputError(f"{where}: not a whole .xls workbook ({error}); save it again as .xlsx or CSV") from error
    for sheet in book.sheets():
        rows = []
        for number in range(sheet.nrows):
            kinds, values = sheet.row_types(number), sheet.row_values(number)
            rows.append(
                Row(
                    number + 1,
                    [_xls_cell(kind, value, book.datemode) for kind, value in zip(kinds, values, strict=True)],
                )
            )
        if rows:
            yield Grid(sheet.name, rows)


def _xls_cell(kind: int, value: object, datemode: int) -> str:
    import xlrd

    if kind == xlrd.XL_CELL_NUMBER and isinstance(value, float):
        return _number(value)
    if kind == xlrd.XL_CELL_DATE and isinstance(value, float):
        return _moment(xlrd.xldate_as_datetime(value, datemode))
    if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR):
        return "" if kind != xlrd.XL_CELL_ERROR else "#N/A"
    return str(value).strip()


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _moment(value: datetime) -> str:
    return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")


def from_xlsx(data: bytes, where: str) -> Iterator[Grid]:
    """The sheets of an XLSX workbook; formulas by the values that were saved with them."""
    try:
        import openpyxl
    except ImportError as error:
        raise MissingExtraError(
            f"{where}: .xlsx needs openpyxl; install it with: pip install 'textmine[xlsx]'"
        ) from error
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (KeyError, ValueError, OSError, zipfile.BadZipFile) as error:
        raise InputError(f"{where}: not a whole .xlsx workbook ({error}); save it again, or as CSV") from error
    for sheet in book.worksheets:
        rows = [
            Row(number, [_xlsx_cell(value) for value in values])
            for number, values in enumerate(sheet.iter_rows(values_only=True), 1)
        ]
        if rows:
            yield Grid(sheet.title, rows)
    book.close()


def _xlsx_cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, float):
        return _number(value)
    return _moment(value) if isinstance(value, datetime) else str(value).strip()
