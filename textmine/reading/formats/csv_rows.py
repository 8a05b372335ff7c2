"""A table as CSV or TSV: a document a row, each one article; the first row names the columns.

Fields may be quoted, hold quotation marks (twice each) and go over several lines, as RFC 4180 has it. The module :mod:`csv` of the
standard library is not used: its limit of the length of a field belongs to the whole process.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from textmine.errors import EncodingError, InputError
from textmine.reading.articles import Record
from textmine.reading.columns import record_of
from textmine.reading.decode import decode, refuse_binary
from textmine.reading.documents import LIMIT_LINE, document
from textmine.reading.inputs import Input
from textmine.reading.streams import limited_lines, shown
from textmine.records import Document, Format

__all__ = ["read"]

_SAMPLE = 2**16
_DELIMITERS = ",\t;|"
_EXCEL = 32767  # characters that Excel keeps of a cell
_MAGIC = 16  # first bytes that tell what is no text
_SHOWN = 24  # columns that a message names
_COLUMNS = 1000  # columns of a table


class _Line(NamedTuple):
    """A line, decoded or with the reason why not; ``data`` are its bytes."""

    number: int
    text: str
    data: bytes
    encoding: str = "utf-8"
    error: InputError | None = None


class _Row(NamedTuple):
    """A row, which begins at line ``number``; ``sha256`` is that of its bytes."""

    number: int
    cells: list[str]
    sha256: str
    encoding: str
    error: InputError | None = None


def read(given: Input) -> Iterator[Document | InputError]:
    """The documents in the table ``given``, one a row; a bad row comes out as an error in its place."""
    lines = _lines(given)
    head = next((line for line in lines if line.error or line.text.strip()), None)
    if head is None:
        raise InputError(f"{given.where}: the file is empty; give a table with a row of names first")
    if head.error:
        raise head.error
    delimiter = _delimiter(head.text, given)
    if head.text.strip().lower().startswith("sep=") and len(head.text.strip()) == 5:  # a line for Excel
        delimiter = head.text.strip()[4]
        head = next(lines, head)
    rows = _rows(lines, head, delimiter, given.where)
    names = _names(next(rows), given)
    roles = _roles(names, given)
    empty = True
    for row in rows:
        empty = False
        if row.error:
            yield row.error
            continue
        try:
            fields = dict(zip(names, _fitting(row, len(names), given.where), strict=True))
            where = f"{given.where}:{row.number}"
            found = record_of(fields, roles, where=where, number=row.number)
            yield document(
                found if len(found.text) != _EXCEL else _cut(found, where),
                path=given.path,
                where=where,
                encoding=row.encoding,
                sha256=row.sha256,
                split=False,
                format=Format.CSV,
            )
        except InputError as error:
            yield error
    if empty:
        raise InputError(f"{given.where}: the table has a row of names and no other; give one row an article")


def _cut(found: Record, where: str) -> Record:
    return replace(
        found,
        warnings=(*found.warnings, f"{where}: the text has {_EXCEL} characters, where Excel cuts a cell; it may go on"),
    )


def _fitting(row: _Row, wanted: int, where: str) -> list[str]:
    """The cells of ``row``. Raises :class:`InputError` where they are not as many as the columns."""
    if len(row.cells) != wanted:
        raise InputError(
            f"{where}:{row.number}: the row has {len(row.cells)} cells, the first row names {wanted}; "
            "put quotation marks around cells that hold a delimiter or a line end"
        )
    return row.cells


def _names(row: _Row, given: Input) -> list[str]:
    """The names of the columns, each once."""
    if row.error:
        raise row.error
    if len(row.cells) > _COLUMNS:
        raise InputError(f"{given.where}: the first row names more than {_COLUMNS} columns; is it a table of articles?")
    names: list[str] = []
    for number, cell in enumerate(row.cells, 1):
        name = cell.strip() or f"column {number}"
        names.append(f"{name} ({number})" if name in names else name)
    if absent := given.columns.missing(names):
        raise InputError(f"{given.where}: no column is called {shown(absent[0])!r}; there are: {_shown(names)}")
    return names


def _roles(names: list[str], given: Input) -> dict[str, str]:
    roles = given.columns.among(names)
    if "text" not in roles:
        example = f"text={names[-1]}" + (f",title={names[0]}" if len(names) > 1 else "")
        raise InputError(
            f"{given.where}: no column is known to hold the text; there are: {_shown(names)}; "
            f'name it: --columns "{shown(example)}"'
        )
    return roles


def _shown(names: list[str]) -> str:
    told = ", ".join(shown(name[:40]) for name in names[:_SHOWN])
    return f"{told} … ({len(names)} columns)" if len(names) > _SHOWN else told


def _delimiter(line: str, given: Input) -> str:
    """What divides the cells of the first line: what gives most known names, then most cells."""

    def weight(delimiter: str) -> tuple[int, int]:
        cells = [cell.strip(' "\r\n') for cell in line.split(delimiter, _COLUMNS)]
        return len(given.columns.among(cells)), len(cells)

    if "\t" in line and given.name.lower().endswith(".tsv"):
        return "\t"
    return max(_DELIMITERS, key=weight)


def _lines(given: Input) -> Iterator[_Line]:
    """The lines of the table; the encoding is that of its beginning, or where that does not fit, of the line itself."""
    raw = limited_lines(given.stream, LIMIT_LINE, encoding=given.encoding, where=given.where)
    first: list[tuple[bytes, str | None] | None] = []
    size = 0
    for found in raw:
        first.append(found)
        size += len(found[0]) if found else LIMIT_LINE
        if size > _SAMPLE:
            break
    codec = _codec([found for found in first if found], given.where)
    for number, found in enumerate(chain(first, raw), 1):
        where = f"{given.where}:{number}"
        if found is None:
            why = f"{where}: the line is longer than {LIMIT_LINE // 2**20} MiB; divide the table"
            yield _Line(number, "", b"", error=InputError(why))
        else:
            yield _decoded(found[0], number, codec, where, given.encoding)


def _decoded(data: bytes, number: int, codec: str, where: str, encoding: str | None) -> _Line:
    try:
        text = data.decode(codec).removeprefix("\ufeff" if number == 1 else "")
        if "\0" not in text:
            return _Line(number, text, data, codec)
        raise EncodingError(f"{where}: holds NUL characters: no text; save the table again")
    except UnicodeDecodeError:
        try:
            text, name = decode(data, where=where, encoding=encoding)
            return _Line(number, text, data, name)
        except EncodingError as error:
            return _Line(number, data.decode(codec, "replace"), data, codec, error)
    except EncodingError as error:
        return _Line(number, text, data, codec, error)


def _codec(lines: list[tuple[bytes, str | None]], where: str) -> str:
    """The encoding of the first lines together; where none fits all, because some are damaged, that of most."""
    if not lines:
        return "utf-8"
    encoding = lines[0][1]
    data = b"".join(line for line, _ in lines)
    refuse_binary(data[:_MAGIC], where=where, encoding=encoding)
    try:
        return decode(data, where=where, encoding=encoding)[1]
    except EncodingError as error:
        names = []
        for line, _ in lines:
            with suppress(InputError):
                names.append(decode(line, where=where, encoding=encoding)[1])
        if not names:
            raise error from None
        return max(names, key=names.count)


def _rows(lines: Iterator[_Line], head: _Line, delimiter: str, where: str) -> Iterator[_Row]:
    """The rows that ``lines`` make up, from ``head`` on; empty ones are passed over."""
    cells: list[str] = []
    opened: list[str] | None = None
    begun: list[_Line] = []
    size = 0
    for line in chain([head], lines):
        if not (begun or line.error or line.text.strip()):
            continue
        begun.append(line)
        size += len(line.text)
        if size <= LIMIT_LINE:
            opened = _take(line.text, delimiter, cells, opened)
            if opened is not None:
                continue
            yield _row(begun, cells, next((part.error for part in begun if part.error), None))
        else:
            yield _row(
                begun, [], _unclosed(where, begun[0].number, f"the row is longer than {LIMIT_LINE // 2**20} MiB")
            )
        cells, opened, begun, size = [], None, [], 0
    if begun:
        yield _row(begun, [], _unclosed(where, begun[0].number, "the row goes on to the end of the file"))


def _row(lines: list[_Line], cells: list[str], error: InputError | None) -> _Row:
    data = hashlib.sha256()
    for line in lines:
        data.update(line.data)
    return _Row(lines[0].number, cells, data.hexdigest(), lines[0].encoding, error)


def _unclosed(where: str, number: int, what: str) -> InputError:
    return InputError(
        f"{where}:{number}: {what}; a quotation mark is not closed: double those that stand inside a cell"
    )


def _take(text: str, delimiter: str, cells: list[str], opened: list[str] | None) -> list[str] | None:
    """Add the cells of a line to ``cells``; gives back the parts of the one that goes on in the next line, or null.

    ``opened`` is what the line before gave back.
    """
    body = text.rstrip("\r\n")
    if opened is None and '"' not in body:
        cells += body.split(delimiter, _COLUMNS)
        return None
    position = 0
    while len(cells) <= _COLUMNS:
        if opened is None:
            if text.startswith('"', position):
                opened = []
                position += 1
                continue
            stop = body.find(delimiter, position)
            cells.append(body[position:] if stop < 0 else body[position:stop])
        else:
            end = text.find('"', position)
            if end < 0:
                opened.append(text[position:])
                return opened
            opened.append(text[position:end])
            if text.startswith('"', end + 1):
                opened.append('"')
                position = end + 2
                continue
            stop = body.find(delimiter, end + 1)  # what stands between is kept, as spreadsheets do
            opened.append(body[end + 1 :] if stop < 0 else body[end + 1 : stop])
            cells.append("".join(opened))
            opened = None
        if stop < 0:
            return None
        position = stop + 1
    return None
