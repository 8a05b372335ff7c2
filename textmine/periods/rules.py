"""The inventory of rules: a name, the words that begin it, a pattern, and what it makes of a match.

The patterns stand as branches of one regular expression in the order of :func:`rules`; the first that matches at a
position wins. A production that gives None lets the words pass as no time at all (the title of a book, 五十五个).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from textmine.lexicon import alternation, column, rows
from textmine.periods import productions as produce
from textmine.periods.context import Context
from textmine.periods.grammar import JOIN, anonymous, part_pattern, point_pattern, relative_words
from textmine.periods.numerals import YEAR
from textmine.periods.productions import Reading

__all__ = ["Rule", "master", "production", "rules"]

_COUNT = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of time expression."""

    name: str
    pattern: str
    make: Callable[[re.Match[str], Context], Reading | None]


def _plans() -> str:
    quoted = alternation(column("periods_plans"))
    bare = alternation(word for word in column("periods_plans") if len(word) > 2)
    behind = r"(?:的?前[一二三四两]年|时期|期间|五年|计划(?:时期|期间)|规划(?:时期|期间))?(?:以来|[末初])?"
    names = r"(?!规划|计划|[个分年月日届中名项条亿万天])"
    return rf"(?:“(?:{quoted})”|(?<![一二三四五六七八九十第])(?:{bare})){behind}{names}"


def _events() -> str:
    return rf"(?:{alternation(column('periods_events'))})(?:召开|胜利召开)?(?:以来|至今)"


def _festivals() -> str:
    alone = alternation(word for word, flag in rows("periods_festivals") if flag == "yes")
    other = alternation(word for word, flag in rows("periods_festivals") if flag == "no")
    behind = r"(?:小?长?假(?:期|日)?|黄金周|节日|期间|前夕|前后|假日|档期?|当天|节)"
    return rf"(?:(?:{other}){behind}(?:期间)?|(?:{alone})(?:期间)?)"


@cache
def rules() -> tuple[Rule, ...]:
    """All rules in the order in which they are tried."""
    clock = r"(?:上午|下午|凌晨|晚上|晚间|早上|清晨|中午|傍晚|深夜|[早晚])"
    return (
        Rule("title", r"《[^《》\n]{1,80}》", produce.nothing),
        Rule("yoy", r"(?:年?同比|(?:上年|去年|上一年|前一年|上年度)的?同(?:期|月))", produce.compared),
        Rule("mom", r"环比", produce.compared),
        Rule("plan", _plans(), produce.plan),
        Rule("since-event", _events(), produce.since_event),
        Rule("season", rf"(?<!\d){YEAR}(?:[/—–-])(?:\d{{4}}|\d\d)年?(?:度|榨季|赛季|雪季|冰雪季|采暖季|供暖季|学年|产季)", produce.season),
        Rule("range", rf"(?<![\d.]){YEAR}{JOIN}(?:{YEAR}|\d\d)年(?!期)", produce.year_range),
        Rule("date", r"(?<![\d.])20\d\d([-./])\d{1,2}([-./])\d{1,2}(?![\d.])", produce.numeric_date),
        Rule("decade", r"(?:(?:上个?世纪|(?:20|二十)世纪)(?:[2-9]0|[二三四五六七八九]十)年代|(?<![\d第])(?:[5-9]0|[五六七八九]十)年代)(?:[初末]|[中后前]期|以来|至今)?", produce.decade),
        Rule("back", rf"(?:近|过去|最近|这)的?{_COUNT}年(?:多?(?:以?来|间|里))?|(?<![^，。；：！？、（\s“])(?:我省|我市|全省)?{_COUNT}年多?(?:以)?来(?!自|到|的?首)", produce.back),
        Rule("ahead", rf"(?:未来|今后)(?:的)?(?:{_COUNT}(?:{JOIN}{_COUNT})?|几|若干)?个?(?:年|月)?(?:内|里)?", produce.vague),
        Rule("both", r"[今去][明今]两年", produce.two_years),
        Rule("point", point_pattern(), produce.point),
        Rule("month", rf"(?:{relative_words('month')})(?:\d{{1,2}}[日号]|[底末初]|[上中下]旬)?", produce.relative_month),
        Rule("quarter", rf"(?:{relative_words('quarter')})", produce.relative_quarter),
        Rule("daywords", rf"(?:{relative_words('day')})", produce.relative_day),
        Rule("clock", rf"{clock}?(?<![\d.:])\d{{1,2}}(?:时(?:\d{{1,2}}分|[整半许左])|点(?:\d{{1,2}}分|[整半钟许]))|{clock}\d{{1,2}}[时点]|(?<![\d:：比])[012]\d[:：][0-5]\d(?![\d:：])", produce.clock),
        Rule("part", part_pattern(), produce.part),
        Rule("monthend", r"月[底末](?=[，前]|将|达|为)", produce.month_end),
        Rule("inner", r"年内(?!容|地)", produce.within_year),
        Rule("day", rf"(?<![\d.,月第每满近超逾续期时达约共])\d{{1,2}}日(?:{JOIN}\d{{1,2}}日)?(?![游内以均产龄元本后前间常照光用租薪])", produce.bare_day),
        Rule("same", r"(?<![史年比])同期(?!声|录|举)", produce.same_period),
        Rule("festival", _festivals(), produce.festival),
        Rule("vague", alternation(column("periods_vague")), produce.vague),
    )


@cache
def master() -> re.Pattern[str]:
    """All rules as one expression; the name of the group that matched is the name of the rule."""
    branches = (f"(?P<{rule.name.replace('-', '_')}>{anonymous(rule.pattern)})" for rule in rules())
    return re.compile("|".join(branches))


@cache
def production(group: str | None) -> Callable[[re.Match[str], Context], Reading | None]:
    """The production of the rule whose branch of :func:`master` is called ``group``."""
    return {rule.name.replace("-", "_"): rule.make for rule in rules()}[group or ""]
