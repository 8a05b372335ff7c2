"""One route → one candidate: the figure reckoned with each vintage, held against what the claim's words allow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from textmine.check.intervals import Allowed, Known
from textmine.check.reckon import Choice, Failed, Read, Reckoning, choose
from textmine.check.routes import Route, whole
from textmine.check.vintages import placed, revision, settled
from textmine.records import Claim, Observation
from textmine.records.verdicts import Candidate, Link, Operation, Outcome, Standing, Step, Vintage, Why

__all__ = ["digits", "weigh"]


def digits(claim: Claim) -> int:
    """How many digits the claim states: 4 of 49.67, 2 of 4.0."""
    if not claim.precision or not claim.value:
        return 0
    return max(0, abs(claim.value).adjusted() - claim.precision.adjusted() + 1)


def weigh(route: Route, claim: Claim, words: Allowed, published: date | None) -> Candidate | None:
    """The candidate of ``route``; None where its reckoning cannot be done."""
    try:
        tried = list(_tries(route, published))
    except Failed:
        return None
    percent = claim.unit in ("%", "百分点")
    outcome, why, (_, known, steps) = _judged(route, words, tried, published, percent=percent)
    if route.why is not None:
        outcome, why = Outcome.NOT_COMPARABLE, route.why
    return Candidate(
        indicator=route.topic.name,
        unit=claim.unit,
        region=route.place,
        period=route.period,
        measure=route.measure,
        score=round(route.score, 4),
        links=route.links,
        outcome=outcome,
        why=why,
        value=known.value,
        low=known.low,
        high=known.high,
        derived=route.derived,
        steps=steps,
        vintages=_vintages(route, words, published),
        details=route.details,
    )


Try = tuple[Standing, Known, tuple[Step, ...]]


def _tries(route: Route, published: date | None) -> Iterator[Try]:
    """The figure as of now, as of the article's date, and, where one official figure is read, of all other vintages."""
    seen: set[Decimal] = set()
    for standing in (Standing.CURRENT, Standing.AT_PUBLICATION):
        known, steps = _ran(route, choose(published, standing))
        if known.value not in seen:
            seen.add(known.value)
            yield standing, known, steps
    for read in route.reads[:1] if len(route.reads) == 1 else ():
        for each in placed(read.observations, published):
            known, steps = _ran(route, _fixed(each.observation))
            if known.value not in seen:
                seen.add(known.value)
                yield (
                    (Standing.AT_PUBLICATION if Standing.AT_PUBLICATION in each.standing else each.standing[0]),
                    known,
                    steps,
                )


def _fixed(observation: Observation) -> Choice:
    return lambda _: observation


def _ran(route: Route, choice: Choice) -> tuple[Known, tuple[Step, ...]]:
    reckoning = Reckoning(choice)
    result = route.run(reckoning)
    known = result.known
    if route.times != 1:
        known = known.scaled(route.times)
        reckoning.steps.append(
            Step(
                operation=Operation.CONVERT,
                operands=(result.operand,),
                value=known.value,
                low=known.low,
                high=known.high,
                unit=None,
            )
        )
    return known, tuple(reckoning.steps)


def _judged(
    route: Route, words: Allowed, tried: list[Try], published: date | None, *, percent: bool
) -> tuple[Outcome, Why | None, Try]:
    """What the figures say, why they say no more, and the one that decided."""
    same = [one for one in tried if one[0] is Standing.AT_PUBLICATION and one[1].value == words.value and words.exact]
    if same and words.holds(tried[0][1]) and tried[0][1].value != words.value:
        return Outcome.MATCH, None, same[0]  # as it was given out then; what is given out now is told with other places
    for one in tried:
        standing, known, _ = one
        if not words.holds(known):
            continue
        if standing is Standing.CURRENT:
            rounded = not words.same(known, derived=route.derived, percent=percent)
            return (Outcome.MATCH_ROUNDED if rounded else Outcome.MATCH), None, one
        if standing is Standing.SUPERSEDED:
            return Outcome.NOT_COMPARABLE, Why.SUPERSEDED, one
        return Outcome.MATCH_AT_PUBLICATION, None, one
    deciding = next((one for one in tried if one[0] is Standing.AT_PUBLICATION), tried[0])
    if not all(words.fails(known) for _, known, _ in tried):
        return Outcome.AMBIGUOUS, Why.BORDERLINE, next(one for one in tried if not words.fails(one[1]))
    if not route.firm or (Link.MEMBERS in route.links and route.place.members and not whole(route.place)):
        return Outcome.NOT_COMPARABLE, Why.APPROXIMATE, deciding
    if route.margin and not all(_beyond(known, words, route.margin) for _, known, _ in tried):
        return Outcome.NOT_COMPARABLE, Why.APPROXIMATE, deciding
    if _may_be_revised(route, words, tried, published):
        return Outcome.NOT_COMPARABLE, Why.REVISED, deciding
    return Outcome.MISMATCH, None, deciding


def _distance(known: Known, words: Allowed) -> Decimal:
    """How far the figure lies from what the words allow."""
    if words.high is not None and known.value > words.high:
        return known.value - words.high
    if words.low is not None and known.value < words.low:
        return words.low - known.value
    return Decimal(0)


def _beyond(known: Known, words: Allowed, margin: Decimal) -> bool:
    return _distance(known, words) > abs(known.value) * margin


def _may_be_revised(route: Route, words: Allowed, tried: list[Try], published: date | None) -> bool:
    """Whether the article may have had another vintage before it than those at hand, and one that far off is possible."""
    if all(_sure(read, published) for read in route.reads):
        return False
    relative = route.topic.relative
    reach = Decimal(str(revision(route.topic.words, relative=relative)))
    return any(_distance(known, words) <= (reach if relative else reach * abs(known.value)) for _, known, _ in tried)


def _sure(read: Read, published: date | None) -> bool:
    return settled(read.observations, published) or not revision(read.topic.words, relative=read.topic.relative)


def _vintages(route: Route, words: Allowed, published: date | None) -> tuple[Vintage, ...]:
    """The vintages of a figure that is read as it is."""
    if len(route.reads) != 1:
        return ()
    (read,) = route.reads
    found = []
    for each in placed(read.observations, published):
        known, _ = _ran(route, _fixed(each.observation))
        series = each.observation.series
        found.append(
            Vintage(
                released=series.released,
                name=series.vintage,
                value=known.value,
                standing=each.standing,
                agrees=words.holds(known),
                observation=each.observation,
            )
        )
    return tuple(found)
