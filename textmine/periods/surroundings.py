"""A time expression as read, and what the words around it make of it: a range, 截至, 以来, a comparison."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from textmine.periods.arithmetic import is_valid
from textmine.periods.context import Context
from textmine.periods.points import Point, continuation

__all__ = ["Reading", "before", "compares", "names_plan", "placed", "until"]

COMPARISONS = ("比", "较", "较之", "相较于", "相比于")


class Reading(NamedTuple):
    """A time expression as read; ``start`` and ``end`` may reach beyond the match (截至…, …以来)."""

    start: int
    end: int
    rule: str
    period: str | None = None
    stock: str | None = None
    resolved_by: str = "none"


@cache
def _until() -> re.Pattern[str]:
    return re.compile(r"截[至止]到?(?:北京时间|当地时间)?$")


def until(words: str) -> str:
    """截至 and the like at the end of ``words``; empty where they end otherwise."""
    match = _until().search(words) if "截" in words else None
    return "" if match is None else match[0]


@cache
def _since() -> re.Pattern[str]:
    return re.compile(
        r"以来|来(?=的?(?:最[高低大多好]|首次|首个|新[高低]|同期))|至今(?![年日天明晚])|迄今(?:为止)?|到现在"
    )


@cache
def _record() -> re.Pattern[str]:
    return re.compile(
        r"[，的]?(?:同期|单[日月周](?:新增)?|月度|季度|年度|历年)?(?:的?[历新]?(?:新[高低]|(?:范围)?最[高低好大多快强广]|首次|次[高低])|第[一二三]高)"
    )


@cache
def _since_gap() -> re.Pattern[str]:
    return re.compile(r"[^，。；：！？、\n0-9年]{1,16}(?:以来|至今)")


@cache
def _since_outbreak() -> re.Pattern[str]:
    """What began in a month or on a day, up to now: 3月底冲突爆发以来."""
    return re.compile(r"[^，。；：！？、\n0-9年]{2,10}(?:以来|至今)")


@cache
def _since_far() -> re.Pattern[str]:
    """The same behind 从 or 自, with a comma before the words that tell what began (从2009年，国家启动改造以来)."""
    return re.compile(r"[，]?[^，。；：！？、\n0-9年]{1,20}(?:以来|至今)")


@cache
def _onward() -> re.Pattern[str]:
    return re.compile(r"起(?:，|正式|施行|实施|执行)|开始，")


def compares(words: str) -> bool:
    """Whether ``words`` make what follows them the other side of a comparison."""
    return words.endswith(COMPARISONS)


@cache
def _plan_name() -> re.Pattern[str]:
    return re.compile(r"(?:计划|规划|方案|纲要|行动|意见)[”」]?[（(](?:\d{4}年?[至到—–\-－]{1,2})?$")


def names_plan(words: str) -> bool:
    """Whether years that follow ``words`` belong to the name of a plan (行动方案（2024—2025年）)."""
    return ("（" in words or "(" in words) and _plan_name().search(words) is not None


def before(context: Context, start: int, size: int = 14) -> str:
    return context.text[max(0, start - size) : start]


def placed(start: int, found: Point, context: Context, rule: str, *, current: bool) -> Reading | None:
    """The reading of ``found`` with what stands around it: a range, 截至, 以来, a comparison."""
    text = context.text
    words = before(context, start)
    if names_plan(words):
        return None
    if not words.endswith("从") or found.month is not None:
        later = continuation(text, found, context)
        joined = None if later is None else _join(found, later)
        if joined is not None:
            found = joined
    reading = Reading(
        start=start,
        end=found.end,
        rule=rule,
        period=found.period,
        stock=found.stock,
        resolved_by=found.resolved_by,
    )
    if compares(words):
        return _year_rim(reading, found)
    if rule != "part" or found.month is not None:
        _remember(found, context, rule)
    context.period = found.period
    if text.startswith("同期", reading.end):
        return reading._replace(end=reading.end + 2)
    return _restated(_opened(reading, found, context, current=current), found, text)


def _remember(found: Point, context: Context, rule: str) -> None:
    """Make ``found`` what later words refer to, unless it lies in a year to come."""
    if found.year is None or (context.year is not None and found.year > context.year):
        return
    by_word = rule == "relative" and found.day is None
    past = by_word and found.resolved_by == "published" and found.year != context.year
    context.note(found.year, found.month, found.day, said=found.explicit or by_word, past=past)


@cache
def _bracketed_day() -> re.Pattern[str]:
    return re.compile(r"[（(](?:(\d{1,2})月)?(\d{1,2})[日号][）)]")


def _restated(reading: Reading, found: Point, text: str) -> Reading:
    """今天（6月1日）: the same day said again in brackets belongs to the mention."""
    again = None if found.day is None else _bracketed_day().match(text, reading.end)
    if again is None or int(again[2]) != found.day or (again[1] and int(again[1]) != found.month):
        return reading
    return reading._replace(end=again.end())


def _year_rim(reading: Reading, found: Point) -> Reading:
    """The end or beginning of a year in a comparison: the month in which the year before it ended."""
    if found.year is None or found.period != f"{found.year:04}":
        return reading
    if found.stock is not None:
        return reading._replace(stock=f"{found.year:04}-12")
    if found.begins:
        return reading._replace(period=f"{found.year - 1:04}-12", stock=f"{found.year - 1:04}-12")
    return reading


def _join(first: Point, last: Point) -> Point | None:
    """One point that runs from ``first`` to ``last``."""
    if first.period is None or last.period is None:
        return last._replace(period=None, stock=None)
    low, high = first.period.split("/")[0], last.period.split("/")[-1]
    if len(low) == len("2024") and high.startswith(low) and high[5:6].isdecimal():
        low += "-01-01"[: len(high) - len(low)]
    period = f"{low}/{high}"
    if low == high or not is_valid(period):
        return None
    return last._replace(period=period, stock=None, explicit=first.explicit, resolved_by=first.resolved_by)


def _opened(reading: Reading, found: Point, context: Context, *, current: bool) -> Reading:
    """截至 before a point and 以来 after it leave one side open."""
    text, period = context.text, reading.period
    words = before(context, reading.start)
    since = _since().match(text, reading.end)
    if since is not None and _record().match(text, since.end()):
        return reading._replace(end=since.end(), rule="record", period=None, stock=None)
    if since is not None:
        whole = current and (found.begins or found.whole or found.part_over(context.published))
        opened = period if whole or period is None else f"{_opening(found, period)}/.."
        return reading._replace(end=since.end(), rule="since", period=opened, stock=None)
    if limit := until(words):
        stock = None if period is None else period.split("/")[-1]
        closed = None if stock is None else f"../{stock}"
        return reading._replace(start=reading.start - len(limit), rule="until", period=closed, stock=stock)
    if period is None or "/" in period:
        return reading
    opens = words.endswith(("自", "从"))
    gap = _since_far() if opens else _since_gap() if found.whole else _since_outbreak()
    since_event = gap.match(text, reading.end) if found.whole or found.month is not None else None
    if since_event is not None:
        end = reading.end if "，" in since_event[0] else since_event.end()
        if _record().match(text, since_event.end()):
            return reading._replace(end=end, rule="record", period=None, stock=None)
        return reading._replace(end=end, rule="since", period=f"{_opening(found, period)}/..", stock=None)
    if (opens and text.startswith(("起", "开始"), reading.end)) or _onward().match(text, reading.end):
        return reading._replace(rule="since", period=f"{_opening(found, period)}/..", stock=None)
    if (
        words.endswith(("到", "至"))
        and found.year is not None
        and found.month is None
        and found.year >= (context.year or found.year + 1)
    ):
        return reading._replace(rule="until-year")
    return reading


def _opening(found: Point, period: str) -> str:
    """Where a span begins that runs from ``found``: the end of a year is its last month."""
    return f"{period}-12" if found.stock == period and len(period) == 4 else period.split("/")[0]
