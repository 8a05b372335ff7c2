"""Ranks: the place of a region among those of its level, reckoned from the figures of all of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from textmine.check.figures import NATION, Topic
from textmine.check.linking import Where
from textmine.check.reckon import Read, Reckoning, Result, read
from textmine.check.routes import Asked, Route
from textmine.places.gazetteer import index, level, lookup, parent
from textmine.records import Measure
from textmine.records.verdicts import Link, Why

__all__ = ["ranks"]

PROVINCES = 31  # of the mainland: what the statistics of the bureau cover


@cache
def _growth() -> re.Pattern[str]:
    return re.compile(r"增速|增幅|涨幅|增长")


def ranks(asked: Asked) -> Iterator[Route]:
    """The routes to a rank of one region."""
    if len(asked.regions) != 1 or asked.regions[0].key == NATION:
        return
    where = asked.regions[0]
    growth = _growth().search(asked.claim.indicator) is not None
    for each in asked.topics:
        if (each.topic.measure is Measure.GROWTH) is not growth or each.scope or each.topic.measure is Measure.INDEX:
            continue
        own = read(each.topic, where.key, asked.when)
        if own is None:
            continue
        peers, expected = _peers(asked, where, each.topic)
        others = [found for key in peers if (found := read(each.topic, key, asked.when)) is not None]
        whole = len(others) + 1 >= expected
        yield Route(
            each.topic, where.place, asked.claim.period, "rank", each.score, (*each.links, Link.REGION, Link.PERIOD, Link.RANKING),
            (own, *others), _placing(own, others), derived=True, why=None if whole else Why.COVERAGE,
        )  # fmt: skip


def _peers(asked: Asked, where: Where, topic: Topic) -> tuple[tuple[str, ...], int]:
    """The other regions of the same level and how many there must be with it: of the region that the claim names, else of the whole."""
    base = asked.claim.baseline
    within = next(iter(lookup(base.region)), None) if base and base.region else None
    if within is not None and within.members:
        names = set(within.members)
        return tuple(key for key, place in topic.places.items() if place.name in names and key != where.key), len(names)
    above, own = parent(where.place), level(where.place)
    keys = tuple(
        key
        for key, place in topic.places.items()
        if key != where.key and place.code and place.name != "全国" and level(place) == own and parent(place) == above
    )
    if own == 0:
        return keys, PROVINCES
    return keys, sum(level(place) == own and parent(place) == above for place in index().codes.values())


def _placing(own: Read, others: Sequence[Read]) -> Callable[[Reckoning], Result]:
    def run(reckoning: Reckoning) -> Result:
        mine = reckoning.take(own)
        rest = sorted((reckoning.take(other) for other in others), key=lambda result: -result.known.value)
        place = 1 + sum(result.known.value > mine.known.value for result in rest)
        return reckoning.rank(mine, rest, place)

    return run
