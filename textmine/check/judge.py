"""A claim → its verdict: the candidates weighed, and only a clear one allowed to refute."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from textmine.check.changes import changes
from textmine.check.figures import NATION, Figures, level_of
from textmine.check.hints import misprint, neighbours, others
from textmine.check.intervals import TOLERANCE, Allowed, allowed
from textmine.check.levels import QUOTIENT, levels
from textmine.check.linking import Linked, exact, indicator_of, linked, regions_of, when_of
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

SURE = 0.9
"""The least score of a link that may refute a claim."""

READ = 0.55
"""The least confidence of a claim that may be refuted."""

TELLING = 4
"""Digits from which on agreement tells that a series is the one, whatever its name leaves unsaid."""

MOST = 8  # candidates that a verdict tells
NEAR_BY = ("own", "clause", "sentence", "row", "column")
POINTING = frozenset(
    ("同期", "同年", "同月", "同季", "当年", "当月", "当季", "当期", "当时", "此时", "期间", "其间", "这一时期")
)
SLIPS = (HintKind.SWAPPED_DIGITS, HintKind.OTHER_DIGIT, HintKind.SCALE, HintKind.DIGIT_LOST, HintKind.DIGIT_ADDED)
FORBIDDEN = (Why.SCOPE, Why.PRICES, Why.POINTS, Why.COVERAGE)
STRENGTH = (Outcome.MATCH, Outcome.MATCH_AT_PUBLICATION, Outcome.MATCH_ROUNDED)
BARE = 3  # characters of an indicator that other words before it may narrow: 出口 of goods or of services
FAR = Decimal("2.5")
FAR_POINTS = Decimal(15)
Weighed = tuple[Route, Candidate]


def judge(claim: Claim, figures: Figures, scene: Scene, tolerance: Decimal = TOLERANCE) -> Verdict:
    """The verdict on ``claim``."""
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
    if not any(
        found.outcome.agrees for _, found in weighed
    ):  # what else it may be about is looked for only where that may matter
        topics = linked(indicator, figures) or _of_context(claim, figures, scene)
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


def _of_context(claim: Claim, figures: Figures, scene: Scene) -> tuple[Linked, ...]:
    """What an indicator cut short is, with the one before it: 投入强度 after R&D经费投入. It may bear out, not refute."""
    for other in scene.before(claim, 6):
        words = f"{other.indicator}{claim.indicator}"
        for each in linked(level_of(words, unit=claim.unit, aliases=figures.aliases), figures)[:1]:
            if other.indicator != claim.indicator and each.score == 1.0:
                return (replace(each, score=0.85, links=(Link.CONTEXT,)),)
    return ()


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
    outcome, why = _refuted(asked, comparable, refuting[0], hints)
    return _finished(asked, words, weighed, refuting[0], outcome, why, hints)


def _refuted(
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
    for kind, field in ((HintKind.OTHER_PERIOD, "period"), (HintKind.OTHER_REGION, "regions")):
        if any(hint.kind is kind for hint in hints) and not _told(asked.claim, field):
            return Outcome.AMBIGUOUS, Why.NEIGHBOUR
    if any(found.field == "period" and found.surface in POINTING for found in asked.claim.evidence) and not _slip(
        asked, hints
    ):
        return Outcome.NOT_COMPARABLE, Why.UNSURE
    return Outcome.MISMATCH, None


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
    if found.value is None:
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
