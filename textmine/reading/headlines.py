"""What the paragraphs of an article are: headline lines, column title, bylines, captions, sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from textmine.reading.bylines import Byline, leading_byline, name_line
from textmine.reading.cleaned import comparable, tidy
from textmine.reading.credits import source_line
from textmine.reading.lines import is_caption, is_prose, starts_item
from textmine.reading.names import bare_names
from textmine.reading.series import bracketed, desk, is_series

if TYPE_CHECKING:
    from textmine.reading.joining import Paragraph

__all__ = ["HEADING_LIMIT", "HEADLINE_LINES", "Headline", "Item", "has_words", "headline", "items_of"]

# How many lines a headline with its kicker and subtitle may have.
HEADLINE_LINES = 6
HEADING_LIMIT = 45
_TITLE_LIMIT = 120
_QUESTION_LIMIT = 30
_COLUMN_LIMIT = 10
# A line with so many commas is no line of a headline.
_COMMAS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A paragraph and what it is.

    ``leading`` tells of a byline at the beginning of a paragraph that goes on, ``note`` of an editor's note or summary.
    """

    paragraph: Paragraph
    byline: Byline | None = None
    leading: bool = False
    prose: bool = False
    caption: bool = False
    note: bool = False

    @property
    def text(self) -> str:
        """The words of the paragraph, lines joined."""
        return self.paragraph.text

    @property
    def table(self) -> bool:
        """Whether it is a table."""
        return self.paragraph.table

    @property
    def plain(self) -> bool:
        """Whether it is neither sentences nor a byline nor a caption nor a table."""
        return not self.prose and not self.caption and self.byline is None and not self.table

    @property
    def aside(self) -> bool:
        """Whether it may stand above a headline without being a part of it: a caption, a note, a table, a line of authors."""
        return self.caption or self.note or self.table or (self.byline is not None and not self.leading)

    @property
    def signs(self) -> bool:
        """Whether it tells of an office or a person rather than of news (省长 王某某, （2024年1月8日）)."""
        return _occasion().match(self.text) is not None or _person().match(self.text) is not None

    @property
    def headline_like(self) -> bool:
        """Whether it may be a line of a headline."""
        text = self.text
        if self.byline is not None or self.caption or self.note or self.table or not has_words(text):
            return False
        if (starts_item(text) and not _is_subtitle(text)) or text.count("，") > _COMMAS:
            return False
        return not self.prose or (text[-1] in "？！?!" and len(text) <= _QUESTION_LIMIT) or _is_long_title(text)


@dataclass(frozen=True, slots=True)
class Headline:
    """Which items are the headline, the title they make, and the title of the column above it."""

    lines: frozenset[int] = frozenset()
    title: str | None = None
    column: str | None = None


def items_of(paragraphs: Sequence[Paragraph]) -> list[Item]:
    """What each of ``paragraphs`` is."""
    items = [_item(paragraph) for paragraph in paragraphs]
    for index in range(1, len(items) - 1):
        above, current, below = items[index - 1 : index + 2]
        if not below.prose:
            continue
        if current.plain and above.headline_like and index < HEADLINE_LINES:
            if names := _unannounced(current.text):
                items[index] = replace(current, byline=Byline(end=len(current.text), authors=names))
        elif above.prose and current.byline is not None and _only_date(current.byline):
            # A date between passages heads the next one.
            items[index] = replace(current, byline=None)
    _mark_notes(items)
    return items


@cache
def _note() -> re.Pattern[str]:
    words = "编者按|核心提示|内容提要|内容摘要|阅读提示|新闻提示|开栏的话|导读|导语|摘要|引言"
    return re.compile(rf"[【\[]?(?:{words})[】\]]?\s*[:：]?")


def _mark_notes(items: list[Item]) -> None:
    """Mark each editor's note or summary: the line that announces it and the paragraph below, or both in one."""
    for index, current in enumerate(items):
        if current.byline is not None or not (found := _note().match(current.text)):
            continue
        if found.end() == len(current.text):
            items[index] = replace(current, note=True)
            if index + 1 < len(items) and items[index + 1].prose and items[index + 1].byline is None:
                items[index + 1] = replace(items[index + 1], note=True)
        elif current.text[found.end() - 1] in "：:】]":
            items[index] = replace(current, note=True)


def _only_date(byline: Byline) -> bool:
    return byline.published is not None and byline.day is None and not byline.authors and byline.publisher is None


def _item(paragraph: Paragraph) -> Item:
    text = paragraph.text
    if paragraph.table:
        return Item(paragraph=paragraph)
    byline = leading_byline(text)
    if byline is not None:
        return Item(paragraph=paragraph, byline=byline, leading=True, prose=byline.end < len(text))
    alone = None if text[-1] in "。！？；，" else name_line(plain := tidy(text)) or source_line(plain)
    if alone is not None:
        return Item(paragraph=paragraph, byline=replace(alone, end=len(text)))
    if is_caption(text):
        return Item(paragraph=paragraph, caption=True)
    return Item(paragraph=paragraph, prose=is_prose(text) and not _is_numbered_heading(text))


def _unannounced(text: str) -> tuple[str, ...] | None:
    """The names on a line below a headline without a word like 记者: several, or one of three characters or set apart."""
    if len(text) > 16 or len(text) < 3:
        return None
    return bare_names(text)


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(r"(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.]|\d{1,2}[.、．﹒]|[-—–―]{2})[^\d，％%]{2,22}。$")


def _is_numbered_heading(text: str) -> bool:
    """Whether ``text`` is a short numbered line of words that ends like a sentence (（一）健全工作机制。)."""
    return text.count("。") == 1 and _numbered().match(text) is not None


def _is_long_title(text: str) -> bool:
    """Whether ``text`` is long only because it names a document in full (关于印发《……》的通知)."""
    return (
        len(text) <= _TITLE_LIMIT
        and not is_prose(text[-HEADING_LIMIT:])
        and not any(mark in text for mark in "，。；！？")
    )


def _is_subtitle(text: str) -> bool:
    return text.startswith(("——", "--", "――", "—")) and not _occasion().match(text)


@cache
def _occasion() -> re.Pattern[str]:
    """Lines below a headline that tell when, where and by whom a text was issued or a speech was given."""
    return re.compile(
        r"[-—–―]{1,2}\s*\d{4}年|[（(]|\d{4}年\d{1,2}月\d{1,2}日[）)]?$"
        r"|[\u4e00-\u9fff]{1,10}[〔\[（(]\d{4}[〕\]）)]\s*(?:第\s*)?\d+\s*号$|第\s*\d+\s*号$"
        r"|(?:[\u4e00-\u9fff]{2,16}(?:局|委|委员会|办公室|办公厅|政府|调查队|总队|部)[\s\u3000]*)+$"
    )


@cache
def _person() -> re.Pattern[str]:
    """An office and a name below a headline (省长 王某某)."""
    return re.compile(
        r".{0,16}(?:长|主席|主任|书记|总理|代表|委员)[\s\u3000]+[\u4e00-\u9fff]{1,2}[\s\u3000]*[\u4e00-\u9fff]{1,3}$"
    )


def headline(items: Sequence[Item], title: str | None) -> Headline:
    """The headline at the beginning of ``items``; ``title`` is the record's own, if it has one."""
    first = next((index for index, item in enumerate(items) if not item.aside and has_words(item.text)), 0)
    lead: list[Item] = []
    for candidate in items[first : first + HEADLINE_LINES]:
        if not candidate.headline_like:
            break
        lead.append(candidate)
    if title is not None:
        return Headline(lines=frozenset(first + index for index in _repeats(lead, title)), title=title)
    if not lead or _is_table(items[first:]):
        lead = lead[:1]
    if not lead or len(lead) == len(items):
        return Headline()
    column: str | None
    if len(lead) == 1 and (below := _below_notes(items, first + 1)):
        column = bracketed(lead[0].text) or lead[0].text
        first, lead, begin = below.start, list(items[below.start : below.stop]), 0
    else:
        column = _column(lead)
        begin = 0 if column is None else 1
    end = begin + 1
    signed = first + len(lead) < len(items) and items[first + len(lead)].byline is not None
    while end < len(lead) and _continues(lead[end], signed=signed):
        end += 1
    # A line that repeats the one before it is said once.
    words = dict.fromkeys(tidy(line.text) for line in lead[begin:end])
    of, title = desk(" ".join(words))
    found = frozenset(range(first + begin, first + end))
    return Headline(lines=found | _headed(items, title), title=title, column=column or of)


def _headed(items: Sequence[Item], title: str) -> frozenset[int]:
    """The line of a dateline that gives the headline once more (新华社北京3月5日电 题：…)."""
    wanted = comparable(title)
    return frozenset(
        index
        for index, item in enumerate(items[: HEADLINE_LINES + 2])
        if item.byline is not None and item.byline.headed and comparable(item.text[item.byline.end :]) in wanted
    )


def _below_notes(items: Sequence[Item], index: int) -> range | None:
    """The lines of a headline with a byline that stand below notes and captions which begin at ``index``."""
    start = index
    while start < len(items) and (items[start].note or items[start].caption):
        start += 1
    stop = start
    while stop < len(items) and stop - start < HEADLINE_LINES and items[stop].headline_like:
        stop += 1
    return range(start, stop) if index < start < stop < len(items) and items[stop].byline is not None else None


def _is_table(items: Sequence[Item]) -> bool:
    """Whether so many lines without a sentence or a byline follow that they cannot be a headline."""
    return len(items) > HEADLINE_LINES and all(item.plain for item in items[:HEADLINE_LINES])


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
    """The column title: a line in brackets, or one set apart by an empty line that is short or names a series."""
    if len(lead) < 2:
        return None
    first = lead[0].text
    if name := bracketed(first):
        return name
    if not lead[1].paragraph.blank or _is_subtitle(lead[1].text) or _occasion().match(lead[1].text):
        return None
    if is_series(first):
        return first
    return first if len(first) <= _COLUMN_LIMIT and len(first) < max(len(line.text) for line in lead[1:]) else None


def _continues(line: Item, *, signed: bool) -> bool:
    """Whether ``line`` goes on with the headline whose last line stands directly above it, or, where a byline comes after all
    lines (``signed``), anywhere above it."""
    if line.signs or signed:
        return not line.signs
    return line.text.count("，") < _COMMAS and (not line.paragraph.blank or _is_subtitle(line.text))


def has_words(text: str) -> bool:
    """Whether Chinese stands in ``text``."""
    return "\u4e00" <= text[:1] <= "\u9fff" or any("\u4e00" <= character <= "\u9fff" for character in text)
