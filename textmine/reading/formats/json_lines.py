"""JSON Lines: a document a line with text, title, published, publisher, byline and id, by any name that archives use.

Everything else is kept as ``extra``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from textmine.errors import InputError
from textmine.reading.articles import Record
from textmine.reading.columns import Columns, record_of
from textmine.reading.decode import decode
from textmine.reading.documents import LIMIT_LINE, document
from textmine.reading.inputs import Input
from textmine.reading.streams import limited_lines, shown
from textmine.records import Document, Format

__all__ = ["read"]

_SHOWN = 12  # keys that a message names


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
                _record(source, given.columns, where=where, line=number),
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


def _record(source: str, columns: Columns, *, where: str, line: int) -> Record:
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
    for name in columns.missing(fields):
        if (inner := _inside(fields, name)) is not None:
            fields[name] = inner
    roles = columns.among(fields)
    if "text" not in roles:
        named = dict(columns.told).get("text")
        what = f"no {shown(named)!r}" if named else "no text"
        keys = shown(", ".join(list(fields)[:_SHOWN])) or "none"
        raise InputError(f'{where}: the record has {what}; its keys are {keys}; name one: --columns "text=KEY"')
    text = fields[roles["text"]]
    if not isinstance(text, str):
        raise InputError(f"{where}: {roles['text']!r} holds {_kind(text)}, not a string; give the text as a string")
    authors = fields.get(roles.get("byline", ""))
    if isinstance(authors, list) and all(isinstance(name, str) for name in authors):
        fields[roles["byline"]] = "、".join(authors)
    plain = {key: _string(value) for key, value in fields.items()}
    return record_of(plain, roles, where=where, number=line, keep_empty=True)


def _inside(fields: dict[str, object], name: str) -> object:
    """The value under a path of keys (``article.body``), or null."""
    value: object = fields
    for key in name.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value


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
