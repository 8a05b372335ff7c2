"""How likely a claim is right in all that a fact database stores: role, indicator, regions and period.

What gave each field, and from how far away, are the features of a logistic model; its weights stand in
``lexicons/confidence.tsv`` and are fitted by ``textmine train confidence`` on annotated articles (Platt 1999, Probabilistic
outputs; here without a margin, on the features themselves).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import repeat
from math import exp

from textmine.claims.region_looks import kind_of
from textmine.lexicon import rows
from textmine.records import Claim, Evidence, Kind, Place, Role, Status

__all__ = ["BIAS", "confidence", "features", "features_of", "known"]

BIAS = "bias"
"""The feature that every claim has."""

_MOST = (0, 2, 8, 14)
_LENGTHS = ("words=none", "words=short", "words=plain", "words=long", "words=very-long")
_LONGEST = 24
_UNITS = frozenset(
    [
        "元",
        "%",
        "个",
        "人",
        "家",
        "名",
        "例",
        "亩",
        "年",
        "百分点",
        "项",
        "万",
        "次",
        "公里",
        "吨",
        "倍",
        "美元",
        "米",
        "户",
        "件",
        "座",
        "天",
        "小时",
    ]
)
"""Units that enough claims have to learn from."""


@lru_cache(maxsize=4096)
def confidence(found: tuple[str, ...]) -> float:
    """Probability that a claim with the features ``found`` is right, in three decimals; a feature without a weight counts nothing."""
    return round(1 / (1 + exp(-sum(map(_weights().get, found, repeat(0.0))))), 3)


@cache
def _weights() -> dict[str, float]:
    return {feature: float(weight) for feature, weight in rows("confidence")}


def features(
    *,
    kind: Kind,
    role: Role,
    status: Status,
    indicator: str,
    unit: str | None,
    regions: tuple[Place, ...],
    period: str | None,
    evidence: Iterable[Evidence],
) -> tuple[str, ...]:
    """The features of a claim with these fields: which rule gave a field, from how far away, and what came out."""
    told: dict[str, Evidence] = {}
    for found in evidence:
        if found.field not in told:
            told[found.field] = found
    time = told.get("period")
    return _named(
        kind,
        role,
        _rule(told.get("indicator")),
        len(indicator),
        unit if unit in _UNITS else "none" if unit is None else "other",
        _reach(told.get("regions"), known=bool(regions)),
        kind_of(regions),
        _reach(time, known=period is not None),
        _rule(time),
        _form(period),
        "status=actual" if status is Status.ACTUAL else "status=other",
    )


@lru_cache(maxsize=4096)
def _named(
    kind: Kind,
    role: Role,
    rule: str,
    length: int,
    unit: str,
    where: str,
    place: str,
    when: str,
    time: str,
    form: str,
    status: str,
) -> tuple[str, ...]:
    """The features with the names of their fields; most claims share theirs with others."""
    size = _LENGTHS[bisect_left(_MOST, length)]
    return (
        BIAS,
        "kind=" + kind,
        "role=" + role,
        f"unit={unit}",
        f"indicator={rule}",
        f"indicator={rule} kind={kind}",
        f"indicator={rule} {size}",
        size,
        f"length={min(length, _LONGEST) // 2 * 2}",
        f"regions={where}",
        f"place={place}",
        f"regions={where} place={place}",
        f"period={when}",
        f"time={time}",
        f"form={form}",
        f"period={when} form={form}",
        f"time={time} period={when}",
        status,
    )


def features_of(claim: Claim) -> tuple[str, ...]:
    """The features of ``claim``."""
    return features(
        kind=claim.kind,
        role=claim.role,
        status=claim.status,
        indicator=claim.indicator,
        unit=claim.unit,
        regions=claim.regions,
        period=claim.period,
        evidence=claim.evidence,
    )


def _rule(evidence: Evidence | None) -> str:
    return "none" if evidence is None else evidence.rule.split(":")[0]


def _reach(evidence: Evidence | None, *, known: bool) -> str:
    if evidence is None:
        return "title" if known else "unknown"
    return evidence.reach if known else f"{evidence.reach}-unknown"


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
