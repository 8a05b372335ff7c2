"""Changes: growth against growth series and indices, and from levels where prices cannot differ; differences, points, multiples.

A growth rate at constant prices is never held against levels at current prices: the figure reckoned from these is told as a hint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from textmine.check.figures import Bounds, Topic
from textmine.check.linking import Linked, Where, baseline_of, factor
from textmine.check.reckon import Reckoning, Result
from textmine.check.routes import Asked, Route, Value, located, value_of
from textmine.records import Basis, Change, Measure, Prices
from textmine.records.indicators import Form
from textmine.records.verdicts import Link, Why

__all__ = ["changes"]

MULTIPLE = Decimal("0.1")
"""By how much a multiple reckoned from amounts of money must differ to refute."""

REAL = ("生产总值", "增加值", "总产值", "投资", "收入", "利润", "消费支出", "零售", "国民总收入")
"""Amounts whose growth is published at constant prices or on a comparable footing."""

Combine = Callable[[Reckoning, Result, Result], Result]


def changes(asked: Asked) -> Iterator[Route]:
    """The routes to a change."""
    before, basis, assumed = baseline_of(asked.claim, asked.scene, asked.figures)
    if asked.claim.baseline is not None and asked.claim.baseline.region is not None:
        return  # 高于全国0.8个百分点: compared with a region
    kind = asked.claim.change
    if kind is Change.POINTS:
        yield from _points(asked, before)
    elif kind is Change.RELATIVE and asked.claim.unit == "%":
        yield from _growth(asked, basis)
        yield from _from_levels(asked, before, basis, assumed=assumed)
        yield from _percent_of_rates(asked, before)
    elif kind in (Change.RELATIVE, Change.MULTIPLE):
        yield from _multiples(asked, before, more=kind is Change.RELATIVE)
    elif kind is Change.ABSOLUTE:
        yield from _differences(asked, before)


def _growth(asked: Asked, basis: Basis | None) -> Iterator[Route]:
    """Published growth: growth series, and indices with the period before = 100."""
    for each in asked.topics:
        topic = each.topic
        if topic.measure is Measure.GROWTH or (
            topic.measure is Measure.INDEX and topic.basis is not Basis.SINCE and topic.base
        ):
            if not _same_basis(topic, basis) or not _same_prices(asked, topic):
                continue
            for where, value in located(asked, topic, asked.when):
                if not value.derived:
                    yield _published(asked, each, where, value)
    if basis is Basis.YOY or basis is Basis.VERSUS:
        yield from _chained(asked)


def _same_prices(asked: Asked, topic: Topic) -> bool:
    said = asked.indicator.prices
    return said is None or topic.prices is None or said is topic.prices


def _same_basis(topic: Topic, basis: Basis | None) -> bool:
    """Whether a growth series compares as the claim does; without a word a series compares with the year before."""
    own = topic.basis or Basis.YOY
    return own is (basis or Basis.YOY) or {own, basis} == {Basis.MOM, Basis.QOQ}


def _published(asked: Asked, each: Linked, where: Where, value: Value) -> Route:
    (found,) = value.reads
    index = each.topic.measure is Measure.INDEX

    def run(reckoning: Reckoning) -> Result:
        return reckoning.index_change(reckoning.take(found)) if index else reckoning.official(found)

    return Route(
        each.topic, where.place, asked.claim.period, each.topic.measure.value, each.score,
        (*each.links, *value.links, Link.PERIOD, Link.INDEX_SERIES if index else Link.GROWTH_SERIES), value.reads, run,
        why=Why.SCOPE if each.scope else None, details=each.details,
    )  # fmt: skip


def _chained(asked: Asked) -> Iterator[Route]:
    """Real growth from an index with a fixed base: that of the period by that of the one compared with."""
    before, _, _ = baseline_of(asked.claim, asked.scene, asked.figures)
    if before is None:
        return
    for each in asked.topics:
        for topic in asked.figures.named(f"{each.topic.indicator.key}指数"):
            if topic.measure is Measure.INDEX and topic.basis is Basis.SINCE and not each.scope:
                yield from _pair(
                    asked,
                    topic,
                    before,
                    each.score,
                    (*each.links, Link.INDEX_SERIES),
                    Reckoning.growth,
                    Measure.GROWTH.value,
                )


def _pair(
    asked: Asked, topic: Topic, before: Bounds, score: float, links: tuple[Link, ...], combine: Combine, measure: str,
    *, times: Decimal = Decimal(1), firm: bool = True, margin: Decimal = Decimal(0), why: Why | None = None,
    details: tuple[str, ...] = (),
) -> Iterator[Route]:  # fmt: skip
    """What two figures of one topic and region give."""
    for where, now in located(asked, topic, asked.when):
        then = next((value for _, value in _of(asked, topic, where, before)), None)
        if then is None:
            continue

        def run(reckoning: Reckoning, now: Value = now, then: Value = then) -> Result:
            return combine(reckoning, now.run(reckoning), then.run(reckoning))

        yield Route(
            topic, where.place, asked.claim.period, measure, score, (*links, *now.links, Link.PERIOD), (*now.reads, *then.reads), run,
            times, derived=True, firm=firm, margin=margin, why=why, details=details,
        )  # fmt: skip


def _of(asked: Asked, topic: Topic, where: Where, when: Bounds) -> Iterator[tuple[Where, Value]]:
    if len(asked.regions) > 1:
        yield from located(asked, topic, when)
        return
    found = value_of(topic, where, when) or value_of(topic, where, _whole_year(when))
    if found is not None:
        yield where, found


def _whole_year(when: Bounds) -> Bounds:
    """The year of which ``when`` is the December, for 上年末 of a rate that is told for years alone; else ``when``."""
    begin, end = when
    if begin is None or end is None or (begin.month, end.month, begin.year) != (12, 12, end.year):
        return when
    return date(end.year, 1, 1), date(end.year, 12, 31)


def _levels_of(asked: Asked) -> Iterator[Linked]:
    for each in asked.topics:
        if each.topic.measure is Measure.LEVEL and each.topic.unit not in ("%", "百分点"):
            yield each


def _money(topic: Topic) -> bool:
    return (topic.quantity or "").startswith("currency")


def _from_levels(asked: Asked, before: Bounds | None, basis: Basis | None, *, assumed: bool) -> Iterator[Route]:
    if before is None or basis is None:
        return
    nominal = asked.indicator.prices is Prices.CURRENT
    for each in _levels_of(asked):
        why = Why.SCOPE if each.scope else Why.PRICES if _money(each.topic) and not nominal else None
        links = (*each.links, Link.FROM_LEVELS, *((Link.BASELINE_ASSUMED,) if assumed else ()))
        yield from _pair(
            asked, each.topic, before, each.score * 0.96, links, Reckoning.growth, Measure.GROWTH.value, firm=not nominal, why=why,
            margin=Decimal("0.03"), details=each.details,
        )  # fmt: skip


def _percent_of_rates(asked: Asked, before: Bounds | None) -> Iterator[Route]:
    """投入强度提高0.11%: of a rate, points are said as per cent. Told, and not held against it."""
    if before is None:
        return
    for each in asked.topics:
        if each.topic.unit == "%" and each.topic.measure in (Measure.LEVEL, Measure.SHARE):
            yield from _pair(
                asked,
                each.topic,
                before,
                each.score * 0.9,
                each.links,
                Reckoning.points,
                Measure.LEVEL.value,
                why=Why.POINTS,
            )


def _multiples(asked: Asked, before: Bounds | None, *, more: bool) -> Iterator[Route]:
    if before is None:
        return
    combine: Combine = Reckoning.times_more if more else Reckoning.ratio
    for each in _levels_of(asked):
        money = _money(each.topic)
        real = money and any(word in each.topic.words for word in REAL)
        yield from _pair(
            asked, each.topic, before, each.score * 0.96, (*each.links, Link.FROM_LEVELS), combine, "multiple", firm=not real,
            margin=MULTIPLE if money else Decimal("0.03"), why=Why.SCOPE if each.scope else None, details=each.details,
        )  # fmt: skip


def _differences(asked: Asked, before: Bounds | None) -> Iterator[Route]:
    if before is None:
        return
    for each in asked.topics:
        if each.topic.measure is Measure.GROWTH or each.topic.unit in ("%", "百分点"):
            continue
        times = factor(each.topic.unit, asked.claim.unit)
        if times is not None:
            yield from _pair(
                asked, each.topic, before, each.score * 0.96, (*each.links, Link.FROM_LEVELS), Reckoning.difference, "change",
                times=times, firm=not _money(each.topic), margin=Decimal("0.03"), why=Why.SCOPE if each.scope else None,
                details=each.details,
            )  # fmt: skip


def _points(asked: Asked, before: Bounds | None) -> Iterator[Route]:
    """Points between two rates, or between two growth rates."""
    if before is None:
        return
    growth = asked.indicator.form is Form.GROWTH or _speaks_of_growth(asked)
    for each in asked.topics:
        topic = each.topic
        is_growth = topic.measure is Measure.GROWTH or (topic.measure is Measure.INDEX and topic.basis is Basis.YOY)
        if is_growth is not growth or (not growth and topic.unit != "%"):
            continue
        if topic.measure is Measure.GROWTH and topic.basis not in (None, Basis.YOY):
            continue
        combine = _narrowed if _speaks_of_fall(asked.claim.indicator) else Reckoning.points
        yield from _pair(
            asked, topic, before, each.score * 0.97, (*each.links, Link.GROWTH_SERIES if growth else Link.FROM_LEVELS),
            combine, "points", why=Why.SCOPE if each.scope else None, details=each.details,
        )  # fmt: skip


def _narrowed(reckoning: Reckoning, now: Result, then: Result) -> Result:
    """The change of a fall: 降幅缩小0.6个百分点 is a growth rate that rises."""
    return reckoning.points(then, now)


def _speaks_of_fall(words: str) -> bool:
    return "降幅" in words or "跌幅" in words


def _speaks_of_growth(asked: Asked) -> bool:
    """Whether the points are of a growth rate: the indicator says so, or is an amount, which has no points."""
    words = asked.claim.indicator
    return any(word in words for word in ("增速", "涨幅", "降幅", "跌幅", "增幅", "增长")) or (
        asked.indicator.head is not None and "ratio" not in asked.indicator.quantities
        and all(each.topic.unit != "%" or each.topic.measure is Measure.GROWTH for each in asked.topics)
    )  # fmt: skip
