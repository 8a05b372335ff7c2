"""What each rule makes of the words that it matched: the period, the moment of a stock, and the name of the reading."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from textmine.lexicon import rows
from textmine.periods.arithmetic import is_valid, previous
from textmine.periods.context import COUNTED_EARLY, Context
from textmine.periods.numerals import small
from textmine.periods.numerals import year as year_value
from textmine.periods.points import Point, bare_part, continuation, dated

__all__ = [
    "Reading",
    "back",
    "bare_day",
    "clock",
    "compared",
    "decade",
    "festival",
    "month_end",
    "nothing",
    "numeric_date",
    "part",
    "plan",
    "point",
    "relative_day",
    "relative_month",
    "relative_quarter",
    "same_period",
    "season",
    "since_event",
    "two_years",
    "vague",
    "within_year",
    "year_range",
]

Match = re.Match[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A time expression as read; ``start`` and ``end`` may reach beyond the match (截至…, …以来)."""

    start: int
    end: int
    rule: str
    period: str | None = None
    stock: str | None = None
    resolved_by: str = "none"


@cache
def _until() -> re.Pattern[str]:
    return re.compile(r"截[至止]到?$")


@cache
def _since() -> re.Pattern[str]:
    return re.compile(r"以来|至今(?![年日天明晚])|迄今(?:为止)?|到现在")


@cache
def _record() -> re.Pattern[str]:
    return re.compile(r"[，的]?(?:同期|单月|月度|季度|年度|历年)?(?:的?[历新]?(?:新[高低]|最[高低好大多快强]|首次|次[高低])|第[一二三]高)")


@cache
def _since_gap() -> re.Pattern[str]:
    return re.compile(r"[^，。；：！？、\n0-9年]{1,16}(?:以来|至今)")


@cache
def _comparison() -> re.Pattern[str]:
    return re.compile(r"(?:比|较|较之|相较于?|相比于?)$")


@cache
def _plan_name() -> re.Pattern[str]:
    return re.compile(r"(?:计划|规划|方案|纲要|行动|意见)[”」]?[（(]$")


@cache
def _coming() -> re.Pattern[str]:
    return re.compile(r"(?:将于|将在|将从|拟于|定于|计划于|计划在|预计)$")


def _before(context: Context, start: int, size: int = 5) -> str:
    return context.text[max(0, start - size) : start]


def nothing(match: Match, context: Context) -> None:
    """The words are no time."""


def compared(match: Match, context: Context) -> Reading:  # noqa: ARG001
    """A bare comparison; the period compared with is that of the claim, shifted."""
    rule = "mom" if match[0] == "环比" else "yoy"
    return Reading(start=match.start(), end=match.end(), rule=rule)


def vague(match: Match, context: Context) -> Reading:
    """A time without bounds; 截至 before it belongs to it."""
    start, rule = match.start(), "vague"
    until = _until().search(_before(context, start))
    if until is not None:
        start, rule = start - len(until[0]), "until"
    return Reading(start=start, end=match.end(), rule=rule)


def festival(match: Match, context: Context) -> Reading:  # noqa: ARG001
    """A festival: its days are not known from the words."""
    return Reading(start=match.start(), end=match.end(), rule="festival")


def clock(match: Match, context: Context) -> Reading:  # noqa: ARG001
    """A time of day."""
    return Reading(start=match.start(), end=match.end(), rule="time-of-day")


def point(match: Match, context: Context) -> Reading | None:
    """A point with its year, or a range that begins with one."""
    found = dated(context.text, match.start(), context)
    if found is None:
        return None
    word = match[0]
    rule = "absolute" if found.explicit else "relative"
    return _placed(match.start(), found, context, rule, current=word.startswith(("今年", "本年")))


def part(match: Match, context: Context) -> Reading | None:
    """A part of a year that leaves the year to the context."""
    coming = _coming().search(_before(context, match.start())) is not None
    found = bare_part(context.text, match.start(), context, coming=coming)
    return None if found is None else _placed(match.start(), found, context, "part", current=match[0] == "年初")


def _placed(start: int, found: Point, context: Context, rule: str, *, current: bool) -> Reading | None:
    """The reading of ``found`` with what stands around it: a range, 截至, 以来, a comparison."""
    text = context.text
    before = _before(context, start)
    if _plan_name().search(before):
        return None
    compared_with = _comparison().search(before) is not None
    if not before.endswith("从") or found.month is not None:
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
    if compared_with:
        return _year_rim(reading, found)
    said = rule != "part" or found.month is not None
    if said and found.year is not None and not (context.year is not None and found.year > context.year):
        context.note(found.year, found.month, found.day)
    context.period = found.period
    if text.startswith("同期", reading.end):
        return replace(reading, end=reading.end + 2)
    return _opened(reading, found, context, current=current)


def _year_rim(reading: Reading, found: Point) -> Reading:
    """The end or beginning of a year in a comparison: the month in which the year before it ended."""
    if found.year is None or found.period != f"{found.year:04}":
        return reading
    if found.stock is not None:
        return replace(reading, stock=f"{found.year:04}-12")
    if found.begins:
        return replace(reading, period=f"{found.year - 1:04}-12", stock=f"{found.year - 1:04}-12")
    return reading


def _join(first: Point, last: Point) -> Point | None:
    """One point that runs from ``first`` to ``last``."""
    if first.period is None or last.period is None:
        return replace(last, period=None, stock=None)
    low, high = first.period.split("/")[0], last.period.split("/")[-1]
    period = f"{low}/{high}"
    if low == high or not is_valid(period):
        return None
    return replace(last, period=period, stock=None, explicit=first.explicit, resolved_by=first.resolved_by)


def _opened(reading: Reading, found: Point, context: Context, *, current: bool) -> Reading:
    """截至 before a point and 以来 after it leave one side open."""
    text, period = context.text, reading.period
    before = _before(context, reading.start)
    since = _since().match(text, reading.end)
    if since is not None and _record().match(text, since.end()):
        return replace(reading, end=since.end(), rule="record", period=None, stock=None)
    if since is not None:
        whole = current and (found.begins or found.whole)
        opened = period if whole or period is None else f"{_opening(found, period)}/.."
        return replace(reading, end=since.end(), rule="since", period=opened, stock=None)
    until = _until().search(before)
    if until is not None:
        stock = None if period is None else period.split("/")[-1]
        closed = None if stock is None else f"../{stock}"
        return replace(reading, start=reading.start - len(until[0]), rule="until", period=closed, stock=stock)
    if period is None or "/" in period:
        return reading
    opens = before.endswith(("自", "从"))
    if (opens and text.startswith(("起", "开始"), reading.end)) or (
        (found.explicit and found.whole) and _since_gap().match(text, reading.end)
    ):
        return replace(reading, rule="since", period=f"{_opening(found, period)}/..", stock=None)
    if before.endswith(("到", "至")) and found.year is not None and found.month is None and found.year >= (context.year or found.year + 1):
        return replace(reading, rule="until-year")
    return reading


def _opening(found: Point, period: str) -> str:
    """Where a span begins that runs from ``found``: the end of a year is its last month."""
    return f"{period}-12" if found.stock == period and len(period) == 4 else period.split("/")[0]


def year_range(match: Match, context: Context) -> Reading | None:
    """2021—2024年."""
    if _plan_name().search(_before(context, match.start())):
        return None
    low, high = re.split(r"[^\w〇○]+|至|到", match[0].rstrip("年"))
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


def numeric_date(match: Match, context: Context) -> Reading | None:
    """2024-11-05, 2024.11.5."""
    year, month, day = (int(digits) for digits in re.split(r"[-./]", match[0]))
    period = f"{year:04}-{month:02}-{day:02}"
    if not is_valid(period):
        return None
    context.note(year, month, day)
    return Reading(start=match.start(), end=match.end(), rule="absolute", period=period, resolved_by="text")


def two_years(match: Match, context: Context) -> Reading:
    """今明两年, 去今两年."""
    year = context.year
    period = None
    if year is not None:
        period = f"{year:04}/{year + 1:04}" if "明" in match[0] else f"{year - 1:04}/{year:04}"
    by = "none" if period is None else "published"
    return Reading(start=match.start(), end=match.end(), rule="relative", period=period, resolved_by=by)


def within_year(match: Match, context: Context) -> Reading:
    """年内."""
    period = None if context.year is None else f"{context.year:04}"
    by = "none" if period is None else "published"
    return Reading(start=match.start(), end=match.end(), rule="relative", period=period, resolved_by=by)


def same_period(match: Match, context: Context) -> Reading:
    """同期: the period named last in the paragraph."""
    by = "none" if context.period is None else "context"
    return Reading(start=match.start(), end=match.end(), rule="relative", period=context.period, resolved_by=by)


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
    if stock is not None and _comparison().search(_before(context, match.start())):
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
    """五年来, 过去五年: in the first months of a year the years before it; else their end is not known."""
    counted = _counted_years().search(match[0])
    if counted is None:
        return None
    count = _count(counted[1])
    if not 1 <= count <= 10:
        return None
    period = None
    early = context.published is not None and context.published.month <= COUNTED_EARLY
    if context.year is not None and early and (match[0].endswith("来") or match[0].startswith("过去")):
        last = context.year - 1
        period = str(last) if count == 1 else f"{last - count + 1}/{last}"
    by = "none" if period is None else "published"
    return Reading(start=match.start(), end=match.end(), rule="duration-back", period=period, resolved_by=by)


def _count(words: str) -> int:
    try:
        return small(words)
    except KeyError:
        return 0


@cache
def _words() -> dict[str, tuple[int, bool]]:
    return {row[0]: (int(row[2]), row[3] == "context") for row in rows("periods_relative") if row[1] != "year"}


@cache
def _month_words() -> re.Pattern[str]:
    return re.compile(r"(.*?月)(?:(\d{1,2})[日号]|([底末])|初|[上中下]旬)?")


def relative_month(match: Match, context: Context) -> Reading | None:
    """本月, 上月, 当月, with a day or an end; 比上月 is a comparison."""
    words = _month_words().fullmatch(match[0])
    if words is None:
        return None
    if words.group() == words[1] and _comparison().search(_before(context, match.start())):
        return Reading(start=match.start(), end=match.end(), rule="mom")
    offset, by_context = _words()[words[1]]
    base = _base_month(context, by_context=by_context)
    year, month = (None, None) if base is None else _month_later(*base, offset)
    return _in_month(match, context, year, month, words)


def _in_month(match: Match, context: Context, year: int | None, month: int | None, words: Match) -> Reading | None:
    if year is None or month is None:
        return Reading(start=match.start(), end=match.end(), rule="relative")
    period = f"{year:04}-{month:02}"
    day = int(words[2]) if words[2] else None
    if day is not None:
        period = f"{period}-{day:02}"
        if not is_valid(period):
            return None
    found = Point(
        end=match.end(),
        period=period,
        stock=period if words[3] else None,
        year=year,
        month=month,
        day=day,
        resolved_by="published",
    )
    return _placed(match.start(), found, context, "relative", current=False)


def _base_month(context: Context, *, by_context: bool) -> tuple[int, int] | None:
    anchor = context.anchor
    if by_context:
        return None if anchor is None or anchor.month is None else (anchor.year, anchor.month)
    return None if context.published is None else (context.published.year, context.published.month)


def _month_later(year: int, month: int, offset: int) -> tuple[int, int]:
    years, within = divmod(month - 1 + offset, 12)
    return year + years, within + 1


def month_end(match: Match, context: Context) -> Reading:
    """月底: of the month named before, else unknown."""
    base = _base_month(context, by_context=True)
    period = None if base is None else f"{base[0]:04}-{base[1]:02}"
    by = "none" if period is None else "context"
    return Reading(start=match.start(), end=match.end(), rule="part", period=period, stock=period, resolved_by=by)


def relative_quarter(match: Match, context: Context) -> Reading:
    """本季度, 上季度; 比上季度 is a comparison."""
    if _comparison().search(_before(context, match.start())):
        return Reading(start=match.start(), end=match.end(), rule="mom")
    offset, _ = _words()[match[0]]
    period = None
    if context.published is not None:
        quarter = f"{context.published.year:04}-Q{(context.published.month + 2) // 3}"
        period = quarter if offset == 0 else previous(quarter) if offset < 0 else None
    by = "none" if period is None else "published"
    return Reading(start=match.start(), end=match.end(), rule="relative", period=period, resolved_by=by)


def relative_day(match: Match, context: Context) -> Reading | None:
    """昨天, 今日, 当天."""
    offset, by_context = _words()[match[0]]
    base = context.published
    if by_context:
        anchor = context.anchor
        whole = anchor is not None and anchor.month is not None and anchor.day is not None
        base = date(anchor.year, anchor.month, anchor.day) if anchor is not None and whole else None  # type: ignore[arg-type]
    if base is None:
        return Reading(start=match.start(), end=match.end(), rule="relative")
    day = base + timedelta(days=offset)
    found = Point(
        end=match.end(),
        period=day.isoformat(),
        stock=None,
        year=day.year,
        month=day.month,
        day=day.day,
        resolved_by="context" if by_context else "published",
    )
    return _placed(match.start(), found, context, "relative", current=False)


def bare_day(match: Match, context: Context) -> Reading | None:
    """5日: of the month named before, else the last such day."""
    days = [int(digits) for digits in re.findall(r"\d+", match[0])]
    if not all(1 <= day <= 31 for day in days):
        return None
    year, month, by = context.month_of_day(days[-1])
    if year is None or month is None:
        return Reading(start=match.start(), end=match.end(), rule="part")
    period = "/".join(f"{year:04}-{month:02}-{day:02}" for day in days)
    if not is_valid(period):
        return None
    found = Point(
        end=match.end(), period=period, stock=None, year=year, month=month, day=days[-1], resolved_by=by
    )
    return _placed(match.start(), found, context, "part", current=False)
