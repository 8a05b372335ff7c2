"""Streams of bytes: lines of them, and how messages name where they come from."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator

from textmine.errors import EncodingError
from textmine.reading.decode import MARKS

__all__ = ["file_name", "limited_lines", "shown", "wide_encoding"]

_WIDE = ("utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_HEAD = 64
_CHUNK = 2**20


def shown(path: object) -> str:
    """``path`` as messages name it: in one line, without control characters or bytes that are no text."""
    return "".join(mark if mark.isprintable() else ascii(mark)[1:-1] for mark in str(path))


def file_name(data: bytes) -> str:
    """The name of a file in an archive that says nothing of its encoding: UTF-8, or GB18030 as made in China."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("cp437")


def wide_encoding(head: bytes, encoding: str | None) -> str | None:
    """The encoding of several bytes a character (UTF-16, UTF-32) that a mark or ``encoding`` names, or null."""
    if encoding is None:
        return next((codec for mark, _, codec in MARKS if head.startswith(mark) and codec in _WIDE), None)
    try:
        name = codecs.lookup(encoding).name
    except (LookupError, ValueError):
        return None
    return name if name in _WIDE else None


def limited_lines(
    stream: io.BufferedReader, limit: int, *, encoding: str | None, where: str
) -> Iterator[tuple[bytes, str | None] | None]:
    """The lines of ``stream`` with the encoding that they are in; null for one that is longer than ``limit`` bytes.

    UTF-16 and UTF-32 come out as UTF-8: the byte that ends a line is part of other characters there. Raises
    :class:`EncodingError` where they break off.
    """
    wide = wide_encoding(stream.peek(_HEAD)[:_HEAD], encoding)
    if wide is None:
        while line := stream.readline(limit + 1):
            if len(line) <= limit:
                yield line, encoding
                continue
            while line and not line.endswith(b"\n"):
                line = stream.readline(_CHUNK)
            yield None
        return
    text = io.TextIOWrapper(stream, encoding=wide, newline="\n")
    try:
        while words := text.readline(limit + 1):
            if len(words) <= limit:
                yield words.removeprefix("\ufeff").encode(), "utf-8"
                continue
            while words and not words.endswith("\n"):
                words = text.readline(_CHUNK)
            yield None
    except UnicodeError as error:
        raise EncodingError(f"{where}: not {wide} to its end; save it again, best as UTF-8") from error
    finally:
        text.detach()
