"""Where on a page its article stands: by the names that content management systems use, else by trafilatura, else by its prose."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from textmine.errors import MissingExtraError
from textmine.lexicon import rows
from textmine.reading.formats.html.lines import Span, lines_of
from textmine.reading.formats.html.tree import COMMENT, Node, Page

__all__ = ["Region", "regions"]

# How much of the prose of a page an element must hold to be taken for its name; how much one must hold that is found by its prose.
_NAMED_SHARE = 0.5
_PROSE_SHARE = 0.9
# trafilatura takes time by the square of some pages: longer ones are searched by their prose alone.
_TRAFILATURA_LIMIT = 2**20


class Region(NamedTuple):
    """A stretch of the page inside one element."""

    node: Node
    start: int
    end: int


def regions(page: Page) -> list[Region]:
    """The stretches of ``page`` that hold its article or articles, in order; none for a page without text."""
    prose = [(line.start, line.end) for line in lines_of(page, page.body, bare=True) if line.prose]
    return _named(page, prose) or _found(page, prose)


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
    for node in page.body.walk():
        for key in _keys(node):
            region = _after_comment(node) if node.tag == COMMENT else Region(node, node.start, node.end)
            if region is not None:
                index.setdefault(key, []).append(region)
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
    if node.tag == COMMENT:
        yield COMMENT[1:], node.attributes["text"].strip().lower()
        return
    yield "tag", node.tag
    for kind in ("id", "itemprop"):
        if name := node.attributes.get(kind):
            yield kind, name.strip().lower()
    for name in node.attributes.get("class", "").lower().split():
        yield "class", name


def _after_comment(comment: Node) -> Region | None:
    """From ``comment`` to the one that ends it, below the same element."""
    parent = comment.parent
    assert parent is not None
    wanted = "/" + comment.attributes["text"].strip().lower()
    for part in parent.parts:
        if isinstance(part, Node) and part.tag == COMMENT and part.attributes["text"].strip().lower() == wanted:
            return Region(parent, comment.end, part.start) if part.start >= comment.end else None
    return None


def _found(page: Page, prose: Sequence[Span]) -> list[Region]:
    """The one element that holds the article, found by what trafilatura takes for it, else by all prose of the page."""
    spans = _matched(page, _trafilatura(page)) if len(page.content) <= _TRAFILATURA_LIMIT else []
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


def _trafilatura(page: Page) -> list[str]:
    """The paragraphs that trafilatura takes for the article."""
    try:
        from trafilatura import bare_extraction
    except ImportError as error:
        raise MissingExtraError("HTML needs trafilatura; install it with: pip install 'textmine[html]'") from error
    extract: Callable[..., object] = bare_extraction
    try:
        found = extract(page.tree, favor_recall=True, fast=True, include_comments=False, with_metadata=False)
    except (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError):
        return []  # odd pages are searched by their prose
    return str(getattr(found, "text", None) or "").split("\n")


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
