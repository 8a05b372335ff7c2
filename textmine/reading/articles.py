"""Paragraphs to articles: where each begins, its title, byline, dateline and blocks.

A new article begins at a byline or dateline (本报讯, 新华社北京3月5日电, X消息：) or at a line of authors under a
headline; the headline lines directly above belong to it. One record of JSON Lines is one article always: its blocks
still show each byline. The year of a publication date is taken only from the text: the dateline, a running head of the page, a
line 发布时间, a date alone below the headline.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from textmine.reading.cleaned import Cleaner
from textmine.reading.headlines import HEADLINE_LINES, Headline, Item, headings, headline, item
from textmine.reading.joining import paragraphs
from textmine.reading.lines import lines, running_date
from textmine.records import Article, Block, BlockKind

if TYPE_CHECKING:
    from textmine.reading.bylines import Byline

__all__ = ["Record", "articles"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A text as a source gives it, with what the source says of it; ``published`` is an ISO date."""

    id: str
    title: str | None = None
    published: str | None = None
    text: str
    extra: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def articles(record: Record, *, split: bool = True) -> tuple[Article, ...]:
    """The articles in the text of ``record``; with ``split`` false it is one article in any case.

    Title, date and the other fields of the record go to its first article; the date to all. Several articles are told
    apart by a number after the id: ``a#1``, ``a#2``.
    """
    kept, furniture = lines(record.text)
    items = [item(paragraph) for paragraph in paragraphs(kept)]
    heads = [(line.start, date) for line in furniture if (date := running_date(line.text))]
    starts = _starts(items) if split else [0]
    if len(starts) < 2:
        return (_article(record, items, record.id, _head(heads, len(record.text)), whole=True),)
    found = []
    rest = Record(id=record.id, published=record.published, text=record.text)
    for number, (first, last) in enumerate(zip(starts, [*starts[1:], len(items)], strict=True), 1):
        part = items[first:last]
        head = _head(heads, part[-1].paragraph.end)
        found.append(_article(record if number == 1 else rest, part, f"{record.id}#{number}", head, whole=False))
    return tuple(found)


def _head(heads: Sequence[tuple[int, str]], end: int) -> str | None:
    """The date of the last running head before ``end``."""
    index = bisect_left(heads, end, key=lambda head: head[0])
    return heads[index - 1][1] if index else None


def _starts(items: Sequence[Item]) -> list[int]:
    """Where articles begin: indices of their first items, headline included."""
    starts = [0]
    body = False
    for index, current in enumerate(items):
        if body and (current.leading or _authors_under_headline(items, index)):
            first = index
            while first > starts[-1] + 1 and index - first < HEADLINE_LINES and items[first - 1].headline_like:
                first -= 1
            starts.append(first)
            body = False
        body = body or current.prose or current.leading
    return starts


def _authors_under_headline(items: Sequence[Item], index: int) -> bool:
    byline = items[index].byline
    return (
        byline is not None
        and bool(byline.authors)
        and 0 < index < len(items) - 1
        and items[index - 1].plain
        and items[index + 1].prose
    )


def _blocks(items: Sequence[Item], spans: Sequence[tuple[int, int]], found: Headline) -> Iterator[Block]:
    """The blocks of an article; ``spans`` are those of ``items`` in the cleaned text."""
    flags = headings(items)
    for index, (current, (start, end)) in enumerate(zip(items, spans, strict=True)):
        if index in found.lines:
            yield Block(start=start, end=end, kind=BlockKind.TITLE)
        elif current.byline is not None:
            split = min(start + current.byline.end, end) if current.leading else end
            yield Block(start=start, end=split, kind=BlockKind.BYLINE)
            if split < end:
                yield Block(start=split, end=end, kind=BlockKind.PARAGRAPH)
        else:
            yield Block(start=start, end=end, kind=BlockKind.HEADING if flags[index] else BlockKind.PARAGRAPH)


def _article(record: Record, items: Sequence[Item], name: str, head: str | None, *, whole: bool) -> Article:
    found = headline(items, record.title)
    cleaner = Cleaner(record.text)
    spans = [cleaner.add(current.paragraph) for current in items]
    text, offsets = cleaner.finish()
    bylines = [current.byline for current in items if current.byline is not None]
    opening = next((current.byline for current in items if current.leading), None)
    authors = next((byline.authors for byline in bylines if byline.authors), ())
    told = {"column": found.column, "dateline": opening.place if opening else None}
    return Article(
        id=name,
        start=0 if whole else items[0].paragraph.start,
        end=len(record.text) if whole else items[-1].paragraph.end,
        title=found.title,
        byline="、".join(authors) or None,
        publisher=next((byline.publisher for byline in bylines if byline.publisher), None),
        published=record.published or _published(items, bylines, opening, head),
        text=text,
        original=None if text == record.text else record.text,
        offsets=offsets,
        blocks=tuple(_blocks(items, spans, found)),
        extra={**{key: value for key, value in told.items() if value}, **record.extra},
    )


@cache
def _issued() -> re.Pattern[str]:
    """A date on a line of its own, or the occasion of a speech below the headline."""
    return re.compile(
        r"[（(]?(\d{4})年(\d{1,2})月(\d{1,2})日[）)]?$|(?:[-—–―]{2}|[（(])\s*(\d{4})年(\d{1,2})月(\d{1,2})日在"
    )


def _published(
    items: Sequence[Item], bylines: Sequence[Byline], opening: Byline | None, head: str | None
) -> str | None:
    """The publication date as far as the text itself tells it, year and all."""
    for byline in ([opening] if opening else []) + list(bylines):
        if byline.published:
            return byline.published
    for current in items[:HEADLINE_LINES]:
        if current.prose:
            break
        if date := _issued().match(current.text):
            year, month, day = (int(date[group] or date[group + 3]) for group in (1, 2, 3))
            if 1 <= month <= 12 and 1 <= day <= 31:
                return f"{year}-{month:02}-{day:02}"
    if opening is not None and opening.day is not None and head is not None:
        year, month = int(head[:4]), int(head[5:7])
        # A dateline of December on a page of January is of the year before.
        year -= opening.day[0] > month
        return f"{year}-{opening.day[0]:02}-{opening.day[1]:02}"
    return head
