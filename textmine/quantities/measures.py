"""The rule ``number``: numbers with units, ranges, and the few numbers that need no unit."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from textmine.quantities.amounts import Amount, exact, negative, open_end, read_amount, tidy
from textmine.quantities.bare import bare
from textmine.quantities.compounds import read_compound
from textmine.quantities.fitness import fits
from textmine.quantities.guards import is_code
from textmine.quantities.ranges import read_range, shared_unit
from textmine.quantities.read import Read, with_unit
from textmine.quantities.senses import unit_of
from textmine.quantities.units import Unit, lookup
from textmine.records import Kind

__all__ = ["number"]

HALF = Decimal("0.5")


FOREIGN = MappingProxyType({"港币": "港元", "美金": "美元", "台币": "新台币"})
"""Names of money that stand before a number of 元."""

MORE = frozenset("多余餘")
WATTS = frozenset("瓦克米卡伏焦赫帕")  # 千 before these belongs to the unit
COUNTED_BY_ONE = frozenset("多余年天周吨公平米斤元倍亿万立人")  # 一 before these may be a number
NO_ARTICLE = frozenset("少到足过")  # 一 a few characters behind these is a number


def number(match: re.Match[str]) -> Read | None:
    """A number with its unit: 843.7亿元, 3500多家, 2%至4%, 5年; without a unit only where the words around it leave no doubt."""
    text = match.string
    start, end = _trimmed(text, match.start(), match.end())
    words = text[start:end]
    if words == "一" and _is_article(text, start, end):
        return None
    amount = read_amount(words) if words else None
    if amount is None or (not amount.scaled and is_code(text, start, end)):
        return None
    unit, stop = unit_of(text, start, end)
    return (
        read_range(text, start, end, amount, unit, stop)
        or read_compound(text, start, end, amount)
        or _measured(text, start, end, words, amount, *_unit_after(text, start, end, unit, stop))
    )


def _measured(
    text: str, start: int, end: int, words: str, amount: Amount, unit: Unit | None, after: int, stop: int
) -> Read | None:
    """The number written at ``text[start:end]`` with the ``unit`` at ``text[after:stop]``, or without one."""
    if after > end and text[after - 1] in MORE:
        amount = open_end(amount)
    elif unit is None and (shared := shared_unit(text, end)) is not None:
        return Read(start, end, amount, shared.kind, shared.name, shared.quantity)
    if unit is None:
        return bare(text, start, after if text[after - 1] in MORE else end, amount)
    if _has_half(text, end, stop, unit):
        amount, words = _and_a_half(amount), words + "半"
        stop += text[stop : stop + 1] == "半"
    if not fits(text, start, after, stop, amount, unit, words):
        return None
    start, amount = _below_zero(text, start, amount, unit)
    if unit.name == "元" and text[start - 2 : start] in FOREIGN:
        unit = lookup(FOREIGN[text[start - 2 : start]]) or unit
    if unit.quantity == "mass" and (volume := _of_volume().search(text, max(0, start - 6), start)):
        unit = lookup(f"{unit.name}/{volume['volume']}") or unit
    if unit.kind is Kind.MULTIPLE and text[start - 2 : start] in ("翻了", "番了"):
        amount = exact(amount.value + 1, amount.step)
    if unit.name == "天" and "天数" in text[max(0, start - 16) : start]:
        unit = unit._replace(kind=Kind.COUNT)
    return with_unit(start, stop, amount, unit, text[after:stop])


@cache
def _minus_said() -> re.Pattern[str]:
    return re.compile(r"[为是至到达报于持在跌降的]负$")


def _below_zero(text: str, start: int, amount: Amount, unit: Unit) -> tuple[int, Amount]:
    """The number with 零下 or 负 before it, and where it begins then."""
    if unit.name == "摄氏度" and text[start - 2 : start] == "零下":
        return start - 2, negative(amount)
    if amount.arabic and _minus_said().search(text, max(0, start - 2), start):
        return start - 1, negative(amount)
    return start, amount


@cache
def _of_volume() -> re.Pattern[str]:
    """What a concentration is given for where that stands first: 每立方米30微克."""
    return re.compile(r"每(?P<volume>立方米|升)(?:约|近)?$")


def _unit_after(text: str, start: int, end: int, unit: Unit | None, stop: int) -> tuple[Unit | None, int, int]:
    """The unit of a number written at ``text[start:end]``, where it begins (after 多 or 余) and where it ends.

    ``unit``, which ends at ``stop``, is what stands right behind the number.
    """
    if text.startswith(("个多", "个半"), end):
        each, behind = _after_each(text, end + 2)
        if each is not None:
            return each, end + 2, behind
    after = end + (text[end : end + 1] in MORE)
    after += text[after : after + 1] == " "
    if after > end:
        unit, stop = unit_of(text, start, after)
    return unit, after, stop


def _after_each(text: str, start: int) -> tuple[Unit | None, int]:
    """The unit after 个多 or 个半: two of 2个多月, 4个半小时."""
    for word in ("月", "小时", "星期", "季度", "百分点", "工作日"):
        if text.startswith(word, start):
            return lookup(f"个{word}"), start + len(word)
    return None, start


@cache
def _half_after() -> re.Pattern[str]:
    return re.compile(r"半(?![个载价成天月年数夜路])")


def _has_half(text: str, end: int, stop: int, unit: Unit) -> bool:
    """Whether 半 adds a half: 4个半小时, 三年半, 一倍半."""
    if text.startswith("个半", end):
        return unit.kind in (Kind.DURATION, Kind.PERCENTAGE)
    return unit.name in ("年", "倍", "天") and _half_after().match(text, stop) is not None


def _and_a_half(amount: Amount) -> Amount:
    return exact(tidy(amount.value) + HALF, Decimal("0.1"), arabic=amount.arabic)


def _is_article(text: str, start: int, end: int) -> bool:
    """Whether 一 only introduces a noun (一个国家, 一批项目), seen without a look at the unit."""
    if text[end : end + 1] in COUNTED_BY_ONE:
        return False
    if text.startswith(("个半", "个月", "个小时", "个多", "个百分点", "个基点", "、二十", "、二百"), end):
        return False
    return NO_ARTICLE.isdisjoint(text[max(0, start - 5) : start])


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of a number without a dash that is no sign and without a 千 or 百 that belongs to the unit."""
    if text[start] in "-−－" and not _is_minus(text, start):
        start += 1
    if text[end - 1] == "千" and text[end : end + 1] in WATTS:
        end -= 1
    if text[end - 1] == "百" and text.startswith("分", end):
        end -= 1
    return start, end


def _is_minus(text: str, start: int) -> bool:
    """Whether the dash at ``start`` is a sign rather than a dash."""
    before = text[start - 1 : start] if start else ""
    if text[start + 1 : start + 2].isdigit() and text.endswith(("温度", "气温", "低温", "高温"), 0, start):
        return True
    return text[start + 1 : start + 2].isdigit() and (not before.isalnum() or before in "为至到低达是零于和及与在约")
