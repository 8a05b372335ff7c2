"""A PDF file: pages in columns, their furniture left out, one document with the place of each line on its page."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from textmine.errors import InputError
from textmine.reading.articles import Record
from textmine.reading.cleaned import comparable
from textmine.reading.documents import LIMIT_CHARACTERS, document
from textmine.reading.formats.pdf_glyphs import LIMIT_GLYPHS, Page, Rule, sheet
from textmine.reading.formats.pdf_heads import Row, edge_rows, issue_date, running_heads, telling
from textmine.reading.formats.pdf_layout import reading_order
from textmine.reading.formats.pdf_paragraphs import Line, openings, page_lines, passages
from textmine.reading.formats.pdf_segments import Segment, body_size, segments
from textmine.reading.formats.pdf_tables import Table, clear_tables, ruled_tables
from textmine.reading.formats.pdf_text import written
from textmine.reading.inputs import Input
from textmine.records import Document, Format

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

__all__ = ["read"]

_LIMIT_BYTES = 512 * 1024 * 1024
_LIMIT_PAGES = 10_000
# So far from its beginning a PDF file says that it is one.
_HEAD = 1024
# A page on which more of the characters than this are unknown is not read.
_UNKNOWN = 0.3


class _Leaf(NamedTuple):
    """A page with its segments, without those in ``tables``."""

    page: Page
    segments: list[Segment]
    tables: list[Table]
    rules: list[Rule]


class _Count(NamedTuple):
    """Pages that give no text, by their numbers: those that hold images, and those whose fonts do not tell the characters."""

    images: list[int]
    unknown: list[int]


def read(given: Input) -> Iterator[Document | InputError]:
    """The document that the PDF file ``given`` is. Raises :class:`InputError` for what is damaged, locked, scanned or too large."""
    data = given.stream.read(_LIMIT_BYTES + 1)
    if len(data) > _LIMIT_BYTES:
        raise InputError(f"{given.where}: the PDF file is larger than {_LIMIT_BYTES // 2**20} MiB; split it")
    if not data:
        raise InputError(f"{given.where}: the file is empty; give a PDF file with text")
    if b"%PDF-" not in data[:_HEAD]:
        raise InputError(f"{given.where}: this is no PDF file; give it the ending of what it is")
    opened = _opened(data, given.where)
    try:
        counted = _Count([], [])
        leaves = _leaves(opened, counted, given.where)
        if not leaves:
            raise InputError(f"{given.where}: {_no_text(len(opened), counted)}")
        title = str(opened.get_metadata_value("Title") or "").strip()
    finally:
        opened.close()
    body = body_size(_sizes(leaves))
    furniture = running_heads([edge_rows(leaf.segments, leaf.page.height) for leaf in leaves])
    lines, heads = _lines(leaves, furniture, body)
    made_up = passages(lines)
    found = written(made_up, openings(made_up, body), heads, {leaf.page.number: leaf.page for leaf in leaves})
    made = document(
        Record(
            id=PurePath(given.name).stem,
            title=title if _stands_above(title, found.text) else None,
            text=found.text,
            structured=True,
            captions=found.captions,
            tables=found.tables,
            openings=found.openings,
            warnings=tuple(_warnings(counted, given.where)),
        ),
        path=given.path,
        where=given.where,
        sha256=hashlib.sha256(data).hexdigest(),
        format=Format.PDF,
        anchors=found.anchors,
    )
    yield _dated(made, {leaf.page.number: issue_date(rows) for leaf, rows in zip(leaves, furniture, strict=True)})


def _dated(made: Document, dates: Mapping[int, str | None]) -> Document:
    """``made`` with the date of its page for each article that tells none itself."""
    starts = [anchor.start for anchor in made.anchors]
    articles = []
    for article in made.articles:
        page = made.anchors[max(0, bisect_right(starts, article.start) - 1)].page
        date = dates.get(page or 0)
        articles.append(replace(article, published=date) if date and not article.published else article)
    return replace(made, articles=tuple(articles))


def _opened(data: bytes, where: str) -> PdfDocument:
    try:
        import pypdfium2
        import pypdfium2.raw as pdfium
    except ImportError as error:
        raise InputError(f'{where}: PDF files need an extra: pip install "textmine[pdf]"') from error
    try:
        opened = pypdfium2.PdfDocument(data)
        pages = len(opened)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise InputError(
                f"{where}: the PDF file is encrypted; take its password off first (qpdf --decrypt --password=… IN OUT)"
            ) from error
        raise InputError(f"{where}: the PDF file is damaged; fetch or export it again") from error
    if pages > _LIMIT_PAGES:
        opened.close()
        raise InputError(f"{where}: the PDF file has {pages} pages, the limit is {_LIMIT_PAGES}; split it")
    return opened


def _leaves(opened: PdfDocument, counted: _Count, where: str) -> list[_Leaf]:
    """The pages that have text; others are ``counted``."""
    import pypdfium2

    leaves: list[_Leaf] = []
    characters = 0
    for index in range(len(opened)):
        try:
            page = opened[index]
        except pypdfium2.PdfiumError as error:
            raise InputError(
                f"{where}: page {index + 1} of the PDF file is damaged; fetch or export it again"
            ) from error
        try:
            found = sheet(page, index + 1)
        finally:
            page.close()
        if len(found.glyphs) >= LIMIT_GLYPHS:
            raise InputError(
                f"{where}: page {index + 1} holds more than {LIMIT_GLYPHS} characters; it is no page of text"
            )
        if found.unknown > _UNKNOWN * (len(found.glyphs) + found.unknown):
            counted.unknown.append(index + 1)
        elif found.glyphs:
            characters += len(found.glyphs)
            if characters > LIMIT_CHARACTERS:
                raise InputError(f"{where}: the PDF file holds more than {LIMIT_CHARACTERS} characters; split it")
            pieces = segments(found.glyphs, found.rules)
            tables = ruled_tables(pieces, found.rules)
            pieces = _outside(pieces, tables)
            clear = clear_tables(pieces)
            leaves.append(_Leaf(found.page, _outside(pieces, clear), tables + clear, found.rules))
        elif found.images:
            counted.images.append(index + 1)
    return leaves


def _outside(pieces: Sequence[Segment], tables: Sequence[Table]) -> list[Segment]:
    inside = {line for table in tables for cell in table.cells for line in cell.lines}
    return [one for one in pieces if one not in inside]


def _sizes(leaves: Sequence[_Leaf]) -> Counter[float]:
    sizes: Counter[float] = Counter()
    for leaf in leaves:
        for one in leaf.segments:
            sizes[round(2 * one.size) / 2] += len(one.text)
    return sizes


def _lines(
    leaves: Sequence[_Leaf], furniture: Sequence[list[Row]], body: float
) -> tuple[list[Line], dict[int, list[Row]]]:
    """The lines of all pages without their furniture, and of that the lines that tell something new of the issue, by page."""
    lines: list[Line] = []
    heads: dict[int, list[Row]] = {}
    told: set[str] = set()
    for leaf, rows in zip(leaves, furniture, strict=True):
        gone = set(chain.from_iterable(rows))
        kept = [one for one in leaf.segments if one not in gone]
        placed = reading_order(kept, leaf.tables, leaf.rules, body)
        lines.extend(page_lines(placed, leaf.page.number, body))
        for fact, row in telling(rows):
            if fact not in told:
                told.add(fact)
                rows_told = heads.setdefault(leaf.page.number, [])
                rows_told.extend([row] if row not in rows_told else [])
    return lines, heads


def _stands_above(title: str, text: str) -> bool:
    """Whether the ``title`` that the file gives itself stands at the head of its ``text`` too."""
    words = comparable(title)
    return len(words) > 4 and words in comparable(text[: len(title) + 200])


def _no_text(pages: int, counted: _Count) -> str:
    if counted.unknown:
        return (
            f"the fonts of the PDF file do not tell which characters stand on {_pages(counted.unknown)}; "
            "recognise its text first (ocrmypdf --force-ocr -l chi_sim IN OUT)"
        )
    if counted.images:
        count = len(counted.images)
        return (
            f"the PDF file holds images of {count} page{'s' * (count != 1)} and no text; "
            "recognise its text first (ocrmypdf -l chi_sim IN OUT)"
        )
    return f"the PDF file has {pages} page{'s' * (pages != 1)} without text; give one with text"


def _warnings(counted: _Count, where: str) -> Iterator[str]:
    if counted.images:
        yield f"{where}: {_pages(counted.images)} hold images and no text, and were left out; recognise their text first (OCR)"
    if counted.unknown:
        yield f"{where}: the fonts on {_pages(counted.unknown)} do not tell the characters, they were left out; recognise their text first (OCR)"


def _pages(numbers: Sequence[int]) -> str:
    """Page numbers as words: page 3, pages 3, 5 and 12 more."""
    shown = ", ".join(str(number) for number in numbers[:8])
    more = f" and {len(numbers) - 8} more" if len(numbers) > 8 else ""
    return f"page{'s' * (len(numbers) > 1)} {shown}{more}"
