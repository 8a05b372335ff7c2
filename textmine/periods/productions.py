"""Productions for points in time: what a rule makes of the words that it matched."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from textmine.lexicon import rows
from textmine.periods.arithmetic import is_valid, previous
from textmine.periods.context import Context
from textmine.periods.numerals import small
from textmine.periods.points import Point, bare_part, dated
from textmine.periods.surroundings import Reading, before, compares, placed, until

__all__ = [
    "bare_day",
    "clock",
    "compared",
    "festival",
    "month_end",
    "nothing",
    "numeric_date",
    "part",
    "point",
    "relative_day",
    "relative_month",
    "relative_quarter",
    "same_period",
    "two_years",
    "vague",
    "within_year",
]

Match = re.Match[str]


@cache
def _coming() -> re.Pattern[str]:
    return re.compile(r"(?:(?:将于|将在|定于)(?:当地时间|北京时间)|将于|将在|将从|拟于|定于|计划于|计划在|预计)$")


def nothing(match: Match, context: Context) -> None:
    """The words are no time."""


def compared(match: Match, context: Context) -> Reading:  # noqa: ARG001
    """A bare comparison; the period compared with is that of the claim, shifted."""
    rule = "mom" if match[0] == "环比" else "yoy"
    return Reading(start=match.start(), end=match.end(), rule=rule)


def vague(match: Match, context: Context) -> Reading:
    """A time without bounds; 截至 before it belongs to it."""
    start, rule = match.start(), "vague"
    if limit := until(before(context, start)):
        start, rule = start - len(limit), "until"
    return Reading(start=start, end=match.end(), rule=rule)


EARLIER = frozenset({2012, 2023})
"""Years in which the holiday of the National Day began in September, because the Mid-Autumn Festival stood before it."""


@cache
def _first_days() -> re.Pattern[str]:
    return re.compile(r"前(\d{1,2}|[一二两三四五六七八九])[天日]|首日")


def festival(match: Match, context: Context) -> Reading:
    """A festival: its days are not known from the words, but for the first days of the National Day holiday."""
    first = _first_days().search(match[0])
    period = None
    if first is not None and _is_national_day(match[0], context) and context.year not in EARLIER:
        last = 1 if first[1] is None else small(first[1])
        start = f"{context.year:04}-10-01"
        period = start if last == 1 else f"{start}/{context.year:04}-10-{last:02}"
    elif match[0].endswith("当天"):
        period = _day_of(match[0], context)
    by = "none" if period is None else "published"
    return Reading(start=match.start(), end=match.end(), rule="festival", period=period, resolved_by=by)


FIXED = (("元旦", 1, 1), ("国庆", 10, 1))
"""Festivals that fall on the same day each year."""


def _day_of(words: str, context: Context) -> str | None:
    """The last day of its name before the publication of a festival that falls on the same day each year (元旦当天)."""
    for name, month, number in FIXED:
        if words.startswith(name) and context.published is not None:
            day = date(context.published.year, month, number)
            return (day if day <= context.published else day.replace(year=day.year - 1)).isoformat()
    return None


def _is_national_day(words: str, context: Context) -> bool:
    """Whether the holiday is that of the National Day: by its name, or by the days on which a text speaks of 假期."""
    day = context.published
    if day is None or not (day.month == 10 or words.startswith("国庆")):
        return False
    return "中秋" not in words and (words.startswith(("国庆", "“十一")) or (words.startswith("假期") and day.day <= 10))


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
    return placed(match.start(), found, context, rule, current=word.startswith(("今年", "本年")))


def part(match: Match, context: Context) -> Reading | None:
    """A part of a year that leaves the year to the context."""
    coming = _coming().search(before(context, match.start())) is not None
    found = bare_part(context.text, match.start(), context, coming=coming)
    return None if found is None else placed(match.start(), found, context, "part", current=match[0] == "年初")


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
    """同期: the period named last in the paragraph, or where it opens one, in the paragraph before."""
    if context.period is None and context.text[match.start() - 1 : match.start()] in ("", "\n"):
        context.period = context.previous
    by = "none" if context.period is None else "context"
    return Reading(start=match.start(), end=match.end(), rule="relative", period=context.period, resolved_by=by)


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
    if words.group() == words[1] and compares(before(context, match.start())):
        return Reading(start=match.start(), end=match.end(), rule="mom")
    offset, by_context = _words()[words[1]]
    by_context = by_context or (offset < 0 and context.speaks_of_month)
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
        resolved_by="context" if _words()[words[1]][1] else "published",
    )
    return placed(match.start(), found, context, "relative", current=False)


def _base_month(context: Context, *, by_context: bool) -> tuple[int, int] | None:
    if by_context:
        anchor = context.anchor
        return context.month if anchor is None or anchor.month is None else (anchor.year, anchor.month)
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
    if compares(before(context, match.start())):
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
        anchor = context.anchor or context.last
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
    return placed(match.start(), found, context, "relative", current=False)


def bare_day(match: Match, context: Context) -> Reading | None:
    """5日: of the month named before, else the last such day."""
    days = [int(digits) for digits in re.findall(r"\d+", match[0])]
    if not all(1 <= day <= 31 for day in days):
        return None
    year, month, by = context.month_of_day(
        days[-1], coming=_coming().search(before(context, match.start())) is not None
    )
    if year is None or month is None:
        return Reading(start=match.start(), end=match.end(), rule="part")
    period = "/".join(f"{year:04}-{month:02}-{day:02}" for day in days)
    if not is_valid(period):
        return None
    found = Point(end=match.end(), period=period, stock=None, year=year, month=month, day=days[-1], resolved_by=by)
    return placed(match.start(), found, context, "part", current=False)
