"""The formats that are read, one module each: ``read`` of a module makes documents of an :class:`~textmine.reading.inputs.Input`.

A reader yields documents, and an :class:`~textmine.errors.InputError` in the place of each part that it cannot read; it raises one
where nothing at all can be read. Readers that need an extra import it when they are called.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from textmine.errors import InputError
from textmine.reading.inputs import Input
from textmine.records import Document

__all__ = ["ENDINGS", "documents"]

# Endings of names to the module that reads them; the first that fits counts.
_READERS = {
    ".txt": "text",
    ".jsonl": "json_lines",
    ".ndjson": "json_lines",
    ".json": "json_lines",
    ".gz": "gzipped",
}
# The endings that are looked for in directories.
ENDINGS = (".txt", ".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")


def documents(given: Input) -> Iterator[Document | InputError]:
    """The documents in ``given``, read by the format that its name tells; any other name is that of a text."""
    name = given.name.lower()
    module = next((found for ending, found in _READERS.items() if name.endswith(ending)), "text")
    reader = import_module(f"textmine.reading.formats.{module}")
    yield from reader.read(given)
