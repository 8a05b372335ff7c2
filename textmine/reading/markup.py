"""A piece of HTML inside another file (an entry of a feed) to text: a line a paragraph, cells divided by tabs.

Whole pages are read by :mod:`textmine.reading.formats.html`; a piece has no furniture to leave out. Linear in the length, whatever
is in it, which :mod:`html.parser` is not.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape

__all__ = ["plain_text"]

_BLOCKS = (
    "address|article|aside|blockquote|br|center|dd|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|main|ol|p|pre|section|"
    "table|tbody|tfoot|thead|tr|ul"
)
_HIDDEN = ("script", "style", "iframe", "noscript", "svg", "template", "head")


@cache
def _mark() -> re.Pattern[str]:
    """Where a tag can begin; any other ``<`` is text."""
    return re.compile("<(?=[A-Za-z/!?])")


@cache
def _tag() -> re.Pattern[str]:
    return re.compile(r"""/?([A-Za-z][A-Za-z0-9:-]*)(?:[^<>"']|"[^"<]*"|'[^'<]*')*+>""")


@cache
def _block() -> re.Pattern[str]:
    return re.compile(f"(?:{_BLOCKS})$", re.IGNORECASE)


@cache
def _space() -> re.Pattern[str]:
    return re.compile(r"[ \r]+")


@cache
def _cells() -> re.Pattern[str]:
    return re.compile(r" ?\t ?")


def plain_text(markup: str) -> str:
    """The text of ``markup``, without what is not shown; one line each for what a browser puts on lines of its own."""
    if "<" not in markup:
        return "\n".join(line for line in (line.strip() for line in unescape(markup).splitlines()) if line)
    parts: list[str] = []
    position = 0
    while begin := _mark().search(markup, position):
        parts.append(_words(markup[position : begin.start()]))
        position = _after(markup, begin.start(), parts)
    parts.append(_words(markup[position:]))
    text = _space().sub(_spaced, "".join(parts))
    lines = (_cells().sub("\t", line).strip(" \t\u00a0") for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _after(markup: str, begin: int, parts: list[str]) -> int:
    """Where it goes on after the ``<`` at ``begin``; what it breaks into lines or cells is added to ``parts``."""
    for opening, closing in (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<!", ">"), ("<?", ">")):
        if markup.startswith(opening, begin):
            end = markup.find(closing, begin + len(opening))
            return len(markup) if end < 0 else end + len(closing)
    tag = _tag().match(markup, begin + 1)
    if tag is None:
        parts.append("<")
        return begin + 1
    name = tag[1].lower()
    if _block().match(name):
        parts.append("\n")
    elif name in ("td", "th") and markup[begin + 1] == "/":
        parts.append("\t")
    elif name in _HIDDEN and markup[begin + 1] != "/" and not tag[0].endswith("/>"):
        close = re.compile(f"</{name}", re.IGNORECASE).search(markup, tag.end())
        return close.start() if close else len(markup)
    return tag.end()


@cache
def _ends() -> dict[int, int]:
    return str.maketrans("\t\n\f\v", " \r  ")


def _words(text: str) -> str:
    """Words with their white space as spaces, and line ends, which are none of the text, as carriage returns."""
    return unescape(text.translate(_ends()))


def _spaced(found: re.Match[str]) -> str:
    """White space as one space; a line end beside Chinese stands for nothing."""
    text, start, end = found.string, found.start(), found.end()
    wide = not text[max(0, start - 1) : start].isascii() or not text[end : end + 1].isascii()
    return "" if wide and "\r" in found[0] else " "
