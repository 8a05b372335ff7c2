"""Whether a time of an earlier sentence of the paragraph still dates a value."""

from __future__ import annotations

import re
from functools import cache

from textmine.claims.scene import Scene
from textmine.claims.spans import is_day
from textmine.records import Kind, Quantity, TimeMention

__all__ = ["passes", "speaks_within"]

PASSING = 8
"""How far into its sentence a word such as 去年 still dates what follows in other sentences."""

COUNTED_BY_DAY = frozenset({"例", "人次", "万人次", "班", "架次", "列", "辆次"})
"""Units of what is told day by day, so that the next sentence still speaks of the day."""


def passes(scene: Scene, time: TimeMention, quantity: Quantity) -> bool:
    """Whether a time of an earlier sentence is passed over: a day that the value does not go on with, 去年 in passing."""
    if is_day(time.period) and not _goes_on(scene, quantity) and not _tells_day(scene, time, quantity):
        return True
    return _in_passing(scene, time)


def _in_passing(scene: Scene, time: TimeMention) -> bool:
    """Whether 去年 or the like stands in the middle of an earlier sentence, so that it speaks of no other."""
    if time.rule != "relative" or time.surface[:2] not in ("去年", "前年", "上年"):
        return False
    head = scene.text[scene.layout.sentence(time.start).start : time.start]
    return len(head) > PASSING or "，" in head


@cache
def _led_in() -> re.Pattern[str]:
    """Words before a time that opens its clause."""
    return re.compile(r"[\s“”]*(?:而|但|仅|当地时间|此外|另外|，|预计|由于|在|到|至|从|自|其中|同时|这|据)*")


@cache
def _byline() -> re.Pattern[str]:
    """What stands before the first sentence of an article: 本报讯（记者 丁一）, 新华社北京1月17日电."""
    return re.compile(r"[^，。；：\n]{0,24}(?:讯|日电)(?:[（(][^（）()\n]{1,30}[）)])?[\s　]*")


def speaks_within(scene: Scene, time: TimeMention, quantity: Quantity) -> bool:
    """Whether ``time`` stands inside a clause of an earlier sentence or qualifies a noun (今年的主题), so that it speaks of no other."""
    text = scene.text
    if text.startswith("其中", scene.layout.sentence(quantity.start).start):
        return False
    if text.startswith("的", time.end):
        return True
    if quantity.kind in (Kind.PERCENTAGE, Kind.RANK) or time.resolved_by == "context" or scene.report is not None:
        return False
    if is_day((time.period or "").removesuffix("/..")):
        return False
    start = scene.layout.clause(time.start).start
    if (byline := _byline().match(text, start, time.start)) is not None:
        start = byline.end()
    places = scene.places_between(start, time.start)
    if places and places[-1].end == time.start:
        start = places[-1].start if places[-1].start > start + 4 else time.start
    return _led_in().fullmatch(text, start, time.start) is None


def _goes_on(scene: Scene, quantity: Quantity) -> bool:
    """Whether the sentence of ``quantity`` breaks down the one before it, or goes on counting in its unit."""
    start = scene.layout.sentence(quantity.start).start
    if scene.text.startswith("其中", start):
        return True
    if start == scene.layout.paragraph(start).start or quantity.kind not in (Kind.COUNT, Kind.AMOUNT):
        return False
    before = scene.layout.sentence(start - 1)
    if _same_event(scene, before.start, quantity):
        return True
    return quantity.unit in COUNTED_BY_DAY and any(
        other.unit == quantity.unit for other in scene.quantities_between(before.start, before.end)
    )


@cache
def _news_of() -> re.Pattern[str]:
    """What makes the day of a sentence that of a publication, or of something that goes on."""
    return re.compile(r"发布会|吹风会|通报|公布|发布|[称说]，|报道|表示|介绍|启动|持续")


@cache
def _lasting() -> re.Pattern[str]:
    """What tells of a state, a plan or another time rather than of what happened on the day named before."""
    return re.compile(
        r"目前|仍|还[有在将]|至今|此前|曾|截[至止]|累计|每|如今|现在|以来|一直|已有|第[二三四]轮|将|预计|计划|可[以能]|容纳"
        r"|根据|按照|共计?有|组成|为期|全长|需要|多年|过去|年来|天来|昼夜|参赛|[本此今去上][次届年]|初[一二三四五六]|[占由]|设计|投资"
        r"|位于|距|是"
    )


def _tells_day(scene: Scene, time: TimeMention, quantity: Quantity) -> bool:
    """Whether the sentence of ``quantity`` tells more of what the one before, which ``time`` opens, says happened that day."""
    text = scene.text
    sentence = scene.layout.sentence(quantity.start)
    before = scene.layout.sentence(max(0, sentence.start - 1))
    if quantity.kind not in (Kind.COUNT, Kind.AMOUNT, Kind.PERCENTAGE) or not before.start <= time.start < before.end:
        return False
    opening = max(before.start, text.rfind("：", before.start, time.start) + 1)
    return (
        _led_in().fullmatch(text, opening, time.start) is not None
        and _news_of().search(text, time.end, before.end) is None
        and _lasting().search(text, sentence.start, quantity.hedge_start) is None
    )


@cache
def _incident() -> re.Pattern[str]:
    return re.compile(
        r"死亡|受灾|被淹|倒塌|坍塌|暴雨|强降雨|溃口|台风|火灾|山火|遇难|遇害|丧生|受伤|失踪|下落不明|失联|获救|被救|被困|被捕|击毙|伤亡|袭击|爆炸|坠毁|沉没|沉船|失火|地震|投票|表决|通过决议|赞成|反对|弃权|选票|揭晓|获奖|获[^，。；]{0,12}奖"
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
