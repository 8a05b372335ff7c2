"""A text file: one document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import PurePath

from textmine.errors import InputError
from textmine.reading.articles import Record
from textmine.reading.decode import decode, refuse_binary
from textmine.reading.documents import LIMIT_LINE, document
from textmine.reading.inputs import Input
from textmine.records import Document

__all__ = ["read"]

_HEAD = 65536


def read(given: Input) -> Iterator[Document | InputError]:
    """The document that the text ``given`` is. Raises :class:`InputError` for what is no text, or too long."""
    data = given.stream.read(_HEAD)
    refuse_binary(data, where=given.where, encoding=given.encoding)
    data += given.stream.read(LIMIT_LINE + 1 - len(data))
    if len(data) > LIMIT_LINE:
        long = data.rfind(b"\n") < LIMIT_LINE // 2
        what = f"line {data.count(10) + 1}" if long else "the text"
        raise InputError(
            f"{given.where}: {what} is longer than {LIMIT_LINE // 2**20} MiB; split it into files of one article each"
        )
    text, name = decode(data, where=given.where, encoding=given.encoding)
    yield document(
        Record(id=PurePath(given.name).stem, text=text),
        path=given.path,
        where=given.where,
        encoding=name,
        sha256=hashlib.sha256(data).hexdigest(),
    )
