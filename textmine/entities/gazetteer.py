"""Names known beforehand: organisations, and events, facilities, products and policies, each with its full name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from textmine.lexicon import rows
from textmine.places.pairs import Pairs
from textmine.records import EntityLabel

__all__ = ["Listed", "breaks", "find", "full_names"]

BROKEN = {
    "部": ("门", "分", "队", "长"),
    "行": ("业", "间"),
    "信": ("息", "号"),
    "油": ("气",),
    "政": ("策",),
    "院": ("士",),
    "社": ("区", "会"),
    "法": ("律", "治", "庭", "院", "人", "学", "制"),
    "号": ("角", "召", "称", "码"),
}
"""What behind the last character of a known name makes it another word: 外交部门, 中国银行业, 食品安全法律."""

SERIES = "SERIES"

FEW = 3
"""By so many characters names are looked up."""


class Listed(NamedTuple):
    """A known name where it stands in a text."""

    start: int
    end: int
    label: EntityLabel


class _Index(NamedTuple):
    """The known names: the first two characters of each, and by its first three the names with their labels, longest first.

    A name of two characters stands with all names that begin with it, and by itself in ``short``.
    """

    pairs: Pairs
    starts: Mapping[str, Sequence[tuple[str, str]]]
    short: Mapping[str, Sequence[tuple[str, str]]]


@cache
def _index() -> _Index:
    starts: dict[str, list[tuple[str, str]]] = {}
    for name, short, _ in rows("organisations"):
        for word in (name, *short.split()):
            if len(word) > 2:
                starts.setdefault(word[:FEW], []).append((word, EntityLabel.ORG))
    for name, label, _ in rows("known_names"):
        starts.setdefault(name[:FEW], []).append((name, label))
    for words in starts.values():
        words.sort(key=lambda pair: -len(pair[0]))
    pairs = {key: words for key, words in starts.items() if len(key) < FEW}
    longer = {key: [*words, *pairs.get(key[:2], ())] for key, words in starts.items() if len(key) == FEW}
    return _Index(Pairs({key[:2] for key in starts}), longer, pairs)


@cache
def full_names() -> dict[str, str]:
    """The full name of everything in the word lists, by its other names."""
    full = {name: canonical for name, _, canonical in rows("known_names") if canonical}
    return full | {short: name for name, shorts, _ in rows("organisations") for short in shorts.split()}


def breaks(text: str, end: int) -> bool:
    """Whether what stands at ``end`` makes another word of the name that ends there."""
    after = text[end : end + 1]
    last = text[end - 1]
    if last == "法" and after == "规":
        return text[end : end + 2] != "规定"
    return after in BROKEN.get(last, ()) or (_latin(last) and _latin(after))


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


@cache
def _number() -> re.Pattern[str]:
    return re.compile(
        r"[”\"]?(?:[一二三四五六七八九十百零〇]{1,4}|\d{1,3})[”\"]?号(?:[A-Z甲乙丙丁]|遥[一二三四五六七八九十\d]{1,3})?"
    )


def find(text: str) -> Iterator[Listed]:
    """The known names in ``text``, in order, the longest of those that begin together, without overlap."""
    index = _index()
    known, short = index.starts, index.short
    done = 0
    for start in index.pairs.starts(text):
        if start < done:
            continue
        for word, label in known.get(text[start : start + FEW]) or short.get(text[start : start + 2], ()):
            if text.startswith(word, start):
                found = _listed(text, start, start + len(word), label)
                if found is not None:
                    done = found.end
                    yield found
                    break


def _listed(text: str, start: int, end: int, label: str) -> Listed | None:
    """The name from ``start`` to ``end``, where it is no part of another word; of a series with its number."""
    if label == SERIES:
        number = _number().match(text, end)
        return None if number is None else Listed(start, number.end(), EntityLabel.PRODUCT)
    if breaks(text, end) or (start and _latin(text[start]) and _latin(text[start - 1])):
        return None
    return Listed(start, end, EntityLabel(label))
