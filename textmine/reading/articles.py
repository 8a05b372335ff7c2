"""Paragraphs to articles: where each begins, its title, byline, dateline and blocks.

A new article begins at a byline or dateline (本报讯, 新华社北京3月5日电, X消息：) or at a line of authors under a
headline; the headline lines directly above belong to it. One record of JSON Lines is one article always: its blocks
still show each byline. The year of a publication date is taken only from the text: see :mod:`~textmine.reading.issue`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from textmine.reading.bylines import is_signed, trailing_authors
from textmine.reading.cleaned import Cleaner, comparable, tidy
from textmine.reading.furniture import closes_article
from textmine.reading.headings import headings
from textmine.reading.headlines import HEADLINE_LINES, Headline, Item, headline, items_of
from textmine.reading.issue import Pages, published
from textmine.reading.joining import around_tables, structured
from textmine.reading.lines import lines
from textmine.reading.text_tables import text_tables
from textmine.reading.traditional import plain, told
from textmine.records import Article, Block, BlockKind

__all__ = ["Record", "articles"]

_FURTHER = ("又讯", "另讯")
_INSIDE = (*_FURTHER, "本台")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A text as a source gives it, with what the source says of it; ``published`` is an ISO date.

    ``structured`` tells that each line is a paragraph, as a page with marks tells, so that no lines are joined. ``headings``,
    ``captions`` and ``tables`` are spans of ``text``: lines that are headings, lines that stand below pictures, and tables whose
    rows are lines with cells divided by tabs. ``openings`` are where lines begin with which articles surely begin: the uppermost of a
    headline that is told by its size.
    """

    id: str
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: str | None = None
    text: str
    structured: bool = False
    headings: tuple[tuple[int, int], ...] = ()
    captions: tuple[tuple[int, int], ...] = ()
    tables: tuple[tuple[int, int], ...] = ()
    openings: tuple[int, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def articles(record: Record, *, split: bool = True) -> tuple[Article, ...]:
    """The articles in the text of ``record``; with ``split`` false it is one article in any case.

    Title, date and the other fields of the record go to its first article; the date to all. Several articles are told
    apart by a number after the id: ``a#1``, ``a#2``.
    """
    text = plain(record.text)
    kept, furniture = lines(text)
    told = structured(kept, record.tables, text) if record.structured else around_tables(kept, text_tables(text), text)
    items = items_of(told)
    if pictured := {start for start, _ in record.captions}:
        items = [replace(item, caption=True) if item.paragraph.start in pictured else item for item in items]
    pages = Pages.of(furniture)
    closings = [line.start for line in furniture if closes_article(line.text)]
    starts = _opened(items, closings, record.openings) if split else [0]
    if len(starts) < 2:
        return (_article(record, items, record.id, pages, text, whole=True),)
    found = []
    rest = replace(record, title=None, byline=None, publisher=None, extra={}, warnings=())
    for number, (first, last) in enumerate(zip(starts, [*starts[1:], len(items)], strict=True), 1):
        part = items[first:last]
        found.append(_article(record if number == 1 else rest, part, f"{record.id}#{number}", pages, text, whole=False))
    return tuple(found)


def _opened(items: Sequence[Item], closings: Sequence[int], openings: Sequence[int]) -> list[int]:
    """Where articles begin: at ``openings``, which are places in the text, and where the words between them tell."""
    told = set(openings)
    edges = sorted({0, *(index for index, item in enumerate(items) if item.paragraph.start in told)})
    bounds = zip(edges, [*edges[1:], len(items)], strict=True)
    return [first + start for first, last in bounds for start in _starts(items[first:last], closings)]


def _starts(items: Sequence[Item], closings: Sequence[int]) -> list[int]:
    """Where articles begin: indices of their first items, headline included; ``closings`` are where others end."""
    starts = [0]
    body = False
    for index, current in enumerate(items):
        if body and _follows_end(items, index, closings):
            starts.append(index)
            body = False
        elif body and (current.leading or _signed_headline(items, index)):
            first = index
            while first > starts[-1] + 1 and index - first < HEADLINE_LINES and items[first - 1].headline_like:
                first -= 1
            if first < index or not _goes_on(items, starts[-1], index):
                starts.append(first)
                body = False
        body = body or current.leading or (current.prose and not current.headline_like and not current.note)
    return starts


def _goes_on(items: Sequence[Item], first: int, index: int) -> bool:
    """Whether a dateline without a headline above, which says only that this is news, goes on with the article from ``first``.

    So does 本台消息： or 又讯 inside a report, but not one of several items that begin alike.
    """
    byline = items[index].byline
    if byline is None or not byline.bare:
        return False
    words = items[index].text[: byline.end]
    opening = next((item for item in items[first:index] if item.leading), None)
    if opening is None:
        return words.startswith(_INSIDE)
    return words.startswith(_FURTHER) or not opening.text.startswith(words)


def _follows_end(items: Sequence[Item], index: int, closings: Sequence[int]) -> bool:
    """Whether a headline stands at ``index`` after an article that ends with its authors or editors."""
    above, current = items[index - 1], items[index]
    if not current.headline_like or not above.prose:
        return False
    heads = 1
    while index + heads < len(items) and heads < HEADLINE_LINES and items[index + heads].headline_like:
        heads += 1
    if index + heads >= len(items) or not (items[index + heads].prose or items[index + heads].byline):
        return False
    closed = bisect_left(closings, current.paragraph.start) > bisect_left(closings, above.paragraph.end)
    return closed or is_signed(above.text)


def _signed_headline(items: Sequence[Item], index: int) -> bool:
    """Whether the item at ``index`` names the authors, or source and date, of the headline above it."""
    byline = items[index].byline
    return (
        byline is not None
        and bool(byline.authors or (byline.publisher and byline.published))
        and 0 < index < len(items) - 1
        and items[index - 1].headline_like
        and items[index + 1].prose
    )


def _blocks(
    items: Sequence[Item], spans: Sequence[tuple[int, int]], found: Headline, record: Record
) -> Iterator[Block]:
    """The blocks of an article; ``spans`` are those of ``items`` in the cleaned text."""
    told = {start for start, _ in record.headings}
    flags = [current.paragraph.start in told for current in items] if told else headings(items)
    for index, (current, (start, end)) in enumerate(zip(items, spans, strict=True)):
        if current.table:
            yield Block(start=start, end=end, kind=BlockKind.TABLE)
        elif current.byline is not None:
            split = min(start + current.byline.end, end) if current.leading else end
            yield Block(start=start, end=split, kind=BlockKind.BYLINE)
            if split < end:
                yield Block(start=split, end=end, kind=BlockKind.TITLE if index in found.lines else BlockKind.PARAGRAPH)
        elif index in found.lines:
            yield Block(start=start, end=end, kind=BlockKind.TITLE)
        else:
            yield Block(start=start, end=end, kind=BlockKind.HEADING if flags[index] else BlockKind.PARAGRAPH)


def _article(record: Record, items: Sequence[Item], name: str, pages: Pages, read: str, *, whole: bool) -> Article:
    """The article of ``items``, which were recognised in ``read``, the text of ``record`` in simplified characters."""
    same = read is record.text
    found = headline(items, record.title if same or record.title is None else plain(record.title))
    if found.title is None:
        found = _elsewhere(items)
    cleaner = Cleaner(record.text)
    spans = [cleaner.add(current.paragraph) for current in items]
    text, offsets = cleaner.finish()
    end = items[-1].paragraph.end if items else len(record.text)
    bylines = [current.byline for current in items if current.byline is not None]
    opening = next((current.byline for current in items if current.leading), None)
    authors = next((byline.authors for byline in bylines if byline.authors), ()) or _signature(items)
    named = {"column": found.column, "dateline": opening.place if opening else None}
    article = Article(
        id=name,
        start=0 if whole else items[0].paragraph.start,
        end=len(record.text) if whole else end,
        title=record.title or found.title,
        byline=record.byline or "、".join(authors) or None,
        publisher=record.publisher
        or next((byline.publisher for byline in bylines if byline.publisher), None)
        or pages.paper(end),
        published=record.published or published(items, bylines, opening, pages.date(end)),
        text=text,
        original=None if text == record.text else record.text,
        offsets=offsets,
        blocks=tuple(_blocks(items, spans, found, record)),
        extra={**{key: value for key, value in named.items() if value}, **record.extra},
    )
    return article if same else told(article, [current.paragraph for current in items], record.text, read)


def _signature(items: Sequence[Item]) -> tuple[str, ...]:
    """The authors in brackets at the end of the last paragraph."""
    last = next((current for current in reversed(items) if current.prose), None)
    return trailing_authors(last.text) if last else ()


def _elsewhere(items: Sequence[Item]) -> Headline:
    """The headline after the dateline (…电 题：…), or below an article that opens with its byline: pages are copied so."""
    if not items or not items[0].leading or items[0].byline is None:
        return Headline()
    if items[0].byline.headed and not items[0].text.endswith("。"):
        return Headline(lines=frozenset([0]), title=tidy(items[0].text[items[0].byline.end :]))
    body = "".join(current.text for current in items[:-1])
    last = items[-1]
    if len(items) > 1 and last.headline_like and not last.signs and items[-2].prose and _tells(last.text, body):
        return Headline(lines=frozenset([len(items) - 1]), title=tidy(last.text))
    return Headline()


def _tells(title: str, body: str) -> bool:
    """Whether most pairs of characters of ``title`` stand in ``body`` too."""
    words = comparable(title)
    pairs = [words[index : index + 2] for index in range(len(words) - 1)]
    return len(pairs) > 4 and sum(pair in body for pair in pairs) >= 0.6 * len(pairs)
