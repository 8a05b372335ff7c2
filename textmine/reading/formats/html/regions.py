"""Where on a page its article stands: by the names that content management systems use, else by trafilatura, else by its prose."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from textmine.errors import InputError
from textmine.lexicon import rows
from textmine.reading.formats.html.lines import Span, lines_of
from textmine.reading.formats.html.tree import COMMENT, Node, Page

__all__ = ["Region", "find_regions"]

# How much of the prose of a page an element must hold to be taken for its name; how much one must hold that is found by its prose.
_NAMED_SHARE = 0.5
_PROSE_SHARE = 0.9
# trafilatura takes time by the square of some pages: longer and deeper ones are searched by their prose alone.
_LONGEST, _DEEPEST = 2**17, 200


class Region(NamedTuple):
    """A stretch of the page inside one element."""

    node: Node
    start: int
    end: int


def find_regions(page: Page, *, where: str) -> list[Region]:
    """The stretches of ``page`` that hold its article or articles, in order; none for a page without text.

    Raises :class:`InputError` without trafilatura where no name tells them.
    """
    prose = [(line.start, line.end) for line in lines_of(page, page.body, bare=True) if line.prose]
    return _named(page, prose) or _found(page, prose, where)


class _Weights:
    """How many characters of given spans, which are in order, lie in a stretch of the page."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        self.sums = [0, *accumulate(end - start for start, end in spans)]

    def upto(self, position: int) -> int:
        index = bisect_left(self.starts, position)
        cut = max(0, self.ends[index - 1] - position) if index else 0
        return self.sums[index] - cut

    def __call__(self, start: int, end: int) -> int:
        return self.upto(end) - self.upto(start)


def _named(page: Page, prose: Sequence[Span]) -> list[Region]:
    """The regions that a name tells."""
    index: dict[tuple[str, str], list[Region]] = {}
    opened: dict[tuple[Node | None, str], int] = {}
    for node in page.body.walk():
        if node.tag == COMMENT:
            name = node.attributes["text"].strip().lower()
            start = opened.pop((node.parent, name[1:]), None) if name.startswith("/") else None
            if start is not None and node.parent is not None:
                index.setdefault(("comment", name[1:]), []).append(Region(node.parent, start, node.start))
            elif not name.startswith("/"):
                opened.setdefault((node.parent, name), node.end)
            continue
        for key in _keys(node):
            index.setdefault(key, []).append(Region(node, node.start, node.end))
    weight = _Weights(prose)
    wanted = _NAMED_SHARE * weight(page.body.start, page.body.end)
    for kind, name in rows("html_regions"):
        found: list[Region] = []
        for region in index.get((kind, name), ()):
            if region.start < region.end and (not found or region.start >= found[-1].end):
                found.append(region)
        if found and sum(weight(region.start, region.end) for region in found) >= wanted:
            return found
    return []


def _keys(node: Node) -> Iterable[tuple[str, str]]:
    yield "tag", node.tag
    for kind in ("id", "itemprop"):
        if name := node.attributes.get(kind):
            yield kind, name.strip().lower()
    for name in node.attributes.get("class", "").lower().split():
        yield "class", name


def _found(page: Page, prose: Sequence[Span], where: str) -> list[Region]:
    """The one element that holds the article, found by what trafilatura takes for it, else by all prose of the page."""
    small = len(page.content) <= _LONGEST and page.depth <= _DEEPEST
    spans = _matched(page, _trafilatura(page, where)) if small else []
    spans = spans or list(prose) or [(page.body.start, page.body.end)]
    node = _narrowed(page.body, spans)
    return [Region(node, node.start, node.end)] if node.start < node.end else []


def _narrowed(root: Node, spans: Sequence[Span]) -> Node:
    """The innermost element that holds nearly all of ``spans``, but no paragraph alone."""
    weight = _Weights(spans)
    wanted = _PROSE_SHARE * weight(root.start, root.end)
    node = root
    while True:
        inner = next(
            (part for part in node.parts if isinstance(part, Node) and weight(part.start, part.end) >= wanted), None
        )
        if inner is None or not wanted:
            break
        node = inner
    while node.tag in ("p", "span", "font", "strong", "b", "a", "em") and node.parent is not None and node is not root:
        node = node.parent
    return node


def _trafilatura(page: Page, where: str) -> list[str]:
    """The paragraphs that trafilatura takes for the article."""
    try:
        from trafilatura import bare_extraction
    except ImportError as error:
        raise InputError(f'{where}: reading HTML needs an extra; install it: pip install "textmine[html]"') from error
    extract: Callable[..., object] = bare_extraction
    for cell in page.tree.iter("td", "th"):
        for name in ("colspan", "rowspan"):
            cell.attrib.pop(name, None)  # it fills whatever a cell says it spans
    try:
        found = extract(page.tree, fast=True, include_comments=False, with_metadata=False)
    except (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError):
        return []  # odd pages are searched by their prose
    return re.split(r"[\n|]+", str(getattr(found, "text", None) or ""))


def _matched(page: Page, paragraphs: Iterable[str]) -> list[Span]:
    """Where ``paragraphs`` stand in the page, whatever its white space."""
    positions = [index for index, sign in enumerate(page.content) if sign != " "]
    squeezed = page.content.replace(" ", "")
    found: list[Span] = []
    at = 0
    for paragraph in paragraphs:
        words = "".join(paragraph.split())
        place = squeezed.find(words, at) if len(words) > 12 else -1
        if place >= 0:
            at = place + len(words)
            found.append((positions[place], positions[at - 1] + 1))
    return found
