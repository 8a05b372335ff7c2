"""Paragraphs to the cleaned text of an article, with the map that leads back to the text as given.

Every character of the cleaned text is a character of the original: the same, its half-width form (digits, Latin
letters, ％ ． ＋ － ／ ＆ and the wide spaces, always one for one), or, for a line break, ``\\n`` between blocks and a
space between Latin words. Nothing is put in that has no place in the original.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from textmine.reading.lines import INVISIBLE
from textmine.records import OffsetMap

if TYPE_CHECKING:
    from textmine.reading.joining import Paragraph

__all__ = ["Cleaner", "comparable", "tidy"]

_WIDE = {
    **{
        chr(code): chr(code - 0xFEE0)
        for first, last in ("０９", "ＡＺ", "ａｚ")
        for code in range(ord(first), ord(last) + 1)
    },
    **dict(zip("％．＋－／＆﹒﹪\u3000\u00a0\u2002\u2003\u2009", "%.+-/&.%     ", strict=True)),
}


@cache
def _wide() -> re.Pattern[str]:
    return re.compile(f"[{''.join(_WIDE)}]+")


@cache
def _table() -> dict[int, str]:
    return str.maketrans(_WIDE)


@cache
def _invisible() -> re.Pattern[str]:
    """Characters without width, and the marks of bold type in Markdown."""
    return re.compile(rf"[{INVISIBLE}]+|\*\*")


@cache
def _hides() -> re.Pattern[str]:
    """A character with which :func:`_invisible` can begin: a look that costs little."""
    return re.compile(rf"[{INVISIBLE}*]")


@cache
def _break() -> re.Pattern[str]:
    return re.compile(r"[\n\r\v\f\x85\u2028\u2029]")


def _halfwidth(text: str) -> str:
    """``text`` with wide digits, Latin letters, signs and spaces made narrow; the length stays the same."""
    return _wide().sub(lambda found: found[0].translate(_table()), text)


class Cleaner:
    """Collects the cleaned text of one article piece by piece."""

    def __init__(self, original: str) -> None:
        self._original = original
        self._parts: list[str] = []
        self._starts: list[int] = []
        self._shifts: list[int] = []
        self._length = 0
        self._last = 0

    def _put(self, text: str, origin: int) -> None:
        shift = origin - self._length
        if not self._shifts or self._shifts[-1] != shift:
            self._starts.append(self._length)
            self._shifts.append(shift)
        self._parts.append(text)
        self._length += len(text)

    def _copy(self, start: int, end: int) -> None:
        if _hides().search(self._original, start, end) is None:
            if start < end:
                self._put(self._original[start:end], start)
            return
        piece = self._original[start:end]
        position = 0
        for found in _invisible().finditer(piece):
            if found.start() > position:
                self._put(piece[position : found.start()], start + position)
            position = found.end()
        if position < len(piece):
            self._put(piece[position:], start + position)

    def add(self, paragraph: Paragraph) -> tuple[int, int]:
        """Add ``paragraph`` as a block of its own and return its span in the cleaned text."""
        if self._length:
            found = _break().search(self._original, self._last)
            self._put("\n", found.start() if found else self._last)
        begin = self._length
        for (start, end), space in zip(paragraph.pieces, paragraph.spaces, strict=True):
            self._copy(start, end)
            if space:
                self._put("\n" if paragraph.table else " ", end)
        self._last = paragraph.end
        return begin, self._length

    def finish(self) -> tuple[str, OffsetMap]:
        """The cleaned text and its offset map."""
        text = _halfwidth("".join(self._parts))
        if not self._starts:
            return text, OffsetMap()
        return text, OffsetMap(starts=tuple(self._starts), shifts=tuple(self._shifts))


def tidy(text: str) -> str:
    """``text`` as it reads in the cleaned text: wide characters narrow, without invisible characters."""
    return _halfwidth(text if _hides().search(text) is None else _invisible().sub("", text))


def comparable(text: str) -> str:
    """The characters of ``text`` that count when two headlines are compared."""
    return re.sub(r"\W+", "", tidy(text))
