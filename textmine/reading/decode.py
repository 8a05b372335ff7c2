"""Bytes to text: the encoding is found, never guessed silently; what is no text is refused by name.

Order: byte order mark, strict UTF-8, then whichever of GB18030 (which holds GB2312 and GBK), Big5 and UTF-16 without mark
makes common Chinese characters of the bytes. Nearly any bytes are valid in one of these, so the result must look Chinese.
"""

from __future__ import annotations

import codecs
import re
from functools import cache

from textmine.errors import EncodingError, InputError
from textmine.lexicon import rows

__all__ = ["MARKS", "decode", "has_chinese", "refuse_binary"]

# Longest mark first: the UTF-32 mark begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
)
_CANDIDATES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
# The most frequent characters of Chinese text, simplified and traditional: a quarter to a third of any article.
_FREQUENT = frozenset(
    "，。、的一是不了在人有我他这這个個们們上来來到时時大地为為子中你说說生国國年着就那和要发發会會市元月日"
)
_SAMPLE = 65536
# How much of what is not ASCII must be common characters; how much frequent ones, in a text of so many characters.
_COMMON_SHARE = 0.75
_FREQUENT_SHARE = 0.015
_LONG = 60


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
    refuse_binary(data[:_SAMPLE], where=where, encoding=encoding)
    text, name = _given(data, where, encoding) if encoding else _found(data, where)
    if "\0" in text:
        raise EncodingError(
            f"{where}: holds NUL characters, the first at position {text.index(chr(0))}: no text in {name}; "
            "give a text file, or name its encoding"
        )
    return text, name


def refuse_binary(head: bytes, *, where: str, encoding: str | None = None) -> None:
    """Raise :class:`EncodingError` if the first bytes of a file tell that it is no text in ``encoding``, or in any."""
    for prefix, name, cure in _magic():
        if head.startswith(prefix):
            raise EncodingError(f"{where}: this is {name}, not text; {cure}")
    if encoding is None and b"\0" in head and not head.startswith(tuple(mark for mark, _, _ in MARKS)):
        even = head[: len(head) // 2 * 2]
        if max(_score(even, name) for name in ("utf-16-le", "utf-16-be")) < _COMMON_SHARE:
            raise EncodingError(
                f"{where}: this is binary data, not text (byte {head.index(0)} is NUL); give a text file, or name its encoding"
            )


@cache
def _magic() -> tuple[tuple[bytes, str, str], ...]:
    return tuple((bytes.fromhex(prefix), name, cure) for prefix, name, cure in rows("reading_magic"))


def _given(data: bytes, where: str, encoding: str) -> tuple[str, str]:
    try:
        name = codecs.lookup(encoding).name
        text = data.decode(name)
    except UnicodeError as error:
        raise EncodingError(
            f"{where}: not {encoding}: {_reason(error)}; leave the encoding out to have it found"
        ) from error
    except (LookupError, ValueError) as error:
        raise EncodingError(f"{where}: no encoding is called {encoding!r}; try utf-8, gb18030 or big5") from error
    return text.removeprefix("\ufeff"), name


def _found(data: bytes, where: str) -> tuple[str, str]:
    for mark, name, codec in MARKS:
        if data.startswith(mark):
            try:
                return data.decode(codec), name
            except UnicodeError as error:
                raise EncodingError(
                    f"{where}: starts with the mark of {name} but {_reason(error)}; save it again"
                ) from error
    damage: UnicodeDecodeError | None = None
    if b"\0" not in data[:_SAMPLE]:
        try:
            return data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError as error:
            damage = error
    score, name = max((_score(data[:_SAMPLE], name), name) for name in _CANDIDATES)
    for codec in ("cp950", name) if name == "big5hkscs" else (name,):
        try:
            if score >= _COMMON_SHARE:
                return data.decode(codec), name.removesuffix("hkscs")
        except UnicodeDecodeError as error:
            damage = error
    if damage is None or (score < _COMMON_SHARE and damage.start < len(data) // 2):
        raise EncodingError(
            f"{where}: neither UTF-8, GB18030, Big5 nor UTF-16 with Chinese text; save it as UTF-8, or name the encoding"
        )
    line = data.count(b"\n", 0, damage.start) + 1
    raise EncodingError(
        f"{where}: line {line}: it looks like {damage.encoding}, but {_reason(damage)}; save it again, or name the encoding"
    )


@cache
def _common() -> frozenset[str]:
    """The common characters: symbols and first levels of GB 2312 and Big5."""
    levels = [
        (bytes((lead, trail)), "gb18030")
        for lead in (*range(0xA1, 0xA4), *range(0xB0, 0xD8))
        for trail in range(0xA1, 0xFF)
    ]
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    levels += [(bytes((lead, trail)), "big5") for lead in range(0xA1, 0xC7) for trail in trails]
    text = "".join(code.decode(name, "ignore") for code, name in levels)
    return frozenset(character for character in text if not "\ue000" <= character <= "\uf8ff")


def _score(sample: bytes, name: str) -> float:
    """The share of common characters among those of ``sample`` beyond ASCII if it is in the encoding ``name``; 0 if not."""
    text = sample.decode(name, "replace")
    found = [character for character in text if character >= "\x80" or character < "\t"]
    if not found or (len(found) >= _LONG and sum(map(_FREQUENT.__contains__, found)) < _FREQUENT_SHARE * len(found)):
        return 0.0
    return sum(map(_common().__contains__, found)) / len(found)


def _reason(error: UnicodeError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"byte {error.start} (0x{error.object[error.start]:02x}) is not valid"
    return "the bytes are not valid"
