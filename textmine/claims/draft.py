"""A claim under way: the fields of one quantity, each with the words that gave it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from textmine.claims.comparisons import baseline_of, yardstick_of
from textmine.claims.cuts import lasting_words, spans_to_cut
from textmine.claims.indicator import read_indicator
from textmine.claims.role import Reading, read_role
from textmine.claims.scene import Scene
from textmine.claims.setting import Setting
from textmine.claims.source import source_of
from textmine.claims.spans import When, end_of, origin_of
from textmine.claims.status import Cues, cues_of, is_negated, status_of
from textmine.claims.structure import Span
from textmine.claims.subject import SoFar
from textmine.claims.territory import Where, regions_of
from textmine.claims.timing import over_last_year, period_of
from textmine.claims.tolls import with_event
from textmine.claims.topic import Surroundings, Topic, balanced
from textmine.records import Baseline, Change, Kind, Quantity, Role, Status, TimeMention

__all__ = ["Draft", "make_draft", "passage_of"]

TO = frozenset("到至为达向")
"""What leads to the second value of a from–to pair."""

NO_NOUN = frozenset("、（）了")
"""Marks that stand in no noun phrase with a second value in it."""

NO_MODIFIER = frozenset("，。；、：达为有")
"""What does not stand between a value and the noun that it qualifies."""


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
    negated: bool = False
    partner: Draft | None = None


@cache
def _from() -> re.Pattern[str]:
    return re.compile(
        r"(?:从|由)(?:[^，；、的]{0,14}的|(?:上|去|前|本)[年月周](?:同期|底|末)?|\d{1,4}[年月](?:份|底|末)?)?(?:下降|上涨|增长|上升)?(?:不足|近|约|超过)?$"
    )


class Passage(NamedTuple):
    """What the values of a sentence share: what its words can tell, the headline, the values of the sentence before."""

    sentence: Span
    cues: Cues
    setting: Setting
    above: Sequence[Draft]


def passage_of(scene: Scene, position: int, setting: Setting, above: Sequence[Draft]) -> Passage:
    """The passage around ``position``; ``above`` are the values of the sentence before, which 其中 at its head takes apart."""
    sentence = scene.layout.sentence(position)
    carried = above if scene.text.startswith("其中", sentence.start) else ()
    return Passage(sentence, cues_of(scene.text, sentence), setting, carried)


def make_draft(
    scene: Scene,
    passage: Passage,
    quantity: Quantity,
    earlier: list[Draft],
    following: Quantity | None,
    topic: Topic | None,
    consumed: int,
) -> Draft:
    """The draft of ``quantity``; ``earlier`` are those of its sentence, up to ``consumed`` its words name others."""
    clause = scene.layout.clause(quantity.hedge_start)
    lasting = lasting_words(scene, earlier[-1].quantity, clause) if earlier else None
    left = _left(scene, quantity, clause, earlier, consumed, lasting)
    nested = following is not None and _is_nested(scene, quantity, following, clause)
    right = clause.end
    if following is not None and following.hedge_start < right and not nested:
        right = following.hedge_start
    reading = read_role(quantity, scene.text, left, right, clause.start)
    floor = scene.layout.section(quantity.start).start
    plans = scene.report is not None and scene.plans(scene.layout.paragraph(quantity.start))
    when = _when(scene, passage, quantity, earlier, following, left, floor, plans=plans)
    home = passage.setting.regions
    where = regions_of(scene, quantity, floor=floor, home=home, local=scene.report is not None)
    afresh = topic is None or earlier[-1].quantity.end < scene.layout.part(quantity.start).start
    whole = _whole_of(scene, quantity, reading, [*passage.above, *earlier] if passage.above else earlier)
    cut = spans_to_cut(scene, left, quantity, where, reading)
    around = Surroundings(
        left=left,
        right=right,
        whole=right == clause.end,
        nested=nested,
        cut=cut if lasting is None else (lasting, *cut),
        place="".join([place.surface for place in where.mentions if left <= place.start < quantity.start]),
    )
    so_far = SoFar(scene, quantity, topic, afresh=afresh, whole=whole)
    found = balanced(read_indicator(scene, quantity, around=around, role=reading.role, so_far=so_far))
    found = with_event(scene, quantity, found)
    if where.reach not in ("clause", "none") and found.rule.startswith("topic"):
        where = next((draft.where for draft in reversed(earlier) if draft.topic.base == found.base), where)
    draft = Draft(
        quantity=quantity, left=left, right=right, nested=nested, reading=reading, when=when, where=where, topic=found
    )
    _compare(scene, draft, clause, earlier)
    _judge(scene, draft, passage, plans=plans)
    return draft


def _left(
    scene: Scene, quantity: Quantity, clause: Span, earlier: list[Draft], consumed: int, lasting: Span | None
) -> int:
    """Where the words begin that belong to ``quantity``."""
    if earlier:
        before = earlier[-1]
        if before.nested and lasting is None:
            return max(clause.start, before.quantity.hedge_end)
        if lasting is not None or _modifies(scene, before.quantity, quantity):
            return max(clause.start, before.left)
    return max(clause.start, min(consumed, quantity.hedge_start))


def _when(
    scene: Scene,
    passage: Passage,
    quantity: Quantity,
    earlier: list[Draft],
    following: Quantity | None,
    left: int,
    floor: int,
    *,
    plans: bool,
) -> When:
    """When the value holds: by the words around it, as one of a from–to pair, by the headline."""
    skip = _from_span(scene, earlier[-1], quantity) if earlier else None
    when = period_of(scene, quantity, floor=floor, skip=skip)
    if following is not None and _is_origin(scene, left, quantity, following):
        return _or_of_pair(scene, origin_of(scene, when, left), earlier)
    if skip is not None:
        when = end_of(scene, when, timed=bool(scene.times_between(skip.start, skip.end)))
    when = _or_of_text(scene, quantity, when, passage.setting, plans=plans)
    return _yearly_between(scene, quantity, left, when, earlier)


def _or_of_pair(scene: Scene, when: When, earlier: Sequence[Draft]) -> When:
    """``when``, or where it is unknown, the year in which the from–to pair before in the sentence began."""
    if when.period is not None or len(earlier) < 2:
        return when
    for one, two in zip(reversed(earlier[:-1]), reversed(earlier[1:]), strict=True):
        first, last = one.when.period or "", two.when.period or ""
        ends = first < last if last.isdecimal() else not last and _from_span(scene, one, two.quantity) is not None
        if first.isdecimal() and ends and one.quantity.unit == two.quantity.unit:
            return When(period=first, mention=one.when.mention, reach="sentence")
    return when


def _judge(scene: Scene, draft: Draft, passage: Passage, *, plans: bool) -> None:
    """Finds whether the value is a fact, a goal or an expectation, whether it is denied, and who says so."""
    quantity, sentence, cues = draft.quantity, passage.sentence, passage.cues
    draft.status, draft.status_words = status_of(scene, sentence, cues, quantity, plans=plans)
    if draft.status is Status.ACTUAL and passage.above and passage.above[-1].status is Status.FORECAST:
        draft.status = Status.FORECAST
    if draft.status is Status.HYPOTHETICAL and draft.when.reach in ("paragraph", "article", "title"):
        words = draft.status_words
        if words is None or not scene.text.endswith("为例", 0, words.end):
            draft.when = When(period=None)
    draft.source = source_of(scene, sentence, quantity.start) if cues.cites else None
    draft.negated = cues.denies and is_negated(scene, quantity.hedge_start)


def _or_of_text(scene: Scene, quantity: Quantity, when: When, setting: Setting, *, plans: bool) -> When:
    """``when``, or where nothing near the value says it, the period that the report or the headline speaks of."""
    if when.period is not None:
        return when
    if scene.report is not None and (when.mention is None or when.mention.rule in ("vague", "festival")):
        clause = scene.layout.clause(quantity.start)
        yearly = _mean_change().search(scene.text, clause.start, quantity.start) is not None
        paragraph = scene.layout.paragraph(quantity.start)
        period = scene.report.period(scene.text, paragraph, plans=plans, yearly=yearly)
        return When(period=period, reach="title")
    if setting.period is not None and when.mention is None:
        return When(period=setting.period, reach="title")
    passing = when.mention is None or (when.mention.rule == "vague" and when.reach != "clause")
    return (over_last_year(scene, quantity) or when) if passing else when


@cache
def _mean_change() -> re.Pattern[str]:
    return re.compile(r"年均(?:分别)?(?:增|递增|下降|减少|提高|提升|新增)")


def _yearly_between(scene: Scene, quantity: Quantity, left: int, when: When, earlier: Sequence[Draft]) -> When:
    """The years of a mean change (年均增长) between two values of two years before it in the sentence; else ``when``."""
    if len(earlier) < 2 or _mean_change().search(scene.text, left, quantity.start) is None:
        return when
    first, last = (draft.when.period or "" for draft in earlier[-2:])
    if not (first.isdecimal() and last.isdecimal() and int(first) < int(last)):
        return when
    return When(period=f"{int(first) + 1}/{last}", mention=earlier[-1].when.mention, reach="sentence")


def _compare(scene: Scene, draft: Draft, clause: Span, earlier: Sequence[Draft]) -> None:
    """Finds what the value is compared with: a time, or another region or group."""
    quantity, reading = draft.quantity, draft.reading
    if reading.role is Role.CHANGE:
        inherited = earlier[-1].baseline if earlier else None
        draft.baseline, draft.compared = baseline_of(
            scene, quantity, left=clause.start, period=draft.when.period, inherited=inherited
        )
    if draft.compared is None and (reading.change is Change.POINTS or reading.role is Role.SHARE):
        draft.baseline = yardstick_of(scene, quantity, left=draft.left) or draft.baseline


def _whole_of(scene: Scene, quantity: Quantity, reading: Reading, before: Sequence[Draft]) -> Topic | None:
    """What was measured in whole where the value is one of its parts: the last value of its kind before 其中."""
    picked = scene.text.rfind("其中", before[0].quantity.end, quantity.start) if before else -1
    if picked < 0:
        return None
    for draft in reversed(before):
        whole = draft.quantity
        if whole.end > picked:
            continue
        same = whole.unit == quantity.unit and draft.reading.role is reading.role
        return draft.topic if same and quantity.kind in (Kind.AMOUNT, Kind.COUNT, Kind.PERCENTAGE) else None
    return None


def _is_nested(scene: Scene, one: Quantity, two: Quantity, clause: Span) -> bool:
    """Whether ``two`` stands inside the noun phrase that ``one`` counts (6个投资超百亿的项目)."""
    if one.kind is not Kind.COUNT or two.kind is Kind.COUNT or two.hedge_start >= clause.end:
        return False
    between = scene.text[one.end : two.hedge_start]
    if not between or between[0] == "的" or not NO_NOUN.isdisjoint(between):
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
        and NO_MODIFIER.isdisjoint(between)
        and "增长" not in between
        and "下降" not in between
    )


def _is_origin(scene: Scene, left: int, quantity: Quantity, following: Quantity) -> bool:
    """Whether the value is the first of a from–to pair."""
    between = scene.text[quantity.hedge_end : following.hedge_start]
    if len(between) > 16 or TO.isdisjoint(between) or "。" in between or "；" in between:
        return False
    return _from().search(scene.text, max(left - 2, 0), quantity.hedge_start) is not None


def _from_span(scene: Scene, before: Draft, quantity: Quantity) -> Span | None:
    """The span 从…Q1 of a from–to pair whose second value is ``quantity``; null when there is none."""
    first = before.quantity
    between = scene.text[first.hedge_end : quantity.hedge_start]
    if len(between) > 16 or TO.isdisjoint(between):
        return None
    match = _from().search(scene.text, max(before.left - 2, 0), first.hedge_start)
    return None if match is None else Span(match.start(), first.hedge_end)
