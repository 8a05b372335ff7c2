"""What the paragraphs of an article are: headline lines, column title, headings, bylines, sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from textmine.reading.bylines import Byline, leading_byline, name_line, source_line
from textmine.reading.cleaned import comparable
from textmine.reading.lines import is_prose, starts_item

if TYPE_CHECKING:
    from textmine.reading.joining import Paragraph

__all__ = ["HEADLINE_LINES", "Headline", "Item", "headings", "headline", "item"]

# How many lines a headline with its kicker and subtitle may have.
HEADLINE_LINES = 6
_HEADING_LIMIT = 45
_QUESTION_LIMIT = 30
_COLUMN_LIMIT = 10
# So many lines without a sentence in a row are a table or a list of names, not headings.
_LIST = 5


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph and what it is. ``leading`` tells of a byline at the beginning of a paragraph that goes on."""

    paragraph: Paragraph
    byline: Byline | None
    leading: bool
    prose: bool

    @property
    def text(self) -> str:
        """The words of the paragraph, lines joined."""
        return self.paragraph.text

    @property
    def plain(self) -> bool:
        """Whether it is neither sentences nor a byline."""
        return not self.prose and self.byline is None

    @property
    def headline_like(self) -> bool:
        """Whether it may be a line of a headline."""
        if self.byline is not None or (starts_item(self.text) and not _is_subtitle(self.text)):
            return False
        return not self.prose or (self.text[-1] in "？！?!" and len(self.text) <= _QUESTION_LIMIT)


@dataclass(frozen=True, slots=True)
class Headline:
    """Which items are the headline, the title they make, and the title of the column above it."""

    lines: frozenset[int] = frozenset()
    title: str | None = None
    column: str | None = None


def item(paragraph: Paragraph) -> Item:
    """``paragraph`` with its byline read and its kind told."""
    text = paragraph.text
    byline = leading_byline(text)
    if byline is not None:
        return Item(paragraph, byline, True, byline.end < len(text))
    alone = name_line(text) or source_line(text)
    return Item(paragraph, alone, False, alone is None and is_prose(text) and not _is_numbered_heading(text))


def _is_numbered_heading(text: str) -> bool:
    """Whether ``text`` is a short numbered line of words that ends like a sentence (（一）健全工作机制。)."""
    return len(text) <= 25 and text[-1] == "。" and text.count("。") == 1 and "，" not in text and starts_item(text)


def _is_subtitle(text: str) -> bool:
    return text.startswith(("——", "--", "――", "——")) and not _occasion().match(text)


@cache
def _occasion() -> re.Pattern[str]:
    """Lines below a headline that tell when and where a speech was given, or when a text was issued."""
    return re.compile(r"[-—–―]{2}\s*\d{4}年|[（(]|\d{4}年\d{1,2}月\d{1,2}日[）)]?$")


@cache
def _person() -> re.Pattern[str]:
    """An office and a name below a headline (省长 王某某)."""
    return re.compile(r".{0,16}(?:长|主席|主任|书记|总理|代表|委员)[\s\u3000]+\S{1,2}[\s\u3000]?\S{1,3}$")


def headline(items: Sequence[Item], title: str | None) -> Headline:
    """The headline at the beginning of ``items``; ``title`` is the record's own, if it has one."""
    lead: list[Item] = []
    for candidate in items[:HEADLINE_LINES]:
        if not candidate.headline_like:
            break
        lead.append(candidate)
    if title is not None:
        return Headline(lines=_repeats(lead, title), title=title)
    if not lead or (len(lead) == HEADLINE_LINES and not any(later.byline for later in items[: HEADLINE_LINES + 1])):
        lead = lead[:1]
    if not lead or len(lead) == len(items):
        return Headline()
    column = _column(lead)
    first = 0 if column is None else 1
    last = first + 1
    while last < len(lead) and _continues(lead[last]):
        last += 1
    return Headline(
        lines=frozenset(range(first, last)), title=" ".join(line.text for line in lead[first:last]), column=column
    )


def _repeats(lead: Sequence[Item], title: str) -> frozenset[int]:
    """Which lines of ``lead`` repeat ``title`` or a part of it."""
    wanted = comparable(title)
    words = [comparable(line.text) for line in lead]
    return frozenset(
        index
        for index, word in enumerate(words)
        if word and (wanted in word or word in wanted or _within(word, wanted))
    )


def _within(part: str, whole: str) -> bool:
    """Whether ``part`` is ``whole`` with some characters left out."""
    rest = iter(whole)
    return len(part) > 5 and all(character in rest for character in part)


def _column(lead: Sequence[Item]) -> str | None:
    """The column title: a short first line, set apart from a longer headline by an empty line."""
    if len(lead) < 2 or not lead[1].paragraph.blank or _is_subtitle(lead[1].text) or _occasion().match(lead[1].text):
        return None
    first = lead[0].text
    return first if len(first) <= _COLUMN_LIMIT and len(first) < max(len(line.text) for line in lead[1:]) else None


def _continues(line: Item) -> bool:
    """Whether ``line`` goes on with the headline whose last line stands directly above it."""
    if _occasion().match(line.text) or _person().match(line.text):
        return False
    return not line.paragraph.blank or _is_subtitle(line.text)


def headings(items: Sequence[Item]) -> list[bool]:
    """Which items are headings: short lines of words without a sentence, but no runs of many (tables, lists)."""
    flags = [line.plain and len(line.text) <= _HEADING_LIMIT and _has_words(line.text) for line in items]
    first = 0
    while first < len(items):
        last = first
        while last < len(items) and items[last].plain:
            last += 1
        if last - first >= _LIST:
            for index in range(first, last):
                flags[index] = flags[index] and starts_item(items[index].text)
        first = last + 1
    return flags


def _has_words(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)
