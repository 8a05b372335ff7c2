"""Periods put together from several words: spans from–to, years that run on, the two ends of a from–to pair."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from textmine.claims.scene import Scene
from textmine.claims.structure import Span
from textmine.periods.numerals import count_of
from textmine.records import Kind, Quantity, TimeMention

__all__ = ["When", "end_of", "form_of", "is_day", "origin_of", "over_years", "runs_to_now"]


class When(NamedTuple):
    """A period with the mention that gave it and how far away it stood."""

    period: str | None
    mention: TimeMention | None = None
    reach: str = "none"


def is_day(period: str | None) -> bool:
    """Whether ``period`` is a single day."""
    return period is not None and period.count("-") == 2 and "/" not in period


@cache
def _yearly() -> re.Pattern[str]:
    return re.compile(r"年均|每年|平均每年")


def origin_of(scene: Scene, when: When, left: int) -> When:
    """The period of the first value of a from–to pair: its own time, the beginning of an open span, else unknown."""
    if when.mention is None or when.period is None:
        return when
    if when.reach == "clause" and _from_just().search(scene.text, max(0, left - 2), when.mention.start):
        return when
    if when.period.endswith("/.."):
        return When(period=when.period[: -len("/..")], mention=when.mention, reach=when.reach)
    if _told_years(when):
        return When(period=when.period[:4], mention=when.mention, reach=when.reach)
    if when.mention.rule == "duration-back" and len(when.period) == len("2014/2024"):
        first = int(when.period[:4]) - (not runs_to_now(scene, when.mention))
        return When(period=str(first), mention=when.mention, reach=when.reach)
    return When(period=None)


def _told_years(when: When) -> bool:
    """Whether the period is a span whose two years the text itself names (从2012年到2016年), so that they are those of a pair."""
    rule = "" if when.mention is None else when.mention.rule
    return rule in ("absolute", "range") and when.period is not None and _years().fullmatch(when.period) is not None


@cache
def _years() -> re.Pattern[str]:
    return re.compile(r"\d{4}/\d{4}")


def runs_to_now(scene: Scene, time: TimeMention) -> bool:
    """Whether ``time`` is years counted back that end in the year of publication (十年来), which also holds their base."""
    published = scene.article.published
    return time.rule == "duration-back" and published is not None and (time.period or "").endswith(f"/{published[:4]}")


def end_of(scene: Scene, when: When, *, timed: bool) -> When:
    """The period of the second value of a from–to pair: an open span or years up to now do not tell when it was reached.

    ``timed``: the first value has a time of its own, so that a time of an earlier sentence does not speak for the second.
    """
    if timed and when.reach == "paragraph":
        return When(period=None)
    if not timed and _told_years(when) and when.period is not None:
        return When(period=when.period[5:], mention=when.mention, reach=when.reach)
    if when.mention is not None and runs_to_now(scene, when.mention):
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
def _since_then() -> re.Pattern[str]:
    return re.compile(
        r"(?:建成|成立|开通|通车|运营|启动|实施|设立|投运|投产|开馆|开业|挂牌)(?:通车|运营|投运|运行|实施)?以来"
    )


@cache
def _measure_of_body() -> re.Pattern[str]:
    """A dimension of a lasting thing right before the value: 东西宽30公里, 时速250公里."""
    return re.compile(r"(?:时速|[^增延成拉变]长|宽|直径|海拔|厚|[^提增]高)(?:约|近|达|为|超过?|度?达|度为)?$")


def over_years(scene: Scene, sentence: Span, quantity: Quantity) -> When | None:
    """No period where the sentence speaks of a stretch of years (连续5年, 成立8年来, 建成以来), so that no earlier time holds.

    The dimensions of a lasting thing (宽30公里) have none either.
    """
    start = quantity.hedge_start
    if "以来" in scene.text[sentence.start : start] and _since_then().search(scene.text, sentence.start, start):
        return When(period=None)
    if quantity.quantity in ("length", "speed") and _measure_of_body().search(scene.text, max(0, start - 8), start):
        return When(period=None)
    for other in scene.quantities_between(sentence.start, quantity.end):
        if other.unit == "年" and other.kind is Kind.DURATION:
            return When(period=None)
    return None


@cache
def _spans() -> re.Pattern[str]:
    return re.compile(r"[^，。；、0-9]{0,6}，?(?:[至到](?:了)?|——?|—)(?:[^，。；0-9]{0,3}（)?")


def _span_start(scene: Scene, time: TimeMention) -> str | None:
    """Where the span begins that ``time`` ends (从4月21日挂牌到6月30日); null when it ends none."""
    sentence = scene.layout.sentence(time.start)
    for other in reversed(scene.times_between(sentence.start, time.start)):
        begins = (other.period or "").removesuffix("/..")
        if not begins or "/" in begins or begins == time.period:
            continue
        if scene.text[max(0, other.start - 1) : other.start] not in ("从", "自"):
            return None
        between = scene.text[other.end : time.start].replace("昨天", "").replace("今天", "")
        return begins if _spans().fullmatch(between) else None
    return None


@cache
def _so_long() -> re.Pattern[str]:
    return re.compile(
        r"(?:[起始]|开始)?(?:[，的]|[^，。；0-9]{0,6}?(?:连续|持续))(?P<number>[一二两三四五六七八九十]{1,2}|[0-9]{1,2})(?P<unit>[天日周])"
    )


def _days_on(scene: Scene, time: TimeMention) -> str | None:
    """The days of 从10月1号开始连续四天, 从3日开始的一周: from the first on, as many as are counted; null where none are."""
    begins = (time.period or "").removesuffix("/..")
    if time.rule != "since" or not is_day(begins):
        return None
    counted = _so_long().match(scene.text, time.end)
    if counted is None:
        return None
    days = count_of(counted["number"]) * (7 if counted["unit"] == "周" else 1)
    return f"{begins}/{date.fromisoformat(begins) + timedelta(days=days - 1)}"


def form_of(scene: Scene, time: TimeMention, quantity: Quantity) -> str | None:
    """The period that ``time`` gives: a stock at an end point holds at the moment, a flow up to it."""
    if is_day(time.period) and _yearly().search(scene.text, time.end, quantity.start):
        return None
    running = _running(scene, time, quantity) or _days_on(scene, time)
    if running is not None:
        return running
    start = _span_start(scene, time)
    if start is not None and time.period is not None:
        return f"{start}/{time.period}"
    if time.stock is None:
        return time.period
    between = scene.text[time.end : quantity.hedge_start]
    if not _flow().search(between):
        return time.stock
    ends_year = len(time.stock) == len("2024") and time.surface.endswith(("底", "末")) and "累计" in between
    return f"../{time.stock}-12" if ends_year and time.rule == "until" else time.period
