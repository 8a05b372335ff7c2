"""From a claim to the series that it may be about: indicator, unit, regions and days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from textmine.check.figures import NATION, Bounds, Figures, Topic, days, key_of, level_of
from textmine.check.scene import Scene
from textmine.errors import UsageError
from textmine.periods import previous, year_before
from textmine.places.gazetteer import lookup
from textmine.quantities.units import convert
from textmine.quantities.units import lookup as unit_named
from textmine.records import Basis, Claim, Kind, Place, Role
from textmine.records.indicators import Indicator, Near, Reason
from textmine.records.verdicts import Link

__all__ = ["Linked", "Where", "baseline_of", "exact", "factor", "indicator_of", "linked", "regions_of", "when_of"]

LIKE = 0.6  # what is less alike is another indicator
HARD = frozenset((Reason.SCOPE, Reason.CONTRAST, Reason.NUMBERS))
COUNTERS = frozenset(("个", "家", "户", "所", "座", "处", "项", "件", "条"))


@dataclass(frozen=True, slots=True)
class Linked:
    """A topic that a claim may be about. ``scope`` tells that the words exclude each other (规模以上 and all)."""

    topic: Topic
    score: float
    links: tuple[Link, ...]
    scope: bool = False
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Where:
    """A region of a claim; ``assumed`` where it does not tell one."""

    key: str
    place: Place
    assumed: bool = False

    @property
    def members(self) -> tuple[str, ...]:
        """The keys of the regions that it is made of; empty where it is none made of others."""
        if self.key == NATION:
            return ()
        found = [next((place for place in lookup(name) if place.name == name), None) for name in self.place.members]
        return tuple(key_of(place) for place in found if place is not None) if all(found) else ()


def indicator_of(claim: Claim, figures: Figures) -> Indicator:
    """What the claim's level would be: 社会消费品零售额 of its growth, the growth itself of 增速回落0.2个百分点."""
    return level_of(claim.indicator, unit=claim.unit, role=claim.role.value, aliases=figures.aliases)


def exact(indicator: Indicator, figures: Figures) -> tuple[Linked, ...]:
    """The topics whose indicator is ``indicator``."""
    return tuple(Linked(topic, 1.0, (Link.SAME_INDICATOR,)) for topic in figures.named(indicator.key))


def linked(indicator: Indicator, figures: Figures) -> tuple[Linked, ...]:
    """The topics whose indicator is ``indicator`` or like it, the likest first; with those of another scope, marked."""
    found: list[Linked] = []
    for near in figures.near(indicator):
        link = _link(near)
        if link is not None:
            score, links, scope, details = link
            found += [Linked(topic, score, links, scope, details) for topic in figures.named(near.indicator.key)]
    return tuple(found)


def _link(near: Near) -> tuple[float, tuple[Link, ...], bool, tuple[str, ...]] | None:
    told = near.similarity
    if Reason.SAME_KEY in told.reasons:
        return 1.0, (Link.SAME_INDICATOR,), False, ()
    hard = HARD & set(told.reasons)
    if hard:
        if Reason.SAME_HEAD not in told.reasons and near.indicator.head is not None:
            return None
        one_sided = hard == {Reason.SCOPE} and told.dice >= LIKE and all("–" in detail for detail in told.details)
        return (told.dice * 0.9, (Link.SCOPE_UNSAID,), True, told.details) if one_sided or told.dice >= LIKE else None
    if told.score < LIKE:
        return None
    return told.score, (Link.LIKE_INDICATOR,), False, told.details


@cache
def _only_national() -> re.Pattern[str]:
    return re.compile(r"国内生产总值|国民总收入|国民生产总值|GDP(?=.*我国)")


def regions_of(claim: Claim, scene: Scene) -> tuple[Where, ...]:
    """The regions of the claim; the country where it tells none and can only speak of it."""
    if claim.regions:
        return tuple(Where(key_of(place), place) for place in claim.regions)
    nation = Place(name="全国", code=NATION)
    if _only_national().search(claim.indicator):
        return (Where(NATION, nation),)
    return (Where(NATION, nation, assumed=True),) if scene.national else ()


def when_of(claim: Claim) -> Bounds | None:
    """The days of the claim; of a stock up to a moment (``../2024-11``) that moment."""
    period = claim.period
    if period is None:
        return None
    period = period.removeprefix("../")
    return days(period)


def baseline_of(claim: Claim, scene: Scene, figures: Figures) -> tuple[Bounds | None, Basis | None, bool]:
    """The days with which a change is compared, the kind of comparison, and whether that is assumed.

    Without words of comparison it is the other end of from … to …, else the year before.
    """
    base = claim.baseline
    now = when_of(claim)
    if now is None or claim.period is None:
        return None, None, False
    if base is not None and base.period is not None:
        before = days(base.period)
        return before, _basis(claim.period, before, base.basis), False
    if base is not None and base.basis in (Basis.MOM, Basis.QOQ):
        earlier = previous(claim.period)
        return (days(earlier) if earlier else None), base.basis, False
    start = _from_to(claim, scene, figures)
    if start is not None:
        return start, Basis.VERSUS, False
    earlier = year_before(claim.period)
    return (days(earlier) if earlier else None), Basis.YOY, base is None


def _basis(period: str, before: Bounds, said: Basis | None) -> Basis:
    if said in (Basis.MOM, Basis.QOQ):
        return said
    earlier = year_before(period)
    if earlier is not None and (days(earlier) == before or _year_end(earlier, before)):
        return Basis.YOY
    step = previous(period)
    return Basis.MOM if step is not None and days(step) == before else Basis.VERSUS


def _year_end(year: str, before: Bounds) -> bool:
    """Whether ``before`` is the December of ``year``: 比上年末."""
    return len(year) == 4 and before == (date(int(year), 12, 1), date(int(year), 12, 31))


def _from_to(claim: Claim, scene: Scene, figures: Figures) -> Bounds | None:
    """The first of two levels of the same indicator and region just before a change: 由2015年的…增加到2024年的…，增长…."""
    own = indicator_of(claim, figures).key
    levels = [
        other for other in scene.before(claim, 2)
        if other.role is Role.LEVEL and other.period and other.regions == claim.regions and indicator_of(other, figures).key == own
    ]  # fmt: skip
    if len(levels) == 2 and levels[0].period == claim.period and levels[1].period != claim.period:
        start = when_of(levels[1])
        end = when_of(claim)
        if start and end and start[1] and end[0] and start[1] < end[0]:
            return start
    return None


def factor(topic_unit: str | None, unit: str | None) -> Decimal | None:
    """How many of ``unit`` one of ``topic_unit`` is; None where they do not compare."""
    if topic_unit == unit:
        return Decimal(1)
    if topic_unit is None or unit is None:
        return None
    if topic_unit in COUNTERS and unit in COUNTERS:
        return Decimal(1)
    one, other = unit_named(topic_unit), unit_named(unit)
    if one is None or other is None or Kind.COUNT in (one.kind, other.kind):
        return None
    try:
        return convert(Decimal(1), topic_unit, unit)
    except UsageError:
        return None


def wholes(part: str, figures: Figures) -> Iterator[Topic]:
    """What a part that tells no whole can be a share of: the things of which it names one sort (私营企业 of 企业)."""
    yield from figures.ending(part)
