"""When a value holds.

A claim takes its period from its clause, from the clauses before it in the sentence, or from the sentences before
it in the paragraph, in that order. A time that opens a comparison (比上年, 较2020年, 是“十三五”时期的) is a baseline, never a
period; words such as 目前 end an earlier period without giving a new one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from textmine.claims.announced import announcement
from textmine.claims.comparisons import is_comparison
from textmine.claims.datable import times_for
from textmine.claims.scene import Scene
from textmine.claims.spans import When, form_of, is_day, over_years, runs_to_now
from textmine.claims.structure import Span
from textmine.periods import year_before
from textmine.records import Kind, Quantity, TimeMention

__all__ = ["over_last_year", "period_of"]

SHORT = frozenset({"小时", "分钟", "秒"})
"""Units of how long something takes, which holds at any time."""

FIGURES_OUT = "10"
"""From this month on a text no longer speaks of the year before as of the last one."""


def period_of(scene: Scene, quantity: Quantity, *, floor: int, skip: Span | None = None) -> When:
    """The period of ``quantity`` by inheritance; ``floor`` is where its section of the text begins.

    ``skip`` is a span whose times belong to another value (从2013年的3500多家 in 从…增长到1万多家).
    """
    named = announcement(scene, quantity)
    if named is not None:
        for time in scene.times_between(*named):
            return _when(scene, time, quantity, "sentence")
    sentence = scene.layout.sentence(quantity.hedge_start)
    if not scene.times_between(sentence.start, sentence.end):
        return (
            over_years(scene, sentence, quantity)
            or _before_sentence(scene, quantity, floor)
            or _in_breakdown(scene, quantity, floor)
            or _title_year(scene, quantity)
            or When(period=None)
        )
    return (
        _in_sentence(scene, quantity, skip)
        or over_years(scene, sentence, quantity)
        or _before_sentence(scene, quantity, floor)
        or _behind(scene, quantity)
        or _in_breakdown(scene, quantity, floor)
        or _toll_day(scene, quantity)
        or _title_year(scene, quantity)
        or _after_base(scene, quantity)
        or When(period=None)
    )


def _in_sentence(scene: Scene, quantity: Quantity, skip: Span | None) -> When | None:
    """The time before the value in its clause or sentence, or the day behind it; null for none."""
    layout, start = scene.layout, quantity.hedge_start
    clause, sentence = layout.clause(start), layout.sentence(start)
    owned = _owned(scene, quantity)
    if owned is not None and owned.rule != "yoy":
        return _when(scene, owned, quantity, "clause")
    own = _first(times_for(scene, clause.start, start, quantity, "clause"), skip)
    if own is not None and owned is None:
        return _when(scene, own, quantity, "clause")
    if owned is not None and owned.rule == "plan" and owned.period is not None and "/" not in owned.period:
        return When(period=owned.period, mention=owned, reach="clause")
    before = _first(times_for(scene, sentence.start, clause.start, quantity, "sentence"), skip)
    if owned is not None:
        nearest = own or before
        period = None if nearest is None else form_of(scene, nearest, quantity)
        return When(period=None if period is None else year_before(period), mention=owned, reach="clause")
    day = _day_after(scene, quantity, clause)
    if day is not None:
        return When(period=day.period, mention=day, reach="clause")
    told = None if before is not None else _of_counted(scene, quantity, clause)
    if told is not None:
        return _when(scene, told, quantity, "clause")
    if before is not None:
        annual = None if before.period is not None else _after_base(scene, quantity)
        return annual or _when(scene, before, quantity, "sentence")
    return None


@cache
def _bare_noun() -> re.Pattern[str]:
    return re.compile(r"[^，。；、：的了在于到至从自比较与将由被为是有0-9（）“”]{2,8}")


def _of_counted(scene: Scene, quantity: Quantity, clause: Span) -> TimeMention | None:
    """The time right behind a noun that is counted (30多家企业2016年营业收入总计…); null for none."""
    if quantity.kind is not Kind.COUNT:
        return None
    for time in scene.times_between(quantity.hedge_end, clause.end)[:1]:
        plain = time.rule in ("absolute", "relative") and time.period is not None and "/" not in time.period
        return time if plain and _bare_noun().fullmatch(scene.text, quantity.hedge_end, time.start) else None
    return None


@cache
def _after_event() -> re.Pattern[str]:
    """How a sentence begins that speaks of the time after something happened (通车后，…), which no earlier time tells."""
    return re.compile(
        r"[\s“]*(?!随后|此后|然后|之后|最后|今后|其后|事后|而后|会后|午后|日后|往后)[^，。；、0-9]{1,10}(?<![前背身幕落最今此随然])后，"
    )


@cache
def _stretch() -> re.Pattern[str]:
    """A stretch of years that a sentence speaks of (20年来, 1年多的时间), which no earlier time tells."""
    return re.compile(r"[0-9一二两三四五六七八九十](?:多|余)?年(?:多|余)?(?:以?来(?![自首第最新同罕])|间(?!隔)|的时间)")


def _before_sentence(scene: Scene, quantity: Quantity, floor: int) -> When | None:
    """The time of an earlier sentence of the paragraph; null for none."""
    layout, start = scene.layout, quantity.hedge_start
    low = max(layout.paragraph(start).start, floor)
    sentence = layout.sentence(start)
    if (
        quantity.unit in SHORT
        or _after_event().match(scene.text, sentence.start) is not None
        or _stretch().search(scene.text, sentence.start, start) is not None
    ):
        return None
    for time in times_for(scene, low, layout.sentence(start).start, quantity, "paragraph"):
        return When(period=None) if _outlives(scene, time, quantity) else _when(scene, time, quantity, "paragraph")
    return None


def _behind(scene: Scene, quantity: Quantity) -> When | None:
    """The day named behind the value in its sentence; null for none."""
    layout, start = scene.layout, quantity.hedge_start
    later = _day_after(scene, quantity, Span(layout.clause(start).start, layout.sentence(start).end))
    return None if later is None else When(period=later.period, mention=later, reach="sentence")


def _in_breakdown(scene: Scene, quantity: Quantity, floor: int) -> When | None:
    """The time of the paragraphs before, where the value's own takes their figures apart; null for none."""
    paragraph = scene.layout.paragraph(quantity.start)
    if _breaks_down().match(scene.text, paragraph.start) is None:
        return None
    for time in times_for(scene, floor, paragraph.start, quantity, "paragraph"):
        if time.period is not None:
            return _when(scene, time, quantity, "article")
    return None


@cache
def _title() -> re.Pattern[str]:
    return re.compile(r"《[^《》\n]{2,30}?(20\d\d)》")


def _title_year(scene: Scene, quantity: Quantity) -> When | None:
    """The year in the title of the report that tells the value (《…指数2025》显示), where the sentence says no other."""
    sentence = scene.layout.sentence(quantity.start)
    found = _title().search(scene.text, sentence.start, quantity.start)
    return None if found is None else When(period=found[1], reach="sentence")


def _after_base(scene: Scene, quantity: Quantity) -> When | None:
    """The year after the one that the sentence compares with, where the text speaks of it (比2023年提高 beside 2024年)."""
    sentence = scene.layout.sentence(quantity.start)
    for time in scene.times_between(sentence.start, sentence.end):
        if time.rule != "absolute" or time.period is None or not time.period.isdecimal():
            continue
        following = str(int(time.period) + 1)
        if scene.text.startswith("比", time.start - 1) and f"{following}年" in scene.text:
            return When(period=following, mention=time, reach="sentence")
    return None


def over_last_year(scene: Scene, quantity: Quantity) -> When | None:
    """This year, where the sentence compares with the year before (比上年增加100亿元) and nothing says another.

    Only in the last months of a year is it sure that the year itself is told.
    """
    published = scene.article.published
    if published is None or published[5:7] < FIGURES_OUT or scene.report is not None:
        return None
    clause = scene.layout.clause(quantity.start)
    end = clause.end + 2 if scene.text.startswith(("比", "较"), clause.end) else clause.end
    for time in scene.times_between(clause.start, end):
        base = time.surface in ("上年", "去年", "上一年") and is_comparison(scene, time)
        if base and time.resolved_by == "published":
            return When(period=published[:4], mention=time, reach="sentence")
    return None


@cache
def _breaks_down() -> re.Pattern[str]:
    """How a paragraph begins that takes the figures of the one before apart: 从税种来看, 分地区看, 其中."""
    return re.compile(
        r"(?:[从分按][^，。；\n]{1,10}看|其中|同期|与此同时|(?:此外|另外)，(?=[^。；\n]{1,60}(?:同比|增长|下降))|分(?:行业|地区|产业|领域|品种))[，：]?"
    )


@cache
def _held_against() -> re.Pattern[str]:
    return re.compile(r"(?:比|较|由|从|高于|低于|多于|少于|超过|好于|恢复到|达到|不及|相比)$")


@cache
def _of_time() -> re.Pattern[str]:
    """What leads from a time to the value that held then: 的, 初期的, 开工时的."""
    return re.compile(r"(?:[^，。；、的0-9]{1,4}[期初末时前后])?的")


def _owned(scene: Scene, quantity: Quantity) -> TimeMention | None:
    """The time right before a value that is held against another (高于4月的1.3%): it says when that value held."""
    start = quantity.hedge_start
    if quantity.kind in (Kind.MULTIPLE, Kind.RANK):
        return None
    for time in reversed(scene.times_between(start - 14, start)):
        if _of_time().fullmatch(scene.text, time.end, start) is None or (time.period is None and time.rule != "yoy"):
            return None
        return time if _held_against().search(scene.text, max(0, time.start - 4), time.start) else None
    return None


@cache
def _toll() -> re.Pattern[str]:
    return re.compile(r"死亡|遇难|丧生|受伤|失踪|下落不明|失联|受灾|避难|确诊|病例|受损|被困|获救")


def _toll_day(scene: Scene, quantity: Quantity) -> When | None:
    """The day on which a toll was told (今天公布的数据显示，已造成168人死亡), which holds for it; null for other values."""
    start = quantity.hedge_start
    clause = scene.layout.clause(start)
    if quantity.kind is not Kind.COUNT or _toll().search(scene.text, clause.start, clause.end) is None:
        return None
    for time in reversed(scene.times_between(scene.layout.sentence(start).start, start)):
        return When(period=time.period, mention=time, reach="sentence") if is_day(time.period) else None
    return None


def _when(scene: Scene, time: TimeMention, quantity: Quantity, reach: str) -> When:
    return When(period=form_of(scene, time, quantity), mention=time, reach=reach)


def _first(times: Iterator[TimeMention], skip: Span | None) -> TimeMention | None:
    """The first of ``times`` that does not begin in ``skip``; null for none."""
    for time in times:
        if skip is None or not skip.start <= time.start < skip.end:
            return time
    return None


def _is_decade(time: TimeMention) -> bool:
    """Whether ``time`` is a decade (上世纪90年代), which only says when something began."""
    return time.surface.rstrip("初中末后前期").endswith("年代")


@cache
def _effect() -> re.Pattern[str]:
    return re.compile(r"[^。；\n]{0,24}?(?:施行|实施|执行|生效)")


def _takes_effect(scene: Scene, time: TimeMention) -> bool:
    """Whether ``time`` is the day from which a rule holds (1月1日起施行), which dates no figures told after it."""
    start, _, end = (time.period or "").partition("/")
    return end == ".." and is_day(start) and _effect().match(scene.text, time.end) is not None


def _outlives(scene: Scene, time: TimeMention, quantity: Quantity) -> bool:
    """Whether a time of an earlier sentence cannot hold for the value: an open span for a percentage, years up to now."""
    if time.rule == "window" or runs_to_now(scene, time) or _is_decade(time) or _takes_effect(scene, time):
        return True
    if time.rule == "plan" and scene.report is not None:
        sentence = scene.layout.sentence(quantity.start)
        if scene.text.find("预期目标", sentence.start, quantity.start) >= 0:
            return True
    span = time.period is not None and time.period.endswith("/..")
    return span and quantity.kind is Kind.PERCENTAGE and quantity.unit == "%"


def _day_after(scene: Scene, quantity: Quantity, clause: Span) -> TimeMention | None:
    """The day named behind a value in its clause (2名旅客17日获救); null for none."""
    for time in scene.times_between(quantity.hedge_end, clause.end):
        return time if is_day(time.period) else None
    return None
