"""From words back into the file that they were taken from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from textmine.records import Anchor, Document, Mention
from textmine.records.locations import Cell, Location, Quote

__all__ = ["Finder"]

# Characters of a quote's prefix and suffix: at first, and at most where the quote stands several times in the page.
_CONTEXT, _LONGEST = 32, 256
# In a page of more characters quotes are not compared with the whole page; they have so much context.
_SEARCHED, _UNSEARCHED = 2**18, 128


class Finder:
    """Finds the places of the records of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._ends = [anchor.end for anchor in document.anchors]

    def find(self, mention: Mention) -> Location:
        """The place of ``mention``, whose offsets point into the document's text."""
        anchors = list(self._anchors(mention.start, mention.end))
        return Location(
            page=next((anchor.page for anchor in anchors if anchor.page is not None), None),
            boxes=tuple((anchor.page, *anchor.box) for anchor in anchors if anchor.box is not None),
            cell=next(
                (Cell(anchor.table, anchor.row, anchor.column) for anchor in anchors if anchor.table is not None), None
            ),
            quote=self._quote(mention.start, mention.end),
        )

    def _anchors(self, start: int, end: int) -> Iterator[Anchor]:
        """The anchors that overlap the span, in order."""
        for index in range(bisect_right(self._ends, start), len(self._ends)):
            anchor = self.document.anchors[index]
            if anchor.start >= end:
                return
            yield anchor

    def _quote(self, start: int, end: int) -> Quote | None:
        content = self.document.content
        if content is None:
            return None
        first, last = self.document.content_offsets.span(start, end)
        size = _CONTEXT if len(content) <= _SEARCHED else _UNSEARCHED
        while True:
            before = max(0, first - size)
            whole = content[before : last + size]
            if size >= _LONGEST or len(content) > _SEARCHED or _is_unique(whole, content):
                return Quote(content[first:last], content[before:first], content[last : last + size])
            size *= 2


def _is_unique(words: str, content: str) -> bool:
    return content.find(words, content.find(words) + 1) < 0
