"""Reckoning with official figures: each step takes figures with the bounds of their rounding and tells what it did."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from textmine.check.figures import Bounds, Topic
from textmine.check.intervals import HUNDRED, Known
from textmine.check.vintages import latest, placed
from textmine.records import Observation, Place
from textmine.records.verdicts import Operand, Operation, Standing, Step

__all__ = ["Failed", "Read", "Reckoning", "Result", "choose", "read"]


class Failed(Exception):  # noqa: N818 (a step that cannot be done, never seen outside)
    """A step that cannot be done: a divisor that may be zero."""


@dataclass(frozen=True, slots=True)
class Read:
    """The figures of a topic for a region and some days, in all vintages."""

    topic: Topic
    region: str
    place: Place
    when: Bounds
    observations: tuple[Observation, ...]

    def known(self, observation: Observation) -> Known:
        """A figure with half a unit of its series' last place to either side."""
        return Known.rounded(observation.value or Decimal(0), self.topic.precision(observation.series))


def read(topic: Topic, region: str, when: Bounds) -> Read | None:
    """The figures of ``topic`` for ``region`` and ``when``; None where there are none."""
    found = topic.at(region, when)
    return Read(topic, region, topic.places[region], when, found) if found else None


Choice = Callable[[Read], Observation]


def choose(published: date | None, standing: Standing) -> Choice:
    """Which vintage of each figure is taken: that of ``standing``, or the latest where there is none such."""

    def chosen(found: Read) -> Observation:
        taken = latest(found.observations, published, standing)
        return taken or placed(found.observations, published)[0].observation

    return chosen


@dataclass(frozen=True, slots=True)
class Result:
    """A figure that was reckoned, and what may be said of it in the next step."""

    known: Known
    operand: Operand


@dataclass(slots=True)
class Reckoning:
    """The steps of one reckoning, with one choice of vintages."""

    choice: Choice
    steps: list[Step] = field(default_factory=list)

    def take(self, found: Read) -> Result:
        """An official figure."""
        observation = self.choice(found)
        known = found.known(observation)
        operand = Operand(
            name=found.topic.name, region=found.place.name, period=observation.period, value=known.value, unit=found.topic.unit,
            observation=observation,
        )  # fmt: skip
        return Result(known, operand)

    def official(self, found: Read) -> Result:
        """An official figure that is the answer itself."""
        taken = self.take(found)
        return self._did(
            Operation.READ, [taken], taken.known, found.topic.unit, taken.operand.name, taken.operand.region
        )

    def total(self, parts: Sequence[Result], region: str) -> Result:
        """The sum of ``parts``, that of ``region``."""
        known = parts[0].known
        for part in parts[1:]:
            known = known.plus(part.known)
        first = parts[0].operand
        return self._did(Operation.SUM, parts, known, first.unit, first.name, region)

    def difference(self, one: Result, other: Result) -> Result:
        """``one`` less ``other``."""
        return self._did(
            Operation.DIFFERENCE, [one, other], one.known.minus(other.known), one.operand.unit, one.operand.name
        )

    def points(self, one: Result, other: Result) -> Result:
        """The difference of two percentages, in points."""
        return self._did(Operation.POINTS, [one, other], one.known.minus(other.known), "百分点", one.operand.name)

    def share(self, part: Result, whole: Result) -> Result:
        """``part`` in per cent of ``whole``."""
        return self._did(
            Operation.SHARE, [part, whole], self._over(part, whole).scaled(HUNDRED), "%", part.operand.name
        )

    def ratio(self, one: Result, other: Result, unit: str | None = "倍") -> Result:
        """``one`` by ``other``."""
        return self._did(Operation.RATIO, [one, other], self._over(one, other), unit, one.operand.name)

    def growth(self, now: Result, before: Result) -> Result:
        """The change from ``before`` to ``now`` in per cent."""
        known = self._over(now, before).scaled(HUNDRED).shifted(-HUNDRED)
        return self._did(Operation.GROWTH, [now, before], known, "%", now.operand.name)

    def times_more(self, now: Result, before: Result) -> Result:
        """By how many times ``before`` it grew to ``now``: 增长1.2倍 is 2.2 times."""
        return self._did(
            Operation.GROWTH, [now, before], self._over(now, before).shifted(Decimal(-1)), "倍", now.operand.name
        )

    def index_change(self, index: Result) -> Result:
        """An index with the period before = 100, as a change in per cent."""
        return self._did(Operation.INDEX_CHANGE, [index], index.known.shifted(-HUNDRED), "%", index.operand.name)

    def mean(self, one: Result, other: Result) -> Result:
        """The mean of two figures."""
        known = one.known.plus(other.known).scaled(Decimal("0.5"))
        return self._did(Operation.MEAN, [one, other], known, one.operand.unit, one.operand.name)

    def rank(self, own: Result, others: Sequence[Result], place: int) -> Result:
        """The place of ``own`` among ``others``."""
        known = Known(Decimal(place), Decimal(place), Decimal(place))
        return self._did(Operation.RANK, [own, *others], known, None, own.operand.name)

    def _over(self, one: Result, other: Result) -> Known:
        found = one.known.over(other.known)
        if found is None:
            raise Failed
        return found

    def _did(
        self,
        operation: Operation,
        operands: Sequence[Result],
        known: Known,
        unit: str | None,
        name: str,
        region: str = "",
    ) -> Result:
        step = Step(
            operation=operation, operands=tuple(each.operand for each in operands), value=known.value, low=known.low,
            high=known.high, unit=unit,
        )  # fmt: skip
        self.steps.append(step)
        first = operands[0].operand
        made = Operand(name=name, region=region or first.region, period=first.period, value=known.value, unit=unit)
        return Result(known, made)
