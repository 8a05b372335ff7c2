"""Interval arithmetic on exact decimals: what a stated figure can stand for, and what follows from several.

Bounds that are null are open. A figure of n places stands for all that is rounded to it (GB/T 8170, 数值修约): half a unit of its last
place to either side. Many papers cut off instead of rounding; :func:`stated` with ``cut`` allows that too.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from textmine.quantities.units import convert
from textmine.records import Claim, Kind

__all__ = ["HUNDRED", "Interval", "apart", "difference", "from_change", "growth", "ratio", "stated", "total", "yearly"]

HUNDRED = Decimal(100)
ROUND = 3  # zeros at the end from which on a figure is taken for a round one


class Interval(NamedTuple):
    """All values from ``low`` to ``high``, both included; null is open."""

    low: Decimal | None
    high: Decimal | None

    @property
    def bounded(self) -> bool:
        """Whether both ends are known."""
        return self.low is not None and self.high is not None

    def widened(self, part: Decimal) -> Interval:
        """Both ends moved outward by ``part`` of themselves."""
        low = None if self.low is None else self.low - abs(self.low) * part
        return Interval(low, None if self.high is None else self.high + abs(self.high) * part)


def stated(claim: Claim, *, unit: str | None = None, cut: bool = False) -> Interval:
    """What the words of ``claim`` allow, in ``unit`` (its own by default); after 约 and 大约 that is anything."""
    half = _half(claim)
    outward = 2 * half if cut else half  # cutting off brings a figure nearer to zero
    low = None if claim.low is None else claim.low - (half if claim.low >= 0 else outward)
    high = None if claim.high is None else claim.high + (outward if claim.high > 0 else half)
    if unit is None or claim.unit is None or unit == claim.unit:
        return Interval(low, high)
    return Interval(
        None if low is None else convert(low, claim.unit, unit),
        None if high is None else convert(high, claim.unit, unit),
    )


def _half(claim: Claim) -> Decimal:
    """Half a unit of the last place: more where a figure ends in three zeros or more, nothing for things that were counted (1208家)."""
    if (
        claim.precision <= 0
        or not claim.value
        or (steps := abs(claim.value) / claim.precision) != steps.to_integral_value()
    ):
        return claim.precision / 2
    digits = str(int(steps))
    zeros = len(digits) - len(digits.rstrip("0"))
    if zeros >= ROUND:
        return claim.precision * Decimal(10) ** zeros / 2
    return Decimal(0) if claim.kind is Kind.COUNT and claim.precision == 1 else claim.precision / 2


def apart(one: Interval, other: Interval) -> bool:
    """Whether no value lies in both."""
    return _below(one.high, other.low) or _below(other.high, one.low)


def _below(high: Decimal | None, low: Decimal | None) -> bool:
    return high is not None and low is not None and high < low


def total(parts: list[Interval]) -> Interval:
    """The sum of the parts; open where one of them is."""
    lows = [part.low for part in parts if part.low is not None]
    highs = [part.high for part in parts if part.high is not None]
    return Interval(
        sum(lows, Decimal(0)) if len(lows) == len(parts) else None,
        sum(highs, Decimal(0)) if len(highs) == len(parts) else None,
    )


def difference(one: Interval, other: Interval) -> Interval:
    """``one`` minus ``other``."""
    return Interval(
        None if one.low is None or other.high is None else one.low - other.high,
        None if one.high is None or other.low is None else one.high - other.low,
    )


def ratio(one: Interval, other: Interval, scale: Decimal = Decimal(1)) -> Interval:
    """``one`` over ``other``, times ``scale``; open throughout where either can be negative or the divisor zero."""
    if one.low is None or other.low is None or one.low < 0 or other.low <= 0:
        return Interval(None, None)
    low = None if other.high is None else scale * one.low / other.high
    return Interval(low, None if one.high is None else scale * one.high / other.low)


def growth(level: Interval, before: Interval) -> Interval:
    """The growth from ``before`` to ``level`` in percent."""
    grown = ratio(level, before, HUNDRED)
    return Interval(
        None if grown.low is None else grown.low - HUNDRED, None if grown.high is None else grown.high - HUNDRED
    )


def from_change(level: Interval, change: Interval) -> Interval:
    """The growth in percent that brought a level by ``change`` to where it is; open where the level before was not positive."""

    def grown(one: Decimal, by: Decimal) -> Decimal:
        return HUNDRED * by / (one - by)

    if level.low is None or level.high is None or change.low is None or change.high is None:
        return Interval(None, None)
    if level.low - max(change.high, Decimal(0)) <= 0 or level.low <= 0:
        return Interval(None, None)
    return _corners(grown, level, change)


def yearly(level: Interval, before: Interval, years: int) -> Interval:
    """The mean growth a year in percent over ``years`` years."""
    if level.low is None or level.high is None or before.low is None or before.high is None:
        return Interval(None, None)
    if years < 1 or before.low <= 0 or level.low <= 0:
        return Interval(None, None)

    def grown(one: Decimal, other: Decimal) -> Decimal:
        return HUNDRED * ((one / other) ** (Decimal(1) / years) - 1)

    return _corners(grown, level, before)


def _corners(reckon: Callable[[Decimal, Decimal], Decimal], one: Interval, other: Interval) -> Interval:
    """The range of a function that rises or falls in each of its arguments."""
    values = [
        reckon(first, second)
        for first in (one.low, one.high)
        for second in (other.low, other.high)
        if first is not None and second is not None
    ]
    return Interval(min(values), max(values))
