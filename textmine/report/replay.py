"""The reckoning behind a figure done again for the other periods of its series, so that a chart shows what is comparable."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

from textmine.periods import is_valid
from textmine.records import Observation
from textmine.records.verdicts import Candidate, Operand, Operation, Step
from textmine.report.history import Histories

__all__ = ["replayed"]

LEAST = Decimal("1e-9")  # what is nearer is the same
Values = Mapping[int, Decimal]


def replayed(candidate: Candidate, histories: Histories) -> tuple[tuple[str, Decimal], ...]:
    """The figures of a candidate for all periods for which they can be reckoned as its own was; empty where that cannot be done.

    A period is that of the first figure of the reckoning, which for a change is the later one. The reckoning is repeated for the
    candidate's own period too and has to give the candidate's value, else nothing is told. Each figure is that of
    the latest vintage.
    """
    leaves = {id(used): used for used in candidate.observations}
    if not leaves or candidate.value is None or any(step.operation is Operation.RANK for step in candidate.steps):
        return ()
    own = {name: used.value for name, used in leaves.items() if used.value is not None}
    first = next(iter(leaves.values()))
    told = _result(candidate.steps, own)
    if told is None or abs(told - candidate.value) > LEAST * max(Decimal(1), abs(candidate.value)):
        return ()
    found: dict[str, Decimal] = {}
    for period in histories.periods(first.series):
        values = dict(_moved(leaves, first, period, histories))
        result = _result(candidate.steps, values) if len(values) == len(leaves) else None
        if result is not None:
            found[period] = result
    found.setdefault(first.period, candidate.value)
    return tuple(sorted(found.items()))


def _moved(
    leaves: Mapping[int, Observation], first: Observation, period: str, histories: Histories
) -> Iterator[tuple[int, Decimal]]:
    """The figures that stand to ``period`` as the leaves stand to the first one's period."""
    for name, leaf in leaves.items():
        when = _shifted(leaf.period, first.period, period)
        known = histories.at(leaf.series, when) if when else ()
        if known and known[-1].value is not None:
            yield name, known[-1].value


@cache
def _year() -> re.Pattern[str]:
    return re.compile(r"\d{4}(?=$|[-/])")


def _shifted(period: str, first: str, other: str) -> str | None:
    """``period`` moved as ``first`` has to be to become ``other``: by whole years, or to ``other`` itself where it is ``first``."""
    if period == first:
        return other
    years = int(other[:4]) - int(first[:4]) if other[:4].isdecimal() and first[:4].isdecimal() else None
    if years is None or _by_years(first, years) != other:
        return None
    moved = _by_years(period, years)
    return moved if is_valid(moved) else None


def _by_years(period: str, years: int) -> str:
    return "/".join(_year().sub(lambda year: f"{int(year[0]) + years:04}", part, count=1) for part in period.split("/"))


def _result(steps: tuple[Step, ...], values: Values) -> Decimal | None:
    """What the steps give for these figures; None where a step cannot be repeated."""
    done: list[tuple[Decimal, Decimal]] = []
    for step in steps:
        operands = [_operand(operand, values, done) for operand in step.operands]
        given = [value for value in operands if value is not None]
        result = _repeated(step, given) if len(given) == len(operands) else None
        if result is None:
            return None
        done.append((step.value, result))
    return done[-1][1] if done else None


def _operand(operand: Operand, values: Values, done: list[tuple[Decimal, Decimal]]) -> Decimal | None:
    """The figure itself, or the result of the step that gave this operand."""
    if operand.observation is not None:
        return values.get(id(operand.observation))
    return next((result for before, result in reversed(done) if before == operand.value), None)


def _repeated(step: Step, given: list[Decimal]) -> Decimal | None:
    one, other = given[0], given[-1]
    match step.operation:
        case Operation.READ:
            return one
        case Operation.CONVERT:
            before = step.operands[0].value
            return one * (step.value / before) if before else None
        case Operation.SUM:
            return sum(given, Decimal(0))
        case Operation.DIFFERENCE | Operation.POINTS:
            return one - other
        case Operation.INDEX_CHANGE:
            return one - 100
        case Operation.MEAN:
            return sum(given, Decimal(0)) / len(given)
        case Operation.SHARE | Operation.RATIO | Operation.GROWTH:
            return _quotient(step, one / other) if other > 0 else None
    return None


def _quotient(step: Step, quotient: Decimal) -> Decimal:
    if step.operation is Operation.GROWTH:
        return (quotient - 1) * 100 if step.unit == "%" else quotient - 1
    return quotient * 100 if step.operation is Operation.SHARE else quotient
