"""A level with its change: against the change in percent, and the level before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from textmine.consistency.intervals import (
    Interval,
    apart,
    difference,
    from_change,
    growth,
    ratio,
    stated,
)
from textmine.consistency.money import nominal
from textmine.consistency.points import Page, Point, comparable_units, finding, is_level, weigh
from textmine.consistency.wording import noted, said, shown, told
from textmine.periods import year_before
from textmine.records import Basis, Change, Role
from textmine.records.findings import Calculation, Conflict, Finding, Severity

__all__ = ["against", "another", "compared", "ends_at", "level_changes", "made_of", "sure", "worded"]


def level_changes(page: Page) -> Iterator[Finding]:
    """Levels with their changes where both are told, or the change and the level before."""
    for point in page.points:
        if point.claim.role is not Role.CHANGE or point.claim.change is None:
            continue
        level = _level_of(page, point)
        if level is None or not sure(level, point):
            continue
        if (made := _triple(page, level, point)) is not None:
            yield made
        before = _before(page, level, point)
        if before is not None and (found := compared(page, level, before, point, Conflict.CHANGE)) is not None:
            yield found


def sure(*points: Point) -> bool:
    """Whether all are told with one status, and none is denied."""
    return len({point.claim.status for point in points}) == 1 and not any(point.claim.negated for point in points)


def _level_of(page: Page, change: Point) -> Point | None:
    """The level that the change brought about: the one it points at, before it in its sentence."""
    levels = [
        other
        for other in page.related(change)
        if is_level(other)
        and other.sentence == change.sentence
        and other.order < change.order
        and other.indicator.base == change.indicator.base
        and other.regions == change.regions
    ]
    return levels[-1] if levels else None


@cache
def another() -> re.Pattern[str]:
    """What begins another comparison, or speaks of something else, between a change and the one after it."""
    return re.compile(
        r"[；;：:]|同比|环比|比|较|其中|日均|月均|年均|人均|平均|当日|当月|可比|同口径|不变价|实际|剔除|扣除|增速"
    )


def _yoy(level: Point, absolute: Point) -> bool:
    """Whether a change is against the year before: by its words, or by the period that it names."""
    baseline, period = absolute.claim.baseline, level.claim.period
    if baseline is None:
        return False
    return baseline.basis is Basis.YOY or (period is not None and baseline.period == year_before(period))


@cache
def _growth() -> re.Pattern[str]:
    """What stands between a change and the same in percent."""
    return re.compile(
        r"[，,、（(]?(?P<yoy>同比)?(?:[升增降涨跌]幅(?:为|达|达到)?|(?:增长|增加|上升|提高|上涨|下降|减少|降低|下跌)(?:了|率为)?|[增降升])?"
    )


def _triple(page: Page, level: Point, absolute: Point) -> Finding | None:
    """Level, change and growth: 产量843.7万吨，比上年增加23.5万吨，增长2.9%."""
    if absolute.claim.change is not Change.ABSOLUTE or level.claim.unit in ("%", None):
        return None
    relative = page.following(absolute)
    if relative is None or relative.claim.change is not Change.RELATIVE or relative.claim.unit != "%":
        return None
    if (
        absolute.order != level.order + 1
        or not comparable_units(absolute.claim, level.claim)
        or not sure(level, relative)
    ):
        return None
    gap = _growth().fullmatch(page.between(absolute, relative))
    if gap is None or (gap["yoy"] and not _yoy(level, absolute)):
        return None
    unit = level.claim.unit
    reckoned = from_change(level.interval(), absolute.interval(unit))
    severity = weigh(relative.interval(), reckoned, stated(relative.claim, cut=True))
    if severity is None:
        return None
    words = told(
        "triple", level=said(level), change=said(absolute), reckoned=shown(reckoned, "%"), stated=worded(relative)
    )
    return made_of(page, Conflict.CHANGE, severity, (level, absolute, relative), words, relative)


def worded(change: Point) -> str:
    """A change as it is worded, with its sign where it falls."""
    words = said(change)
    return f"-{words}" if change.claim.value < 0 and not words.startswith("-") else words


def made_of(
    page: Page,
    conflict: Conflict,
    severity: Severity,
    points: tuple[Point, ...],
    words: Calculation,
    change: Point,
) -> Finding | None:
    """The finding, or a note where growth of money may be reckoned at other prices; none where the text says that it is."""
    level = points[0]
    real = nominal(page.text, level.claim, change.claim, level.claim)
    if real is None:
        return None
    if not real:
        severity = Severity.NOTE
        words = noted("prices", words)
    return finding(page, conflict, severity, points, words)


def _before(page: Page, level: Point, change: Point) -> Point | None:
    """The level of the period that the change is compared with, where the article tells it once."""
    baseline = change.claim.baseline
    if baseline is None or baseline.period is None or baseline.region or baseline.subject:
        return None
    if level.claim.period != change.claim.period or level.claim.period is None:
        return None
    found = [
        other
        for other in page.points
        if is_level(other)
        and other is not level
        and ends_at(other.claim.period, baseline.period)
        and other.indicator.key == level.indicator.key
        and other.regions == level.regions
        and comparable_units(other.claim, level.claim)
        and sure(other, level)
    ]
    return found[0] if len(found) == 1 else None


def ends_at(period: str | None, wanted: str) -> bool:
    """Whether the level of ``period`` is the one wanted: a stock of 2023年末 is told as that of the year or of its December."""
    return period is not None and (period == wanted or (len(period) == 4 and wanted == f"{period}-12"))


def compared(page: Page, level: Point, before: Point, change: Point, conflict: Conflict) -> Finding | None:
    """A change held against the two levels that it leads from and to."""
    held = against(level, before, change)
    if held is None:
        return None
    severity, words = held
    points = (level, before, change)
    if change.claim.change in (Change.ABSOLUTE, Change.POINTS):
        return finding(page, conflict, severity, points, words)
    return made_of(page, conflict, severity, points, words, change)


def against(
    level: Point, before: Point, change: Point, *, slack: Decimal = Decimal(0)
) -> tuple[Severity, Calculation] | None:
    """How much it weighs that a change is not that between two levels, and the reckoning; null where it is, or cannot be told.

    ``slack`` is the part of itself by which the level before may have been another.
    """
    unit = level.claim.unit
    now, then = level.interval(), before.interval(unit).widened(slack)
    kind, own = change.claim.change, change.claim.unit
    given, cut = change.interval(), stated(change.claim, cut=True)
    lenient = False
    if kind is Change.RELATIVE and own == "%" and unit != "%":
        reckoned, key, shown_in = growth(now, then), "relative", "%"
    elif kind is Change.RELATIVE and own == "倍":
        grown = ratio(now, then)
        less = Interval(*(None if bound is None else bound - 1 for bound in grown))
        reckoned, key, shown_in = less, "relative", "倍"
        lenient = not apart(given, grown)  # 增长3倍 said for 增长到3倍
    elif kind is Change.MULTIPLE:
        reckoned, key, shown_in = ratio(now, then), "multiple", "倍"
    elif kind is Change.POINTS and unit == "%" and own == "百分点":
        reckoned, key, shown_in = difference(now, then), "absolute", "百分点"
    elif kind is Change.ABSOLUTE and comparable_units(change.claim, level.claim):
        reckoned, key, shown_in = difference(now, then), "absolute", unit or ""
        given, cut = stated(change.claim, unit=unit), stated(change.claim, unit=unit, cut=True)
    else:
        return None
    severity = weigh(given, reckoned, cut)
    if severity is None or not apart(_flipped(given), reckoned):
        return None
    if lenient and severity is Severity.ERROR:
        severity = Severity.WARNING
    words = told(key, level=said(level), before=said(before), reckoned=shown(reckoned, shown_in), stated=worded(change))
    return severity, words


def _flipped(interval: Interval) -> Interval:
    """The same with the other sign: a fall that is told without one."""
    return Interval(None if interval.high is None else -interval.high, None if interval.low is None else -interval.low)
