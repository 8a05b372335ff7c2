"""A change that one article tells against levels of which another tells one: 2023年…50万台 here, 2024年…66万台，增长10% there.

Levels are revised, so that what a revision of the earlier one explains is a note. Growth of money may be reckoned at constant prices, which
another article's words cannot rule out: it is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from textmine.consistency.changes import against, ends_at
from textmine.consistency.money import nominal
from textmine.consistency.points import Point, comparable_units, is_level
from textmine.consistency.wording import noted
from textmine.quantities.units import convert
from textmine.records import Claim, Role
from textmine.records.facts import Fact
from textmine.records.findings import Conflict, Finding, Severity
from textmine.records.indicators import Indicator

__all__ = ["Told", "crossed", "far_off"]

FAR, FAR_POINTS = Decimal("2.5"), Decimal(15)
"""How many times, or of percentages points, apart figures rather speak of different things."""

REVISED = Decimal("0.05")
"""By which part of it the earlier level may have been revised."""


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as the rules look at it."""

    fact: Fact
    point: Point

    @classmethod
    def of(cls, fact: Fact, meaning: Indicator) -> Self:
        """The fact with what its indicator means; of the words around it nothing is known."""
        return cls(fact, Point(claim=fact.claim, indicator=meaning, order=-1, sentence=-1, lead="", after=""))

    @property
    def about(self) -> tuple[object, ...]:
        """What levels and changes that belong together have in common."""
        return self.point.indicator.base, self.point.regions


def crossed(facts: Sequence[Told], text: Callable[[Fact], str]) -> Iterator[Finding]:
    """The changes that no levels of several articles bear out; ``text`` is that in which the offsets of a fact count."""
    groups: defaultdict[tuple[object, ...], list[Told]] = defaultdict(list)
    for one in facts:
        groups[one.about].append(one)
    for group in groups.values():
        levels = [one for one in group if is_level(one.point)]
        seen: set[tuple[object, ...]] = set()
        for change in group if len(levels) > 1 else ():
            claim = change.fact.claim
            same = (claim.period, claim.baseline, claim.change, claim.value)
            if claim.role is Role.CHANGE and claim.change is not None and same not in seen:
                seen.add(same)
                yield from _held(change, levels, text)


def _held(change: Told, levels: Sequence[Told], text: Callable[[Fact], str]) -> Iterator[Finding]:
    """The finding about a change, where there are levels for it and none of them bears it out."""
    baseline = change.fact.claim.baseline
    if baseline is None or baseline.period is None or baseline.region or baseline.subject:
        return
    wanted = baseline.period
    trios = [
        (level, before)
        for level in _brought_about(change, levels)
        for before in levels
        if ends_at(before.fact.claim.period, wanted)
        and before.point.indicator.key == level.point.indicator.key
        and comparable_units(before.fact.claim, level.fact.claim)
    ]
    if any(against(level.point, before.point, change.point) is None for level, before in trios):
        return
    for level, before in trios:
        if len({level.fact.article.id, before.fact.article.id, change.fact.article.id}) > 1:
            made = _finding(level, before, change, text)
            if made is not None:
                yield made
            return


def _brought_about(change: Told, levels: Sequence[Told]) -> Sequence[Told]:
    """The levels that the change led to: the one that its article tells with it, else the plain ones that others tell."""
    at = [level for level in levels if level.fact.claim.period == change.fact.claim.period]
    own = [
        level
        for level in at
        if level.fact.article.id == change.fact.article.id and level.fact.claim.id in change.fact.claim.related
    ]
    return own or [level for level in at if level.point.indicator.key == change.point.indicator.base]


def _finding(level: Told, before: Told, change: Told, text: Callable[[Fact], str]) -> Finding | None:
    trio = (level, before, change)
    if far_off(level.fact.claim, before.fact.claim):
        return None
    if any(not nominal(text(one.fact), one.fact.claim, one.fact.claim, level.fact.claim) for one in trio):
        return None
    held = against(level.point, before.point, change.point)
    assert held is not None
    severity, words = held
    if against(level.point, before.point, change.point, slack=REVISED) is None:
        words = noted("revised", words)
        severity = Severity.NOTE
    return Finding(
        conflict=Conflict.CHANGE,
        severity=min(severity, Severity.WARNING, key=(Severity.NOTE, Severity.WARNING, Severity.ERROR).index),
        claims=tuple(one.fact.claim for one in trio),
        articles=tuple(one.fact.article.cited for one in trio),
        calculation=words,
    )


def far_off(one: Claim, other: Claim) -> bool:
    """Whether two figures, whose units compare, are so far apart that they rather speak of different things."""
    same = one.unit is None or other.unit is None or one.unit == other.unit
    value = other.value if same else convert(other.value, other.unit or "", one.unit or "")
    first, second = sorted((abs(one.value), abs(value)))
    return second - first > FAR_POINTS if one.unit in ("%", "百分点") else first * FAR < second
