"""Which times of a sentence or paragraph can say when a value holds, and which speak of something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from textmine.claims.comparisons import is_comparison
from textmine.claims.cues import group
from textmine.claims.scene import Scene
from textmine.claims.spans import is_day
from textmine.lexicon import alternation
from textmine.records import Kind, Quantity, TimeMention

__all__ = ["times_for"]

PASSING = 8
"""How far into its sentence a word such as 去年 still dates what follows in other sentences."""

COUNTED_BY_DAY = frozenset({"例", "人次", "万人次", "班", "架次", "列", "辆次"})
"""Units of what is told day by day, so that the next sentence still speaks of the day."""

IGNORED = frozenset({"time-of-day", "yoy", "mom", "record", "mean"})


@cache
def _event_words() -> re.Pattern[str]:
    return re.compile(alternation(group("occasion")))


def times_for(scene: Scene, low: int, high: int, quantity: Quantity, reach: str) -> Iterator[TimeMention]:
    """The times in ``[low, high)`` that can say when the value holds, nearest first."""
    for time in reversed(scene.times_between(low, high)):
        if time.rule in IGNORED or _is_base(scene, time) or is_comparison(scene, time):
            continue
        if time.surface == "全年" and _is_goal(scene, time, quantity):
            continue
        if reach != "clause" and (_is_event(scene, time) or _is_elsewhere(scene, time)):
            continue
        if time.rule == "festival" and scene.text.startswith(
            ("影响", "因素", "假期影响", "错位", "单日", "历史", "同期"), time.end
        ):
            continue
        if reach == "paragraph" and is_day(time.period) and not _goes_on(scene, quantity):
            continue
        if reach != "clause" and time.rule == "ago" and not _opens(scene, time, reach):
            continue
        if reach == "paragraph" and _in_passing(scene, time):
            continue
        yield time


@cache
def _began() -> re.Pattern[str]:
    return re.compile(
        r"(?:正式|全面|全线|顺利)?(?:开工|动工|奠基|开建|始建|建成|竣工|落成|投产|投用|投运|投入使用|开通|通车|开业|开馆|启用|成立|设立|创立|创办|创建|组建|诞生|挂牌|揭牌)"
    )


@cache
def _finished() -> re.Pattern[str]:
    """What was finished at a time and does something else now (年底基本完工的工程，…)."""
    return re.compile(
        r"[^，。；、0-9]{0,12}(?:完工|竣工|建成|开工|动工|通车|投产|投用|关停|成立|开业|开通|启用)的[^，。；、0-9]{1,12}，"
    )


@cache
def _of_value() -> re.Pattern[str]:
    return re.compile(r"(?:[^，。；、]{0,3}的|(?:同比)?(?:下降|上涨|增长|上升))(?:不足|不到|近|约|仅有?|只有)?")


def _is_elsewhere(scene: Scene, time: TimeMention) -> bool:
    """Whether ``time`` belongs to something else: a founding (2016年4月开工) or the start of a from–to pair (由2021年的200家)."""
    if not (time.period or "").endswith("/..") and (
        _began().match(scene.text, time.end) or _finished().match(scene.text, time.end)
    ):
        return True
    if scene.text[max(0, time.start - 1) : time.start] not in ("从", "由"):
        return False
    owned = _of_value().match(scene.text, time.end)
    return owned is not None and bool(scene.quantities_between(owned.end(), owned.end() + 1))


def _opens(scene: Scene, time: TimeMention, reach: str) -> bool:
    """Whether years counted back (五年前，…) open a clause of the sentence of the value."""
    return reach == "sentence" and time.start - scene.layout.clause(time.start).start <= 1


def _in_passing(scene: Scene, time: TimeMention) -> bool:
    """Whether 去年 or the like stands in the middle of an earlier sentence, so that it speaks of no other."""
    if time.rule != "relative" or time.surface[:2] not in ("去年", "前年", "上年"):
        return False
    head = scene.text[scene.layout.sentence(time.start).start : time.start]
    return len(head) > PASSING or "，" in head


def _goes_on(scene: Scene, quantity: Quantity) -> bool:
    """Whether the sentence of ``quantity`` breaks down the one before it, or goes on counting in its unit."""
    start = scene.layout.sentence(quantity.start).start
    if scene.text.startswith("其中", start):
        return True
    if start == scene.layout.paragraph(start).start or quantity.kind is not Kind.COUNT:
        return False
    before = scene.layout.sentence(start - 1)
    if _same_event(scene, before.start, quantity):
        return True
    return quantity.unit in COUNTED_BY_DAY and any(
        other.unit == quantity.unit for other in scene.quantities_between(before.start, before.end)
    )


@cache
def _incident() -> re.Pattern[str]:
    return re.compile(
        r"死亡|遇难|遇害|丧生|受伤|失踪|下落不明|失联|获救|被救|被困|被捕|击毙|伤亡|袭击|爆炸|坠毁|沉没|沉船|失火|地震|投票|表决|通过决议|赞成|反对|弃权|选票|揭晓|获奖|获[^，。；]{0,12}奖"
    )


@cache
def _state() -> re.Pattern[str]:
    return re.compile(r"目前|仍|还[有在]|至今|此前|曾|截[至止]|累计|每|如今|现在|以来|一直|已有|第[二三四]轮")


def _same_event(scene: Scene, before: int, quantity: Quantity) -> bool:
    """Whether the sentence of ``quantity`` tells more of the accident or vote of the one that begins at ``before``."""
    text = scene.text
    sentence = scene.layout.sentence(quantity.start)
    return (
        _incident().search(text, before, sentence.start) is not None
        and _incident().search(text, sentence.start, sentence.end) is not None
        and _state().search(text, sentence.start, quantity.hedge_start) is None
    )


@cache
def _object() -> re.Pattern[str]:
    return re.compile(r"(?:低于|高于|占|完成|超过|超额|好于)$")


def _is_goal(scene: Scene, time: TimeMention, quantity: Quantity) -> bool:
    """Whether 全年 belongs to a goal or a whole named before the value (低于全年5.5%的目标), which it says nothing of."""
    if not scene.text[time.end : quantity.hedge_start].strip("的约"):
        return False
    before = _object().search(scene.text, max(0, time.start - 3), time.start)
    return before is not None or "目标" in scene.text[time.end : time.end + 14]


def _is_base(scene: Scene, time: TimeMention) -> bool:
    """Whether ``time`` is the base of an index rather than when it holds (以2014年为基期)."""
    return scene.text.startswith("为基", time.end) or scene.text.startswith("为100", time.end)


@cache
def _daily() -> re.Pattern[str]:
    """A figure of the day itself behind 报告, 公布 (27日报告的单日新增病例)."""
    return re.compile(r"的?[^，。；]{0,8}(?:单日|当日|日增|新增)")


def _is_event(scene: Scene, time: TimeMention) -> bool:
    """Whether ``time`` dates the press conference or report rather than its figures."""
    if not is_day(time.period):
        return False
    end = scene.layout.clause(time.start).end
    told = _event_words().search(scene.text, time.end, end)
    return told is not None and _daily().match(scene.text, told.end(), end) is None
