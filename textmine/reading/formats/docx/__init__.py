"""A Word document (.docx): paragraphs, headings, tables, text boxes and footnotes; headers and footers are left out.

The parts are read from the archive itself: only those that hold text, each up to a limit, without entities or anything outside.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import NamedTuple

from textmine.errors import InputError
from textmine.reading.articles import Record
from textmine.reading.cleaned import comparable
from textmine.reading.documents import document
from textmine.reading.formats.docx.body import Passage, notes, passages
from textmine.reading.formats.docx.package import Package, W, open_package
from textmine.reading.formats.docx.signature import issued
from textmine.reading.formats.docx.styles import Rank, Styles, read_styles
from textmine.reading.inputs import Input
from textmine.records import Anchor, Document, Format

__all__ = ["LIMIT_BYTES", "read"]

LIMIT_BYTES = 256 * 2**20
_OLD = bytes.fromhex("d0cf11e0a1b11ae1")
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_HEAD = 8  # so many passages at the beginning may repeat the title that the file tells


def read(given: Input) -> Iterator[Document | InputError]:
    """The document that the Word file ``given`` is. Raises :class:`InputError` for what is none, locked, damaged or too long."""
    data = given.stream.read(LIMIT_BYTES + 1)
    if len(data) > LIMIT_BYTES:
        raise InputError(
            f"{given.where}: the Word file is larger than {LIMIT_BYTES // 2**20} MiB; save it without its pictures"
        )
    _refuse(data, given)
    package = open_package(data, given.where)
    root = package.part(package.main)
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        raise InputError(f"{given.where}: holds no Word document; save it again in Word as .docx")
    styles = read_styles(package.related("styles"))
    found = list(passages(body, styles))
    who, when = issued(found)
    written = _written([*found, *_notes(package, found, styles)])
    yield document(
        Record(
            id=PurePath(given.name).stem,
            title=_title(package, found),
            publisher=who,
            published=when,
            text=written.text,
            structured=True,
            headings=written.headings,
            tables=written.tables,
        ),
        path=given.path,
        where=given.where,
        sha256=hashlib.sha256(data).hexdigest(),
        format=Format.DOCX,
        anchors=written.anchors,
    )


def _refuse(data: bytes, given: Input) -> None:
    """Raises :class:`InputError` for what only has the name of a Word file, or is an old or locked one."""
    if not data:
        raise InputError(f"{given.where}: the file is empty; give a Word document with text")
    if data.startswith(_OLD):
        what = (
            "a locked Word file, or an old one"
            if given.name.lower().endswith(".docx")
            else "a Word file of the old format (.doc)"
        )
        raise InputError(f"{given.where}: this is {what}; save it as .docx, without a password")
    if not data.startswith(b"PK"):
        raise InputError(f"{given.where}: this is no Word document; open it in Word and save it as .docx")


class _Written(NamedTuple):
    """The text of a document, with where its headings, tables and cells stand in it."""

    text: str
    headings: tuple[tuple[int, int], ...]
    tables: tuple[tuple[int, int], ...]
    anchors: tuple[Anchor, ...]


def _written(found: Sequence[Passage]) -> _Written:
    headings: list[tuple[int, int]] = []
    tables: list[tuple[int, int]] = []
    anchors: list[Anchor] = []
    pieces = []
    start = 0
    for passage in found:
        end = start + len(passage.text)
        if passage.rank is Rank.HEADING:
            headings.append((start, end))
        if passage.rows:
            tables.append((start, end))
            anchors += _anchors(passage, start, len(tables))
        pieces.append(passage.text)
        start = end + 1
    return _Written("\n".join(pieces), tuple(headings), tuple(tables), tuple(anchors))


def _anchors(passage: Passage, start: int, table: int) -> Iterator[Anchor]:
    """Where each cell of a table that holds words stands."""
    for row, line in zip(passage.rows, passage.text.split("\n"), strict=True):
        places = [0]
        for words in line.split("\t"):
            places.append(places[-1] + len(words) + 1)
        for cell in row:
            begin = start + places[cell.column - 1]
            if cell.text:
                yield Anchor(start=begin, end=begin + len(cell.text), table=table, row=cell.row, column=cell.column)
        start += len(line) + 1


def _notes(package: Package, found: Sequence[Passage], styles: Styles) -> Iterator[Passage]:
    """The footnotes and endnotes that the text refers to, in its order."""
    named = list(dict.fromkeys(name for passage in found for name in passage.notes))
    if not named:
        return
    texts: dict[str, str] = {}
    for kind in ("footnote", "endnote"):
        texts |= notes(package.related(f"{kind}s"), styles, kind)
    yield from (Passage(texts[name]) for name in named if name in texts)


def _title(package: Package, found: Sequence[Passage]) -> str | None:
    """The title: what is set as such at the beginning, else what the file tells of itself if its first lines say it too."""
    first = next((index for index, passage in enumerate(found) if passage.rank is Rank.TITLE), None)
    if first is not None and first < _HEAD:
        titles = []
        for passage in found[first:]:
            if passage.rank is not Rank.TITLE:
                break
            titles.append(passage.text)
        return " ".join(titles)
    core = package.part("docProps/core.xml")
    told = (core.findtext(f".//{_TITLE}") or "").strip() if core is not None else ""
    words = comparable(told)
    head = [comparable(passage.text) for passage in found[:_HEAD] if not passage.rows]
    return told if len(words) > 4 and any(words == line for line in head) else None
