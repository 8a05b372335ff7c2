"""A claim under way: the fields of one quantity, each with the words that gave it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from textmine.claims.indicator import Surroundings, Topic, read_indicator, subject_before
from textmine.claims.role import Reading, read_role
from textmine.claims.scene import Scene
from textmine.claims.status import source_of, status_of
from textmine.claims.structure import Span
from textmine.claims.territory import Where, is_subject, regions_of
from textmine.claims.timing import When, baseline_of, end_of, is_comparison, origin_of, period_of
from textmine.records import Baseline, Kind, Place, Quantity, Role, Status, TimeMention

__all__ = ["Draft", "make_draft"]


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


def make_draft(
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
    origin = following is not None and _is_origin(scene, left, quantity, following)
    if origin:
        when = origin_of(scene, when, left)
    elif skip is not None:
        when = end_of(when, timed=bool(scene.times_between(skip.start, skip.end)))
    paragraph = scene.layout.paragraph(quantity.start)
    plans = scene.report is not None and scene.report.plans(scene.text, paragraph)
    unsaid = when.mention is None or when.mention.rule in ("vague", "festival")
    if unsaid and not origin and scene.report is not None and when.period is None:
        when = When(period=scene.report.period(scene.text, paragraph, plans=plans), reach="title")
    where = regions_of(scene, quantity, floor=floor, home=home, local=scene.report is not None)
    if topic is None or earlier[-1].quantity.end < scene.layout.part(quantity.start).start:
        topic = _context(scene, quantity) or topic
    around = Surroundings(
        left=left,
        right=right,
        whole=right == clause.end,
        nested=nested,
        cut=tuple(_cuts(scene, left, quantity, where, reading)),
        place="".join(mention.surface for mention in where.mentions if left <= mention.start < quantity.start),
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
    return (
        1 < len(between) < 16
        and following in "，。；、"
        and re.search(r"[，。；、：达为有]|增长|下降", between) is None
    )


def _is_origin(scene: Scene, left: int, quantity: Quantity, following: Quantity) -> bool:
    """Whether the value is the first of a from–to pair."""
    between = scene.text[quantity.hedge_end : following.hedge_start]
    if len(between) > 16 or not _to().search(between) or re.search(r"[。；]", between):
        return False
    return _from().search(scene.text, max(left - 2, 0), quantity.hedge_start) is not None


def _from_span(scene: Scene, before: Draft, quantity: Quantity) -> Span | None:
    """The span 从…Q1 of a from–to pair whose second value is ``quantity``; null when there is none."""
    first = before.quantity
    match = _from().search(scene.text, max(before.left - 2, 0), first.hedge_start)
    between = scene.text[first.hedge_end : quantity.hedge_start]
    if match is None or len(between) > 16 or not _to().search(between):
        return None
    return Span(match.start(), first.hedge_end)


@cache
def _than() -> re.Pattern[str]:
    return re.compile(r"(?<![占对百相同环])[比较](?![重例率较赛亚])[^，。；、]{1,10}$")


def _cuts(scene: Scene, left: int, quantity: Quantity, where: Where, reading: Reading) -> list[Span]:
    """Spans between ``left`` and the quantity that cannot name the indicator."""
    cuts = []
    if quantity.unit == "百分点" and (yardstick := _ahead_of().search(scene.text, left, quantity.hedge_start)):
        cuts.append(Span(yardstick.start(), quantity.hedge_start))
    if reading.role is Role.CHANGE and reading.start > left:
        than = _than().search(scene.text, left, reading.start)
        if than is not None:
            cuts.append(Span(than.start(), reading.start))
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
        if (place in where.mentions and _idle().fullmatch(head)) or (
            not is_subject(scene, place) and re.search(r"[比较于]$", head)
        ):
            start = place.start - 1 if head.endswith(("比", "较", "在")) else place.start
            cuts.append(Span(start, place.end))
        elif yardstick := _yardstick().search(head):
            cuts.append(Span(left + yardstick.start(), place.end))
        elif place in where.mentions and _all_cut(left, place.start, cuts):
            cuts.append(Span(place.start, place.end))
    return cuts


@cache
def _idle() -> re.Pattern[str]:
    return re.compile(
        r"[\s，、“：；]*(?:其中|目前|截至|在|从|为|到|让|使|由|对|而|但|且|并|像|当|全|整个|如今|此外|同时|来自|来|于|据|近|，)*"
    )


def _all_cut(left: int, position: int, cuts: list[Span]) -> bool:
    """Whether little but cut spans stands between ``left`` and ``position``."""
    covered = sum(min(cut.end, position) - cut.start for cut in cuts if left <= cut.start < position)
    return position - left - covered <= 3
