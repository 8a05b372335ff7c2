"""Whether the figures of an article fit together, and those of several articles.

:func:`within` looks at the claims of one article, :func:`between` at facts of several. Values are intervals: what rounding and hedges
allow is no contradiction, and neither is a growth at constant prices that levels at current prices do not bear out.
"""

from __future__ import annotations

from textmine.records import Extraction
from textmine.records.findings import Finding

__all__ = ["within"]


def within(extraction: Extraction) -> tuple[Finding, ...]:  # noqa: ARG001
    """The findings in one article, in the order of its text."""
    return ()
