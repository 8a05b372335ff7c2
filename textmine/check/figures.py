"""Official figures as the check looks for them: by indicator, region and the days that a period covers, in all vintages.

A :class:`Topic` is what all series of one indicator, unit, measure and base have in common, whatever region, span and file they
belong to. Periods are compared by their first and last day, so that 1—6月 and 上半年, 1—12月 and the year are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache

from textmine.check.defaults import usual_name
from textmine.errors import InputError, LeftOutError
from textmine.indicators import Aliases, IndicatorIndex, analyse
from textmine.indicators.words import fold
from textmine.periods import bounds
from textmine.records import Basis, Measure, Observation, Place, Prices, Series, Span
from textmine.records.indicators import Form, Indicator, Near

__all__ = ["Bounds", "Figures", "Topic", "days", "key_of", "level_of"]

Bounds = tuple[date | None, date | None]
NATION = "100000"
TELLING = 4  # figures from which on a series tells its own precision


@lru_cache(maxsize=65536)
def days(period: str) -> Bounds:
    """First and last day of ``period``."""
    return bounds(period)


def key_of(place: Place) -> str:
    """What a region is looked for by: its code, else its name; 全国 is 100000."""
    return NATION if place.name == "全国" else place.code or place.name


def level_of(
    words: str, *, unit: str | None = None, role: str | None = None, aliases: Aliases | None = None
) -> Indicator:
    """What ``words`` measure, whatever is told of it: of 居民消费价格涨幅 the growth, of 粮食产量同比增长 the output."""
    found = analyse(usual_name(words), unit=unit, role=role, aliases=aliases)
    for _ in range(3):  # 涨幅扩大0.2个百分点: the points of a growth of a level
        if not found.base or (found.form is Form.LEVEL and found.key == found.base):
            break
        found = analyse(usual_name(found.base), aliases=aliases)
    return found


@dataclass(slots=True, eq=False)
class Topic:
    """Series of one indicator, unit, measure and base.

    ``cells`` holds, by region and days, the observations of all vintages. ``moment`` tells a stock: its figures hold at the end of
    their periods. ``spans`` are those of its series.
    """

    name: str
    indicator: Indicator
    unit: str | None
    quantity: str | None
    measure: Measure
    base: str | None
    basis: Basis | None
    prices: Prices | None
    moment: bool
    places: dict[str, Place] = field(default_factory=dict)
    cells: dict[str, dict[Bounds, list[Observation]]] = field(default_factory=dict)
    ends: dict[str, dict[date, Bounds]] = field(default_factory=dict)
    spans: set[Span | None] = field(default_factory=set)
    counts: dict[int, int] = field(default_factory=dict)
    finest: Decimal | None = None

    def add(self, observation: Observation, region: str, when: Bounds) -> None:
        """Takes a figure in."""
        by_days = self.cells.get(region)
        if by_days is None:
            by_days = self.cells[region] = {}
            self.places[region] = observation.series.region
            self.ends[region] = {}
        found = by_days.get(when)
        if found is None:
            by_days[when] = [observation]
            if self.moment and when[1] is not None:
                self.ends[region][when[1]] = when
        else:
            found.append(observation)

    def at(self, region: str, when: Bounds) -> tuple[Observation, ...]:
        """The figures of ``region`` for ``when``, of all vintages; of a stock those at the end of it."""
        by_days = self.cells.get(region)
        if by_days is None:
            return ()
        found = by_days.get(when)
        if found is None and self.moment and when[1] is not None:
            end = self.ends[region].get(when[1])
            found = by_days[end] if end else None
        return tuple(found) if found else ()

    def precision(self, series: Series) -> Decimal:
        """One unit in the last place of ``series``; percentages of few figures have the places of the whole topic."""
        few = self.counts.get(id(series), 0) < TELLING
        return self.finest if few and self.finest is not None and self.unit == "%" else series.precision

    @property
    def words(self) -> str:
        """Its name in the file and the normalised one, for words that tell what sort of indicator it is (GDP is a 生产总值)."""
        return f"{self.name} {self.indicator.key}"

    @property
    def relative(self) -> bool:
        """Whether the figures are percentages or an index, which do not add up."""
        return self.unit in ("%", "百分点") or self.measure is not Measure.LEVEL


class Figures:
    """Official figures, indexed. ``aliases`` are the user's names of indicators.

    An error among ``observations``, as :func:`~textmine.statistics.read_statistics` gives it in its place, is raised; what was only
    left out of a file is passed over.
    """

    def __init__(
        self, observations: Iterable[Observation | InputError] = (), *, aliases: Aliases | None = None
    ) -> None:
        self.aliases = aliases
        self.topics: dict[str, list[Topic]] = {}
        self.size = 0
        self._kept: list[Series] = []
        self._index = IndicatorIndex(aliases=aliases)
        self._add(observations)

    def _add(self, observations: Iterable[Observation | InputError]) -> None:
        known: dict[tuple[object, ...], Topic] = {}
        current: Series | None = None
        topic: Topic | None = None
        region, series_id = "", 0
        for observation in observations:
            if isinstance(observation, InputError):
                if isinstance(observation, LeftOutError):
                    continue
                raise observation
            if observation.published is None:
                continue
            if observation.series is not current or topic is None:
                current = observation.series
                topic = self._topic(current, known)
                region, series_id = key_of(current.region), id(current)
                if series_id not in topic.counts:
                    topic.counts[series_id] = 0
                    self._kept.append(current)  # so that the identity stays this series' own
                topic.spans.add(current.span)
                topic.finest = current.precision if topic.finest is None else min(topic.finest, current.precision)
            topic.counts[series_id] += 1
            topic.add(observation, region, days(observation.period))
            self.size += 1

    def _topic(self, series: Series, known: dict[tuple[object, ...], Topic]) -> Topic:
        identity = (
            series.indicator, series.unit, series.measure, series.base, series.basis, series.prices, series.span is Span.MOMENT,
        )  # fmt: skip
        if identity in known:
            return known[identity]
        level = level_of(series.indicator, unit=series.unit, aliases=self.aliases)
        common = (level.key, *identity[1:])
        topic = known.get(common)
        if topic is None:
            topic = Topic(
                series.indicator, level, series.unit, series.quantity, series.measure, series.base, series.basis, series.prices,
                series.span is Span.MOMENT,
            )  # fmt: skip
            known[common] = topic
            if level.key:
                self.topics.setdefault(level.key, []).append(topic)
                self._index.add(level)
        known[identity] = topic
        return topic

    def named(self, key: str) -> tuple[Topic, ...]:
        """The topics with this key."""
        return tuple(self.topics.get(key, ()))

    def near(self, indicator: Indicator, *, limit: int = 12) -> tuple[Near, ...]:
        """The indicators that are most like ``indicator``."""
        return self._index.nearest(indicator, limit=limit)

    def ending(self, words: str) -> Iterator[Topic]:
        """The topics whose key is a proper end of ``words``, the longest first: the wholes of which a part may be meant."""
        text = fold(words)
        for start in range(1, len(text) - 1):
            yield from self.topics.get(text[start:], ())
