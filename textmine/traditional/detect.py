"""Whether a text is in traditional characters, or Japanese.

Characters are told by the old national sets: those of Big5's first level that GB 2312 lacks stand in traditional texts,
those of GB 2312's first level that Big5 lacks in simplified ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

__all__ = ["has_traditional", "is_japanese", "is_traditional"]

# Kana for each Chinese character from which a text is Japanese; a Chinese one quotes a name at most.
_KANA = 0.15
# So many characters at the beginning of a text tell its language.
_SAMPLE = 3000
# A line with so many traditional characters, more than simplified ones, is written in them.
_LINE = 3


@cache
def _traditional() -> re.Pattern[str]:
    return _only(range(0xA4, 0xC7), (*range(0x40, 0x7F), *range(0xA1, 0xFF)), "big5", "gb2312")


@cache
def _simplified() -> re.Pattern[str]:
    return _only(range(0xB0, 0xD8), range(0xA1, 0xFF), "gb2312", "big5")


def _only(leads: Iterable[int], trails: Iterable[int], here: str, there: str) -> re.Pattern[str]:
    """A Chinese character that the set ``here`` has, in these rows and columns, and the set ``there`` lacks."""
    trails = tuple(trails)
    text = b"".join(bytes((lead, trail)) for lead in leads for trail in trails).decode(here, "ignore")
    shared = set(text.encode(there, "ignore").decode(there))
    found = sorted(sign for sign in set(text) - shared if "\u4e00" <= sign <= "\u9fff")
    return re.compile(f"[{''.join(found)}]")


@cache
def _kana() -> re.Pattern[str]:
    return re.compile("[\u3041-\u3096\u30a1-\u30fa]")


@cache
def _han() -> re.Pattern[str]:
    return re.compile("[\u3400-\u9fff]")


@cache
def _title() -> re.Pattern[str]:
    """The title of a work, which is quoted as it is written."""
    return re.compile(r"《[^《》\n]{1,60}》")


def is_japanese(text: str) -> bool:
    """Whether so much of ``text`` is kana that it is Japanese."""
    sample = text[:_SAMPLE]
    return _kana().search(sample) is not None and len(_kana().findall(sample)) > _KANA * len(_han().findall(sample))


def is_traditional(text: str) -> bool:
    """Whether ``text`` is Chinese in traditional characters: more of it can be nothing else than can only be simplified.

    So a simplified text that quotes a traditional name is none, nor is one that mixes both with more of the simplified.
    """
    if _traditional().search(text) is None or is_japanese(text):
        return False
    own = _title().sub("", text)
    return len(_traditional().findall(own)) > len(_simplified().findall(own))


def has_traditional(text: str) -> bool:
    """Whether ``text`` or a line of it is in traditional characters."""
    if _traditional().search(text) is None:
        return False
    return is_traditional(text) or any(
        len(_traditional().findall(line)) >= _LINE and is_traditional(line) for line in text.splitlines()
    )
