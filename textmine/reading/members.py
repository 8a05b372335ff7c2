"""Members of archives: which are read, and how each is handed to the reader of its format."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from textmine.errors import InputError
from textmine.reading.formats import ENDINGS, documents
from textmine.reading.inputs import Input
from textmine.reading.streams import shown
from textmine.reading.unpacking import Budget
from textmine.records import Document

__all__ = ["Members"]

_LEFT_OUT = ("__MACOSX", "Thumbs.db", "desktop.ini")


class Members:
    """The members of the archive ``given`` as inputs of their own, named ``ARCHIVE!/MEMBER``; nothing is written to disk."""

    def __init__(self, given: Input) -> None:
        self.budget = given.budget or Budget()
        self.outer = given.depth == 0
        self._given = given._replace(budget=self.budget)
        self._any = False

    def where(self, name: str) -> str:
        """How messages name the member ``name``."""
        return f"{self._given.where}!/{shown(name.lstrip('/'))}"

    def refused(self, name: str, *, encrypted: bool = False, link: bool = False) -> InputError | None:
        """Why the member ``name`` is not read, or null."""
        if _outside(name):
            why = "its name leads out of the archive, and it is left out; pack it again under a plain name"
        elif encrypted:
            why = "it is encrypted; unpack the archive with its password first"
        elif link:
            why = "it is a link, which is not followed; pack the file itself"
        else:
            return None
        return self.told(name, why)

    def told(self, name: str, why: str) -> InputError:
        """The error that ``why`` is, of the member ``name``."""
        self._any = True
        return InputError(f"{self.where(name)}: {why}")

    def wanted(self, name: str) -> bool:
        """Whether the member ``name`` is looked at: as in directories, no hidden ones, and only those of formats that are read."""
        parts = name.replace("\\", "/").split("/")
        if any((part.startswith(".") and part.strip(".")) or part in _LEFT_OUT for part in parts):
            return False
        return name.lower().endswith(ENDINGS)

    def read(self, name: str, stream: io.BufferedReader) -> Iterator[Document | InputError]:
        """The documents in the member ``name``; what cannot be read comes out as an error in its place."""
        self._any = True
        bare = name.replace("\\", "/")
        where = self.where(name)
        try:
            yield from documents(
                self._given._replace(
                    stream=stream,
                    name=PurePosixPath(bare).name,
                    path=f"{self._given.path}!/{name}",
                    where=where,
                    depth=self._given.depth + 1,
                )
            )
        except InputError as error:
            yield error

    def none(self) -> Iterator[InputError]:
        """What is told where no member was read."""
        if not self._any:
            yield InputError(
                f"{self._given.where}: the archive holds no file of a format that is read; "
                f"formats are told by endings: {', '.join(ENDINGS[:4])} …"
            )


def _outside(name: str) -> bool:
    """Whether ``name`` is absolute or climbs out of the archive, on any system."""
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or not parts[0] or "\0" in name or bool(re.match("[A-Za-z]:", name))
