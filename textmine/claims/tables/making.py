"""A value with all that is in sight of it to a claim, each field with the cells that gave it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from textmine.claims.tables.captions import Told
from textmine.claims.tables.measures import Measure
from textmine.claims.tables.sight import Indicator, Sight, at
from textmine.quantities.amounts import Amount
from textmine.records import Article, Change, Claim, Evidence, Kind, Role

__all__ = ["CONFIDENCE", "RULE", "Value", "made"]

CONFIDENCE = (0.7, 0.8, 0.9)
"""The confidence of a claim from a cell, by how many of region and period are known. What is measured, its unit and its role are always
known: else the cell makes no claim."""

RULE = "cell"
"""The rule of every claim from a cell."""


class Value(NamedTuple):
    """A value: where it stands in the cleaned text, how much, in what, as what."""

    start: int
    end: int
    amount: Amount
    measure: Measure
    role: Role


def made(article: Article, sight: Sight, value: Value, indicator: Indicator, unit_at: tuple[Told, ...]) -> Claim:
    """The claim of ``value``; its id is empty. ``unit_at`` is where its unit was said."""
    regions, regions_at, regions_rule, words = sight.regions(indicator.words)
    if not words.endswith(indicator.suffix):
        words += indicator.suffix
    words = words.replace("(", "（").replace(")", "）")
    period, period_at = sight.period()
    status, status_at = sight.status(period)
    change = _change(value) if value.role is Role.CHANGE else None
    baseline, baseline_at = sight.baseline(period) if change is not None else (None, ())
    told = [
        *(("indicator", where, indicator.rule) for where in indicator.told),
        *(("regions", where, regions_rule) for where in regions_at),
        *(("period", where, where.reach) for where in period_at),
        *(("baseline", where, where.reach) for where in baseline_at),
        *(("role", where, where.reach) for where in _role_at(sight, value.role)),
        *(("unit", where, where.reach) for where in unit_at),
        *(("status", where, status.value) for where in status_at),
    ]
    if sight.caption.source is not None:
        told.append(("source", sight.caption.source, "caption"))
    source = sight.caption.source
    start, end, surface = article.cite(value.start, value.end)
    amount = value.amount
    return Claim(
        start=start,
        end=end,
        surface=surface,
        id="",
        kind=value.measure.kind,
        value=amount.value,
        low=amount.low,
        high=amount.high,
        precision=amount.step,
        qualifier=amount.qualifier,
        unit=value.measure.name,
        quantity=value.measure.quantity,
        indicator=words,
        regions=regions,
        period=period,
        role=value.role,
        baseline=baseline,
        change=change,
        status=status,
        source=None if source is None else article.text[source.start : source.end],
        confidence=CONFIDENCE[bool(regions) + (period is not None)],
        rule=RULE,
        evidence=tuple(_evidence(article, told)),
    )


def _change(value: Value) -> Change:
    measure = value.measure
    if measure.name == "百分点":
        return Change.POINTS
    return Change.RELATIVE if measure.kind in (Kind.PERCENTAGE, Kind.MULTIPLE) else Change.ABSOLUTE


def _role_at(sight: Sight, role: Role) -> tuple[Told, ...]:
    """Where it is said that the value is a change, a share or a rank."""
    if role is Role.LEVEL:
        return ()
    for head in reversed(sight.column.heads):
        if head.label.changes or head.label.share or head.label.rank:
            return at(head.cell, "column")
    for label, cell in zip(sight.line.labels, sight.line.cells, strict=False):
        if label.changes or label.share:
            return at(cell, "row")
    return ()


def _evidence(article: Article, told: Iterable[tuple[str, Told, str]]) -> Iterable[Evidence]:
    """Each of ``told`` (field, place, rule) as evidence, once."""
    for field, where, rule in dict.fromkeys(told):
        start, end, surface = article.cite(where.start, where.end)
        yield Evidence(field=field, start=start, end=end, surface=surface, rule=rule, reach=where.reach)
