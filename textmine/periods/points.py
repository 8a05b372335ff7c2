"""Points in time and ranges of them: what the words of a date say, and the year or month that they leave unsaid."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from textmine.lexicon import rows
from textmine.periods.arithmetic import is_valid
from textmine.periods.context import Context
from textmine.periods.grammar import continuation_pattern, part_pattern, point_pattern
from textmine.periods.numerals import small
from textmine.periods.numerals import year as year_value

__all__ = ["Point", "bare_part", "continuation", "dated", "relative_year"]

_HALVES = {"上": 1, "下": 2}
_FIRST_MONTHS = 12


class Point(NamedTuple):
    """A point in time as it was read: its period, the moment of a stock, and what it rests on."""

    end: int
    period: str | None
    stock: str | None
    year: int | None
    month: int | None
    day: int | None
    resolved_by: str
    explicit: bool = False
    begins: bool = False
    whole: bool = False

    def part_over(self, published: date | None) -> bool:
        """Whether this is a half or quarter of a year that had ended by the day of publication."""
        if published is None or self.period is None or self.year is None or self.period[4:6] not in ("-S", "-Q"):
            return False
        number, months = int(self.period[6]), 6 if self.period[5] == "S" else 3
        return (published.year, published.month) > (self.year, number * months)


class _Part(NamedTuple):
    """A part of a year: months ``low`` to ``high`` in the form ``kind`` (year, half, quarter, month, months, day).

    ``edge`` is ``end`` or ``start`` where the words name one; the end is the moment of a stock.
    """

    kind: str
    low: int
    high: int
    day: int | None = None
    edge: str = ""

    def of(self, year: int) -> str:
        """The period of this part in ``year``."""
        if self.kind == "year":
            return f"{year:04}"
        if self.kind == "half":
            return f"{year:04}-S{self.high // 6}"
        if self.kind == "quarter":
            return f"{year:04}-Q{self.high // 3}"
        if self.kind == "day":
            return f"{year:04}-{self.low:02}-{self.day:02}"
        if self.low == self.high:
            return f"{year:04}-{self.low:02}"
        return f"{year:04}-{self.low:02}/{year:04}-{self.high:02}"


_WHOLE = _Part("year", 1, _FIRST_MONTHS)


@cache
def _point() -> re.Pattern[str]:
    return re.compile(point_pattern())


@cache
def _part() -> re.Pattern[str]:
    return re.compile(part_pattern())


@cache
def _continuation() -> re.Pattern[str]:
    return re.compile(continuation_pattern())


@cache
def _relative() -> dict[str, tuple[int, bool]]:
    return {row[0]: (int(row[2]), row[3] == "context") for row in rows("periods_relative") if row[1] == "year"}


def relative_year(word: str, context: Context) -> tuple[int | None, str]:
    """The year that ``word`` means (去年, 同年) and what says so."""
    offset, by_context = _relative()[word]
    anchored = context.anchored_year() if by_context else None
    if anchored is not None:
        return anchored + offset, "context"
    if context.year is None or (by_context and offset == 0) or (by_context and offset > 0):
        return None, "none"
    return context.year + offset, "published"


def dated(text: str, start: int, context: Context) -> Point | None:
    """The point with its year that begins at ``start``; None where the words name no real day."""
    match = _point().match(text, start)
    if match is None:
        return None
    year, by = _year_of(match, context)
    part = _part_of(match)
    return None if part is None else _build(match.end(), year, part, by, explicit=by == "text")


def bare_part(text: str, start: int, context: Context, *, coming: bool) -> Point | None:
    """The part of a year that begins at ``start`` without a year of its own."""
    match = _part().match(text, start)
    part = None if match is None else _part_of(match)
    if match is None or part is None:
        return None
    if part.kind in ("month", "day") and not match["closing"]:
        year, by = context.year_of_months(part.high, coming=coming)
    else:
        back = part.edge != "start" and (match["rim"] != "年底" or text[max(0, start - 2) : start] in ("截至", "截止"))
        year, by = context.year_of_part(part.low, part.high, looking_back=back, coming=coming)
    return _build(match.end(), year, part, by)


def continuation(text: str, first: Point, context: Context) -> Point | None:
    """The point that ends a range begun by ``first``: —2024年, 至11月, 至8日."""
    match = _continuation().match(text, first.end)
    if match is None:
        return None
    if match["point"] is not None:
        return dated(text, match.start("point"), context)
    if match["today"] is not None:
        return _today(match, context)
    if first.year is None:
        return None
    if match["alone"] is not None:
        if first.month is None or first.day is None:
            return None
        return _build(match.end(), first.year, _Part("day", first.month, first.month, small(match["alone"])), "context")
    inner = _part().match(text, match.start("part"))
    part = None if inner is None else _part_of(inner)
    return None if inner is None or part is None else _build(inner.end(), first.year, part, "context")


def _today(match: re.Match[str], context: Context) -> Point | None:
    """到昨天, 至今天 behind a day."""
    if context.published is None:
        return None
    day = context.published - timedelta(days=match["today"][0] == "昨")
    return _build(match.end(), day.year, _Part("day", day.month, day.month, day.day), "published")


def _build(end: int, year: int | None, part: _Part, by: str, *, explicit: bool = False) -> Point | None:
    month = part.high if part.kind in ("month", "months", "day") else None
    if year is None:
        known = part.kind != "day" or is_valid(part.of(2000))
        empty = Point(end=end, period=None, stock=None, year=None, month=month, day=part.day, resolved_by="none")
        return empty if known else None
    if not date.min.year < year < date.max.year:
        return None
    period = part.of(year)
    if part.kind == "day" and not is_valid(period):
        return None
    return Point(
        end=end,
        period=period,
        stock=period if part.edge == "end" else None,
        year=year,
        month=month,
        day=part.day,
        resolved_by=by,
        explicit=explicit,
        begins=part.edge == "start",
        whole=part.kind == "year" and not part.edge,
    )


def _year_of(match: re.Match[str], context: Context) -> tuple[int | None, str]:
    if match["word"] is not None:
        return relative_year(match["word"], context)
    if match["year"] is not None:
        return year_value("".join(str(int(sign)) if sign.isdecimal() else sign for sign in match["year"])), "text"
    two = int(match["quoted"] or match["short"] or match["zero"] or match["recent"])
    return (1900 if two >= 50 else 2000) + two, "text"


def _part_of(match: re.Match[str]) -> _Part | None:
    """The part of the year that the groups of ``match`` name; None for months that do not exist."""
    if match["half"]:
        half = _HALVES[match["half"]]
        return _Part("half", half * 6 - 5, half * 6)
    if match["quarters"] or match["quarter"] or match["first"]:
        return _quarters(match)
    if match["months"]:
        return _months(1, small(match["months"]))
    if match["month"]:
        low, high = small(match["month"]), small(match["month2"])
        return _months(low, high) if high == low + 1 or "和" not in match[0] else None
    if match["one"]:
        return _month(match)
    if match["rim"]:
        return _Part("year", 1, 12, None, "start" if match["rim"].endswith("初") else "end")
    return _WHOLE


def _quarters(match: re.Match[str]) -> _Part | None:
    if match["first"]:
        return _Part("quarter", 1, 3)
    if match["quarters"]:
        high = small(match["quarters"])
        return _Part("months", 1, high * 3) if high > 1 else _Part("quarter", 1, 3)
    low = small(match["quarter"])
    high = small(match["quarter2"]) if match["quarter2"] else low
    if high < low:
        return None
    if match["closing"]:
        return _Part("month", high * 3, high * 3, None, "end")
    return _Part("months" if high > low else "quarter", low * 3 - 2, high * 3)


def _months(low: int, high: int) -> _Part | None:
    return _Part("months", low, high) if 1 <= low <= high <= _FIRST_MONTHS else None


def _month(match: re.Match[str]) -> _Part | None:
    month = small(match["one"])
    if not 1 <= month <= _FIRST_MONTHS:
        return None
    if match["day"]:
        day = small(match["day"])
        return _Part("day", month, month, day) if 1 <= day <= 31 else None
    edge = match["edge"] or ""
    return _Part("month", month, month, None, "end" if edge in ("底", "末") else "")
