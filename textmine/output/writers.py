"""One writer a format. A writer takes results one after the other and holds at most one of them."""

from __future__ import annotations

import csv
import io
from abc import ABC, abstractmethod
from decimal import Decimal
from pathlib import PurePath
from typing import BinaryIO, NamedTuple

from textmine.errors import MissingExtraError, UsageError
from textmine.output.rows import COLUMNS, Row, plain, to_row
from textmine.records import Document, Extraction

__all__ = ["FORMATS", "Result", "Writer", "format_of", "open_writer"]

SUFFIXES = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".parquet": "parquet",
    ".html": "html",
    ".htm": "html",
    ".txt": "table",
}
FORMATS: tuple[str, ...] = ("table", "json", "jsonl", "csv", "parquet", "html")
BATCH = 10_000  # rows of a Parquet group
FRACTION = Decimal("1E-12")


class Result(NamedTuple):
    """What was found in one document."""

    document: Document
    extractions: tuple[Extraction, ...]


def format_of(path: str) -> str:
    """The format that the ending of ``path`` names. Raises :class:`UsageError` for an ending that names none."""
    suffix = PurePath(path).suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError(f"{path}: no format is known for the ending {suffix or '(none)'!r}; name one with --format")
    return SUFFIXES[suffix]


class Writer(ABC):
    """Writes results to a binary stream; :meth:`finish` writes what remains and leaves the stream open."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream

    @abstractmethod
    def write(self, result: Result) -> None:
        """Writes one result."""

    def finish(self) -> None:
        """Ends the output."""
        self.stream.flush()

    def put(self, text: str) -> None:
        """Writes ``text`` as UTF-8."""
        self.stream.write(text.encode("utf-8"))


class _Table(Writer):
    def __init__(self, stream: BinaryIO, *, lang: str, columns: int, colour: bool) -> None:
        super().__init__(stream)
        self.lang, self.columns, self.colour, self.begun = lang, columns, colour, False

    def write(self, result: Result) -> None:
        from textmine.output.table import article_table

        for extraction in result.extractions:
            table = article_table(extraction, lang=self.lang, columns=self.columns, colour=self.colour)
            self.put("\n" + table if self.begun else table)
            self.begun = True


class _Json(Writer):
    """One object; several documents become an array."""

    waiting: str | None = None
    many = False

    def write(self, result: Result) -> None:
        from textmine.output.trees import document_object

        if self.waiting is not None:
            self.put(self.waiting + ",\n" if self.many else "[\n" + self.waiting + ",\n")
            self.many = True
        self.waiting = document_object(result.document, result.extractions)

    def finish(self) -> None:
        if self.waiting is not None:
            self.put(self.waiting + ("\n]\n" if self.many else "\n"))


class _JsonLines(Writer):
    def write(self, result: Result) -> None:
        from textmine.output.trees import article_line

        for extraction in result.extractions:
            self.put(article_line(extraction) + "\n")


class _Csv(Writer):
    """UTF-8 with a byte order mark, which Excel needs; text that Excel would run as a formula gets an apostrophe."""

    begun = False

    def write(self, result: Result) -> None:
        lines = io.StringIO(newline="")
        writer = csv.writer(lines, lineterminator="\r\n")
        if not self.begun:
            lines.write("\ufeff")
            writer.writerow(COLUMNS)
            self.begun = True
        for extraction in result.extractions:
            writer.writerows([_cell(cell) for cell in to_row(extraction.article, claim)] for claim in extraction.claims)
        self.put(lines.getvalue())

    def finish(self) -> None:
        if not self.begun:
            self.put("\ufeff" + ",".join(COLUMNS) + "\r\n")


def _cell(cell: object) -> object:
    if isinstance(cell, Decimal):
        return plain(cell)
    if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")):
        return f"'{cell}"
    return cell


class _Parquet(Writer):
    """Values are ``decimal128(38, 12)``, one row a claim."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(stream)
        try:
            import pyarrow as pa
            import pyarrow.parquet as pq
        except ImportError as error:
            raise MissingExtraError(
                "Parquet needs pyarrow; install it with: pip install 'textmine[parquet]'"
            ) from error
        exact = pa.decimal128(38, 12)
        kinds = {"start": pa.int64(), "end": pa.int64(), "negated": pa.bool_(), "confidence": pa.float64()}
        kinds |= dict.fromkeys(("value", "low", "high", "precision"), exact)
        self.arrow = pa
        self.schema = pa.schema([(name, kinds.get(name, pa.string())) for name in COLUMNS])
        self.writer = pq.ParquetWriter(stream, self.schema)
        self.rows: list[Row] = []

    def write(self, result: Result) -> None:
        for extraction in result.extractions:
            self.rows.extend(to_row(extraction.article, claim) for claim in extraction.claims)
        if len(self.rows) >= BATCH:
            self._flush()

    def _flush(self) -> None:
        columns = zip(*self.rows, strict=True) if self.rows else ([] for _ in COLUMNS)
        arrays = [
            self.arrow.array([_fixed(cell) for cell in column], field.type)
            for column, field in zip(columns, self.schema, strict=True)
        ]
        self.writer.write_table(self.arrow.Table.from_arrays(arrays, schema=self.schema))
        self.rows.clear()

    def finish(self) -> None:
        self._flush()
        self.writer.close()


def _fixed(cell: object) -> object:
    if not isinstance(cell, Decimal):
        return cell
    exponent = cell.as_tuple().exponent
    return cell.quantize(FRACTION) if isinstance(exponent, int) and exponent < -12 else cell


class _Html(Writer):
    def __init__(self, stream: BinaryIO, *, lang: str) -> None:
        super().__init__(stream)
        from textmine.output import page

        self.page, self.lang = page, lang
        self.put(page.head(lang))

    def write(self, result: Result) -> None:
        for extraction in result.extractions:
            self.put(self.page.article(extraction, result.document.text, self.lang))

    def finish(self) -> None:
        self.put(self.page.TAIL)


def open_writer(name: str, stream: BinaryIO, *, lang: str = "en", columns: int = 120, colour: bool = False) -> Writer:
    """The writer of format ``name`` on ``stream``. ``columns`` and ``colour`` are for the table.

    Raises :class:`UsageError` for an unknown format, :class:`MissingExtraError` where a format needs an extra.
    """
    if name == "table":
        return _Table(stream, lang=lang, columns=columns, colour=colour)
    if name == "html":
        return _Html(stream, lang=lang)
    plainly: dict[str, type[Writer]] = {"json": _Json, "jsonl": _JsonLines, "csv": _Csv, "parquet": _Parquet}
    if name not in plainly:
        raise UsageError(f"format {name!r} is not known; use one of {', '.join(FORMATS)}")
    return plainly[name](stream)
