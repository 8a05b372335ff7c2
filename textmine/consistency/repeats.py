"""The same fact twice with different numbers in one article, above all in headline and body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from textmine.consistency.intervals import apart, stated
from textmine.consistency.points import Page, Point, comparable_units, finding
from textmine.consistency.wording import said, told
from textmine.indicators import similarity
from textmine.records import Claim, Kind, Role, Status
from textmine.records.findings import Conflict, Finding, Severity
from textmine.records.indicators import Relation

__all__ = ["differ", "headlines", "repeats", "slip"]

SLIPS = (Decimal(10) ** 4, Decimal(10) ** 8)
DAY = 10  # characters of a day, in which figures are told as of several hours and of several sorts
DIGITS = 2  # significant digits from which on equal digits are no accident


def repeats(page: Page) -> Iterator[Finding]:
    """One fact with two numbers in the body of an article."""
    body = [point for point in page.points if not point.headline and _told_fully(point)]
    groups: dict[tuple[object, ...], list[Point]] = {}
    for point in body:
        groups.setdefault(_fact(point), []).append(point)
    for points in groups.values():
        for one, other in combinations(points, 2):
            if one.sentence == other.sentence or not comparable_units(one.claim, other.claim):
                continue
            if not differ(one.claim, other.claim) or _of_a_part(page, one, other):
                continue
            yield _conflict(page, one, other, headline=False)
            break


def _told_fully(point: Point) -> bool:
    """Whether period and region are told and the indicator is one that figures are published for."""
    claim = point.claim
    return (
        claim.period is not None
        and ".." not in claim.period
        and len(claim.period) != DAY
        and bool(claim.regions)
        and claim.status is Status.ACTUAL
        and not claim.negated
        and claim.role in (Role.LEVEL, Role.CHANGE, Role.SHARE)
        and claim.kind is not Kind.RANK
        and bool(point.indicator.key)
        and (point.indicator.head is not None or point.indicator.official is not None)
        and not _partial(point)
    )


def _partial(point: Point) -> bool:
    """Whether words around the figure narrow down what it is about."""
    return bool(
        re.search(
            r"其中|另外|另有|还有|新增|首批|部分|同类|分别|左右|每|约|平均|日均|最[高低大多]",
            point.lead + point.after[:4],
        )
    )


def _fact(point: Point) -> tuple[object, ...]:
    claim = point.claim
    baseline = claim.baseline
    compared = None if baseline is None else (baseline.period, baseline.region, baseline.subject, baseline.basis)
    return (point.indicator.key, point.regions, claim.period, claim.role, claim.change, compared)


def differ(one: Claim, other: Claim) -> bool:
    """Whether two figures cannot be one, even where digits were cut off."""
    return apart(stated(one, cut=True), stated(other, unit=one.unit, cut=True))


def _of_a_part(page: Page, *points: Point) -> bool:
    """Whether words near the figures, or near the levels that they belong to, may tell of a part only."""
    return any(page.narrowed(each) for point in points for each in (point, *page.related(point)))


def _parted(one: Point, other: Point) -> bool:
    """Whether the words before the two name different things after all."""
    words = r"当[月季日年]|累计|单月|平均|年均|环比|本[月季]|新增|存量|余额|初|末|口径|第[一二三四五六七八九十\d]"
    return set(re.findall(words, one.lead)) != set(re.findall(words, other.lead))


def slip(one: Claim, other: Claim) -> Decimal | None:
    """How many times apart two figures of the same digits stand, where that is a slip of 万 and 亿."""
    if (
        one.value <= 0
        or other.value <= 0
        or one.unit != other.unit
        or len(one.value.normalize().as_tuple().digits) < DIGITS
    ):
        return None
    if one.value.normalize().as_tuple().digits != other.value.normalize().as_tuple().digits:
        return None
    times = max(one.value, other.value) / min(one.value, other.value)
    return times if times in SLIPS else None


def _conflict(page: Page, one: Point, other: Point, *, headline: bool) -> Finding:
    times = slip(one.claim, other.claim)
    if times is not None:
        words = told("scale", one=said(one), other=said(other), times=f"{times:f}")
        return finding(page, Conflict.SCALE, Severity.ERROR, (one, other), words)
    words = told("headline" if headline else "repeated", one=said(one), other=said(other))
    return finding(page, Conflict.REPEATED, Severity.ERROR if headline else Severity.WARNING, (one, other), words)


def headlines(page: Page) -> Iterator[Finding]:
    """What the headline says against the body: none of the figures for the same thing fits, or one has its digits in another scale."""
    for head in page.points:
        if not head.headline or head.claim.negated:
            continue
        body = [point for point in page.points if not point.headline and _same_thing(head, point)]
        if not body or any(not differ(head.claim, point.claim) for point in body):
            continue
        if any(_again(head.claim, point.claim) for point in page.points if not point.headline):
            continue
        slipped = next((point for point in body if slip(head.claim, point.claim)), None)
        if slipped is not None:
            yield _conflict(page, head, slipped, headline=True)
            continue
        if _milestone(head):
            continue
        exact = [
            point
            for point in body
            if _periods_meet(head, point) and point.indicator.key == head.indicator.key and not _parted(head, point)
        ]
        if exact:
            yield _conflict(page, head, exact[0], headline=True)


def _again(head: Claim, other: Claim) -> bool:
    """Whether the figure of the headline stands in the body too, whatever it is called there."""
    return abs(head.value) == abs(other.value) and head.unit == other.unit


def _milestone(head: Point) -> bool:
    """Whether the figure is one that was passed: 迈上10万亿元新台阶, 突破千亿大关."""
    return bool(
        re.search(r"[迈站登跨跃]上|跨[过入]|迈[进入]|破", head.lead[-6:])
        or re.match(r"[^，,]{0,3}(?:台阶|大关|关口)", head.after)
    )


def _same_thing(head: Point, point: Point) -> bool:
    """Whether a figure of the body can be the one of the headline."""
    one, other = head.claim, point.claim
    if one.role is not other.role or one.change is not other.change or one.status is not other.status or other.negated:
        return False
    if not comparable_units(one, other) or one.kind is Kind.RANK:
        return False
    if head.regions and point.regions and head.regions != point.regions:
        return False
    return similarity(head.indicator, point.indicator).relation is Relation.SAME or (
        bool(slip(one, other)) and _akin(head, point)
    )


def _akin(head: Point, point: Point) -> bool:
    """Whether the words of two indicators are alike enough for figures of the same digits."""
    one, other = head.indicator.base, point.indicator.base
    return bool(
        one and other and (one in other or other in one or similarity(head.indicator, point.indicator).dice >= 0.4)
    )


def _periods_meet(head: Point, point: Point) -> bool:
    return head.claim.period is None or head.claim.period == point.claim.period
