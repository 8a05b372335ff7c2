"""Doubts: what keeps a figure that differs from refuting a claim.

A false alarm costs an apology. A claim is called wrong only where indicator, region, time and comparison are told beyond doubt, and the
official figure is not so far off that the article must mean something else. Each rule stands for false alarms on real news.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from textmine.check.figures import NATION
from textmine.check.routes import Asked, Route
from textmine.check.weighing import digits
from textmine.records import Change, Claim
from textmine.records.verdicts import Candidate, Hint, HintKind, Link, Outcome, Why

__all__ = ["refuted"]

TELLING = 4
Weighed = tuple[Route, Candidate]

SURE = 0.9
"""The least score of a link that may refute a claim."""

READ = 0.55
"""The least confidence of a claim that may be refuted."""

NEAR_BY = ("own", "clause", "sentence", "row", "column")

POINTING = frozenset(
    ("同期", "同年", "同月", "同季", "当年", "当月", "当季", "当期", "当时", "此时", "期间", "其间", "这一时期")
)

SLIPS = (HintKind.SWAPPED_DIGITS, HintKind.OTHER_DIGIT, HintKind.SCALE, HintKind.DIGIT_LOST, HintKind.DIGIT_ADDED)

BARE = 3  # characters of an indicator that other words before it may narrow: 出口 of goods or of services

FAR = Decimal("2.5")

FAR_POINTS = Decimal(15)


def refuted(
    asked: Asked, comparable: Sequence[Weighed], best: Weighed, hints: Sequence[Hint]
) -> tuple[Outcome, Why | None]:
    """Whether a figure that differs refutes the claim: only where the link and the claim's own fields are beyond doubt."""
    found = best[1]
    if any(other.outcome.agrees and not other.derived for _, other in comparable):
        return Outcome.AMBIGUOUS, Why.RIVALS
    if Link.SAME_INDICATOR not in found.links and found.score < SURE:
        return Outcome.NOT_COMPARABLE, Why.UNSURE
    if _open_comparison(asked) or _since(asked.claim):
        return Outcome.NOT_COMPARABLE, Why.UNSURE
    if asked.claim.confidence < READ or Link.BASELINE_ASSUMED in found.links or not _whole_name(asked):
        return Outcome.NOT_COMPARABLE, Why.UNSURE
    if _not_over(asked) or (asked.scene.planned(asked.claim) and not hints):
        return Outcome.NOT_COMPARABLE, Why.UNSURE
    if not hints and (_far_off(asked.claim, found) or _other_nation(asked)):
        return Outcome.NOT_COMPARABLE, Why.UNSURE
    if _nearer_by(asked.claim, hints):
        return Outcome.AMBIGUOUS, Why.NEIGHBOUR
    if _told_elsewhere(asked) and not _slip(asked, hints):
        return Outcome.NOT_COMPARABLE, Why.UNSURE
    return Outcome.MISMATCH, None


def _nearer_by(claim: Claim, hints: Sequence[Hint]) -> bool:
    """Whether the figure of another time or region agrees, and the words of the sentence do not tell this one."""
    fields = ((HintKind.OTHER_PERIOD, "period"), (HintKind.OTHER_REGION, "regions"))
    return any(hint.kind is kind and not _told(claim, field) for kind, field in fields for hint in hints)


def _told_elsewhere(asked: Asked) -> bool:
    """Whether the time points back to another sentence, or the region stands in one."""
    claim = asked.claim
    if any(found.field == "period" and found.surface in POINTING for found in claim.evidence):
        return True
    return bool(claim.regions) and not asked.scene.national and not _told(claim, "regions")


def _whole_name(asked: Asked) -> bool:
    """Whether the claim names its indicator in full, or an article that speaks of nothing else lets 出口 alone mean that of goods."""
    words = asked.claim.indicator
    added = asked.indicator.key.removesuffix(words)
    if len(words) > BARE or added in ("", asked.indicator.key):
        return True
    longer = next((other.indicator for other in asked.scene.before(asked.claim, 8) if len(other.indicator) > BARE), "")
    return added in longer


def _open_comparison(asked: Asked) -> bool:
    """Whether growth of a month or quarter is told without what it is compared with, which may be the one before."""
    begin, end = asked.when
    told = asked.claim.baseline is not None and (asked.claim.baseline.basis or asked.claim.baseline.period)
    if asked.claim.change is not Change.RELATIVE or told or begin is None or end is None:
        return False
    short = (end - begin).days < 100 and begin.month != 1
    return short or asked.scene.tells(asked.claim, ("环比", "比上月", "较上月", "比上季", "较上季"))


def _since(claim: Claim) -> bool:
    """Whether the time is told by what has passed since it (“十四五”以来), which leaves open where it begins."""
    return any(found.field == "period" and found.rule in ("since", "plan") for found in claim.evidence)


def _not_over(asked: Asked) -> bool:
    """Whether the article appeared before the end of the time that it speaks of, and so can only mean a part of it."""
    published, end = asked.scene.published, asked.when[1]
    return published is not None and end is not None and published < end


def _far_off(claim: Claim, found: Candidate) -> bool:
    """Whether the figures are so far apart that the article rather speaks of something else."""
    if found.value is None or found.measure == "rank":
        return False
    if claim.unit in ("%", "百分点"):
        return abs(found.value - claim.value) > FAR_POINTS
    one, other = abs(found.value), abs(claim.value)
    return min(one, other) * FAR < max(one, other)


def _other_nation(asked: Asked) -> bool:
    """地区生产总值 is never that of the country: a place in the text was not read."""
    return asked.regions[0].key == NATION and "地区" in asked.claim.indicator


def _slip(asked: Asked, hints: Sequence[Hint]) -> bool:
    """Whether the claim is the very figure but for a digit, which speaks for the link."""
    return digits(asked.claim) >= TELLING and any(hint.kind in SLIPS for hint in hints)


def _told(claim: Claim, field: str) -> bool:
    """Whether the words of the sentence itself tell ``field``, by a name or a date and not by pointing back to another."""
    return any(
        found.field == field and found.reach in NEAR_BY and found.rule != "reference" and found.surface not in POINTING
        for found in claim.evidence
    )
