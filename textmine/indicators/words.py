"""The words inside names of indicators: folding of characters, and cutting a name into the words that are known."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from textmine.errors import LexiconError
from textmine.lexicon import alternation, rows

__all__ = ["Token", "edges", "fold", "tokens", "word_at"]

SORTS = frozenset((
    "scope", "inplace", "growth", "decline", "points", "difference", "multiple", "rank", "yoy", "mom", "since", "cumulative",
    "cumulative-word", "current", "yearly", "nominal", "real", "real-word", "index-yoy", "index-mom", "index-since", "share", "drop",
    "drop-start", "drop-end", "synonym", "keep",
))  # fmt: skip
EDGES = ("drop-start", "drop-end")
POINT = "\ue000"
BRACKETS = str.maketrans("", "", "()[]")


class Token(NamedTuple):
    """A word of a name. ``sort`` is that of indicator_words.tsv, or ``plain``; ``normal`` stands for all words of one meaning."""

    text: str
    sort: str
    normal: str


@cache
def _unwanted() -> re.Pattern[str]:
    return re.compile(r"[\s\u3000_:;,.。!?…·\u200b\ufeff]")


@cache
def _decimal_point() -> re.Pattern[str]:
    return re.compile(r"(?<=[0-9])\.(?=[0-9])")


@cache
def _base_year() -> re.Pattern[str]:
    return re.compile(r"(?:19|20)[0-9]{2}年?=100")


@cache
def _latin_brackets() -> re.Pattern[str]:
    """Brackets that hold a second name in letters: 国内生产总值(GDP); a base (上年=100) keeps its sign."""
    return re.compile(r"\([^()\u4e00-\u9fff=]*\)")


@cache
def _unit_brackets() -> re.Pattern[str]:
    """A unit in brackets at the end, as statistics write it: (亿元), (万人次), (%)."""
    return re.compile(
        r"\((?:[十百千万亿]*(?:元|美元|人|人次|户|个|家|件|项|项次|辆|台|部|只|头|套|册|张|所|吨|公里|千米|平方米|平方公里|公顷|亩|立方米|千瓦时|千瓦|吨公里|人公里|标准箱|吨标准煤|岁|年|天|次|艘|箱|条|公斤|千克))\)"
    )


def fold(words: str) -> str:
    """``words`` in one width and case, without space and brackets; what stands in brackets stays, but for units and letters.

    >>> fold("固定资产投资（不含农户）")
    '固定资产投资不含农户'
    """
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", words).upper())
    if text.isalnum():
        return text
    text = text.replace(POINT, "")
    if "=" in text:
        text = _base_year().sub("基期=100", text)
    if "." in text:
        text = _decimal_point().sub(POINT, text)
    text = _unwanted().sub("", text).replace(POINT, ".")
    if "(" in text:
        text = _unit_brackets().sub("", text)
        text = _latin_brackets().sub("", text) or text
    return unicodedata.normalize("NFKC", text.translate(BRACKETS))


@cache
def _known() -> dict[str, Token]:
    found: dict[str, Token] = {}
    for word, sort, normal in rows("indicator_words"):
        if sort not in SORTS:
            raise LexiconError(
                f"indicator_words.tsv: {word!r}: {sort!r} is no sort; use one of {', '.join(sorted(SORTS))}"
            )
        if sort in EDGES:
            continue
        if word in found:
            raise LexiconError(f"indicator_words.tsv: {word!r} stands twice, as {found[word].sort} and as {sort}")
        found[word] = Token(word, sort, normal)
    return found


@cache
def edges(sort: str) -> tuple[str, ...]:
    """Words that say nothing at the start (``drop-start``) or the end (``drop-end``) of a name, the longest first."""
    return tuple(
        sorted((word for word, kind, _ in rows("indicator_words") if kind == sort), key=lambda word: -len(word))
    )


@cache
def _any_known() -> re.Pattern[str]:
    return re.compile(alternation(_known()))


def word_at(text: str, start: int) -> Token | None:
    """The known word that begins at ``start``, or None."""
    match = _any_known().match(text, start)
    return _known()[match.group()] if match else None


def tokens(text: str) -> list[Token]:
    """``text``, folded, as words: the longest known word at each place, and ``plain`` stretches between them."""
    known = _known()
    found: list[Token] = []
    position = 0
    for match in _any_known().finditer(text):
        start, end = match.span()
        if position < start:
            plain = text[position:start]
            found.append(Token(plain, "plain", plain))
        found.append(known[match.group()])
        position = end
    if position < len(text):
        plain = text[position:]
        found.append(Token(plain, "plain", plain))
    return found
