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


def unit_of(text: str, start: int, after: int) -> tuple[Unit | None, int]:
    """The unit at ``after`` of a number at ``start``, in the sense it has there, and where it ends.

    度 measures temperature or electricity, or an angle, which is no unit here; 节 is a knot or counts carriages; 岁 is a
    unit only of lifetimes and average ages.
    """
    unit, stop = unit_at(text, after)
    written = text[after:stop]
    if written not in ("度", "节", "岁", "周岁"):
        return unit, stop
    before = text[max(0, start - 16) : start]
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
    electric = "电" in before or text[after - 1 : after] in ("万", "亿")
    return (unit if electric else None), stop
