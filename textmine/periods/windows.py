"""Productions for windows that are reckoned from the day of a text: the last seven days, the next five years."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from textmine.lexicon import rows
from textmine.periods.context import Context
from textmine.periods.numerals import count_of
from textmine.periods.surroundings import Reading

__all__ = ["ahead", "days", "mean", "past_day", "week"]

Match = re.Match[str]

MOST_DAYS = 60
PLAN_YEARS = 5


def days(match: Match, context: Context) -> Reading:
    """最近七天: up to the last day named in the paragraph, else to that of publication; 未来三天: from the day after it."""
    counted = _number().search(match[0])
    count = 0 if counted is None else count_of(counted[0])
    ahead = match[0].startswith(("未来", "今后"))
    day = context.published if ahead else context.day or context.published
    period = None
    if day is not None and 1 < count <= MOST_DAYS:
        first, last = (1, count) if ahead else (1 - count, 0)
        period = f"{_shifted(day, first)}/{_shifted(day, last)}"
    by = "none" if period is None else "published"
    return Reading(start=match.start(), end=match.end(), rule="window", period=period, resolved_by=by)


def past_day(match: Match, context: Context) -> Reading:
    """过去24小时: the last day named in the paragraph, else that of publication."""
    day = context.day or context.published
    period = None if day is None else day.isoformat()
    by = "none" if period is None else "published"
    return Reading(start=match.start(), end=match.end(), rule="relative", period=period, resolved_by=by)


def week(match: Match, context: Context) -> Reading:
    """上周: the seven days from Monday to Sunday before the week of publication; 上周五, 本周二: one day; 本周 has no bounds yet."""
    words, day = match[0], context.published
    if day is None or (words[0] == "本" and words[-1] in "周期"):
        return Reading(start=match.start(), end=match.end(), rule="vague")
    monday = day - timedelta(days=day.weekday() + (7 if words[0] == "上" else 0))
    number = "一二三四五六日天".find(words[-1])
    period = f"{monday.isoformat()}/{_shifted(monday, 6)}" if number < 0 else _shifted(monday, min(number, 6))
    return Reading(start=match.start(), end=match.end(), rule="relative", period=period, resolved_by="published")


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"\d{1,2}|[一二两三四五六七八九十]+")


def _shifted(day: date, by: int) -> str:
    return (day + timedelta(days=by)).isoformat()


def ahead(match: Match, context: Context) -> Reading:
    """未来五年: the five-year plan that begins in the year of publication or the next; else without bounds."""
    counted = _number().search(match[0])
    period = None
    if context.year is not None and counted is not None and match[0].rstrip("里内").endswith("年"):
        count = count_of(counted[0])
        first = next((year for year in _plan_starts() if year - context.year in (0, 1)), None)
        if count == PLAN_YEARS and first is not None:
            period = f"{first}/{first + count - 1}"
    if period is None:
        return Reading(start=match.start(), end=match.end(), rule="vague")
    return Reading(start=match.start(), end=match.end(), rule="window", period=period, resolved_by="published")


@cache
def _plan_starts() -> tuple[int, ...]:
    return tuple(int(row[1]) for row in rows("periods_plans"))


def mean(match: Match, context: Context) -> Reading:  # noqa: ARG001
    """两年平均, 五年净增: over how many years a change was reckoned, no time of its own."""
    return Reading(start=match.start(), end=match.end(), rule="mean")
