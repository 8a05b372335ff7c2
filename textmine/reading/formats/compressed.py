"""A file packed with gzip, bzip2 or xz: what it holds, read by the format that the rest of its name tells."""

from __future__ import annotations

from collections.abc import Iterator

from textmine.errors import InputError
from textmine.reading.formats import STREAMED, documents, reader_of
from textmine.reading.inputs import Input
from textmine.reading.unpacking import Budget, Packing, unpacked
from textmine.records import Document

__all__ = ["read"]

# Endings, what they were packed with, and what the rest of the name is.
_ENDINGS = (
    (".tgz", Packing.GZIP, ".tar"),
    (".tbz2", Packing.BZIP2, ".tar"),
    (".txz", Packing.XZ, ".tar"),
    (".gz", Packing.GZIP, ""),
    (".bz2", Packing.BZIP2, ""),
    (".xz", Packing.XZ, ""),
)


def read(given: Input) -> Iterator[Document | InputError]:
    """The documents in the packed file ``given``."""
    ending, packing, inner = next(found for found in _ENDINGS if given.name.lower().endswith(found[0]))
    name = given.name[: -len(ending)] + inner
    # Archives of articles are read one by one in little memory, however long; inside another archive they are held to its budget.
    free = given.budget is None and reader_of(name) in STREAMED
    budget = None if free else given.budget or Budget()
    with unpacked(
        given.stream, packing, where=given.where, budget=budget, outer=given.depth == 0 and not free
    ) as plain:
        yield from documents(given._replace(stream=plain, name=name, depth=given.depth + 1, budget=budget))
