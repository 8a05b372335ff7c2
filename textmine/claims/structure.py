"""The layout of an article: paragraphs, sentences and clauses as half-open spans of its cleaned text.

A sentence ends at 。！？ or a line end, a clause at a comma, colon or semicolon. A semicolon also ends a *part*: the
parts of a sentence hold parallel statements, so that a subject named in one part is not taken over by the next.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import NamedTuple

from textmine.records import Article, BlockKind

__all__ = ["Layout", "Span", "lay_out"]


CLOSERS = frozenset("”’」』）)")


class Span(NamedTuple):
    """A half-open span of the cleaned text."""

    start: int
    end: int


@cache
def _breaks() -> re.Pattern[str]:
    return re.compile(r"[。！？!?；;，：\n]|(?<!\d),|,(?!\d)|(?<!\d):|:(?!\d)")


class Layout(NamedTuple):
    """Where paragraphs, sentences, parts and clauses begin; each begins where the one before ends."""

    length: int
    paragraphs: tuple[int, ...]
    sentences: tuple[int, ...]
    parts: tuple[int, ...]
    clauses: tuple[int, ...]
    headings: tuple[Span, ...]
    sections: tuple[int, ...]

    def _span(self, starts: tuple[int, ...], position: int) -> Span:
        index = bisect_right(starts, position)
        return Span(starts[index - 1], starts[index] if index < len(starts) else self.length)

    def paragraph(self, position: int) -> Span:
        """The paragraph around ``position``."""
        return self._span(self.paragraphs, position)

    def sentence(self, position: int) -> Span:
        """The sentence around ``position``, its final mark included."""
        return self._span(self.sentences, position)

    def part(self, position: int) -> Span:
        """The part of the sentence, up to a semicolon, around ``position``."""
        return self._span(self.parts, position)

    def clause(self, position: int) -> Span:
        """The clause around ``position``, its final mark included."""
        return self._span(self.clauses, position)

    def section(self, position: int) -> Span:
        """The article within the text around ``position`` (a text may hold several)."""
        return self._span(self.sections, position)

    def clauses_before(self, position: int, limit: int) -> list[Span]:
        """The clauses that end at or before the clause of ``position``, nearest first, from ``limit`` on."""
        index = bisect_right(self.clauses, position) - 1
        found = []
        while index > 0 and self.clauses[index - 1] >= limit:
            found.append(Span(self.clauses[index - 1], self.clauses[index]))
            index -= 1
        return found


def lay_out(article: Article) -> Layout:
    """The layout of ``article.text``."""
    text = article.text
    paragraphs, sentences, parts, clauses = [0], [0], [0], [0]
    size = len(text)
    for match in _breaks().finditer(text):
        end, mark = match.end(), match.group()
        if text[end : end + 1] in CLOSERS:
            while end < size and text[end] in CLOSERS:
                end += 1
        if end >= size:
            break
        if end == clauses[-1]:
            continue
        clauses.append(end)
        if mark in "，,：:":
            continue
        parts.append(end)
        if mark in "；;":
            continue
        sentences.append(end)
        if mark == "\n":
            paragraphs.append(end)
    headings = tuple(
        Span(block.start, block.end) for block in article.blocks if block.kind in (BlockKind.HEADING, BlockKind.TITLE)
    )
    bylines = [block.start for block in article.blocks if block.kind is BlockKind.BYLINE and block.start]
    return Layout(
        size,
        tuple(paragraphs),
        tuple(sentences),
        tuple(parts),
        tuple(clauses),
        headings,
        (0, *bylines),
    )
