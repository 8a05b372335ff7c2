"""A web page as a tree of elements whose text is spans of the page's text, white space folded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from textmine.errors import InputError

__all__ = ["COMMENT", "Node", "Page", "parse"]

COMMENT = "#comment"
# Elements whose text is no text of the page.
SILENT = frozenset(("head", "script", "style", "noscript", "template", "iframe", "svg", "textarea"))
_KEPT = ("id", "class", "style", "hidden", "itemprop", "role", "colspan", "rowspan", "href", "type")
# More elements, or characters of scripts that are looked at, are no page to read.
LIMIT_ELEMENTS = 300_000
LIMIT_ATTRIBUTES = 256  # of one element: the time of the parser grows by their square
LIMIT_SCRIPTS = 2**20


@dataclass(slots=True, eq=False)
class Node:
    """An element (or comment) of the page: its children and the stretches of text between them, in order.

    ``start`` and ``end`` bound its text in :attr:`Page.content`; ``linked`` counts the characters of it that are links.
    """

    tag: str
    attributes: Mapping[str, str]
    parent: Node | None
    parts: list[Node | tuple[int, int]] = field(default_factory=list)
    start: int = 0
    end: int = 0
    linked: int = 0

    def words(self) -> frozenset[str]:
        """Its id and classes in lower case, and the words that they consist of (``shareBox``: ``sharebox``, ``share``, ``box``)."""
        names = [*self.attributes.get("id", "").split(), *self.attributes.get("class", "").split()]
        parts = [part for name in names for part in _word().findall(name)]
        return frozenset(word.lower() for word in (*names, *parts))

    def ancestors(self) -> Iterator[Node]:
        """The elements around it, from the inside out."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def walk(self) -> Iterator[Node]:
        """The element and all that it holds, in order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(part for part in reversed(node.parts) if isinstance(part, Node))


@dataclass(slots=True, eq=False)
class Page:
    """A parsed page; ``metas`` are its meta elements by name in lower case, ``tree`` is lxml's own, ``depth`` how deep it nests."""

    content: str
    body: Node
    title: str
    metas: Mapping[str, str]
    scripts: tuple[str, ...]
    data: tuple[str, ...]
    tree: Any
    depth: int

    def text(self, node: Node) -> str:
        """The text of ``node``."""
        return self.content[node.start : node.end].strip()


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@cache
def _space() -> re.Pattern[str]:
    return re.compile(r"\s+")


@cache
def _declaration() -> re.Pattern[str]:
    """What stands before a page and is none of it: the declaration of XML, entities in the type of the document."""
    return re.compile(r"\s*<\?xml[^>]*>|(?i:<!doctype)[^<>\[]*\[[^\]]*\]\s*>")


@cache
def _tag() -> re.Pattern[str]:
    """A tag; the group is there where it has too many attributes."""
    attribute = r"""(?>[\s/]*+[^\s=>/][^\s=>]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+)"""
    return re.compile(rf"<[a-zA-Z](?:({attribute}{{{LIMIT_ATTRIBUTES}}})|{attribute}*+)")


class _Builder:
    """Makes nodes of the events of a walk through lxml's tree."""

    def __init__(self) -> None:
        self.root = self.node = Node("#root", {}, None)
        self.pieces: list[str] = []
        self.length = 0
        self.spaced = True
        self.links = self.depth = self.deepest = self.pre = 0

    def text(self, words: str | None) -> None:
        """Adds ``words``; where they are preformatted, their line breaks count."""
        for number, line in enumerate(words.split("\n") if words and self.pre else [words] if words else []):
            if number:
                self.node.parts.append(Node("br", {}, self.node, start=self.length, end=self.length))
            self._text(line if not number else " " + line)

    def _text(self, words: str) -> None:
        folded = _space().sub(" ", words)
        if self.spaced:
            folded = folded.removeprefix(" ")
        if not folded:
            return
        self.spaced = folded.endswith(" ")
        start, self.length = self.length, self.length + len(folded)
        self.pieces.append(folded)
        self.node.parts.append((start, self.length))
        if self.links:
            self.node.linked += len(folded)

    def open(self, tag: str, attributes: Mapping[str, str]) -> None:
        kept = {name: value for name in _KEPT if (value := attributes.get(name)) is not None}
        node = Node(tag, kept, self.node, start=self.length)
        self.node.parts.append(node)
        self.node = node
        self.depth += 1
        self.deepest = max(self.deepest, self.depth)
        self.pre += tag == "pre"
        self.links += tag == "a" and "href" in kept

    def close(self) -> None:
        node = self.node
        node.end = self.length
        self.depth -= 1
        self.pre -= node.tag == "pre"
        self.links -= node.tag == "a" and "href" in node.attributes
        assert node.parent is not None
        self.node = node.parent
        self.node.linked += node.linked

    def comment(self, words: str | None) -> None:
        self.node.parts.append(Node(COMMENT, {"text": words or ""}, self.node, start=self.length, end=self.length))


def parse(text: str, *, where: str) -> Page:
    """The page that the HTML ``text`` is.

    Raises :class:`InputError` for one that is nested too deep or has too many elements or attributes, and without lxml.
    """
    try:
        from lxml import etree, html
    except ImportError as error:
        raise InputError(f'{where}: reading HTML needs an extra; install it: pip install "textmine[html]"') from error
    if text.count("<") > LIMIT_ELEMENTS * 2:
        raise InputError(f"{where}: the page has over {LIMIT_ELEMENTS} elements; give the page of one article")
    if any(found[1] for found in _tag().finditer(text)):
        raise InputError(f"{where}: an element has over {LIMIT_ATTRIBUTES} attributes, as no page does; save it again")
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    source = _declaration().sub("", text, count=2)
    try:
        tree = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except etree.LxmlError as error:
        raise InputError(f"{where}: no page can be read in it ({error}); save it again") from error
    if any("depth" in entry.message.lower() for entry in parser.error_log.filter_from_errors()):
        raise InputError(f"{where}: the page nests elements too deep to be read; save it again from the browser")
    builder = _Builder()
    head = _walk(builder, etree, tree)
    builder.root.end = builder.length
    body = next((node for node in builder.root.walk() if node.tag == "body"), builder.root)
    return Page(
        "".join(builder.pieces),
        body,
        head.title,
        head.metas,
        tuple(head.scripts),
        tuple(head.data),
        tree,
        builder.deepest,
    )


class _Head:
    """What stands in the head of a page, and its scripts."""

    def __init__(self) -> None:
        self.title = ""
        self.metas: dict[str, str] = {}
        self.scripts: list[str] = []
        self.data: list[str] = []
        self.room = LIMIT_SCRIPTS

    def see(self, tag: str, element: Any) -> None:
        if tag == "meta":
            name = (element.get("name") or element.get("property") or element.get("itemprop") or "").strip().lower()
            value = (element.get("content") or "").strip()
            if name and value:
                self.metas.setdefault(name, value)
        elif tag == "title" and not self.title:
            self.title = " ".join((element.text or "").split())
        elif tag == "script" and element.text and len(element.text) <= self.room:
            self.room -= len(element.text)
            (self.data if "json" in (element.get("type") or "") else self.scripts).append(element.text)


def _walk(builder: _Builder, etree: Any, tree: Any) -> _Head:
    """Gives all of ``tree`` to ``builder``, and back what its head tells."""
    head = _Head()
    silent = 0
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event == "start":
            tag = element.tag.lower()
            head.see(tag, element)
            silent += tag in SILENT
            if not silent:
                builder.open(tag, element.attrib)
                builder.text(element.text)
            continue
        if event == "comment" and not silent:
            builder.comment(element.text)
        elif event == "end" and silent:
            silent -= element.tag.lower() in SILENT
        elif event == "end":
            builder.close()
        if not silent and element is not tree:
            builder.text(element.tail)
    return head
