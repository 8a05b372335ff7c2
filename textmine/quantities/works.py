"""Sizes in the names of works, which are no figures: 750千伏电网工程, 亚太轻合金10万吨铝基材料等项目."""

from __future__ import annotations

import re
from functools import cache

from textmine.quantities.units import Unit

__all__ = ["names_work"]

WORKS = frozenset(("吨", "千伏"))
"""Units by whose size works are named."""


@cache
def _work() -> re.Pattern[str]:
    """A work named in a list of works, up to its end: 10万吨绿电铝基材料等项目."""
    return re.compile(
        r"[^，。；、的\d]{2,16}(?:项目|工程|技改|改造|扩建|升级|装置|生产线)|[^，。；、的\d]{2,14}(?:、[^，。；的]{1,40})?等[^，。；、\d]{0,4}(?:项目|工程)"
    )


@cache
def _owner() -> re.Pattern[str]:
    """Words before the size of a work that make a figure of it, no name: 年产10万吨, 建成20万吨."""
    return re.compile(
        r"(?:[产量模力重机为达到至是了的有过超近约增设成建新能和与及施进动“]|投[产资入运]|处理|[0-9一二三四五六七八九十两]+[个座条家项台套期])$"
    )


def names_work(text: str, start: int, stop: int, unit: Unit) -> bool:
    """Whether a size belongs to the name of a work behind the name of its owner: 轻合金10万吨铝材项目."""
    if unit.name not in WORKS:
        return False
    if unit.name == "千伏":
        return _voltage().match(text, stop) is not None
    if text[start - 1 : start] in ("", *"，。；：、\n") or _owner().search(text, max(0, start - 4), start):
        return False
    return _work().match(text, stop) is not None


@cache
def _voltage() -> re.Pattern[str]:
    """What a voltage gives its name to: 750千伏电网工程, ±800千伏特高压直流."""
    return re.compile(
        r"[^，。；、的]{0,8}?(?:工程|项目|线路|变电站|电网|输变电|输电|直流|交流|换流站|特高压|高压|主网|开关站|电缆)"
    )
