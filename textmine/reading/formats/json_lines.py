"""JSON Lines: a document a line with id, title, published and text; everything else is kept as ``extra``."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from textmine.errors import InputError
from textmine.reading.articles import Record
from textmine.reading.dates import first_date
from textmine.reading.decode import decode
from textmine.reading.documents import LIMIT_LINE, document
from textmine.reading.inputs import Input
from textmine.reading.streams import limited_lines
from textmine.records import Document, Format

__all__ = ["read"]

_TEXT = ("text", "content", "body")
_PUBLISHED = ("published", "date", "pubdate", "time")


def read(given: Input) -> Iterator[Document | InputError]:
    """The documents in JSON Lines, one a line, each one article; a bad line comes out as an error in its place."""
    number = 0
    empty = True
    lines = limited_lines(given.stream, LIMIT_LINE, encoding=given.encoding, where=given.where)
    for number, found in enumerate(lines, 1):
        where = f"{given.where}:{number}"
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
            yield document(
                _record(source, where=where, line=number),
                path=given.path,
                where=where,
                encoding=name,
                sha256=hashlib.sha256(line).hexdigest(),
                split=False,
                format=Format.JSON_LINES,
            )
        except InputError as error:
            yield error
    if empty:
        yield InputError(f"{given.where}: the file is empty; give one JSON object a line")


def _record(source: str, *, where: str, line: int) -> Record:
    """The record on one ``line`` of JSON Lines; ``where`` names file and line in errors.

    Raises :class:`InputError` for what is no JSON object or has no text. A missing id becomes the line number.
    """
    try:
        loaded: object = json.loads(source)
    except json.JSONDecodeError as error:
        raise InputError(
            f"{where}: no valid JSON: {error.msg} at character {error.pos}; write one object a line"
        ) from error
    except (ValueError, RecursionError) as error:
        raise InputError(
            f"{where}: JSON that cannot be read ({type(error).__name__}); write one plain object a line"
        ) from error
    if not isinstance(loaded, dict):
        raise InputError(f'{where}: the line holds {_kind(loaded)}, not an object; write {{"text": "…"}}')
    fields: dict[str, object] = {str(key): value for key, value in loaded.items() if value is not None}
    text_key = next((key for key in _TEXT if key in fields), None)
    if text_key is None:
        raise InputError(f'{where}: the record has no text; give it a field "text" (or content, body)')
    text = fields.pop(text_key)
    if not isinstance(text, str):
        raise InputError(f"{where}: {text_key!r} holds {_kind(text)}, not a string; give the text as a string")
    date_key = next((key for key in _PUBLISHED if key in fields), None)
    given = _string(fields.pop(date_key)) if date_key else ""
    published = first_date(given)
    title = _string(fields.pop("title", "")).strip()
    name = _string(fields.pop("id", "")).strip()
    extra = {key: _string(value) for key, value in fields.items()}
    for key, value in {"id": name, "title": title, **extra}.items():
        try:
            (key + value).encode()
        except UnicodeEncodeError as error:
            raise InputError(
                f"{where}: {key!r} holds half a surrogate pair, which is no text; write it whole"
            ) from error
    return Record(
        id=name or str(line),
        title=title or None,
        published=published,
        text=text,
        extra=extra,
        warnings=(f"{where}: {date_key!r} holds no date: {given[:40]!r}",) if given and not published else (),
    )


def _string(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _kind(value: object) -> str:
    names = {
        bool: "a truth value",
        int: "a number",
        float: "a number",
        str: "a string",
        list: "a list",
        dict: "an object",
    }
    return names.get(type(value), "null")
