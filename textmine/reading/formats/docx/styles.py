"""The styles of a Word document: which of them are titles and headings."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from textmine.reading.formats.docx.package import W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["Rank", "Styles", "read_styles"]

_BODY_LEVEL = 9  # the outline level of body text
_CHAIN = 16  # so many styles may be based on one another


class Rank(Enum):
    """What a paragraph is by its style."""

    TITLE = 1
    HEADING = 2
    BODY = 3


class _Style(NamedTuple):
    name: str
    base: str
    level: int | None


@cache
def _heading() -> re.Pattern[str]:
    return re.compile(r"(?:heading|标题|標題)\s*[1-9]", re.IGNORECASE)


@cache
def _title() -> re.Pattern[str]:
    return re.compile(r"(?:sub)?title|标题|副标题|標題|文档标题|公文标题", re.IGNORECASE)


class Styles:
    """The styles by their ids."""

    def __init__(self, found: dict[str, _Style]) -> None:
        self._found = found
        self._known: dict[str, Rank] = {}

    def rank(self, paragraph: Element) -> Rank:
        """What ``paragraph`` is by its own outline level or its style."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return Rank.BODY
        style = properties.find(f"{W}pStyle")
        rank = self._of(style.get(f"{W}val", "")) if style is not None else Rank.BODY
        level = _level(properties)
        if level is None or rank is Rank.TITLE:
            return rank
        return Rank.HEADING if level < _BODY_LEVEL else Rank.BODY

    def _of(self, name: str) -> Rank:
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = self._read(name)
        return known

    def _read(self, name: str) -> Rank:
        for _ in range(_CHAIN):
            style = self._found.get(name)
            if style is None:
                return Rank.BODY
            if _title().fullmatch(style.name):
                return Rank.TITLE
            if _heading().fullmatch(style.name) or (style.level is not None and style.level < _BODY_LEVEL):
                return Rank.HEADING
            name = style.base
        return Rank.BODY


def _level(properties: Element | None) -> int | None:
    found = None if properties is None else properties.find(f"{W}outlineLvl")
    value = "" if found is None else found.get(f"{W}val", "")
    return int(value) if value in tuple("0123456789") else None


def read_styles(root: Element | None) -> Styles:
    """The styles in the part ``root``; none for null."""
    found = {}
    for style in () if root is None else root.iter(f"{W}style"):
        name, base = style.find(f"{W}name"), style.find(f"{W}basedOn")
        found[style.get(f"{W}styleId", "")] = _Style(
            "" if name is None else name.get(f"{W}val", ""),
            "" if base is None else base.get(f"{W}val", ""),
            _level(style.find(f"{W}pPr")),
        )
    return Styles(found)
