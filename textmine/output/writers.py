"""The output formats by name, and the writers of those that hold whole articles: table, JSON, JSON Lines, HTML."""

from __future__ import annotations

from pathlib import PurePath
from typing import BinaryIO

from textmine.batch import Result
from textmine.errors import UsageError
from textmine.output.labels import Layout
from textmine.output.sheets import CsvWriter, ParquetWriter
from textmine.output.writer import TellingWriter, Writer

__all__ = ["FORMATS", "format_of", "open_writer"]

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


def format_of(path: str) -> str:
    """The format that the ending of ``path`` names. Raises :class:`UsageError` for an ending that names none."""
    suffix = PurePath(path).suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError(f"{path}: no format is known for the ending {suffix or '(none)'!r}; name one with --format")
    return SUFFIXES[suffix]


class _Table(Writer):
    def __init__(self, stream: BinaryIO, layout: Layout) -> None:
        super().__init__(stream)
        self.layout = layout
        self.articles = self.claims = 0

    def write(self, result: Result) -> None:
        from textmine.output.table import article_table

        for extraction in result.extractions:
            table = article_table(extraction, result.document.path, self.layout)
            self.put("\n" + table if self.articles else table)
            self.articles += 1
            self.claims += len(extraction.claims)

    def finish(self) -> None:
        from textmine.output.table import total_line

        if self.articles > 1:
            self.put(total_line(self.articles, self.claims, self.layout))
        super().finish()


class _Json(Writer):
    """One object; several documents become an array, none an empty one."""

    waiting: str | None = None
    many = False

    def write(self, result: Result) -> None:
        from textmine.output.trees import document_object

        if self.waiting is not None:
            self.put(self.waiting + ",\n" if self.many else "[\n" + self.waiting + ",\n")
            self.many = True
        self.waiting = document_object(result.document, result.extractions)

    def finish(self) -> None:
        self.put("[]\n" if self.waiting is None else self.waiting + ("\n]\n" if self.many else "\n"))
        super().finish()


class _JsonLines(TellingWriter):
    @staticmethod
    def tell(result: Result) -> str:
        from textmine.output.trees import article_line
        from textmine.reading.finder import Finder

        finder = Finder(result.document)
        return "".join(article_line(found, result.document, finder) + "\n" for found in result.extractions)


class _Html(Writer):
    def __init__(self, stream: BinaryIO, lang: str) -> None:
        super().__init__(stream)
        from textmine.output import page

        self.page, self.lang, self.articles = page, lang, 0

    def write(self, result: Result) -> None:
        for extraction in result.extractions:
            if not self.articles:
                self.put(self.page.head(extraction.article.title, self.lang))
            self.articles += 1
            self.put(self.page.article(extraction, result.document.text, self.articles, self.lang))

    def finish(self) -> None:
        if not self.articles:
            self.put(self.page.head(None, self.lang))
        self.put(self.page.tail())
        super().finish()


def open_writer(name: str, stream: BinaryIO, layout: Layout | None = None) -> Writer:
    """The writer of format ``name`` on ``stream``; ``layout`` is for the views for people.

    Raises :class:`UsageError` for an unknown format, :class:`MissingExtraError` where a format needs an extra.
    """
    layout = layout or Layout()
    if name == "table":
        return _Table(stream, layout)
    if name == "html":
        return _Html(stream, layout.lang)
    plainly: dict[str, type[Writer]] = {
        "json": _Json,
        "jsonl": _JsonLines,
        "csv": CsvWriter,
        "parquet": ParquetWriter,
    }
    if name not in plainly:
        raise UsageError(f"format {name!r} is not known; use one of {', '.join(FORMATS)}")
    return plainly[name](stream)
