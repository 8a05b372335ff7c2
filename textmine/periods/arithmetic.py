"""Periods as strings in ISO 8601 / SDMX form, and how to reckon with them.

A point is a year ``2024``, half-year ``2024-S1``, quarter ``2024-Q3``, month ``2024-11`` or day ``2024-11-05``.
A period is a point, or two points with a slash between; ``2012/..`` is open at the end, ``../2024-11`` at the start.
Every function raises :class:`~textmine.errors.UsageError` for a string that is no period.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import cache

from textmine.errors import UsageError

__all__ = ["bounds", "covers", "end_of", "ending", "is_valid", "previous", "start_of", "year_before"]

OPEN = ".."


@cache
def _point() -> re.Pattern[str]:
    return re.compile(r"([0-9]{4})(?:-(?:Q([1-4])|S([12])|(0[1-9]|1[0-2])(?:-([0-3][0-9]))?))?")


def is_valid(period: str) -> bool:
    """Whether ``period`` is well formed, names real days, and does not end before it begins."""
    try:
        bounds(period)
    except UsageError:
        return False
    return True


def bounds(period: str) -> tuple[date | None, date | None]:
    """First and last day of ``period``, both included; None where it is open."""
    first, slash, last = period.partition("/")
    if not slash:
        return _point_bounds(period, period)
    start = None if first == OPEN else _point_bounds(first, period)[0]
    end = None if last == OPEN else _point_bounds(last, period)[1]
    if (start is None and end is None) or (start is not None and end is not None and start > end):
        raise _malformed(period)
    return start, end


def start_of(period: str) -> date | None:
    """First day of ``period``; None where it is open at the start."""
    return bounds(period)[0]


def end_of(period: str) -> date | None:
    """Last day of ``period``; None where it is open at the end."""
    return bounds(period)[1]


def covers(outer: str, inner: str) -> bool:
    """Whether every day of ``inner`` lies in ``outer``; an open side reaches for ever."""
    outer_start, outer_end = bounds(outer)
    inner_start, inner_end = bounds(inner)
    begins = outer_start is None or (inner_start is not None and outer_start <= inner_start)
    ends = outer_end is None or (inner_end is not None and inner_end <= outer_end)
    return begins and ends


def ending(period: str) -> str | None:
    """The month in which ``period`` ends (``2016/2020`` → ``2020-12``): what 末 and 底 mean after it."""
    end = end_of(period)
    return None if end is None else f"{end.year:04}-{end.month:02}"


def year_before(period: str) -> str | None:
    """The same form one year earlier: ``2024-01/2024-11`` → ``2023-01/2023-11``; None for a period without end."""
    start, end = bounds(period)
    if end is None or min(end.year, start.year if start else end.year) <= MINYEAR:
        return None
    return "/".join(part if part == OPEN else _earlier_year(part) for part in period.split("/"))


def previous(period: str) -> str | None:
    """The period of the same form and length just before: month → month, quarter → quarter, ``2021/2025`` →
    ``2016/2020``; None for an open period and where the calendar ends.
    """
    start, end = bounds(period)
    if start is None or end is None:
        return None
    first, _, last = period.partition("/")
    if not last:
        return _shift(first, -1)
    size = _units(first)
    if size != _units(last):
        return None
    length = (_ordinal(last) - _ordinal(first)) + 1
    low, high = _shift(first, -length), _shift(last, -length)
    return None if low is None or high is None else f"{low}/{high}"


def _malformed(period: str) -> UsageError:
    return UsageError(
        f"{period!r} is no period; write for example 2024, 2024-Q3, 2024-11, 2024-11-05, 2021/2024, 2012/.."
    )


def _point_bounds(point: str, whole: str) -> tuple[date, date]:
    match = _point().fullmatch(point)
    if match is None or match[1] == "0000":
        raise _malformed(whole)
    year = int(match[1])
    quarter, half, month, day = match[2], match[3], match[4], match[5]
    if day:
        try:
            exact = date(year, int(month), int(day))
        except ValueError:
            raise _malformed(whole) from None
        return exact, exact
    if month:
        first = last = int(month)
    elif quarter:
        first, last = int(quarter) * 3 - 2, int(quarter) * 3
    elif half:
        first, last = int(half) * 6 - 5, int(half) * 6
    else:
        first, last = 1, 12
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _earlier_year(point: str) -> str:
    year = int(point[:4]) - 1
    if point[4:] == "-02-29":
        return f"{year:04}-02-28"
    return f"{year:04}{point[4:]}"


def _units(point: str) -> str:
    """The step of a point: ``Q``, ``S``, ``year``, ``month`` or ``day``."""
    if len(point) == 7 and point[5] in "QS":
        return point[5]
    return {4: "year", 7: "month", 10: "day"}[len(point)]


_PER_YEAR = {"Q": 4, "S": 2, "year": 1, "month": 12}


def _ordinal(point: str) -> int:
    """Number of the point among its kind, counted from the beginning of the calendar."""
    step = _units(point)
    if step == "day":
        return date.fromisoformat(point).toordinal()
    year = int(point[:4])
    within = 0 if step == "year" else int(point[6:] if step in "QS" else point[5:]) - 1
    return year * _PER_YEAR[step] + within


def _shift(point: str, steps: int) -> str | None:
    step = _units(point)
    if step == "day":
        try:
            return (date.fromisoformat(point) + timedelta(days=steps)).isoformat()
        except OverflowError:
            return None
    year, within = divmod(_ordinal(point) + steps, _PER_YEAR[step])
    if not MINYEAR <= year <= MAXYEAR:
        return None
    if step == "year":
        return f"{year:04}"
    return f"{year:04}-{step}{within + 1}" if step in "QS" else f"{year:04}-{within + 1:02}"
