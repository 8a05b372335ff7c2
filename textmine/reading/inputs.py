"""What a reader of a format is given: a stream of bytes, its name, and how results and messages name it."""

from __future__ import annotations

import io
from typing import NamedTuple

from textmine.reading.columns import Columns
from textmine.reading.unpacking import Budget

__all__ = ["Input"]


class Input(NamedTuple):
    """One file, or one member of an archive.

    ``name`` is the bare file name, whose ending tells the format; ``path`` is what results call it, ``where`` what messages
    call it. ``encoding`` is the one that the user named, or null. ``depth`` counts the archives around it, ``budget`` what they unpack
    to. ``columns`` tells which column of a table, or key of a JSON object, holds what.
    """

    stream: io.BufferedReader
    name: str
    path: str
    where: str
    encoding: str | None = None
    depth: int = 0
    budget: Budget | None = None
    columns: Columns = Columns()
