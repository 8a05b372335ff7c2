"""The words of a header cell or row label: what is measured, in which unit, as a change, a share or a rank."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from textmine import periods
from textmine.claims.tables.measures import INDEX, PERCENT, Measure, read_measure, read_measures
from textmine.claims.tables.numbers import compact
from textmine.claims.tables.words import is_word, of_use
from textmine.lexicon import alternation
from textmine.records import Kind, Status, TimeMention

__all__ = ["Label", "read_label", "stated_measures"]


LONGEST = 120
"""A cell with more characters is no label."""


class Label(NamedTuple):
    """What the words of one header cell or row label say.

    ``words`` are those that name what is measured, ``suffix`` what ends the indicator (增速, 比重); ``times`` are words of time, still
    to be resolved. ``changes`` tells that the values are changes, ``noun`` that a noun says so (增速); ``amount`` that they are absolute
    ones, ``grows`` that they may be (增加), ``relative`` that they are percentages even where no unit is given; ``falls`` that a value
    without a sign means a fall. ``against`` is what a change is compared with: ``yoy``, ``mom``, or words of time.
    """

    words: str = ""
    suffix: str = ""
    measures: tuple[Measure, ...] = ()
    times: tuple[str, ...] = ()
    changes: bool = False
    noun: bool = False
    amount: bool = False
    grows: bool = False
    falls: bool = False
    relative: bool = False
    against: str = ""
    share: bool = False
    rank: bool = False
    part: bool = False
    whole: bool = False
    skip: bool = False
    status: Status | None = None


@cache
def _numbering() -> re.Pattern[str]:
    return re.compile(
        r"(?:[一二三四五六七八九十]{1,3}[、.．]|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]|\d{1,2}(?:\.\d{1,2}){0,2}[、.．\s](?!\d)|[①-⑳]|[—-]{1,2}(?=[\u4e00-\u9fff]))\s*"
    )


@cache
def _part() -> re.Pattern[str]:
    return re.compile(r"(?:其\s*中\s*[：:]?|[#＃]|[—–-]{1,2}|[▪•·]|(?:其中)?[:：])\s*(?=\S)")


@cache
def _brackets() -> re.Pattern[str]:
    return re.compile(r"[（(\[［]([^（）()\[\]［］]{1,24}(?:[（(][^（）()]{1,4}[）)][^（）()]{0,12})?)[）)\]］]")


@cache
def _trailing_unit() -> re.Pattern[str]:
    """A unit without brackets at the end of a header: 同比±%, 产量/万吨, 产量:万吨."""
    return re.compile(
        r"(?P<sign>±)?(?P<unit>[%‰])$|(?<=[增减升降高低±])(?P<points>个?百分点)$|[\s/:：，,](?P<other>[十百千万亿]{0,2}[\u4e00-\u9fff/]{1,9})$"
    )


@cache
def _spaced_unit() -> re.Pattern[str]:
    """A unit with its scale behind a space: GDP 亿元."""
    return re.compile(r"(?<=\S)\s+(?P<unit>[十百千万亿]{1,2}[\u4e00-\u9fff/]{1,6})$")


@cache
def _unit_words() -> re.Pattern[str]:
    return re.compile(r"(?:计量)?单位\s*[：:]\s*(?P<unit>[^）)\n。；]{1,30})")


@cache
def _compared() -> re.Pattern[str]:
    """With what a change is compared."""
    then = (
        r"上年同期|去年同期|上年同月|去年同月|上年末|上年底|去年末|去年底|上年|去年|上月末|上月底|上月|上季度?|上期|年初|期初|同期|"
        r"\d{4}年(?:同期|末|底)?|全[国省市]平均(?:水平)?|全[国省市]"
    )
    return re.compile(
        rf"(?:与|比|较|同)(?P<then>{then})(?:相比|比较|比)?|(?P<yoy>同比|同期比)|(?P<mom>环比)|(?P<base>定基比?)"
    )


@cache
def _change() -> re.Pattern[str]:
    noun = "增长速度|增长幅度|增长率|增减幅度|增减率|增速|增幅|降幅|涨幅|跌幅|涨跌幅度?|升降幅度?|变化率|变动率"
    amount = "净增加?额|增减额|增减量|增加额|增加量|增量|减少额|变化量|变动额"
    fall = "下降|降低|减少|回落"
    rise = "增长|增减|增加|提高|上升|上涨|升降|涨跌|回升|变化|变动"
    return re.compile(
        rf"(?:净|名义|实际|可比|年均|平均|累计)?(?:(?P<noun>{noun})|(?P<amount>{amount})|(?P<fall>{fall})|(?P<rise>{rise}))[±＋+－/-]*$"
    )


@cache
def _share() -> re.Pattern[str]:
    return re.compile(
        r"(?:占[^，。]{0,16}(?:比重|比例|份额|的?%)|所占比[重例]|占比|比重|构成比?|份额|(?:[\u4e00-\u9fff]{0,4}[数额])?(?:完成|占|为)[^，。]{0,8}(?:计划|预算|目标|任务|进度|决算|执行|上年)数?(?:的?(?:比例|比重|百分比|进度)|的)?|完成率|完成进度|占[^，。]{2,12})$"
    )


@cache
def _rank() -> re.Pattern[str]:
    return re.compile(rf"(?:在?全[国省市区州])?(?:{alternation(of_use('order'))})$")


@cache
def _table_times() -> re.Pattern[str]:
    """Words of time that tables have and prose has not."""
    alone = r"(?![\u4e00-\u9fff])|(?=增|减|同比|环比|比|完成)"
    stock = r"(?=$|余额|人口|存栏|常住|户籍|总|实有|登记|城镇|农村|从业|就业|在)"
    return re.compile(
        r"(?<!\d)(?:19|20)\d\d年?Q[1-4]|(?<![A-Za-z])Q[1-4](?!\d)"
        rf"|(?:自年初|年初至今|本年|年内|当年|今年|本月止|[1一][-—至](?:本月|当月))?累计(?:数|值|额)?(?:{alone})"
        rf"|(?:上年|去年)同[期月](?:数|值)?(?:累计)?|(?:上|去)年(?:末|底)?(?:数|值|实际)?(?:{alone})"
        rf"|本(?:月|期|季度?|年)末?(?:数|值|实际)?|当(?:月|期|季度?|年)末?(?:数|值|实际)?(?:{alone})|报告期|上[月期](?:末|底)?(?:数|值)?(?:{alone})"
        rf"|(?<![\d一二三四五六七八九十年])[期月年季]末(?:数|值)?{stock}|(?<![\d年])[期年]初(?:数|值)?$"
    )


@cache
def _figure_times() -> re.Pattern[str]:
    """Years and months in figures alone: 2024, 2024.11."""
    return re.compile(r"(?<![\d.])(?:19|20)\d\d(?:[.\-/](?:0?[1-9]|1[0-2])(?:[.\-/]\d{1,2})?|年度?)?(?![\d.年])")


@cache
def _loose() -> re.Pattern[str]:
    """Marks left over where words were taken out."""
    return re.compile(r"^[\s、，,：:/\-—–的末底]+|[\s、，,：:/\-—–±]+$|[（(\[［]\s*[）)\]］]")


def stated_measures(text: str) -> tuple[Measure, ...]:
    """The units that ``text`` announces (单位：亿元、%); none where it announces none."""
    found = _unit_words().search(text)
    if found is None:
        return ()
    words = found["unit"].strip().rstrip("）)")
    return read_measures(words) or read_measures(words.partition(" ")[0])


@lru_cache(maxsize=8192)
def read_label(text: str) -> Label:
    """What the header cell or row label ``text`` says; nothing where it is too long to be one."""
    if len(text) > LONGEST:
        return Label()
    spaced = _spaced_unit().search(text.strip())
    words = compact(text[: spaced.start()] if spaced else text)
    if is_word("skip", words):
        return Label(words=words, skip=True)
    measures = read_measures(spaced["unit"]) if spaced else stated_measures(words)
    if spaced and not measures:
        words = compact(text)
    words = _unit_words().sub("", words)
    numbered = _numbering().match(words)
    words = words[numbered.end() :] if numbered else words
    part = _part().match(words)
    words = words[part.end() :] if part else words
    words = re.sub(r"^[①-⑳*＊]+", "", words)
    words, bracketed = _without_units(words)
    measures = measures or bracketed
    if not measures and read_measure(words) is INDEX and "100" in words:
        return Label(suffix=f"({words})", measures=(INDEX,))
    if is_word("skip", words):
        return Label(words=words, skip=True)
    if is_word("whole", words):
        return Label(measures=measures, whole=True, part=part is not None)
    if is_word("order", words):
        return Label(rank=True)
    return _told(words, measures, part=part is not None)


def _told(words: str, measures: tuple[Measure, ...], *, part: bool) -> Label:
    """The label that ``words`` are once unit and numbering are taken away."""
    index = INDEX in measures or "指数" in words
    aside = re.search(r"(?<=[增涨降跌][速幅率长])\([^()]{2,12}\)$", words)
    words = words[: aside.start()] if aside else words
    compared = _compared().search(words)
    against = ""
    if compared is not None and not (index and "价格" not in words and compared["then"] is None and "指数" in words):
        against = compared["then"] or ("yoy" if compared["yoy"] else "mom" if compared["mom"] else "base")
        words = words[: compared.start()] + words[compared.end() :]
    words, times = _without_times(words)
    words = _loose().sub("", words)
    share = _share().search(words)
    changed = _change().search(words)
    nature = changed is not None and words.endswith("自然增长率")
    changes = (changed is not None and not nature) or (bool(against) and not (index and INDEX in measures))
    suffix = ""
    if changed is not None and not nature:
        suffix = changed["noun"] or ""
        words = _loose().sub("", words[: changed.start()])
        share = None if changes else share
    rank = _rank().search(words)
    if rank is not None:
        words, changes, share = words[: rank.start()], False, None
        ranked = _change().search(words)
        suffix = ranked["noun"] or "" if ranked else ""
        words = words[: ranked.start()] if ranked else words
    if share is not None and not changes:
        suffix = share[0].rstrip("的")
        words = _loose().sub("", words[: share.start()])
    status, words = _status(words)
    words += aside[0] if aside else ""
    words = "" if is_word("generic", words) else words
    whole = is_word("whole", words)
    percent = PERCENT in measures and len(measures) == 1
    return Label(
        words="" if whole else words,
        suffix=suffix,
        measures=measures,
        times=times,
        changes=changes,
        noun=changed is not None and changed["noun"] is not None,
        amount=changed is not None and changed["amount"] is not None and not percent,
        grows=changed is not None and changed[0].strip("净") in ("增加", "减少"),
        falls=changed is not None and (changed["fall"] is not None or changed["noun"] in ("降幅", "跌幅")),
        relative=_is_relative(changed, against),
        against=against,
        share=share is not None and not changes,
        rank=rank is not None,
        part=part,
        whole=whole,
        status=status,
    )


def _is_relative(changed: re.Match[str] | None, against: str) -> bool:
    """Whether words of change without a unit speak of per cent: 增速, 同比增长, 环比; 增加 and 增减 may be amounts."""
    if changed is None:
        return against in ("yoy", "mom")
    return changed["noun"] is not None or changed["rise"] in ("增长", "上涨", "涨跌")


def _without_units(words: str) -> tuple[str, tuple[Measure, ...]]:
    """``words`` without the units in brackets or at their end, and those units; ± in the brackets stays as a mark of change."""
    for found in _brackets().finditer(words):
        inner = found[1].strip()
        measures = read_measures(inner)
        if not measures and (listed := re.fullmatch(r"(?:单位[:：])?(.+?)[,，;；](.+)", inner)):
            measures = read_measures(listed[1]) or read_measures(listed[2])
        if measures:
            sign = "±" if "±" in inner else ""
            return words[: found.start()] + sign + words[found.end() :], measures
    behind = _trailing_unit().search(words)
    if behind is not None:
        measures = read_measures(behind["unit"] or behind["points"] or behind["other"])
        ends = behind["unit"] or behind["points"] or not (measures and measures[0].kind is Kind.DURATION)
        if measures and ends and (behind.start() > 0 or behind["unit"]):
            return words[: behind.start()] + (behind["sign"] or ""), measures
    return words, ()


def _without_times(words: str) -> tuple[str, tuple[str, ...]]:
    """``words`` without words of time, and these."""
    spans = [found.span() for found in _table_times().finditer(words)]
    spans += [
        (time.start, time.end)
        for time in periods.find(words)
        if time.rule not in ("yoy", "mom") and _apart(time, spans)
    ]
    spans += [found.span() for found in _figure_times().finditer(words) if _apart(found, spans)]
    times = []
    for start, end in sorted(spans, reverse=True):
        times.append(words[start:end])
        words = words[:start] + "\0" + words[end:]
    return re.sub(r"[\s\-—–至到、和及]*\0[份度末底初\s]*", "", words), tuple(reversed(times))


def _apart(found: re.Match[str] | TimeMention, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether ``found`` overlaps none of ``spans``."""
    low, high = found.span() if isinstance(found, re.Match) else (found.start, found.end)
    return all(end <= low or high <= start for start, end in spans)


def _status(words: str) -> tuple[Status | None, str]:
    """Whether the header ``words`` tell of goals or expectations, and what is left of them."""
    for use, status in (("target", Status.TARGET), ("forecast", Status.FORECAST)):
        if is_word(use, words):
            return status, ""
    return None, words
