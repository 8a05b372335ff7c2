"""Shares that exceed their whole, and ranks that the values told do not bear out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from textmine.consistency.intervals import HUNDRED, Interval, apart, stated, total
from textmine.consistency.parts import additive
from textmine.consistency.points import Page, Point, comparable_units, finding, is_level
from textmine.consistency.wording import said, shown, told
from textmine.lexicon import rows
from textmine.records import Kind, Role, Status
from textmine.records.findings import Conflict, Finding, Severity

__all__ = ["bounded", "ranks", "together"]


@cache
def _bounded() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((end, tuple(filter(None, others.split("|")))) for end, others in rows("consistency_bounded"))


def _is_part(indicator: str) -> bool:
    """Whether a rate of this name cannot exceed 100 %."""
    return any(indicator.endswith(end) and not any(word in indicator for word in others) for end, others in _bounded())


def bounded(page: Page) -> Iterator[Finding]:
    """A share, or a rate that is one by its meaning, above 100 %."""
    for point in page.points:
        claim = point.claim
        if claim.unit != "%" or claim.role not in (Role.SHARE, Role.LEVEL) or claim.negated:
            continue
        if claim.low is None or claim.low - claim.precision / 2 <= HUNDRED:
            continue
        if claim.role is Role.LEVEL and not _is_part(claim.indicator):
            continue
        if claim.role is Role.SHARE and not re.search(r"占|比重", point.lead[-12:]):
            continue
        words = told("bounded", indicator=claim.indicator or "占比", stated=said(point))
        yield finding(page, Conflict.WHOLE, Severity.ERROR, (point,), words)


@cache
def _each() -> re.Pattern[str]:
    """分别占 at the first of a list of shares."""
    return re.compile(r"(?:分别|各)占[^，,；;。]{0,14}$|占[^，,；;。]{0,14}(?:比重|比例)?分别(?:为|是|达|达到)$")


def together(page: Page) -> Iterator[Finding]:
    """Shares of one whole that are listed with 分别占 and make more than 100 %."""
    for points in page.sentences():
        for index, point in enumerate(points):
            if point.claim.role is not Role.SHARE or not _each().search(point.lead):
                continue
            members = [point]
            for other in points[index + 1 :]:
                if not re.fullmatch(r"[、，,]|和|以及|及|与", other.lead) or other.claim.unit != "%":
                    break
                members.append(other)
            if (
                len(members) < 2
                or not _one_whole(point.lead, len(members))
                or any(member.claim.status is not Status.ACTUAL for member in members)
            ):
                continue
            made = _exceeds(page, members)
            if made is not None:
                yield made


def _one_whole(lead: str, members: int) -> bool:
    """Whether the words before a list of shares divide one whole: parts known to make it up, or three and more of one form.

    Shares of a country or the world (产量、销量、出口量分别占全球的…) are shares of different wholes.
    """
    if re.search(r"三次产业|男.{0,4}女|城[镇市].{0,4}[农乡]", lead[-40:]):
        return True
    named, _, whole = lead.rpartition("占")
    items = re.split(r"[、和及与]|以及", re.split(r"[，,；;：:]", named.removesuffix("分别"))[-1])
    if (
        members < 3
        or len(items) != members
        or re.match(r"[全世]|同[类期]", whole.removeprefix("到了"))
        or re.search(r"[、和与]", whole)
    ):
        return False
    sign = items[0][-1:]
    return bool(sign) and all(item.endswith(sign) for item in items[:-1]) and sign in items[-1]


def _exceeds(page: Page, members: Sequence[Point]) -> Finding | None:
    reckoned = total([member.interval() for member in members])
    if not apart(reckoned, Interval(None, HUNDRED)):
        return None
    words = told("shares", parts="、".join(map(said, members)), reckoned=shown(reckoned, "%"))
    return finding(page, Conflict.WHOLE, Severity.WARNING, members, words)


@cache
def _placed() -> re.Pattern[str]:
    """A rank among all of a country or province by quantity: not among its cities, from below, or by growth."""
    return re.compile(r"(?<![速幅])(?:居|列|位居|位列|排名|排在|排|稳居)(?:全国|全省|全区|全市|世界|全球)?$")


def ranks(page: Page) -> Iterator[Finding]:
    """A rank against the values of other regions that the article tells: nothing may stand above the first."""
    for rank in page.points:
        claim = rank.claim
        if claim.kind is not Kind.RANK or claim.low != claim.high or claim.negated or claim.status is not Status.ACTUAL:
            continue
        if not _placed().search(rank.lead) or rank.after[:1] in ("的", "大", "高", "低", "长"):
            continue
        level = _ranked(page, rank)
        if level is None or len(level.regions) != 1:
            continue
        greater = _greater(page, level)
        if len(greater) >= claim.value:
            words = told(
                "rank",
                region=level.claim.regions[0].name,
                stated=said(level),
                place=str(_whole(claim.value)),
                more=str(len(greater)),
                others="、".join(f"{other.claim.regions[0].name}{said(other)}" for other in greater),
            )
            yield finding(page, Conflict.RANK, Severity.WARNING, (rank, level, *greater), words)


def _whole(value: Decimal) -> int:
    return int(value)


def _ranked(page: Page, rank: Point) -> Point | None:
    """The level that a rank is about: the one it points at, of its region and period, in its sentence."""
    found = [
        other
        for other in (*page.related(rank), *page.points)
        if is_level(other)
        and additive(other)
        and other.regions == rank.regions
        and other.claim.period == rank.claim.period
        and other.indicator.base == rank.indicator.base
    ]
    return found[0] if found else None


def _greater(page: Page, level: Point) -> list[Point]:
    """Levels of other regions of the same rank in the country's order that are certainly greater."""
    own = level.interval()
    found: dict[tuple[str, ...], Point] = {}
    for other in page.points:
        if (
            is_level(other)
            and len(other.regions) == 1
            and other.regions != level.regions
            and other.indicator.key == level.indicator.key
            and other.claim.period == level.claim.period
            and comparable_units(other.claim, level.claim)
            and other.claim.status is Status.ACTUAL
            and not other.claim.negated
            and not other.claim.regions[0].members
            and _tier(other) == _tier(level)
        ):
            there = stated(other.claim, unit=level.claim.unit)
            if own.high is not None and there.low is not None and there.low > own.high:
                found[other.regions] = other
    return list(found.values())


def _tier(point: Point) -> str | None:
    """Province, city or county, as the code tells; null without code."""
    code = point.claim.regions[0].code
    if code is None or len(code) != 6:
        return None
    return "province" if code.endswith("0000") else "city" if code.endswith("00") else "county"
