"""One value in units of two sizes: 1小时37分钟, 两年零八个月, 3角6分, 1米82."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from textmine.quantities.amounts import Amount, exact, read_amount, tidy
from textmine.quantities.fitness import fits
from textmine.quantities.numerals import parse
from textmine.quantities.read import Read, with_unit
from textmine.quantities.units import lookup

__all__ = ["read_compound"]


class Step(NamedTuple):
    """A word of a unit: its place among the units of its kind, the greatest first, and how many of the next it holds."""

    rank: int
    holds: int
    unit: str


_TIME = {
    "年": Step(0, 12, "年"), "个月": Step(1, 30, "个月"), "天": Step(2, 24, "天"), "小时": Step(3, 60, "小时"),
    "个小时": Step(3, 60, "小时"), "分钟": Step(4, 60, "分钟"), "分": Step(4, 60, "分钟"), "秒": Step(5, 1, "秒"),
    "秒钟": Step(5, 1, "秒"),
}  # fmt: skip
_MONEY = {
    "元": Step(0, 10, "元"), "块": Step(0, 10, "元"), "角": Step(1, 10, "元"), "毛": Step(1, 10, "元"),
    "分": Step(2, 1, "元"),
}  # fmt: skip

BEGINS = frozenset(word[0] for word in (*_TIME, *_MONEY))


@cache
def _part() -> re.Pattern[str]:
    words = "|".join(sorted({*_TIME, *_MONEY}, key=len, reverse=True))
    return re.compile(rf"(?:[零又]?(?P<number>[0-9]{{1,4}}|[一二三四五六七八九十两]{{1,3}}))?(?P<word>{words})")


def read_compound(text: str, start: int, end: int, amount: Amount) -> Read | None:
    """The value that begins with the whole number at ``text[start:end]`` and goes on in a smaller unit.

    A length of time is told in the smallest unit written, money in 元.
    """
    if text.startswith("米", end):
        return _metres(text, start, end, amount)
    if amount.scaled or text[end : end + 1] not in BEGINS:
        return None
    match = _part().match(text, end)
    if match is None or match["number"] or amount.low != amount.high:
        return None
    for chain in (_TIME, _MONEY):
        first = step = chain.get(match["word"])
        total, stop, after = amount.value, match.end(), end
        while step is not None and (more := _part().match(text, stop)) is not None and more["number"]:
            part, following = read_amount(more["number"]), chain.get(more["word"])
            if part is None or following is None or following.rank != step.rank + 1:
                break
            total = total * step.holds + part.value
            step, stop, after = following, more.end(), more.end("number")
        if step is not None and step is not first:
            return _told(text, start, after, stop, total, step)
    return None


@cache
def _tenths() -> re.Pattern[str]:
    """Tenths and hundredths of a metre: 身高1米82, 长三米一八, 一米五左右."""
    return re.compile(
        r"米(?P<digits>[0-9]{1,2}|[一二三四五六七八九]{1,2})(?=[，。；、的高宽深长厚左多）)\n]|以[上下]|$)"
    )


@cache
def _result() -> re.Pattern[str]:
    return re.compile(r"的(?:成绩|个人最好)|夺|打破")


@cache
def _jumped() -> re.Pattern[str]:
    return re.compile(r"[跳投掷]出了?$")


def _metres(text: str, start: int, end: int, amount: Amount) -> Read | None:
    more = _tenths().match(text, end)
    unit = lookup("米")
    if more is None or unit is None or amount.value >= 100 or amount.low != amount.high:
        return None
    if _result().match(text, more.end()) or _jumped().search(text, max(0, start - 3), start):
        return None
    place = Decimal(1).scaleb(-len(more["digits"]))
    part = sum((parse(sign) or Decimal(0)).scaleb(-shift) for shift, sign in enumerate(more["digits"], 1))
    return with_unit(start, more.end(), exact(amount.value + part, place), unit, "米")


def _told(text: str, start: int, after: int, stop: int, total: Decimal, step: Step) -> Read | None:
    unit = lookup(step.unit)
    if unit is None:
        return None
    place = Decimal(1)
    if step.unit == "元":
        place = Decimal(1).scaleb(-step.rank)
        stop += text[stop : stop + 1] == "钱"
    whole = exact(tidy(total * place), place, arabic=text[start].isdigit())
    if not fits(text, start, after, stop, whole, unit, text[start:after]):
        return None
    return with_unit(start, stop, whole, unit, text[after:stop])
