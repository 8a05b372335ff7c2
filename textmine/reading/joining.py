"""Lines to paragraphs: what a page broke is put together again.

Two kinds of text are told apart by the lengths of their lines. In *wrapped* text lines break where the width is used
up: a line goes on in the next one when the next one's first word would not have fitted. In other text a line is a
paragraph or a heading, and goes on only where the words show it: an open bracket, an open number, a comma, prose
without an end. A page holds articles set in columns of different widths, so each is measured by itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from textmine.reading.bylines import leading_byline
from textmine.reading.lines import is_prose, is_terminal, starts_item
from textmine.reading.pages import Line
from textmine.reading.wrapping import Wrapping, line_size, size, wrapping

__all__ = ["Paragraph", "around_tables", "paragraphs", "structured"]

# How much of a paragraph's end is looked at to decide whether it goes on.
_MEMORY = 400
_OPENERS = "“‘《〈（【「『(["
_CLOSERS = "”’》〉）】」』)]"
_NEVER_FIRST = frozenset("，。、；：！？）》”’】」』〉％%‰℃…,;!?)")
_OPEN_MARKS = frozenset("，、,（(《“‘【「『〈—-·")
_OPEN_WORDS = frozenset("的和与及或而且并把被将由从对以在于达至约近超逾仅较比每各该")
_HAN_DIGITS = frozenset("一二两三四五六七八九十百千万亿几数")
_UNITS = frozenset(".．%％‰万亿千百十多余个家项年月日号元人次倍成吨亩米公平立户名位座条辆台套")


class Paragraph(NamedTuple):
    """Lines that are one paragraph: spans of the original text; ``spaces`` tells which are followed by a space.

    The pieces of a ``table`` are its rows, followed by line breaks.
    """

    pieces: tuple[tuple[int, int], ...]
    spaces: tuple[bool, ...]
    text: str
    blank: bool
    table: bool = False

    @property
    def start(self) -> int:
        """Where the paragraph begins in the original text."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.pieces[-1][1]


@cache
def _open_start() -> re.Pattern[str]:
    """Words that no sentence and no heading begins with."""
    return re.compile(r"的(?![确士])|了(?![解不])|们|等(?![待候级])|是[：，]|左右|以[上下内]|之一|[年月]底")


@cache
def _new_start() -> re.Pattern[str]:
    """Words with which a sentence of its own begins, rather than the rest of a broken one."""
    return re.compile(
        r"(?:目前|今[天日年]|昨[天日]|去年|近年来|随后|此外|另外|然而|但是?|同时|因此|对此|据|记者|此前)(?![\u4e00-\u9fff]?的)"
        r"|\d{4}(?:年|[-—–－]\d{4})"
    )


@cache
def _stands_alone() -> re.Pattern[str]:
    """How lines of source and date begin, which go on with nothing."""
    return re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|(?:来源|稿源|责任编辑|责编|作者|发布时间)[：:]")


@cache
def _word() -> re.Pattern[str]:
    return re.compile(rf"[{re.escape(_OPENERS)}]*(?:[A-Za-z0-9.,%+/&-]+|.)[，。、；：！？）》”’】…%]*")


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
    flows = "，" in before or "。" in before
    if not (flows or is_prose(line.text) or is_prose(before) or "，" in line.text):
        return False
    last = before[-1]
    if last in _OPEN_MARKS or (flows and last in _OPEN_WORDS):
        return True
    if _breaks_number(before, line.text):
        return flows or not (line.blank or _year_last().search(before))
    if flows and last.isascii() and last.isalnum() and first.isascii() and first.isalnum():
        return True
    return bool(_open_start().match(line.text))


@cache
def _year_last() -> re.Pattern[str]:
    """A headline that ends with a year (数说江州2024) is no number broken in two."""
    return re.compile(r"(?<!\d)(?:19|20)\d\d$")


def _breaks_number(before: str, after: str) -> bool:
    """Whether a number, or a number and its unit, goes on from ``before`` to ``after``."""
    last, first = before[-1], after[0]
    if last.isdigit() or (last in "余多" and before[-2:-1].isdigit()):
        return first.isdigit() or first in _UNITS
    if last in _HAN_DIGITS and first in _UNITS:
        return "，" in before or "。" in before
    return before.endswith(("分之", "约为", "达到", "增至", "降至")) or (last in ".．为到" and first.isdigit())


def _joins_unwrapped(before: str, last: Line, line: Line) -> bool:
    if _goes_on(before, line):
        return True
    if is_terminal(before) or line.indent > last.indent:
        return False
    if before[-1] in _CLOSERS or starts_item(before) or starts_item(line.text) or _new_start().match(line.text):
        return False
    unfinished = "。" in before or ("，" in before and len(before) > 45)
    return unfinished and is_prose(line.text)


def _joins_wrapped(before: str, last: Line, line: Line, layout: Wrapping) -> bool:
    closed = is_terminal(before)
    if line.indent > layout.margin or (closed and starts_item(line.text)):
        return False
    word = _word().match(line.text)
    room = layout.width - line_size(last, columns=layout.columns)
    need = size(word[0] if word else "", columns=layout.columns)
    flows = "，" in before or "。" in before
    full = room < need + layout.unit
    if line.blank and not layout.spaced:
        return (not closed and full and flows) or _goes_on(before, line)
    if not full:
        return _goes_on(before, line)
    return not closed or layout.marked or room < need


def _regions(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """``lines`` cut before each dateline: the articles of a page, but for the headline above."""
    first = 0
    for index, line in enumerate(lines):
        if index > first and leading_byline(line.text) is not None:
            yield lines[first:index]
            first = index
    yield lines[first:]


def _layouts(lines: Sequence[Line]) -> Iterator[tuple[Line, Wrapping | None]]:
    """Each line with how the text around it is wrapped."""
    regions = list(_regions(lines))
    common = wrapping(lines) if len(regions) > 1 else None
    for region in regions:
        layout = wrapping(region)
        if layout is None and common is not None and len(region) < 6:
            widest = max((line_size(line, columns=common.columns) for line in region), default=0)
            layout = common if widest <= common.width + common.unit else None
        for line in region:
            yield line, layout


def paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """The paragraphs and headings that ``lines`` make up, in order."""
    groups: list[tuple[list[Line], Wrapping | None]] = []
    text = ""
    for line, layout in _layouts(lines):
        last = groups[-1][0][-1] if groups else None
        if (
            last is not None
            and not _stands_alone().match(line.text)
            and (_joins_wrapped(text, last, line, layout) if layout else _joins_unwrapped(text, last, line))
        ):
            groups[-1][0].append(line)
            text = (text + line.text)[-_MEMORY:]
        else:
            groups.append(([line], layout))
            text = line.text
    return [_paragraph(group, layout is None or not layout.cut) for group, layout in groups]


def structured(lines: Sequence[Line], tables: Sequence[tuple[int, int]], text: str) -> list[Paragraph]:
    """Each of ``lines`` as a paragraph of its own, but those inside ``tables``, which are spans of ``text``, as one each."""
    starts = [start for start, _ in tables]
    found = [_table(text, start, end) for start, end in tables]
    for line in lines:
        place = bisect_right(starts, line.end) - 1
        if place < 0 or line.end > tables[place][1]:
            found.append(_paragraph([line], True))
    return sorted(found, key=lambda paragraph: paragraph.start)


def around_tables(lines: Sequence[Line], tables: Sequence[tuple[int, int]], text: str) -> list[Paragraph]:
    """The paragraphs that ``lines`` make up, and each of ``tables``, spans of ``text``, as one; no line goes on beyond a table."""
    found: list[Paragraph] = []
    first = 0
    for start, end in tables:
        last = bisect_left(lines, start, lo=first, key=_start_of)
        found += paragraphs(lines[first:last])
        found.append(_table(text, start, end))
        first = bisect_left(lines, end, lo=last, key=_start_of)
    return found + paragraphs(lines[first:])


@cache
def _row() -> re.Pattern[str]:
    return re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")


def _table(text: str, start: int, end: int) -> Paragraph:
    """The table at ``text[start:end]``: each row a piece, followed by a line break."""
    rows = tuple(found.span() for found in _row().finditer(text, start, end)) or ((start, end),)
    breaks = (*(True for _ in rows[1:]), False)
    return Paragraph(rows, breaks, "\n".join(text[low:high] for low, high in rows), True, True)


def _start_of(line: Line) -> int:
    return line.start


def _paragraph(group: Sequence[Line], words: bool) -> Paragraph:
    """One paragraph of the lines ``group``; between Latin ``words`` a line break stands for a space."""
    first = group[0]
    if len(group) == 1:
        return Paragraph(((first.start, first.end),), (False,), first.text, first.blank)
    spaces = [words and _between_words(left.text[-1], right.text[0]) for left, right in pairwise(group)]
    spaces.append(False)
    return Paragraph(
        pieces=tuple((line.start, line.end) for line in group),
        spaces=tuple(spaces),
        text="".join(line.text + " " * space for line, space in zip(group, spaces, strict=True)),
        blank=first.blank,
    )


def _between_words(left: str, right: str) -> bool:
    """Whether a line break between these letters lies between two words rather than inside an abbreviation (GDP)."""
    return all(mark.isascii() and mark.isalpha() for mark in (left, right)) and not (left.isupper() and right.isupper())
