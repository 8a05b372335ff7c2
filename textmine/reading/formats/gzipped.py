"""A gzip file: what it holds, read by the format that the rest of its name tells."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator

from textmine.errors import InputError
from textmine.reading.formats import documents
from textmine.reading.inputs import Input
from textmine.records import Document

__all__ = ["read"]


def read(given: Input) -> Iterator[Document | InputError]:
    """The documents in the gzip file ``given``."""
    try:
        with gzip.GzipFile(fileobj=given.stream) as packed:
            yield from documents(
                given._replace(stream=io.BufferedReader(packed), name=given.name[:-3], depth=given.depth + 1)
            )
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield InputError(f"{given.where}: the gzip archive is damaged ({error}); fetch or pack it again")
