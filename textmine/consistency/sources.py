"""Facts of several articles against each other: one fact with different numbers, a change against the levels that others tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations

from textmine.consistency.crossed import Told, crossed, far_off
from textmine.consistency.intervals import apart as far
from textmine.consistency.intervals import stated
from textmine.consistency.points import comparable_units
from textmine.consistency.repeats import differ, slip
from textmine.consistency.wording import noted, told
from textmine.indicators import analyse
from textmine.periods import end_of
from textmine.records import Claim, Kind, Status
from textmine.records.facts import Fact
from textmine.records.findings import Conflict, Finding, Severity

__all__ = ["between"]

DAY = 10  # characters of a day, whose figures go on growing
OPEN = ("since", "plan")  # rules of times that leave open where they begin: “十四五”以来
GENERAL = ("出口", "进口", "进出口")  # of goods or of services
REVISED, WAIT = Decimal("0.1"), 60
"""By which part of it a figure may be revised, and how many days lie between articles that may have had two releases before them."""

MOST = 6
"""Of a fact with more different figures than these the words tell too little: they speak of several things."""


def between(facts: Sequence[Fact], *, text: Callable[[Fact], str] | None = None) -> tuple[Finding, ...]:
    """What does not fit between facts of several articles.

    Those that tell one indicator, region, period, role and unit with numbers that cannot be one: of two different figures the first
    articles that tell them, of each pair of articles only the first difference of a fact. Where ``text`` gives the text in which the offsets of a fact
    count, also levels and changes of one article against levels of others.
    """
    known = [one for fact in facts if (one := _told_fully(fact)) is not None]
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for one in known:
        claim, baseline = one.fact.claim, one.fact.claim.baseline
        compared = None if baseline is None else (baseline.period, baseline.region, baseline.subject, baseline.basis)
        group = (one.fact.key, one.point.regions, claim.period, claim.role, claim.change, compared)
        groups.setdefault(group, []).append(one.fact)
    found = [made for group in groups.values() for made in _disagreements(group)]
    return (*found, *(() if text is None else crossed(known, text)))


def _told_fully(fact: Fact) -> Told | None:
    """The fact where period and region are told, the period is over and the indicator is one that figures are published for."""
    claim = fact.claim
    if (
        claim.status is not Status.ACTUAL
        or claim.negated
        or claim.period is None
        or ".." in claim.period
        or len(claim.period) == DAY
        or claim.indicator in GENERAL
        or not claim.regions
        or not fact.key
        or claim.kind is Kind.RANK
        or not _over(claim.period, fact.article.published)
        or any(found.field == "period" and found.rule in OPEN for found in claim.evidence)
    ):
        return None
    meaning = analyse(claim.indicator, unit=claim.unit, role=claim.role)
    return Told.of(fact, meaning) if meaning.head or meaning.official else None


def _over(period: str, published: str | None) -> bool:
    """Whether a period had ended when the article appeared: before, its figure still grows."""
    end = end_of(period)
    return end is not None and (published is None or end.isoformat() <= published)


def _figure(claim: Claim) -> tuple[object, ...]:
    return (claim.value, claim.low, claim.high, claim.precision, claim.unit)


def _disagreements(facts: Sequence[Fact]) -> Iterator[Finding]:
    figures: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        figures.setdefault(_figure(fact.claim), []).append(fact)
    apart = [
        (ones, others)
        for ones, others in combinations(figures.values(), 2)
        if comparable_units(ones[0].claim, others[0].claim)
        and differ(ones[0].claim, others[0].claim)
        and not (far_off(ones[0].claim, others[0].claim) and slip(ones[0].claim, others[0].claim) is None)
    ]
    if len({id(side) for pair in apart for side in pair}) > MOST:
        return
    told_of: set[frozenset[int]] = set()
    for ones, others in apart:
        pair = _articles_apart(ones, others)
        if pair is not None and (articles := frozenset(fact.article.id for fact in pair)) not in told_of:
            told_of.add(articles)
            yield _finding(*pair)


def _articles_apart(ones: Sequence[Fact], others: Sequence[Fact]) -> tuple[Fact, Fact] | None:
    """The first fact of either figure that stand in different articles."""
    other = next((fact for fact in others if fact.article.id != ones[0].article.id), None)
    if other is not None:
        return ones[0], other
    one = next((fact for fact in ones if fact.article.id != others[0].article.id), None)
    return None if one is None else (one, others[0])


def _finding(one: Fact, other: Fact) -> Finding:
    names = tuple(fact.article.cited for fact in (one, other))
    words = told("sources", first=names[0], one=one.claim.surface, second=names[1], other=other.claim.surface)
    severity = Severity.WARNING
    if _may_be_revised(one, other):
        words, severity = noted("released", words), Severity.NOTE
    return Finding(
        conflict=Conflict.SOURCES,
        severity=severity,
        claims=(one.claim, other.claim),
        articles=names,
        calculation=words,
    )


def _may_be_revised(one: Fact, other: Fact) -> bool:
    """Whether both can be right: the figure as it was given out at two times."""
    if one.article.published is None or other.article.published is None:
        return False
    apart = date.fromisoformat(one.article.published) - date.fromisoformat(other.article.published)
    first, second = stated(one.claim), stated(other.claim, unit=one.claim.unit)
    return abs(apart.days) > WAIT and not far(first.widened(REVISED), second)
