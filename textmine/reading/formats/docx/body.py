"""The body of a Word document: its paragraphs, headings and tables in order, with text boxes and footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from textmine.reading.formats.docx.package import W
from textmine.reading.formats.docx.styles import Rank, Styles

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["Cell", "Passage", "notes", "passages"]

# Word itself allows no more columns.
_COLUMNS = 63
_HEADING_LENGTH = 80
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# What is not part of the text: what was deleted or moved away, the readings above characters, the older form of a drawing.
_SILENT = frozenset({f"{W}del", f"{W}moveFrom", f"{W}rt", f"{W}pPr", f"{W}tbl", f"{_COMPATIBLE}Fallback"})
_WRAPPERS = frozenset({f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo", f"{W}smartTag"})


class Cell(NamedTuple):
    """A cell of a table with its place, counted from 1; a cell that spans others stands at their first."""

    text: str
    row: int
    column: int


class Passage(NamedTuple):
    """A paragraph, or a table with its cells; ``notes`` are the numbers of the footnotes that it refers to."""

    text: str
    rank: Rank = Rank.BODY
    rows: tuple[tuple[Cell, ...], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Words:
    """The text of a paragraph under way, with the text boxes and footnotes met in it."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.pieces)


def passages(body: Element, styles: Styles) -> Iterator[Passage]:
    """The passages in ``body`` in order; a text box follows the paragraph to which it is tied."""
    for child in _children(body):
        if child.tag == f"{W}tbl":
            yield from _table(child, styles)
        elif child.tag == f"{W}p":
            yield from _paragraph(child, styles)


def _children(parent: Element) -> Iterator[Element]:
    """The paragraphs and tables in ``parent``, also those in content controls and tracked insertions."""
    waiting = list(reversed(parent))
    while waiting:
        child = waiting.pop()
        if child.tag in _WRAPPERS:
            waiting.extend(reversed(child))
        else:
            yield child


def _paragraph(paragraph: Element, styles: Styles) -> Iterator[Passage]:
    words = _words(paragraph)
    rank = styles.rank(paragraph)
    for line in words.text.split("\n"):
        if text := line.strip():
            heads = rank is Rank.HEADING and (len(text) > _HEADING_LENGTH or text.endswith("。"))
            yield Passage(text, Rank.BODY if heads else rank, notes=tuple(words.notes))
            words.notes.clear()
    for box in words.boxes:
        yield from passages(box, styles)


def _words(paragraph: Element) -> _Words:
    """The text of ``paragraph`` as it reads: with insertions, without deletions, hidden text and field codes."""
    words = _Words()
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        tag = element.tag
        if tag in _SILENT or (tag == f"{W}r" and _is_hidden(element)):
            continue
        if tag in (f"{W}t", f"{_MATH}t"):
            words.pieces.append(_spaced(element.text or ""))
        elif tag == f"{W}txbxContent":
            words.boxes.append(element)
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            words.notes.append(f"{tag.removeprefix(W)[:-9]}{element.get(f'{W}id', '')}")
        elif tag in _marks():
            if element.get(f"{W}type") not in ("page", "column"):
                words.pieces.append(_marks()[tag])
        else:
            waiting.extend(reversed(element))
    return words


@cache
def _marks() -> dict[str, str]:
    """What elements without text stand for."""
    return {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


@cache
def _controls() -> re.Pattern[str]:
    return re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")


def _spaced(text: str) -> str:
    return _controls().sub(" ", text)


def _is_hidden(run: Element) -> bool:
    found = run.find(f"{W}rPr/{W}vanish")
    return found is not None and found.get(f"{W}val") not in ("0", "false", "off")


def _table(table: Element, styles: Styles) -> Iterator[Passage]:
    """A table as one passage, with the tables inside its cells after it; one with a single cell only frames its text."""
    elements = [row for row in _children(table) if row.tag == f"{W}tr" and row.find(f"{W}trPr/{W}del") is None]
    rows = [[child for child in _children(row) if child.tag == f"{W}tc"] for row in elements]
    if sum(map(len, rows)) == 1:
        yield from passages(next(cell for row in rows for cell in row), styles)
        return
    found: list[tuple[Cell, ...]] = []
    inner: list[Passage] = []
    noted: list[str] = []
    for number, (row, cells) in enumerate(zip(elements, rows, strict=True), 1):
        found.append(tuple(_row(row, cells, number, styles, inner, noted)))
    width = max((cell.column for row in found for cell in row), default=0)
    if width and any(cell.text for row in found for cell in row):
        yield Passage("\n".join(_line(row, width) for row in found), rows=tuple(found), notes=tuple(noted))
    yield from inner


def _row(
    row: Element, cells: list[Element], number: int, styles: Styles, inner: list[Passage], noted: list[str]
) -> Iterator[Cell]:
    """The cells of ``row``, the ``number``-th; what stands in a merged cell stands only at its first place."""
    column = 1 + _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
    for cell in cells:
        if column > _COLUMNS:
            return
        merged = cell.find(f"{W}tcPr/{W}vMerge")
        goes_on = merged is not None and merged.get(f"{W}val", "continue") == "continue"
        pieces = [] if goes_on else list(_in_cell(cell, styles, inner, noted))
        yield Cell(" ".join(pieces), number, column)
        column += _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1)


def _in_cell(cell: Element, styles: Styles, inner: list[Passage], noted: list[str]) -> Iterator[str]:
    """The paragraphs of ``cell``; tables inside it go to ``inner``."""
    for child in _children(cell):
        if child.tag == f"{W}tbl":
            inner.extend(_table(child, styles))
        elif child.tag == f"{W}p":
            words = _words(child)
            noted.extend(words.notes)
            text = words.text.replace("\n", " ").rstrip()
            if text.strip():
                yield text
            for box in words.boxes:
                inner.extend(passages(box, styles))


def _number(element: Element | None, default: int) -> int:
    """The number that ``element`` gives."""
    value = "" if element is None else element.get(f"{W}val", "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 6 else default


def _line(row: tuple[Cell, ...], width: int) -> str:
    """The row as a line with a tab between cells."""
    cells = [""] * width
    for cell in row:
        cells[cell.column - 1] = cell.text
    return "\t".join(cells)


def notes(root: Element | None, styles: Styles, kind: str) -> dict[str, str]:
    """The text of each footnote or endnote (``kind``) in the part ``root``, by kind and number."""
    found = {}
    for note in () if root is None else root.iter(f"{W}{kind}"):
        if note.get(f"{W}type") in (None, "normal"):
            text = " ".join(passage.text for passage in passages(note, styles))
            if text.strip():
                found[f"{kind}{note.get(f'{W}id', '')}"] = _spaced(text)
    return found
