"""Sources to documents: files of every format and standard input, one document at a time."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from textmine.errors import InputError
from textmine.reading.columns import Columns
from textmine.reading.formats import documents
from textmine.reading.inputs import Input
from textmine.reading.sources import STDIN, sources
from textmine.reading.streams import shown
from textmine.records import Document

__all__ = ["Meter", "measured", "read", "read_all"]


class Meter:
    """How far reading is: bytes of the files that were read, of all together; ``total`` is null where that is not known."""

    def __init__(self) -> None:
        self.done = 0
        self.total: int | None = None


def read(
    source: str | Path, *, encoding: str | None = None, columns: Mapping[str, str] | None = None
) -> Iterator[Document]:
    """The documents in one file (``-``: standard input): one for a text file, one for each article of an archive.

    ``columns`` tells which columns of a table, or keys of JSON Lines, hold what where their names do not: ``{"text": "正文"}``; fields are
    text, title, published, publisher, byline and id. Raises the first :class:`InputError`; :func:`read_all` goes on after it.
    """
    for found in _results(Path(source), encoding, Columns.of(columns)):
        if isinstance(found, InputError):
            raise found
        yield found


def read_all(
    patterns: Iterable[str],
    *,
    encoding: str | None = None,
    columns: Mapping[str, str] | None = None,
    meter: Meter | None = None,
) -> Iterator[Document | InputError]:
    """The documents in all files that ``patterns`` name; what cannot be read comes out as an error in its place.

    ``columns`` are those of :func:`read`; ``meter`` is kept up to date, for which all names are looked up first.
    """
    named = Columns.of(columns)
    for source in sources(patterns) if meter is None else measured(patterns, meter):
        if isinstance(source, InputError):
            yield source
            continue
        begin = meter.done if meter else 0
        yield from _results(source, encoding, named, meter)
        if meter:
            meter.done = begin + (_size(source) or 0)


def measured(patterns: Iterable[str], meter: Meter) -> Iterator[Path | InputError]:
    """The files that ``patterns`` name, after the size of all of them has been told to ``meter``."""
    held = list(sources(patterns))
    sizes = [_size(source) for source in held if isinstance(source, Path)]
    meter.total = None if None in sizes else sum(filter(None, sizes))
    return iter(held)


def _size(path: Path) -> int | None:
    """The size of a file, or null for what has none, as a pipe."""
    try:
        return path.stat().st_size if path != STDIN and path.is_file() else None
    except (OSError, ValueError):
        return None


def _results(
    path: Path, encoding: str | None, columns: Columns, meter: Meter | None = None
) -> Iterator[Document | InputError]:
    name = shown(path)
    begin = meter.done if meter else 0
    try:
        if path == STDIN:
            yield from documents(_standard_input(encoding, columns))
        else:
            with path.open("rb") as stream:
                for found in documents(Input(stream, path.name, str(path), name, encoding, columns=columns)):
                    if meter and stream.seekable():
                        meter.done = begin + stream.tell()
                    yield found
    except InputError as error:
        yield error
    except PermissionError:
        yield InputError(f"{name}: the file is locked: reading is not permitted; check its permissions")
    except OSError as error:
        yield InputError(f"{name}: cannot be read: {error.strerror or error}; check the name")


def _standard_input(encoding: str | None, columns: Columns) -> Input:
    """Standard input, whose first bytes tell what it holds."""
    if sys.stdin is None or sys.stdin.closed:
        raise InputError("-: standard input is closed; name a file, or pipe a text in")
    buffer = sys.stdin.buffer
    stream = buffer if isinstance(buffer, io.BufferedReader) else io.BufferedReader(io.BytesIO(buffer.read()))
    return Input(stream, "-", str(STDIN), str(STDIN), encoding, columns=columns)
