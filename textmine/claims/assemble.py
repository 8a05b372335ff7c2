"""The assembly: one claim for each quantity of an article, every field with the words that gave it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from textmine.claims.alignment import Series, find_series, share_tail, split_items
from textmine.claims.indicator import Surroundings, Topic, read_indicator, subject_before
from textmine.claims.role import Reading, read_role
from textmine.claims.scene import Scene, Tagger
from textmine.claims.status import is_negated, source_of, status_of
from textmine.claims.structure import Span
from textmine.claims.territory import Where, group_of, is_subject, regions_of
from textmine.claims.timing import When, baseline_of, is_comparison, period_of
from textmine.records import (
    Article,
    Baseline,
    Claim,
    Evidence,
    Kind,
    Place,
    PlaceMention,
    Quantity,
    Role,
    Status,
    TimeMention,
)

__all__ = ["assemble"]


@dataclass(slots=True, kw_only=True)
class Draft:
    """A claim under way; offsets point into the cleaned text."""

    quantity: Quantity
    left: int
    right: int
    nested: bool
    reading: Reading
    when: When
    where: Where
    topic: Topic
    baseline: Baseline | None = None
    compared: TimeMention | None = None
    status: Status = Status.ACTUAL
    status_words: Span | None = None
    source: Span | None = None
    partner: Draft | None = None


@cache
def _from() -> re.Pattern[str]:
    return re.compile(r"(?:从|由)(?:[^，；、的]{0,14}的)?(?:不足|近|约|超过)?$")


@cache
def _yardstick() -> re.Pattern[str]:
    return re.compile(r"(?:位居|跃居|稳居|居|位列|列|排名|排在|排|名列|高于|低于|快于|好于|优于)(?:在|到)?$")


@cache
def _ahead_of() -> re.Pattern[str]:
    return re.compile(r"(?:高于|低于|快于|慢于|好于|优于|高出|超出|领先|落后|领跑)[^，。；]*")


@cache
def _to() -> re.Pattern[str]:
    return re.compile(r"到|至|为|达")


@cache
def _money() -> re.Pattern[str]:
    return re.compile(r"(?:收入|额|投资|资金|产值|利润|预算|市值|贷款|支出|经费|营收|财政|合同|大单|债|总投|收益|成本|费用|价值|投入|销售)")


def assemble(
    article: Article,
    *,
    quantities: Sequence[Quantity],
    times: Sequence[TimeMention],
    places: Sequence[PlaceMention],
    home: tuple[Place, ...],
    tagger: Tagger,
) -> tuple[Claim, ...]:
    """The claims of ``article``, in text order, with offsets into the text as the user gave it.

    ``home`` is the region that the article as a whole is about (from its title or dateline); ``tagger`` gives words
    with parts of speech.
    """
    scene = Scene(article, quantities=tuple(quantities), times=tuple(times), places=tuple(places), tagger=tagger)
    drafts: list[Draft] = []
    for start, end in _sentences(scene):
        drafts.extend(_sentence(scene, scene.quantities[start:end], home))
    names = {id(draft): f"c{index}" for index, draft in enumerate(drafts, 1)}
    related: dict[str, list[str]] = {name: [] for name in names.values()}
    for draft in drafts:
        if draft.partner is not None:
            one, two = names[id(draft)], names[id(draft.partner)]
            related[one].append(two)
            related[two].append(one)
    return tuple(_claim(scene, names[id(draft)], draft, tuple(related[names[id(draft)]])) for draft in drafts)


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


def _sentence(scene: Scene, quantities: tuple[Quantity, ...], home: tuple[Place, ...]) -> list[Draft]:
    drafts: list[Draft] = []
    topic: Topic | None = None
    consumed = 0
    for index, quantity in enumerate(quantities):
        following = quantities[index + 1] if index + 1 < len(quantities) else None
        draft = _draft(scene, quantity, drafts, following, topic, consumed, home)
        consumed = max([quantity.hedge_end, *(span.end for span in draft.topic.spans if span.start >= quantity.start)])
        if draft.topic.text:
            topic = draft.topic
        draft.partner = _partner(draft, drafts)
        drafts.append(draft)
    for series in find_series(scene, quantities):
        _distribute(scene, series, drafts)
    return drafts


def _partner(draft: Draft, earlier: Sequence[Draft]) -> Draft | None:
    """The value before in the sentence that this one belongs to: the level of a change, the start of a from–to pair."""
    if not earlier or not draft.topic.rule.startswith("topic"):
        return None
    for other in reversed(earlier):
        if other.topic.base == draft.topic.base and other.reading.role is Role.LEVEL:
            return other if other.quantity.kind is not Kind.DURATION else None
    return None


def _draft(
    scene: Scene,
    quantity: Quantity,
    earlier: list[Draft],
    following: Quantity | None,
    topic: Topic | None,
    consumed: int,
    home: tuple[Place, ...],
) -> Draft:
    clause = scene.layout.clause(quantity.hedge_start)
    left = max(clause.start, min(consumed, quantity.hedge_start))
    if earlier and earlier[-1].nested:
        left = max(clause.start, earlier[-1].quantity.hedge_end)
    elif earlier and _modifies(scene, earlier[-1].quantity, quantity):
        left = max(clause.start, earlier[-1].left)
    nested = following is not None and _is_nested(scene, quantity, following, clause)
    right = clause.end
    if following is not None and following.hedge_start < clause.end and not nested:
        right = following.hedge_start
    reading = read_role(quantity, scene.text, left, right, clause.start)
    floor = scene.layout.section(quantity.start).start
    skip = _from_span(scene, earlier[-1], quantity) if earlier else None
    when = period_of(scene, quantity, floor=floor, skip=skip)
    paragraph = scene.layout.paragraph(quantity.start)
    plans = scene.report is not None and scene.report.plans(scene.text, paragraph)
    if when.mention is None and scene.report is not None:
        when = When(period=scene.report.period(plans=plans), reach="title")
    where = regions_of(scene, quantity, floor=floor, home=home, local=scene.report is not None)
    if topic is None or earlier[-1].quantity.end < scene.layout.part(quantity.start).start:
        topic = _context(scene, quantity) or topic
    around = Surroundings(
        left=left,
        right=right,
        whole=right == clause.end,
        nested=nested,
        cut=tuple(_cuts(scene, left, quantity, where)),
    )
    found = read_indicator(scene, quantity, around=around, role=reading.role, topic=topic)
    draft = Draft(
        quantity=quantity, left=left, right=right, nested=nested, reading=reading, when=when, where=where, topic=found
    )
    if reading.role is Role.CHANGE:
        inherited = earlier[-1].baseline if earlier else None
        draft.baseline, draft.compared = baseline_of(
            scene, quantity, left=clause.start, period=when.period, inherited=inherited
        )
    sentence = scene.layout.sentence(quantity.start)
    draft.status, draft.status_words = status_of(scene, sentence, quantity.start, quantity.hedge_end, plans=plans)
    draft.source = source_of(scene, sentence, quantity.start)
    return draft


def _context(scene: Scene, quantity: Quantity) -> Topic | None:
    """What the clauses before the first value of a sentence speak of."""
    part = scene.layout.part(quantity.hedge_start)
    clause = scene.layout.clause(quantity.hedge_start)
    cut = [Span(time.start, time.end) for time in scene.times_between(part.start, clause.start)]
    cause = _causes().match(scene.text, clause.start) is not None
    return subject_before(scene, quantity, cut, object_first=cause)


@cache
def _causes() -> re.Pattern[str]:
    return re.compile(r"目前|已|共|造成|导致|致")


def _is_nested(scene: Scene, one: Quantity, two: Quantity, clause: Span) -> bool:
    """Whether ``two`` stands inside the noun phrase that ``one`` counts (6个投资超百亿的项目)."""
    if one.kind is not Kind.COUNT or two.kind is Kind.COUNT or two.hedge_start >= clause.end:
        return False
    between = scene.text[one.end : two.hedge_start]
    if re.search(r"[、（）]|^的", between) or not between:
        return False
    return scene.text.startswith("的", two.hedge_end)


def _modifies(scene: Scene, one: Quantity, two: Quantity) -> bool:
    """Whether ``one`` only qualifies the noun that ``two`` counts (新增投资1亿元以上大项目185个)."""
    if two.kind is not Kind.COUNT or one.kind not in (Kind.AMOUNT, Kind.PERCENTAGE):
        return False
    between = scene.text[one.hedge_end : two.hedge_start]
    following = scene.text[two.hedge_end : two.hedge_end + 1]
    return 1 < len(between) < 16 and following in "，。；、" and re.search(r"[，。；、：达为有]|增长|下降", between) is None


def _from_span(scene: Scene, before: Draft, quantity: Quantity) -> Span | None:
    """The span 从…Q1 of a from–to pair whose second value is ``quantity``; null when there is none."""
    first = before.quantity
    match = _from().search(scene.text, max(before.left - 2, 0), first.hedge_start)
    between = scene.text[first.hedge_end : quantity.hedge_start]
    if match is None or len(between) > 16 or not _to().search(between):
        return None
    return Span(match.start(), first.hedge_end)


def _cuts(scene: Scene, left: int, quantity: Quantity, where: Where) -> list[Span]:
    """Spans between ``left`` and the quantity that cannot name the indicator."""
    cuts = []
    if quantity.unit == "百分点" and (yardstick := _ahead_of().search(scene.text, left, quantity.hedge_start)):
        cuts.append(Span(yardstick.start(), quantity.hedge_start))
    for time in scene.times_between(left, quantity.hedge_start):
        start, end = time.start, time.end
        if is_comparison(scene, time):
            while start > left and scene.text[start - 1] in "比较与同跟相于是“":
                start -= 1
            match = re.compile(r"[”\"]?(?:末|底|时期|期间|同期)?(?:相比|比较)?").match(scene.text, end)
            end = match.end() if match else end
        else:
            match = re.compile(r"[”\"]?(?:以来|期间|时期|末|底|内|间)?").match(scene.text, end)
            end = match.end() if match else end
        cuts.append(Span(start, end))
    for place in scene.places_between(left, quantity.hedge_start):
        head = scene.text[left : place.start]
        if place in where.mentions and _idle().fullmatch(head) or not is_subject(scene, place) and re.search(r"[比较于]$", head):
            start = place.start - 1 if head.endswith(("比", "较", "在")) else place.start
            cuts.append(Span(start, place.end))
        elif yardstick := _yardstick().search(head):
            cuts.append(Span(left + yardstick.start(), place.end))
        elif place in where.mentions and _all_cut(scene, left, place.start, cuts):
            cuts.append(Span(place.start, place.end))
    return cuts


@cache
def _idle() -> re.Pattern[str]:
    return re.compile(r"[\s，、“：；]*(?:其中|目前|截至|在|从|为|到|让|使|由|对|而|但|且|并|像|当|全|整个|如今|此外|同时|来自|来|于|据|近|，)*")


def _all_cut(scene: Scene, left: int, position: int, cuts: list[Span]) -> bool:
    """Whether little but cut spans stands between ``left`` and ``position``."""
    covered = sum(min(cut.end, position) - cut.start for cut in cuts if left <= cut.start < position)
    return position - left - covered <= 3


def _distribute(scene: Scene, series: Series, drafts: list[Draft]) -> None:
    """Gives each value of a run its own region or indicator where the words before list as many."""
    run = drafts[series.first : series.last + 1]
    head = run[0]
    count = len(run)
    if any(draft.topic.rule not in ("topic", "none") for draft in run[1:]):
        _share_noun(run)
        return
    for draft in run[1:]:
        draft.reading = head.reading if draft.reading.rule in ("level", "percentage", "points") else draft.reading
        draft.baseline, draft.when = head.baseline, head.when
        draft.topic = head.topic
    clause = scene.layout.part(head.quantity.start)
    groups = [
        group
        for place in scene.places_between(clause.start, head.quantity.start)
        if len(group := group_of(scene, place)) == count and is_subject(scene, place)
    ]
    if groups:
        for draft, mention in zip(run, groups[-1], strict=True):
            draft.where = Where(regions=mention.places, mentions=(mention,), reach="clause")
        return
    if series.stated and len(head.where.regions) == 1 and len(head.where.regions[0].members) == count:
        _spread_members(run)
        return
    items = split_items(_subject_text(scene, series, head), count)
    if items:
        for draft, item in zip(run, share_tail(items), strict=True):
            draft.topic = replace(draft.topic, text=item, base=item, rule="series")


def _share_noun(run: list[Draft]) -> None:
    """Gives values listed before a noun that noun: 经过半个月、一千多公里的长途跋涉, 收集7大类158项意见."""
    for draft, following in zip(reversed(run[:-1]), reversed(run[1:]), strict=True):
        if draft.topic.rule in ("none", "bare") and not draft.topic.text.endswith("问题") and following.topic.text:
            text = draft.topic.text + following.topic.base
            draft.topic = replace(following.topic, text=text, rule="shared")


def _subject_text(scene: Scene, series: Series, head: Draft) -> str:
    return head.topic.text


def _spread_members(run: list[Draft]) -> None:
    from textmine.places import lookup

    where = run[0].where
    for draft, name in zip(run, where.regions[0].members, strict=True):
        draft.where = replace(where, regions=lookup(name)[:1])


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
        negated=is_negated(scene, quantity.hedge_start),
        source=None if draft.source is None else scene.text[draft.source.start : draft.source.end],
        confidence=1.0,
        related=related,
        rule=quantity.rule,
        evidence=_evidence(scene, draft),
    )


def _evidence(scene: Scene, draft: Draft) -> tuple[Evidence, ...]:
    found: list[Evidence] = []

    def add(name: str, span: Span, rule: str, reach: str) -> None:
        start, end, surface = scene.article.cite(span.start, span.end)
        found.append(Evidence(field=name, start=start, end=end, surface=surface, rule=rule, reach=reach))

    for span in draft.topic.spans:
        add("indicator", span, draft.topic.rule, draft.topic.reach)
    for mention in draft.where.mentions:
        add("regions", Span(mention.start, mention.end), mention.rule, draft.where.reach)
    if draft.when.mention is not None:
        add("period", Span(draft.when.mention.start, draft.when.mention.end), draft.when.mention.rule, draft.when.reach)
    if draft.compared is not None:
        add("baseline", Span(draft.compared.start, draft.compared.end), draft.compared.rule, "clause")
    if draft.reading.end > draft.reading.start:
        add("role", Span(draft.reading.start, draft.reading.end), draft.reading.rule, "clause")
    if draft.status_words is not None:
        add("status", draft.status_words, draft.status.value, "sentence")
    if draft.source is not None:
        add("source", draft.source, "speaker", "sentence")
    return tuple(found)
