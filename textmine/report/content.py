"""What a page reports: an article, its verdicts, and the findings of inconsistency in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from textmine.records import Claim, Extraction
from textmine.records.findings import Finding
from textmine.records.verdicts import Outcome, Verdict

__all__ = ["GROUPS", "SIGNS", "Checked", "group_of", "inconsistent"]

SIGNS = {
    "match": "✓",
    "match_rounded": "≈",
    "match_at_publication": "↺",
    "mismatch": "✗",
    "not_comparable": "⊘",
    "ambiguous": "?",
    "no_data": "–",
    "unchecked": "·",
}
"""Each outcome has a sign of its own beside its colour, so that it is told without colours too."""

GROUPS = ("mismatch", "agrees", "not_comparable", "ambiguous", "no_data", "unchecked")
"""What is counted on top, in the order in which it matters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """An article of ``text`` (the whole document's, into which all offsets point) with what was found of its claims.

    ``headline`` are verdicts on claims of a title that stands outside of the text.
    """

    extraction: Extraction
    text: str
    verdicts: tuple[Verdict, ...]
    headline: tuple[Verdict, ...] = ()
    findings: tuple[Finding, ...] = ()


def inconsistent(checked: Checked) -> Iterator[tuple[Finding, Claim]]:
    """The findings with those of their claims that are this article's."""
    own = checked.extraction.article.id
    for finding in checked.findings:
        for claim, article in zip(finding.claims, finding.articles, strict=True):
            if article == own:
                yield finding, claim


def group_of(outcome: Outcome | None) -> str:
    """Under which heading an outcome is counted; None is a claim without a verdict."""
    if outcome is None:
        return "unchecked"
    return "agrees" if outcome.agrees else outcome.value
