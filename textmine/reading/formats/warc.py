"""A web archive (WARC 1.0 and 1.1): the documents in the pages that it keeps, each under its address.

Pages are responses with status 200, and pages kept without HTTP (resource, conversion), in HTML or plain text; all other records are
passed over. The date of a record is that of its capture, no date of publication: it is kept in ``extra``. Read by ourselves: the
libraries for it want to seek, pass over cut records without a word, or end the whole program where a stream fails.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from textmine.errors import InputError
from textmine.reading.documents import LIMIT_LINE
from textmine.reading.formats import documents
from textmine.reading.http import Answer, answer, headers_of
from textmine.reading.inputs import Input
from textmine.reading.streams import shown
from textmine.reading.unpacking import Budget
from textmine.records import Document

__all__ = ["read"]

_LINE = 2**16
_HEADERS = 200
_CHUNK = 2**20
_NAMES = {"text/html": "page.html", "application/xhtml+xml": "page.html", "text/plain": "page.txt"}


class _Record(NamedTuple):
    """One record: its place in the stream, its headers, and its block, null where it is not wanted or too long."""

    number: int
    headers: Mapping[str, str]
    block: bytes | None
    damage: str | None = None

    @property
    def address(self) -> str:
        return self.headers.get("warc-target-uri", "").strip("<> ")


@cache
def _begin() -> re.Pattern[bytes]:
    return re.compile(rb"WARC/1\.[01]\s*$")


def read(given: Input) -> Iterator[Document | InputError]:
    """The documents in the pages of the web archive ``given``."""
    budget = given.budget or Budget()
    pages = number = 0
    for record in _records(given.stream):
        number = record.number
        if given.depth == 0:
            budget.take(len(record.block or b""))
        if record.damage:
            where = f"{given.where}!/{shown(record.address)}" if record.address else given.where
            pages += 1
            yield InputError(f"{where}: record {number} is {record.damage}; fetch the archive again")
        elif record.block is not None:
            where = f"{given.where}!/{shown(record.address)}"
            try:
                if found := _page(record, where, budget):
                    pages += 1
                    yield from _documents(given._replace(budget=budget, where=where), record, found)
            except InputError as error:
                pages += 1
                yield error
        if budget.exhausted:
            return
    if not pages:
        raise InputError(f"{given.where}: none of its {number} records is a page; give an archive with HTML or text")


def _page(record: _Record, where: str, budget: Budget) -> Answer | None:
    """What the record holds if it is a page."""
    assert record.block is not None
    if record.headers.get("warc-type", "").lower() == "response":
        found = answer(record.block, where=where, budget=budget)
        return found if found and found.status == 200 and found.kind in _NAMES else None
    kind = record.headers.get("content-type", "").partition(";")[0].strip().lower()
    return Answer(200, kind, record.block) if kind in _NAMES else None


def _documents(given: Input, record: _Record, page: Answer) -> Iterator[Document | InputError]:
    date = record.headers.get("warc-date", "")
    inner = given._replace(
        stream=io.BufferedReader(io.BytesIO(page.body)),
        name=_NAMES[page.kind],
        path=record.address,
        depth=given.depth + 1,
    )
    for found in documents(inner):
        if isinstance(found, InputError):
            yield found
            continue
        several = len(found.articles) > 1
        yield replace(
            found,
            articles=tuple(
                replace(
                    article,
                    id=f"{record.address}#{number}" if several else record.address,
                    extra={**article.extra, **({"captured": date} if date else {})},
                )
                for number, article in enumerate(found.articles, 1)
            ),
        )


def _records(stream: io.BufferedReader) -> Iterator[_Record]:
    """The records of ``stream``; after a damaged one it goes on at the next that begins on a line of its own."""
    number = 0
    line = _filled(stream)
    while line:
        number += 1
        if not _begin().match(line):
            yield _Record(number, {}, None, "no WARC record")
            while line and not _begin().match(line):
                line = stream.readline(_LINE)
            continue
        headers = headers_of(iter(lambda: stream.readline(_LINE), b""), _HEADERS)
        length = headers.get("content-length", "")
        if not (length.isascii() and length.isdigit() and len(length) < 16):
            yield _Record(number, headers, None, "damaged: it has no length")
            line = _filled(stream)
            continue
        yield _bounded(stream, number, headers, int(length))
        line = _filled(stream)


def _bounded(stream: io.BufferedReader, number: int, headers: Mapping[str, str], length: int) -> _Record:
    wanted = headers.get("warc-type", "").lower() in ("response", "resource", "conversion")
    parts = list[bytes]()
    left = length
    while left and (data := stream.read(min(left, _CHUNK))):
        left -= len(data)
        if wanted and length <= LIMIT_LINE:
            parts.append(data)
    if left:
        return _Record(number, headers, None, "cut off")
    if stream.peek(2)[:2] not in (b"\r\n", b"\n", b"\n\n", b""):
        return _Record(number, headers, None, "damaged: it is longer than it says")
    if wanted and length > LIMIT_LINE:
        return _Record(number, headers, None, f"longer than {LIMIT_LINE // 2**20} MiB and left out")
    return _Record(number, headers, b"".join(parts) if wanted else None)


def _filled(stream: io.BufferedReader) -> bytes:
    """The next line that is not empty."""
    while (line := stream.readline(_LINE)) and not line.strip():
        pass
    return line
