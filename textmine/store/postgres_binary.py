"""Rows of the full text as PostgreSQL's COPY takes them in binary: its long lists of numbers would take longer as words, on both sides."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from textmine.store.fulltext import grams

__all__ = ["Body", "copied"]

HEADER = b"PGCOPY\n\xff\r\n\0" + struct.pack(">ii", 0, 0)
TRAILER = struct.pack(">h", -1)
INTEGER = 23  # the type of the numbers in an array


class Body(NamedTuple):
    """The text of an article as it is indexed, and how many characters of title and text it has."""

    article_id: int
    body: str
    size: int


def copied(rows: Iterable[Body]) -> Iterator[bytes]:
    """``rows`` with their grams: the columns article_id, body, size and grams."""
    yield HEADER
    for row in rows:
        text = row.body.encode()
        numbers = np.array(grams(row.body), dtype=np.int32)
        cells = np.empty(len(numbers), dtype=[("length", ">i4"), ("number", ">i4")])
        cells["length"], cells["number"] = 4, numbers
        array = struct.pack(">iiiii", 1, 0, INTEGER, len(numbers), 1) + cells.tobytes()
        yield struct.pack(">hiqi", 4, 8, row.article_id, len(text)) + text
        yield struct.pack(">iii", 4, row.size, len(array)) + array
    yield TRAILER
