"""What Taiwan, Hong Kong, Macao and Malaysia say otherwise than the mainland, reworded with a way back.

Reworded is only what the analysis rests on: measures, money, years of the Republic, words of comparison and change, foreign names.
The words stand in ``traditional_words.tsv``; which territory a text comes from (``traditional_homes.tsv``) decides what 元 and 113年 are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from textmine.lexicon import alternation, rows
from textmine.offsets import OffsetMap, Piece

__all__ = ["Converted", "home", "reworded"]

_TAIWAN = "TW"
_CURRENCIES = {_TAIWAN: "新台币", "HK": "港元", "MO": "澳门元"}
_PREFIXES = {"新台币": "新台币", "台币": "新台币", "港币": "港元", "澳门币": "澳门元", "澳币": "澳元", "人民币": "元"}
# The first year of the Republic is 1912.
_ERA = 1911


class Converted(NamedTuple):
    """A text made for analysis, the way back from it, and the territory it was taken to be written in (see :func:`home`)."""

    text: str
    offsets: OffsetMap
    territory: str | None

    def at(self, position: int) -> int:
        """Where the character at ``position`` of the text given stands in the text made; a changed word is where it begins."""
        moved = 0
        for piece in self.offsets.pieces:
            if position < piece.high:
                return min(position + moved, piece.start)
            moved = piece.end - piece.high
        return position + moved


class _Change(NamedTuple):
    """What stands at ``start`` to ``end`` of the text given is read as ``words``."""

    start: int
    end: int
    words: str


def reworded(text: str, of: str | None) -> Converted:
    """The simplified ``text``, written in the territory ``of``, in mainland words."""
    changes = [*_words(text, of), *_money(text, of), *(_years(text) if of == _TAIWAN else ())]
    pieces: list[Piece] = []
    parts: list[str] = []
    starts, shifts = [0], [0]
    length = copied = 0
    for start, end, words in sorted(changes):
        if start < copied:
            continue
        parts += (text[copied:start], words)
        length += start - copied
        pieces.append(Piece(length, length + len(words), start, end))
        length += len(words)
        copied = end
        if length == starts[-1]:
            shifts[-1] = copied - length
        elif copied - length != shifts[-1]:
            starts.append(length)
            shifts.append(copied - length)
    parts.append(text[copied:])
    return Converted("".join(parts), OffsetMap(tuple(starts), tuple(shifts), tuple(pieces)), of)


@cache
def _homes() -> tuple[re.Pattern[str], dict[str, str]]:
    known = {word: territory for territory, word in rows("traditional_homes")}
    return re.compile(alternation(known)), known


def home(text: str) -> str | None:
    """The territory that the simplified ``text`` speaks of more than of all others (TW, HK, MO, MY, CN), or null."""
    pattern, known = _homes()
    counted = Counter(known[word] for word in pattern.findall(text))
    if not counted:
        return None
    territory, count = counted.most_common(1)[0]
    return territory if 2 * count > counted.total() else None


Rules = dict[str, list[tuple[re.Pattern[str], str]]]


@cache
def _rules(of: str | None) -> tuple[re.Pattern[str], Rules]:
    """The characters with which a rule for a text of this territory can begin, and the rules by these, with what they make."""
    found: Rules = {}
    for territory, starts, pattern, made, _ in rows("traditional_words"):
        if territory in ("", of):
            rule = re.compile(pattern), made
            for sign in starts:
                found.setdefault(sign, []).append(rule)
    return re.compile(f"[{''.join(found)}]"), found


def _words(text: str, of: str | None) -> Iterator[_Change]:
    trigger, rules = _rules(of)
    end = 0
    for place in trigger.finditer(text):
        start = place.start()
        if start < end:
            continue
        for pattern, made in rules[place[0]]:
            if match := pattern.match(text, start):
                end = match.end()
                yield _Change(start, end, match.expand(made))
                break


@cache
def _sum() -> re.Pattern[str]:
    """A sum in 元, with its currency before it or not."""
    digits = r"[\d.,]+(?:[兆亿万千百余多几]*[\d.,]*)*"
    characters = r"[一二三四五六七八九十百千两数几][一二三四五六七八九十百千万亿兆两零〇几余多点]*(?<=[百千万亿兆多余])"
    prefix = alternation(_PREFIXES)
    return re.compile(
        rf"(?:(?P<prefix>{prefix})(?P<hedge>[约近逾达超为]{{0,2}}))?(?P<sum>{digits}|{characters})(?P<unit>元)(?!人民币|{prefix})"
    )


@cache
def _abroad() -> re.Pattern[str]:
    """Words of a sentence whose 元 may be the mainland's."""
    return re.compile("人民币|大陆|内地|中国")


def _money(text: str, of: str | None) -> Iterator[_Change]:
    """The currency put where it belongs: 新台币5亿元, and 5亿元 in a text from Taiwan, are 5亿新台币."""
    own = _CURRENCIES.get(of or "")
    for found in _sum().finditer(text):
        currency = _PREFIXES.get(found["prefix"] or "")
        if currency is not None:
            yield _Change(found.start("prefix"), found.end("prefix"), "")
        elif own is not None and not _abroad().search(_sentence(text, found.start())):
            currency = own
        if currency not in (None, "元"):
            yield _Change(found.start("unit"), found.end("unit"), str(currency))


def _sentence(text: str, position: int) -> str:
    """The sentence up to ``position``."""
    begin = max(text.rfind(mark, 0, position) for mark in "。；！？\n")
    return text[begin + 1 : position]


@cache
def _era() -> re.Pattern[str]:
    """A year of the Republic; behind 达, 近, 满, 第 and the like, or before 来 and 历史, the number counts years."""
    return re.compile(
        r"(?:民国(?P<named>\d{1,3})|(?<![\d.,第近达约满逾超长共过连历经每间用活])(?P<bare>9\d|1[0-4]\d))年(?![来内间后历之多余期老以])"
    )


def _years(text: str) -> Iterator[_Change]:
    """民国113年 and 113年 as 2024年."""
    for found in _era().finditer(text):
        year = int(found["named"] or found["bare"])
        yield _Change(found.start(), found.end() - 1, str(year + _ERA))
