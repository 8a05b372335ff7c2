"""The formats that are read, one module each: ``read`` of a module makes documents of an :class:`~textmine.reading.inputs.Input`.

A reader yields documents, and an :class:`~textmine.errors.InputError` in the place of each part that it cannot read; it raises one
where nothing at all can be read. Readers that need an extra import it when they are called.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import PurePath

from textmine.errors import InputError
from textmine.reading.inputs import Input
from textmine.reading.kinds import kind_of
from textmine.records import Document

__all__ = ["ENDINGS", "LIMIT_DEPTH", "STREAMED", "documents", "reader_of"]

# Endings of names to the module that reads them; the first that fits counts.
_READERS = {
    ".txt": "text",
    ".jsonl": "json_lines",
    ".ndjson": "json_lines",
    ".json": "json_lines",
    ".csv": "csv_rows",
    ".tsv": "csv_rows",
    ".zip": "zipped",
    ".tar": "tarred",
    ".gz": "compressed",
    ".tgz": "compressed",
    ".bz2": "compressed",
    ".tbz2": "compressed",
    ".xz": "compressed",
    ".txz": "compressed",
    ".warc": "warc",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".html": "html",
    ".htm": "html",
    ".shtml": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".doc": "docx",
}
# What is looked for in directories and archives: all of these but .json, which is mostly something else.
_PLAIN = tuple(ending for ending, module in _READERS.items() if ending != ".json" and module != "compressed")
ENDINGS = (
    *_PLAIN,
    *(ending + packed for ending in _PLAIN for packed in (".gz", ".bz2", ".xz")),
    ".tgz",
    ".tbz2",
    ".txz",
)
# Readers that hold one article at a time, and those that hand on what they find inside.
STREAMED = ("json_lines", "csv_rows")
_CONTAINERS = ("compressed", "zipped", "tarred", "warc")
LIMIT_DEPTH = 4
_PDF = b"%PDF-"


def reader_of(name: str) -> str | None:
    """The module that reads files of this name, or null where the name does not tell."""
    return next((found for ending, found in _READERS.items() if name.lower().endswith(ending)), None)


def documents(given: Input) -> Iterator[Document | InputError]:
    """The documents in ``given``, read by the format that its name tells, or else its first bytes; what neither tells is a text."""
    module = reader_of(given.name)
    if module is None:
        ending = kind_of(given.stream, given.encoding)
        if (
            ending == ".zip" and PurePath(given.name).suffix
        ):  # many formats are ZIP archives within: the text reader tells so
            ending = ""
        given = given._replace(name=given.name + (ending if reader_of(ending) else ""))
        module = reader_of(given.name) or "text"
    if module != "pdf" and given.stream.peek(len(_PDF)).startswith(_PDF):
        module = "pdf"  # under any name
    if module in _CONTAINERS and given.depth >= LIMIT_DEPTH:
        raise InputError(
            f"{given.where}: archives lie inside archives more than {LIMIT_DEPTH} deep; unpack the outer ones first"
        )
    reader = import_module(f"textmine.reading.formats.{module}")
    yield from reader.read(given)
