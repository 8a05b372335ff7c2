"""Whether growth told in percent can be held against levels: growth of money may be reckoned at constant prices."""

from __future__ import annotations

import re
from functools import cache

from textmine.quantities.units import physical
from textmine.records import Claim

__all__ = ["nominal"]


@cache
def _real() -> re.Pattern[str]:
    return re.compile(r"不变价|可比价|可比口径|同口径|按可比|实际增长|剔除|扣除")


@cache
def _nominal() -> re.Pattern[str]:
    """Money that is reckoned at no other prices: reserves, prices, rates of pay and benefits, box office."""
    return re.compile(r"外汇储备|票房|标准|价格|均价|单价|票价|售价")


def nominal(text: str, first: Claim, last: Claim, level: Claim) -> bool | None:
    """True where levels tell the growth: counts, physical output, rates, and money that is said to be nominal; False for other
    money, null where the words of ``text`` from ``first`` to ``last`` and around say that prices or scope are made comparable.
    """
    start, end = sorted((first.start, last.end))
    around = "".join(text[max(0, start - 10) : end + 12].split())
    if _real().search(around):
        return None
    if not (physical(level.unit or "") or "").startswith("currency"):
        return True
    return "名义" in around or bool(_nominal().search(level.indicator))
