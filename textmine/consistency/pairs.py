"""From–to pairs: their direction, and the change that is told after them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from textmine.consistency.changes import another, compared, made_of, sure, worded
from textmine.consistency.intervals import apart, stated, yearly
from textmine.consistency.points import Page, Point, comparable_units, finding, is_level, weigh
from textmine.consistency.wording import said, shown, told
from textmine.periods import bounds
from textmine.records import Change, Kind, Role
from textmine.records.findings import Conflict, Finding, Severity

__all__ = ["from_to"]


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
    if verb is None or len(gap) > 24 or re.search(r"[，,；;、：:（(]", gap[: verb.start()]) or not sure(before, level):
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
    if change.claim.role is not Role.CHANGE or len(gap) > 14 or not sure(level, change):
        return None
    if change.indicator.base != level.indicator.base:
        return None
    if "年均" in gap:
        return _mean(page, before, level, change)
    if another().search(gap) or re.search(r"[。！？]", gap) or level.claim.id not in change.claim.related:
        return None
    return compared(page, level, before, change, Conflict.FROM_TO)


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
        stated=worded(change),
    )
    lesser = Severity.WARNING if severity is Severity.ERROR else severity
    return made_of(page, Conflict.FROM_TO, lesser, (level, before, change), words, change)


def _years(first: str | None, last: str | None) -> int | None:
    """How many years lie between two years."""
    if first is None or last is None or len(first) != 4 or len(last) != 4:
        return None
    one, other = bounds(first)[0], bounds(last)[0]
    years = other.year - one.year if one and other else 0
    return years if years > 0 else None
