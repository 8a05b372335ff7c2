"""Whether the figures of an article fit together, and those of several articles.

:func:`within` looks at the claims of one article, :func:`between` at facts of several. Values are intervals: what rounding and hedges
allow is no contradiction, and neither is a growth at constant prices that levels at current prices do not bear out.
"""

from __future__ import annotations

from collections.abc import Sequence

from textmine.consistency.balance import balances
from textmine.consistency.changes import level_changes
from textmine.consistency.facts import facts_of
from textmine.consistency.pairs import from_to
from textmine.consistency.parts import composites, parts_of, shares_of_parts, sums
from textmine.consistency.points import page_of
from textmine.consistency.repeats import headlines, repeats
from textmine.consistency.sources import between
from textmine.consistency.titles import title_of
from textmine.consistency.wholes import bounded, ranks, together
from textmine.records import Claim, Extraction
from textmine.records.findings import Finding

__all__ = ["between", "facts_of", "title_of", "within"]

RULES = (
    level_changes,
    from_to,
    shares_of_parts,
    parts_of,
    sums,
    balances,
    composites,
    together,
    bounded,
    ranks,
    headlines,
    repeats,
)


def within(extraction: Extraction, *, headline: Sequence[Claim] = ()) -> tuple[Finding, ...]:
    """The findings in one article, in the order of its text; ``headline`` are claims of a title that stands outside the text."""
    page = page_of(extraction, headline)
    found = [finding for rule in RULES for finding in rule(page)]
    return tuple(sorted(found, key=lambda finding: finding.claims[0].start))
