"""How likely a claim is right in all that a fact database stores: role, indicator, regions and period.

What gave each field, and from how far away, are the features of a logistic model; its weights stand in
``lexicons/confidence.tsv`` and are fitted by ``textmine train confidence`` on annotated articles (Platt 1999, Probabilistic
outputs; here without a margin, on the features themselves).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from math import exp

from textmine.lexicon import rows
from textmine.records import Claim, Evidence, Status

__all__ = ["BIAS", "confidence", "features", "known"]

BIAS = "bias"
"""The feature that every claim has."""

_LENGTHS = ((0, "none"), (2, "short"), (8, "plain"), (14, "long"))


def confidence(claim: Claim) -> float:
    """Probability that ``claim`` is right, in three decimals; every feature without a weight counts nothing."""
    weights = _weights()
    score = sum(weights.get(feature, 0.0) for feature in features(claim))
    return round(1 / (1 + exp(-score)), 3)


@cache
def _weights() -> dict[str, float]:
    return {feature: float(weight) for feature, weight in rows("confidence")}


def features(claim: Claim) -> tuple[str, ...]:
    """The features of ``claim``: which rule gave a field and from how far away."""
    told = {evidence.field: evidence for evidence in reversed(claim.evidence)}
    return (
        BIAS,
        f"kind={claim.kind}",
        f"role={claim.role}",
        f"indicator={_rule(told.get('indicator'))}",
        f"words={_length(claim.indicator)}",
        f"regions={_reach(told.get('regions'), known=bool(claim.regions))}",
        f"places={min(len(claim.regions), 2)}",
        f"period={_reach(told.get('period'), known=claim.period is not None)}",
        f"time={_rule(told.get('period'))}",
        f"form={_form(claim.period)}",
        f"status={'actual' if claim.status is Status.ACTUAL else 'other'}",
    )


def _rule(evidence: Evidence | None) -> str:
    return "none" if evidence is None else evidence.rule.split(":")[0]


def _reach(evidence: Evidence | None, *, known: bool) -> str:
    if evidence is None:
        return "title" if known else "unknown"
    return evidence.reach if known else f"{evidence.reach}-unknown"


def _length(words: str) -> str:
    return next((name for most, name in _LENGTHS if len(words) <= most), "very-long")


def _form(period: str | None) -> str:
    if period is None:
        return "unknown"
    return "span" if "/" in period else ("year", "part", "day")[min(period.count("-"), 2)]


def known(feature_sets: Iterable[tuple[str, ...]], least: int) -> tuple[str, ...]:
    """The features that at least ``least`` of the claims have, sorted."""
    counts: dict[str, int] = {}
    for feature_set in feature_sets:
        for feature in feature_set:
            counts[feature] = counts.get(feature, 0) + 1
    return tuple(sorted(feature for feature, count in counts.items() if count >= least))
