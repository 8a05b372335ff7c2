"""Sources to documents: text files, JSON Lines (plain or gzip) and standard input, one document at a time."""

from __future__ import annotations

import gzip
import hashlib
import io
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from textmine.errors import InputError
from textmine.reading.articles import Record, articles
from textmine.reading.decode import decode, has_chinese, refuse_binary
from textmine.reading.jsonl import record
from textmine.reading.sources import LINES, PACKED, STDIN, sources
from textmine.reading.streams import beginning, limited_lines, shown
from textmine.records import Document

__all__ = ["LIMIT_CHARACTERS", "LIMIT_LINE", "from_text", "read", "read_all"]

# Longest line of a file, and largest text file, in bytes; longest single text in characters.
LIMIT_LINE = 64 * 1024 * 1024
LIMIT_CHARACTERS = 16 * 1024 * 1024
_HEAD = 65536


def from_text(
    text: str,
    *,
    id: str | None = None,  # noqa: A002
    title: str | None = None,
    published: str | None = None,
    split: bool = True,
    path: str = "<text>",
) -> Document:
    """The document that ``text`` is; with ``split`` false it is one article in any case.

    Raises :class:`InputError` for a text that is empty, longer than :data:`LIMIT_CHARACTERS`, without any Chinese
    character, or that cannot be written as UTF-8 (half a surrogate pair).
    """
    return _document(
        Record(id=id or path, title=title, published=published, text=text), path=path, where=path, split=split
    )


def read(source: str | Path, *, encoding: str | None = None) -> Iterator[Document]:
    """The documents in one file (``-``: standard input): one for a text file, one for each line of JSON Lines.

    Raises the first :class:`InputError`; :func:`read_all` goes on after it.
    """
    for found in _results(Path(source), encoding):
        if isinstance(found, InputError):
            raise found
        yield found


def read_all(patterns: Iterable[str], *, encoding: str | None = None) -> Iterator[Document | InputError]:
    """The documents in all files that ``patterns`` name; what cannot be read comes out as an error in its place."""
    for source in sources(patterns):
        if isinstance(source, InputError):
            yield source
        else:
            yield from _results(source, encoding)


def _results(path: Path, encoding: str | None) -> Iterator[Document | InputError]:
    name = shown(path)
    try:
        if path == STDIN:
            yield from _standard_input(encoding)
        elif path.name.lower().endswith(PACKED):
            with path.open("rb") as stream, gzip.GzipFile(fileobj=stream) as packed:
                yield from _json_lines(io.BufferedReader(packed), path, encoding)
        else:
            with path.open("rb") as stream:
                if path.name.lower().endswith(LINES):
                    yield from _json_lines(stream, path, encoding)
                else:
                    yield _text(stream, path, encoding)
    except InputError as error:
        yield error
    except PermissionError:
        yield InputError(f"{name}: the file is locked: reading is not permitted; check its permissions")
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield InputError(f"{name}: the gzip archive is damaged ({error}); fetch or pack it again")
    except OSError as error:
        yield InputError(f"{name}: cannot be read: {error.strerror or error}; check the name")


def _standard_input(encoding: str | None) -> Iterator[Document | InputError]:
    """Standard input: JSON Lines if it begins with a brace, else one text."""
    if sys.stdin is None or sys.stdin.closed:
        raise InputError("-: standard input is closed; name a file, or pipe a text in")
    buffer = sys.stdin.buffer
    stream = buffer if isinstance(buffer, io.BufferedReader) else io.BufferedReader(io.BytesIO(buffer.read()))
    if beginning(stream, encoding).startswith("{"):
        yield from _json_lines(stream, STDIN, encoding)
    else:
        yield _text(stream, STDIN, encoding)


def _text(stream: io.BufferedReader, path: Path, encoding: str | None) -> Document:
    where = shown(path)
    data = stream.read(_HEAD)
    refuse_binary(data, where=where, encoding=encoding)
    data += stream.read(LIMIT_LINE + 1 - len(data))
    if len(data) > LIMIT_LINE:
        long = data.rfind(b"\n") < LIMIT_LINE // 2
        what = f"line {data.count(10) + 1}" if long else "the text"
        raise InputError(
            f"{where}: {what} is longer than {LIMIT_LINE // 2**20} MiB; split it into files of one article each"
        )
    text, name = decode(data, where=where, encoding=encoding)
    return _document(
        Record(id=path.stem if path != STDIN else "-", text=text),
        path=str(path),
        where=where,
        encoding=name,
        sha256=hashlib.sha256(data).hexdigest(),
    )


def _json_lines(stream: io.BufferedReader, path: Path, encoding: str | None) -> Iterator[Document | InputError]:
    number = 0
    empty = True
    for number, found in enumerate(limited_lines(stream, LIMIT_LINE, encoding=encoding, where=shown(path)), 1):
        where = f"{shown(path)}:{number}"
        if found is None:
            empty = False
            yield InputError(
                f"{where}: the line is longer than {LIMIT_LINE // 2**20} MiB; split it into several records"
            )
            continue
        line, codec = found
        begin = line.strip(b"\xef\xbb\xbf \t\r\n")
        if not begin:
            continue
        if empty and (begin.startswith(b"[") or begin == b"{"):
            yield InputError(
                f"{where}: one JSON value over several lines, or an array; write one object a line (jq -c '.[]' FILE)"
            )
            return
        empty = False
        try:
            source, name = decode(line, where=where, encoding=codec)
            yield _document(
                record(source, where=where, line=number),
                path=str(path),
                where=where,
                encoding=name,
                sha256=hashlib.sha256(line).hexdigest(),
                split=False,
            )
        except InputError as error:
            yield error
    if empty:
        yield InputError(f"{shown(path)}: the file is empty; give one JSON object a line")


def _document(
    found: Record, *, path: str, where: str, encoding: str = "utf-8", sha256: str | None = None, split: bool = True
) -> Document:
    text = found.text
    if len(text) > LIMIT_CHARACTERS:
        raise InputError(f"{where}: the text has {len(text)} characters, the limit is {LIMIT_CHARACTERS}; split it")
    if not has_chinese(text):
        what = "holds no Chinese character" if text.strip() else "is empty"
        raise InputError(f"{where}: the text {what}; give Chinese text")
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        raise InputError(
            f"{where}: character {error.start} is half a surrogate pair, which is no text; write it whole"
        ) from error
    return Document(
        path=path,
        sha256=sha256 or hashlib.sha256(data).hexdigest(),
        encoding=encoding,
        text=text,
        articles=articles(found, split=split),
        warnings=found.warnings,
    )
