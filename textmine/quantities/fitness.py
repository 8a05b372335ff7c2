"""Whether a number and the unit behind it count something at this place, or are part of a name, a date, a set phrase."""

from __future__ import annotations

import re
from functools import cache

from textmine.quantities.amounts import Amount
from textmine.quantities.counts import fits_count
from textmine.quantities.durations import fits_duration
from textmine.quantities.guards import of_each, refers_back
from textmine.quantities.numerals import plain
from textmine.quantities.units import Unit
from textmine.quantities.works import names_work
from textmine.records import Kind

__all__ = ["fits"]


GRADES = frozenset("级型号")
"""What makes a grade or a model of a measure: 500吨级, 300型."""

LOOSE = (Kind.PERCENTAGE, Kind.MULTIPLE)
"""Kinds of numbers that call nothing back."""

RARE = frozenset(("里", "方", "P", "担", "牛", "尺", "寸", "丈"))
"""Units that are more often the beginning of another word."""

SPORTS = frozenset(("米", "公里", "公斤", "千克"))
"""Units in which contests are named."""


@cache
def _hedged() -> re.Pattern[str]:
    return re.compile(
        r"(?:近|约|超过?|逾|过|突破|至少|不到|不足|上|数|达到?|有|共|仅|为|新增|增加|(?<!第)[0-9一二三四五六七八九十两]个)$"
    )


@cache
def _or_more() -> re.Pattern[str]:
    """What makes a number of a scale alone: 增收万元以上 (a class of firms is none: 千万元以上企业)."""
    return re.compile(r"以上(?=[，。；、）]|$)")


def fits(text: str, start: int, after: int, stop: int, amount: Amount, unit: Unit, words: str) -> bool:
    """Whether number and unit count something here. Between number and unit (at ``after``) 多 or 余 may stand."""
    kind = unit.kind
    if text[stop : stop + 1] in GRADES and kind is not Kind.PERCENTAGE and not text.startswith("号称", stop):
        return False
    number = plain(words)
    if (
        not number.strip("百千万亿")
        and text[after - 1] not in "多余"
        and not (kind is Kind.AMOUNT and _or_more().match(text, stop))
        and not _hedged().search(text, max(0, start - 3), start)
    ):
        return False
    if kind not in LOOSE and amount.value <= 100 and refers_back(text, start, stop):
        return False
    if names_work(text, start, stop, unit) or of_each(text, start, stop):
        return False
    if kind is Kind.DURATION:
        return fits_duration(text, start, stop, amount, unit, words)
    written = text[after:stop]
    if written in RARE and not _fits_rare(text, stop, amount, written):
        return False
    if kind is Kind.COUNT:
        return fits_count(text, start, stop, amount, unit, words)
    if written in SPORTS and _event().search(text, max(0, start - 4), stop + 6):
        return False
    if number == "一" and text[start - 1 : start] in ("元", "块", "钱"):
        return False
    return not (number in ("一", "半") and kind is Kind.AMOUNT and unit.name in ("米", "里", "方", "克", "升", "斤"))


def _fits_rare(text: str, stop: int, amount: Amount, written: str) -> bool:
    following = text[stop : stop + 1]
    if written in ("里", "方"):
        return amount.scaled and following not in tuple("面法便式向程长路案位略")
    if written == "P":
        return amount.arabic and following not in tuple("MPK23") and not following.isalnum()
    return amount.arabic and following not in tuple("保当任忧心负羊肉奶市土巷夫")


@cache
def _event() -> re.Pattern[str]:
    """Distances and weights that name a contest (女子1500米, 4×100米接力) or are its result (以307公斤的总成绩)."""
    return re.compile(
        r"[男女]子?$|[男女]子|混合|[米里](?:自由泳|接力|[蛙蝶仰]泳|个人混|级|[TFS]\d|决赛|预赛|半决赛|比赛|跨?栏|障碍|短跑|短道|速滑|竞速|气[手步]枪|[金银铜]牌|冠军|飞人|跳?台|跳?板)"
        r"|米[0-9]{0,2}的(?:成绩|个人最好)|米[0-9]{2}(?:夺|打破)|[跳投掷]出了?[0-9]|[斤克]的?(?:总?成绩|抓举|挺举)|抓举|挺举|总成绩"
    )
