"""Whether a small number with a classifier counts things, or points at them (两人, 三个方面) or names them (十六字方针)."""

from __future__ import annotations

import re
from functools import cache

from textmine.quantities.amounts import Amount
from textmine.quantities.guards import is_enumerator
from textmine.quantities.numerals import plain
from textmine.quantities.units import Unit
from textmine.records import Qualifier

__all__ = ["fits_count"]


ALL_PROVINCES = (31, 34)
"""So many provinces the mainland and the whole country have: they name the whole."""


@cache
def _befell() -> re.Pattern[str]:
    """What befalls or is done to persons that are counted (两人死亡)."""
    return re.compile(
        r"死|伤|遇难|身亡|失踪|丧生|罹难|受伤|轻伤|重伤|获救|生还|牺牲|被困|感染|落水|中毒|确诊|入选|当选|缺席|弃权|[以之]上"
    )


@cache
def _counted() -> re.Pattern[str]:
    """What stands before persons that are counted (造成两人)."""
    return re.compile(
        r"(?:造成|导致|致|有|共|仅|只|达|剩|救出|抓获|逮捕|击毙|新增|增加|减少|约|近|超过?|不足|至少|包括|录取|每组|均|每户|为|是|由|到|至)$"
    )


@cache
def _at_least_one() -> re.Pattern[str]:
    return re.compile(r"(?:至少[^，。；]{0,3}|(?<![找看见拿买听收])不到|不足)$")


@cache
def _ranked() -> re.Pattern[str]:
    """A place in an order before another one: 第14和15名."""
    return re.compile(r"第[0-9一二三四五六七八九十百]+[次名位]?(?:[、和至到—-]|以及)$")


@cache
def _seats() -> re.Pattern[str]:
    """What makes a size of cars of a number of seats: 七座及七座以下小客车."""
    return re.compile(r"及(?:[0-9七]座)?以|以[上下](?:的)?[小客载轿]|以下[（(]")


@cache
def _leaders() -> re.Pattern[str]:
    return re.compile(r"(?:国家)?(?:领导人|元首|首脑|总书记|主席|总统|总理|首相|国王|外长|防长|干事长)")


def fits_count(text: str, start: int, stop: int, amount: Amount, unit: Unit, words: str) -> bool:
    """Whether the count written at ``text[start:stop]`` (``words`` its number) is a claim."""
    if plain(words) == "一":
        if unit.name == "人" and _befell().match(text, stop):
            return text[start - 2 : start] != "就有"
        return _at_least_one().search(text, max(0, start - 6), start) is not None
    small = not amount.arabic and amount.value <= 10 and amount.qualifier is not Qualifier.OVER
    if small and not _fits_small(text, start, stop, amount, unit):
        return False
    if amount.value <= 20 and is_enumerator(text, start, stop, int(amount.value)):
        return False
    following = text[stop : stop + 2]
    if unit.name == "人" and following[:1] in tuple("大物间们格脸气权") and amount.value < 100:
        return False
    if unit.name in ("名", "位", "次") and _ranked().search(text, max(0, start - 8), start):
        return False
    if unit.name in ("省份", "省区市") and amount.value in ALL_PROVINCES:
        return False
    if unit.name == "座" and _seats().match(text, stop):
        return False
    if unit.name == "次" and (
        text[start - 1 : start] == "届"
        or following in ("全会", "会议", "全体", "党代", "世界", "审议", "方）", "列车", "快车", "动车", "航班")
    ):
        return False
    return not (
        unit.name in ("层", "级", "代", "期", "道", "面", "届", "轮")
        and text[start - 1 : start] in tuple("第上下前后每再首救巡")
    )


def _fits_small(text: str, start: int, stop: int, amount: Amount, unit: Unit) -> bool:
    """Whether a number of up to ten in characters counts things, and does not name or call back what is known."""
    if not unit.small:
        return False
    if amount.qualifier is Qualifier.BETWEEN:
        return amount.value >= 3 and unit.name != "人" and text[start - 1 : start] not in tuple("第每东")
    if text[start - 2 : start] == "这是":
        return False
    following = text[stop : stop + 1]
    if unit.name == "人" and not (_befell().match(text, stop) or _counted().search(text, max(0, start - 3), start)):
        return False
    if unit.name in ("人", "位", "个") and (following == "人" or _leaders().match(text, stop)):
        return False
    return unit.name != "支" or following != "队" or text.startswith("队伍", stop)
