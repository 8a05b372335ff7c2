"""Routes from official figures to the figure that a claim states."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from textmine.check.figures import Bounds, Figures, Topic
from textmine.check.linking import Linked, Where
from textmine.check.reckon import Read, Reckoning, Result, read
from textmine.check.scene import Scene
from textmine.lexicon import rows
from textmine.records import Claim, Place
from textmine.records.indicators import Indicator
from textmine.records.verdicts import Link, Why

__all__ = ["Asked", "Route", "Value", "additive", "located", "value_of", "whole"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim with what it is about: the topics, regions and days that it may be held against."""

    claim: Claim
    indicator: Indicator
    topics: tuple[Linked, ...]
    regions: tuple[Where, ...]
    when: Bounds
    figures: Figures
    scene: Scene


@dataclass(frozen=True, slots=True)
class Route:
    """A way to reckon the figure of a claim: ``run`` does it with a choice of vintages.

    ``times`` brings the result into the unit of the claim. ``firm`` tells whether a different result refutes the claim, ``margin`` by
    which part of it the result must differ then; ``why`` names what forbids to compare at all.
    """

    topic: Topic
    place: Place
    period: str | None
    measure: str
    score: float
    links: tuple[Link, ...]
    reads: tuple[Read, ...]
    run: Callable[[Reckoning], Result]
    times: Decimal = Decimal(1)
    derived: bool = False
    firm: bool = True
    margin: Decimal = Decimal(0)
    why: Why | None = None
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """A figure of a topic for a region: an official one, or the sum of the regions that it is made of."""

    reads: tuple[Read, ...]
    run: Callable[[Reckoning], Result]
    links: tuple[Link, ...]

    @property
    def derived(self) -> bool:
        """Whether it is a sum."""
        return Link.MEMBERS in self.links


_NOT_ADDED = ("人均", "率", "指数", "平均", "价格", "浓度", "密度", "比重", "强度", "均价", "工资")


def additive(topic: Topic) -> bool:
    """Whether figures of several regions add up to that of all of them."""
    return not topic.relative and not any(word in topic.words for word in _NOT_ADDED)


def value_of(topic: Topic, where: Where, when: Bounds) -> Value | None:
    """The figure of ``topic`` for ``where``: as published, or added up from the members of the region."""
    link = Link.NATION_ASSUMED if where.assumed else Link.REGION
    own = read(topic, where.key, when)
    if own is not None:
        return Value((own,), lambda reckoning: reckoning.take(own), (link,))
    if not where.members or not additive(topic):
        return None
    return _sum(topic, where.members, when, where.place.name)


def _sum(topic: Topic, members: Sequence[str], when: Bounds, name: str) -> Value | None:
    parts = [read(topic, key, when) for key in members]
    found = tuple(part for part in parts if part is not None)
    if len(found) < len(parts):
        return None
    return Value(
        found, lambda reckoning: reckoning.total([reckoning.take(part) for part in found], name), (Link.MEMBERS,)
    )


@cache
def _settled() -> frozenset[str]:
    return frozenset(row[0] for row in rows("check_regions"))


def whole(place: Place) -> bool:
    """Whether the extent of a region made of others is settled, so that a sum over them is its own figure."""
    return place.name in _settled()


def together(topic: Topic, regions: Sequence[Where], when: Bounds) -> Value | None:
    """The sum over several regions that a claim names together (三地合计)."""
    if len(regions) < 2 or not additive(topic):
        return None
    return _sum(topic, [where.key for where in regions], when, "、".join(where.place.name for where in regions))


def located(asked: Asked, topic: Topic, when: Bounds) -> Iterator[tuple[Where, Value]]:
    """The figures of ``topic`` for the regions of the claim: of each, or of all together where it names several."""
    if len(asked.regions) > 1:
        both = together(topic, asked.regions, when)
        if both is not None:
            place = Place(name="、".join(where.place.name for where in asked.regions))
            yield Where(place.name, place), both
        return
    for where in asked.regions:
        found = value_of(topic, where, when)
        if found is not None:
            yield where, found
