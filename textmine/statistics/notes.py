"""What the notes under a table say of its figures: the prices of the levels, and which years are provisional or revised."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from textmine.records import Prices, Release

__all__ = ["Noted", "noted"]


class Noted(NamedTuple):
    """``years``: year → status of its figures."""

    prices: Prices | None
    years: dict[int, Release]

    def status(self, period: str) -> Release | None:
        """The status of the figures of ``period``, by the year in which it ends."""
        return self.years.get(int(period.rpartition("/")[2][:4])) if self.years else None


@cache
def _statements() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(r"(\d{4})年?[-—–~至到](\d{4})年?[^。；;]{0,40}?修订"),
        re.compile(r"(\d{4})年(?!及以|以)[^。；;，,《]{0,20}?[数值量][^。；;，,《]{0,30}?修订(?!的?《)"),
        re.compile(r"(\d{4})年(?:数据|数)?[^。；;，,]{0,20}?为(?:初步|快报|最终)[^。；;，,]{0,4}?(?:数|数据)"),
    )


@lru_cache(maxsize=64)
def noted(notes: tuple[str, ...]) -> Noted:
    """What ``notes`` say."""
    text = "\n".join(notes)
    spans, single, provisional = _statements()
    years: dict[int, Release] = {}
    for found in single.finditer(text):
        years[int(found[1])] = Release.REVISED
    for found in spans.finditer(text):
        years |= dict.fromkeys(range(int(found[1]), int(found[2]) + 1), Release.REVISED)
    for found in provisional.finditer(text):
        years[int(found[1])] = Release.FINAL if "最终" in found[0] else Release.PROVISIONAL
    return Noted(_prices(text), years)


def _prices(text: str) -> Prices | None:
    current = re.search(r"按(?:当年价格?|现价)计算", text) is not None
    constant = re.search(r"按(?:不变价格?|可比价格?)计算", text) is not None
    if current == constant:
        return None
    return Prices.CURRENT if current else Prices.CONSTANT
