"""Sources to documents: text files, JSON Lines (plain or gzip) and standard input, one document at a time."""

from __future__ import annotations

import gzip
import hashlib
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from textmine.errors import InputError, TextmineError
from textmine.reading.articles import Record, articles
from textmine.reading.decode import decode, has_chinese
from textmine.reading.jsonl import record
from textmine.reading.sources import STDIN, sources
from textmine.records import Document

__all__ = ["LIMIT_CHARACTERS", "LIMIT_LINE", "from_text", "read", "read_all"]

# Longest line of a file, and largest text file, in bytes; longest single text in characters.
LIMIT_LINE = 64 * 1024 * 1024
LIMIT_CHARACTERS = 16 * 1024 * 1024


class _Bytes(Protocol):
    def read(self, size: int, /) -> bytes: ...

    def readline(self, size: int, /) -> bytes: ...


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
    try:
        if path == STDIN:
            yield from _stream(sys.stdin.buffer, "-", encoding)
        elif path.name.lower().endswith((".jsonl", ".ndjson")):
            with path.open("rb") as stream:
                yield from _json_lines(stream, str(path), encoding)
        elif path.name.lower().endswith((".jsonl.gz", ".ndjson.gz")):
            with path.open("rb") as stream, gzip.GzipFile(fileobj=stream) as packed:
                yield from _json_lines(packed, str(path), encoding)
        else:
            with path.open("rb") as stream:
                yield _text(stream, str(path), encoding)
    except InputError as error:
        yield error
    except PermissionError:
        yield InputError(f"{path}: the file is locked: reading is not permitted; check its permissions")
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield InputError(f"{path}: the gzip archive is damaged ({error}); fetch or pack it again")
    except OSError as error:
        yield InputError(f"{path}: cannot be read: {error.strerror or error}; check the name")


def _stream(stream: _Bytes, path: str, encoding: str | None) -> Iterator[Document | InputError]:
    """Standard input: JSON Lines if it begins with a brace, else one text."""
    first = stream.readline(LIMIT_LINE + 1)
    if first.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        yield from _json_lines(stream, path, encoding, first=first)
    else:
        yield _text(stream, path, encoding, first=first)


def _text(stream: _Bytes, path: str, encoding: str | None, first: bytes = b"") -> Document:
    data = first + stream.read(LIMIT_LINE + 1 - len(first))
    if len(data) > LIMIT_LINE:
        line = data.count(b"\n") + 1 if data.rfind(b"\n") < LIMIT_LINE // 2 else None
        where = f"{path}:{line}: the line" if line else f"{path}: the text"
        raise InputError(f"{where} is longer than {LIMIT_LINE // 2**20} MiB; split it into files of one article each")
    text, name = decode(data, where=path, encoding=encoding)
    return _document(
        Record(id=Path(path).stem if path != "-" else path, text=text),
        path=path,
        where=path,
        encoding=name,
        sha256=hashlib.sha256(data).hexdigest(),
    )


def _json_lines(stream: _Bytes, path: str, encoding: str | None, first: bytes = b"") -> Iterator[Document | InputError]:
    number = 0
    empty = True
    while line := first or stream.readline(LIMIT_LINE + 1):
        first = b""
        number += 1
        where = f"{path}:{number}"
        if len(line) > LIMIT_LINE:
            empty = False
            _skip(stream, line)
            yield InputError(
                f"{where}: the line is longer than {LIMIT_LINE // 2**20} MiB; split it into several records"
            )
            continue
        if not line.strip(b"\xef\xbb\xbf \t\r\n"):
            continue
        empty = False
        try:
            source, name = decode(line, where=where, encoding=encoding)
            yield _document(
                record(source, where=where, line=number),
                path=path,
                where=where,
                encoding=name,
                sha256=hashlib.sha256(line).hexdigest(),
                split=False,
            )
        except TextmineError as error:
            if not isinstance(error, InputError):
                raise
            yield error
    if empty:
        yield InputError(f"{path}: the file is empty; give one JSON object a line")


def _skip(stream: _Bytes, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(2**20)


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
