"""The assembly: one claim for each quantity of an article, every field with the words that gave it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache

from textmine.claims.alignment import find_series
from textmine.claims.bodies import with_national_bodies
from textmine.claims.confidence import confidence, features
from textmine.claims.coordination import share
from textmine.claims.distribution import distribute
from textmine.claims.draft import Draft, make_draft, passage_of
from textmine.claims.references import whole_of
from textmine.claims.region_choice import Chooser
from textmine.claims.scene import Scene, Tagger
from textmine.claims.setting import Setting, home_of
from textmine.claims.structure import Span, is_bracketed
from textmine.claims.topic import Topic
from textmine.records import Article, Claim, Evidence, Kind, Mention, Place, PlaceMention, Quantity, Role, TimeMention

__all__ = ["assemble"]


@cache
def _money() -> re.Pattern[str]:
    return re.compile(
        r"(?:收入|额|投资|资金|产值|利润|预算|市值|贷款|支出|经费|营收|财政|合同|大单|债|总投|收益|成本|费用|价值|投入|销售|融资|估值)"
    )


def assemble(
    article: Article,
    *,
    quantities: Sequence[Quantity],
    times: Sequence[TimeMention],
    places: Sequence[PlaceMention],
    setting: Setting,
    tagger: Tagger,
    chooser: Callable[[Scene, tuple[Place, ...]], Chooser] = Chooser,
) -> tuple[Claim, ...]:
    """The claims of ``article``, in text order, with offsets into the text as the user gave it.

    ``setting`` is what the headline says of the whole article; ``tagger`` gives words with parts of speech; ``chooser`` settles
    the regions of the values of a scene with a home.
    """
    mentions = with_national_bodies(article.text, places, territory=article.territory, home=home_of(article))
    setting = setting._replace(regions=tuple(whole_of(place) for place in setting.regions))
    scene = Scene(article, quantities=tuple(quantities), times=tuple(times), places=mentions, tagger=tagger)
    drafts: list[Draft] = []
    above: list[Draft] = []
    regions = chooser(scene, setting.regions)
    for start, end in _sentences(scene):
        above = _sentence(scene, scene.quantities[start:end], setting, above)
        regions.settle(above)
        drafts.extend(above)
    names = {id(draft): f"c{index}" for index, draft in enumerate(drafts, 1)}
    related: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for draft in drafts:
        if draft.partner is not None:
            one, two = names[id(draft)], names[id(draft.partner)]
            related[one] += (two,)
            related[two] += (one,)
    return tuple(
        [_claim(scene, name, draft, related[name]) for name, draft in zip(names.values(), drafts, strict=True)]
    )


def _sentences(scene: Scene) -> list[tuple[int, int]]:
    """Index ranges of the quantities that share a sentence."""
    ranges = []
    index, size = 0, len(scene.quantities)
    while index < size:
        end = scene.layout.sentence(scene.quantities[index].start).end
        last = index
        while last < size and scene.quantities[last].start < end:
            last += 1
        ranges.append((index, last))
        index = last
    return ranges


def _sentence(scene: Scene, quantities: tuple[Quantity, ...], setting: Setting, above: list[Draft]) -> list[Draft]:
    passage = passage_of(scene, quantities[0].start, setting, above)
    drafts: list[Draft] = []
    topic: Topic | None = None
    outside: Topic | None = None  # what was spoken of before a bracket
    consumed = 0
    for index, quantity in enumerate(quantities):
        if outside is not None and not is_bracketed(scene.text, quantity.start):
            topic, outside = outside, None
        following = quantities[index + 1] if index + 1 < len(quantities) else None
        draft = make_draft(scene, passage, quantity, drafts, following, topic, consumed)
        behind = () if quantity.kind is Kind.DURATION else draft.topic.spans
        consumed = max([quantity.hedge_end, *[span.end for span in behind if span.start >= quantity.start]])
        if draft.topic.text and (topic is None or not _speaks_of_change(draft)):
            if outside is None and topic is not None and is_bracketed(scene.text, quantity.start):
                outside = topic
            topic = draft.topic
        draft.partner = _partner(draft, drafts)
        drafts.append(draft)
    for series in find_series(scene, quantities):
        distribute(scene, series, drafts)
    if len(drafts) > 1:
        share(scene, drafts)
    return drafts


def _speaks_of_change(draft: Draft) -> bool:
    """Whether the value only says how fast or how long something changed or what it is the largest of, which the next value does not take over."""
    return draft.topic.rule in ("topic+rate", "largest") or (
        draft.quantity.kind is Kind.DURATION and "连续" in draft.topic.text
    )


def _partner(draft: Draft, earlier: Sequence[Draft]) -> Draft | None:
    """The value before in the sentence that this one belongs to: the level of a change, the start of a from–to pair."""
    if not earlier or not draft.topic.rule.startswith("topic"):
        return None
    for other in reversed(earlier):
        if other.topic.base == draft.topic.base and other.reading.role is Role.LEVEL:
            return other if other.quantity.kind is not Kind.DURATION else None
    return None


def _claim(scene: Scene, name: str, draft: Draft, related: tuple[str, ...]) -> Claim:
    quantity = draft.quantity
    sign = -1 if draft.reading.negative and quantity.value > 0 else 1
    value, low, high = quantity.value * sign, quantity.low, quantity.high
    if sign < 0:
        low, high = (None if high is None else -high), (None if low is None else -low)
    unit, kind = quantity.unit, quantity.kind
    if unit is None and kind is Kind.COUNT and _money().search(draft.topic.text[-5:]):
        unit, kind = "元", Kind.AMOUNT
    start, end, surface = scene.article.cite(quantity.start, quantity.end)
    evidence = _evidence(scene, draft)
    likely = features(
        kind=kind,
        role=draft.reading.role,
        status=draft.status,
        indicator=draft.topic.text,
        unit=unit,
        regions=draft.where.regions,
        period=draft.when.period,
        evidence=evidence,
    )
    return Claim(
        start=start,
        end=end,
        surface=surface,
        id=name,
        kind=kind,
        value=value,
        low=low,
        high=high,
        precision=quantity.precision,
        qualifier=quantity.qualifier,
        unit=unit,
        quantity=quantity.quantity,
        indicator=draft.topic.text,
        regions=draft.where.regions,
        period=draft.when.period,
        role=draft.reading.role,
        baseline=draft.baseline,
        change=draft.reading.change,
        status=draft.status,
        negated=draft.negated,
        source=None if draft.source is None else scene.text[draft.source.start : draft.source.end],
        confidence=confidence(likely),
        related=related,
        rule=quantity.rule,
        evidence=evidence,
    )


def _evidence(scene: Scene, draft: Draft) -> tuple[Evidence, ...]:
    found: list[Evidence] = []
    cite = scene.article.cite

    def add(name: str, span: Span | Mention, rule: str, reach: str) -> None:
        start, end, surface = cite(span.start, span.end)
        found.append(Evidence(field=name, start=start, end=end, surface=surface, rule=rule, reach=reach))

    for span in draft.topic.spans:
        add("indicator", span, draft.topic.rule, draft.topic.reach)
    for mention in draft.where.mentions:
        add("regions", mention, mention.rule, draft.where.reach)
    if draft.when.mention is not None:
        add("period", draft.when.mention, draft.when.mention.rule, draft.when.reach)
    if draft.compared is not None:
        add("baseline", draft.compared, draft.compared.rule, "clause")
    if draft.reading.end > draft.reading.start:
        add("role", Span(draft.reading.start, draft.reading.end), draft.reading.rule, "clause")
    if draft.status_words is not None:
        add("status", draft.status_words, draft.status.value, "sentence")
    if draft.source is not None:
        add("source", draft.source, "speaker", "sentence")
    return tuple(found)
