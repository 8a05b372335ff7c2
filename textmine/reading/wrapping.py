"""How a text is wrapped: the width at which its lines break, and how it marks where a paragraph begins.

A width is believed when the lines that do not end a sentence are about that long, when they read as prose and when
hardly any prose is longer. It counts characters, or columns (two for a Han character) where digits and Latin letters
are set half as wide.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from textmine.reading.lines import is_terminal
from textmine.reading.pages import Line

__all__ = ["Wrapping", "line_size", "size", "wrapping"]

_MINIMAL_WIDTH = 8
_MARKS = "，。；、"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrapping:
    """How lines are wrapped.

    ``width`` counts characters, or columns if ``columns``; ``cut`` tells that lines break inside words and numbers;
    ``margin`` is the indentation of a line that goes on, ``marked`` whether paragraphs are told by a deeper one or by
    an empty line, ``spaced`` whether empty lines stand between all lines.
    """

    width: int
    columns: bool
    cut: bool
    margin: int
    marked: bool
    spaced: bool

    @property
    def unit(self) -> int:
        """The size of one Han character."""
        return 2 if self.columns else 1


@cache
def _narrow() -> re.Pattern[str]:
    return re.compile(r"[\x20-\x7e]")


@cache
def _split_number() -> re.Pattern[str]:
    """What the two sides of a line break show when a number was broken."""
    return re.compile(r"\d\n\d|\d\n\.\d|\d[.,]\n\d")


def size(text: str, *, columns: bool) -> int:
    """The width of ``text`` in characters or columns."""
    return 2 * len(text) - len(_narrow().findall(text)) if columns else len(text)


def line_size(line: Line, *, columns: bool) -> int:
    """The width of ``line``, its indentation included."""
    return size(line.text, columns=columns) + (line.indent if columns else line.indent // 2)


def wrapping(lines: Sequence[Line]) -> Wrapping | None:
    """How ``lines`` are wrapped, or null if they are not."""
    opened = [line for line in lines if not is_terminal(line.text)]
    if len(opened) < 2:
        return None
    best: tuple[float, int, bool] | None = None
    for columns in (False, True):
        width = _width(lines, opened, columns=columns)
        if width is not None:
            best = max(best or (-1.0, 0, False), (_evenness(opened, width, columns=columns), width, columns))
    return None if best is None else _described(lines, width=best[1], columns=best[2])


def _evenness(opened: Sequence[Line], width: int, *, columns: bool) -> float:
    """The share of the open lines that fill ``width`` but for one sign; the measure that explains more is right."""
    unit = 2 if columns else 1
    return sum(width - unit <= line_size(line, columns=columns) <= width for line in opened) / len(opened)


def _width(lines: Sequence[Line], opened: Sequence[Line], *, columns: bool) -> int | None:
    unit = 2 if columns else 1
    sizes = Counter(found for line in opened if (found := line_size(line, columns=columns)) >= _MINIMAL_WIDTH * unit)
    if not sizes:
        return None
    width = max(sizes, key=lambda found: (sizes[found] + sizes[found - unit] + sizes[found + unit], found))
    low, high = width - 2 * unit, width + unit
    full = sum(count for found, count in sizes.items() if low <= found <= high)
    if full < 2 or full < 0.5 * sizes.total():
        return None
    measured = [(line, line_size(line, columns=columns)) for line in lines]
    body = [line for line, found in measured if low <= found <= high]
    longer = [line for line, found in measured if found > high + unit]
    prose = sum(_flows(line) for line in longer)
    if prose > 0.03 * len(lines) or len(longer) > max(3, 0.1 * len(lines)):
        return None
    if sum(_flows(line) for line in body) < 0.3 * len(body):
        return None
    everything = Counter(found for _, found in measured)
    return max(
        (found for found in range(width, high + unit + 1) if 4 * everything[found] >= sizes[width]), default=width
    )


def _flows(line: Line) -> bool:
    return any(mark in line.text for mark in _MARKS)


def _described(lines: Sequence[Line], *, width: int, columns: bool) -> Wrapping:
    unit = 2 if columns else 1
    body = [line for line in lines if line_size(line, columns=columns) >= width - 2 * unit]
    indents = Counter(line.indent for line in body)
    margin = min((indent for indent, count in indents.items() if 10 * count >= len(body)), default=0)
    blanks = sum(line.blank for line in lines[1:])
    spaced = blanks >= 0.6 * len(lines)
    broken = any(
        _split_number().search(f"{left.text[-2:]}\n{right.text[:2]}") is not None
        for left, right in pairwise(lines)
        if line_size(left, columns=columns) >= width - 2 * unit
    )
    return Wrapping(
        width=width,
        columns=columns,
        cut=broken,
        margin=margin,
        marked=_marked(lines, width=width, columns=columns, margin=margin, spaced=spaced),
        spaced=spaced,
    )


def _marked(lines: Sequence[Line], *, width: int, columns: bool, margin: int, spaced: bool) -> bool:
    """Whether most of the lines that surely begin a paragraph, after a short one that ends a sentence, are set apart."""
    room = width - (6 if columns else 3)
    begins = [
        right for left, right in pairwise(lines) if is_terminal(left.text) and line_size(left, columns=columns) <= room
    ]
    apart = sum(line.indent > margin or (line.blank and not spaced) for line in begins)
    return 2 * apart > len(begins)
