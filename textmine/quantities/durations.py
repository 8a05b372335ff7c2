"""Whether a number of years, days or hours is itself what is claimed, or only says when, how often or how old."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from textmine.quantities.amounts import Amount
from textmine.quantities.numerals import plain
from textmine.quantities.units import Unit
from textmine.records import Qualifier

__all__ = ["counts_from_founding", "fits_duration"]


@cache
def _year_after() -> re.Pattern[str]:
    return re.compile(
        r"(?:级|级别|[^，。；、]{0,6}(?:规划|计划|纲要|行动)|间(?!隔)|代|生|制|期(?!间)|龄|历|前|后|纪念|诞辰|一遇|或[^，。；、]{1,4}年一遇|来(?!首|第)"
        r"|国庆|大庆|校庆|华诞|如一日|最|的?[^，。；、取]{0,3}史(?![性无])|度|一[度届]|出生|底|末|初|时间|之前|之后|之间|以后|以前|多时|左右|文明)"
    )


@cache
def _window() -> re.Pattern[str]:
    """Words that make a time of the number: 未来三天, 过去的24小时, 倒计时100天."""
    return re.compile(
        r"(?:未来|今后|此后|其后|随后|此前|接下来的?|(?<![由从比])过去的?|最近|前后|[今明]后|今明|倒计时|“?(?:黄金|金色)|[下上又前第][一二三四五六七八九]?个|[前后]的)(?:短短)?(?:近|约|超过?)?(?:[0-9一二三四五六七八九十]+[至到—-])?$"
    )


@cache
def _lately() -> re.Pattern[str]:
    """近5天来: a few days up to now."""
    return re.compile(r"(?:以来|来|间|里)")


@cache
def _around_the_clock() -> re.Pattern[str]:
    """What makes a time of 24 hours a duration; otherwise they mean all day or the day before."""
    return re.compile(r"(?:[到至为需要用仅]|用时|耗时|历时|最快|超过?|近|不足|不到|缩短|减少|延长|提前|长达|持续)$")


@cache
def _one_before() -> re.Pattern[str]:
    return re.compile(
        r"(?:不到|不足|超过|至少|近|仅|只用?|为期|长达|历时|历经|经过|耗时|用时|提前|推迟|延长|缩短|延期|停产|停工|持续)了?约?$"
    )


@cache
def _founded() -> re.Pattern[str]:
    return re.compile(
        r"(?:成立|设立|建立|组建|挂牌|揭牌|运营|通车|开通|创建|入世|建交|发布|运行|投运|开馆)(?:近|已|已有|以来)?$"
    )


def counts_from_founding(text: str, start: int) -> bool:
    """Whether the years at ``start`` count from a beginning that is named (成立8年来)."""
    return _founded().search(text, max(0, start - 5), start) is not None


def fits_duration(text: str, start: int, stop: int, amount: Amount, unit: Unit, words: str) -> bool:
    """Whether the duration written at ``text[start:stop]`` (``words`` its number) is a claim."""
    following = text[stop : stop + 2]
    if text[start - 1 : start] == "以" and _achieved().match(text, stop):
        return False
    if text[start - 1 : start] == "前" and text[start - 2 : start] != "提前":
        return False
    poetic = words[0] in "零〇" or (text[stop - 1] == "载" and not amount.arabic)
    if poetic or _window().search(text, max(0, start - 7), start):
        return False
    if _aside().match(text, stop) and not _since().search(text, max(0, start - 6), start):
        return False
    if plain(words) == "一":
        return _fits_one(text, start, following)
    if following[:1] in ("后", "前") or following in ("之后", "以后", "之前", "以前") or _circle().match(text, stop):
        return False
    if unit.name == "年":
        return _fits_years(text, start, stop, amount, words)
    return _fits_short(text, start, stop, amount, unit)


def _fits_short(text: str, start: int, stop: int, amount: Amount, unit: Unit) -> bool:
    """Whether days, weeks, hours or less are a claim and no everyday short while."""
    following = text[stop : stop + 1]
    if text.startswith("秒速", stop - 1):
        return False
    if unit.name in ("周", "天") and following in tuple("年岁边围期空然气"):
        return False
    if text[start : start + 2] == "四周" and following in tuple("都是环为被"):
        return False
    if text[start - 1 : start] == "近" and amount.value <= 10 and _lately().match(text, stop):
        return False
    if unit.name == "小时" and amount.value == 24:
        return _around_the_clock().search(text, max(0, start - 3), start) is not None
    if unit.name in ("秒", "分钟") and (text[start - 1 : start] in tuple("分钟") or text[start - 2 : start] == "小时"):
        return False
    return not (unit.name in ("秒", "分钟") and not amount.arabic and amount.value < 10)


@cache
def _aside() -> re.Pattern[str]:
    """What makes a time, an age or a result of the length: 两天来, 10个月大, 43秒911的成绩."""
    return re.compile(
        r"多?以?来(?![自首第最新同罕的])|大(?=[，。；、的]|$)|的(?:婴|幼)儿|的新生儿|(?<=秒)[0-9]|的成绩|夺|的优异成绩"
        r"|零?[0-9一二三四五六七八九十两]+(?:分钟|分(?!之)|秒|个月)"
    )


@cache
def _achieved() -> re.Pattern[str]:
    """What an athlete does in a time: 以2小时13分21秒获得第一名."""
    return re.compile(r"[^，。；、]{0,4}(?:获|夺|卫冕|领先|打破|刷新|创造|取胜|完赛)")


@cache
def _since() -> re.Pattern[str]:
    """Beginnings from which years are counted, as claims: 倡议提出五年多来."""
    return re.compile(
        r"(?:成立|设立|建立|组建|挂牌|揭牌|运营|通车|开通|创建|入世|建交|发布|运行|投运|开馆|提出|实施|施行|启动|上线|回归|祖国|开放|执政"
        r"|工作|入党|参军|创刊|创办|开播|生效|颁布|开工|爆发|发生)(?:近|已|已有|以来)?$"
    )


@cache
def _circle() -> re.Pattern[str]:
    """What can be reached in a time: 15分钟生活圈."""
    return re.compile(r"[^，。；、”0-9一]{0,10}圈")


def _fits_one(text: str, start: int, following: str) -> bool:
    """Whether 一年, 一个月, 一天 are a claim: only where words around say that the length is meant."""
    if following == "办结":
        return True
    if following[:1] in ("前", "后", "来") or following in ("之前", "之后", "以后", "以前", "以来"):
        return False
    return following in ("左右", "以上") or _one_before().search(text, max(0, start - 4), start) is not None


@cache
def _rhetoric() -> re.Pattern[str]:
    """A set phrase of four characters: 十年砥砺奋进，."""
    return re.compile(r"(?![多的来里间])[^\W\d_一二三四五六七八九十百千万亿两]{4}[，。、；！]")


def _fits_years(text: str, start: int, stop: int, amount: Amount, words: str) -> bool:
    if (amount.arabic and (amount.value >= 1000 or amount.step < Decimal("0.01"))) or (
        _year_after().match(text, stop) and not counts_from_founding(text, start)
    ):
        return False
    if text[start - 1 : start] in tuple("第“‘") or (words[0] in "百千万亿" and amount.qualifier is Qualifier.EXACT):
        return False
    if text[start - 1 : start] in ("", *"，。；、：\n") and _rhetoric().match(text, stop):
        return False
    if amount.value >= 1000 and "文明" in text[stop : stop + 10]:
        return False
    if text[start - 3 : start] == "以来的" and not text.startswith("连续", stop):
        return False
    return not (text[start - 1 : start] == "的" and text[stop : stop + 1] in tuple("，。；、！”"))
