"""Two numbers that are one value (40—50公里, 5、6天) and numbers that share the unit of the last (30.5、38.1和37.7吨)."""

from __future__ import annotations

import re
from functools import cache

from textmine.quantities.amounts import Amount, negative, read_amount
from textmine.quantities.fitness import fits
from textmine.quantities.grammar import ARABIC, range_above, range_mark
from textmine.quantities.numerals import plain, read_numeral
from textmine.quantities.read import Read, with_unit
from textmine.quantities.senses import unit_of
from textmine.quantities.units import Unit
from textmine.records import Kind, Qualifier

__all__ = ["read_range", "shared_unit"]

LIST = 40
"""How far before a number the 分别 of its list is looked for."""


@cache
def _from() -> re.Pattern[str]:
    return re.compile(r"(?:从|由|自)[^，。；、]{0,8}$")


MARKS = frozenset("-—–－~～至到、")
"""The characters with which :func:`range_mark` can begin."""


def read_range(text: str, start: int, end: int, low: Amount, unit: Unit | None, stop: int) -> Read | None:
    """A range of two numbers: 40—50公里, 2%至4%, 3万至5万元, 5-6亿立方米, 5、6天, 5万元以上10万元以下.

    ``unit``, which ends at ``stop``, stands right behind the number at ``text[start:end]``.
    """
    match = range_mark().match(text, end) if text[end : end + 1] in MARKS else None
    if match is not None:
        unit = None
    else:
        match = _behind_unit(text, stop, unit)
    if match is None or (match["mark"] in "至到" and _from().search(text, max(0, start - 10), start)):
        return None
    top = read_amount(match["number"])
    pair = match["mark"] == "、"
    if top is None or (pair and (unit is not None or not _are_neighbours(text, start, low, top))):
        return None
    last, finish = unit_of(text, start, match.end())
    if last is None or (unit is not None and unit.name not in (last.name, "个")):
        return None
    if (top.scaled or pair) and not low.scaled and low.value < top.value and match["mark"] != "以上":
        low = _share_scale(low, match["number"])
    if low.value >= top.value or (last.kind is Kind.DURATION and match["mark"] in "-–" and low.value > 1000):
        return None
    span = Amount(low.value, top.step, low.value, top.value, Qualifier.BETWEEN, top.scaled, low.arabic)
    doubtful = pair or last.kind is Kind.DURATION
    if doubtful and not fits(text, start, match.end(), finish, span, last, text[start : match.end()]):
        return None
    if last.name == "摄氏度" and text[start - 2 : start] == "零下":
        start, span = start - 2, negative(span)
    return with_unit(start, finish, span, last, text[match.end() : finish])


def _behind_unit(text: str, stop: int, unit: Unit | None) -> re.Match[str] | None:
    """The second end of a range whose first ends with its unit at ``stop``; null where none follows."""
    if text[stop : stop + 1] in MARKS:
        return range_mark().match(text, stop)
    if unit is not None and text.startswith("以上", stop):
        return range_above().match(text, stop)
    return None


def _are_neighbours(text: str, start: int, low: Amount, top: Amount) -> bool:
    """Whether 5、6 or 5、6万 mean five to six: two neighbouring digits, of which the second may have a scale."""
    if low.scaled or low.value >= 10 or text[start - 1 : start] in ("第", "、", "和"):
        return False
    if top.value < 10:
        return top.value == low.value + 1
    return (top.scaled or not top.arabic) and top.value % (low.value + 1) == 0


def _share_scale(low: Amount, words: str) -> Amount:
    scale = re.search(r"[十百千万亿]+$", plain(words))
    factor = read_numeral(scale.group()) if scale else None
    if factor is None or low.value >= factor.value:
        return low
    value = low.value * factor.value
    return low._replace(value=value, low=value, high=value)


@cache
def _next() -> re.Pattern[str]:
    return re.compile(rf"(?:[、和与]|以及)[-−－]?(?P<number>{ARABIC}(?:[十百千]?[万亿])*)")


@cache
def _each() -> re.Pattern[str]:
    return re.compile(r"(?:分别|依次)[^\d，。；]{0,6}[\d.、和与万亿]+$")


def shared_unit(text: str, end: int) -> Unit | None:
    """The unit that numbers listed before it share: 30.5、38.1和37.7微克/立方米, 1409万、1305万人次; null where there is none.

    Lists of small whole numbers (5、6个) are no list of values but a range, and are left alone unless 分别 leads to them.
    """
    fraction = "." in text[max(0, end - 4) : end] or text[end - 1 : end] in ("万", "亿")
    position = end
    for _ in range(12):
        match = _next().match(text, position)
        if match is None:
            return None
        fraction = (
            fraction
            or "." in match["number"]
            or len(match["number"]) > 2
            or _each().search(text, max(0, end - LIST), end) is not None
        )
        unit, stop = unit_of(text, match.start(), match.end())
        if unit is not None:
            plainly = fraction and unit.kind is not Kind.DURATION and text[stop : stop + 1] != "级"
            return unit if plainly and unit.name != "个" else None
        position = match.end()
    return None
