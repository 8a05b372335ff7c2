"""Numbers without a unit that are claims all the same: big or vague ones before a noun, and the values of indices."""

from __future__ import annotations

import re
from functools import cache

from textmine.quantities.amounts import Amount
from textmine.quantities.numerals import plain
from textmine.quantities.read import Read
from textmine.records import Kind, Qualifier

__all__ = ["bare"]


@cache
def _index_before() -> re.Pattern[str]:
    return re.compile(
        r"(?:指数|得分|评分|总分|分值|PMI|系数|倍率)[^，。；、\n]{0,14}(?:为|[从由]|达到?|是|[升降回落涨]?[至到]|[升降涨落高低长少]|[：:（(、和]|分别)了?(?:约|近|超过?)?$"
    )


@cache
def _index_after() -> re.Pattern[str]:
    return re.compile(r"[，。；、（）()和及与]|点|分(?![之钟])|$|以上|左右|的|提[高升]|上升|下降|[降升增]")


@cache
def _moved() -> re.Pattern[str]:
    return re.compile(r"(?:提高|上升|上涨|回升|下降|回落|降低|增加|提升|增长|下滑|扩大|[和、])(?:了|至|到|约|近)?$")


@cache
def _sums() -> re.Pattern[str]:
    """What is counted in money without saying 元: 千亿投资规模, 百亿订单."""
    return re.compile(r"(?:元|级)?(?:投资|产值|营收|贷款|资金|订单|销售额)(?:规模|总额)?")


@cache
def _class() -> re.Pattern[str]:
    """Sizes of what is counted by its turnover: 千亿以上产业集群3个."""
    return re.compile(r"以上的?(?:[^，。；、\d]{0,4}产业|企业|集群|园区|开发区|龙头)")


@cache
def _measured() -> re.Pattern[str]:
    return re.compile(r"指数|系数|倍率")


@cache
def _medals() -> re.Pattern[str]:
    """The medals of a tally, which stand behind their numbers: 5金2银3铜, 收获3银、1铜."""
    return re.compile(
        r"[金银铜](?:(?=[0-9一二两三四五六七八九十]{1,3}[银铜])|[、及和](?=[0-9一二两三四五六七八九十]{1,3}[银铜]))"
    )


@cache
def _before_medal() -> re.Pattern[str]:
    return re.compile(r"[金银][、及和]?$")


@cache
def _indices() -> re.Pattern[str]:
    return re.compile(r"分?指数(?!基金|型)")


@cache
def _market() -> re.Pattern[str]:
    return re.compile(r"指数?[^，。；\n]{0,24}$|股指|收盘|收报|失守|关口|跌破|报收")


@cache
def _no_noun() -> re.Pattern[str]:
    """What is no thing counted by a number without a unit: 5万里, 30万伏, 3000多岁, 100万A."""
    return re.compile(r"[里岁号级伏股年月时分秒度倍A-Za-z0-9]|日(?![军本])")


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(r"[\u4e00-\u9fff]")


@cache
def _hedged() -> re.Pattern[str]:
    return re.compile(r"(?<![附最邻靠就亲远新临])(?:近|约|超过?|逾|突破|不足|不到|多达|高达|至少)$")


@cache
def _passed() -> re.Pattern[str]:
    """What makes a scale alone a number: 超过千万, 突破百亿, 过亿."""
    return re.compile(r"超过?|突破|[近逾]|(?<![通经越不胜透难渡见受做看用错路度])过$")


def bare(text: str, start: int, end: int, amount: Amount) -> Read | None:
    """A number without a unit: a big or vague one, a sum of money without its currency, or the value of an index."""
    if _no_noun().match(text, end):
        return None
    if text[end : end + 1] in MEDALS and _in_tally(text, start, end):
        return Read(start, end, amount, Kind.COUNT, None)
    if amount.scaled and amount.value >= 10000 and amount.arabic:
        return Read(start, end, amount, Kind.COUNT, None)
    if amount.scaled and amount.value >= 10**9 and _sums().match(text, end):
        return Read(start, end, amount, Kind.AMOUNT, "元", "currency:CNY")
    if amount.scaled and amount.value >= 10**9 and _class().match(text, end):
        return Read(start, end, amount, Kind.AMOUNT, "元", "currency:CNY")
    if amount.scaled and text[end : end + 1] in ("", *"，。；、的") and _stands_alone(text, start, amount):
        return Read(start, end, amount, Kind.COUNT, None)
    if _noun().match(text, end) and _counts_things(text, start, end, amount):
        return Read(start, end, amount, Kind.COUNT, None)
    return _index(text, start, end, amount)


MEDALS = ("金", "银", "铜")


def _in_tally(text: str, start: int, end: int) -> bool:
    """Whether the number before a metal counts medals: another number with its metal stands before or behind."""
    return _medals().match(text, end) is not None or (
        text[end] in "银铜" and _before_medal().search(text, max(0, start - 2), start) is not None
    )


def _stands_alone(text: str, start: int, amount: Amount) -> bool:
    """Whether a number with its scale says enough by itself: 客流达三亿, 票房过亿, 销售额超过千万."""
    if amount.value >= 10**8 and text[start] not in "亿万千":
        return True
    return amount.value >= 10**4 and _passed().search(text, max(0, start - 2), start) is not None


def _counts_things(text: str, start: int, end: int, amount: Amount) -> bool:
    """Whether a number stands right before what it counts: 数万用户, 近百万务工人员, 400多航班."""
    if amount.arabic:
        return amount.value >= 100 and amount.qualifier is Qualifier.OVER
    if not amount.scaled or amount.value < 10000:
        return False
    if amount.qualifier is not Qualifier.EXACT or _hedged().search(text, max(0, start - 3), start):
        return True
    return plain(text[start]) in "一二两三四五六七八九" and plain(text[end - 1]) in "万亿"


def _index(text: str, start: int, end: int, amount: Amount) -> Read | None:
    if not amount.arabic or not _index_after().match(text, end):
        return None
    points = text[end : end + 1] == "点" and _market().search(text, max(0, start - 40), start)
    moved = _moved().search(text, max(0, start - 6), start) and _measured().search(text, max(0, start - 120), end + 40)
    listed = text[start - 1 : start] in "（(、和" and _indices().search(text, max(0, start - 40), end + 40)
    if points or moved or listed or _index_before().search(text, max(0, start - 40), start):
        return Read(start, end, amount, Kind.INDEX, None)
    return None
