"""What a claim leaves unsaid, taken from the claims before it: the indicator in 其中，北京…，天津…, the time told a sentence earlier.

Such a claim is only ever borne out: where it agrees with the official figure in several digits, that cannot be chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from textmine.check.scene import Scene
from textmine.records import Claim, Role
from textmine.records.verdicts import Why

__all__ = ["completed"]

BEFORE = 6  # claims that are looked back to
NEAR = 60  # characters between a rank and the figure that it ranks


def completed(claim: Claim, scene: Scene, why: Why | None) -> Iterator[Claim]:
    """``claim`` with what it lacks, as the claims before it have it, the nearest first; nothing where it lacks nothing."""
    tried: set[str] = set()
    for other in scene.before(claim, BEFORE):
        if why is Why.NO_PERIOD and other.period and other.period not in tried:
            tried.add(other.period)
            yield replace(claim, period=other.period)
        elif why is Why.NO_INDICATOR and other.indicator not in tried and _lends(claim, other):
            tried.add(other.indicator)
            yield replace(claim, indicator=other.indicator)
            if other.indicator != claim.indicator:
                yield replace(claim, indicator=f"{other.indicator}{claim.indicator}")


def _lends(claim: Claim, other: Claim) -> bool:
    """Whether ``other`` may tell what ``claim`` is about: a figure in the same unit; of a rank that just before, of the same region."""
    if not other.indicator:
        return False
    if claim.role is Role.RANK:
        return other.regions == claim.regions and claim.start - other.end < NEAR
    return other.unit == claim.unit or claim.unit == "%"
