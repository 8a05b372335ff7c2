"""Hedges: the words beside a number that say how exactly it is meant (约, 超过, 近; 左右, 以上)."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from textmine.lexicon import alternation, rows
from textmine.quantities.amounts import Amount, open_end
from textmine.records import Qualifier

__all__ = ["Hedged", "apply_hedges"]


class Hedged(NamedTuple):
    """An amount after its hedges, with the span that number and hedges cover together."""

    amount: Amount
    start: int
    end: int


@cache
def _meaning(side: str) -> dict[str, Qualifier]:
    return {word: Qualifier(qualifier) for where, qualifier, word in rows("hedges") if where == side}


AT_LEAST = ("建成", "建", "有", "要", "需", "需要", "配备", "开展", "安排", "完成")
"""Verbs between 至少 and the number."""

CARRIERS = ("了", "到", "达到", "达", "为", "有", "是")
"""What may stand between a hedge and the number."""

EACH = (
    "小时", "英寸", "平方公里", "平方米", "立方米", "公里", "年", "月", "天", "日", "秒", "人", "吨", "升", "亩", "股", "桶", "克",
    "分钟", "公斤",
)  # fmt: skip
"""What 每 is said of between a hedge and the number."""


@cache
def _before() -> re.Pattern[str]:
    words = alternation(word for word in _meaning("before") if word not in ("近", "约"))
    return re.compile(
        rf"(?P<word>至少(?:{alternation(AT_LEAST)})|(?<![附最邻靠就亲远新临])近|(?<![签节预履租违])(?<![^0-9一二两三四五六七八九十]条)约"
        rf"|(?<![高赶反])(?:{words})|(?<![通经越不胜透难渡见受做看用错路])(?<!(?<!进)度)过|(?<![打突攻侦告刷爆撞识冲揭查跌])破)(?:{'|'.join(CARRIERS)})?(?:每(?:{'|'.join(EACH)})?)?$"
    )


@cache
def _endings() -> frozenset[str]:
    """The characters with which :func:`_before` can end."""
    words = ("近", "约", "过", "破", "每", *_meaning("before"), *AT_LEAST, *CARRIERS, *EACH)
    return frozenset((*(word[-1] for word in words), "\n"))


@cache
def _after() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<more>多(?![元家个种边晶学少次数项方样层功媒国点维])|余(?![震额热下地量款]))"
        rf"|(?P<inside>内(?![部容地外蒙陆河资设心饰涵需循生燃销阁政战衣科存置参侧向在层圈环场网]))|(?P<word>{alternation(_meaning('after'))})(?!的?学历)"
    )


@cache
def _apart() -> re.Pattern[str]:
    """A hedge with the whole between it and the share: 约占全国的40%, 超过去年全年的两倍."""
    return re.compile(
        r"(?P<word>约(?=占|为|是|相当)|不超过|未超过|不低于|不高于|超过|不到|不足|接近)[^，。；、0-9]{2,14}的$"
    )


def apply_hedges(text: str, start: int, end: int, amount: Amount) -> Hedged:
    """``amount``, written at ``text[start:end]``, after the hedges beside it.

    Words behind the number win over words before it, except that 近 and 不足 keep their direction.
    """
    first, last = start, end
    qualifier: Qualifier | None = None
    hedged = text[start - 1 : start] in _endings()
    before = _before().search(text, max(0, start - 11), start) if hedged else None
    if before and (before["word"] not in ("过", "破") or amount.scaled or text[end - 1] in "%％成半数"):
        first = before.start()
        word = before["word"]
        known = Qualifier.AT_LEAST if word.startswith("至少") else Qualifier.OVER
        qualifier = _meaning("before").get(word, known)
    elif text[end - 1] in "%％倍成" or "分之" in text[start:end]:
        apart = _apart().search(text, max(0, start - 18), start) if text[start - 1 : start] == "的" else None
        qualifier = _meaning("before")[apart["word"]] if apart else None
    after = _after().match(text, end)
    if after and after["more"]:
        amount, last = open_end(amount), after.end()
    elif after and after["inside"]:
        if qualifier is None and amount.qualifier is not Qualifier.BETWEEN:
            last, qualifier = after.end(), Qualifier.AT_MOST
    elif after:
        last = after.end()
        stated = _meaning("after")[after["word"]]
        if qualifier not in (Qualifier.NEARLY, Qualifier.ABOUT):
            qualifier = stated
    if qualifier is None:
        return Hedged(amount, first, last)
    return Hedged(_bounded(amount, qualifier, bounded_below="以上" in text[start:end]), first, last)


def _bounded(amount: Amount, qualifier: Qualifier, *, bounded_below: bool) -> Amount:
    """``amount`` as ``qualifier`` bounds it; ``bounded_below``: 以上 before its second number has set the lower bound."""
    if amount.qualifier is Qualifier.BETWEEN and (qualifier is Qualifier.ABOUT or bounded_below):
        return amount
    value = amount.value
    if amount.qualifier is Qualifier.OVER and qualifier is Qualifier.AT_MOST:
        return amount
    if qualifier in (Qualifier.OVER, Qualifier.AT_LEAST):
        high = amount.high if amount.qualifier is Qualifier.OVER and qualifier is Qualifier.OVER else None
        return amount._replace(low=value, high=high, qualifier=qualifier)
    if qualifier in (Qualifier.NEARLY, Qualifier.AT_MOST):
        top = amount.high if amount.qualifier is Qualifier.BETWEEN and amount.high is not None else value
        return amount._replace(low=None, high=top, qualifier=qualifier)
    return amount._replace(low=None, high=None, qualifier=qualifier)
