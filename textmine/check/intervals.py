"""What the words of a claim allow, and figures with the interval that their rounding leaves open.

A stated figure allows half a unit of its last place to either side, and what is cut off there instead of rounded. Hedges allow what
people mean by them: 超 up to twice the number, 近 and 不到 from 85 % of it, 约 the documented tolerance. Around that lies a border
strip in which the words neither hold nor fail.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from textmine.records import Claim, Qualifier

__all__ = ["TOLERANCE", "Allowed", "Known", "allowed"]

TOLERANCE = Decimal("0.05")
"""How far 约 and 左右 reach, as a part of the number."""

REACH = Decimal(2)
"""超 says a number that is not far below: beyond this multiple the words are no longer apt, though not false."""

NEAR = Decimal("0.85")
"""近 and 不到 reach down to this part of the number; the border strip goes on to three quarters."""

STRIP = Decimal("0.02")
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Known:
    """A figure and the bounds that its rounding leaves open."""

    value: Decimal
    low: Decimal
    high: Decimal

    @classmethod
    def rounded(cls, value: Decimal, precision: Decimal) -> Known:
        """A figure given to one unit of ``precision``."""
        return cls(value, value - precision / 2, value + precision / 2)

    def scaled(self, factor: Decimal) -> Known:
        """The figure times ``factor``, which is positive."""
        return Known(self.value * factor, self.low * factor, self.high * factor)

    def plus(self, other: Known) -> Known:
        """The sum."""
        return Known(self.value + other.value, self.low + other.low, self.high + other.high)

    def minus(self, other: Known) -> Known:
        """The difference."""
        return Known(self.value - other.value, self.low - other.high, self.high - other.low)

    def over(self, other: Known) -> Known | None:
        """The quotient; None where the divisor may be zero or below."""
        if other.low <= 0:
            return None
        ends = [bound / divisor for bound in (self.low, self.high) for divisor in (other.low, other.high)]
        return Known(self.value / other.value, min(ends), max(ends))

    def shifted(self, by: Decimal) -> Known:
        """The figure and ``by`` added."""
        return Known(self.value + by, self.low + by, self.high + by)

    @property
    def half(self) -> Decimal:
        """Half the width."""
        return (self.high - self.low) / 2


@dataclass(frozen=True, slots=True)
class Allowed:
    """The figures that a claim's words hold for, ``low`` to ``high``, and the wider strip beyond which they fail; null is unbounded.

    ``exact`` tells that the words state a figure, ``precision`` is one unit of its last place.
    """

    value: Decimal
    low: Decimal | None
    high: Decimal | None
    strip_low: Decimal | None
    strip_high: Decimal | None
    precision: Decimal
    exact: bool

    def holds(self, known: Known) -> bool:
        """Whether the words hold for a figure somewhere within its bounds."""
        if (self.low is None or known.value >= self.low) and (self.high is None or known.value <= self.high):
            return True
        above = self.high is None or known.low < self.high
        below = self.low is None or known.high > self.low
        return (above and below) or self.cut(known)

    def cut(self, known: Known) -> bool:
        """Whether the words state the figure, which has more places, cut off instead of rounded."""
        if not self.exact or known.high - known.low >= self.precision or self.precision >= abs(self.value):
            return False
        beyond = known.value - self.value if self.value >= 0 else self.value - known.value
        return 0 <= beyond < self.precision

    def fails(self, known: Known) -> bool:
        """Whether the words fail for every figure within the bounds."""
        if self.holds(known):
            return False
        return (self.strip_high is not None and known.low >= self.strip_high) or (
            self.strip_low is not None and known.high <= self.strip_low
        )

    def same(self, known: Known, *, derived: bool, percent: bool) -> bool:
        """Whether the words state the very figure, not a rounder one.

        A reckoned figure has no last place of its own: percentages to a tenth and amounts to ten units of what they were reckoned
        from are taken to state it.
        """
        if not self.exact:
            return False
        if known.value == self.value:
            return True
        if not derived:
            return self.precision <= known.high - known.low
        return self.precision <= (Decimal("0.1") if percent else 10 * (known.high - known.low))


def allowed(claim: Claim, tolerance: Decimal = TOLERANCE) -> Allowed:
    """What the words of ``claim`` allow; ``tolerance`` is how far 约 reaches."""
    falls = claim.value < 0
    size = abs(claim.value)
    low, high = (_turned(claim.high), _turned(claim.low)) if falls else (claim.low, claim.high)
    found = _upright(claim.qualifier, size, low, high, claim.precision, tolerance, denied=claim.negated)
    bounds = tuple(_turned(bound) for bound in found[::-1]) if falls else found
    return Allowed(
        claim.value, bounds[1], bounds[2], bounds[0], bounds[3], claim.precision, claim.qualifier is Qualifier.EXACT
    )  # fmt: skip


def _turned(bound: Decimal | None) -> Decimal | None:
    return None if bound is None else -bound


Bounds = tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None]


def _upright(
    qualifier: Qualifier, size: Decimal, low: Decimal | None, high: Decimal | None, precision: Decimal, tolerance: Decimal,
    *, denied: bool,
) -> Bounds:  # fmt: skip
    """The border below, what holds from and to, the border above, for a number above zero."""
    half = precision / 2
    if denied:  # 未突破: stays below
        return None, None, size, size * (1 + STRIP)
    if qualifier is Qualifier.EXACT:
        return size - half, size - half, size + half, size + half
    if qualifier is Qualifier.ABOUT:
        reach = max(size * tolerance, half if precision <= size / 10 else Decimal(0))
        return size - 2 * reach, size - reach, size + reach, size + 2 * reach
    if qualifier is Qualifier.OVER:
        if high is not None and low is not None and high > low:
            return low * (1 - STRIP / 2), low, high, high * (1 + STRIP)
        return size * (1 - STRIP / 2), size, size * REACH, None
    if qualifier is Qualifier.NEARLY:
        return size * (NEAR - Decimal("0.1")), size * NEAR, size, size * (1 + STRIP)
    if qualifier is Qualifier.AT_LEAST:
        return size, size, None, None
    if qualifier is Qualifier.AT_MOST:
        return None, None, size, size
    return (
        None if low is None else low - half, None if low is None else low - half,
        None if high is None else high + half, None if high is None else high + half,
    )  # fmt: skip
