"""Which times of a sentence or paragraph can say when a value holds, and which speak of something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from textmine.claims.carried import passes, speaks_within
from textmine.claims.comparisons import is_comparison
from textmine.claims.cues import group
from textmine.claims.scene import Scene
from textmine.claims.spans import is_day
from textmine.lexicon import alternation
from textmine.records import Quantity, TimeMention

__all__ = ["times_for"]

MOST = 24
"""So many times before a value are looked at."""

IGNORED = frozenset({"time-of-day", "yoy", "mom", "record", "mean"})


@cache
def _event_words() -> re.Pattern[str]:
    return re.compile(alternation(group("occasion")))


def times_for(scene: Scene, low: int, high: int, quantity: Quantity, reach: str) -> Iterator[TimeMention]:
    """The times in ``[low, high)`` that can say when the value holds, nearest first."""
    for time in reversed(scene.times_between(low, high)[-MOST:]):
        if time.rule in IGNORED or _is_base(scene, time) or is_comparison(scene, time):
            continue
        if time.surface == "全年" and _is_goal(scene, time, quantity):
            continue
        if _is_end(scene, time) or _of_age().match(scene.text, time.end):
            continue
        if reach != "clause" and (_is_event(scene, time) or _is_elsewhere(scene, time)):
            continue
        if time.rule == "festival" and scene.text.startswith(
            ("影响", "因素", "假期影响", "错位", "单日", "历史", "同期"), time.end
        ):
            continue
        if reach != "clause" and time.rule == "ago" and not _opens(scene, time, reach):
            continue
        if reach == "paragraph" and passes(scene, time, quantity):
            continue
        if reach == "paragraph" and speaks_within(scene, time, quantity):
            return
        yield time


@cache
def _of_age() -> re.Pattern[str]:
    """How old somebody is this year (今年52岁的老王), which dates nothing else."""
    return re.compile(r"(?:已经?|刚满?|才|快|年满)?[0-9一二三四五六七八九十]{1,3}岁")


@cache
def _lasts_to() -> re.Pattern[str]:
    return re.compile(r"(?:持续|维持|延长|延续|延期|推迟|保持|延)[到至]?(?:当地时间|北京时间|今年|明年)?$|执行[到至]$")


def _is_end(scene: Scene, time: TimeMention) -> bool:
    """Whether ``time`` is when something will be over (持续到7月底, 8月15日结束), which dates nothing told beside it."""
    return (
        _lasts_to().search(scene.text, max(0, time.start - 8), time.start) is not None
        or scene.text.startswith(("交货", "交割"), time.end)
        or (scene.text.startswith(("结束", "截止", "到期"), time.end) and scene.text[time.start - 1] not in "到至")
    )


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
    return re.compile(r"(?:[^，。；、]{0,3}的|(?:同比)?(?:下降|上涨|增长|上升))?(?:不足|不到|近|约|仅有?|只有)?")


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
    """Whether ``time`` is the base of an index (以2014年为基期) or what a record is held against (创历史同期新高)."""
    if time.rule == "vague" and time.surface.endswith("同期"):
        return True
    return scene.text.startswith("为基", time.end) or scene.text.startswith("为100", time.end)


@cache
def _daily() -> re.Pattern[str]:
    """A figure of the day itself behind 报告, 公布 (27日报告的单日新增病例)."""
    return re.compile(r"的?[^，。；]{0,8}(?:单日|当日|日增|新增)")


@cache
def _briefing() -> re.Pattern[str]:
    return re.compile(r"发布会|通报会|吹风会|记者会|通报了")


def _is_event(scene: Scene, time: TimeMention) -> bool:
    """Whether ``time`` dates the press conference or report rather than its figures."""
    if not is_day(time.period):
        return False
    end = scene.layout.clause(time.start).end
    behind = scene.layout.clause(time.end + 1).end if scene.text.startswith("，", time.end) else end
    if behind > end and _briefing().search(scene.text, end, behind):
        return True
    told = _event_words().search(scene.text, time.end, end)
    return told is not None and _daily().match(scene.text, told.end(), end) is None
