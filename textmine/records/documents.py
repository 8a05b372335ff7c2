"""What is read: documents, the articles in them, and the way back into the files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from textmine.offsets import OffsetMap
from textmine.records.labels import BlockKind, Format

__all__ = ["Anchor", "Article", "Block", "Document"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of an article's cleaned text: headline, heading, byline, paragraph or table.

    In a table each row is a line and cells are divided by a tab; an empty cell goes on with the one on its left (or, at the
    left edge, above) where cells were merged.
    """

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article: its cleaned text for analysis and the way back to the text as given.

    ``start`` and ``end`` bound the article in the original text; ``text`` is the cleaned text (page furniture gone, broken
    lines joined, digits half-width) and ``offsets`` maps it back into ``original``, the decoded input (null when ``text`` is it).
    ``blocks`` cover ``text``; each of several bylines starts a new context. ``published`` is an ISO date (``2024-11-05``) or null.
    Of an article in traditional characters ``text`` is simplified; ``title``, ``byline`` and ``publisher`` are as written, and
    ``title_read`` is the title as it is analysed (null where that is the title itself). ``territory`` is where such an article was
    written, as its words tell (``TW`` ``HK`` ``MO`` ``MY`` ``CN``), or null.
    """

    id: str
    start: int
    end: int
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: str | None = None
    text: str
    original: str | None = None
    offsets: OffsetMap = field(default_factory=OffsetMap)
    blocks: tuple[Block, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)
    title_read: str | None = None
    territory: str | None = None

    @property
    def headline(self) -> str | None:
        """The title for the analysis."""
        return self.title if self.title_read is None else self.title_read

    @property
    def given(self) -> str:
        """The text as the user gave it, in which the offsets of what was found count."""
        return self.text if self.original is None else self.original

    def cite(self, start: int, end: int) -> tuple[int, int, str]:
        """The cleaned span as ``(start, end, surface)`` in the text as the user gave it."""
        low, high = self.offsets.span(start, end)
        return low, high, self.given[low:high]


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Where a stretch of a document's text stands in the file that it was taken from.

    ``page`` counts from 1; ``box`` is left, top, right and bottom in points from the upper left corner of the page. ``table``, ``row``
    and ``column`` count from 1. What a format does not have is null.
    """

    start: int
    end: int
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One input as it was read: its text and the articles found in it.

    ``text`` is the decoded text exactly as given, or, where ``format`` is one that holds more than text (HTML, PDF, Word), the text
    taken out of it; ``anchors`` then lead back into the file, in the order of the text and without overlap. ``content`` is the text
    of a whole web page with its furniture, white space folded, to which ``content_offsets`` lead from ``text``; else null.
    """

    path: str
    sha256: str
    encoding: str
    text: str
    articles: tuple[Article, ...]
    warnings: tuple[str, ...] = ()
    format: Format = Format.TEXT
    anchors: tuple[Anchor, ...] = ()
    content: str | None = None
    content_offsets: OffsetMap = field(default_factory=OffsetMap)
