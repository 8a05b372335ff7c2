"""Shares: a part of a whole in two series, and the share of a region in another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from textmine.check.figures import NATION, Topic, key_of, level_of
from textmine.check.linking import Where, wholes
from textmine.check.reckon import Reckoning, Result
from textmine.check.routes import Asked, Route, Value, located, value_of
from textmine.places.gazetteer import lookup
from textmine.records import Measure, Place, Role
from textmine.records.verdicts import Link

__all__ = ["shares", "split_share"]


@cache
def _parts() -> re.Pattern[str]:
    return re.compile(r"(?P<part>.+?)占(?P<whole>.*?)(?:的?(?:比重|比例|份额|比))?")


@cache
def _every() -> re.Pattern[str]:
    """Words before a whole that only say that it is all of it."""
    return re.compile(r"^(?:全部|全体|所有|整个|总(?=[^人量额值产]))")


def split_share(asked: Asked, margin: Decimal) -> Iterator[Route]:
    """The routes for an indicator that names part and whole: R&D经费占生产总值比重, 第三产业增加值占GDP的比重."""
    for words in dict.fromkeys((asked.indicator.base, asked.claim.indicator)):
        found = _parts().fullmatch(words)
        if found is None or not found["whole"]:
            continue
        part = level_of(found["part"], aliases=asked.figures.aliases)
        whole = level_of(_every().sub("", found["whole"]), aliases=asked.figures.aliases)
        made = False
        for one in asked.figures.named(part.key):
            for other in asked.figures.named(whole.key):
                for route in _by(asked, one, other, margin):
                    made = True
                    yield route
        if made:
            return


def _by(asked: Asked, one: Topic, other: Topic, margin: Decimal) -> Iterator[Route]:
    if one.unit != other.unit or one.relative or other.relative:
        return
    for where, part in located(asked, one, asked.when):
        whole = value_of(other, where, asked.when)
        if whole is not None:
            yield _route(asked, one, where.place, part, whole, margin)


def _route(
    asked: Asked, topic: Topic, place: Place, part: Value, whole: Value, margin: Decimal, score: float = 0.97
) -> Route:
    def run(reckoning: Reckoning) -> Result:
        return reckoning.share(part.run(reckoning), whole.run(reckoning))

    return Route(
        topic, place, asked.claim.period, Measure.SHARE.value, score,
        (Link.SAME_INDICATOR, *part.links, Link.PERIOD, Link.TWO_SERIES), (*part.reads, *whole.reads), run, derived=True, margin=margin,
    )  # fmt: skip


def shares(asked: Asked, margin: Decimal) -> Iterator[Route]:
    """The routes to a share told of a claim: of its region in another, of a part in its whole."""
    yield from split_share(asked, margin)
    yield from _of_region(asked, margin)
    if "占" not in asked.claim.indicator:
        yield from _of_unsaid(asked, margin)


def _of_region(asked: Asked, margin: Decimal) -> Iterator[Route]:
    """技术合同成交额占全国的比重: the same indicator of two regions."""
    base = asked.claim.baseline
    found = _parts().fullmatch(asked.claim.indicator)
    name = (base.region if base else None) or (found["whole"] if found else None)
    if not name:
        return
    whole = _place(name)
    if whole is None:
        return
    words = found["part"] if found else asked.claim.indicator
    part = level_of(words, aliases=asked.figures.aliases)
    for topic in asked.figures.named(part.key):
        if topic.relative:
            continue
        for where, value in located(asked, topic, asked.when):
            total = value_of(topic, whole, asked.when)
            if total is not None and where.key != whole.key:
                yield _route(asked, topic, where.place, value, total, margin)


def _place(name: str) -> Where | None:
    if name in ("全国", "中国", "我国"):
        return Where(NATION, Place(name="全国", code=NATION))
    found = lookup(name)
    return Where(key_of(found[0]), found[0]) if found else None


def _of_unsaid(asked: Asked, margin: Decimal) -> Iterator[Route]:
    """其中私营企业3000万个，占91.4%: the whole is what the part is one sort of. Which one is not said, so that it never refutes."""
    if asked.claim.role is not Role.SHARE:
        return
    part = level_of(asked.claim.indicator, aliases=asked.figures.aliases)
    for one in asked.figures.named(part.key):
        for other in wholes(part.key, asked.figures):
            for route in _by(asked, one, other, margin):
                yield Route(
                    route.topic, route.place, route.period, route.measure, 0.8, route.links, route.reads, route.run,
                    derived=True, firm=False,
                )  # fmt: skip
