"""A saved web page: its article, or articles, with title, publisher, date and authors, without what the page puts around them.

Where the article stands is told by the names that content management systems use, else found with trafilatura, else by
its prose; all paragraphs, headings, captions and tables there are read from the page itself. What the page says of the
article is read by rules of our own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from textmine.errors import InputError
from textmine.offsets import OffsetMap
from textmine.reading.articles import Record, articles
from textmine.reading.documents import LIMIT_LINE, document
from textmine.reading.formats.html.body import Found, article
from textmine.reading.formats.html.credits import names_of, publisher_of
from textmine.reading.formats.html.decoding import decoded
from textmine.reading.formats.html.metadata import Told, told_by
from textmine.reading.formats.html.regions import Region, find_regions
from textmine.reading.formats.html.text import Part, Text
from textmine.reading.formats.html.tree import Page, parse
from textmine.reading.inputs import Input
from textmine.records import Article, Document, Format

__all__ = ["read"]

# A page with more elements of the name of an article has them for something else.
_SEVERAL = 200


def read(given: Input) -> Iterator[Document | InputError]:
    """The document that the web page ``given`` is. Raises :class:`InputError` for what is no page, or too large."""
    data = given.stream.read(LIMIT_LINE + 1)
    if len(data) > LIMIT_LINE:
        raise InputError(f"{given.where}: the page is longer than {LIMIT_LINE // 2**20} MiB; give that of one article")
    source, encoding, warning = decoded(data, where=given.where, encoding=given.encoding)
    page = parse(source, where=given.where)
    told = told_by(page)
    text = Text(page)
    records: list[tuple[int, Record]] = []
    for found in _articles(page, find_regions(page, where=given.where), told):
        if text.length:
            text.add_break()
        start = text.length
        text.add(found.headline, found.lines)
        records.append((start, _record(found, told, text.part(start), PurePath(given.name).stem)))
    whole = replace(records[0][1], **text.part()._asdict())

    def made(*, split: bool) -> Document:
        return document(
            replace(whole, warnings=(warning,) if warning else ()),
            path=given.path,
            where=given.where,
            encoding=encoding,
            sha256=hashlib.sha256(data).hexdigest(),
            split=split,
            format=Format.HTML,
            anchors=text.anchors,
            content=page.content,
            content_offsets=text.offsets(),
        )

    if len(records) > 1:
        yield replace(made(split=False), articles=tuple(_divided(records, whole.text)))
        return
    several = made(split=True)
    if all(one.title for one in several.articles[1:]):
        rest = (replace(one, publisher=one.publisher or whole.publisher) for one in several.articles[1:])
        yield replace(several, articles=(several.articles[0], *rest))
    else:
        # It quotes datelines: articles of their own would have headlines.
        yield made(split=False)


def _articles(page: Page, places: Sequence[Region], told: Told) -> list[Found]:
    """The articles in ``places``: one for each if each has its own headline, else one in all of them."""
    if 1 < len(places) <= _SEVERAL:
        starts = [page.body.start, *(place.end for place in places[:-1])]
        ends = [*(place.start for place in places[1:]), page.body.end]
        several = [
            article(page, [place], told, after=start, before=end, alone=False)
            for place, start, end in zip(places, starts, ends, strict=True)
        ]
        if all(found.headline and any(line.prose for line in found.lines) for found in several):
            first = several[0].shown
            return [
                found._replace(
                    shown=found.shown._replace(
                        published=found.shown.published or first.published,
                        publisher=found.shown.publisher or first.publisher,
                        page=found.shown.page or first.page,
                    )
                )
                for found in several
            ]
    places = places or [Region(page.body, page.body.start, page.body.end)]
    return [article(page, places, told, after=page.body.start, before=page.body.end, alone=True)]


def _record(found: Found, told: Told, part: Part, name: str) -> Record:
    """What is known of an article: what the page shows of it counts more than what stands in the page's head."""
    shown = found.shown
    site = None if told.site is None or told.site == "微信公众平台" else told.site
    extra = {
        "editor": shown.editor or (told.editor and (names_of(told.editor) or told.editor)),
        "page": shown.page or told.page,
        "number": shown.number or told.number,
        "index": shown.reference,
        "issuer": shown.issuer,
    }
    return Record(
        id=name,
        title=found.title,
        byline=(told.author and names_of(told.author)) or shown.author,
        publisher=told.account
        or shown.publisher
        or (told.publisher and publisher_of(told.publisher))
        or shown.issuer
        or site
        or told.paper,
        published=told.published or shown.published,
        text=part.text,
        structured=True,
        headings=part.headings,
        captions=part.captions,
        tables=part.tables,
        extra={key: value for key, value in extra.items() if value},
    )


def _divided(records: Sequence[tuple[int, Record]], whole: str) -> Iterator[Article]:
    """The articles of ``records``, each given with where it begins in the ``whole`` text."""
    for number, (start, record) in enumerate(records, 1):
        (found,) = articles(replace(record, id=f"{record.id}#{number}"), split=False)
        offsets = found.offsets.then(OffsetMap((0,), (start,)))
        yield replace(found, start=start, end=start + len(record.text), original=whole, offsets=offsets)
