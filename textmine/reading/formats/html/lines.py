"""Elements of a page to lines: what a reader sees as a paragraph, a heading, a caption or a table, in order, as spans of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from textmine.lexicon import rows
from textmine.reading.decode import has_chinese
from textmine.reading.formats.html.tables import Table, data_table, is_reference, stripped
from textmine.reading.formats.html.tree import COMMENT, SILENT, Node, Page
from textmine.reading.lines import is_prose, is_terminal

__all__ = ["Line", "Span", "lines_of", "span_text"]

Span = tuple[int, int]
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "founder-content", "ucapcontent",
))  # fmt: skip
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_OMITTED = frozenset(("button", "footer", "form", "input", "nav", "select", "video", "audio", "object", *SILENT))
# What an element called furniture may hold of the text around it; one with more is no furniture, whatever its name.
_FURNITURE_SHARE = 0.4
_HEADING_LIMIT = 45
_CAPTION_LIMIT = 200


class Line(NamedTuple):
    """One line: its spans in the page, its words, which heading it is (1 to 6; 0 for none), how much of it is links, or bold.

    ``caption`` tells that it stands below a picture. ``node`` is the innermost block around it; ``broken`` tells that a ``<br>``
    ended it. A ``table`` is one line.
    """

    spans: tuple[Span, ...]
    text: str
    node: Node
    level: int = 0
    linked: int = 0
    bold: int = 0
    caption: bool = False
    broken: bool = False
    table: Table | None = None

    @property
    def start(self) -> int:
        """Where it begins in the page."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.spans[-1][1]

    @property
    def is_link(self) -> bool:
        """Whether it is nothing but links."""
        return self.linked >= 0.9 * len(self.text) > 0

    @property
    def heads(self) -> bool:
        """Whether it is a heading, or set like one: short, bold, no sentence and no name of a table or figure."""
        if self.level or self.caption:
            return not self.caption
        bold = self.bold >= len(self.text) and len(self.text) <= _HEADING_LIMIT
        return bold and has_chinese(self.text) and not is_terminal(self.text) and not _numbered().match(self.text)

    @property
    def prose(self) -> bool:
        """Whether it reads as sentences."""
        return self.table is None and not self.is_link and is_prose(self.text) and len(self.text) > 12


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(r"[图表]\s*\d|附[图表]|单位[：:]|[注资][：:]")


@cache
def _captioned() -> frozenset[str]:
    return frozenset(word for word, part in rows("html_titles") if part == "caption")


def _is_caption(node: Node) -> bool:
    """Whether ``node`` says that it holds what stands below a picture."""
    if node.tag == "figcaption":
        return True
    return bool(node.attributes) and node.end - node.start <= _CAPTION_LIMIT and bool(_captioned() & node.words())


@cache
def _furniture() -> dict[str, bool]:
    return {word: prose == "yes" for word, prose in rows("html_furniture")}


def is_hidden(node: Node) -> bool:
    """Whether a browser does not show ``node``."""
    style = node.attributes.get("style", "").replace(" ", "").lower()
    return "hidden" in node.attributes or "display:none" in style


def _is_furniture(page: Page, node: Node, size: int) -> bool:
    if node.tag in _OMITTED or is_hidden(node):
        return True
    if not node.attributes or node.end - node.start > _FURNITURE_SHARE * size:
        return False
    known = [_furniture()[word] for word in node.words() if word in _furniture()]
    return bool(known) and (any(known) or page.content.find("。", node.start, node.end) < 0)


def lines_of(page: Page, root: Node, start: int = 0, end: int | None = None, *, bare: bool = False) -> list[Line]:
    """The lines of ``root`` between the offsets ``start`` and ``end`` of the page, without furniture.

    ``bare`` keeps tables apart cell by cell, as is right where they only lay out a page.
    """
    collector = _Collector(page)
    last = root.end if end is None else end
    size = min(root.end, last) - max(root.start, start)
    for event, part in _events(page, root, max(start, root.start), last, size, bare):
        if isinstance(part, tuple):
            collector.text(part)
        elif event == "table":
            collector.table(part)
        elif event in ("br", "break"):
            collector.flush(broken=event == "br")
        else:
            collector.element(part, opens=event == "open")
    collector.flush()
    return _joined(collector.lines)


def _events(page: Page, root: Node, start: int, end: int, size: int, bare: bool) -> Iterator[tuple[str, Node | Span]]:
    """What is met on the way through ``root``: elements that open and close, line breaks, data tables, text."""
    yield "open", root
    stack = [(root, iter(root.parts))]
    while stack:
        node, parts = stack[-1]
        part = next(parts, None)
        if part is None:
            stack.pop()
            yield "close", node
        elif isinstance(part, tuple):
            first, last = max(part[0], start), min(part[1], end)
            if first < last:
                yield "text", (first, last)
        elif part.end >= start and part.start <= end:
            what = _kind(page, part, size, bare)
            if what == "inside":
                stack.append((part, iter(part.parts)))
                what = "open"
            if what:
                yield what, part


def _kind(page: Page, node: Node, size: int, bare: bool) -> str:
    """How ``node`` is met: as a table, a break (also where furniture is left out), with what is inside, or not at all."""
    if node.tag == COMMENT or is_reference(page, node):
        return ""
    if node.tag == "br":
        return "br"
    if _is_furniture(page, node, size):
        return "break" if node.tag in _BLOCKS else ""
    if node.tag == "table" and not bare and data_table(page, node) is not None:
        return "table"
    return "inside"


class _Collector:
    """Collects the spans of one line after the other."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.lines: list[Line] = []
        self.spans: list[Span] = []
        self.blocks: list[Node] = []
        self.levels: list[int] = []
        self.links = self.linked = self.bolds = self.bold = self.captions = 0
        self.caption = False

    def text(self, span: Span) -> None:
        if self.spans and self.spans[-1][1] == span[0]:
            self.spans[-1] = (self.spans[-1][0], span[1])
        else:
            self.spans.append(span)
        self.caption = self.caption or self.captions > 0
        if self.links:
            self.linked += span[1] - span[0]
        if self.bolds:
            self.bold += span[1] - span[0]

    def element(self, node: Node, *, opens: bool) -> None:
        step = 1 if opens else -1
        if node.tag == "a" and "href" in node.attributes:
            self.links += step
        self.bolds += step * (node.tag in ("b", "strong"))
        if not self.blocks or node.tag in _BLOCKS or node is self.blocks[0]:
            self.flush()
            if opens:
                self.blocks.append(node)
            else:
                self.blocks.pop()
        self.captions += step * _is_caption(node)
        if node.tag in _HEADINGS:
            if opens:
                self.levels.append(int(node.tag[1]))
            else:
                self.levels.pop()

    def table(self, node: Node) -> None:
        self.flush()
        found = data_table(self.page, node)
        if found is not None and found.cells:
            spans = tuple(span for cell in found.cells for part in cell.parts for span in part)
            text = " ".join(span_text(self.page, part) for cell in found.cells for part in cell.parts)
            self.lines.extend(_captions(self.page, node))
            self.lines.append(Line(spans, text, node, linked=node.linked, table=found))

    def flush(self, *, broken: bool = False) -> None:
        spans = stripped(self.page, self.spans)
        if spans:
            node = self.blocks[-1]
            level = self.levels[-1] if self.levels else 0
            text = span_text(self.page, spans)
            self.lines.append(
                Line(spans, text, node, level, min(self.linked, len(text)), self.bold, self.caption, broken)
            )
        self.spans, self.linked, self.bold, self.caption = [], 0, 0, False


def _captions(page: Page, table: Node) -> Iterator[Line]:
    for part in table.parts:
        if isinstance(part, Node) and part.tag == "caption" and (spans := stripped(page, [(part.start, part.end)])):
            yield Line(spans, span_text(page, spans), part)


def span_text(page: Page, spans: tuple[Span, ...]) -> str:
    """The words of ``spans``."""
    return "".join(page.content[start:end] for start, end in spans)


def _joined(lines: list[Line]) -> list[Line]:
    """``lines`` with those put together again that a ``<br>`` broke within a sentence."""
    found: list[Line] = []
    for line in lines:
        last = found[-1] if found else None
        if last is not None and last.broken and last.node is line.node and _goes_on(last, line):
            spans = (*last.spans, *line.spans)
            found[-1] = line._replace(spans=spans, text=last.text + line.text, linked=last.linked + line.linked)
        else:
            found.append(line)
    return found


def _goes_on(last: Line, line: Line) -> bool:
    """Whether the sentence of ``last`` goes on in ``line``."""
    flows = "，" in last.text or "。" in last.text
    return flows and not last.level and not is_terminal(last.text) and len(last.text) > 12 and is_prose(line.text)
