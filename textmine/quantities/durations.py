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
        r"(?:级|级别|[^，。；、]{0,6}(?:规划|计划|纲要|行动)|间(?!隔)|代|生|制|期(?!间)|龄|历|前|后|纪念|诞辰|一遇|或[^，。；、]{1,4}年一遇|来(?!首|第|最)"
        r"|国庆|大庆|校庆|华诞|如一日|最|的?[^，。；、取]{0,3}史(?![性无])|度|一[度届]|出生|底|末|初|时间|过去|里(?![程面])|中(?![期小])|之前|之后|之间|以后|以前|多时|左右|文明)"
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
    if _is_window(text, start, stop):
        return False
    poetic = words[0] in "零〇" or (text[stop - 1] == "载" and not amount.arabic)
    if poetic or _window().search(text, max(0, start - 7), start):
        return False
    if _aside().match(text, stop) and not _since().search(text, max(0, start - 6), start):
        return False
    if plain(words) == "一":
        return _fits_one(text, start, stop)
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
def _whole_span() -> re.Pattern[str]:
    """What is said of a span of time as a whole: 五年累计, 两年平均, 三年里, 两个月间, 三年多前, 5年的时间."""
    return re.compile(
        r"多?(?:累计|平均|年均|净增(?!加)|总共|共(?=[投建完新实培引争])|增长(?=[0-9约近超]))|里(?=[，、])|里到底|间(?!隔|的|断)|多以?前(?=[，。；、的])|多?的时间"
    )


@cache
def _lasting() -> re.Pattern[str]:
    """What makes a length of such a span: 连续五年增长, 用5年的时间."""
    return re.compile(
        r"(?:连续|持续|保持|用|用了|花|花了|历时|耗时|需要?|经过|历经|长达|[仅只共还]?有|仅|只)(?:了|近|约|将近|超过)*$"
    )


@cache
def _holiday() -> re.Pattern[str]:
    """A festival before its days: 春节七天, 国庆假期前三天."""
    return re.compile(r"(?:春节|国庆|中秋|端午|清明|五一|元旦|十一|假期|长假|黄金周)”?$")


@cache
def _on_the_way() -> re.Pattern[str]:
    """What takes an everyday short while: 步行不到10分钟."""
    return re.compile(r"(?:步行|走路|散步|骑行|骑车)[^，。；、0-9]{0,4}$")


def _is_window(text: str, start: int, stop: int) -> bool:
    """Whether the number says in what time something else was counted, and nothing of its own."""
    if _on_the_way().search(text, max(0, start - 6), start):
        return True
    if text[stop - 1] == "天" and _holiday().search(text, max(0, start - 5), start):
        return True
    return _whole_span().match(text, stop) is not None and _lasting().search(text, max(0, start - 6), start) is None


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
        r"|工作|入党|参军|创刊|创办|开播|生效|颁布|开工|爆发|发生|(?<!三线)建设|进行)(?:近|已|已有|以来)?$"
    )


def _is_since(text: str, start: int, stop: int) -> bool:
    """Whether years count up to now from a beginning that is named: 改革开放四十年来."""
    return text.startswith("来", stop) and _since().search(text, max(0, start - 6), start) is not None


@cache
def _circle() -> re.Pattern[str]:
    """What can be reached in a time: 15分钟生活圈."""
    return re.compile(r"[^，。；、”0-9一]{0,10}圈")


@cache
def _spent() -> re.Pattern[str]:
    return re.compile(r"(?:[用花]|用了|花了|历时|历经|经过|耗时|利用)(?:近|约|超过|不到)?$")


def _fits_one(text: str, start: int, stop: int) -> bool:
    """Whether 一年, 一个月, 一天 are a claim: only where words around say that the length is meant."""
    following = text[stop : stop + 2]
    if following == "办结" or _is_since(text, start, stop):
        return True
    if following == "时间" and _spent().search(text, max(0, start - 3), start):
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
        _year_after().match(text, stop)
        and not counts_from_founding(text, start)
        and not _is_since(text, start, stop)
        and not (text.startswith("时间", stop) and _spent().search(text, max(0, start - 4), start))
    ):
        return False
    if (text[start - 1 : start] in tuple("第“‘") and text[start - 3 : start] != "连续第") or (
        words[0] in "百千万亿" and amount.qualifier is Qualifier.EXACT
    ):
        return False
    if text[start - 1 : start] in ("", *"，。；、：\n") and _rhetoric().match(text, stop):
        return False
    if amount.value >= 1000 and "文明" in text[stop : stop + 10]:
        return False
    if text[start - 3 : start] == "以来的" and not text.startswith("连续", stop):
        return False
    return not (text[start - 1 : start] == "的" and text[stop : stop + 1] in tuple("，。；、！”"))
