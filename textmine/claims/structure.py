"""The layout of an article: paragraphs, sentences and clauses as half-open spans of its cleaned text.

A sentence ends at 。！？ or a line end, a clause at a comma, colon or semicolon. A semicolon also ends a *part*: the
parts of a sentence hold parallel statements, so that a subject named in one part is not taken over by the next.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from textmine.records import Article, BlockKind

__all__ = ["Layout", "Span", "is_bracketed", "lay_out"]


ITEMS = 3
"""So many headings a round-up of short news has at least."""


class Span(NamedTuple):
    """A half-open span of the cleaned text."""

    start: int
    end: int


@cache
def _clause_ends() -> re.Pattern[str]:
    """A mark with the brackets and quotation marks that close behind it; a comma or colon between digits is none."""
    return re.compile(r"[。！？!?；;，：\n,:](?:(?<![,:])|(?<!\d.)|(?!\d))[”’」』）)]*")


@cache
def _part_ends() -> re.Pattern[str]:
    return re.compile(r"[。！？!?；;\n][”’」』）)]*")


class Unit:
    """One kind of stretch, such as the clauses of a text: where each begins."""

    __slots__ = ("_last", "bounds", "starts")

    def __init__(self, starts: list[int], length: int) -> None:
        self.starts = starts
        self.bounds = [*starts, length]
        self._last = Span(0, 0)

    def around(self, position: int) -> Span:
        """The span that holds ``position``; mostly the one last asked for."""
        last = self._last
        if last[0] <= position < last[1]:
            return last
        index = bisect_right(self.starts, position)
        found = self._last = Span(self.bounds[index - 1], self.bounds[index])
        return found


CLAUSES_BACK = 12
"""So many clauses before a value are looked at."""


class Layout:
    """Where paragraphs, sentences, parts and clauses begin; each begins where the one before ends.

    :meth:`paragraph`, :meth:`sentence`, :meth:`part`, :meth:`clause` and :meth:`section` give the stretch around a
    position, final mark included; a part is what a semicolon ends, a section one article of a text that holds several, or an item of
    a round-up.
    """

    __slots__ = ("_clauses", "clause", "headings", "paragraph", "part", "section", "sentence")

    def __init__(
        self,
        length: int,
        *,
        paragraphs: list[int],
        sentences: list[int],
        parts: list[int],
        clauses: list[int],
        sections: list[int],
        headings: tuple[Span, ...],
    ) -> None:
        self._clauses = Unit(clauses, length)
        self.headings = headings
        self.paragraph = Unit(paragraphs, length).around
        self.sentence = Unit(sentences, length).around
        self.part = Unit(parts, length).around
        self.clause = self._clauses.around
        self.section = Unit(sections, length).around

    def clauses_before(self, position: int, limit: int, most: int = CLAUSES_BACK) -> list[Span]:
        """The clauses that end at or before the clause of ``position``, nearest first, from ``limit`` on, ``most`` of them."""
        index = bisect_right(self._clauses.starts, position) - 1
        found: list[Span] = []
        while index > 0 and self._clauses.starts[index - 1] >= limit and len(found) < most:
            found.append(Span(self._clauses.bounds[index - 1], self._clauses.bounds[index]))
            index -= 1
        return found


@cache
def _round_up() -> re.Pattern[str]:
    return re.compile(r"快讯|简讯|要闻")


def _items(article: Article, headings: tuple[Span, ...]) -> list[int]:
    """Where the items of a round-up begin, each with a heading of its own; none in other articles."""
    if not article.headline or len(headings) < ITEMS or _round_up().search(article.headline) is None:
        return []
    return [heading.start for heading in headings]


LONGEST = 3000
"""Longer stretches without an end are no sentences: they are broken, so that no text costs more than its length."""


def _broken(starts: Sequence[int], marks: Sequence[int], size: int) -> list[int]:
    """``starts`` and, in each longer stretch, the first of ``marks`` behind every so many characters."""
    found = []
    for start, end in pairwise([*starts, size]):
        found.append(start)
        while end - found[-1] > LONGEST:
            index = bisect_left(marks, found[-1] + LONGEST)
            if index == len(marks) or marks[index] >= end:
                break
            found.append(marks[index])
    return found


def lay_out(article: Article) -> Layout:
    """The layout of ``article.text``."""
    text = article.text
    paragraphs, sentences, parts = [0], [0], [0]
    size = len(text)
    clauses = [0, *[match.end() for match in _clause_ends().finditer(text)]]
    if clauses[-1] >= size > 0:
        del clauses[-1]
    for match in _part_ends().finditer(text):
        start, end = match.span()
        if end >= size:
            break
        parts.append(end)
        mark = text[start]
        if mark in "；;":
            continue
        sentences.append(end)
        if mark == "\n":
            paragraphs.append(end)
    if any(end - start > LONGEST for start, end in pairwise([*sentences, size])):
        clauses = _broken(clauses, [match.end() for match in re.finditer("、", text)], size)
        parts, sentences = _broken(parts, clauses, size), _broken(sentences, clauses, size)
    headings = tuple(
        Span(block.start, block.end) for block in article.blocks if block.kind in (BlockKind.HEADING, BlockKind.TITLE)
    )
    bylines = [block.start for block in article.blocks if block.kind is BlockKind.BYLINE and block.start]
    return Layout(
        size,
        paragraphs=paragraphs,
        sentences=sentences,
        parts=parts,
        clauses=clauses,
        sections=sorted({0, *bylines, *_items(article, headings)}),
        headings=headings,
    )


REMARK = 30
"""The longest remark in brackets, in characters, up to a value in it."""


def is_bracketed(text: str, position: int) -> bool:
    """Whether a bracket is open before ``position``."""
    low = max(0, position - REMARK)
    opened = max(text.rfind("（", low, position), text.rfind("(", low, position))
    return opened > max(text.rfind("）", low, position), text.rfind(")", low, position))
