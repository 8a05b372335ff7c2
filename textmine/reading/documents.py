"""Records to documents: what is no Chinese text is refused, the rest divided into articles."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from textmine.errors import InputError
from textmine.reading.articles import Record, articles
from textmine.reading.decode import has_chinese
from textmine.records import Anchor, Document, Format, OffsetMap
from textmine.traditional import is_japanese

__all__ = ["LIMIT_CHARACTERS", "LIMIT_LINE", "document", "from_text"]

# Longest line of a file, and largest text file, in bytes; longest single text in characters.
LIMIT_LINE = 64 * 1024 * 1024
LIMIT_CHARACTERS = 16 * 1024 * 1024


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
    return document(
        Record(id=id or path, title=title, published=published, text=text), path=path, where=path, split=split
    )


def document(
    found: Record,
    *,
    path: str,
    where: str,
    encoding: str = "utf-8",
    sha256: str | None = None,
    split: bool = True,
    format: Format = Format.TEXT,  # noqa: A002
    anchors: Sequence[Anchor] = (),
    content: str | None = None,
    content_offsets: OffsetMap | None = None,
) -> Document:
    """The document that the record ``found`` in the file ``path`` is; ``where`` names it in errors.

    ``anchors`` say where stretches of its text stand in a file that is no text itself (a page and box, a cell); ``content`` is that
    of a web page, see :class:`Document`. Raises :class:`InputError` as :func:`from_text` does.
    """
    text = found.text
    if len(text) > LIMIT_CHARACTERS:
        raise InputError(f"{where}: the text has {len(text)} characters, the limit is {LIMIT_CHARACTERS}; split it")
    if not has_chinese(text):
        what = "holds no Chinese character" if text.strip() else "is empty"
        raise InputError(f"{where}: the text {what}; give Chinese text")
    if is_japanese(text):
        raise InputError(f"{where}: the text is Japanese (it is full of kana); give Chinese text")
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
        format=format,
        anchors=tuple(anchors),
        content=content,
        content_offsets=content_offsets or OffsetMap(),
    )
