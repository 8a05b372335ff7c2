"""Bytes to text: the encoding is found, never guessed silently; what is no text is refused by name.

Order: byte order mark, strict UTF-8, GB18030 (which holds GB2312 and GBK), charset-normalizer for the rest (Big5).
GB18030 decodes nearly any bytes, so its result must also look like Chinese.
"""

from __future__ import annotations

import codecs
import re
from functools import cache

from textmine.errors import EncodingError, InputError
from textmine.lexicon import rows

__all__ = ["decode", "has_chinese"]

# Longest mark first: the UTF-32 mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
)
# The most frequent characters of Chinese text, simplified and traditional: a quarter to a third of any article.
_FREQUENT = frozenset(
    "，。、的一是不了在人有我他这这個个上们來来到时時大地为為子中你说說生国國年着就那和要发發会會市元月日"
)
_SAMPLE = 65536
_ENOUGH = 0.06


@cache
def _chinese() -> re.Pattern[str]:
    return re.compile("[〇\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def has_chinese(text: str) -> bool:
    """Whether ``text`` holds any Chinese character."""
    return _chinese().search(text) is not None


def decode(data: bytes, *, where: str, encoding: str | None = None) -> tuple[str, str]:
    """The text of ``data`` and the name of its encoding; ``where`` names the input in errors.

    Raises :class:`InputError` for no bytes at all and :class:`EncodingError` for binary data, an unknown
    ``encoding`` or bytes that are no Chinese text in any encoding that is read.
    """
    if not data:
        raise InputError(f"{where}: the file is empty; give a file with text")
    _refuse_binary(data, where)
    text, name = _given(data, where, encoding) if encoding else _found(data, where)
    if "\0" in text:
        raise EncodingError(
            f"{where}: holds NUL characters, so it is no text in {name}; if it is UTF-16 without mark, say so"
        )
    return text, name


def _refuse_binary(data: bytes, where: str) -> None:
    for prefix, name, cure in rows("reading_magic"):
        if data.startswith(bytes.fromhex(prefix)):
            raise EncodingError(f"{where}: this is {name}, not text; {cure}")


def _given(data: bytes, where: str, encoding: str) -> tuple[str, str]:
    try:
        name = codecs.lookup(encoding).name
        text = data.decode(name)
    except LookupError as error:
        raise EncodingError(f"{where}: no encoding is called {encoding!r}; try utf-8, gb18030 or big5") from error
    except UnicodeError as error:
        raise EncodingError(
            f"{where}: not {encoding}: {_reason(error)}; leave the encoding out to have it found"
        ) from error
    return text.removeprefix("\ufeff"), name


def _found(data: bytes, where: str) -> tuple[str, str]:
    for mark, name, codec in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(codec), name
            except UnicodeError as error:
                raise EncodingError(
                    f"{where}: starts with the mark of {name} but {_reason(error)}; save it again"
                ) from error
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        damage = error
    for candidate in ("gb18030", _normalizer_says(data)):
        text = _plausible(data, candidate)
        if text is not None:
            return text, str(candidate)
    hint = (
        f"it looks like UTF-8, but {_reason(damage)}"
        if damage.start > len(data) // 2
        else "neither UTF-8, GB18030 nor Big5"
    )
    raise EncodingError(
        f"{where}: not text in any encoding that is read: {hint}; save it as UTF-8 or name the encoding"
    )


def _normalizer_says(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=["big5", "cp950", "big5hkscs"]).best()
    return None if best is None else best.encoding


def _plausible(data: bytes, name: str | None) -> str | None:
    """The decoded text if ``name`` decodes all bytes to what looks like Chinese."""
    if name is None:
        return None
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        return None
    sample = [character for character in text[:_SAMPLE] if character >= "\x80"]
    if any("\ue000" <= character <= "\uf8ff" or character < "\xa0" for character in sample):
        return None
    frequent = sum(character in _FREQUENT for character in sample)
    if frequent >= _ENOUGH * len(sample) or (name == "gb18030" and len(sample) < 40 and _simple(sample)):
        return text
    return None


def _simple(characters: list[str]) -> bool:
    """Whether all characters are among the common ones of GB 2312 (symbols and level 1)."""
    try:
        codes = "".join(characters).encode("gb2312")
    except UnicodeEncodeError:
        return False
    return all(code < 0xD8 for code in codes[::2])


def _reason(error: UnicodeError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"byte {error.start} (0x{error.object[error.start]:02x}) is not valid"
    return "the bytes are not valid"
