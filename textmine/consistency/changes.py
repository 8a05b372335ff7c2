"""A level with its change: against the change in percent, the level before, and from–to pairs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from textmine.consistency.intervals import (
    Interval,
    apart,
    difference,
    from_change,
    growth,
    ratio,
    stated,
    yearly,
)
from textmine.consistency.money import nominal
from textmine.consistency.points import Page, Point, comparable_units, finding, is_level, weigh
from textmine.consistency.wording import said, shown, told
from textmine.periods import bounds, year_before
from textmine.records import Basis, Change, Kind, Role
from textmine.records.findings import Calculation, Conflict, Finding, Severity

__all__ = ["from_to", "level_changes"]


def level_changes(page: Page) -> Iterator[Finding]:
    """Levels with their changes where both are told, or the change and the level before."""
    for point in page.points:
        if point.claim.role is not Role.CHANGE or point.claim.change is None:
            continue
        level = _level_of(page, point)
        if level is None or not _sure(level, point):
            continue
        if (made := _triple(page, level, point)) is not None:
            yield made
        before = _before(page, level, point)
        if before is not None and (found := _compared(page, level, before, point, Conflict.CHANGE)) is not None:
            yield found


def _sure(*points: Point) -> bool:
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
def _anew() -> re.Pattern[str]:
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
        or not _sure(level, relative)
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
        "triple", level=said(level), change=said(absolute), reckoned=shown(reckoned, "%"), stated=_stated(relative)
    )
    return _made(page, Conflict.CHANGE, severity, (level, absolute, relative), words, relative)


def _stated(change: Point) -> str:
    """A change as it is worded, with its sign where it falls."""
    words = said(change)
    return f"-{words}" if change.claim.value < 0 and not words.startswith("-") else words


def _made(
    page: Page,
    conflict: Conflict,
    severity: Severity,
    points: tuple[Point, ...],
    words: Calculation,
    change: Point,
) -> Finding | None:
    """The finding, or a note where growth of money may be reckoned at other prices; none where the text says that it is."""
    level = points[0]
    real = nominal(page, level, change)
    if real is None:
        return None
    if not real:
        severity = Severity.NOTE
        words = Calculation(zh=told("prices", said=words.zh).zh, en=told("prices", said=words.en).en)
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
        and _ends_at(other.claim.period, baseline.period)
        and other.indicator.key == level.indicator.key
        and other.regions == level.regions
        and comparable_units(other.claim, level.claim)
        and _sure(other, level)
    ]
    return found[0] if len(found) == 1 else None


def _ends_at(period: str | None, wanted: str) -> bool:
    """Whether the level of ``period`` is the one wanted: a stock of 2023年末 is told as that of the year or of its December."""
    return period is not None and (period == wanted or (len(period) == 4 and wanted == f"{period}-12"))


def _compared(page: Page, level: Point, before: Point, change: Point, conflict: Conflict) -> Finding | None:
    """A change held against the two levels that it leads from and to."""
    unit = level.claim.unit
    now, then = level.interval(), before.interval(unit)
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
    words = told(
        key, level=said(level), before=said(before), reckoned=shown(reckoned, shown_in), stated=_stated(change)
    )
    points = (level, before, change)
    if kind is Change.ABSOLUTE or kind is Change.POINTS:
        return finding(page, conflict, severity, points, words)
    return _made(page, conflict, severity, points, words, change)


def _flipped(interval: Interval) -> Interval:
    """The same with the other sign: a fall that is told without one."""
    return Interval(None if interval.high is None else -interval.high, None if interval.low is None else -interval.low)


@cache
def _to() -> re.Pattern[str]:
    """The verb between the two figures of a from–to pair."""
    up = r"增加|增长|提高|提升|上升|扩大|上涨|上调|攀升|跃升|跃增|壮大|升|增|涨"
    down = r"下降|降低|减少|缩减|缩短|下调|下跌|回落|压缩|压减|降|减|跌"
    return re.compile(rf"(?:(?P<up>{up})|(?P<down>{down})|发展|变|扩展)(?:到|至|为|成)")


def from_to(page: Page) -> Iterator[Finding]:
    """从2020年的3500家增加到2024年的5200家，增长48.6%: the direction, and the change that follows."""
    for points in page.sentences():
        for index in range(1, len(points)):
            before, level = points[index - 1], points[index]
            verb = _pair(page, before, level)
            if verb is None:
                continue
            if (made := _direction(page, before, level, verb)) is not None:
                yield made
                continue
            change = points[index + 1] if index + 1 < len(points) else None
            if change is not None and (found := _stated_change(page, before, level, change)) is not None:
                yield found


def _pair(page: Page, before: Point, level: Point) -> re.Match[str] | None:
    """The verb of a from–to pair, where the two are one."""
    if not (is_level(before) and is_level(level) and comparable_units(before.claim, level.claim)):
        return None
    gap = page.between(before, level)
    verb = _to().search(gap)
    if verb is None or len(gap) > 24 or re.search(r"[，,；;、：:（(]", gap[: verb.start()]) or not _sure(before, level):
        return None
    lead = before.lead
    position = max(lead.rfind("从"), lead.rfind("由"))
    return verb if position >= 0 and not re.search(r"[，,；;：:]", lead[position:]) else None


def _direction(page: Page, before: Point, level: Point, verb: re.Match[str]) -> Finding | None:
    """A rise whose figures fall, or the other way round."""
    one, two = before.interval(level.claim.unit), level.interval()
    if not apart(one, two) or one.low is None or two.low is None or not (one.bounded and two.bounded):
        return None
    rises = two.low > one.low
    if _ranks_or_quality(level, verb):
        return None
    if (verb["up"] and rises) or (verb["down"] and not rises) or not (verb["up"] or verb["down"]):
        return None
    words = told("direction", before=said(before), level=said(level), word=verb.group())
    return finding(page, Conflict.FROM_TO, Severity.ERROR, (level, before), words)


def _ranks_or_quality(level: Point, verb: re.Match[str]) -> bool:
    """Whether less is better: 排名由78位上升到46位, 精度从10米提高到1米."""
    claim = level.claim
    if claim.kind is Kind.RANK or claim.unit in ("位", "名"):
        return True
    return verb.group()[:-1] in ("提高", "提升") and claim.kind is Kind.AMOUNT and claim.unit != "元"


def _stated_change(page: Page, before: Point, level: Point, change: Point) -> Finding | None:
    """The change that is told right after the pair."""
    gap = page.between(level, change)
    if change.claim.role is not Role.CHANGE or len(gap) > 14 or not _sure(level, change):
        return None
    if change.indicator.base != level.indicator.base:
        return None
    if "年均" in gap:
        return _mean(page, before, level, change)
    if _anew().search(gap) or re.search(r"[。！？]", gap) or level.claim.id not in change.claim.related:
        return None
    return _compared(page, level, before, change, Conflict.FROM_TO)


def _mean(page: Page, before: Point, level: Point, change: Point) -> Finding | None:
    """A mean growth a year between two years."""
    years = _years(before.claim.period, level.claim.period)
    if (
        years is None
        or change.claim.unit != "%"
        or change.claim.change is not Change.RELATIVE
        or level.claim.unit == "%"
    ):
        return None
    reckoned = yearly(level.interval(), before.interval(level.claim.unit), years)
    severity = weigh(change.interval(), reckoned, stated(change.claim, cut=True))
    if severity is None:
        return None
    words = told(
        "yearly",
        years=str(years),
        before=said(before),
        level=said(level),
        reckoned=shown(reckoned, "%"),
        stated=_stated(change),
    )
    lesser = Severity.WARNING if severity is Severity.ERROR else severity
    return _made(page, Conflict.FROM_TO, lesser, (level, before, change), words, change)


def _years(first: str | None, last: str | None) -> int | None:
    """How many years lie between two years."""
    if first is None or last is None or len(first) != 4 or len(last) != 4:
        return None
    one, other = bounds(first)[0], bounds(last)[0]
    years = other.year - one.year if one and other else 0
    return years if years > 0 else None
