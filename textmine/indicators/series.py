"""Series: figures about one indicator, one region and one length of period, and where their sources disagree."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from textmine.errors import UsageError
from textmine.indicators.aliases import Aliases
from textmine.indicators.analysis import analyse
from textmine.periods import bounds
from textmine.quantities.units import convert, physical
from textmine.records import Claim, Status
from textmine.records.indicators import Disagreement, Figure, FigureSeries

__all__ = ["figure_of", "gather", "length_of", "same_series"]


def figure_of(claim: Claim, source: str = "") -> Figure | None:
    """The figure that ``claim`` states; None for goals, forecasts, suppositions and what is denied."""
    if claim.status is not Status.ACTUAL or claim.negated:
        return None
    return Figure(
        indicator=claim.indicator,
        value=claim.value,
        low=claim.low,
        high=claim.high,
        precision=claim.precision,
        unit=claim.unit,
        regions=tuple(sorted(place.code or place.name for place in claim.regions)),
        period=claim.period,
        role=claim.role,
        source=source,
    )


def same_series(one: Figure, other: Figure, *, aliases: Aliases | None = None) -> bool:
    """Whether two figures belong to one series: equal keys, regions, lengths of period, and units that convert."""
    place = _place(one, aliases)
    return place is not None and place == _place(other, aliases)


def gather(figures: Iterable[Figure], *, aliases: Aliases | None = None) -> tuple[FigureSeries, ...]:
    """The series that ``figures`` form, the longest first; a figure without indicator, region or period is in none.

    Figures are kept as they were published: within a series in the order of time, then of source.
    """
    found: dict[tuple[str, ...], list[Figure]] = {}
    for figure in figures:
        place = _place(figure, aliases)
        if place is not None:
            found.setdefault(place, []).append(figure)
    made = [_series(place, members) for place, members in found.items()]
    return tuple(sorted(made, key=lambda series: (-len(series.figures), series.key, series.regions, series.length)))


def _place(figure: Figure, aliases: Aliases | None) -> tuple[str, ...] | None:
    """What figures of one series have in common: length of period, kind of unit, key and regions; None where one is unknown."""
    key = analyse(figure.indicator, unit=figure.unit, role=figure.role, aliases=aliases).key
    length = length_of(figure.period) if figure.period else None
    if not key or length is None or not figure.regions:
        return None
    return (length, _unit_kind(figure.unit), key, *sorted(figure.regions))


@cache
def _unit_kind(unit: str | None) -> str:
    """What units that convert into each other share: the magnitude, or the unit itself where it has no factor."""
    if unit is None:
        return ""
    quantity = physical(unit)
    if quantity is None:
        return unit
    try:
        convert(Decimal(1), unit, unit)
    except UsageError:
        return unit
    return quantity


@cache
def _cumulated() -> re.Pattern[str]:
    return re.compile(r"([0-9]{4})-01/\1-(?:0[2-9]|1[0-2])")


def length_of(period: str) -> str | None:
    """The length of ``period``: year, half, quarter, month, day, cumulated (months from January on), span, open; None for no period."""
    try:
        bounds(period)
    except UsageError:
        return None
    if "/" in period:
        return "open" if ".." in period else "cumulated" if _cumulated().fullmatch(period) else "span"
    if len(period) == 7:
        return {"Q": "quarter", "S": "half"}.get(period[5], "month")
    return "year" if len(period) == 4 else "day"


def _series(place: tuple[str, ...], members: list[Figure]) -> FigureSeries:
    length, _, key, *regions = place
    figures = tuple(sorted(members, key=lambda figure: (figure.period or "", figure.source)))
    by_period: dict[str, list[Figure]] = {}
    for figure in figures:
        by_period.setdefault(figure.period or "", []).append(figure)
    unit = figures[0].unit
    return FigureSeries(
        key=key,
        regions=tuple(regions),
        length=length,
        unit=unit,
        figures=figures,
        disagreements=tuple(
            Disagreement(period=period, figures=tuple(some))
            for period, some in by_period.items()
            if not _agree([_interval(figure, unit) for figure in some])
        ),
    )


def _interval(figure: Figure, unit: str | None) -> tuple[Decimal | None, Decimal | None]:
    """What the figure allows in ``unit``, half a unit of its last place to either side where it is stated as exact."""
    half = figure.precision / 2 if figure.low == figure.high else Decimal(0)
    low = None if figure.low is None else figure.low - half
    high = None if figure.high is None else figure.high + half
    if unit is None or figure.unit is None or figure.unit == unit:
        return low, high
    return (
        None if low is None else convert(low, figure.unit, unit),
        None if high is None else convert(high, figure.unit, unit),
    )


def _agree(intervals: list[tuple[Decimal | None, Decimal | None]]) -> bool:
    """Whether one value lies in all intervals: two by two is enough, as they are intervals (Helly)."""
    lows = [low for low, _ in intervals if low is not None]
    highs = [high for _, high in intervals if high is not None]
    return not lows or not highs or max(lows) <= min(highs)
