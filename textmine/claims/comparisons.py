"""With what a change is compared: a time (比上年, 同比, 较2020年, 是“十三五”时期的) or another region (高于全国, 占全省)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from textmine.claims.scene import Scene
from textmine.claims.standing import group_of
from textmine.periods import previous, year_before
from textmine.records import Baseline, Basis, Quantity, TimeMention

__all__ = ["baseline_of", "is_comparison", "yardstick_of"]

COMPARISONS = frozenset({"yoy", "mom"})


@cache
def _opens_comparison() -> re.Pattern[str]:
    return re.compile(r"(?:比|较|较之|相较于?|相比于?|对比)[“\"‘]?$")


@cache
def _opens_with() -> re.Pattern[str]:
    return re.compile(r"(?:与|同|跟|和)[“\"‘]?$")


@cache
def _opens_ratio() -> re.Pattern[str]:
    return re.compile(r"(?:是|为|相当于|达到?|超过|高于|低于|多于|好于|优于|快于|超)了?[“\"‘]?$")


@cache
def _outdoes() -> re.Pattern[str]:
    """A comparison that ends with the time compared with: 增幅明显高于去年."""
    return re.compile(r"(?:高于|低于|多于|少于|好于|优于|快于|慢于|超过|不及)$")


@cache
def _closes_ratio() -> re.Pattern[str]:
    return re.compile(
        r"[”\"’]?(?:时期|期间|全年|同期|末|底)?[”\"’]?(?:的(?!前)|水平|总和|总量|总数|[0-9一二两三四五六七八九十.]+倍|近[^，]{1,5}倍)"
    )


def is_comparison(scene: Scene, time: TimeMention) -> bool:
    """Whether ``time`` is what something is compared with rather than when it holds."""
    known = scene.compared.get(time.start)
    if known is None:
        known = scene.compared[time.start] = _is_comparison(scene, time)
    return known


def _is_comparison(scene: Scene, time: TimeMention) -> bool:
    if time.rule in COMPARISONS:
        return True
    before = scene.text[max(0, time.start - 5) : time.start]
    after = scene.text[time.end : time.end + 12]
    if _opens_comparison().search(before) or _second(scene, time):
        return True
    if _opens_with().search(before) and re.match(
        r"[”\"]?(?:时期|同期|末|底|版)?(?:相比|比较|相较|(?:基本|大体|大致|总体)?(?:持平|相当|相同|一致))", after
    ):
        return True
    if after[:1] in ("，", "。", "；") and _outdoes().search(before):
        return True
    return bool(_opens_ratio().search(before) and _closes_ratio().match(after))


def _second(scene: Scene, time: TimeMention) -> bool:
    """Whether ``time`` is the second of two that something is compared with (比上月末和上年末)."""
    if scene.text[time.start - 1 : time.start] not in ("和", "与", "、"):
        return False
    first = scene.times_between(time.start - 9, time.start)
    return bool(first) and first[-1].end == time.start - 1 and is_comparison(scene, first[-1])


def baseline_of(
    scene: Scene, quantity: Quantity, *, left: int, period: str | None, inherited: Baseline | None
) -> tuple[Baseline | None, TimeMention | None]:
    """What a change is compared with, from the words between ``left`` and the quantity, and the mention that told.

    ``inherited`` is the baseline of the change before it in the same sentence: 同比 holds on through an enumeration.
    """
    for time in reversed(scene.times_between(left, quantity.start)):
        if time.rule == "yoy":
            return Baseline(period=_apply(year_before, period), basis=Basis.YOY), time
        if time.rule == "mom":
            return Baseline(period=_apply(previous, period), basis=_sequential(period)), time
        if is_comparison(scene, time):
            return _explicit(scene, time, period), time
    opened = _opened_before(scene, left)
    if opened is not None and opened.rule in COMPARISONS:
        return Baseline(period=_apply(year_before, period), basis=Basis.YOY), opened
    if opened is not None:
        return _explicit(scene, opened, period), opened
    if inherited is not None and inherited.basis is Basis.YOY:
        return Baseline(period=_apply(year_before, period), basis=Basis.YOY), None
    return None, None


def _opened_before(scene: Scene, left: int) -> TimeMention | None:
    """The comparison that a clause of its own opens for the rest of its sentence (与2018年相比，…); null for none."""
    sentence = scene.layout.sentence(left)
    for time in reversed(scene.times_between(sentence.start, left)):
        if time.rule == "mom" or not is_comparison(scene, time):
            continue
        clause = scene.layout.clause(time.start)
        if not any(clause.start <= quantity.start < clause.end for quantity in scene.quantities):
            return time
    return None


def _apply(shift: Callable[[str], str | None], period: str | None) -> str | None:
    return None if period is None else shift(period)


def _sequential(period: str | None) -> Basis:
    return Basis.QOQ if period is not None and "Q" in period else Basis.MOM


def _explicit(scene: Scene, time: TimeMention, period: str | None) -> Baseline:
    words = scene.text[time.start : time.end]
    if re.match(r"上年|去年|上一年|前一年|上年度", words) and not re.search(r"末|底|月", words):
        return Baseline(period=_apply(year_before, period), basis=Basis.YOY)
    if re.match(r"上月|上个月|前一个?月", words):
        return Baseline(period=_apply(previous, period), basis=Basis.MOM)
    end = scene.text[time.end : time.end + 3]
    point = time.stock or time.period
    if point is not None and re.match(r"[”\"’]?[末底]", end) and "/" in point:
        point = f"{point.split('/')[1]}"
    return Baseline(period=point, basis=Basis.VERSUS)


@cache
def _against() -> re.Pattern[str]:
    return re.compile(r"(?:高于|低于|快于|慢于|好于|优于|高出|超出|超过|领先|落后|比|较|占|占到|居)(?:于)?$")


def yardstick_of(scene: Scene, quantity: Quantity, *, left: int) -> Baseline | None:
    """The region that a value is held against (高于全国1.2个百分点, 占全省的14%), from ``left`` on; null for none."""
    for mention in reversed(scene.places_between(left, quantity.hedge_start)):
        first = group_of(scene, mention)[0]
        if _against().search(scene.text, max(left, first.start - 4), first.start) and mention.places:
            return Baseline(region="、".join(place.name for place in mention.places), basis=Basis.VERSUS)
    ahead = _ahead().search(scene.text, left, quantity.hedge_start)
    return None if ahead is None else Baseline(subject=ahead["subject"], basis=Basis.VERSUS)


@cache
def _ahead() -> re.Pattern[str]:
    return re.compile(r"(?:高于|低于|快于|慢于|好于|优于|高出|超出)(?P<subject>[^，。；、0-9]{2,16}?)(?:约|近|超)?$")
