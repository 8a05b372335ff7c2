"""What every writer is: it takes results one after the other, holds at most one of them, and writes bytes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import BinaryIO

from textmine.batch import Result, Told, told_as

__all__ = ["TellingWriter", "Writer"]


class Writer(ABC):
    """Writes results to a binary stream; :meth:`finish` writes what remains and leaves the stream open."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream

    @abstractmethod
    def write(self, result: Result) -> None:
        """Writes one result."""

    def finish(self) -> None:
        """Ends the output; needed once, also where nothing was written."""
        self.stream.flush()

    def put(self, text: str) -> None:
        r"""Writes ``text`` as UTF-8; half a surrogate pair, which UTF-8 cannot hold, as ``\udXXX``, JSON's escape."""
        self.stream.write(text.encode("utf-8", "backslashreplace"))


class TellingWriter(Writer):
    """A writer that tells every result by itself, which other processes can do for it."""

    @staticmethod
    @abstractmethod
    def tell(result: Result) -> str:
        """One result as text."""

    def write(self, result: Result) -> None:
        """Writes one result."""
        self.write_told(told_as(result, self.tell))

    def write_told(self, told: Told) -> None:
        """Writes one result that was told before."""
        self.put(told.text)
