"""Lines to paragraphs: what a page broke is put together again.

Two kinds of text are told apart by the lengths of their lines. In *wrapped* text lines break where the width is used
up: a line goes on in the next one when the next one's first word would not have fitted. In other text a line is a
paragraph or a heading, and goes on only where the words show it: an open bracket, an open number, a comma, prose
without an end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from textmine.reading.lines import Line, is_prose, is_terminal, starts_item

__all__ = ["Paragraph", "paragraphs"]

_MINIMAL_WIDTH = 8
# How much of a paragraph's end is looked at to decide whether it goes on.
_MEMORY = 400
_OPENERS = "“‘《〈（【「『(["
_CLOSERS = "”’》〉）】」』)]"
_NEVER_FIRST = frozenset("，。、；：！？）》”’】」』〉％%‰℃…,;!?)")
_OPEN_MARKS = frozenset("，、,（(《“‘【「『〈—-·")
_OPEN_WORDS = frozenset("的和与及或而且并把被将由从对以在于达至约近超逾仅较比每各该")
_UNITS = frozenset("0123456789.．%％‰万亿千百十多余个家项年月日号元人次倍成吨亩米公平立户名位座条辆台套")


class Paragraph(NamedTuple):
    """Lines that are one paragraph: spans of the original text; ``spaces`` tells which are followed by a space."""

    pieces: tuple[tuple[int, int], ...]
    spaces: tuple[bool, ...]
    text: str
    blank: bool

    @property
    def start(self) -> int:
        """Where the paragraph begins in the original text."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.pieces[-1][1]


@dataclass(frozen=True, slots=True)
class _Wrapping:
    """How a text is wrapped. ``width`` counts characters, or columns (two for a Han character) if ``columns``."""

    width: int
    columns: bool
    cut: bool
    separated: bool
    spaced: bool


@cache
def _narrow() -> re.Pattern[str]:
    return re.compile(r"[\x20-\x7e]")


@cache
def _open_start() -> re.Pattern[str]:
    """Words that no sentence and no heading begins with."""
    return re.compile(r"的(?![确士])|了(?![解不])|们|等(?![待候级])|是[：，]|左右|以[上下内]|之一|[年月]底")


@cache
def _word() -> re.Pattern[str]:
    return re.compile(rf"[{re.escape(_OPENERS)}]*(?:[A-Za-z0-9.,%+/&-]+|.)[，。、；：！？）》”’】…%]*")


def _size(text: str, columns: bool) -> int:
    return 2 * len(text) - len(_narrow().findall(text)) if columns else len(text)


def _wrapping(lines: Sequence[Line]) -> _Wrapping | None:
    """How ``lines`` are wrapped, or null if they are not."""
    if sum(not is_terminal(line.text) for line in lines) < 2:
        return None
    found = [wrapping for columns in (False, True) if (wrapping := _measured(lines, columns)) is not None]
    return max(found, key=lambda wrapping: _evenness(lines, wrapping), default=None)


def _evenness(lines: Sequence[Line], wrapping: _Wrapping) -> float:
    """The share of the open lines that fill the width but for one sign; the layout that explains more is the right one."""
    unit = 2 if wrapping.columns else 1
    sizes = [_line_size(line, wrapping.columns) for line in lines if not is_terminal(line.text)]
    return sum(wrapping.width - unit <= size <= wrapping.width for size in sizes) / len(sizes)


def _line_size(line: Line, columns: bool) -> int:
    """The width of ``line``, its indentation included."""
    return _size(line.text, columns) + line.indent * (2 if columns else 1)


def _measured(lines: Sequence[Line], columns: bool) -> _Wrapping | None:
    sizes = [_line_size(line, columns) for line in lines]
    open_sizes = Counter(
        size for size, line in zip(sizes, lines, strict=True) if not is_terminal(line.text) and size >= _MINIMAL_WIDTH
    )
    if not open_sizes:
        return None
    all_sizes = Counter(sizes)
    unit = 2 if columns else 1
    width = max(
        open_sizes, key=lambda size: (open_sizes[size] + open_sizes[size - unit] + open_sizes[size + unit], size)
    )
    full = sum(count for size, count in open_sizes.items() if width - 2 * unit <= size <= width + unit)
    longer = sum(size > width + 2 * unit for size in sizes)
    body = [line for size, line in zip(sizes, lines, strict=True) if width - 2 * unit <= size <= width + unit]
    if full < 2 or full < 0.5 * open_sizes.total() or longer > 0.03 * len(lines):
        return None
    if sum(any(mark in line.text for mark in "，。；、：") for line in body) < 0.3 * len(body):
        return None
    hanging = [size for size in range(width, width + 2 * unit + 1) if 4 * all_sizes[size] >= open_sizes[width]]
    blanks = sum(line.blank for line in lines[1:])
    indents = sum(line.indent > 0 for line in lines)
    return _Wrapping(
        width=max(hanging, default=width),
        columns=columns,
        cut=not columns and open_sizes[width] >= 0.9 * full,
        separated=0 < blanks < 0.6 * len(lines) or 0 < indents < 0.6 * len(lines),
        spaced=blanks >= 0.6 * len(lines),
    )


def _open_bracket(text: str) -> str | None:
    """The closing bracket that ``text`` waits for, or null."""
    tail = text[-60:]
    for opener, closer in zip(_OPENERS, _CLOSERS, strict=True):
        if opener in "《（(" and tail.rfind(opener) > tail.rfind(closer):
            return closer
    return None


def _goes_on(before: str, line: Line) -> bool:
    """Whether the words show that ``line`` goes on with the paragraph ``before``, whatever the layout."""
    first = line.text[0]
    if first in _NEVER_FIRST:
        return True
    if is_terminal(before) or starts_item(line.text):
        return False
    closer = _open_bracket(before)
    if closer and closer in line.text[:40]:
        return True
    flowing = is_prose(line.text) or is_prose(before) or "，" in before
    if not flowing:
        return False
    last = before[-1]
    if last in _OPEN_MARKS or (last in _OPEN_WORDS and ("，" in before or "。" in before)):
        return True
    if last.isdigit() and first in _UNITS:
        return True
    return bool(_open_start().match(line.text)) or (
        last.isascii() and last.isalnum() and first.isascii() and first.isalnum()
    )


def _joins_unwrapped(before: str, last: Line, line: Line) -> bool:
    if _goes_on(before, line):
        return True
    if is_terminal(before) or line.indent > last.indent:
        return False
    unfinished = "。" in before or ("，" in before and len(before) > 45)
    return unfinished and is_prose(line.text) and not starts_item(line.text) and not starts_item(before)


def _joins_wrapped(before: str, last: Line, line: Line, wrapping: _Wrapping) -> bool:
    closed = is_terminal(before)
    if line.indent > last.indent or (closed and starts_item(line.text)):
        return False
    word = _word().match(line.text)
    room = wrapping.width - _line_size(last, wrapping.columns)
    need = _size(word[0] if word else "", wrapping.columns)
    full = room < need if wrapping.cut else room < need + (2 if wrapping.columns else 1)
    if line.blank and not wrapping.spaced:
        return (not closed and full and ("，" in before or "。" in before)) or _goes_on(before, line)
    if not full:
        return _goes_on(before, line)
    return not closed or wrapping.separated or room < need


def paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """The paragraphs and headings that ``lines`` make up, in order."""
    wrapping = _wrapping(lines)
    groups: list[list[Line]] = []
    text = ""
    for line in lines:
        last = groups[-1][-1] if groups else None
        if last is not None and (
            _joins_wrapped(text, last, line, wrapping) if wrapping else _joins_unwrapped(text, last, line)
        ):
            groups[-1].append(line)
            text = (text + line.text)[-_MEMORY:]
        else:
            groups.append([line])
            text = line.text
    return [_paragraph(group, wrapping is not None and not wrapping.cut) for group in groups]


def _paragraph(group: Sequence[Line], words: bool) -> Paragraph:
    """One paragraph of the lines ``group``; between Latin ``words`` a line break stands for a space."""
    spaces = [
        words
        and left.text[-1].isascii()
        and left.text[-1].isalpha()
        and right.text[0].isascii()
        and right.text[0].isalpha()
        for left, right in pairwise(group)
    ]
    spaces.append(False)
    return Paragraph(
        pieces=tuple((line.start, line.end) for line in group),
        spaces=tuple(spaces),
        text="".join(line.text + " " * space for line, space in zip(group, spaces, strict=True)),
        blank=group[0].blank,
    )
