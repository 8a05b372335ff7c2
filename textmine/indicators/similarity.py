"""How likely two names mean one series, and why.

Equal keys mean one thing. Otherwise words that exclude each other (口径, 进口 and 出口, 65岁 and 60岁, level and growth) rule it out, and a
logistic model weighs what the bases share: pairs of characters (Dice 1945), the core form, what is left over on either side. Its weights
stand in ``lexicons/indicator_similarity.tsv``; ``textmine train indicators`` fits them on the ``dev`` part of ``corpora/indicators/pairs.tsv``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from math import exp

from textmine.indicators.analysis import analyse
from textmine.lexicon import rows
from textmine.records.indicators import Form, Indicator, Reason, Relation, Similarity

__all__ = ["RELATED_FROM", "SAME_FROM", "dice", "features", "similarity"]

SAME_FROM = 0.9
"""From this score on two names are told to be one series."""

RELATED_FROM = 0.4
"""From this share of character pairs on two names that are not one series speak of one subject."""

CAP = 0.5
"""The most that a pair with a conflict scores."""


def similarity(one: Indicator | str, other: Indicator | str) -> Similarity:
    """Compares two indicators, or names; symmetric, 1 for equal keys that name something."""
    first = analyse(one) if isinstance(one, str) else one
    second = analyse(other) if isinstance(other, str) else other
    if first.key == second.key and first.key:
        return _same(first, second)
    share = dice(first.base, second.base)
    against, details = _conflicts(first, second)
    for_ = [Reason.SAME_HEAD] if first.head and first.head == second.head else []
    if share > 0 and first.base != second.base:
        for_.append(Reason.SHARED_WORDS)
    weights = _weights()
    weighed = sum(weights.get(name, 0.0) * value for name, value in features(first, second, share).items())
    score = 1 / (1 + exp(-weighed)) if first.base and second.base else 0.0
    hard = [reason for reason in against if reason is not Reason.OTHER_HEAD]
    if hard:
        score = min(CAP, score) * 0.8 ** (len(hard) - 1)
    elif first.base == second.base:
        score = max(score, SAME_FROM - 0.05)
    relation = Relation.SAME if score >= SAME_FROM and not hard else _else(share, against)
    return Similarity(
        score=round(score, 4),
        relation=relation,
        dice=round(share, 4),
        reasons=(*for_, *against),
        details=tuple(details),
    )


def _same(first: Indicator, second: Indicator) -> Similarity:
    units = _units_differ(first, second)
    return Similarity(
        score=CAP if units else 1.0,
        relation=Relation.RELATED if units else Relation.SAME,
        dice=1.0,
        reasons=(Reason.SAME_KEY, Reason.UNIT) if units else (Reason.SAME_KEY,),
    )


def _else(share: float, against: list[Reason]) -> Relation:
    crossed = Reason.CONTRAST in against or Reason.NUMBERS in against
    return Relation.RELATED if share >= (RELATED_FROM + 0.2 if crossed else RELATED_FROM) else Relation.DIFFERENT


def features(first: Indicator, second: Indicator, share: float | None = None) -> Mapping[str, float]:
    """What the model weighs; the order of the two does not matter."""
    shared = _shared(_characters(first.base), _characters(second.base))
    left, right = len(first.base) - shared, len(second.base) - shared
    return {
        "bias": 1.0,
        "dice": dice(first.base, second.base) if share is None else share,
        "same head": float(first.head is not None and first.head == second.head),
        "other head": float(first.head != second.head),
        "left over on both sides": float(min(left, right)),
        "left over on one side": float(abs(left - right)),
        "anything left over": float(left + right > 0),
        "other kind of unit": float(_units_differ(first, second)),
    }


@cache
def _weights() -> dict[str, float]:
    return {name: float(weight) for name, weight in rows("indicator_similarity")}


@lru_cache(maxsize=65536)
def _pairs(text: str) -> Counter[str]:
    return Counter(text[at : at + 2] for at in range(len(text) - 1)) if len(text) > 1 else Counter((text,))


def dice(one: str, other: str) -> float:
    """Twice the shared pairs of characters by all of them (Dice 1945), 0 where one text is empty."""
    if not one or not other:
        return 0.0
    first, second = _pairs(one), _pairs(other)
    return 2 * _shared(first, second) / (max(1, len(one) - 1) + max(1, len(other) - 1))


@lru_cache(maxsize=65536)
def _characters(text: str) -> Counter[str]:
    return Counter(text)


def _shared(one: Counter[str], other: Counter[str]) -> int:
    """How many members two bags have in common."""
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    return sum([min(count, large[some]) for some, count in small.items() if some in large])


def _units_differ(first: Indicator, second: Indicator) -> bool:
    kinds, others = set(first.quantities), set(second.quantities)
    return bool(kinds and others and "any" not in kinds | others and not kinds & others)


def _conflicts(first: Indicator, second: Indicator) -> tuple[list[Reason], list[str]]:
    """What rules out that the two are one series, and the words behind it."""
    found, details = _contrasted(first.base, second.base)
    if _marks(first.base) != _marks(second.base):
        found.append(Reason.NUMBERS)
    found += _told_otherwise(first, second)
    if _units_differ(first, second) and first.form is second.form:
        found.append(Reason.UNIT)
    if first.head is not None and second.head is not None and first.head != second.head:
        found.append(Reason.OTHER_HEAD)
    return found, details


def _contrasted(one: str, other: str) -> tuple[list[Reason], list[str]]:
    """The groups of words that exclude one another of which the two bases have different ones, or one has one and the other none."""
    found: dict[Reason, None] = {}
    details: list[str] = []
    first, second = _groups(one), _groups(other)
    for group in sorted(first.keys() | second.keys()):
        mine, theirs = first.get(group, frozenset()), second.get(group, frozenset())
        if mine != theirs:
            found[Reason.SCOPE if group in SCOPES else Reason.CONTRAST] = None
            details.append(" ≠ ".join(sorted("、".join(sorted(words)) or "–" for words in (mine, theirs))))
    return list(found), details


def _told_otherwise(first: Indicator, second: Indicator) -> list[Reason]:
    """How the two are told differently: as level or growth, against what, over which time, at which prices."""
    found: list[Reason] = []
    if first.form is not second.form and {first.form, second.form} != {Form.GROWTH, Form.DECLINE}:
        found.append(Reason.FORM)
    elif first.basis is not second.basis:
        found.append(Reason.BASIS)
    if first.window and second.window and first.window is not second.window:
        found.append(Reason.WINDOW)
    if first.prices and second.prices and first.prices is not second.prices:
        found.append(Reason.PRICES)
    return found


SCOPES = frozenset(("size", "residence", "population", "coverage", "budget", "ownership", "private"))


@cache
def _contrasts() -> dict[str, tuple[tuple[str, str], ...]]:
    """Words that exclude one another, with their groups, by their first character, the longest first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for group, word in sorted(rows("indicator_contrasts"), key=lambda row: -len(row[1])):
        found.setdefault(word[0], []).append((word, group))
    return {sign: tuple(words) for sign, words in found.items()}


@lru_cache(maxsize=65536)
def _groups(base: str) -> Mapping[str, frozenset[str]]:
    """The words of each group in ``base``; of one group the longest at a place."""
    known = _contrasts()
    found: dict[str, set[str]] = {}
    ends: dict[str, int] = {}
    for at, sign in enumerate(base):
        for word, group in known.get(sign, ()):
            if at >= ends.get(group, 0) and base.startswith(word, at):
                found.setdefault(group, set()).add(word)
                ends[group] = at + len(word)
    return {group: frozenset(words) for group, words in found.items()}


@cache
def _mark() -> re.Pattern[str]:
    return re.compile(r"[0-9A-Z]+(?:\.[0-9]+)?|[一二三四五六七八九十百千万亿]+(?=[类级年期岁代产线次])")


@lru_cache(maxsize=65536)
def _marks(base: str) -> frozenset[str]:
    """Numbers and letters, which are never a matter of wording: 65岁, M2, III类."""
    return frozenset(_mark().findall(base))
