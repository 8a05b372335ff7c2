"""Units as tables write them, with their scale: 亿元, 万吨, 元/人, ±%, 上年=100."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from textmine.quantities.numerals import read_numeral
from textmine.quantities.read import unit_at
from textmine.quantities.units import lookup
from textmine.records import Kind

__all__ = ["INDEX", "PERCENT", "Measure", "counted_by", "read_measure", "read_measures"]


class Measure(NamedTuple):
    """A unit and how many of it a written one means: 亿元 is 元, a hundred million."""

    name: str | None
    kind: Kind
    quantity: str | None = None
    factor: Decimal = Decimal(1)


PERCENT = Measure("%", Kind.PERCENTAGE)
INDEX = Measure(None, Kind.INDEX)


@cache
def _scaled() -> re.Pattern[str]:
    return re.compile(r"(?P<scale>[十百千万亿]{1,3})(?P<unit>.+)")


@cache
def _base() -> re.Pattern[str]:
    """What an index is measured against: 上年=100."""
    return re.compile(r"(?:以)?[^=＝]{2,12}(?:[=＝]|为)100")


@cache
def _per() -> re.Pattern[str]:
    return re.compile(r"(?P<unit>[^/]+)/(?P<per>[十百千万亿]{0,2}[\u4e00-\u9fff]{1,5})")


@lru_cache(maxsize=4096)
def read_measure(words: str) -> Measure | None:
    """The unit that ``words`` are as a whole, or null."""
    words = re.sub(r"\s+", "", words).replace("／", "/").lstrip("±＋+-－/、")
    words = words.removeprefix("人民币").removesuffix("左右")
    if words in ("", "元人民币") and not words:
        return None
    if words in ("%", "％"):
        return PERCENT
    if words == "‰":
        return PERCENT._replace(factor=Decimal("0.1"))
    if words in ("分", "点") or _base().fullmatch(words):
        return INDEX
    return _plain(words) or _times(words) or _rate(words)


def _plain(words: str) -> Measure | None:
    unit = lookup(words)
    if unit is None:
        unit, end = unit_at(words, 0)
        if unit is None or end != len(words):
            return None
    return Measure(unit.name, unit.kind, unit.quantity)


def _times(words: str) -> Measure | None:
    """A unit behind a scale; the scale as short as the unit allows, so that 万千瓦时 is 千瓦时."""
    found = _scaled().fullmatch(words)
    if found is None:
        return None
    for size in range(1, len(found["scale"]) + 1):
        unit = _plain(words[size:]) or _rate(words[size:])
        factor = read_numeral(f"1{words[:size]}")
        if unit is not None and factor is not None and unit.kind is not Kind.PERCENTAGE:
            return unit._replace(factor=factor.value)
    return None


def _rate(words: str) -> Measure | None:
    """One unit per another: 吨标准煤/万元."""
    found = _per().fullmatch(words)
    if found is None:
        return None
    unit = _plain(found["unit"])
    per = found["per"]
    if unit is None or (_plain(per) is None and _times(per) is None):
        return None
    return Measure(f"{unit.name}/{per}", Kind.AMOUNT, "rate")


@lru_cache(maxsize=4096)
def read_measures(words: str) -> tuple[Measure, ...]:
    """The units that ``words`` list (亿元、%); none where any part of them is no unit."""
    one = read_measure(words)
    if one is not None:
        return (one,)
    found = [read_measure(part) for part in re.split(r"[、，,;；和及与\s]+", words.strip()) if part]
    return tuple(unit for unit in found if unit is not None) if all(found) else ()


@cache
def _counts() -> tuple[tuple[str, str], ...]:
    return (("人数", "人"), ("户数", "户"), ("家数", "家"), ("件数", "件"), ("个数", "个"))


def counted_by(words: str) -> Measure | None:
    """The unit that the indicator ``words`` themselves say: 人数 are 人, an index has none; null where they say none."""
    for end, unit in _counts():
        if words.endswith(end):
            return Measure(unit, Kind.COUNT)
    return INDEX if words.endswith(("指数", "得分", "评分", "分值", "PMI")) else None
