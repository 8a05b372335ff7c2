"""Productions for times that last years: plans, decades, spans of years, seasons, years counted back."""

from __future__ import annotations

import re
from functools import cache

from textmine.lexicon import rows
from textmine.periods.context import Context
from textmine.periods.numerals import count_of, small
from textmine.periods.numerals import year as year_value
from textmine.periods.surroundings import Reading, before, compares, names_plan

__all__ = ["ago", "back", "decade", "months_back", "plan", "season", "since_event", "year_range"]

Match = re.Match[str]

HALF_YEAR = 6
MOST_MONTHS = 11

LATELY = 2
"""Up to so many years 这两年 only means lately."""


def year_range(match: Match, context: Context) -> Reading | None:
    """2021—2024年."""
    if names_plan(before(context, match.start())):
        return None
    low, high = re.split(r"[^\w〇○]+|至|到", match[0].rstrip("年度"))
    first = _number(low)
    last = _number(high) if len(high) == 4 else first // 100 * 100 + int(high)
    if first >= last:
        return None
    period = f"{first:04}/{last:04}"
    context.period = period
    return Reading(start=match.start(), end=match.end(), rule="range", period=period, resolved_by="text")


def season(match: Match, context: Context) -> Reading | None:  # noqa: ARG001
    """2023/2024榨季: from one year into the next."""
    first = _number(match[0][:4])
    last = re.match(r"\d+", match[0][5:])
    second = first + 1 if last is None or len(last[0]) < 4 else int(last[0])
    if second <= first:
        return None
    period = f"{first:04}/{second:04}"
    return Reading(start=match.start(), end=match.end(), rule="season", period=period, resolved_by="text")


def _number(words: str) -> int:
    return year_value("".join(str(int(sign)) if sign.isdecimal() else sign for sign in words))


@cache
def _plan_years() -> dict[str, tuple[int, int]]:
    return {row[0]: (int(row[1]), int(row[2])) for row in rows("periods_plans")}


@cache
def _plan_words() -> re.Pattern[str]:
    return re.compile(r"“?([一二三四五六七八九十]+)”?(?:的?前([一二三四两])年)?")


@cache
def _bracketed_range() -> re.Pattern[str]:
    return re.compile(r"[（(](20\d\d)[—–\-至到]{1,2}(20\d\d)年[）)]")


def plan(match: Match, context: Context) -> Reading | None:
    """“十四五”时期, “十四五”以来, “十四五”末."""
    words = _plan_words().match(match[0])
    years = None if words is None else _plan_years().get(words[1])
    if words is None or years is None:
        return None
    first, last = years
    rule, period = "plan", f"{first}/{last}"
    bracket = _bracketed_range().match(context.text, match.end())
    if bracket is not None and bracket[1] < bracket[2]:
        period = f"{bracket[1]}/{bracket[2]}"
    elif match[0].endswith("以来"):
        rule, period = "since", f"{first}/.."
    elif match[0].endswith(("末", "初")):
        period = str(last if match[0].endswith("末") else first)
    elif words[2]:
        count = small(words[2])
        period = f"{first}/{first + count - 1}" if count > 1 else str(first)
    elif match[0].isalnum() and len(match[0]) == len(words[1]) and context.text[match.end() : match.end() + 1] == "”":
        return None
    stock = period if match[0].endswith("末") else None
    if stock is not None and compares(before(context, match.start())):
        stock = f"{stock}-12"
    context.period = period
    return Reading(start=match.start(), end=match.end(), rule=rule, period=period, stock=stock, resolved_by="text")


@cache
def _event_years() -> dict[str, int]:
    return {row[0]: int(row[1]) for row in rows("periods_events")}


def since_event(match: Match, context: Context) -> Reading:  # noqa: ARG001
    """党的十八大以来: open from the year of the event."""
    event = re.sub(r"(?:胜利)?(?:召开)?(?:以来|至今)$", "", match[0])
    period = f"{_event_years()[event]}/.."
    return Reading(start=match.start(), end=match.end(), rule="since", period=period, resolved_by="text")


def decade(match: Match, context: Context) -> Reading:  # noqa: ARG001
    """上世纪80年代: ten years; its beginning or end is vague."""
    tens = re.search(r"(\d|[二三四五六七八九]{1,2})[0十]年代", match[0])
    period = None
    if tens is not None:
        first, last = 1900 + 10 * small(tens[1][0]), 1909 + 10 * small(tens[1][-1])
        period = f"{first}/{last}"
        if match[0].endswith(("以来", "至今")):
            period = f"{first}/.."
        elif not match[0].endswith("代") or last < first:
            period = None
    by = "none" if period is None else "text"
    return Reading(start=match.start(), end=match.end(), rule="decade", period=period, resolved_by=by)


@cache
def _counted_years() -> re.Pattern[str]:
    return re.compile(r"(\d{1,2}|[一二两三四五六七八九十]+)年")


def back(match: Match, context: Context) -> Reading | None:
    """五年来, 过去五年: in the first months of a year the years before it; later on 五年来 runs up to the year itself.

    The end of 近五年 and 过去五年 is not known then.
    """
    counted = _counted_years().search(match[0])
    if counted is None:
        return None
    count = count_of(counted[1])
    if not 1 <= count <= 10:
        return None
    period = None
    if context.year is not None and context.early and (match[0].endswith(("来", "年")) or match[0].startswith("过去")):
        last = context.year - 1
        period = str(last) if count == 1 else f"{last - count + 1}/{last}"
    elif context.year is not None and count > LATELY and _runs_on(match[0]) and not context.dates_sentence:
        period = f"{context.year - count:04}/{context.year:04}"
    elif match[0].endswith("间") and context.dates_sentence:
        return Reading(start=match.start(), end=match.end(), rule="mean")
    by = "none" if period is None else "published"
    return Reading(start=match.start(), end=match.end(), rule="duration-back", period=period, resolved_by=by)


def _runs_on(words: str) -> bool:
    """Whether ``words`` (五年来, 十年间, 这五年) speak of the years up to now."""
    return words.startswith("这") or (words[-1] in "来间" and not words.startswith(("近", "过去", "最近")))


def ago(match: Match, context: Context) -> Reading | None:
    """五年前: the year so many years before the publication."""
    counted = _counted_years().search(match[0])
    count = 0 if counted is None else count_of(counted[1])
    if count < 1:
        return None
    period = None if context.year is None else f"{context.year - count:04}"
    by = "none" if period is None else "published"
    return Reading(start=match.start(), end=match.end(), rule="ago", period=period, resolved_by=by)


@cache
def _counted_months() -> re.Pattern[str]:
    return re.compile(r"半年|(\d{1,2}|[一二两三四五六七八九十]+)个月")


def months_back(match: Match, context: Context) -> Reading | None:
    """半年来, 三个月来: up to the month of publication."""
    counted = _counted_months().search(match[0])
    count = 0 if counted is None else count_of(counted[1]) if counted[1] else HALF_YEAR
    if not 1 <= count <= MOST_MONTHS:
        return None
    period = None
    if context.published is not None:
        year, month = context.published.year, context.published.month
        years, first = divmod(year * 12 + month - 1 - count, 12)
        period = f"{years:04}-{first + 1:02}/{year:04}-{month:02}" if years > 0 else None
    by = "none" if period is None else "published"
    return Reading(start=match.start(), end=match.end(), rule="duration-back", period=period, resolved_by=by)
