"""Units that mean several things: what 度, 节 and 岁 are behind a number, as the words around tell."""

from __future__ import annotations

import re
from functools import cache

from textmine.quantities.read import unit_at
from textmine.quantities.units import Unit, lookup
from textmine.records import Kind

__all__ = ["unit_of"]


@cache
def _links() -> re.Pattern[str]:
    return re.compile(r"(?:[^，。；、]{0,4}(?:车厢|车皮|客车|车|沉管|台阶|电池)|课)")


@cache
def _lifetime() -> re.Pattern[str]:
    """Ages that are statistics: 人均预期寿命78.6岁, 平均年龄36岁."""
    return re.compile(r"(?:寿命|平均年龄|年龄中位数?)[^，。；、]{0,12}$")


GRADE = Unit("级", Kind.AMOUNT)


@cache
def _force() -> re.Pattern[str]:
    """What 级 measures: 最大风力达到16级, 震级均超过5级."""
    return re.compile(r"(?:风力|阵风|震级|风速)[^，。；、0-9]{0,8}(?:[0-9]{1,2}[到至—–-])?$")


@cache
def _steepness() -> re.Pattern[str]:
    return re.compile(r"(?:坡度|烈度|倾角|倾斜)[^，。；]{0,8}$")


@cache
def _paid() -> re.Pattern[str]:
    """What is paid in 块: 价格从每公斤3块, 卖茧子不过几千块, 每年省下25000块."""
    return re.compile(r"(?:[价钱费卖赚挣赔省薪]|工资|收入|每(?:[斤吨亩月天人年]|公斤))[^，。；]{0,10}$")


@cache
def _ends() -> re.Pattern[str]:
    """What does not name a thing that 块 counts."""
    return re.compile(r"[，。；、）到至涨跌降升了税左多]|$")


def unit_of(text: str, start: int, after: int) -> tuple[Unit | None, int]:
    """The unit at ``after`` of a number at ``start``, in the sense it has there, and where it ends.

    度 measures temperature, electricity or a slope, or an angle, which is no unit here; 节 is a knot or counts carriages; 岁 is
    a unit only of lifetimes and average ages; 块 is money where something is paid; 级 measures the force of winds and tremors.
    """
    unit, stop = unit_at(text, after)
    written = text[after:stop]
    if written not in ("度", "节", "岁", "周岁", "块"):
        if unit is None and text.startswith("级", after) and _force().search(text, max(0, start - 10), start):
            return GRADE, after + 1
        return unit, stop
    before = text[max(0, start - 16) : start]
    if written == "块":
        paid = _paid().search(before) is not None and _ends().match(text, stop) is not None
        return (lookup("元") if paid else unit), stop
    if written == "节":
        if _links().match(text, stop):
            return Unit("节", Kind.COUNT), stop
        return (unit if "航速" in before else None), stop
    if written != "度":
        return (unit if _lifetime().search(before) else None), stop
    if (
        "温" in before + text[stop : stop + 6]
        or before.endswith(("零下", "零上", "摄氏", "偏高", "偏低"))
        or text[stop : stop + 1] in ("高", "的高")
    ):
        return lookup("摄氏度"), stop
    if _steepness().search(before):
        return Unit("度", Kind.AMOUNT), stop
    electric = "电" in before or text[after - 1 : after] in ("万", "亿")
    return (unit if electric else None), stop
