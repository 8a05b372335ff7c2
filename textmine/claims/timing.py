"""When a value holds and with which time it is compared.

A claim takes its period from its clause, from the clauses before it in the sentence, or from the sentences before
it in the paragraph, in that order. A time that opens a comparison (比上年, 较2020年, 是“十三五”时期的) is a baseline, never a
period; words such as 目前 end an earlier period without giving a new one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from textmine.claims.cues import group
from textmine.claims.scene import Scene
from textmine.claims.structure import Span
from textmine.lexicon import alternation
from textmine.periods import previous, year_before
from textmine.records import Baseline, Basis, Kind, Quantity, TimeMention

__all__ = ["When", "baseline_of", "end_of", "is_comparison", "origin_of", "period_of"]

COMPARISONS = frozenset({"yoy", "mom"})


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A period with the mention that gave it and how far away it stood."""

    period: str | None
    mention: TimeMention | None = None
    reach: str = "none"


@cache
def _opens_comparison() -> re.Pattern[str]:
    return re.compile(r"(?:比|较|较之|相较于?|相比于?|对比)[“\"‘]?$")


@cache
def _opens_with() -> re.Pattern[str]:
    return re.compile(r"(?:与|同|跟|和)[“\"‘]?$")


@cache
def _opens_ratio() -> re.Pattern[str]:
    return re.compile(r"(?:是|为|相当于|达到?|超过|高于|低于|多于|好于|优于|快于|超)了?[“\"‘]?$")


@cache
def _closes_ratio() -> re.Pattern[str]:
    return re.compile(
        r"[”\"’]?(?:时期|期间|全年|同期|末|底)?[”\"’]?(?:的(?!前)|水平|[0-9一二两三四五六七八九十.]+倍|近[^，]{1,5}倍)"
    )


@cache
def _event_words() -> re.Pattern[str]:
    return re.compile(alternation(group("occasion")))


def is_comparison(scene: Scene, time: TimeMention) -> bool:
    """Whether ``time`` is what something is compared with rather than when it holds."""
    if time.rule in COMPARISONS:
        return True
    before = scene.text[max(0, time.start - 5) : time.start]
    after = scene.text[time.end : time.end + 12]
    if _opens_comparison().search(before):
        return True
    if _opens_with().search(before) and re.match(r"[”\"]?(?:时期|同期|末|底)?(?:相比|比较|相较|持平)", after):
        return True
    return bool(_opens_ratio().search(before) and _closes_ratio().match(after))


def period_of(scene: Scene, quantity: Quantity, *, floor: int, skip: Span | None = None) -> When:
    """The period of ``quantity`` by inheritance; ``floor`` is where its section of the text begins.

    ``skip`` is a span whose times belong to another value (从2013年的3500多家 in 从…增长到1万多家).
    """
    layout = scene.layout
    start = quantity.hedge_start
    clause = layout.clause(start)
    sentence = layout.sentence(start)
    paragraph = layout.paragraph(start)
    for low, high, reach in (
        (clause.start, start, "clause"),
        (sentence.start, clause.start, "sentence"),
        (max(paragraph.start, floor), sentence.start, "paragraph"),
    ):
        if reach == "paragraph" and _spans_years(scene, sentence, quantity):
            return When(period=None)
        if reach == "sentence" and (day := _day_after(scene, quantity, clause)) is not None:
            return When(period=day.period, mention=day, reach="clause")
        for time in reversed(scene.times_between(low, high)):
            if skip is not None and skip.start <= time.start < skip.end:
                continue
            if _is_base(scene, time):
                continue
            if time.surface == "全年" and scene.text[time.end : start].strip("的约"):
                continue
            if time.rule in _IGNORED or is_comparison(scene, time):
                continue
            if reach == "paragraph" and not _carries(time):
                continue
            if reach != "clause" and _is_event(scene, time):
                continue
            if reach == "paragraph" and _outlives(scene, time, quantity):
                return When(period=None)
            return When(period=_form(scene, time, quantity), mention=time, reach=reach)
    later = _day_after(scene, quantity, Span(clause.start, sentence.end))
    return When(period=None) if later is None else When(period=later.period, mention=later, reach="sentence")


_IGNORED = frozenset({"time-of-day", "yoy", "mom", "record"})


def _outlives(scene: Scene, time: TimeMention, quantity: Quantity) -> bool:
    """Whether a time of an earlier sentence cannot hold for the value: an open span for a percentage."""
    span = time.period is not None and time.period.endswith("/..")
    return span and quantity.kind is Kind.PERCENTAGE and quantity.unit == "%"


@cache
def _yearly() -> re.Pattern[str]:
    return re.compile(r"年均|每年|平均每年")


def _is_base(scene: Scene, time: TimeMention) -> bool:
    """Whether ``time`` is the base of an index rather than when it holds (以2014年为基期)."""
    return scene.text.startswith("为基", time.end) or scene.text.startswith("为100", time.end)


def _spans_years(scene: Scene, sentence: Span, quantity: Quantity) -> bool:
    """Whether the sentence speaks of a stretch of years (连续5年, 成立8年来), so that no earlier time holds for it."""
    return any(
        other.kind is Kind.DURATION and other.unit == "年"
        for other in scene.quantities_between(sentence.start, quantity.end)
    )


def _day_after(scene: Scene, quantity: Quantity, clause: Span) -> TimeMention | None:
    """The day named behind a value in its clause (2名旅客17日获救); null for none."""
    for time in scene.times_between(quantity.hedge_end, clause.end):
        return time if time.period is not None and _is_day(time.period) else None
    return None


def _is_day(period: str) -> bool:
    return period.count("-") == 2 and "/" not in period


def _carries(time: TimeMention) -> bool:
    """Whether a time speaks for the sentences after its own: a day or a passing remark does not."""
    return time.period is None or not _is_day(time.period)


def _is_event(scene: Scene, time: TimeMention) -> bool:
    """Whether ``time`` dates the press conference or report rather than its figures."""
    clause = scene.layout.clause(time.start)
    day = time.period is not None and _is_day(time.period)
    return day and _event_words().search(scene.text, time.end, clause.end) is not None


def origin_of(scene: Scene, when: When, left: int) -> When:
    """The period of the first value of a from–to pair: its own time, the beginning of an open span, else unknown."""
    if when.mention is None or when.period is None:
        return when
    if when.reach == "clause" and _from_just().search(scene.text, max(0, left - 2), when.mention.start):
        return when
    if when.period.endswith("/.."):
        return When(period=when.period[: -len("/..")], mention=when.mention, reach=when.reach)
    return When(period=None)


def end_of(when: When, *, timed: bool) -> When:
    """The period of the second value of a from–to pair: an open span does not tell when it was reached.

    ``timed``: the first value has a time of its own, so that a time of an earlier sentence does not speak for the second.
    """
    if timed and when.reach == "paragraph":
        return When(period=None)
    return When(period=None) if when.period is not None and when.period.endswith("/..") else when


@cache
def _from_just() -> re.Pattern[str]:
    return re.compile(r"[从由][^，。；、]{0,4}$")


@cache
def _flow() -> re.Pattern[str]:
    return re.compile(r"累计|新增|新发放|完成|共|发放|投放|实现")


def _running(scene: Scene, time: TimeMention, quantity: Quantity) -> str | None:
    """The years of 2022年以来连续4年: from the first on, as many as are counted; null where none are."""
    if time.period is None or not time.period.endswith("/..") or len(time.period) != len("2022/.."):
        return None
    first = int(time.period[:4])
    for years in scene.quantities_between(time.end, quantity.end):
        if years.unit == "年" and scene.text[years.start - 2 : years.start] == "连续":
            return f"{first}/{first + int(years.value) - 1}"
    return None


@cache
def _spans() -> re.Pattern[str]:
    return re.compile(r"[^，。；、0-9]{0,6}(?:[至到](?:了)?|——?|—)(?:[^，。；0-9]{0,3}（)?")


def _span_start(scene: Scene, time: TimeMention) -> str | None:
    """Where the span begins that ``time`` ends (从4月21日挂牌到6月30日); null when it ends none."""
    clause = scene.layout.clause(time.start)
    for other in reversed(scene.times_between(clause.start, time.start)):
        if other.period is None or "/" in other.period or other.period == time.period:
            continue
        if scene.text[max(0, other.start - 1) : other.start] not in ("从", "自"):
            return None
        between = scene.text[other.end : time.start].replace("昨天", "").replace("今天", "")
        return other.period if _spans().fullmatch(between) else None
    return None


def _form(scene: Scene, time: TimeMention, quantity: Quantity) -> str | None:
    """The period that ``time`` gives: a stock at an end point holds at the moment, a flow up to it."""
    if time.period is not None and _is_day(time.period) and _yearly().search(scene.text, time.end, quantity.start):
        return None
    running = _running(scene, time, quantity)
    if running is not None:
        return running
    start = _span_start(scene, time)
    if start is not None and time.period is not None:
        return f"{start}/{time.period}"
    if time.stock is None:
        return time.period
    between = scene.text[time.end : quantity.hedge_start]
    return time.period if _flow().search(between) else time.stock


def baseline_of(
    scene: Scene, quantity: Quantity, *, left: int, period: str | None, inherited: Baseline | None
) -> tuple[Baseline | None, TimeMention | None]:
    """What a change is compared with, from the words between ``left`` and the quantity, and the mention that told.

    ``inherited`` is the baseline of the change before it in the same sentence: 同比 holds on through an enumeration.
    """
    for time in reversed(scene.times_between(left, quantity.start)):
        if time.rule == "yoy":
            return Baseline(period=_apply(year_before, period), basis=Basis.YOY), time
        if time.rule == "mom":
            return Baseline(period=_apply(previous, period), basis=_sequential(period)), time
        if is_comparison(scene, time):
            return _explicit(scene, time, period), time
    opened = _opened_before(scene, left)
    if opened is not None and opened.rule in COMPARISONS:
        return Baseline(period=_apply(year_before, period), basis=Basis.YOY), opened
    if opened is not None:
        return _explicit(scene, opened, period), opened
    if inherited is not None and inherited.basis is Basis.YOY:
        return Baseline(period=_apply(year_before, period), basis=Basis.YOY), None
    return None, None


def _opened_before(scene: Scene, left: int) -> TimeMention | None:
    """The comparison that a clause of its own opens for the rest of its sentence (与2018年相比，…); null for none."""
    sentence = scene.layout.sentence(left)
    for time in reversed(scene.times_between(sentence.start, left)):
        if time.rule == "mom" or not is_comparison(scene, time):
            continue
        clause = scene.layout.clause(time.start)
        if not any(clause.start <= quantity.start < clause.end for quantity in scene.quantities):
            return time
    return None


def _apply(shift: Callable[[str], str | None], period: str | None) -> str | None:
    return None if period is None else shift(period)


def _sequential(period: str | None) -> Basis:
    return Basis.QOQ if period is not None and "Q" in period else Basis.MOM


def _explicit(scene: Scene, time: TimeMention, period: str | None) -> Baseline:
    words = scene.text[time.start : time.end]
    if re.match(r"上年|去年|上一年|前一年|上年度", words) and not re.search(r"末|底|月", words):
        return Baseline(period=_apply(year_before, period) or time.period, basis=Basis.YOY)
    if re.match(r"上月|上个月|前一个?月", words):
        return Baseline(period=_apply(previous, period) or time.period, basis=Basis.MOM)
    end = scene.text[time.end : time.end + 3]
    point = time.stock or time.period
    if point is not None and re.match(r"[”\"’]?[末底]", end) and "/" in point:
        point = f"{point.split('/')[1]}"
    return Baseline(period=point, basis=Basis.VERSUS)
