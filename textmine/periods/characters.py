"""How a text is made plain before it is read: traditional characters simple, blanks inside dates gone."""

from __future__ import annotations

import re
from functools import cache

from textmine.lexicon import rows
from textmine.records import OffsetMap

__all__ = ["simplified", "unspaced"]


def simplified(text: str) -> str:
    """``text`` with the traditional characters that occur in time expressions made simple, of the same length."""
    return text if _marked().search(text) is None else text.translate(_table())


def unspaced(text: str) -> tuple[str, OffsetMap]:
    """``text`` without the blanks inside dates (2024 年 11 月), and the way back to its offsets."""
    if not any(mark in text for mark in (" 年", " 月", " 日", " 个月")):
        return text, OffsetMap()
    pieces: list[str] = []
    starts, shifts = [0], [0]
    length = copied = 0
    for blank in _blanks().finditer(text):
        pieces.append(text[copied : blank.start()])
        length += blank.start() - copied
        copied = blank.end()
        if length == starts[-1]:
            shifts[-1] = copied - length
        else:
            starts.append(length)
            shifts.append(copied - length)
    pieces.append(text[copied:])
    return "".join(pieces), OffsetMap(tuple(starts), tuple(shifts))


@cache
def _blanks() -> re.Pattern[str]:
    return re.compile(r" +(?:(?<=\d )(?=[年月日个至到—\-])|(?<=[年月前第至到—\- 在于] )(?=\d))")


@cache
def _marked() -> re.Pattern[str]:
    return re.compile(f"[{''.join(_pairs())}]")


@cache
def _table() -> dict[int, str]:
    return {ord(traditional): simple for traditional, simple in _pairs().items()}


@cache
def _pairs() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("periods_traditional")}
