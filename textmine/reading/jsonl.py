"""One line of JSON Lines to a record: id, title, published, text; everything else is kept as ``extra``."""

from __future__ import annotations

import json

from textmine.errors import InputError
from textmine.reading.articles import Record
from textmine.reading.dates import first_date

__all__ = ["record"]

_TEXT = ("text", "content", "body")
_PUBLISHED = ("published", "date", "pubdate", "time")


def record(source: str, *, where: str, line: int) -> Record:
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
