"""Whether a number and the unit behind it count something at this place, or are part of a name, a date, a set phrase."""

from __future__ import annotations

import re
from functools import cache

from textmine.quantities.amounts import Amount
from textmine.quantities.guards import is_enumerator, refers_back
from textmine.quantities.numerals import plain
from textmine.quantities.units import Unit, lookup
from textmine.records import Kind, Qualifier

__all__ = ["counts_from_founding", "degree", "fits"]


@cache
def _year_after() -> re.Pattern[str]:
    return re.compile(
        r"(?:级|级别|[^，。；、]{0,6}(?:规划|计划|纲要|行动)|间(?!隔)|代|生|制|期(?!间)|龄|历|前|后|纪念|诞辰|一遇|或[^，。；、]{1,4}年一遇|来(?!首|第)|度|底|末|初)"
    )


@cache
def _day_like() -> re.Pattern[str]:
    return re.compile(r"(?:级|型|型号|号|级别)")


def fits(text: str, start: int, after: int, stop: int, amount: Amount, unit: Unit, words: str) -> bool:
    """Whether number and unit count something here."""
    if _day_like().match(text, stop) and unit.kind is not Kind.PERCENTAGE:
        return False
    if set(plain(words)) <= set("百千万亿") and not _hedged().search(text, max(0, start - 3), start):
        return False
    if amount.value <= 100 and unit.kind not in (Kind.PERCENTAGE, Kind.MULTIPLE) and refers_back(text, start, stop):
        return False
    if unit.kind is Kind.DURATION:
        return _fits_duration(text, start, stop, amount, unit, words)
    written = text[after:stop]
    if written in ("里", "方", "节", "P", "担") and not _fits_rare(text, start, stop, amount, written):
        return False
    if unit.kind is Kind.COUNT:
        return _fits_count(text, start, stop, amount, unit, words)
    if written in ("米", "公里") and _event().search(text, max(0, start - 4), stop + 6):
        return False
    return not (
        plain(words) in ("一", "半") and unit.kind is Kind.AMOUNT and unit.name in ("米", "里", "方", "克", "升", "斤")
    )


def degree(text: str, start: int, stop: int) -> Unit | None:
    """度 of temperature or of electricity, as the words before it tell; None for degrees of anything else."""
    before = text[max(0, start - 16) : start]
    if "温" in before or text[stop : stop + 1] in ("高", "的高"):
        return lookup("摄氏度")
    return lookup("度") if "电" in before else None


def _fits_duration(text: str, start: int, stop: int, amount: Amount, unit: Unit, words: str) -> bool:
    if unit.name == "年":
        if (amount.arabic and amount.value >= 1000) or (
            _year_after().match(text, stop) and not counts_from_founding(text, start)
        ):
            return False
        if text[stop : stop + 2] in ("时间", "之前", "之后", "之间", "以后", "以前", "多时", "左右"):
            return False
        if text[start - 1 : start] in tuple("第“‘") or words[0] in "百千万亿" or words[0] in "零〇":
            return False
        if (
            len(words) >= 2
            and not amount.arabic
            and set(words) <= set("零〇一二三四五六七八九")
            and amount.qualifier is not Qualifier.BETWEEN
        ):
            return False
    if plain(words) == "一" and not re.search(r"(?:不到|不足|超过|至少|近|仅|只用?)$", text[max(0, start - 3) : start]):
        return text.startswith("办结", stop)
    if text[stop : stop + 1] in ("后", "前") or text[stop : stop + 2] in ("之后", "以后", "之前", "以前"):
        return False
    if unit.name == "秒" and text[start - 1 : start] == "分":
        return False
    if unit.name in ("周", "天") and text[stop : stop + 1] in tuple("年岁边围期空然气"):
        return False
    return not (unit.name in ("秒", "分钟") and not amount.arabic and amount.value < 10)


def _fits_rare(text: str, start: int, stop: int, amount: Amount, written: str) -> bool:
    if written in ("里", "方"):
        return amount.scaled and text[stop : stop + 1] not in tuple("面法便式向程长路案位略")
    if written == "P":
        return amount.arabic and text[stop : stop + 1] not in tuple("MPK23") and not text[stop : stop + 1].isalnum()
    if written == "节":
        return "航速" in text[max(0, start - 8) : start]
    return amount.arabic


@cache
def _founded() -> re.Pattern[str]:
    return re.compile(
        r"(?:成立|设立|建立|组建|挂牌|揭牌|运营|通车|开通|创建|入世|建交|发布|运行|投运|开馆)(?:近|已|已有|以来)?$"
    )


def counts_from_founding(text: str, start: int) -> bool:
    """Whether the years at ``start`` count from a beginning that is named (成立8年来)."""
    return _founded().search(text, max(0, start - 5), start) is not None


@cache
def _event() -> re.Pattern[str]:
    """Distances that name a contest: 女子1500米, 4×100米接力, 5000米决赛."""
    return re.compile(
        r"[男女]子|混合|[米里](?:自由泳|接力|[蛙蝶仰]泳|个人混|级|[TFS]\d|决赛|预赛|半决赛|比赛|跨?栏|障碍|短跑|短道|速滑|竞速|气[手步]枪|冠军)"
    )


@cache
def _hedged() -> re.Pattern[str]:
    return re.compile(r"(?:近|约|超过?|逾|过|突破|至少|不到|不足|上|数|达到?|有|共|仅|为|新增|增加)$")


def _fits_count(text: str, start: int, stop: int, amount: Amount, unit: Unit, words: str) -> bool:
    following = text[stop : stop + 1]
    if plain(words) == "一":
        return re.search(r"(?:至少[^，。；]{0,3}|不到|不足)$", text[max(0, start - 6) : start]) is not None
    if unit.name == "人" and following in tuple("大民口均类生才体员物工间家们格脸气权") and amount.value < 100:
        return False
    if unit.name == "次" and text[stop : stop + 2] in ("全会", "会议", "全体", "党代", "世界", "审议", "方）"):
        return False
    if unit.name == "集" and following in tuple("团中装成体合"):
        return False
    small = not amount.arabic and amount.value <= 10 and amount.qualifier is not Qualifier.BETWEEN
    if small and not unit.small:
        return False
    if amount.value <= 20 and is_enumerator(text, start, stop, int(amount.value)):
        return False
    if not amount.arabic and amount.value < 11 and amount.qualifier is Qualifier.BETWEEN:
        return False
    return not (
        unit.name in ("层", "级", "代", "期", "道", "面", "届", "轮")
        and text[start - 1 : start] in tuple("第上下前后每再首")
    )
