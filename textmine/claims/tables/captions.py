"""What stands around a table: title, unit, period and region above it, the source below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from textmine import periods
from textmine.claims.setting import Setting
from textmine.claims.tables.grid import Cell
from textmine.claims.tables.labels import Label, read_label, stated_measures
from textmine.claims.tables.measures import Measure, read_measures
from textmine.claims.tables.regions import subject_places
from textmine.claims.tables.times import Clock
from textmine.claims.tables.words import ends_with_measure, of_use
from textmine.lexicon import alternation
from textmine.records import Article, BlockKind, Place

__all__ = ["Caption", "Told", "read_caption"]

LINES = 3
"""How many lines above a table may belong to it."""

LENGTH = 60
"""A longer line is no title."""


class Told(NamedTuple):
    """Where something is said, in the cleaned text, and from how far away (``caption``, ``heading``, ``title``); no place for the headline."""

    start: int
    end: int
    reach: str


class Caption(NamedTuple):
    """What holds for a whole table; what is unknown is null or empty. ``plans`` tells of a title that sets goals."""

    measures: tuple[Measure, ...] = ()
    measures_at: Told | None = None
    period: str | None = None
    period_at: Told | None = None
    regions: tuple[Place, ...] = ()
    regions_at: Told | None = None
    subject: Label = Label()
    subject_at: Told | None = None
    source: Told | None = None
    plans: bool = False


@cache
def _leads() -> re.Pattern[str]:
    """A sentence that leads to a table: …如下：, 见下表。"""
    return re.compile(r"(?:如下|下表|见表|附表)[^。；]{0,12}[：:。]?$|[：:]$")


@cache
def _source() -> re.Pattern[str]:
    return re.compile(r"(?:资料|数据)?来源\s*[：:]\s*(?P<name>[^\s。；，（）()]{2,40})")


@cache
def _title_mark() -> re.Pattern[str]:
    return re.compile(
        r"^\s*(?:(?:附?表|图表|专栏)\s*(?:[0-9一二三四五六七八九十]+(?:[-－.]\d+)?)?\s*[：:、.]?\s*|续表\s*)"
    )


@cache
def _date() -> re.Pattern[str]:
    return re.compile(r"\d{4}-\d\d-\d\d")


@cache
def _plan() -> re.Pattern[str]:
    return re.compile(r"规划|目标|计划|纲要|预算(?!执行|完成)|五”?(?:时期|期间).{0,6}指标")


def read_caption(
    article: Article, index: int, captions: Sequence[Cell], setting: Setting, clock: Clock, *, stacked: bool = False
) -> Caption:
    """What is told of the table in block ``index`` of ``article``; ``captions`` are the lines of its own above its header.

    ``stacked``: other tables of the block stand above it.
    """
    text = article.text
    lines = [(cell.start, cell.end, "caption") for cell in reversed(captions)]
    lines += [] if stacked and captions else _above(article, index)
    found = Caption(source=_source_below(article, index))
    for start, end, reach in lines:
        found = _with_line(found, text[start:end], start, reach, clock)
    if found.regions_at is None and setting.regions:
        found = found._replace(regions=setting.regions)
    if found.period_at is None and setting.period is not None:
        found = found._replace(period=setting.period)
    plans = _plan().search(article.title or "") is not None and _plan().search((article.title or "")[-12:]) is not None
    return found._replace(plans=found.plans or plans)


def _above(article: Article, index: int) -> Iterator[tuple[int, int, str]]:
    """The lines above the table that belong to it, nearest first, and the heading above these."""
    titled = True
    for count, block in enumerate(reversed(article.blocks[:index])):
        if block.kind is BlockKind.TABLE:
            return
        text = article.text[block.start : block.end]
        start = block.start
        heads = block.kind in (BlockKind.HEADING, BlockKind.TITLE)
        if titled and count < LINES and _leads().search(text):
            start += max(text.rfind(mark, 0, len(text) - 1) for mark in "。；") + 1
            yield start, block.end, "caption"
            titled = False
        elif titled and count < LINES and len(text) <= LENGTH and not text.endswith(("。", "；", "！", "？")):
            yield start, block.end, "caption"
        elif heads:
            yield start, block.end, "heading"
            return
        else:
            titled = False


def _source_below(article: Article, index: int) -> Told | None:
    """The name behind 数据来源： right below the table."""
    for block in article.blocks[index + 1 : index + 1 + LINES]:
        if block.kind is BlockKind.TABLE:
            return None
        found = _source().search(article.text, block.start, block.end)
        if found is not None and found.start() - block.start <= 1:
            return Told(found.start("name"), found.end("name"), "caption")
    return None


def _with_line(caption: Caption, text: str, start: int, reach: str, clock: Clock) -> Caption:
    """``caption`` with what the line ``text`` adds to it; what a nearer line said stays."""
    whole = Told(start, start + len(text), reach)
    near = reach == "caption"
    if near and not caption.measures:
        measures = stated_measures(text) or _closing_unit(text)
        if measures:
            caption = caption._replace(measures=measures, measures_at=whole)
    if caption.period_at is None and (time := _period(text, clock)) is not None:
        caption = caption._replace(period=time[0], period_at=Told(start + time[1], start + time[2], reach))
    if caption.regions_at is None and (place := subject_places(text)) is not None:
        caption = caption._replace(regions=place[0], regions_at=Told(start + place[1], start + place[2], reach))
    if near and not (caption.subject.words or caption.subject.suffix):
        subject = _subject(text)
        if subject is not None:
            caption = caption._replace(subject=subject, subject_at=whole)
    return caption._replace(plans=caption.plans or (near and _plan().search(text) is not None))


def _closing_unit(text: str) -> tuple[Measure, ...]:
    """The unit in brackets at the end of a title: 各市粮食产量（万吨）."""
    found = re.search(r"[（(]([^（）()]{1,16})[）)]\s*$", text)
    return read_measures(found[1]) if found else ()


def _period(text: str, clock: Clock) -> tuple[str | None, int, int] | None:
    """The one period that the line ``text`` names and where; null inside for several, null for none or a date alone."""
    found = [
        time
        for time in periods.find(text, published=clock.published, about=clock.about)
        if time.period is not None
        and time.rule not in ("yoy", "mom", "vague", "plan")
        and text[max(0, time.start - 1) : time.start] not in ("比", "较", "与")
    ]
    found = [
        time
        for time in found
        if not _date().fullmatch(time.period or "") or text[max(0, time.start - 2) : time.start].startswith("截")
    ]
    if not found:
        return None
    first, last = found[0], found[-1]
    told = {time.stock or time.period for time in found}
    if len(told) > 1 or any("旬" in time.surface for time in found):
        return None, first.start, last.end
    (period,) = told
    return period, first.start, first.end


@cache
def _wrapping() -> re.Pattern[str]:
    """Words of a title beside what is measured."""
    ends = alternation(of_use("title"))
    return re.compile(
        rf"^(?:部分(?:国家|城市|地区|省份|产品|企业|行业)?|主要|历年|各国|各城市|各地区|[两三四五六七八九十][省市县区地])(?=[\u4e00-\u9fffA-Z])|^(?:我?[国省市]?各?[省市区县州盟旗地、（）()]*|分(?:地区|行业|市县|品种|季度|月)|主要)(?=[\u4e00-\u9fffA-Z])|(?:{ends})+$"
    )


@cache
def _cities() -> re.Pattern[str]:
    """How many places a title is about: 70个大中城市, 内地九市, 主要经济体."""
    return re.compile(
        r"(?:全国)?(?<!\d)\d{1,3}(?:个[^，。\d]{0,6})?(?:大中)?(?:城市|地区|省份|省区市|县区)|(?:世界|全球)?(?:主要)?经济体"
        r"|^[\u4e00-\u9fff]{0,6}(?<![上下本超城])[两三四五六七八九十][省市县区州](?=[\u4e00-\u9fff]{2})"
    )


def _subject(text: str) -> Label | None:
    """What the title ``text`` says is measured; null where it says no single thing."""
    words = _cities().sub("", _title_mark().sub("", re.sub(r"[（(][^（）()]*[）)]\s*$", "", text.strip())))
    if re.search(r"单位\s*[：:]|[，。；]", words) or "指标" in words:
        return None
    words = re.sub(r"(?:及其|及|和|与)(?:增长速度|增长|增速|构成|比重|位次|排名)$", "", words)
    label = read_label(words)
    place = subject_places(label.words)
    rest = label.words if place is None or place[1] else label.words[place[2] :]
    rest = re.sub(r"^.{0,10}?各(?:[省市县区州盟旗地、]+|[（(].{1,6}?[)）])(?=..)", "", rest)
    rest = _cities().sub("", rest)
    while (shorter := _wrapping().sub("", rest).strip("及和与、")) != rest:
        rest = shorter
    inner = read_label(rest)
    label = inner._replace(
        suffix=label.suffix or inner.suffix,
        changes=label.changes or inner.changes,
        against=label.against or inner.against,
    )
    if not rest or re.search(r"[和与及、]", label.words) or not (ends_with_measure(label.words) or label.suffix):
        return None
    return label
