"""The fact check: claims held against official statistics.

:class:`Figures` holds the statistics, :func:`check` gives a verdict on every claim of an article: linked to series by indicator, unit,
region and period, judged by interval arithmetic on what its words allow, with every step of the reckoning. Only a single clear series
refutes a claim; everything else is told as what it is.
"""

from __future__ import annotations

from decimal import Decimal

from textmine.check.figures import Figures
from textmine.check.intervals import TOLERANCE
from textmine.check.judge import judge
from textmine.check.scene import scene
from textmine.records import Extraction
from textmine.records.verdicts import Verdict

__all__ = ["TOLERANCE", "Figures", "check", "judge", "scene"]


def check(extraction: Extraction, figures: Figures, *, tolerance: Decimal = TOLERANCE) -> tuple[Verdict, ...]:
    """The verdicts on the claims of an article, in the order of its text. ``tolerance`` is how far 约 and 左右 reach, as a part."""
    about = scene(extraction)
    return tuple(judge(claim, figures, about, tolerance) for claim in extraction.claims)
