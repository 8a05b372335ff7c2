"""What single change would make a claim right: a digit, a scale, the sign, another region, time or series."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from textmine.check.figures import Bounds, Topic
from textmine.check.intervals import Allowed, Known
from textmine.check.linking import factor
from textmine.check.routes import Asked, Route
from textmine.check.weighing import digits
from textmine.records import Claim, Measure, Observation, Role
from textmine.records.verdicts import Candidate, Hint, HintKind, Link

__all__ = ["misprint", "neighbours", "others"]

SCALES = (1, -1, 2, -2, 3, -3, 4, -4, 8, -8)
MOST = 4


def misprint(claim: Claim, words: Allowed, candidate: Candidate) -> Hint | None:
    """How the claim's own number differs from the official one, where it is a slip of sign, scale or digit."""
    if candidate.value is None or candidate.low is None or candidate.high is None or not words.exact:
        return None
    known = Known(candidate.value, candidate.low, candidate.high)
    kind = _kind(claim, words, known)
    return None if kind is None else Hint(kind=kind, value=known.value, unit=claim.unit)


def _kind(claim: Claim, words: Allowed, known: Known) -> HintKind | None:
    if claim.value and words.holds(Known(-known.value, -known.high, -known.low)):
        return HintKind.SIGN
    if digits(claim) >= 2 and any(words.holds(known.scaled(Decimal(1).scaleb(power))) for power in SCALES):
        return HintKind.SCALE
    said = _written(claim.value, claim.precision)
    true = _written(known.value, claim.precision)
    if len(said) < 2 or said == true:
        return None
    if len(said) == len(true):
        differ = [at for at in range(len(said)) if said[at] != true[at]]
        if len(differ) == 1:
            return HintKind.OTHER_DIGIT if len(said) > 2 else None
        if len(differ) == 2 and sorted(said) == sorted(true):
            return HintKind.SWAPPED_DIGITS
        return None
    short, long = sorted((said, true), key=len)
    if (
        len(long) - len(short) == 1
        and len(short) > 1
        and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
    ):
        return HintKind.DIGIT_LOST if short == said else HintKind.DIGIT_ADDED
    return None


def _written(value: Decimal, precision: Decimal) -> str:
    """The digits of ``value`` to one unit of ``precision``."""
    return str(int((abs(value) / precision).to_integral_value())) if precision else ""


def neighbours(asked: Asked, route: Route, words: Allowed) -> Iterator[Hint]:
    """Other times and regions of the same topic for which the claim would be right; for claims of three digits and more."""
    if len(route.reads) != 1 or route.measure == "rank" or digits(asked.claim) < 3:
        return
    topic, own = route.topic, route.reads[0]
    shown = 0
    for when, observations in topic.cells[own.region].items():
        if when != own.when and _fits(observations, route, words) and shown < MOST:
            shown += 1
            yield _hint(HintKind.OTHER_PERIOD, asked, observations[-1], route, observations[-1].period)
    for region, by_days in topic.cells.items():
        observations = by_days.get(own.when, [])
        if region != own.region and observations and _fits(observations, route, words) and shown < MOST:
            shown += 1
            yield _hint(HintKind.OTHER_REGION, asked, observations[-1], route, topic.places[region].name)


def _hint(kind: HintKind, asked: Asked, observation: Observation, route: Route, detail: str) -> Hint:
    return Hint(kind=kind, value=_scaled(route, observation).value, unit=asked.claim.unit, detail=detail)


def _scaled(route: Route, observation: Observation) -> Known:
    known = Known.rounded(observation.value or Decimal(0), route.topic.precision(observation.series))
    if Link.INDEX_SERIES in route.links:
        known = known.shifted(Decimal(-100))
    return known.scaled(route.times)


def _fits(observations: list[Observation], route: Route, words: Allowed) -> bool:
    return any(words.exact and words.holds(_scaled(route, item)) for item in observations)


def others(asked: Asked, words: Allowed) -> Iterator[Hint]:
    """Other series of the same region and time for which the claim would be right: another scope, the level instead of its growth."""
    if digits(asked.claim) < 2 or not words.exact:
        return
    for each in asked.topics:
        yield from _other(asked, each.topic, each.scope, words, asked.when)


def _other(asked: Asked, topic: Topic, scope: bool, words: Allowed, when: Bounds) -> Iterator[Hint]:
    growth = topic.measure is Measure.GROWTH
    measure = growth is not (asked.claim.role is Role.CHANGE)
    times = factor(topic.unit, asked.claim.unit)
    if times is None or not (scope or measure or growth):
        return
    for where in asked.regions:
        for item in topic.at(where.key, when):
            known = Known.rounded(item.value or Decimal(0), topic.precision(item.series)).scaled(times)
            if words.holds(known):
                kind = HintKind.OTHER_MEASURE if measure else HintKind.OTHER_INDICATOR
                yield Hint(kind=kind, value=known.value, unit=asked.claim.unit, detail=topic.name)
                break
