"""Blocks in reading order to paragraphs, headline lines and tables: what columns and pages broke is put together again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from textmine.reading.formats.pdf_layout import Placed
from textmine.reading.formats.pdf_segments import HEADLINE, Segment
from textmine.reading.formats.pdf_tables import Table
from textmine.reading.furniture import is_furniture
from textmine.reading.lines import is_caption, is_terminal, starts_item

__all__ = ["Kind", "Line", "Passage", "openings", "page_lines", "passages"]

# In parts of the size of the text: how deep a first line is indented, how much shorter than its column a last line is.
_INDENT = 1.3
_SHORT = 0.8
# A distance between lines that sets paragraphs apart, in parts of the usual one.
_APART = 1.35
# Lines of one paragraph differ in size by so much at most.
_SIZE = 1.12
# So many times the size of the text a line above a headline is at least.
_KICKER = 1.05
# Lines of a headline that was broken lie at most so far apart, in parts of their size.
_LINES = 2.0
# So many times the size of the text a headline is at least that begins an article; in one column, where headlines of chapters stand too,
# it is about as large as the first.
_OPENS = 1.4
_AS_LARGE = 0.95
_TITLE = 5
# Columns as wide as this part of the page or less are several.
_NARROW = 0.6
# Columns that differ in width by more are none of one text.
_WIDTH = 1.3


class Kind(Enum):
    """What a passage is."""

    PARAGRAPH = auto()
    HEADLINE = auto()
    CAPTION = auto()
    TABLE = auto()


class Line(NamedTuple):
    """A line in its column, or a table: ``left`` and ``right`` are the edges of the column, ``above`` the distance to the line before."""

    page: int
    kind: Kind
    pieces: tuple[Segment, ...]
    size: float
    left: float
    right: float
    above: float | None = None
    table: Table | None = None

    @property
    def text(self) -> str:
        """Its words; pieces have a space between them, unless they are characters set wide apart."""
        wide = len(self.pieces) > 2 and all(len(piece.text) < 3 for piece in self.pieces)
        return ("" if wide else " ").join(piece.text for piece in self.pieces)

    @property
    def indented(self) -> bool:
        """Whether it begins farther right than its column."""
        return self.pieces[0].left - self.left >= _INDENT * self.size

    @property
    def flush(self) -> bool:
        """Whether it stands at the right edge of its column, as the signature and date below a document do."""
        return self.pieces[0].left - self.left > max(4 * self.size, 0.45 * (self.right - self.left))

    @property
    def room(self) -> float:
        """The white space between its end and the edge of its column."""
        return self.right - self.pieces[-1].right


@dataclass(slots=True)
class Passage:
    """A paragraph, a line of a headline, a caption, or a table over one or several pages."""

    kind: Kind
    lines: list[Line] = field(default_factory=list)


def page_lines(placed: Sequence[Placed], page: int, body: float) -> list[Line]:
    """The lines of a page in reading order; ``body`` is the size of most of its text."""
    found: list[Line] = []
    last: Line | None = None
    for number, (block, left, right) in enumerate(placed):
        if block.table is not None:
            found.append(Line(page, Kind.TABLE, (), block.size, left, right, table=block.table))
            last = None
            continue
        kind = Kind.HEADLINE if block.size >= HEADLINE * body or _heads(placed, number, body) else Kind.PARAGRAPH
        if kind is Kind.PARAGRAPH and is_caption("".join(segment.text for segment in block.lines)):
            kind = Kind.CAPTION
        for index, segment in enumerate(block.lines):
            if last is not None and index == 0 and _same_row(last.pieces[-1], segment):
                last = found[-1] = last._replace(pieces=(*last.pieces, segment))
                continue
            above = None
            if last is not None and (last.left, last.right) == (left, right):
                below = segment.baseline - last.pieces[0].baseline
                above = below if below > 0 else None
            last = Line(page, kind, (segment,), segment.size, left, right, above)
            found.append(last)
    return found


def _heads(placed: Sequence[Placed], number: int, body: float) -> bool:
    """Whether the block of this ``number`` is one line above a headline and part of it."""
    block = placed[number].block
    if len(block.lines) != 1 or block.size < _KICKER * body or number + 1 == len(placed):
        return False
    below = placed[number + 1].block
    return below.size >= HEADLINE * body and 0 <= below.box[1] - block.box[3] <= below.size


def _same_row(left: Segment, right: Segment) -> bool:
    return abs(left.baseline - right.baseline) <= 0.3 * min(left.size, right.size) and right.left >= left.right


class _Layout(NamedTuple):
    """How paragraphs are set: ``marked`` by an indented first line; ``leading`` is the distance of lines in parts of their size.

    ``wrapped`` tells that most lines which fill their column end in the middle of a sentence, so that lines are not paragraphs.
    """

    marked: bool
    wrapped: bool
    leading: float


def _layout(lines: Sequence[Line]) -> _Layout:
    leading = Counter(round(line.above / line.size, 1) for line in lines if line.above is not None)
    begins = [
        line.indented
        for last, line in pairwise(lines)
        if last.kind is line.kind is Kind.PARAGRAPH and is_terminal(last.text) and _is_short(last, line)
    ]
    marked = 2 * sum(begins) > len(begins) if begins else any(line.indented for line in lines if line.pieces)
    full = [is_terminal(line.text) for line in lines if line.kind is Kind.PARAGRAPH and line.room < line.size]
    return _Layout(marked, 2 * sum(full) < len(full), leading.most_common(1)[0][0] if leading else 1.5)


@cache
def _word() -> re.Pattern[str]:
    """What cannot be broken at the beginning of a line, with the signs that must not begin one."""
    return re.compile(r"[“‘《〈（【「『(\[]*(?:[A-Za-z0-9.,%+/&-]+|.)[，。、；：！？）》”’】…%]*")


def _is_short(last: Line, line: Line) -> bool:
    """Whether the first word of ``line`` would have fitted behind ``last``."""
    word = _word().match(line.text)
    words = word[0] if word else ""
    need = sum(0.5 if mark.isascii() else 1.0 for mark in words) * line.size
    return last.room >= need + _SHORT * last.size


def _joins(last: Line, line: Line, layout: _Layout) -> bool:
    """Whether ``line`` goes on with the paragraph whose last line is ``last``."""
    if max(last.size, line.size) > _SIZE * min(last.size, line.size) or last.kind is not line.kind:
        return False
    if line.kind is Kind.HEADLINE:
        return line.above is not None and line.above <= _LINES * line.size and last.room < line.size
    closed = is_terminal(last.text)
    if last.flush or _is_short(last, line) or is_furniture(line.text) or is_furniture(last.text):
        return False
    if line.indented:
        return not closed and last.indented and line.above is not None and "，" in last.text
    if closed and line.above is not None and line.above > _APART * layout.leading * line.size:
        return False
    if closed and line.above is None and not _alike(last, line):
        return False
    return not closed or layout.marked or (layout.wrapped and not starts_item(line.text))


def _alike(last: Line, line: Line) -> bool:
    """Whether the columns of two lines are about as wide."""
    one, two = last.right - last.left, line.right - line.left
    return max(one, two) <= _WIDTH * min(one, two)


def passages(lines: Sequence[Line]) -> list[Passage]:
    """The passages that the ``lines`` of all pages make up.

    What stands between the parts of a paragraph, a caption or a table, comes after it.
    """
    layout = _layout(lines)
    found: list[Passage] = []
    aside: list[Passage] = []
    current: Passage | None = None
    for line in lines:
        if line.kind in (Kind.CAPTION, Kind.TABLE):
            into = aside if current is not None and _is_open(current.lines[-1]) else found
            if not (into and _extends(into[-1], line, layout)):
                into.append(Passage(line.kind, [line]))
                if into is found:
                    current = None
            else:
                into[-1].lines.append(line)
            continue
        if current is not None and _joins(current.lines[-1], line, layout):
            current.lines.append(line)
            continue
        if current is not None and aside:
            # A caption in the middle of a page does not end the paragraph that it stands in, nor begin one.
            found.extend(aside)
            aside = []
        current = Passage(line.kind, [line])
        found.append(current)
    return found + aside


def _is_open(line: Line) -> bool:
    """Whether a paragraph with this last line goes on elsewhere."""
    return line.kind is Kind.PARAGRAPH and line.room < _SHORT * line.size and not is_terminal(line.text)


def _extends(last: Passage, line: Line, layout: _Layout) -> bool:
    """Whether ``line`` goes on with the caption or table ``last``."""
    if last.kind is not line.kind:
        return False
    if line.kind is Kind.CAPTION:
        return line.above is not None and _joins(last.lines[-1], line, layout)
    one, two = last.lines[-1].table, line.table
    return one is not None and two is not None and one.columns == two.columns and line.page == last.lines[-1].page + 1


def openings(passages: Sequence[Passage], body: float) -> set[int]:
    """The numbers of those ``passages`` with which an article begins: the uppermost lines of headlines above text."""
    found: set[int] = set()
    columns = _in_columns(passages)
    largest, filled, first = 0.0, True, 0
    for number, passage in enumerate(passages):
        if passage.kind is not Kind.HEADLINE:
            filled = filled or passage.kind is Kind.PARAGRAPH
            continue
        if number == 0 or passages[number - 1].kind is not Kind.HEADLINE:
            first = number
        if number + 1 == len(passages) or passages[number + 1].kind is not Kind.PARAGRAPH:
            continue
        lines = [line for one in passages[first : number + 1] for line in one.lines]
        size = max(line.size for line in lines)
        words = "".join(line.text for line in lines)
        large = size >= _OPENS * body and (columns or size >= _AS_LARGE * largest)
        if filled and large and len(words) >= _TITLE and not starts_item(words):
            found.add(first)
            largest, filled = largest or size, False
    return found


def _in_columns(passages: Sequence[Passage]) -> bool:
    """Whether most of the text stands in columns."""
    lines = [line for passage in passages for line in passage.lines]
    whole = max(line.right for line in lines) - min(line.left for line in lines)
    text = [line for line in lines if line.kind is Kind.PARAGRAPH]
    return 2 * sum(line.right - line.left <= _NARROW * whole for line in text) > len(text)
