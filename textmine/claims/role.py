"""Role, change and sign of a quantity: is it a level, a change, a share or a rank?

The words directly around the quantity decide; nothing is inherited.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from textmine.claims.cues import change_tail, group, rate_tail, transitive_change
from textmine.lexicon import alternation
from textmine.records import Change, Kind, Quantity, Role

__all__ = ["Reading", "read_role"]


class Reading(NamedTuple):
    """The role of a quantity, how a change is expressed, its sign, and the words (absolute span) that told."""

    role: Role
    change: Change | None = None
    negative: bool = False
    start: int = 0
    end: int = 0
    rule: str = "level"


@cache
def _after() -> re.Pattern[str]:
    rate = alternation(group("rate_rise") | group("rate_fall"))
    return re.compile(
        rf"(?:以上|左右)?的?(?:(?:速度|幅度|比例)(?:快速|稳步|持续|逐年)?)?(?:(?:高速|快速|平稳|较快|年均|同比)*)(?P<verb>{rate}|下降|上涨|上升|提高|减少|增加|递增|递减)(?![到至]|了?$)"
    )


@cache
def _part() -> re.Pattern[str]:
    return re.compile(
        r"占(?!地|用|有|领|据|道|位)|比重|占比|份额|贡献(?!率)|完成[^，。；]*(?:目标|计划|任务)[^，。；]*的?$|相当于[^，。；]*的$"
    )


@cache
def _rate_end() -> re.Pattern[str]:
    words = alternation(group("rate"))
    link = alternation(word for word in group("link") if word != "率")
    return re.compile(rf"(?:{words})(?:{link}|[”）)])*$")


_LEVELS = (
    "提高",
    "提升",
    "下降",
    "降低",
    "增加",
    "增长",
    "上升",
    "扩大",
    "降",
    "升",
    "到",
    "至",
    "调整",
    "上调",
    "下调",
    "提至",
    "恢复到",
    "恢复至",
    "转为",
    "这",
    "关税",
    "税率",
    "利率",
    "预期",
    "目标",
    "区间",
)


def read_role(quantity: Quantity, text: str, left: int, right: int, clause: int) -> Reading:
    """The role of ``quantity`` from ``text[left:hedge_start]`` and ``text[hedge_end:right]``.

    ``left`` is where the words that belong to this quantity begin (after a quantity before it), ``clause`` where
    its clause begins.
    """
    before = text[left : quantity.hedge_start]
    if quantity.kind is Kind.RANK or (quantity.unit == "位" and _ranked().search(text[clause : quantity.hedge_start])):
        return Reading(role=Role.RANK, rule="rank")
    if quantity.rule == "zero":
        return Reading(role=Role.CHANGE, change=Change.RELATIVE, rule="zero")
    after = text[quantity.hedge_end : min(right, quantity.hedge_end + 12)]
    found = _change(quantity, before, after, text[clause : quantity.hedge_start], left)
    if found is not None:
        return found
    if quantity.kind is Kind.MULTIPLE:
        return Reading(role=Role.CHANGE, change=Change.MULTIPLE, rule="multiple")
    if quantity.unit == "百分点":
        return Reading(role=Role.CHANGE, change=Change.POINTS, negative=_falls(before[-8:]), rule="points")
    if quantity.kind is Kind.PERCENTAGE:
        return _share(before, after, text[clause : quantity.hedge_start], left)
    return Reading(role=Role.LEVEL)


@cache
def _ranked() -> re.Pattern[str]:
    return re.compile(r"排名|名次|位次|排位")


@cache
def _marked() -> re.Pattern[str]:
    """A mark on a scale that a percentage names (3%左右的预期目标, 55%以上的景气区间): no share of what follows."""
    return re.compile(
        r"的[^，。；、的]{0,8}(?:目标|水平|区间|门槛|进度|速度|增速|涨幅|增幅|范围|标准|高位|低位|税率|利率|关税|任务)(?=[，。；、）\s]|$|不变)"
    )


@cache
def _fraction_of() -> re.Pattern[str]:
    """只有进口产品的: a fraction of something else."""
    return re.compile(r"(?:只有|仅有|仅为|只及|仅及|相当于|不到|不足|只是|约为|约占)[^，。；、0-9]{1,16}的$")


def _falls(words: str) -> bool:
    return any(
        word in words for word in ("下降", "低于", "回落", "减少", "降低", "收窄", "下滑", "下调", "降", "低", "放缓")
    )


@cache
def _below() -> re.Pattern[str]:
    """What is held against another rate from below: 增速低于收入增速0.7个百分点."""
    return re.compile(r"(?:低于|慢于|落后于?|不及)[^，。；、0-9]{1,8}$")


def _change(quantity: Quantity, before: str, after: str, clause: str, left: int) -> Reading | None:
    tail = before[-18:]
    shift = left + len(before) - len(tail)
    points = quantity.unit == "百分点"
    match = rate_tail().search(tail)
    if match and not (points and quantity.kind is not Kind.PERCENTAGE):
        verb = match["verb"]
        noun = verb in group("rate_fall") or (points and _below().search(before[-12:]) is not None)
        if quantity.kind in (Kind.PERCENTAGE, Kind.MULTIPLE) or not _is_noun_rate(verb):
            return _reading(quantity, verb, noun, shift + match.start("verb"), shift + match.end("verb"))
    match = change_tail().search(tail)
    if match:
        verb = match["verb"]
        if match["to"] and quantity.kind is not Kind.MULTIPLE:
            return None
        falls = any(verb in group(name) for name in ("fall", "fall_if", "fall_than"))
        if points or _is_plain(verb) or (not verb.endswith("于") and ("比" in clause or "较" in clause)):
            return _reading(quantity, verb, falls, shift + match.start("verb"), shift + match.end("verb"))
    match = _after().match(after) if quantity.kind in (Kind.PERCENTAGE, Kind.MULTIPLE) else None
    if match:
        verb = match["verb"]
        falls = verb in group("rate_fall") or verb in ("下降", "减少", "递减")
        start = quantity.hedge_end + match.start("verb")
        return _reading(quantity, verb, falls, start, start + len(verb))
    if after.startswith(("递增", "递减")):
        return _reading(quantity, after[:2], after.startswith("递减"), quantity.hedge_end, quantity.hedge_end + 2)
    return _transitive(quantity, before, left)


def _is_plain(verb: str) -> bool:
    """Whether the verb speaks of change by itself, without a comparison."""
    return verb in group("rise") or verb in group("fall")


def _is_noun_rate(verb: str) -> bool:
    return verb != "增长"


def _transitive(quantity: Quantity, before: str, left: int) -> Reading | None:
    if quantity.kind not in (Kind.PERCENTAGE, Kind.AMOUNT, Kind.COUNT, Kind.DURATION):
        return None
    match = transitive_change().search(before[-24:])
    if match is None:
        return None
    if match["object"].endswith(("率", "比例", "比重", "占比")) or match["verb"] == "改善" or "等" in match["object"]:
        return None
    if quantity.kind is Kind.DURATION and ("连续" in match["object"] or match["object"].startswith("速")):
        return None
    shift = left + max(0, len(before) - 24)
    verb = match["verb"]
    falls = verb in group("fall") and not match["object"].endswith("负担")
    return _reading(quantity, verb, falls, shift + match.start("verb"), shift + match.end("verb"))


def _reading(quantity: Quantity, verb: str, falls: bool, start: int, end: int) -> Reading:
    if quantity.unit == "百分点":
        change = Change.POINTS
    elif quantity.kind is Kind.MULTIPLE and quantity.surface.endswith(("番", "减半", "倍增")):
        change = Change.MULTIPLE
    elif quantity.kind in (Kind.PERCENTAGE, Kind.MULTIPLE):
        change = Change.RELATIVE
    else:
        change = Change.ABSOLUTE
    return Reading(role=Role.CHANGE, change=change, negative=falls, start=start, end=end, rule=f"change:{verb}")


def _of_mark(clause: str) -> Reading:
    """A goal or mark is a change where the sentence speaks of one (涨幅控制在3%的目标)."""
    change = _rates().search(clause)
    if change is None:
        return Reading(role=Role.LEVEL, rule="percentage")
    return Reading(role=Role.CHANGE, change=Change.RELATIVE, rule="mark")


@cache
def _rates() -> re.Pattern[str]:
    return re.compile(alternation(group("rate_rise") | group("rate_fall")))


def _share(before: str, after: str, clause: str, left: int) -> Reading:
    part = _part().search(clause)
    if part:
        start = left + len(before) - len(clause) + part.start()
        return Reading(role=Role.SHARE, start=start, end=start + len(part.group()), rule=f"share:{part.group()[:4]}")
    if _rate_end().search(before):
        return Reading(role=Role.LEVEL, rule="rate")
    if _fraction_of().search(before):
        return Reading(role=Role.SHARE, rule="share:fraction")
    after = after.lstrip()
    if _marked().match(after):
        return _of_mark(clause)
    if after.startswith("的"):
        return Reading(role=Role.SHARE, rule="share:的")
    if after and after[0] not in "，。；、：）)！？\n和及与以左,;（( " and not after.startswith(_LEVELS):
        return Reading(role=Role.SHARE, rule="share:of")
    return Reading(role=Role.LEVEL, rule="percentage")
