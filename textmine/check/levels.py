"""Levels: what a claim states as it is, held against a series, a sum over regions or time, a quotient of two series."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from textmine.check.figures import Bounds, Topic
from textmine.check.linking import Where, factor
from textmine.check.reckon import Read, Reckoning, Result, read
from textmine.check.routes import Asked, Route, Value, additive, located, value_of
from textmine.check.shares import split_share
from textmine.records import Kind, Measure, Prices, Span
from textmine.records.verdicts import Link, Why

__all__ = ["levels"]

QUOTIENT = Decimal("0.02")
"""By how much a quotient of two series must differ to refute: its parts are revised on their own."""

PER_HEAD = "人均"


def levels(asked: Asked) -> Iterator[Route]:
    """The routes to a level."""
    for each in asked.topics:
        topic = each.topic
        if topic.measure is Measure.GROWTH or (topic.measure is Measure.INDEX and not _states_index(asked, topic)):
            continue
        if topic.prices is Prices.CONSTANT and asked.indicator.prices is not Prices.CONSTANT:
            continue  # news tell levels at current prices
        times = factor(topic.unit, asked.claim.unit)
        if times is None:
            continue
        unit = Link.SAME_UNIT if topic.unit == asked.claim.unit else Link.UNIT_CONVERTED
        for where, value in located(asked, topic, asked.when):
            period = Link.MOMENT if topic.moment else Link.PERIOD
            yield Route(
                topic, where.place, asked.claim.period, topic.measure.value, each.score, (*each.links, unit, *value.links, period),
                value.reads, value.run if value.derived else _official(value), times, derived=value.derived,
                margin=QUOTIENT / 10 if value.derived else Decimal(0), why=Why.SCOPE if each.scope else None, details=each.details,
            )  # fmt: skip
        yield from _within_year(asked, topic, each.score, (*each.links, unit), times)
    yield from _quotients(asked)


def _official(value: Value) -> Callable[[Reckoning], Result]:
    (found,) = value.reads
    return lambda reckoning: reckoning.official(found)


def _states_index(asked: Asked, topic: Topic) -> bool:
    return asked.claim.kind is Kind.INDEX or (asked.claim.unit is None and topic.unit is None)


def _within_year(asked: Asked, topic: Topic, score: float, links: tuple[Link, ...], times: Decimal) -> Iterator[Route]:
    """A part of the year from cumulated figures: the second quarter is the half-year less the first."""
    begin, end = asked.when
    if begin is None or end is None or begin.year != end.year or begin.month == 1 or begin.day != 1:
        return
    if Span.CUMULATIVE not in topic.spans or topic.moment or not additive(topic):
        return
    january = date(begin.year, 1, 1)
    for where in asked.regions[:1]:
        if read(topic, where.key, asked.when) is not None:
            return
        whole, before = (read(topic, where.key, (january, last)) for last in (end, begin - timedelta(days=1)))
        if whole is not None and before is not None:
            yield Route(
                topic, where.place, asked.claim.period, topic.measure.value, score * 0.95, (*links, Link.PERIOD), (whole, before),
                _less(whole, before), times, derived=True, firm=False, why=None,
            )  # fmt: skip


def _less(whole: Read, before: Read) -> Callable[[Reckoning], Result]:
    def run(reckoning: Reckoning) -> Result:
        return reckoning.difference(reckoning.take(whole), reckoning.take(before))

    return run


def _quotients(asked: Asked) -> Iterator[Route]:
    """A share or intensity of a region without a series of its own, and figures per head."""
    if asked.claim.unit == "%":
        yield from split_share(asked, QUOTIENT)
    base = asked.indicator.base
    if not base.startswith(PER_HEAD) or asked.when[1] is None:
        return
    for money in asked.figures.named(base.removeprefix(PER_HEAD)):
        times = factor(money.unit, asked.claim.unit)
        if times is None or money.measure is not Measure.LEVEL:
            continue
        for people in (*asked.figures.named("常住人口"), *asked.figures.named("总人口")):
            for where in asked.regions:
                yield from _per_head(asked, money, people, where, times)


def _per_head(asked: Asked, money: Topic, people: Topic, where: Where, times: Decimal) -> Iterator[Route]:
    """By the mean population of the year, as the bureau reckons it; never exact, as that one is not published to the person."""
    begin, end = asked.when
    if begin is None or end is None or (begin.month, end.month) != (1, 12):
        return
    year: Bounds = (date(end.year - 1, 1, 1), date(end.year - 1, 12, 31))
    total, now, before = (
        value_of(money, where, asked.when),
        value_of(people, where, asked.when),
        value_of(people, where, year),
    )
    if total is None or now is None or before is None:
        return

    def run(reckoning: Reckoning) -> Result:
        mean = reckoning.mean(now.run(reckoning), before.run(reckoning))
        return reckoning.ratio(total.run(reckoning), mean, money.unit)

    yield Route(
        money, where.place, asked.claim.period, Measure.LEVEL.value, 0.9, (Link.SAME_INDICATOR, *total.links, Link.TWO_SERIES),
        (*total.reads, *now.reads, *before.reads), run, times, derived=True, firm=False,
    )  # fmt: skip
