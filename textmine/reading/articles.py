"""Paragraphs to articles: where each begins, its title, byline, dateline and blocks.

A new article begins at a byline or dateline (本报讯, 新华社北京3月5日电, X消息：) or at a line of authors under a headline; the
headline lines directly above belong to it. One record of JSON Lines is one article always: its blocks still show each
byline. The year of a publication date is taken only from the text: the dateline, a running head of the page, a line
发布时间 or a date alone between headline and text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from textmine.reading.bylines import Byline, leading_byline, name_line, source_line
from textmine.reading.cleaned import Cleaner, normalized
from textmine.reading.joining import Paragraph, paragraphs
from textmine.reading.lines import Line, is_prose, lines, running_date, starts_item
from textmine.records import Article, Block, BlockKind

__all__ = ["articles"]

_HEADING_LIMIT = 45
_HEADLINE_LINES = 6
_COLUMN_LIMIT = 10
_LIST = 5


@dataclass(frozen=True, slots=True)
class _Item:
    """A paragraph and what it turned out to be. ``leading`` tells a byline that opens an article's first paragraph."""

    paragraph: Paragraph
    byline: Byline | None
    leading: bool
    prose: bool


@cache
def _lone_date() -> re.Pattern[str]:
    return re.compile(r"[（(]?(\d{4})年(\d{1,2})月(\d{1,2})日[）)]?")


@cache
def _dated_subtitle() -> re.Pattern[str]:
    return re.compile(r"(?:[-—–―]{2}|[（(])(\d{4})年(\d{1,2})月(\d{1,2})日在")


def _item(paragraph: Paragraph) -> _Item:
    text = paragraph.text
    byline = leading_byline(text)
    if byline is not None:
        return _Item(paragraph, byline, True, byline.end < len(text))
    alone = name_line(text) or source_line(text)
    return _Item(paragraph, alone, False, alone is None and not _is_heading(text) and is_prose(text))


def _is_heading(text: str) -> bool:
    """Whether the line alone looks like a heading: no sentence, or a short numbered line of words."""
    if not is_prose(text):
        return True
    return len(text) <= 25 and starts_item(text) and text[-1] == "。" and text.count("。") == 1 and "，" not in text


def _starts(items: Sequence[_Item]) -> list[int]:
    """Where articles begin: indices of their first items, headline included."""
    starts = [0]
    body = False
    for index, item in enumerate(items):
        opens = item.leading or (
            item.byline is not None
            and bool(item.byline.authors)
            and 0 < index < len(items) - 1
            and _plain(items[index - 1])
            and items[index + 1].prose
        )
        if opens and body:
            first = index
            while first > starts[-1] and index - first < _HEADLINE_LINES and _plain(items[first - 1]):
                first -= 1
            starts.append(first)
            body = False
        body = body or item.prose or item.leading
    return starts


def _plain(item: _Item) -> bool:
    return not item.prose and item.byline is None and not starts_item(item.paragraph.text)


def _lead(items: Sequence[_Item]) -> int:
    """How many items at the beginning are headline lines."""
    count = 0
    for item in items[: _HEADLINE_LINES + 1]:
        text = item.paragraph.text
        headline = _plain(item) or (text[-1] in "？！?!" and len(text) <= 30 and item.byline is None)
        if not headline:
            return count if item.prose or item.byline or count == 0 else 0
        count += 1
    return 1 if count else 0


def _headline(items: Sequence[_Item]) -> tuple[range, str | None]:
    """Which of the lead ``items`` are the headline, and the column title above it."""
    first, column = 0, None
    texts = [item.paragraph.text for item in items]
    gap = next((index for index in range(1, len(items)) if items[index].paragraph.blank), len(items))
    if gap == 1 and len(items) > 1 and len(texts[0]) <= _COLUMN_LIMIT and len(texts[0]) < max(map(len, texts[1:])):
        if not texts[1].startswith(("—", "-", "（", "―")):
            first, column = 1, texts[0]
    last = first + 1
    while (
        last < len(texts)
        and not re.match(r"[-—–―]{2}\d|[（(]|\d{4}年\d{1,2}月\d{1,2}日$", texts[last])
        and (not items[last].paragraph.blank)
        and not re.search(r"[\s\u3000][\u4e00-\u9fff]{2,4}$", texts[last][:14])
    ):
        last += 1
    return range(first, last), column


def _date_of(items: Sequence[_Item], byline: Byline | None, head: str | None) -> str | None:
    """The publication date as far as the text gives it."""
    if byline is not None and byline.published:
        return byline.published
    for item in items:
        if item.byline is not None and item.byline.published:
            return item.byline.published
    for item in items[: _HEADLINE_LINES + 2]:
        if item.prose:
            break
        found = _lone_date().fullmatch(item.paragraph.text) or _dated_subtitle().match(item.paragraph.text)
        if found and int(found[2]) in range(1, 13) and int(found[3]) in range(1, 32):
            return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
    return head


def _heading_flags(items: Sequence[_Item]) -> list[bool]:
    """Which items are headings: lines without a sentence, but not runs of many (tables, lists of names)."""
    flags = [
        _plain_or_item(item) and any("\u4e00" <= sign <= "\u9fff" for sign in item.paragraph.text) for item in items
    ]
    flags = [flag and len(item.paragraph.text) <= _HEADING_LIMIT for flag, item in zip(flags, items, strict=True)]
    first = 0
    while first < len(items):
        last = first
        while last < len(items) and not items[last].prose:
            last += 1
        if last - first >= _LIST:
            flags[first:last] = [
                starts_item(item.paragraph.text) and flag
                for item, flag in zip(items[first:last], flags[first:last], strict=True)
            ]
        first = max(last, first + 1)
    return flags


def _plain_or_item(item: _Item) -> bool:
    return not item.prose and item.byline is None


def _title_indices(items: Sequence[_Item], title: str | None) -> tuple[range, str | None, str | None]:
    """The headline items, the title (as given, or as found), and the column title."""
    lead = items[: _lead(items)]
    if title is not None:
        wanted, indices = normalized([title]), []
        for index, item in enumerate(lead):
            words = normalized([item.paragraph.text])
            if words and (words in wanted or wanted in words):
                indices.append(index)
        return (range(indices[0], indices[-1] + 1) if indices else range(0)), title, None
    if not lead:
        return range(0), None, None
    indices_found, column = _headline(lead)
    return indices_found, " ".join(lead[index].paragraph.text for index in indices_found), column


def _article(
    text: str,
    items: Sequence[_Item],
    *,
    id: str,
    title: str | None,
    published: str | None,
    head: str | None,
    extra: Mapping[str, str],
    whole: bool,
) -> Article:
    titles, title, column = _title_indices(items, title)
    headings = _heading_flags(items)
    cleaner = Cleaner(text)
    blocks: list[Block] = []
    for index, item in enumerate(items):
        start, end = cleaner.add(item.paragraph)
        split = end
        if index in titles:
            kind = BlockKind.TITLE
        elif item.leading and item.byline is not None:
            split = start + min(item.byline.end, end - start)
            blocks.append(Block(start=start, end=split, kind=BlockKind.BYLINE))
            if split == end:
                continue
            start, kind = split, BlockKind.PARAGRAPH
        elif item.byline is not None:
            kind = BlockKind.BYLINE
        else:
            kind = BlockKind.HEADING if headings[index] else BlockKind.PARAGRAPH
        blocks.append(Block(start=start, end=end, kind=kind))
    cleaned, offsets = cleaner.finish()
    bylines = [item.byline for item in items if item.byline is not None]
    first = next((item.byline for item in items if item.leading), bylines[0] if bylines else None)
    authors = next((byline.authors for byline in bylines if byline.authors), ())
    found = {"column": column, "dateline": first.place if first else None}
    return Article(
        id=id,
        start=0 if whole else items[0].paragraph.start,
        end=len(text) if whole else items[-1].paragraph.end,
        title=title,
        byline="、".join(authors) or None,
        publisher=next((byline.publisher for byline in bylines if byline.publisher), None),
        published=published or _date_of(items, first, head),
        text=cleaned,
        offsets=offsets,
        blocks=tuple(blocks),
        extra={**{key: value for key, value in found.items() if value}, **extra},
    )


def _head(furniture: Sequence[Line]) -> list[tuple[int, str]]:
    return [(line.start, date) for line in furniture if (date := running_date(line.text))]


def articles(
    text: str,
    *,
    id: str,
    title: str | None = None,
    published: str | None = None,
    split: bool = True,
    extra: Mapping[str, str] | None = None,
) -> tuple[Article, ...]:
    """The articles in ``text``; with ``split`` false it is one article in any case.

    ``title`` and ``published`` are those of the record, if it has any; they go to the first article. Several articles
    are told apart by a number after the id: ``a#1``, ``a#2``.
    """
    kept, furniture = lines(text)
    items = [_item(paragraph) for paragraph in paragraphs(kept)]
    if not items:
        return (
            Article(id=id, start=0, end=len(text), title=title, published=published, text="", extra=dict(extra or {})),
        )
    starts = _starts(items) if split else [0]
    heads = _head(furniture)
    found = []
    for number, (first, last) in enumerate(zip(starts, [*starts[1:], len(items)], strict=True)):
        part = items[first:last]
        before = [date for start, date in heads if start < part[-1].paragraph.end]
        found.append(
            _article(
                text,
                part,
                id=f"{id}#{number + 1}" if len(starts) > 1 else id,
                title=title if number == 0 else None,
                published=published if number == 0 or published is None else published,
                head=before[-1] if before else None,
                extra=extra or {},
                whole=len(starts) == 1,
            )
        )
    return tuple(found)
