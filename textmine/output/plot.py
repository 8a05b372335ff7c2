"""The plane of a chart: where a period and a value stand on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from textmine.periods import start_of

__all__ = ["Plane"]


@dataclass(frozen=True, slots=True)
class Plane:
    """A plane between ``left`` and ``right``, ``top`` and ``bottom`` that holds ``periods`` and the values ``low`` to ``high``.

    A period stands at its first day, or at its place among the others where it has none.
    """

    left: float
    right: float
    top: float
    bottom: float
    days: dict[str, float]
    low: Decimal
    high: Decimal

    @classmethod
    def of(
        cls, periods: Sequence[str], values: Sequence[Decimal], *, left: float, right: float, top: float, bottom: float
    ) -> Plane:
        """The plane that holds all ``periods`` and ``values``."""
        low, high = min(values), max(values)
        if low == high:
            low, high = low - 1, high + 1
        return cls(
            left, right, top, bottom, {period: _day(period, place) for place, period in enumerate(periods)}, low, high
        )

    def x(self, period: str) -> float:
        """Where ``period``, one of the plane's, stands from left to right."""
        first, last = min(self.days.values()), max(self.days.values())
        share = (self.days[period] - first) / (last - first) if last > first else 0.5
        return round(self.left + share * (self.right - self.left), 1)

    def y(self, value: Decimal) -> float:
        """How far down ``value`` stands; what is beyond the plane's ends stands at its edge."""
        share = float((min(max(value, self.low), self.high) - self.low) / (self.high - self.low))
        return round(self.bottom - share * (self.bottom - self.top), 1)


def _day(period: str, place: int) -> float:
    day = start_of(period) if period else None
    return float(day.toordinal()) if day else float(place)
