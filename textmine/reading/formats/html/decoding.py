"""The bytes of a web page to text, whatever encoding the page says it is in: that is often wrong."""

from __future__ import annotations

from textmine.errors import EncodingError
from textmine.reading.decode import decode

__all__ = ["decoded"]

_ENCODINGS = ("utf-8", "gb18030", "big5")
# How much of what is no ASCII may be damaged: pages cut texts in the midst of a character.
_DAMAGED_SHARE = 0.02


def decoded(data: bytes, *, where: str, encoding: str | None) -> tuple[str, str, str | None]:
    """The text of ``data``, the name of its encoding, and a warning where characters in it are damaged.

    Raises :class:`EncodingError` and :class:`InputError` as :func:`~textmine.reading.decode.decode` does.
    """
    try:
        return *decode(data, where=where, encoding=encoding), None
    except EncodingError:
        if encoding is not None or b"\0" in data:
            raise
        bad, name, text = min(
            (text.count("\ufffd"), order, text)
            for order, text in enumerate(data.decode(name, "replace") for name in _ENCODINGS)
        )
        foreign = sum(sign > "\x7f" for sign in text)
        if not 0 < bad <= _DAMAGED_SHARE * foreign:
            raise
    return text, _ENCODINGS[name], f"{where}: {bad} characters are damaged (shown as \ufffd); fetch the page again"
