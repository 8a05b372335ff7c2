"""A claim → its verdict: the candidates weighed, and only a clear one allowed to refute."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from textmine.check.changes import changes
from textmine.check.completing import completed
from textmine.check.doubt import refuted
from textmine.check.figures import Figures
from textmine.check.hints import misprint, neighbours, others
from textmine.check.intervals import TOLERANCE, Allowed, allowed
from textmine.check.levels import QUOTIENT, levels
from textmine.check.linking import exact, indicator_of, linked, regions_of, when_of
from textmine.check.ranks import ranks
from textmine.check.routes import Asked, Route
from textmine.check.scene import Scene
from textmine.check.shares import shares
from textmine.check.weighing import digits, weigh
from textmine.errors import UsageError
from textmine.indicators import analyse
from textmine.records import Change, Claim, Kind, Qualifier, Role, Status
from textmine.records.indicators import Form
from textmine.records.verdicts import Candidate, Hint, HintKind, Link, Outcome, Verdict, Why

__all__ = ["judge"]

CLOSE = 0.05
"""Candidates whose scores lie no farther apart fit equally well."""

ENOUGH = 3
"""Digits from which on agreement tells that what the claim leaves unsaid is what the one before says."""

TELLING = 4
"""Digits from which on agreement tells that a series is the one, whatever its name leaves unsaid."""

MOST = 8  # candidates that a verdict tells
FORBIDDEN = (Why.SCOPE, Why.PRICES, Why.POINTS, Why.COVERAGE)
STRENGTH = (Outcome.MATCH, Outcome.MATCH_AT_PUBLICATION, Outcome.MATCH_ROUNDED)
Weighed = tuple[Route, Candidate]


def judge(claim: Claim, figures: Figures, scene: Scene, tolerance: Decimal = TOLERANCE) -> Verdict:
    """The verdict on ``claim``."""
    verdict = _judged(claim, figures, scene, tolerance)
    if verdict.outcome is not Outcome.NO_DATA:
        return verdict
    for fuller in completed(claim, scene, verdict.why):
        again = _judged(fuller, figures, scene, tolerance)
        chosen = again.chosen
        if chosen is None or not again.outcome.agrees or (digits(claim) < ENOUGH and claim.role is not Role.RANK):
            continue
        if claim.qualifier is Qualifier.EXACT and (not chosen.derived or claim.role is Role.RANK):
            told = replace(chosen, score=round(chosen.score * 0.85, 4), links=(*chosen.links, Link.CONTEXT))
            confidence = _confidence(claim, told, again.outcome)
            return replace(again, claim=claim, chosen=told, confidence=confidence)
    return verdict


def _judged(claim: Claim, figures: Figures, scene: Scene, tolerance: Decimal) -> Verdict:
    words = allowed(claim, tolerance)
    why = _unchecked(claim)
    if why is not None:
        return _verdict(claim, scene, words, Outcome.NO_DATA, why)
    try:
        when = when_of(claim)
    except UsageError:
        when = None
    places = regions_of(claim, scene)
    if when is None or not places:
        return _verdict(claim, scene, words, Outcome.NO_DATA, Why.NO_PERIOD if when is None else Why.NO_REGION)
    if scene.published is not None and when[0] is not None and when[0] > scene.published:
        return _verdict(claim, scene, words, Outcome.NO_DATA, Why.NO_FACT)
    indicator = indicator_of(claim, figures)
    if not indicator.base:
        return _verdict(claim, scene, words, Outcome.NO_DATA, Why.NO_INDICATOR)
    topics = exact(indicator, figures)
    asked = Asked(claim, indicator, topics, places, when, figures, scene)
    weighed = _weighed(asked, words) if topics else []
    if not any(found.outcome.agrees for _, found in weighed):  # only then does it matter what else it may be about
        topics = linked(indicator, figures)
        asked = replace(asked, topics=topics)
        weighed = _weighed(asked, words)
    if not weighed:
        known = any(not each.scope for each in topics)
        return _verdict(claim, scene, words, Outcome.NO_DATA, Why.NO_FIGURE if known else Why.NO_INDICATOR)
    return _decided(asked, words, weighed)


def _weighed(asked: Asked, words: Allowed) -> list[Weighed]:
    """The candidates, the best first."""
    tried = ((route, weigh(route, asked.claim, words, asked.scene.published)) for route in _routes(asked))
    return sorted(
        (_corroborated((route, found), asked.claim) for route, found in tried if found is not None), key=_order
    )


def _unchecked(claim: Claim) -> Why | None:
    """Why a claim is not checked at all."""
    if claim.status is not Status.ACTUAL:
        return Why.NO_FACT
    if claim.negated and claim.qualifier is not Qualifier.OVER:
        return Why.DENIED
    return Why.KIND if claim.kind is Kind.DURATION else None


def _routes(asked: Asked) -> Iterator[Route]:
    role = asked.claim.role
    if role is Role.LEVEL:
        yield from levels(asked)
        if (
            asked.claim.unit == "%"
            and analyse(asked.claim.indicator, aliases=asked.figures.aliases).form is Form.GROWTH
        ):
            told = replace(asked.claim, role=Role.CHANGE, change=Change.RELATIVE)  # 增速为5.2%: the change itself
            yield from changes(replace(asked, claim=told))
    elif role is Role.CHANGE:
        yield from changes(asked)
    elif role is Role.SHARE:
        yield from levels(asked)
        yield from shares(asked, QUOTIENT)
    elif role is Role.RANK:
        yield from ranks(asked)


def _order(one: Weighed) -> tuple[bool, float, bool]:
    """Comparable ones first, then the likest, then what is published before what is reckoned."""
    found = one[1]
    return found.why in FORBIDDEN, -found.score, found.derived


def _corroborated(one: Weighed, claim: Claim) -> Weighed:
    """A series that only leaves a word of scope unsaid is the one where many digits agree."""
    route, found = one
    if (
        found.why is Why.SCOPE
        and Link.SCOPE_UNSAID in found.links
        and digits(claim) >= TELLING
        and found.value == claim.value
    ):
        return route, replace(found, outcome=Outcome.MATCH, why=None, links=(*found.links, Link.DIGITS))
    return one


def _decided(asked: Asked, words: Allowed, weighed: Sequence[Weighed]) -> Verdict:
    comparable = [one for one in weighed if one[1].why not in FORBIDDEN]
    best = (comparable or weighed)[0]
    found = best[1]
    hints = list(_hints(asked, words, best))
    if not comparable:
        return _finished(asked, words, weighed, best, Outcome.NOT_COMPARABLE, found.why, hints)
    direct = [one for one in comparable if one[1].score >= found.score - CLOSE and not one[1].derived]
    close = direct or [one for one in comparable if one[1].score >= found.score - CLOSE]
    agreeing = [one for one in close if one[1].outcome.agrees]
    refuting = [one for one in close if one[1].outcome is Outcome.MISMATCH]
    if agreeing and refuting:
        return _finished(asked, words, weighed, agreeing[0], Outcome.AMBIGUOUS, Why.RIVALS, hints)
    if agreeing:
        best = min(agreeing, key=lambda one: STRENGTH.index(one[1].outcome))
        return _finished(asked, words, weighed, best, best[1].outcome, None, [])
    if not refuting or len(refuting) < len(close):
        other = next(one for one in close if one[1].outcome is not Outcome.MISMATCH)
        return _finished(asked, words, weighed, other, other[1].outcome, other[1].why, hints)
    outcome, why = refuted(asked, comparable, refuting[0], hints)
    return _finished(asked, words, weighed, refuting[0], outcome, why, hints)


def _hints(asked: Asked, words: Allowed, one: Weighed) -> Iterator[Hint]:
    route, found = one
    if found.outcome.agrees or found.value is None:
        return
    if found.why in FORBIDDEN or found.why is Why.APPROXIMATE:
        yield Hint(kind=HintKind.COMPUTED, value=found.value, unit=asked.claim.unit)
    if found.why in FORBIDDEN:
        return
    slip = misprint(asked.claim, words, found)
    if slip is not None:
        yield slip
    yield from neighbours(asked, route, words)
    yield from others(asked, words)


def _finished(
    asked: Asked,
    words: Allowed,
    weighed: Sequence[Weighed],
    best: Weighed,
    outcome: Outcome,
    why: Why | None,
    hints: Sequence[Hint],
) -> Verdict:
    found = best[1]
    return _verdict(
        asked.claim, asked.scene, words, outcome, why, confidence=_confidence(asked.claim, found, outcome), chosen=found,
        candidates=tuple(candidate for _, candidate in weighed[:MOST]), hints=tuple(hints),
    )  # fmt: skip


def _confidence(claim: Claim, found: Candidate, outcome: Outcome) -> float:
    """That of the claim's fields and the link; agreement in many digits is itself evidence for both."""
    plain = claim.confidence * min(1.0, found.score)
    if outcome.agrees:
        return min(0.999, round(1 - (1 - plain) * 0.3 ** max(0, digits(claim) - 1), 3))
    return round(plain, 3)


def _verdict(
    claim: Claim, scene: Scene, words: Allowed, outcome: Outcome, why: Why | None, *, confidence: float = 0.0,
    chosen: Candidate | None = None, candidates: tuple[Candidate, ...] = (), hints: tuple[Hint, ...] = (),
) -> Verdict:  # fmt: skip
    return Verdict(
        claim=claim, article=scene.article, outcome=outcome, why=why, low=words.low, high=words.high,
        confidence=confidence or claim.confidence, chosen=chosen, candidates=candidates, hints=hints,
    )  # fmt: skip
